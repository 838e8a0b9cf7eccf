/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "kab-paycode.h"

#define BLOCK                                                                         \
  "Name=АО САХ|PersonalAcc=40702810000000000001|BankName=Банк|BIC=046614001" \
  "|CorrespAcc=30101810000000000001"

static const char *const fault_names[] = {
  [KAB_PAYCODE_KEY_CASE] = "key-case",
  [KAB_PAYCODE_KEY_MISSPELT] = "key-misspelt",
  [KAB_PAYCODE_KEY_UNKNOWN] = "key-unknown",
  [KAB_PAYCODE_KEY_TWICE] = "key-twice",
  [KAB_PAYCODE_NO_KEY] = "no-key",
  [KAB_PAYCODE_VALUE_EMPTY] = "value-empty",
  [KAB_PAYCODE_VALUE_TOO_LONG] = "value-too-long",
  [KAB_PAYCODE_VALUE_CHARACTERS] = "value-characters",
  [KAB_PAYCODE_LINE_BREAK] = "line-break",
  [KAB_PAYCODE_TRAILING_SEPARATOR] = "trailing-separator",
  [KAB_PAYCODE_ORDER] = "order",
  [KAB_PAYCODE_MANDATORY_MISSING] = "mandatory-missing",
  [KAB_PAYCODE_PERIOD_FORM] = "period-form",
  [KAB_PAYCODE_SUM_IN_ROUBLES] = "sum-in-roubles",
  [KAB_PAYCODE_VERSION] = "version",
  [KAB_PAYCODE_ENCODING] = "encoding",
};

/* What was forgiven, as "fault:key fault:key". */
static char *
list_deviations (GPtrArray *deviations)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < deviations->len; i++)
    {
      const KabPaycodeDeviation *deviation = g_ptr_array_index (deviations, i);
      g_string_append_printf (list, "%s%s:%s", i > 0 ? " " : "", fault_names[deviation->fault],
                              deviation->key);
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static KabPaycode *
read_text (const char *text, char **deviations)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  KabPaycode *code = kab_paycode_read (bytes, &found, &error);

  g_assert_no_error (error);
  *deviations = list_deviations (found);
  return code;
}

/* Codes as real receipts have them. */
static void
test_deviations (void)
{
  static const struct
  {
    const char *text;
    const char *deviations;
    const char *key;
    const char *value;
  } cases[] = {
    { "ST00012|" BLOCK "|PersAcc=0012", "", "PersAcc", "0012" },
    { "ST00012#Name=А|Б#PersonalAcc=40702810000000000001#BankName=Банк#BIC=046614001#CorrespAcc=1",
      "", "Name", "А|Б" },
    { "ST00012|" BLOCK "|PERSACC=12", "key-case:PersAcc", "PersAcc", "12" },
    { "ST00012|" BLOCK "|persacc=12", "key-case:PersAcc", "PersAcc", "12" },
    { "ST00012|" BLOCK "|СВС=18210301000", "key-misspelt:CBC", "CBC", "18210301000" },
    { "ST00012|" BLOCK "|Docldx=9", "key-misspelt:DocIdx", "DocIdx", "9" },
    { "ST00012|" BLOCK "|ServiceNom=9", "key-unknown:ServiceNom", "ServiceNom", "9" },
    { "ST00012|" BLOCK "|PersAcc=1|PersAcc=2", "key-twice:PersAcc", "PersAcc", "1" },
    { "ST00012|" BLOCK "|PersAcc", "no-key:", "PersAcc", NULL },
    { "ST00012|" BLOCK "|LastName=", "value-empty:LastName", "LastName", "" },
    { "ST00012|" BLOCK "|", "trailing-separator:", "BIC", "046614001" },
    { "ST00012|" BLOCK "|\r\n", "trailing-separator:", "BIC", "046614001" },
    { "ST00012|" BLOCK "|Purpose=За ТКО\r\n февраль", "line-break:Purpose", "Purpose",
      "За ТКО февраль" },
    { "ST00012|" BLOCK "|\nPersAcc=5", "", "PersAcc", "5" },
    { "ST00012|PersAcc=5|" BLOCK, "order:Name", "Name", "АО САХ" },
    { "ST00012|PersonalAcc=40702810000000000001|Name=АО|BankName=Банк|BIC=046614001|CorrespAcc=1",
      "order:Name", "Name", "АО" },
    { "ST00012|Name=АО|PersonalAcc=40702810000000000001|BankName=Банк|CorrespAcc=1",
      "mandatory-missing:BIC", "BIC", NULL },
    { "ST00012|" BLOCK "|Sum=447,30", "sum-in-roubles:Sum", "Sum", "447,30" },
    { "ST00012|" BLOCK "|Sum=много", "value-characters:Sum", "Sum", "много" },
    { "ST00012|" BLOCK "|TechCode=2", "value-characters:TechCode", "TechCode", "2" },
    { "ST00012|" BLOCK "|PayeeINN=1234567890123", "value-too-long:PayeeINN", "PayeeINN",
      "1234567890123" },
    { "ST00012|" BLOCK "|PaymPeriod=072023", "", "PaymPeriod", "072023" },
    { "ST00012|" BLOCK "|PaymPeriod=07.2023", "period-form:PaymPeriod", "PaymPeriod", "07.2023" },
    { "ST00022|" BLOCK, "version:", "Name", "АО САХ" },
    { "ST00011|" BLOCK, "encoding:", "Name", "АО САХ" },
    { "ST00019|" BLOCK, "encoding:", "Name", "АО САХ" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *deviations = NULL;
      g_autoptr (KabPaycode) code = read_text (cases[i].text, &deviations);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (deviations, ==, cases[i].deviations);
      g_assert_cmpstr (kab_paycode_get (code, cases[i].key), ==, cases[i].value);
    }
}

static void
test_periods (void)
{
  static const struct
  {
    const char *text;
    KabMonth month;
  } cases[] = {
    { "07.2023", { 2023, 7 } }, { "072023", { 2023, 7 } },  { "202307", { 2023, 7 } },
    { "0723", { 2023, 7 } },    { "122012", { 2012, 12 } }, { "202012", { 2020, 12 } },
    { "", { 0, 0 } },           { "132023", { 0, 0 } },     { "7.2023", { 0, 0 } },
    { "072.023", { 0, 0 } },    { "июль", { 0, 0 } },       { "0720231", { 0, 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("ST00012|" BLOCK "|PaymPeriod=%s", cases[i].text);
      g_autofree char *deviations = NULL;
      g_autoptr (KabPaycode) code = read_text (text, &deviations);
      KabMonth month = KAB_MONTH_NONE;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (kab_paycode_get_period (code, &month), ==, cases[i].month.year != 0);
      g_assert_cmpint (kab_month_compare (month, cases[i].month), ==, 0);
    }
}

static void
test_sums (void)
{
  static const struct
  {
    const char *text;
    gint64 kopecks; /* −1: cannot be read */
  } cases[] = {
    { "44730", 44730 }, { "447,30", 44730 }, { "447.3", 44730 }, { "0", 0 },
    { "", -1 },         { "12р", -1 },       { "-5", -1 },       { "99999999999999999999", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("ST00012|" BLOCK "|Sum=%s", cases[i].text);
      g_autofree char *deviations = NULL;
      g_autoptr (KabPaycode) code = read_text (text, &deviations);
      gint64 kopecks = -1;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (kab_paycode_get_sum (code, &kopecks), ==, cases[i].kopecks >= 0);
      g_assert_cmpint (kopecks, ==, cases[i].kopecks);
    }
}

static void
test_encodings (void)
{
  static const struct
  {
    char digit;
    const char *charset;
    const char *deviations;
  } cases[] = {
    { '1', "WINDOWS-1251", "" },          { '2', "UTF-8", "" },          { '3', "KOI8-R", "" },
    { '2', "WINDOWS-1251", "encoding:" }, { '3', "UTF-8", "encoding:" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("ST0001%c|" BLOCK, cases[i].digit);
      gsize length = 0;
      g_autofree char *encoded =
        g_convert (text, -1, cases[i].charset, "UTF-8", NULL, &length, NULL);
      g_autoptr (GBytes) bytes = g_bytes_new (encoded, length);
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (KabPaycode) code = kab_paycode_read (bytes, &found, NULL);
      g_autofree char *deviations = list_deviations (found);

      g_assert_cmpstr (deviations, ==, cases[i].deviations);
      g_assert_cmpstr (kab_paycode_get (code, "Name"), ==, "АО САХ");
    }
}

static void
test_no_code (void)
{
  static const char *const cases[] = {
    "",
    "ST",
    "ST00012",
    "ST00012|",
    "SP00012|Name=А",
    "st00012|Name=А",
    "ST0001x|Name=А",
    "ST00012xName=А",
    "https://example.ru/pay?Sum=1",
    "ST00012|Name",
    "ST00012|||",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i], strlen (cases[i]));
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i]);
      g_assert_null (kab_paycode_read (bytes, &found, &error));
      g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
      g_assert_null (found);
    }
}

static char *
random_value (gsize most, gboolean separators)
{
  static const char *const letters[] = { "а", "Б", "ж", "Я", "ё", "z", "7", " ",
                                         ".", "-", "=", "№", "|", "#", ";", ":" };
  g_autoptr (GString) value = g_string_new ("в");
  gsize count = (gsize) g_test_rand_int_range (0, (gint32) most);

  for (gsize i = 0; i < count; i++)
    {
      int letter = g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (letters));
      /* KOI8-R has no «№». */
      if (strcmp (letters[letter], "№") == 0 || (!separators && letter >= 12))
        letter = 0;
      g_string_append (value, letters[letter]);
    }

  return g_string_free (g_steal_pointer (&value), FALSE);
}

/* What the strict writer writes, the tolerant reader reads without having to forgive anything. */
static void
test_round_trip (void)
{
  static const struct
  {
    const char *key;
    gsize most;
  } texts[] = { { "Name", 40 },        { "BankName", 40 }, { "Purpose", 200 },
                { "PersAcc", 25 },     { "LastName", 90 }, { "PayerAddress", 190 },
                { "ServiceName", 90 }, { "Category", 90 } };

  for (int round = 0; round < 600; round++)
    {
      KabPaycodeEncoding encoding = (KabPaycodeEncoding) (1 + round % 3);
      g_autoptr (KabPaycode) code = kab_paycode_new ();
      g_autoptr (KabPaycode) read = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GError) error = NULL;
      KabMonth month = kab_month_from_index (g_test_rand_int_range (2000 * 12, 2099 * 12));
      KabMonth read_month = KAB_MONTH_NONE;
      gint64 sum = 1 + g_test_rand_int_range (0, G_MAXINT32 - 1);
      gint64 read_sum = 0;

      g_assert_true (kab_paycode_set (code, "PersonalAcc", "40702810000000000001", NULL));
      g_assert_true (kab_paycode_set (code, "BIC", "046614001", NULL));
      g_assert_true (kab_paycode_set (code, "CorrespAcc", "30101810000000000001", NULL));
      g_assert_true (kab_paycode_set_sum (code, sum, NULL));
      g_assert_true (kab_paycode_set_period (code, month, NULL));
      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          g_autofree char *value = random_value (texts[i].most, round % 2 == 0);
          g_assert_true (kab_paycode_set (code, texts[i].key, value, &error));
          g_assert_no_error (error);
        }

      bytes = kab_paycode_write (code, encoding, &error);
      g_assert_no_error (error);
      read = kab_paycode_read (bytes, &found, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, 0);
      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        g_assert_cmpstr (kab_paycode_get (read, texts[i].key), ==,
                         kab_paycode_get (code, texts[i].key));
      g_assert_true (kab_paycode_get_sum (read, &read_sum));
      g_assert_cmpint (read_sum, ==, sum);
      g_assert_true (kab_paycode_get_period (read, &read_month));
      g_assert_cmpint (kab_month_compare (read_month, month), ==, 0);
    }
}

/* Whatever a scanner gives, the reader answers. */
static void
test_noise (void)
{
  for (int round = 0; round < 3000; round++)
    {
      g_autofree char *text = g_strdup ("ST00011|" BLOCK "|Sum=447,30|PaymPeriod=07.2023|Docldx=1");
      gsize length = strlen (text);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (KabPaycode) code = NULL;
      g_autoptr (GPtrArray) found = NULL;

      for (int change = 0; change < 4; change++)
        text[g_test_rand_int_range (0, (gint32) length)] = (char) g_test_rand_int_range (0, 256);
      bytes = g_bytes_new (text, (gsize) g_test_rand_int_range (0, (gint32) length));
      code = kab_paycode_read (bytes, &found, NULL);
      g_assert_cmpint (code != NULL, ==, found != NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paycode/read/deviations", test_deviations);
  g_test_add_func ("/paycode/read/periods", test_periods);
  g_test_add_func ("/paycode/read/sums", test_sums);
  g_test_add_func ("/paycode/read/encodings", test_encodings);
  g_test_add_func ("/paycode/read/no-code", test_no_code);
  g_test_add_func ("/paycode/read/round-trip", test_round_trip);
  g_test_add_func ("/paycode/read/noise", test_noise);

  return g_test_run ();
}
