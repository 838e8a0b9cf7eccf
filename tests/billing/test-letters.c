/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "billing-world.h"
#include "kab-error.h"
#include "kab-store-accounts.h"
#include "kab-store-letters.h"
#include "kab-store-users.h"

#define ACCOUNTS              "100;Иванов;;;;;;1;1\n200;Петрова;;;;;;1;1\n300;Никто;;;;;;1;1\n"
#define OPENING               "100;2020-01;;0\n200;2020-01;;0\n300;2020-01;;0\n"
#define CHARGE(number, month) number ";" month ";Мусор;;1;50;50;0;0;\n"
#define MONTH(month)          CHARGE ("100", month) CHARGE ("200", month) CHARGE ("300", month)

#define FEBRUARY "24241"
#define MARCH    "24242"

/* Of both letters that an import of a month puts out, in the order in which they leave. */
#define BOTH(month) "ivanova@example.ru|1|" month "\nivanova@example.ru|2|" month "\n"

static void
add_user (World *world, gint64 id, const char *email, gboolean wanting, gint64 account)
{
  KabUser user = { .id = id,
                   .email = (char *) email,
                   .password = (char *) "x",
                   .name = (char *) "",
                   .phone = (char *) "",
                   .receipts_by_mail = wanting };
  KabUser *there = NULL;
  g_autoptr (GError) error = NULL;
  gboolean attached;

  g_assert_true (kab_store_get_user (world->store, id, &there, &error));
  if (there == NULL)
    g_assert_true (kab_store_add_user (world->store, &user, &error));
  kab_user_free (there);
  g_assert_true (kab_store_attach (world->store, id, account, 1000, &attached, &error));
  g_assert_no_error (error);
}

/* January is known; one user has two accounts and wants letters, another has one and does not, and
 * a third who wants them has none with news. */
static World *
start (void)
{
  World *world = world_new ();

  world_write_all (world, ACCOUNTS "400;Старый;;;;;;1;1\n", OPENING "400;2020-01;;0\n",
                   MONTH ("2020-01") CHARGE ("400", "2020-01"), "");
  world_import_good (world, 4, 4, 0);
  add_user (world, 71, "ivanova@example.ru", TRUE, 1);
  add_user (world, 71, "ivanova@example.ru", TRUE, 2);
  add_user (world, 72, "petrov@example.ru", FALSE, 1);
  add_user (world, 73, "staraya@example.ru", TRUE, 4);
  return world;
}

static void
import (World *world, const char *charges, gint64 lines)
{
  world_write_all (world, ACCOUNTS, OPENING, charges, "");
  world_import_good (world, 0, lines, 0);
}

/* And empties the outbox. */
static void
assert_letters (World *world, const char *expected)
{
  g_autofree char *letters =
    world_query (world,
                 "SELECT recipient, account_id, month FROM letters ORDER BY next_try_at, id");
  g_autofree char *count = world_query (world, "SELECT COUNT(*) FROM letters");
  g_autoptr (GError) error = NULL;
  gint64 next_due;

  g_assert_cmpstr (letters, ==, expected);
  g_assert_cmpint (world->count.letters, ==, g_ascii_strtoll (count, NULL, 10));
  while (TRUE)
    {
      g_autoptr (KabLetter) letter =
        kab_store_claim_letter (world->store, G_MAXINT32, 1, &next_due, &error);

      g_assert_no_error (error);
      if (letter == NULL)
        break;
      g_assert_cmpint (letter->user, ==, 71);
      g_assert_true (kab_store_letter_sent (world->store, letter->id, &error));
    }
}

static void
test_new_month (void)
{
  g_autoptr (World) world = start ();

  assert_letters (world, "");
  import (world, MONTH ("2020-02"), 3);
  assert_letters (world, BOTH (FEBRUARY));
  /* The same files again are no news, with the letters gone or not. */
  import (world, MONTH ("2020-02"), 0);
  assert_letters (world, "");
  import (world, MONTH ("2020-03"), 3);
  world_import_good (world, 0, 0, 0);
  world->count.letters = 2;
  assert_letters (world, BOTH (MARCH));
}

static void
test_several_months (void)
{
  g_autoptr (World) world = start ();

  import (world, MONTH ("2020-03") MONTH ("2020-02"), 6);
  assert_letters (world, BOTH (MARCH));
}

/* A month that was there is worked out anew, and so are those after it. */
static void
test_correction (void)
{
  g_autoptr (World) world = start ();

  import (world, MONTH ("2020-02"), 3);
  assert_letters (world, BOTH (FEBRUARY));
  import (world, "100;2020-01;Мусор;;1;60;60;0;0;\n" CHARGE ("100", "2020-02"), 2);
  assert_letters (world, "");
  /* Another service of the newest month is no new month. */
  import (world, "100;2020-02;Уборка;;1;60;60;0;0;\n", 1);
  assert_letters (world, "");
  /* A correction along with a new month. */
  import (world,
          "100;2020-02;Мусор;;1;70;70;0;0;\n" CHARGE (
            "100", "2020-03") "100;2020-03;Уборка;;1;60;60;0;0;\n",
          3);
  assert_letters (world, "ivanova@example.ru|1|" MARCH "\n");
}

/* An account that had no month yet, though somebody has it. */
static void
test_first_months (void)
{
  g_autoptr (World) world = world_new ();

  world_write_all (world, ACCOUNTS, "", "", "");
  world_import_good (world, 3, 0, 0);
  add_user (world, 71, "ivanova@example.ru", TRUE, 1);
  import (world, MONTH ("2020-01") MONTH ("2020-02"), 6);
  assert_letters (world, "");
}

/* A refused import writes to nobody. */
static void
test_refused (void)
{
  static const char *const faults[] = { "charges.csv:5: month: it is not a month as in 2020-02",
                                        NULL };
  g_autoptr (World) world = start ();

  world_write_all (world, ACCOUNTS, OPENING, MONTH ("2020-02") CHARGE ("100", "x"), "");
  world_import_bad (world, faults);
}

/* Each step of the database fails in turn: the months come with their letters, or neither does. */
static void
test_steps (void)
{
  g_autoptr (World) world = start ();
  g_autofree char *before = world_dump (world);

  world_write_all (world, ACCOUNTS, OPENING, MONTH ("2020-02"), "");
  for (int step = 1;; step++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      gboolean done;

      kab_store_fail_after (world->store, step);
      done = world_import (world, &error);
      if (kab_store_fail_after (world->store, 0) > 0)
        {
          g_assert_true (done);
          g_assert_cmpint (step, >, 20);
          break;
        }
      g_assert_false (done);
      after = world_dump (world);
      g_assert_cmpstr (before, ==, after);
    }
  assert_letters (world, BOTH (FEBRUARY));
}

/* As if the month had not come yet. */
static void
forget_newest_month (World *world)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (world->database, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database,
                                 "DELETE FROM lines WHERE month = (SELECT MAX(month) FROM lines)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (database), >, 0);
  sqlite3_close (database);
}

/* What is made up is written about to nobody, when its months go on neither. */
static void
test_made_up (void)
{
  g_autoptr (World) world = world_new ();
  g_autofree char *months = NULL;
  g_autoptr (GError) error = NULL;
  KabBillingCount count;

  for (int i = 0; i < 2; i++)
    {
      kab_billing_generate (world->store, 3, 4, 7, (KabMonth){ 2020, 2 }, &count, &error);
      g_assert_no_error (error);
      add_user (world, 71, "abc@sah67.ru", TRUE, 1);
      if (i == 0)
        forget_newest_month (world);
    }
  months = world_query (world, "SELECT MAX(month) FROM lines");
  g_assert_cmpstr (months, ==, FEBRUARY "\n");
  assert_letters (world, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letters/new-month", test_new_month);
  g_test_add_func ("/letters/several-months", test_several_months);
  g_test_add_func ("/letters/correction", test_correction);
  g_test_add_func ("/letters/first-months", test_first_months);
  g_test_add_func ("/letters/refused", test_refused);
  g_test_add_func ("/letters/steps", test_steps);
  g_test_add_func ("/letters/made-up", test_made_up);
  return g_test_run ();
}
