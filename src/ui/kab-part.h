/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The first of @type in @widget, itself among them, in the order of reading: what a widget of GTK's
 * or libadwaita's is made of. Transfer none; NULL: there is none. */
GtkWidget *kab_part_find (GtkWidget *widget, GType type);

G_END_DECLS
