/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KabReceiptSketch:
 *
 * A drawing of a receipt that shows where the number of the account and the amount to pay stand. It
 * is drawn and not a picture from a file, so that its words are in the user's language and its
 * colours in the user's theme.
 */
#define KAB_TYPE_RECEIPT_SKETCH (kab_receipt_sketch_get_type ())
G_DECLARE_FINAL_TYPE (KabReceiptSketch, kab_receipt_sketch, KAB, RECEIPT_SKETCH, GtkWidget)

G_END_DECLS
