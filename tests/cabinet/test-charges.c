/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-money.h"
#include "kab-paycode.h"
#include "kab-payment.h"
#include "rules-world.h"

#define NONE KAB_MONTH_NONE

static void
prepare (RulesWorld *world, KabVisitor *visitor)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, "ivanov@example.ru", "kabinet1");

  rules_world_add_accounts (world);
  rules_world_sign_in (world, session, visitor);
  rules_world_run (world,
                   "INSERT INTO attachments SELECT u.id, a.id, '', 0 FROM users u, accounts a;"
                   "INSERT INTO accounts VALUES (4, '400', '', '', '', '', '', '', 1, 1);"
                   "INSERT INTO payments VALUES "
                   "('p', 1, 'Обращение с ТКО', '2020-02-10', 100, 'Банк', '', 'accepted'), "
                   "('p', 1, 'Уборка', '2020-02-10', 50, 'Банк', '', 'accepted'), "
                   "('q', 1, 'Уборка', '2020-01-31', 7, '', '', 'returned'), "
                   "('r', 4, 'Уборка', '2020-01-31', 7, '', '', 'accepted');");
}

static void
test_payments (RulesWorld *world, gconstpointer data)
{
  const KabMonth january = { 2020, 1 }, february = { 2020, 2 };
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;

  prepare (world, &visitor);
  g_autoptr (GPtrArray) all =
    kab_rules_list_payments (world->rules, &visitor, "1 00", NONE, NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (kab_payment_get_id (all->pdata[0]), ==, "q");
  g_assert_cmpint (kab_payment_get_amount (all->pdata[1]), ==, 150);
  g_autoptr (GPtrArray) some =
    kab_rules_list_payments (world->rules, &visitor, "100", february, february, &error);
  g_assert_cmpuint (some->len, ==, 1);
  g_autoptr (GPtrArray) none =
    kab_rules_list_payments (world->rules, &visitor, "200", NONE, NONE, &error);
  g_assert_cmpuint (none->len, ==, 0);

  g_assert_null (
    kab_rules_list_payments (world->rules, &visitor, "100", february, january, &error));
  rules_assert_refused (error, KAB_ERROR_INVALID_INPUT);
  g_assert_null (kab_rules_list_payments (world->rules, &visitor, "400", NONE, NONE, &error));
  rules_assert_refused (error, KAB_ERROR_NOT_FOUND);
}

static void
test_payment_code (RulesWorld *world, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *number;
    gint64 amount;
    gint64 sum;
    const char *wanted_sum;
    const char *period;
  } cases[] = {
    { "what is to be paid", "100", 0, 44730, "|Sum=44730|", "|PaymPeriod=022020|" },
    { "another amount", "1-00", 100, 100, "|Sum=100|", "|PaymPeriod=022020|" },
    { "the most", "100", KAB_MONEY_MAX, KAB_MONEY_MAX, "|Sum=1000000000000000|",
      "|PaymPeriod=022020|" },
    { "overpaid", "200", 0, 0, NULL, "|PaymPeriod=022020|" },
    { "overpaid, and paid nevertheless", "200", 5, 5, "|Sum=5|", "|PaymPeriod=022020|" },
    { "no statement yet", "300", 0, 0, NULL, NULL },
  };
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 sum;

  prepare (world, &visitor);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = kab_rules_get_payment_code (world->rules, &visitor, cases[i].number,
                                                          cases[i].amount, &sum, &error);

      g_test_message ("%s", cases[i].name);
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (text, "ST00012|Name="));
      g_assert_cmpint (sum, ==, cases[i].sum);
      g_assert_cmpint (strstr (text, "Sum=") != NULL, ==, cases[i].wanted_sum != NULL);
      if (cases[i].wanted_sum != NULL)
        g_assert_nonnull (strstr (text, cases[i].wanted_sum));
      g_assert_cmpint (strstr (text, "PaymPeriod=") != NULL, ==, cases[i].period != NULL);
      if (cases[i].period != NULL)
        g_assert_nonnull (strstr (text, cases[i].period));
      g_assert_nonnull (strstr (text, "|PersAcc="));
      g_assert_null (strstr (text, "PersAcc=1-00"));
    }

  g_assert_null (kab_rules_get_payment_code (world->rules, &visitor, "400", 1, &sum, &error));
  rules_assert_refused (error, KAB_ERROR_NOT_FOUND);
  g_assert_null (kab_rules_get_payment_code (world->rules, &visitor, "100", -1, &sum, &error));
  rules_assert_refused (error, KAB_ERROR_INVALID_INPUT);
  g_assert_null (
    kab_rules_get_payment_code (world->rules, &visitor, "100", KAB_MONEY_MAX + 1, &sum, &error));
  g_assert_cmpstr (kab_error_get_field (error, "amount"), ==, "bad_format");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cabinet/charges/payments", RulesWorld, NULL, rules_world_set_up, test_payments,
              rules_world_tear_down);
  g_test_add ("/cabinet/charges/payment-code", RulesWorld, NULL, rules_world_set_up,
              test_payment_code, rules_world_tear_down);
  return g_test_run ();
}
