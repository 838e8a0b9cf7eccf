/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer none) (nullable): the window that @widget stands in; NULL: it stands in none. */
GtkWindow *kab_dialog_find_window (GtkWidget *widget);

/* Makes @dialog one of @window, and has it destroyed with that. GTK's "destroy-with-parent" leaves
 * behind a pointer to the window, which is followed when a key that was pressed in the dialog
 * closes both. */
void kab_dialog_go_with (GtkWindow *dialog, GtkWindow *window);

/* Makes @dialog one of the window that @parent stands in, and no larger than that: in a window as
 * narrow as a phone it is narrow as well, and its texts wrap. For a dialog that is not shown yet.
 * It is closed when @parent is a page and leaves the screen: the session has ended, or what a
 * notification is about was asked for. */
void kab_dialog_set_parent (GtkWindow *dialog, GtkWidget *parent);

G_END_DECLS
