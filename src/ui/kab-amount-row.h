/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabAmountRow:
 *
 * A row of a boxed list with a figure at its right edge, in digits of one width.
 *
 * Properties: title (of AdwPreferencesRow, plain text), value (string: the figure as it is shown),
 * strong (boolean): both in bold, for the row that sums the others up.
 */
#define KAB_TYPE_AMOUNT_ROW (kab_amount_row_get_type ())
G_DECLARE_FINAL_TYPE (KabAmountRow, kab_amount_row, KAB, AMOUNT_ROW, AdwPreferencesRow)

KabAmountRow *kab_amount_row_new (const char *title, const char *value);

const char *kab_amount_row_get_value (KabAmountRow *self);
void kab_amount_row_set_value (KabAmountRow *self, const char *value);
gboolean kab_amount_row_get_strong (KabAmountRow *self);
void kab_amount_row_set_strong (KabAmountRow *self, gboolean strong);

G_END_DECLS
