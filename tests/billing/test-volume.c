/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "billing-world.h"
#include "kab-error.h"
#include "kab-money.h"

#define ACCOUNTS 1000
#define MONTHS   24
#define BAD_LINE 17001

/* The files of a billing as such programs write them: Windows-1251, CRLF, decimal commas;
 * opening.csv has every month. */
typedef struct
{
  GString *accounts;
  GString *opening;
  GString *charges;
  GString *payments;
} Files;

static char *
comma (gint64 kopecks)
{
  char *text = kab_money_to_string (kopecks);

  *strchr (text, '.') = ',';
  return text;
}

static void
add_month (Files *files, int account, KabMonth month, gint64 *balance)
{
  g_autofree char *name = kab_month_to_string (month);
  g_autofree char *opening = comma (*balance);
  gint64 tariff = month.year < 2025 ? 10581 : 11638;
  int people = 1 + account % 5;
  gint64 recalculated = (account + month.month) % 11 == 0 ? -1234 : 0;
  gint64 penalty = (account + month.month) % 13 == 0 ? 57 : 0;
  gint64 paid = *balance > 0 && (account + month.month) % 7 != 0 ? *balance : 0;
  g_autofree char *tariff_text = comma (tariff);
  g_autofree char *charged_text = comma (tariff * people);
  g_autofree char *recalculated_text = comma (recalculated);
  g_autofree char *penalty_text = comma (penalty);

  g_string_append_printf (files->opening, "%09d;%s;;%s\r\n", account, name, opening);
  g_string_append_printf (files->charges, "%09d;%s;Обращение с ТКО;чел.;%d,0;%s;%s;%s;%s;%s\r\n",
                          account, name, people, tariff_text, charged_text, recalculated_text,
                          penalty_text, recalculated != 0 ? "\"Отъезд; по \"\"справке\"\"\"" : "");
  if (paid > 0)
    {
      g_autofree char *paid_text = comma (paid);
      g_string_append_printf (files->payments, "%d-%s;%09d;%s-15;%s;Банк;№ 1;accepted;\r\n",
                              account, name, account, name, paid_text);
    }
  *balance += tariff * people + recalculated + penalty - paid;
}

static void
write_file (World *world, const char *name, GString *text)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *bytes =
    g_convert (text->str, (gssize) text->len, "WINDOWS-1251", "UTF-8", NULL, &length, &error);

  g_assert_no_error (error);
  world_write (world, name, bytes, (gssize) length);
  g_string_free (text, TRUE);
}

/* Returns how many payments there are. */
static gint64
write_files (World *world)
{
  Files files = {
    g_string_new ("number;owner;address;delivery_address;phone;email;contract;registered;"
                  "residing\r\n"),
    g_string_new ("number;month;service;amount\r\n"),
    g_string_new ("number;month;service;unit;quantity;tariff;charged;recalculated;penalty;"
                  "reason\r\n"),
    g_string_new ("id;number;date;amount;channel;document;state;service\r\n"),
  };
  gint64 payments = -1;

  for (int account = 1; account <= ACCOUNTS; account++)
    {
      gint64 balance = account % 3 == 0 ? 0 : 5000 - account;

      g_string_append_printf (files.accounts,
                              "%09d;Фёдоров Пётр;г. Смоленск, ул. Кирова, д. 1, кв. %d;;;;№ %d;"
                              "%d;%d\r\n",
                              account, account, account, 1 + account % 5, 1 + account % 5);
      for (int month = 0; month < MONTHS; month++)
        add_month (&files, account, kab_month_add ((KabMonth){ 2024, 1 }, month), &balance);
    }
  for (const char *p = files.payments->str; p != NULL; p = strchr (p + 1, '\n'))
    payments++;

  write_file (world, "accounts.csv", files.accounts);
  write_file (world, "opening.csv", files.opening);
  write_file (world, "charges.csv", files.charges);
  write_file (world, "payments.csv", files.payments);
  return payments - 1;
}

/* One kopeck more in line @line of opening.csv. */
static void
spoil_opening (World *world, int line)
{
  g_autofree char *path = g_build_filename (world->directory, "opening.csv", NULL);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  char *end = content;
  for (int i = 0; i < line; i++)
    end = strchr (end, '\n') + 1;
  /* The last digit before "\r\n". */
  end[-3] = end[-3] == '9' ? '8' : (char) (end[-3] + 1);
  world_write (world, "opening.csv", content, (gssize) length);
}

static void
assert_one_fault (World *world)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (world_import (world, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (world->faults->len, ==, 1);
  g_test_message ("%s", (const char *) world->faults->pdata[0]);
  g_assert_true (
    g_str_has_prefix (world->faults->pdata[0], "opening.csv:17001: amount: it must be "));
}

static void
test_a_thousand_accounts (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (World) empty = world_new ();
  gint64 payments = write_files (world);
  g_autoptr (GTimer) timer = g_timer_new ();

  world_import_good (world, ACCOUNTS, ACCOUNTS * MONTHS, payments);
  g_test_message ("taken in %d ms", (int) (g_timer_elapsed (timer, NULL) * 1000));
  g_autofree char *before = world_dump (world);
  g_autofree char *owners = world_query (world, "SELECT DISTINCT owner FROM accounts");
  g_assert_cmpstr (owners, ==, "Фёдоров Пётр\n");

  world_import_good (world, 0, 0, 0);
  g_autofree char *again = world_dump (world);
  g_assert_cmpstr (before, ==, again);

  spoil_opening (world, BAD_LINE);
  assert_one_fault (world);
  g_autofree char *after = world_dump (world);
  g_assert_cmpstr (before, ==, after);

  /* The same for a database that had nothing yet. */
  write_files (empty);
  spoil_opening (empty, BAD_LINE);
  g_autofree char *nothing = world_dump (empty);
  assert_one_fault (empty);
  g_autofree char *still_nothing = world_dump (empty);
  g_assert_cmpstr (nothing, ==, still_nothing);
}

/* The real program: what it says, where, and how it ends. */
static int
run_import (World *world, char **said, char **complained)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = g_strconcat ("sqlite:", world->database, NULL);
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                      KABINET_SERVER, "import", "--database", url, world->directory, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, said, complained, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
test_command_line (void)
{
  g_autoptr (World) world = world_new ();
  gint64 payments = write_files (world);
  g_autofree char *said = NULL;
  g_autofree char *again = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *complained = NULL;
  g_autofree char *expected =
    g_strdup_printf ("imported: accounts 1000, lines 24000, payments %d, receipts 0\n",
                     (int) payments);

  g_assert_cmpint (run_import (world, &said, NULL), ==, 0);
  g_assert_cmpstr (said, ==, expected);
  g_assert_cmpint (run_import (world, &again, NULL), ==, 0);
  g_assert_cmpstr (again, ==, "imported: accounts 0, lines 0, payments 0, receipts 0\n");

  g_autofree char *before = world_dump (world);
  spoil_opening (world, BAD_LINE);
  g_assert_cmpint (run_import (world, &nothing, &complained), ==, 1);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_true (g_str_has_prefix (complained, "opening.csv:17001: amount: it must be "));
  g_autofree char *after = world_dump (world);
  g_assert_cmpstr (before, ==, after);
}

static void
test_generate (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (World) fewer = world_new ();
  g_autoptr (GError) error = NULL;
  const KabMonth last = { 2026, 10 };
  KabBillingCount count = { -1, -1, -1 };
  const char *some = "SELECT * FROM lines WHERE account_id <= 50 ORDER BY account_id, month";

  g_assert_true (kab_billing_generate (world->store, 500, 24, 7, last, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count.accounts, ==, 500);
  g_assert_cmpint (count.lines, >, 500 * 23);
  g_assert_cmpint (count.payments, >, 500 * 18);

  /* All of what is worth having happens. */
  g_autofree char *events = world_query (
    world, "SELECT sum(recalculated < 0) > 0, sum(recalculated > 0) > 0, sum(penalty > 0) > 0, "
           "sum(closing < 0) > 0, count(DISTINCT tariff), "
           "(SELECT count(*) FROM accounts WHERE number LIKE 'СМ%'), "
           "(SELECT count(*) FROM payments WHERE state = 'returned') > 0 FROM lines");
  g_assert_cmpstr (events, ==, "1|1|1|1|3|12|1\n");

  g_assert_true (kab_billing_generate (fewer->store, 50, 24, 7, last, &count, &error));
  g_autofree char *one = world_query (world, some);
  g_autofree char *other = world_query (fewer, some);
  g_assert_cmpstr (one, ==, other);

  g_assert_true (kab_billing_generate (fewer->store, 50, 24, 7, last, &count, &error));
  g_assert_cmpint (count.accounts + count.lines + count.payments, ==, 0);

  g_assert_false (kab_billing_generate (fewer->store, 50, 0, 7, last, &count, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_INVALID_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/volume/a-thousand-accounts", test_a_thousand_accounts);
  g_test_add_func ("/volume/command-line", test_command_line);
  g_test_add_func ("/volume/generate", test_generate);

  return g_test_run ();
}
