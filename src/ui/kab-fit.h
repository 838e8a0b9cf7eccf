/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Keep what opens from a window as narrow as that window, however large text is: what it holds
 * wraps. For what has its content and was not shown yet. */

void kab_fit_popover (GtkPopover *popover);
/* A dialog is as wide as the window it is transient for. */
void kab_fit_dialog (AdwWindow *dialog);

/* Makes @bin, whose child is a GtkScrolledWindow that propagates its natural height, as high as
 * what is scrolled is at that width, up to max-content-height: GTK 4.8 asks for the height at no
 * width. */
void kab_fit_scrolled (AdwBin *bin);

G_END_DECLS
