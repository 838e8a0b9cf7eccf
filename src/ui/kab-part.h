/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The first of @type in @widget, itself among them, in the order of reading: what a widget of GTK's
 * or libadwaita's is made of. Transfer none; NULL: there is none. */
GtkWidget *kab_part_find (GtkWidget *widget, GType type);
/* What has the focus in the window that @widget is in. Transfer none; NULL: nothing has, or @widget
 * is in none. */
GtkWidget *kab_part_get_focus (GtkWidget *widget);

G_END_DECLS
