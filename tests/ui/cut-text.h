/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line about each label on the screen below @widget that does not show all it has to say: it
 * ends in an ellipsis, or a part of it lies where it is not drawn. What can be scrolled to is not
 * cut. */
GPtrArray *cut_text_find (GtkWidget *widget);

G_END_DECLS
