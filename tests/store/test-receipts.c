/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-database.h"
#include "kab-store-billing.h"
#include "kab-store-receipts.h"
#include "store-folder.h"

static const KabMonth january = { 2020, 1 };
static const KabMonth february = { 2020, 2 };

static KabStore *
open_filled (StoreFolder *folder)
{
  g_autoptr (GError) error = NULL;
  KabStore *store = kab_store_open (folder->url, &error);
  g_autoptr (KabDatabase) database = kab_database_open (folder->url, &error);

  g_assert_no_error (error);
  kab_database_run_script (database,
                           "INSERT INTO accounts VALUES (1, '100', '', '', '', '', '', '', 1, 1), "
                           "(2, '200', '', '', '', '', '', '', 1, 1);",
                           &error);
  g_assert_no_error (error);
  return store;
}

static KabReceipt *
make (KabMonth month, gint64 total, const char *pdf)
{
  g_autoptr (GDateTime) issued_at = kab_time_from_unix (1583020800);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, pdf, -1);

  return kab_receipt_new (month, total, issued_at, (gint64) strlen (pdf), sha256);
}

static void
keep (KabStore *store, gint64 account, KabMonth month, const char *text)
{
  g_autoptr (KabReceipt) receipt = make (month, 44730, text);
  g_autoptr (GBytes) pdf = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_true (kab_store_keep_receipt (store, account, receipt, pdf, &error));
  g_assert_no_error (error);
}

static gboolean
put_own (KabStore *store, KabMonth month, gint64 total, const char *text)
{
  g_autoptr (KabReceipt) receipt = make (month, total, text);
  g_autoptr (GBytes) pdf = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  g_assert_true (kab_store_put_own_receipt (store, 1, receipt, pdf, &changed, &error));
  g_assert_no_error (error);
  return changed;
}

/* @text NULL: none is kept. */
static void
assert_kept (KabStore *store, gint64 account, KabMonth month, gint64 total, const char *text)
{
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabReceipt) receipt = kab_store_get_receipt (store, account, month, &pdf, &error);

  g_assert_no_error (error);
  if (text == NULL)
    {
      g_assert_null (receipt);
      return;
    }
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);
  g_assert_cmpmem (g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), text, strlen (text));
  g_assert_cmpstr (kab_receipt_get_sha256 (receipt), ==, sha256);
  g_assert_cmpint (kab_receipt_get_size (receipt), ==, strlen (text));
  g_assert_cmpint (kab_receipt_get_total (receipt), ==, total);
  g_assert_cmpint (kab_month_compare (kab_receipt_get_month (receipt), month), ==, 0);
  g_assert_cmpint (g_date_time_to_unix (kab_receipt_get_issued_at (receipt)), ==, 1583020800);
}

static void
test_first_stays (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (KabStore) store = open_filled (folder);

  assert_kept (store, 1, february, 0, NULL);
  keep (store, 1, february, "one");
  keep (store, 1, february, "other");
  keep (store, 2, february, "another's");
  assert_kept (store, 1, february, 44730, "one");
  assert_kept (store, 1, january, 0, NULL);
}

static void
test_own (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (KabStore) store = open_filled (folder);
  g_autoptr (GError) error = NULL;

  keep (store, 1, february, "one");
  /* The very bytes that were drawn are the operator's now, and withdrawn no more. */
  g_assert_true (put_own (store, february, 44730, "one"));
  g_assert_false (put_own (store, february, 1, "one"));
  g_assert_true (kab_store_withdraw_receipt (store, 1, february, &error));
  assert_kept (store, 1, february, 44730, "one");
  g_assert_true (put_own (store, february, -5, "two"));
  keep (store, 1, february, "drawn");
  assert_kept (store, 1, february, -5, "two");
}

static void
test_withdraw (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (KabStore) store = open_filled (folder);
  g_autoptr (GError) error = NULL;
  KabBilledLine line = { .month = kab_month_index (february),
                         .service = "ТКО",
                         .unit = "",
                         .quantity = "1",
                         .tariff = "1",
                         .reason = "" };

  keep (store, 1, january, "january");
  keep (store, 1, february, "february");
  keep (store, 2, february, "another's");
  g_assert_true (kab_store_put_line (store, 1, &line, &error));
  assert_kept (store, 1, january, 44730, "january");
  assert_kept (store, 1, february, 0, NULL);
  assert_kept (store, 2, february, 44730, "another's");
}

static void
test_list (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (KabStore) store = open_filled (folder);
  g_autoptr (GError) error = NULL;

  keep (store, 1, february, "february");
  keep (store, 1, january, "january");
  keep (store, 2, (KabMonth){ 2020, 3 }, "another's");

  g_autoptr (GPtrArray) all =
    kab_store_list_receipts (store, 1, KAB_MONTH_NONE, KAB_MONTH_NONE, &error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpint (kab_receipt_get_month (all->pdata[0]).month, ==, 1);
  g_assert_cmpint (kab_receipt_get_size (all->pdata[1]), ==, 8);
  g_autoptr (GPtrArray) some = kab_store_list_receipts (store, 1, february, february, &error);
  g_assert_cmpuint (some->len, ==, 1);
  g_autoptr (GPtrArray) none =
    kab_store_list_receipts (store, 1, (KabMonth){ 2020, 3 }, KAB_MONTH_NONE, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (StoreFolder *folder, gconstpointer data);
  } tests[] = {
    { "/store/receipts/first-stays", test_first_stays },
    { "/store/receipts/own", test_own },
    { "/store/receipts/withdraw", test_withdraw },
    { "/store/receipts/list", test_list },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, StoreFolder, NULL, store_folder_set_up, tests[i].test,
                store_folder_tear_down);
  return g_test_run ();
}
