/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabFactRow:
 *
 * A row of a boxed list that says one thing: its title small, its value under it, as long as need
 * be. The value wraps and can be selected; an empty one is shown as "not given", dimmed.
 *
 * Properties: title (of AdwPreferencesRow); value (string, plain text, never NULL); copyable
 * (boolean): a button that copies the value.
 */
#define KAB_TYPE_FACT_ROW (kab_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (KabFactRow, kab_fact_row, KAB, FACT_ROW, AdwPreferencesRow)

const char *kab_fact_row_get_value (KabFactRow *self);
void kab_fact_row_set_value (KabFactRow *self, const char *value);
gboolean kab_fact_row_get_copyable (KabFactRow *self);
void kab_fact_row_set_copyable (KabFactRow *self, gboolean copyable);

G_END_DECLS
