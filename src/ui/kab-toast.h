/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How a page speaks to the window it is in, without knowing it: both look up the widget's
 * ancestors. Plain text, no markup. */

/* (transfer none): the toast shown on the window of @widget, for a button to be added; NULL when
 * @widget is in no window. It goes with @widget. */
AdwToast *kab_toast_show (GtkWidget *widget, const char *text);
/* What went wrong, as kab_error_to_sentence() words it; a cancellation shows nothing. */
void kab_toast_show_error (GtkWidget *widget, const GError *error);

G_END_DECLS
