/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KabCellBin:
 *
 * Holds the one child of a table's cell, whose text wraps. From GTK 4.12 on a row asks its cells
 * how high they are without saying how wide their column is, and gives each its text in one line:
 * cut off. This one answers for the width that it has. It learns that with the first frame, and
 * asks for another height then.
 */
#define KAB_TYPE_CELL_BIN (kab_cell_bin_get_type ())
G_DECLARE_FINAL_TYPE (KabCellBin, kab_cell_bin, KAB, CELL_BIN, GtkWidget)

GtkWidget *kab_cell_bin_new (GtkWidget *child);
GtkWidget *kab_cell_bin_get_child (KabCellBin *self);

G_END_DECLS
