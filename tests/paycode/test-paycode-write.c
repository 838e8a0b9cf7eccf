/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "kab-money.h"
#include "kab-paycode.h"

static void
set (KabPaycode *code, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kab_paycode_set (code, key, value, &error));
  g_assert_no_error (error);
}

/* Set out of order on purpose: the writer puts the mandatory block right. */
static KabPaycode *
make_code (void)
{
  KabPaycode *code = kab_paycode_new ();

  set (code, "PersAcc", "123543566");
  set (code, "CorrespAcc", "30101810000000000001");
  set (code, "BIC", "046614001");
  set (code, "BankName", "Банк «Пример» г. Смоленск");
  set (code, "PersonalAcc", "40702810000000000001");
  set (code, "Name", "АО Спецавтохозяйство");
  return code;
}

static char *
write_utf8 (KabPaycode *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kab_paycode_write (code, KAB_PAYCODE_UTF_8, &error);
  gsize length = 0;
  const char *data = NULL;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &length);
  return g_strndup (data, length);
}

static void
test_whole (void)
{
  g_autoptr (KabPaycode) code = make_code ();
  g_autofree char *text = NULL;

  g_assert_true (kab_paycode_set_sum (code, 44730, NULL));
  g_assert_true (kab_paycode_set_period (code, (KabMonth){ 2020, 2 }, NULL));
  text = write_utf8 (code);
  g_assert_cmpstr (text, ==,
                   "ST00012|Name=АО Спецавтохозяйство|PersonalAcc=40702810000000000001"
                   "|BankName=Банк «Пример» г. Смоленск|BIC=046614001"
                   "|CorrespAcc=30101810000000000001|PersAcc=123543566|Sum=44730"
                   "|PaymPeriod=022020");
}

static void
test_replace_and_remove (void)
{
  g_autoptr (KabPaycode) code = make_code ();
  g_autofree char *text = NULL;

  set (code, "PersAcc", "7");
  g_assert_cmpstr (kab_paycode_get (code, "PersAcc"), ==, "7");
  set (code, "PersAcc", NULL);
  g_assert_null (kab_paycode_get (code, "PersAcc"));
  text = write_utf8 (code);
  g_assert_null (strstr (text, "PersAcc"));
}

static void
test_separator (void)
{
  static const struct
  {
    const char *purpose;
    const char *head;
  } cases[] = {
    { "ТКО", "ST00012|" },
    { "ТКО|КГО", "ST00012#" },
    { "ТКО|КГО #1", "ST00012;" },
    { "|#;", "ST00012:" },
    { "|#;:^_~{}!$%&()*+,/", "ST00012@" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabPaycode) code = make_code ();
      g_autofree char *text = NULL;

      set (code, "Purpose", cases[i].purpose);
      text = write_utf8 (code);
      g_assert_true (g_str_has_prefix (text, cases[i].head));
    }
}

static void
test_no_separator_left (void)
{
  g_autoptr (KabPaycode) code = make_code ();
  g_autoptr (GError) error = NULL;

  set (code, "Purpose", "|#;:^_~{}!$%&()*+,/@");
  g_assert_null (kab_paycode_write (code, KAB_PAYCODE_UTF_8, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
}

static void
test_mandatory (void)
{
  static const char *const keys[] = { "Name", "PersonalAcc", "BankName", "BIC", "CorrespAcc" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (KabPaycode) code = make_code ();
      g_autoptr (GError) error = NULL;

      set (code, keys[i], NULL);
      g_assert_null (kab_paycode_write (code, KAB_PAYCODE_UTF_8, &error));
      g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, keys[i]));
    }
}

/* Each limit from both sides: the longest that is taken, and one letter more. */
static void
test_limits (void)
{
  static const struct
  {
    const char *key;
    int length;
    gboolean digits;
    gboolean exact;
  } cases[] = {
    { "Name", 160, FALSE, FALSE },
    { "PersonalAcc", 20, TRUE, TRUE },
    { "BankName", 45, FALSE, FALSE },
    { "BIC", 9, TRUE, TRUE },
    { "CorrespAcc", 20, TRUE, FALSE },
    { "Sum", 18, TRUE, FALSE },
    { "Purpose", 210, FALSE, FALSE },
    { "PayeeINN", 12, TRUE, FALSE },
    { "PayerINN", 12, TRUE, FALSE },
    { "DrawerStatus", 2, FALSE, FALSE },
    { "KPP", 9, TRUE, FALSE },
    { "CBC", 20, FALSE, FALSE },
    { "OKTMO", 11, TRUE, FALSE },
    { "LastName", 100, FALSE, FALSE },
    { "FirstName", 100, FALSE, FALSE },
    { "MiddleName", 100, FALSE, FALSE },
    { "PayerAddress", 200, FALSE, FALSE },
    { "PersonalAccount", 30, FALSE, FALSE },
    { "DocIdx", 100, FALSE, FALSE },
    { "PersAcc", 30, FALSE, FALSE },
    { "Contract", 100, FALSE, FALSE },
    { "Flat", 100, FALSE, FALSE },
    { "Phone", 100, FALSE, FALSE },
    { "PaymPeriod", 7, FALSE, FALSE },
    { "Category", 100, FALSE, FALSE },
    { "ServiceName", 100, FALSE, FALSE },
    { "CounterId", 100, FALSE, FALSE },
    { "CounterVal", 100, FALSE, FALSE },
    { "QuittId", 100, FALSE, FALSE },
    { "QuittDate", 100, FALSE, FALSE },
    { "PaymTerm", 100, FALSE, FALSE },
    { "UIN", 100, FALSE, FALSE },
    { "TechCode", 2, TRUE, TRUE },
    { "UniqId", 100, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabPaycode) code = kab_paycode_new ();
      g_autoptr (GString) value = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      for (int letter = 1; letter <= cases[i].length + 1; letter++)
        {
          gboolean taken = FALSE;

          g_string_append (value, cases[i].digits ? "7" : "Ж");
          taken = kab_paycode_set (code, cases[i].key, value->str, NULL);
          if (letter > cases[i].length || (cases[i].exact && letter < cases[i].length))
            g_assert_false (taken);
          else
            g_assert_true (taken);
        }

      if (cases[i].digits)
        {
          g_string_truncate (value, (gsize) cases[i].length);
          value->str[0] = 'x';
          g_assert_false (kab_paycode_set (code, cases[i].key, value->str, &error));
          g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
        }
    }
}

static void
test_refused (void)
{
  static const char *const cases[][2] = {
    { "name", "АО" },       { "Frobnicate", "1" },    { "Name", "" },
    { "Name", "АО\nСАХ" },  { "Purpose", "ТКО\rза" }, { "Purpose", "\xff\xfe" },
    { "BIC", "04661400А" }, { "Sum", "447,30" },      { "Sum", "-1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabPaycode) code = kab_paycode_new ();
      g_autoptr (GError) error = NULL;

      g_assert_false (kab_paycode_set (code, cases[i][0], cases[i][1], &error));
      g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
      g_assert_null (kab_paycode_get (code, cases[i][0]));
    }
}

static void
test_sums (void)
{
  static const struct
  {
    gint64 kopecks;
    gboolean good;
  } cases[] = {
    { -1, FALSE }, { 0, FALSE }, { 1, TRUE }, { KAB_MONEY_MAX, TRUE }, { KAB_MONEY_MAX + 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabPaycode) code = kab_paycode_new ();
      gint64 read = -7;

      g_assert_cmpint (kab_paycode_set_sum (code, cases[i].kopecks, NULL), ==, cases[i].good);
      g_assert_cmpint (kab_paycode_get_sum (code, &read), ==, cases[i].good);
      g_assert_cmpint (read, ==, cases[i].good ? cases[i].kopecks : -7);
    }
}

/* All but the name takes 147 bytes here; the block may have 300 in the encoding at hand. */
static void
test_block (void)
{
  static const struct
  {
    int name_letters;
    KabPaycodeEncoding encoding;
    gboolean good;
  } cases[] = {
    { 76, KAB_PAYCODE_UTF_8, TRUE },         { 77, KAB_PAYCODE_UTF_8, FALSE },
    { 153, KAB_PAYCODE_WINDOWS_1251, TRUE }, { 154, KAB_PAYCODE_WINDOWS_1251, FALSE },
    { 153, KAB_PAYCODE_KOI8_R, TRUE },       { 154, KAB_PAYCODE_KOI8_R, FALSE },
  };
  g_autofree char *bank = g_strnfill (45, 'B');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabPaycode) code = make_code ();
      g_autoptr (GString) name = g_string_new (NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      for (int letter = 0; letter < cases[i].name_letters; letter++)
        g_string_append (name, "Ж");
      set (code, "Name", name->str);
      set (code, "BankName", bank);
      bytes = kab_paycode_write (code, cases[i].encoding, &error);
      if (cases[i].good)
        g_assert_no_error (error);
      else
        g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
      g_assert_cmpint (bytes != NULL, ==, cases[i].good);
    }
}

static void
test_letter_without_place (void)
{
  g_autoptr (KabPaycode) code = make_code ();
  g_autoptr (GError) error = NULL;

  set (code, "Purpose", "за воду 水");
  g_assert_null (kab_paycode_write (code, KAB_PAYCODE_WINDOWS_1251, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paycode/write/whole", test_whole);
  g_test_add_func ("/paycode/write/replace-and-remove", test_replace_and_remove);
  g_test_add_func ("/paycode/write/separator", test_separator);
  g_test_add_func ("/paycode/write/no-separator-left", test_no_separator_left);
  g_test_add_func ("/paycode/write/mandatory", test_mandatory);
  g_test_add_func ("/paycode/write/limits", test_limits);
  g_test_add_func ("/paycode/write/refused", test_refused);
  g_test_add_func ("/paycode/write/sums", test_sums);
  g_test_add_func ("/paycode/write/block", test_block);
  g_test_add_func ("/paycode/write/letter-without-place", test_letter_without_place);

  return g_test_run ();
}
