/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-cabinet-private.h"

/* What is listed of the chosen account: statements, payments, receipts; newest first. */

static int
compare_statements (gconstpointer a, gconstpointer b)
{
  KabStatement *const *first = a;
  KabStatement *const *second = b;

  return kab_month_compare (kab_statement_get_month (*second), kab_statement_get_month (*first));
}

static int
compare_payments (gconstpointer a, gconstpointer b)
{
  KabPayment *const *first = a;
  KabPayment *const *second = b;
  int order = kab_date_compare (kab_payment_get_date (*second), kab_payment_get_date (*first));

  return order != 0 ? order : strcmp (kab_payment_get_id (*second), kab_payment_get_id (*first));
}

static int
compare_receipts (gconstpointer a, gconstpointer b)
{
  KabReceipt *const *first = a;
  KabReceipt *const *second = b;

  return kab_month_compare (kab_receipt_get_month (*second), kab_receipt_get_month (*first));
}

/* To the digit, not by value: "5.0" is shown otherwise than "5". */
static gboolean
is_same_decimal (KabDecimal a, KabDecimal b)
{
  return a.digits == b.digits && a.scale == b.scale;
}

static gboolean
is_same_line (KabStatementLine *a, KabStatementLine *b)
{
  return g_str_equal (kab_statement_line_get_service (a), kab_statement_line_get_service (b)) &&
         g_str_equal (kab_statement_line_get_unit (a), kab_statement_line_get_unit (b)) &&
         is_same_decimal (kab_statement_line_get_quantity (a),
                          kab_statement_line_get_quantity (b)) &&
         is_same_decimal (kab_statement_line_get_tariff (a), kab_statement_line_get_tariff (b)) &&
         kab_statement_line_get_charged (a) == kab_statement_line_get_charged (b) &&
         kab_statement_line_get_recalculated (a) == kab_statement_line_get_recalculated (b) &&
         kab_statement_line_get_penalty (a) == kab_statement_line_get_penalty (b) &&
         kab_statement_line_get_closing (a) == kab_statement_line_get_closing (b) &&
         g_str_equal (kab_statement_line_get_reason (a), kab_statement_line_get_reason (b));
}

static gboolean
is_same_statement (gpointer a, gpointer b)
{
  GListModel *first = kab_statement_get_lines (a);
  GListModel *second = kab_statement_get_lines (b);
  guint n_lines = g_list_model_get_n_items (first);

  if (kab_month_compare (kab_statement_get_month (a), kab_statement_get_month (b)) != 0 ||
      kab_statement_get_opening (a) != kab_statement_get_opening (b) ||
      kab_statement_get_charged (a) != kab_statement_get_charged (b) ||
      kab_statement_get_recalculated (a) != kab_statement_get_recalculated (b) ||
      kab_statement_get_penalty (a) != kab_statement_get_penalty (b) ||
      kab_statement_get_paid (a) != kab_statement_get_paid (b) ||
      kab_statement_get_closing (a) != kab_statement_get_closing (b) ||
      n_lines != g_list_model_get_n_items (second))
    return FALSE;

  for (guint i = 0; i < n_lines; i++)
    {
      g_autoptr (KabStatementLine) line = g_list_model_get_item (first, i);
      g_autoptr (KabStatementLine) other = g_list_model_get_item (second, i);

      if (!is_same_line (line, other))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_same_payment (gpointer a, gpointer b)
{
  return g_str_equal (kab_payment_get_id (a), kab_payment_get_id (b)) &&
         kab_date_compare (kab_payment_get_date (a), kab_payment_get_date (b)) == 0 &&
         kab_payment_get_amount (a) == kab_payment_get_amount (b) &&
         g_str_equal (kab_payment_get_channel (a), kab_payment_get_channel (b)) &&
         g_str_equal (kab_payment_get_document (a), kab_payment_get_document (b)) &&
         kab_payment_get_state (a) == kab_payment_get_state (b);
}

static gboolean
is_same_receipt (gpointer a, gpointer b)
{
  return kab_month_compare (kab_receipt_get_month (a), kab_receipt_get_month (b)) == 0 &&
         kab_receipt_get_total (a) == kab_receipt_get_total (b) &&
         g_date_time_equal (kab_receipt_get_issued_at (a), kab_receipt_get_issued_at (b)) &&
         kab_receipt_get_size (a) == kab_receipt_get_size (b) &&
         g_str_equal (kab_receipt_get_sha256 (a), kab_receipt_get_sha256 (b));
}

static gboolean
is_same_at (GListStore *store,
            guint position,
            gpointer item,
            gboolean (*is_same) (gpointer a, gpointer b))
{
  g_autoptr (GObject) before = g_list_model_get_item (G_LIST_MODEL (store), position);

  return is_same (before, item);
}

/* A list grows at its top, by a month, and the rest is as it was: only what lies between the same
 * beginning and the same end is replaced, so that nothing that is open or marked moves. */
static void
put (GListStore *store,
     GPtrArray *items,
     GCompareFunc compare,
     gboolean (*is_same) (gpointer a, gpointer b))
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint n_common = MIN (n_before, items->len);
  guint head = 0;
  guint tail = 0;

  g_ptr_array_sort (items, compare);

  while (head < n_common && is_same_at (store, head, items->pdata[head], is_same))
    head++;
  while (tail < n_common - head &&
         is_same_at (store, n_before - tail - 1, items->pdata[items->len - tail - 1], is_same))
    tail++;

  if (head + tail < MAX (n_before, items->len))
    g_list_store_splice (store, head, n_before - head - tail, items->pdata + head,
                         items->len - head - tail);
}

void
kab_cabinet_put_statements (KabCabinet *self, GPtrArray *statements)
{
  put (self->statements, statements, compare_statements, is_same_statement);
}

void
kab_cabinet_put_payments (KabCabinet *self, GPtrArray *payments)
{
  put (self->payments, payments, compare_payments, is_same_payment);
}

void
kab_cabinet_put_receipts (KabCabinet *self, GPtrArray *receipts)
{
  put (self->receipts, receipts, compare_receipts, is_same_receipt);
}

GListModel *
kab_cabinet_get_statements (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return G_LIST_MODEL (self->statements);
}

KabLoad *
kab_cabinet_get_statements_load (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->loads[KAB_PART_STATEMENTS];
}

GListModel *
kab_cabinet_get_payments (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return G_LIST_MODEL (self->payments);
}

KabLoad *
kab_cabinet_get_payments_load (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->loads[KAB_PART_PAYMENTS];
}

GListModel *
kab_cabinet_get_receipts (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return G_LIST_MODEL (self->receipts);
}

KabLoad *
kab_cabinet_get_receipts_load (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->loads[KAB_PART_RECEIPTS];
}
