/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Keep what opens from a window as narrow as that window, however large text is: what it holds
 * wraps. For what has its content and was not shown yet. */

void kab_fit_popover (GtkPopover *popover);
/* A dialog is as wide as the window it is transient for. */
void kab_fit_dialog (AdwWindow *dialog);

G_END_DECLS
