/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabNavigationRow:
 *
 * A page's row at the side. Properties: page (its name), title, icon-name, starts-group (boolean):
 * a line above it.
 */
#define KAB_TYPE_NAVIGATION_ROW (kab_navigation_row_get_type ())
G_DECLARE_FINAL_TYPE (KabNavigationRow, kab_navigation_row, KAB, NAVIGATION_ROW, GtkListBoxRow)

const char *kab_navigation_row_get_page (KabNavigationRow *self);
const char *kab_navigation_row_get_title (KabNavigationRow *self);
gboolean kab_navigation_row_get_starts_group (KabNavigationRow *self);

G_END_DECLS
