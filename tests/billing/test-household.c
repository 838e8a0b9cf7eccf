/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "billing-world.h"

static void
assert_rows (World *world, const char *sql, const char *rows)
{
  g_autofree char *found = world_query (world, sql);

  g_assert_cmpstr (found, ==, rows);
}

static void
add_demo (World *world, KabMonth today)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kab_billing_add_demo (world->store, today, &error));
  g_assert_no_error (error);
}

#define OF(number) "WHERE account_id = (SELECT id FROM accounts WHERE number = '" number "') "

/* The operator's guide: Ivanov's February 2020. */
static void
test_guide (void)
{
  g_autoptr (World) world = world_new ();

  add_demo (world, (KabMonth){ 2026, 11 });
  assert_rows (world, "SELECT owner, registered, residing FROM accounts WHERE number = '123543566'",
               "Иванов Иван Иванович|5|5\n");
  assert_rows (world,
               "SELECT opening, charged, recalculated, penalty, paid, closing, unit, quantity, "
               "tariff FROM lines " OF ("123543566") "AND month = 2020 * 12 + 1",
               "44730|44730|0|0|44730|44730|чел.|5|89.46\n");
  assert_rows (world,
               "SELECT count(*), min(month) - 2019 * 12, max(month) - 2020 * 12 "
               "FROM lines " OF ("123543566"),
               "14|0|1\n");
  assert_rows (world, "SELECT count(*) FROM accounts WHERE address NOT LIKE '%г. Смоленск%'",
               "0\n");
}

/* Whatever month it is, the account to be attached ends with the sum that is to be typed in. */
static void
test_any_month (void)
{
  for (KabMonth today = { 2020, 1 }; today.year < 2030; today = kab_month_add (today, 1))
    {
      g_autoptr (World) world = world_new ();
      g_autofree char *last = g_strdup_printf ("%d", kab_month_index (today) - 1);
      g_autofree char *ends = g_strdup_printf ("200417803|%s\n200417811|%s\n", last, last);
      g_autofree char *charged =
        g_strdup_printf ("SELECT closing, closing - opening - charged, charged %% 3, recalculated, "
                         "penalty, paid FROM lines " OF ("200417811") "AND month = %s",
                         last);

      add_demo (world, today);
      assert_rows (world, charged, "34914|0|0|0|0|0\n");
      assert_rows (world,
                   "SELECT number, max(month) FROM lines JOIN accounts ON id = account_id "
                   "WHERE number LIKE '2%' GROUP BY number ORDER BY number",
                   ends);
      assert_rows (world,
                   "SELECT count(*) FROM lines WHERE "
                   "closing <> opening + charged + recalculated + penalty - paid",
                   "0\n");
    }
}

static void
test_lively (void)
{
  g_autoptr (World) world = world_new ();

  add_demo (world, (KabMonth){ 2026, 11 });
  assert_rows (world, "SELECT DISTINCT state FROM payments " OF ("200417803") "ORDER BY state",
               "accepted\nprocessing\nreturned\n");
  assert_rows (world, "SELECT DISTINCT service FROM lines " OF ("200417803") "ORDER BY service",
               "Вывоз крупногабаритных отходов\nОбращение с ТКО\n");
  assert_rows (world,
               "SELECT DISTINCT tariff FROM lines " OF (
                 "200417803") "AND service = 'Обращение с ТКО' ORDER BY month",
               "105.81\n116.38\n139.53\n156.28\n");
  assert_rows (world,
               "SELECT month - 2025 * 12 FROM lines " OF (
                 "200417803") "AND quantity = '4' ORDER BY month LIMIT 1",
               "6\n");
  assert_rows (world,
               "SELECT sum(recalculated < 0 AND reason LIKE '%отсутствие%'), sum(penalty > 0), "
               "sum(closing < 0) > 0 FROM lines " OF ("200417803"),
               "1|1|1\n");
  /* What is on its way is still owed. */
  assert_rows (world,
               "SELECT count(*) FROM lines " OF (
                 "200417803") "AND month = 2026 * 12 + 9 AND closing > charged",
               "2\n");
}

/* In a folder that is kept: a moment later, and months later. */
static void
test_twice (void)
{
  static const KabMonth later[] = { { 2026, 11 }, { 2026, 12 }, { 2027, 3 } };
  g_autoptr (World) world = world_new ();
  g_autofree char *before = NULL;

  add_demo (world, (KabMonth){ 2026, 11 });
  before = world_dump (world);
  for (gsize i = 0; i < G_N_ELEMENTS (later); i++)
    {
      g_autofree char *after = NULL;

      add_demo (world, later[i]);
      after = world_dump (world);
      g_assert_cmpstr (before, ==, after);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/household/guide", test_guide);
  g_test_add_func ("/household/any-month", test_any_month);
  g_test_add_func ("/household/lively", test_lively);
  g_test_add_func ("/household/twice", test_twice);

  return g_test_run ();
}
