/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-account.h"

G_BEGIN_DECLS

/**
 * KabBindingRow:
 *
 * An attached account in the table of the accounts. Its buttons call the actions accounts.rename
 * and accounts.detach of the page with the number as their target.
 *
 * Property: account (#KabAccount, construct-only).
 */
#define KAB_TYPE_BINDING_ROW (kab_binding_row_get_type ())
G_DECLARE_FINAL_TYPE (KabBindingRow, kab_binding_row, KAB, BINDING_ROW, GtkListBoxRow)

KabBindingRow *kab_binding_row_new (KabAccount *account);
KabAccount *kab_binding_row_get_account (KabBindingRow *self);

/* The columns' widths follow these over all rows; the groups belong to the page. */
void kab_binding_row_join (KabBindingRow *self,
                           GtkSizeGroup *dates,
                           GtkSizeGroup *amounts,
                           GtkSizeGroup *actions);

G_END_DECLS
