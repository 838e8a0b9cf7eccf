/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "kab-seen.h"
#include "samples.h"

static KabSeen *
read_seen (const char *text)
{
  g_autoptr (KabJson) json = kab_json_new (text, -1);
  g_autoptr (GError) error = NULL;
  KabSeen *seen = kab_seen_new_from_json (json, &error);

  g_assert_no_error (error);
  return seen;
}

static void
assert_seen (KabSeen *seen, const char *expected)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = NULL;

  kab_seen_to_json (seen, builder);
  text = kab_json_to_string (builder);
  g_assert_cmpstr (text, ==, expected);
}

static KabAccount *
make_account (const char *number, const char *month_text)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2020, 3, 1, 9, 0, 0);
  KabMonth month = KAB_MONTH_NONE;

  if (month_text != NULL)
    g_assert_true (kab_month_parse (month_text, &month, NULL));
  return kab_account_new (number, "", time, "Иванов", "Смоленск", month, 44730);
}

/* "p1 p2? p3!": accepted, processing, returned. */
static GPtrArray *
make_payments (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GPtrArray *payments = g_ptr_array_new_with_free_func (g_object_unref);

  for (char **word = words; *word != NULL && **word != '\0'; word++)
    {
      gsize length = strlen (*word);
      char sign = (*word)[length - 1];
      KabPaymentState state = sign == '?'   ? KAB_PAYMENT_PROCESSING
                              : sign == '!' ? KAB_PAYMENT_RETURNED
                                            : KAB_PAYMENT_ACCEPTED;

      if (state != KAB_PAYMENT_ACCEPTED)
        (*word)[length - 1] = '\0';
      g_ptr_array_add (payments,
                       kab_payment_new (*word, (KabDate){ 2020, 2, 4 }, 44730, "", "", state));
    }
  return payments;
}

#define SEEN(month, payments) \
  "{\"accounts\":[{\"number\":\"1\",\"month\":" month ",\"payments\":" payments "}]}"
#define NOTHING "{\"accounts\":[]}"

static void
test_bills (void)
{
  static const struct
  {
    const char *before;
    const char *month;
    gboolean news;
    const char *after;
  } cases[] = {
    { NOTHING, "2020-02", FALSE, SEEN ("\"2020-02\"", "null") },
    { NOTHING, NULL, FALSE, SEEN ("null", "null") },
    { SEEN ("null", "null"), "2020-02", TRUE, SEEN ("\"2020-02\"", "null") },
    { SEEN ("\"2020-02\"", "null"), "2020-02", FALSE, SEEN ("\"2020-02\"", "null") },
    { SEEN ("\"2020-02\"", "null"), "2020-03", TRUE, SEEN ("\"2020-03\"", "null") },
    { SEEN ("\"2019-12\"", "null"), "2020-01", TRUE, SEEN ("\"2020-01\"", "null") },
    { SEEN ("\"2020-02\"", "[\"p1\"]"), "2020-05", TRUE, SEEN ("\"2020-05\"", "[\"p1\"]") },
    /* A month that was taken back and comes again is not new. */
    { SEEN ("\"2020-02\"", "null"), "2020-01", FALSE, SEEN ("\"2020-02\"", "null") },
    { SEEN ("\"2020-02\"", "null"), NULL, FALSE, SEEN ("\"2020-02\"", "null") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabSeen) seen = read_seen (cases[i].before);
      g_autoptr (KabAccount) account = make_account ("1", cases[i].month);

      g_test_message ("%s, %s", cases[i].before, cases[i].month);
      g_assert_cmpint (kab_seen_take_bill (seen, account), ==, cases[i].news);
      assert_seen (seen, cases[i].after);
      g_assert_false (kab_seen_take_bill (seen, account));
    }
}

static void
test_payments (void)
{
  static const struct
  {
    const char *before; /* NULL: an account that was not met */
    const char *payments;
    gboolean news;
    const char *after;
  } cases[] = {
    { NULL, "p1", FALSE, NULL },
    { "null", "", FALSE, "[]" },
    { "null", "p1 p2 p3?", FALSE, "[\"p1\",\"p2\"]" },
    { "[]", "", FALSE, "[]" },
    { "[]", "p1", TRUE, "[\"p1\"]" },
    { "[]", "p1?", FALSE, "[]" },
    { "[]", "p1!", FALSE, "[]" },
    { "[\"p1\"]", "p1", FALSE, "[\"p1\"]" },
    { "[\"p1\"]", "p2 p1", TRUE, "[\"p1\",\"p2\"]" },
    { "[\"p1\"]", "p0 p1", TRUE, "[\"p0\",\"p1\"]" }, /* dated back */
    { "[\"p1\"]", "p1!", FALSE, "[]" },
    { "[\"p1\",\"p2\"]", "p2", FALSE, "[\"p2\"]" }, /* taken back */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = cases[i].before != NULL
                                  ? g_strdup_printf (SEEN ("\"2020-02\"", "%s"), cases[i].before)
                                  : g_strdup (NOTHING);
      g_autofree char *after = cases[i].after != NULL
                                 ? g_strdup_printf (SEEN ("\"2020-02\"", "%s"), cases[i].after)
                                 : g_strdup (NOTHING);
      g_autoptr (KabSeen) seen = read_seen (before);
      g_autoptr (GPtrArray) payments = make_payments (cases[i].payments);

      g_test_message ("%s, %s", before, cases[i].payments);
      g_assert_cmpint (kab_seen_take_payments (seen, "1", payments), ==, cases[i].news);
      assert_seen (seen, after);
      g_assert_false (kab_seen_take_payments (seen, "1", payments));
    }
}

static void
test_forget (void)
{
  g_autoptr (KabSeen) seen = read_seen (SEEN ("\"2020-02\"", "[\"p1\"]"));
  g_autoptr (GPtrArray) payments = make_payments ("p1 p2");

  kab_seen_forget_payments (seen);
  assert_seen (seen, SEEN ("\"2020-02\"", "null"));
  g_assert_false (kab_seen_take_payments (seen, "1", payments));
  assert_seen (seen, SEEN ("\"2020-02\"", "[\"p1\",\"p2\"]"));
}

static void
test_keep (void)
{
  g_autoptr (KabSeen) seen = kab_seen_new ();
  g_autoptr (GListStore) accounts = g_list_store_new (KAB_TYPE_ACCOUNT);
  g_autoptr (KabAccount) first = make_account ("1", "2020-02");
  g_autoptr (KabAccount) second = make_account ("2", "2020-02");

  kab_seen_take_bill (seen, first);
  kab_seen_take_bill (seen, second);
  g_list_store_append (accounts, first);
  kab_seen_keep (seen, G_LIST_MODEL (accounts));
  assert_seen (seen, SEEN ("\"2020-02\"", "null"));
  g_list_store_remove_all (accounts);
  kab_seen_keep (seen, G_LIST_MODEL (accounts));
  assert_seen (seen, NOTHING);
}

static void
test_refuse (void)
{
  static const char *const cases[] = {
    "",
    "{}",
    "[]",
    "{\"accounts\":[{}]}",
    SEEN ("\"2020-13\"", "null"),
    SEEN ("2020", "null"),
    SEEN ("\"2020-02\"", "\"p1\""),
    SEEN ("\"2020-02\"", "[1]"),
    SEEN ("\"2020-02\"", "[\"p1\"") "]",
    "{\"accounts\":[{\"number\":1,\"month\":null,\"payments\":null}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabJson) json = kab_json_new (cases[i], -1);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i]);
      g_assert_null (kab_seen_new_from_json (json, &error));
      g_assert_error (error, KAB_ERROR, KAB_ERROR_BAD_REPLY);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seen/bills", test_bills);
  g_test_add_func ("/seen/payments", test_payments);
  g_test_add_func ("/seen/forget", test_forget);
  g_test_add_func ("/seen/keep", test_keep);
  g_test_add_func ("/seen/refuse", test_refuse);
  return g_test_run ();
}
