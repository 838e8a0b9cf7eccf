/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabReceiptView:
 *
 * One receipt: its PDF, and what can be done with it. It is fetched when it is looked at, not
 * before. What cannot be shown says why in place of the page.
 *
 * Properties: cabinet (#KabCabinet); receipt (#KabReceipt, nullable, of the chosen account);
 * can-go-back (boolean): there is a list to return to; looked-at (boolean): it is not the list that
 * is shown in its stead, nor is it on its way out.
 * Signal "back": the button for it was pressed.
 * Actions, with their keys anywhere in the window: receipt.save (Ctrl+S), receipt.print (Ctrl+P),
 * receipt.find (Ctrl+F), receipt.open-outside.
 */
#define KAB_TYPE_RECEIPT_VIEW (kab_receipt_view_get_type ())
G_DECLARE_FINAL_TYPE (KabReceiptView, kab_receipt_view, KAB, RECEIPT_VIEW, AdwBin)

KabReceipt *kab_receipt_view_get_receipt (KabReceiptView *self);
/* One that is shown already stays as it is. */
void kab_receipt_view_set_receipt (KabReceiptView *self, KabReceipt *receipt);

G_END_DECLS
