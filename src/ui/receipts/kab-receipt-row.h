/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-receipt.h"

G_BEGIN_DECLS

/**
 * KabReceiptRow:
 *
 * A receipt in the list: its month and amount, and when it was issued. Property: receipt
 * (#KabReceipt, construct-only).
 */
#define KAB_TYPE_RECEIPT_ROW (kab_receipt_row_get_type ())
G_DECLARE_FINAL_TYPE (KabReceiptRow, kab_receipt_row, KAB, RECEIPT_ROW, GtkListBoxRow)

KabReceiptRow *kab_receipt_row_new (KabReceipt *receipt);
KabReceipt *kab_receipt_row_get_receipt (KabReceiptRow *self);

G_END_DECLS
