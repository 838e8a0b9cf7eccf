/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "billing-world.h"
#include "kab-error.h"

#define ACCOUNT       "100;Иванов Иван;ул. Ленина, 1;;;;1;2;2\n"
#define OPENING       "100;2020-01;Мусор;10\n"
#define JANUARY       "100;2020-01;Мусор;чел.;2;50;100;0;0;\n"
#define FEBRUARY      "100;2020-02;Мусор;чел.;2;50;100;-5;1,50;Отъезд\n"
#define MARCH         "100;2020-03;Мусор;чел.;2;50;100;0;0;\n"
#define PAID_JANUARY  "p1;100;2020-01-20;10;Банк;1;accepted;\n"
#define PAID_FEBRUARY "p2;100;2020-02-20;100;Банк;2;accepted;\n"

#define LINES                                                                              \
  "SELECT month - 24240, service, opening, charged, recalculated, penalty, paid, closing " \
  "FROM lines ORDER BY month, service"

static void
assert_rows (World *world, const char *sql, const char *rows)
{
  g_autofree char *found = world_query (world, sql);

  g_assert_cmpstr (found, ==, rows);
}

/* Takes three months. */
static void
take_quarter (World *world)
{
  world_write_all (world, ACCOUNT, OPENING, JANUARY FEBRUARY MARCH, PAID_JANUARY PAID_FEBRUARY);
  world_import_good (world, 1, 3, 2);
}

static void
test_arithmetic (void)
{
  g_autoptr (World) world = world_new ();

  take_quarter (world);
  assert_rows (world, LINES,
               "0|Мусор|1000|10000|0|0|1000|10000\n"
               "1|Мусор|10000|10000|-500|150|10000|9650\n"
               "2|Мусор|9650|10000|0|0|0|19650\n");
  assert_rows (world, "SELECT id, service, date, amount, channel, document, state FROM payments",
               "p1|Мусор|2020-01-20|1000|Банк|1|accepted\n"
               "p2|Мусор|2020-02-20|10000|Банк|2|accepted\n");
  assert_rows (world, "SELECT unit, quantity, tariff, reason FROM lines WHERE month = 24241",
               "чел.|2|50|Отъезд\n");
}

static void
test_twice (void)
{
  g_autoptr (World) world = world_new ();

  take_quarter (world);
  g_autofree char *before = world_dump (world);
  world_import_good (world, 0, 0, 0);
  g_autofree char *after = world_dump (world);
  g_assert_cmpstr (before, ==, after);
}

/* Each month's files bring that month only; the result is that of all at once. */
static void
test_month_by_month (void)
{
  g_autoptr (World) at_once = world_new ();
  g_autoptr (World) world = world_new ();

  take_quarter (at_once);
  world_write_all (world, ACCOUNT, OPENING, JANUARY, PAID_JANUARY);
  world_import_good (world, 1, 1, 1);
  world_write_all (world, ACCOUNT, "", FEBRUARY, PAID_FEBRUARY);
  world_import_good (world, 0, 1, 1);
  world_write_all (world, "", "100;2020-03;;96,50\n", MARCH, "");
  world_import_good (world, 0, 1, 0);

  g_autofree char *one = world_query (at_once, LINES);
  g_autofree char *other = world_query (world, LINES);
  g_assert_cmpstr (one, ==, other);
}

/* Files that start later than what is stored, and lines in no order at all. */
static void
test_any_order (void)
{
  g_autoptr (World) at_once = world_new ();
  g_autoptr (World) world = world_new ();

  take_quarter (at_once);
  world_write_all (world, ACCOUNT, OPENING, MARCH JANUARY FEBRUARY, PAID_FEBRUARY PAID_JANUARY);
  world_import_good (world, 1, 3, 2);

  g_autofree char *one = world_query (at_once, LINES);
  g_autofree char *other = world_query (world, LINES);
  g_assert_cmpstr (one, ==, other);
}

static void
test_later_payment_waits (void)
{
  g_autoptr (World) world = world_new ();

  world_write_all (world, ACCOUNT, OPENING, JANUARY, PAID_JANUARY PAID_FEBRUARY);
  world_import_good (world, 1, 1, 2);
  assert_rows (world, LINES, "0|Мусор|1000|10000|0|0|1000|10000\n");

  world_write_all (world, ACCOUNT, "", FEBRUARY, "");
  world_import_good (world, 0, 1, 0);
  assert_rows (world, LINES,
               "0|Мусор|1000|10000|0|0|1000|10000\n"
               "1|Мусор|10000|10000|-500|150|10000|9650\n");
}

/* The month comes, but without the service that was paid. */
static void
test_waiting_payment_without_service (void)
{
  const char *const faults[] = {
    "charges.csv:2: service: a payment for “Мусор” that was taken earlier falls in 2020-02, which "
    "has no line of this service",
    NULL,
  };
  g_autoptr (World) world = world_new ();

  world_write_all (world, ACCOUNT, OPENING, JANUARY,
                   "p1;100;2020-01-20;110;Банк;1;accepted;\n" PAID_FEBRUARY);
  world_import_good (world, 1, 1, 2);
  world_write_all (world, ACCOUNT, "", "100;2020-02;Вывоз;чел.;2;50;100;0;0;\n", "");
  world_import_bad (world, faults);
}

static void
test_states (void)
{
  g_autoptr (World) world = world_new ();

  world_write_all (world, ACCOUNT, OPENING, JANUARY,
                   "p1;100;2020-01-20;10;Банк;1;processing;\n"
                   "p2;100;2020-01-21;20;Банк;1;returned;\n"
                   "p3;100;2020-01-31;1,5;Банк;1;accepted;\n"
                   "p4;100;2020-01-01;1.25;Банк;1;accepted;\n");
  world_import_good (world, 1, 1, 4);
  assert_rows (world, LINES, "0|Мусор|1000|10000|0|0|275|10725\n");

  /* What was on its way has arrived. */
  world_write_all (world, "", "", "", "p1;100;2020-01-20;10;Банк;1;accepted;\n");
  world_import_good (world, 0, 1, 1);
  assert_rows (world, LINES, "0|Мусор|1000|10000|0|0|1275|9725\n");
}

/* The last stored month changes, and so what follows in the same files. */
static void
test_correction (void)
{
  g_autoptr (World) world = world_new ();

  take_quarter (world);
  world_write_all (world, ACCOUNT, "", "100;2020-03;Мусор;чел.;2;50;99.99;0;0;\n", "");
  world_import_good (world, 0, 1, 0);

  world_write_all (world, ACCOUNT, "", "100;2020-02;Мусор;чел.;3;50;150;0;0;\n" MARCH, "");
  world_import_good (world, 0, 2, 0);
  assert_rows (world, LINES,
               "0|Мусор|1000|10000|0|0|1000|10000\n"
               "1|Мусор|10000|15000|0|0|10000|15000\n"
               "2|Мусор|15000|10000|0|0|0|25000\n");

  /* Two errors that even each other out leave the next month as it is. */
  world_write_all (world, ACCOUNT, "", "100;2020-02;Мусор;чел.;2;50;100;50;0;Ошибка\n", "");
  world_import_good (world, 0, 1, 0);
}

typedef struct
{
  const char *name;
  const char *opening;
  const char *charges;
  const char *payments;
  const char *fault;
} Refused;

static const Refused refused[] = {
  { "charge", "", "100;2020-02;Мусор;чел.;2;50;100;-5;1,51;Отъезд\n", "",
    "charges.csv:2: charged: with it 2020-03 would open with 96.51, but it was taken earlier with "
    "96.50; correct that month in the same files" },
  { "charge-of-the-first", "", "100;2020-01;Мусор;чел.;2;50;100.01;0;0;\n" MARCH, "",
    "charges.csv:2: charged: with it 2020-02 would open with 100.01, but it was taken earlier with "
    "100.00; correct that month in the same files" },
  { "opening", "100;2020-01;Мусор;10,01\n", "", "",
    "opening.csv:2: amount: with it 2020-02 would open with 100.01, but it was taken earlier with "
    "100.00; correct that month in the same files" },
  { "later-opening", "100;2020-02;Мусор;100,01\n", "", "",
    "opening.csv:2: amount: it must be 100.00, the closing of 2020-01" },
  { "new-payment", "", "", "p3;100;2020-02-25;3;Банк;2;accepted;\n",
    "payments.csv:2: amount: with it 2020-03 would open with 93.50, but it was taken earlier with "
    "96.50; correct that month in the same files" },
  { "payment-returned", "", "", "p2;100;2020-02-20;100;Банк;2;returned;\n",
    "payments.csv:2: amount: with it 2020-03 would open with 196.50, but it was taken earlier with "
    "96.50; correct that month in the same files" },
  { "payment-moved", "", "", "p2;100;2020-03-20;100;Банк;2;accepted;\n",
    "payments.csv:2: amount: with it 2020-03 would open with 196.50, but it was taken earlier with "
    "96.50; correct that month in the same files" },
  { "month-before", "100;2019-12;Мусор;0\n", "100;2019-12;Мусор;чел.;2;50;9,99;0;0;\n", "",
    "charges.csv:2: charged: with it 2020-01 would open with 9.99, but it was taken earlier with "
    "10.00; correct that month in the same files" },
  { "balance-left-behind", "", "100;2020-05;Мусор;чел.;2;50;100;0;0;\n", "",
    "charges.csv:2: month: “Мусор” has no line for 2020-04, though its balance is 196.50; give it "
    "one, be it with nothing charged" },
};

static void
test_refused (gconstpointer data)
{
  const Refused *test = data;
  const char *const faults[] = { test->fault, NULL };
  g_autoptr (World) world = world_new ();

  take_quarter (world);
  world_write_all (world, ACCOUNT, test->opening, test->charges, test->payments);
  world_import_bad (world, faults);
}

static void
test_month_before (void)
{
  g_autoptr (World) world = world_new ();

  take_quarter (world);
  world_write_all (world, ACCOUNT, "100;2019-12;;0\n", "100;2019-12;Мусор;чел.;2;5;10;0;0;\n", "");
  world_import_good (world, 0, 1, 0);
}

/* What is wrong once shifts all that follows: it is told where it begins, and again when it
 * changes. */
static void
test_shift (void)
{
  const char *const faults[] = {
    "opening.csv:3: amount: it must be 110.00, the closing of 2020-01",
    "opening.csv:6: amount: it must be 410.00, the closing of 2020-04",
    NULL,
  };
  g_autoptr (World) world = world_new ();

  world_write_all (world, ACCOUNT,
                   OPENING
                   "100;2020-02;;109\n100;2020-03;;209\n100;2020-04;;309\n100;2020-05;;408\n"
                   "100;2020-06;;510\n",
                   JANUARY "100;2020-02;Мусор;чел.;2;50;100;0;0;\n" MARCH
                           "100;2020-04;Мусор;чел.;2;50;100;0;0;\n"
                           "100;2020-05;Мусор;чел.;2;50;100;0;0;\n"
                           "100;2020-06;Мусор;чел.;2;50;100;0;0;\n",
                   "");
  world_import_bad (world, faults);
}

/* A payment for two services; then it turns out to be for one. */
static void
test_services (void)
{
  g_autoptr (World) world = world_new ();

  world_write_all (world, ACCOUNT, OPENING "100;2020-01;Вывоз;-1\n",
                   JANUARY "100;2020-01;Вывоз;м²;30;1;30;0;0;\n",
                   "p1;100;2020-01-20;10;Банк;1;accepted;Мусор\n"
                   "p1;100;2020-01-20;29;Банк;1;accepted;Вывоз\n");
  world_import_good (world, 1, 2, 2);
  assert_rows (world, LINES,
               "0|Вывоз|-100|3000|0|0|2900|0\n"
               "0|Мусор|1000|10000|0|0|1000|10000\n");

  world_write_all (world, ACCOUNT, "", "", "p1;100;2020-01-20;39;Банк;1;accepted;Мусор\n");
  world_import_good (world, 0, 2, 1);
  assert_rows (world, LINES,
               "0|Вывоз|-100|3000|0|0|0|2900\n"
               "0|Мусор|1000|10000|0|0|3900|7100\n");
  assert_rows (world, "SELECT service, amount FROM payments", "Мусор|3900\n");
}

/* A service without a balance may stay away and come back; a new one begins with nothing. */
static void
test_pause (void)
{
  const char *const faults[] = {
    "opening.csv:2: amount: it must be 0.00: the service begins in this month",
    "opening.csv:3: amount: it must be 0.00, the closing of 2020-01",
    NULL,
  };
  g_autoptr (World) world = world_new ();

  world_write_all (world, ACCOUNT, "100;2020-01;;0\n", JANUARY,
                   "p1;100;2020-01-20;100;Банк;1;accepted;\n");
  world_import_good (world, 1, 1, 1);

  world_write_all (world, ACCOUNT, "100;2020-05;Вывоз;3\n100;2020-05;Мусор;3\n",
                   "100;2020-05;Мусор;чел.;2;50;100;0;0;\n100;2020-05;Вывоз;м²;1;1;1;0;0;\n", "");
  world_import_bad (world, faults);

  world_write_all (world, ACCOUNT, "100;2020-05;Вывоз;0\n100;2020-05;Мусор;0\n",
                   "100;2020-05;Мусор;чел.;2;50;100;0;0;\n100;2020-05;Вывоз;м²;1;1;1;0;0;\n", "");
  world_import_good (world, 0, 2, 0);
}

/* An account that the files do not name stays as it is, and one they name anew is changed. */
static void
test_accounts (void)
{
  g_autoptr (World) world = world_new ();

  take_quarter (world);
  world_write_all (world, "200;Петрова Анна;ул. Ленина, 2;;;;2;1;1\n", "", "", "");
  world_import_good (world, 1, 0, 0);
  world_write_all (world, "1 0-0;Иванова Мария;ул. Ленина, 1;;;;1;2;3\n", "", "", "");
  world_import_good (world, 1, 0, 0);
  assert_rows (world, "SELECT number, owner, residing FROM accounts ORDER BY number",
               "100|Иванова Мария|3\n200|Петрова Анна|1\n");
}

/* Whichever step fails, the database is as it was, and the next import finds nothing in its way. */
static void
test_broken_anywhere (void)
{
  g_autoptr (World) world = world_new ();
  gboolean done = FALSE;
  gint64 steps = 0;

  world_write_all (world, ACCOUNT, OPENING, JANUARY, PAID_JANUARY);
  world_import_good (world, 1, 1, 1);
  world_write_all (world, "100;Иванов;ул. Ленина, 1;;;;1;2;2\n", "",
                   "100;2020-01;Мусор;чел.;2;50;90;0;0;\n" FEBRUARY,
                   "p1;100;2020-01-20;10;Почта;1;accepted;\n" PAID_FEBRUARY);
  g_autofree char *before = world_dump (world);

  while (!done)
    {
      g_autoptr (GError) error = NULL;

      kab_store_fail_after (world->store, ++steps);
      done = world_import (world, &error);
      gint64 left = kab_store_fail_after (world->store, 0);
      g_autofree char *after = world_dump (world);

      g_assert_cmpuint (world->faults->len, ==, 0);
      if (done)
        {
          g_assert_cmpint (left, >, 0);
          g_assert_cmpstr (after, !=, before);
          break;
        }
      g_assert_error (error, KAB_ERROR, KAB_ERROR_INTERNAL);
      g_assert_cmpint (left, ==, 0);
      g_assert_cmpstr (after, ==, before);
    }

  g_assert_cmpint (steps, >, 20);
  world_import_good (world, 0, 0, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/months/arithmetic", test_arithmetic);
  g_test_add_func ("/months/twice", test_twice);
  g_test_add_func ("/months/month-by-month", test_month_by_month);
  g_test_add_func ("/months/any-order", test_any_order);
  g_test_add_func ("/months/later-payment-waits", test_later_payment_waits);
  g_test_add_func ("/months/waiting-payment-without-service", test_waiting_payment_without_service);
  g_test_add_func ("/months/states", test_states);
  g_test_add_func ("/months/correction", test_correction);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/months/refused/", refused[i].name, NULL);
      g_test_add_data_func (path, &refused[i], test_refused);
    }
  g_test_add_func ("/months/month-before", test_month_before);
  g_test_add_func ("/months/shift", test_shift);
  g_test_add_func ("/months/services", test_services);
  g_test_add_func ("/months/pause", test_pause);
  g_test_add_func ("/months/accounts", test_accounts);
  g_test_add_func ("/months/broken-anywhere", test_broken_anywhere);

  return g_test_run ();
}
