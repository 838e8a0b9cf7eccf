/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How the window makes room for those who need large text. */

/* How much larger than usual text is, never less than 1: 2 where it is twice as high. What is wide
 * enough at the usual size has to be so many times as wide. */
double kab_text_scale_get (GtkWidget *widget);
/* Whether it is more than half as large again. */
gboolean kab_text_scale_is_large (GtkWidget *widget);
/* Gives @root, a window, the class "large-text" for as long as text is that large: what is large
 * already, then grows less. */
void kab_text_scale_mark (GtkWidget *root);
/* Labels of the buttons and titles of the groups within @root break into lines, and inside of
 * words, rather than keep the window wide or be shortened. Buttons' that end in an ellipsis stay so;
 * what a drop-down shows gets one. */
void kab_text_scale_wrap (GtkWidget *root);

G_END_DECLS
