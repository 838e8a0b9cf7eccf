/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KabHeadedScroll:
 *
 * A header and a list under it that scroll as one page: the header goes first, then the list within
 * itself. So the list is given the height of the window and no more, and makes widgets only for the
 * rows that are seen. To be the child of a GtkScrolledWindow.
 *
 * Properties: header (GtkWidget), list (GtkWidget that is a GtkScrollable), both nullable.
 */
#define KAB_TYPE_HEADED_SCROLL (kab_headed_scroll_get_type ())
G_DECLARE_FINAL_TYPE (KabHeadedScroll, kab_headed_scroll, KAB, HEADED_SCROLL, GtkWidget)

void kab_headed_scroll_set_header (KabHeadedScroll *self, GtkWidget *header);
void kab_headed_scroll_set_list (KabHeadedScroll *self, GtkWidget *list);

G_END_DECLS
