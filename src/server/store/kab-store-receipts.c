/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-store-private.h"
#include "kab-store-receipts.h"

#define DRAWN    "drawn"
#define OPERATOR "operator"

static KabReceipt *
read_receipt (KabRows *rows)
{
  g_autoptr (GDateTime) issued_at = kab_time_from_unix (kab_rows_get_int (rows, 2));

  return kab_receipt_new (kab_month_from_index ((int) kab_rows_get_int (rows, 0)),
                          kab_rows_get_int (rows, 1), issued_at, kab_rows_get_int (rows, 3),
                          kab_rows_get_text (rows, 4));
}

GPtrArray *
kab_store_list_receipts (KabStore *self, gint64 account, KabMonth from, KabMonth to, GError **error)
{
  gint64 first = kab_month_is_valid (from) ? kab_month_index (from) : 0;
  gint64 last = kab_month_is_valid (to) ? kab_month_index (to) : G_MAXINT32;
  g_autoptr (GPtrArray) receipts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;
  g_autoptr (KabRows) rows =
    kab_database_select (self->database,
                         "SELECT month, total, issued_at, size, sha256 FROM receipts "
                         "WHERE account_id = $1 AND month >= $2 AND month <= $3 ORDER BY month",
                         "iii", account, first, last);

  while (kab_rows_next (rows, &failure))
    g_ptr_array_add (receipts, read_receipt (rows));

  if (failure == NULL)
    return g_steal_pointer (&receipts);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

KabReceipt *
kab_store_get_receipt (KabStore *self, gint64 account, KabMonth month, GBytes **pdf, GError **error)
{
  g_autoptr (KabRows) rows =
    kab_database_select (self->database,
                         "SELECT month, total, issued_at, size, sha256, pdf FROM receipts "
                         "WHERE account_id = $1 AND month = $2",
                         "ii", account, (gint64) kab_month_index (month));

  if (!kab_rows_next (rows, error))
    return NULL;

  *pdf = kab_rows_get_bytes (rows, 5);
  return read_receipt (rows);
}

gboolean
kab_store_keep_receipt (KabStore *self,
                        gint64 account,
                        KabReceipt *receipt,
                        GBytes *pdf,
                        GError **error)
{
  return kab_database_run (
    self->database, NULL, error,
    "INSERT INTO receipts (account_id, month, total, issued_at, sha256, size, source, pdf) "
    "VALUES ($1, $2, $3, $4, $5, $6, '" DRAWN "', $7) "
    "ON CONFLICT (account_id, month) DO NOTHING",
    "iiiitib", account, (gint64) kab_month_index (kab_receipt_get_month (receipt)),
    kab_receipt_get_total (receipt), g_date_time_to_unix (kab_receipt_get_issued_at (receipt)),
    kab_receipt_get_sha256 (receipt), kab_receipt_get_size (receipt), pdf);
}

gboolean
kab_store_put_own_receipt (KabStore *self,
                           gint64 account,
                           KabReceipt *receipt,
                           GBytes *pdf,
                           gboolean *changed,
                           GError **error)
{
  gint64 rows = 0;

  if (!kab_database_run (
        self->database, &rows, error,
        "INSERT INTO receipts (account_id, month, total, issued_at, sha256, size, source, pdf) "
        "VALUES ($1, $2, $3, $4, $5, $6, '" OPERATOR "', $7) "
        "ON CONFLICT (account_id, month) DO UPDATE SET total = excluded.total, "
        "issued_at = excluded.issued_at, sha256 = excluded.sha256, size = excluded.size, "
        "source = excluded.source, pdf = excluded.pdf "
        "WHERE receipts.sha256 <> excluded.sha256 OR receipts.source <> excluded.source",
        "iiiitib", account, (gint64) kab_month_index (kab_receipt_get_month (receipt)),
        kab_receipt_get_total (receipt), g_date_time_to_unix (kab_receipt_get_issued_at (receipt)),
        kab_receipt_get_sha256 (receipt), kab_receipt_get_size (receipt), pdf))
    return FALSE;

  *changed = rows > 0;
  return TRUE;
}

gboolean
kab_store_withdraw_receipt (KabStore *self, gint64 account, KabMonth month, GError **error)
{
  return kab_database_run (
    self->database, NULL, error,
    "DELETE FROM receipts WHERE account_id = $1 AND month = $2 AND source = '" DRAWN "'", "ii",
    account, (gint64) kab_month_index (month));
}
