/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-store-payments.h"
#include "store-folder.h"
#include "kab-database.h"

#define NONE KAB_MONTH_NONE

static void
fill (StoreFolder *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabDatabase) database = kab_database_open (folder->url, &error);

  kab_database_run_script (database,
                           "INSERT INTO accounts VALUES (1, '100', '', '', '', '', '', '', 1, 1), "
                           "(2, '200', '', '', '', '', '', '', 1, 1);"
                           "INSERT INTO payments VALUES "
                           "('b', 1, 'ТКО', '2020-02-29', 300, 'Банк', '№ 1', 'accepted'), "
                           "('b', 1, 'Вывоз', '2020-02-29', 45, 'Банк', '№ 1', 'accepted'), "
                           "('a', 1, 'ТКО', '2020-02-29', 1, '', '', 'processing'), "
                           "('c', 1, 'ТКО', '2020-01-01', 2, '', '', 'returned'), "
                           "('d', 1, 'ТКО', '2019-12-31', 3, '', '', 'accepted'), "
                           "('e', 1, 'ТКО', '2020-03-01', 4, '', '', 'accepted'), "
                           "('b', 2, 'ТКО', '2020-02-28', 9, '', '', 'accepted');",
                           &error);
  g_assert_no_error (error);
}

/* "id:amount:state " of each. */
static char *
list (KabStore *store, gint64 account, KabMonth from, KabMonth to, int count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) payments =
    kab_store_list_payments (store, account, from, to, count, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < payments->len; i++)
    {
      KabPayment *payment = payments->pdata[i];

      g_string_append_printf (text, "%s:%" G_GINT64_FORMAT ":%s ", kab_payment_get_id (payment),
                              kab_payment_get_amount (payment),
                              kab_payment_state_to_word (kab_payment_get_state (payment)));
    }
  return g_string_free (text, FALSE);
}

static void
test_list (StoreFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *name;
    gint64 account;
    KabMonth from;
    KabMonth to;
    int count;
    const char *payments;
  } cases[] = {
    { "all, oldest first, parts added up",
      1,
      { 0, 0 },
      { 0, 0 },
      600,
      "d:3:accepted c:2:returned a:1:processing b:345:accepted e:4:accepted " },
    { "one month, to its last day",
      1,
      { 2020, 2 },
      { 2020, 2 },
      600,
      "a:1:processing b:345:accepted " },
    { "from", 1, { 2020, 2 }, { 0, 0 }, 600, "a:1:processing b:345:accepted e:4:accepted " },
    { "to", 1, { 0, 0 }, { 2020, 1 }, 600, "d:3:accepted c:2:returned " },
    { "the latest months only",
      1,
      { 0, 0 },
      { 0, 0 },
      2,
      "a:1:processing b:345:accepted e:4:accepted " },
    { "the latest months up to one",
      1,
      { 0, 0 },
      { 2020, 2 },
      2,
      "c:2:returned a:1:processing b:345:accepted " },
    { "before all", 1, { 0, 0 }, { 2019, 11 }, 600, "" },
    { "after all", 1, { 2020, 4 }, { 0, 0 }, 600, "" },
    { "another account's of the same id", 2, { 0, 0 }, { 0, 0 }, 600, "b:9:accepted " },
    { "no account", 3, { 0, 0 }, { 0, 0 }, 600, "" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KabStore) store = kab_store_open (folder->url, &error);

  fill (folder);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *payments =
        list (store, cases[i].account, cases[i].from, cases[i].to, cases[i].count);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (payments, ==, cases[i].payments);
    }

  g_autoptr (GPtrArray) february =
    kab_store_list_payments (store, 1, (KabMonth){ 2020, 2 }, (KabMonth){ 2020, 2 }, 600, &error);
  KabPayment *payment = february->pdata[1];
  g_assert_cmpint (kab_payment_get_date (payment).day, ==, 29);
  g_assert_cmpstr (kab_payment_get_channel (payment), ==, "Банк");
  g_assert_cmpstr (kab_payment_get_document (payment), ==, "№ 1");
}

/* Each step of the database fails in turn: an error, and never a shorter list. */
static void
test_fault (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabStore) store = kab_store_open (folder->url, &error);
  int step = 1;

  fill (folder);
  while (TRUE)
    {
      g_autoptr (GPtrArray) payments = NULL;

      kab_store_fail_after (store, step);
      payments = kab_store_list_payments (store, 1, NONE, NONE, 600, &error);
      if (kab_store_fail_after (store, 0) > 0)
        {
          g_assert_cmpuint (payments->len, ==, 5);
          break;
        }
      g_assert_null (payments);
      g_assert_nonnull (error);
      g_clear_error (&error);
      step++;
    }
  g_assert_cmpint (step, >, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/payments/list", StoreFolder, NULL, store_folder_set_up, test_list,
              store_folder_tear_down);
  g_test_add ("/store/payments/fault", StoreFolder, NULL, store_folder_set_up, test_fault,
              store_folder_tear_down);
  return g_test_run ();
}
