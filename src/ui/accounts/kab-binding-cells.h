/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KabBindingCells:
 *
 * The four cells of a row of the table of attached accounts, its children in this order: date,
 * account, amount, actions. Side by side where there is room; else the account with its amount, and
 * the date with the actions under them; in large text on a phone one under the other. Nothing is
 * hidden and no widget changes for it, so a row keeps its focus when the window narrows.
 *
 * Property: header (boolean): these are the headings of the columns, of no height where there are
 * no columns.
 */
#define KAB_TYPE_BINDING_CELLS (kab_binding_cells_get_type ())
G_DECLARE_FINAL_TYPE (KabBindingCells, kab_binding_cells, KAB, BINDING_CELLS, GtkWidget)

/* From which width the cells stand side by side. */
#define KAB_BINDING_CELLS_WIDE 560
/* And from which on there is room for two of them. */
#define KAB_BINDING_CELLS_NARROW 200

G_END_DECLS
