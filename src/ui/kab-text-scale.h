/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How the window makes room for those who need large text. */

/* How much larger than usual text is, never less than 1: 2 where it is twice as high. What is wide
 * enough at the usual size has to be so many times as wide. */
double kab_text_scale_get (GtkWidget *widget);
/* Labels of the buttons within @root break into lines, and inside of words, rather than keep the
 * window wide. Those that end in an ellipsis stay so; what a drop-down shows gets one. */
void kab_text_scale_wrap (GtkWidget *root);

G_END_DECLS
