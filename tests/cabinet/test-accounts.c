/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-money.h"
#include "rules-world.h"

#define EMAIL    "ivanov@example.ru"
#define PASSWORD "kabinet1"

/* Signed in, with the accounts at hand. */
static void
prepare (RulesWorld *world, const char *email, KabVisitor *visitor)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, email, PASSWORD);

  rules_world_sign_in (world, session, visitor);
}

static KabAccount *
attach (RulesWorld *world,
        const KabVisitor *visitor,
        const char *number,
        gint64 amount,
        GError **error)
{
  return kab_rules_attach (world->rules, visitor, number, amount, KAB_MONTH_NONE, &rules_caller,
                           error);
}

static void
assert_attach (RulesWorld *world,
               const KabVisitor *visitor,
               const char *number,
               gint64 amount,
               KabErrorCode reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (attach (world, visitor, number, amount, &error));
  rules_assert_refused (error, reason);
}

static void
do_attach (RulesWorld *world, const KabVisitor *visitor, const char *number, gint64 amount)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabAccount) account = attach (world, visitor, number, amount, &error);

  g_assert_no_error (error);
}

static void
test_amounts (RulesWorld *world, gconstpointer data)
{
  static const KabMonth none = KAB_MONTH_NONE, february = { 2020, 2 }, january = { 2020, 1 },
                        november = { 2019, 11 };
  const struct
  {
    const char *number;
    gint64 amount;
    KabMonth month;
    gboolean right;
  } cases[] = {
    { "100", 44730, none, TRUE },      { "100", 40000, none, TRUE },
    { "100", 30000, none, TRUE },      { "100", 20000, none, FALSE },
    { "100", 40730, none, FALSE },     { "100", -44730, none, FALSE },
    { "100", 0, none, FALSE },         { "100", 44730, february, TRUE },
    { "100", 44730, january, FALSE },  { "100", 40000, january, TRUE },
    { "100", 20000, november, FALSE }, { " 1-0 0 ", 44730, none, TRUE },
    { "200", -12000, none, TRUE },     { "200", 12000, none, TRUE },
    { "200", 12001, none, FALSE },     { "300", 0, none, FALSE },
    { "999", 44730, none, FALSE },     { "0100", 44730, none, FALSE },
  };
  g_auto (KabVisitor) visitor = { 0 };

  rules_world_add_accounts (world);
  prepare (world, EMAIL, &visitor);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KabAccount) account =
        kab_rules_attach (world->rules, &visitor, cases[i].number, cases[i].amount, cases[i].month,
                          &rules_caller, &error);

      world->now += RULES_DAY;
      if (cases[i].right)
        {
          g_assert_no_error (error);
          g_assert_true (kab_rules_detach (world->rules, &visitor, cases[i].number, &error));
        }
      else
        rules_assert_refused (error, KAB_ERROR_ACCOUNT_MISMATCH);
    }
}

static void
test_input (RulesWorld *world, gconstpointer data)
{
  static const struct
  {
    const char *number;
    gint64 amount;
    const char *field;
    const char *reason;
  } cases[] = {
    { "", 1, "number", "empty" },
    { " ", 1, "number", "empty" },
    { "10/0", 1, "number", "bad_format" },
    { "1234567890123456789012345678901", 1, "number", "bad_format" },
    { "100", KAB_MONEY_MAX + 1, "receipt_amount", "bad_format" },
    { "100", -KAB_MONEY_MAX - 1, "receipt_amount", "bad_format" },
    { "100", G_MININT64, "receipt_amount", "bad_format" },
  };
  g_auto (KabVisitor) visitor = { 0 };

  prepare (world, EMAIL, &visitor);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (attach (world, &visitor, cases[i].number, cases[i].amount, &error));
      g_assert_cmpstr (kab_error_get_field (error, cases[i].field), ==, cases[i].reason);
      rules_assert_refused (error, KAB_ERROR_INVALID_INPUT);
    }
  g_assert_cmpint (
    rules_world_count (world, "SELECT COUNT(*) FROM attempts WHERE kind LIKE 'attach%'"), ==, 0);
}

static void
test_several (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };
  g_auto (KabVisitor) other = { 0 };
  g_autoptr (GError) error = NULL;

  rules_world_add_accounts (world);
  prepare (world, EMAIL, &visitor);
  prepare (world, "petrov@example.ru", &other);

  g_autoptr (GPtrArray) none = kab_rules_list_accounts (world->rules, &visitor, &error);
  g_assert_cmpuint (none->len, ==, 0);
  do_attach (world, &visitor, "200", 12000);
  world->now += 10;
  g_autoptr (KabAccount) account = attach (world, &visitor, "100", 30000, &error);
  g_assert_cmpstr (kab_account_get_number (account), ==, "100");
  g_assert_cmpstr (kab_account_get_label (account), ==, "");
  g_assert_cmpint (kab_account_get_to_pay (account), ==, 44730);
  g_assert_cmpint (kab_month_index (kab_account_get_month (account)), ==, 2020 * 12 + 1);
  g_assert_cmpint (g_date_time_to_unix (kab_account_get_attached_at (account)), ==, world->now);

  /* Attached is told to whom it belongs only; others may attach it too. */
  assert_attach (world, &visitor, "100", 44730, KAB_ERROR_ALREADY_ATTACHED);
  assert_attach (world, &visitor, "100", 1, KAB_ERROR_ALREADY_ATTACHED);
  assert_attach (world, &other, "100", 1, KAB_ERROR_ACCOUNT_MISMATCH);
  do_attach (world, &other, "100", 44730);

  g_autoptr (GPtrArray) accounts = kab_rules_list_accounts (world->rules, &visitor, &error);
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_cmpstr (kab_account_get_number (g_ptr_array_index (accounts, 0)), ==, "200");
  g_assert_cmpint (kab_account_get_to_pay (g_ptr_array_index (accounts, 0)), ==, -12000);

  g_assert_true (kab_rules_detach (world->rules, &visitor, "1 00", &error));
  g_assert_false (kab_rules_detach (world->rules, &visitor, "100", &error));
  rules_assert_refused (error, KAB_ERROR_NOT_FOUND);
  g_autoptr (GPtrArray) left = kab_rules_list_accounts (world->rules, &visitor, &error);
  g_assert_cmpuint (left->len, ==, 1);
  g_autoptr (GPtrArray) kept = kab_rules_list_accounts (world->rules, &other, &error);
  g_assert_cmpuint (kept->len, ==, 1);
}

static void
test_tries_of_user (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };
  g_auto (KabVisitor) other = { 0 };
  g_autoptr (GError) error = NULL;

  rules_world_add_accounts (world);
  prepare (world, EMAIL, &visitor);
  prepare (world, "petrov@example.ru", &other);

  /* Known and unknown numbers count alike; what was right does not count. */
  assert_attach (world, &visitor, "100", 1, KAB_ERROR_ACCOUNT_MISMATCH);
  do_attach (world, &visitor, "200", 12000);
  assert_attach (world, &visitor, "998", 1, KAB_ERROR_ACCOUNT_MISMATCH);
  assert_attach (world, &visitor, "999", 1, KAB_ERROR_ACCOUNT_MISMATCH);
  world->now += RULES_MINUTE;
  assert_attach (world, &visitor, "100", 2, KAB_ERROR_ACCOUNT_MISMATCH);
  assert_attach (world, &visitor, "100", 3, KAB_ERROR_ACCOUNT_MISMATCH);

  g_assert_null (attach (world, &visitor, "100", 44730, &error));
  g_assert_cmpint (kab_error_get_retry_after (error), ==, RULES_HOUR - RULES_MINUTE);
  rules_assert_refused (error, KAB_ERROR_TOO_MANY_ATTEMPTS);
  do_attach (world, &other, "100", 44730);

  world->now += RULES_HOUR - RULES_MINUTE - 1;
  assert_attach (world, &visitor, "100", 44730, KAB_ERROR_TOO_MANY_ATTEMPTS);
  world->now += 1;
  do_attach (world, &visitor, "100", 44730);
}

static void
detach (RulesWorld *world, const KabVisitor *visitor, const char *number)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kab_rules_detach (world->rules, visitor, number, &error));
  g_assert_no_error (error);
}

/* Wrong tries with other accounts do not stand in the way of taking a detaching back; for a while,
 * for who detached, and with the right amount. */
static void
test_undo (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };
  g_auto (KabVisitor) other = { 0 };

  rules_world_add_accounts (world);
  prepare (world, EMAIL, &visitor);
  prepare (world, "petrov@example.ru", &other);
  do_attach (world, &visitor, "100", 44730);
  do_attach (world, &visitor, "200", 12000);
  detach (world, &visitor, "200");
  world->now += 10 * RULES_MINUTE;
  for (int i = 1; i <= 5; i++)
    {
      assert_attach (world, &visitor, "999", i, KAB_ERROR_ACCOUNT_MISMATCH);
      assert_attach (world, &other, "998", i, KAB_ERROR_ACCOUNT_MISMATCH);
    }

  detach (world, &visitor, "100");
  assert_attach (world, &other, "100", 44730, KAB_ERROR_TOO_MANY_ATTEMPTS);
  assert_attach (world, &visitor, "200", 12000, KAB_ERROR_TOO_MANY_ATTEMPTS);
  assert_attach (world, &visitor, "100", 1, KAB_ERROR_TOO_MANY_ATTEMPTS);
  world->now += 10 * RULES_MINUTE - 1;
  do_attach (world, &visitor, " 100", 44730);

  detach (world, &visitor, "100");
  world->now += 10 * RULES_MINUTE;
  assert_attach (world, &visitor, "100", 44730, KAB_ERROR_TOO_MANY_ATTEMPTS);
}

/* Ten wrong tries a day, whoever makes them, and whether the number exists or not. */
static void
test_tries_of_number (RulesWorld *world, gconstpointer data)
{
  static const char *const numbers[] = { "100", "999" };
  KabVisitor visitors[3] = { { 0 }, { 0 }, { 0 } };

  rules_world_add_accounts (world);
  for (guint i = 0; i < G_N_ELEMENTS (visitors); i++)
    {
      g_autofree char *email = g_strdup_printf ("user%u@example.ru", i);

      prepare (world, email, &visitors[i]);
    }

  for (guint n = 0; n < G_N_ELEMENTS (numbers); n++)
    {
      for (int i = 0; i < 10; i++)
        assert_attach (world, &visitors[i % 2], numbers[n], i, KAB_ERROR_ACCOUNT_MISMATCH);
      assert_attach (world, &visitors[2], numbers[n], 44730, KAB_ERROR_TOO_MANY_ATTEMPTS);
      world->now += RULES_DAY - 1;
      assert_attach (world, &visitors[2], numbers[n], 44730, KAB_ERROR_TOO_MANY_ATTEMPTS);
      world->now += 1;
    }
  do_attach (world, &visitors[2], "100", 44730);

  for (guint i = 0; i < G_N_ELEMENTS (visitors); i++)
    kab_visitor_clear (&visitors[i]);
}

static void
test_tries_of_caller (RulesWorld *world, gconstpointer data)
{
  static const KabCaller elsewhere = { "198.51.100.7", "" };
  g_autoptr (GError) error = NULL;

  rules_world_add_accounts (world);
  for (int i = 0; i < 12; i++)
    {
      g_autofree char *email = g_strdup_printf ("user%d@example.ru", i);
      g_auto (KabVisitor) visitor = { 0 };

      prepare (world, email, &visitor);
      for (int j = 0; j < 5; j++)
        {
          g_autofree char *number = g_strdup_printf ("9%d%d", i, j);

          assert_attach (world, &visitor, number, 1, KAB_ERROR_ACCOUNT_MISMATCH);
        }
    }

  g_auto (KabVisitor) last = { 0 };
  prepare (world, EMAIL, &last);
  assert_attach (world, &last, "100", 44730, KAB_ERROR_TOO_MANY_ATTEMPTS);
  g_autoptr (KabAccount) account =
    kab_rules_attach (world->rules, &last, "100", 44730, KAB_MONTH_NONE, &elsewhere, &error);
  g_assert_no_error (error);
}

static void
test_label (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };
  g_auto (KabVisitor) other = { 0 };
  g_autoptr (GString) label = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 60; i++)
    g_string_append (label, "ё");
  rules_world_add_accounts (world);
  prepare (world, EMAIL, &visitor);
  prepare (world, "petrov@example.ru", &other);
  do_attach (world, &visitor, "100", 44730);

  g_autoptr (KabAccount) account =
    kab_rules_set_label (world->rules, &visitor, "100", label->str, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kab_account_get_label (account), ==, label->str);
  g_string_append (label, "ё");
  g_assert_null (kab_rules_set_label (world->rules, &visitor, "100", label->str, &error));
  g_assert_cmpstr (kab_error_get_field (error, "label"), ==, "too_long");
  rules_assert_refused (error, KAB_ERROR_INVALID_INPUT);
  g_autoptr (KabAccount) bare = kab_rules_set_label (world->rules, &visitor, "100", " ", &error);
  g_assert_cmpstr (kab_account_get_label (bare), ==, "");
  g_assert_null (kab_rules_set_label (world->rules, &other, "100", "x", &error));
  rules_assert_refused (error, KAB_ERROR_NOT_FOUND);
}

static void
test_details (RulesWorld *world, gconstpointer data)
{
  static const char *const absent[] = { "200", "999", "", "10/0" };
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;

  rules_world_add_accounts (world);
  prepare (world, EMAIL, &visitor);
  do_attach (world, &visitor, "100", 44730);

  g_autoptr (KabAccountDetails) details =
    kab_rules_get_account (world->rules, &visitor, "100", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kab_account_details_get_owner (details), ==, "Владелец 1");
  g_assert_cmpstr (kab_account_details_get_contract (details), ==, "Д-1");
  g_assert_cmpint (kab_account_details_get_registered (details), ==, 5);
  g_assert_cmpint (kab_account_details_get_residing (details), ==, 4);

  KabStatement *balance = kab_account_details_get_balance (details);
  g_assert_cmpint (kab_month_index (kab_statement_get_month (balance)), ==, 2020 * 12 + 1);
  g_assert_cmpint (kab_statement_get_opening (balance), ==, 40000);
  g_assert_cmpint (kab_statement_get_charged (balance), ==, 4730);
  g_assert_cmpint (kab_statement_get_closing (balance), ==, 44730);
  g_assert_cmpuint (g_list_model_get_n_items (kab_statement_get_lines (balance)), ==, 2);
  g_autoptr (KabStatementLine) line = g_list_model_get_item (kab_statement_get_lines (balance), 1);
  g_assert_cmpstr (kab_statement_line_get_service (line), ==, "Уборка");
  g_autofree char *tariff = kab_decimal_to_string (kab_statement_line_get_tariff (line));
  g_assert_cmpstr (tariff, ==, "89.46");

  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    {
      g_assert_null (kab_rules_get_account (world->rules, &visitor, absent[i], &error));
      rules_assert_refused (error, KAB_ERROR_NOT_FOUND);
      g_assert_null (kab_rules_list_statements (world->rules, &visitor, absent[i], KAB_MONTH_NONE,
                                                KAB_MONTH_NONE, &error));
      rules_assert_refused (error, KAB_ERROR_NOT_FOUND);
    }

  /* An account that has no months yet. */
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO attachments VALUES (%" G_GINT64_FORMAT ", 3, '', 1)",
                     visitor.user);
  rules_world_run (world, sql);
  g_autoptr (KabAccountDetails) empty =
    kab_rules_get_account (world->rules, &visitor, "300", &error);
  g_assert_no_error (error);
  g_assert_null (kab_account_details_get_balance (empty));
  g_autoptr (GPtrArray) accounts = kab_rules_list_accounts (world->rules, &visitor, &error);
  g_assert_false (kab_account_has_statement (g_ptr_array_index (accounts, 0)));
}

static void
test_statements (RulesWorld *world, gconstpointer data)
{
  static const KabMonth none = KAB_MONTH_NONE;
  static const struct
  {
    KabMonth from;
    KabMonth to;
    guint count;
    gint64 first; /* its closing */
  } cases[] = {
    { { 0, 0 }, { 0, 0 }, 4, 20000 },       { { 2019, 12 }, { 2020, 1 }, 2, 30000 },
    { { 2020, 1 }, { 0, 0 }, 2, 40000 },    { { 0, 0 }, { 2019, 11 }, 1, 20000 },
    { { 2020, 2 }, { 2020, 2 }, 1, 44730 }, { { 2020, 3 }, { 0, 0 }, 0, 0 },
    { { 0, 0 }, { 2019, 10 }, 0, 0 },       { { 1990, 1 }, { 2039, 12 }, 4, 20000 },
  };
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;

  rules_world_add_accounts (world);
  prepare (world, EMAIL, &visitor);
  do_attach (world, &visitor, "100", 44730);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) statements =
        kab_rules_list_statements (world->rules, &visitor, "100", cases[i].from, cases[i].to,
                                   &error);

      g_assert_no_error (error);
      g_assert_cmpuint (statements->len, ==, cases[i].count);
      if (cases[i].count > 0)
        g_assert_cmpint (kab_statement_get_closing (g_ptr_array_index (statements, 0)), ==,
                         cases[i].first);
    }

  g_assert_null (kab_rules_list_statements (world->rules, &visitor, "100", (KabMonth){ 2020, 2 },
                                            (KabMonth){ 2020, 1 }, &error));
  g_assert_cmpstr (kab_error_get_field (error, "to"), ==, "wrong");
  rules_assert_refused (error, KAB_ERROR_INVALID_INPUT);
  g_assert_null (kab_rules_list_statements (world->rules, &visitor, "100", (KabMonth){ 1990, 1 },
                                            (KabMonth){ 2040, 1 }, &error));
  g_assert_cmpstr (kab_error_get_field (error, "from"), ==, "too_long");
  rules_assert_refused (error, KAB_ERROR_INVALID_INPUT);

  /* However many there are, the latest 600. */
  g_autoptr (GString) sql = g_string_new (NULL);
  for (int i = 0; i < 601; i++)
    g_string_append_printf (
      sql, "INSERT INTO lines VALUES (3, %d, 'ТКО', '', '1', '1', 0, 0, 0, 0, 0, 0, '');",
      2000 * 12 + i);
  g_string_append_printf (sql, "INSERT INTO attachments VALUES (%" G_GINT64_FORMAT ", 3, '', 1);",
                          visitor.user);
  rules_world_run (world, sql->str);
  g_autoptr (GPtrArray) latest =
    kab_rules_list_statements (world->rules, &visitor, "300", none, none, &error);
  g_assert_cmpuint (latest->len, ==, 600);
  g_assert_cmpint (kab_month_index (kab_statement_get_month (g_ptr_array_index (latest, 0))), ==,
                   2000 * 12 + 1);
}

/* A call that has waited for the database, as for an import, may find its user gone. */
static void
test_user_is_gone (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };

  prepare (world, EMAIL, &visitor);
  rules_world_add_accounts (world);
  rules_world_run (world, "DELETE FROM users");
  assert_attach (world, &visitor, "100", 44730, KAB_ERROR_SESSION_EXPIRED);
  assert_attach (world, &visitor, "100", 1, KAB_ERROR_SESSION_EXPIRED);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (RulesWorld *world, gconstpointer data);
  } tests[] = {
    { "/cabinet/accounts/amounts", test_amounts },
    { "/cabinet/accounts/input", test_input },
    { "/cabinet/accounts/several", test_several },
    { "/cabinet/accounts/tries-of-user", test_tries_of_user },
    { "/cabinet/accounts/undo", test_undo },
    { "/cabinet/accounts/tries-of-number", test_tries_of_number },
    { "/cabinet/accounts/tries-of-caller", test_tries_of_caller },
    { "/cabinet/accounts/user-is-gone", test_user_is_gone },
    { "/cabinet/accounts/label", test_label },
    { "/cabinet/accounts/details", test_details },
    { "/cabinet/accounts/statements", test_statements },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, RulesWorld, NULL, rules_world_set_up, tests[i].test,
                rules_world_tear_down);
  return g_test_run ();
}
