/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A place for files that the user points at, by GTK's own chooser or by that of the desktop's
 * portal. It begins with the user's documents, for neither remembers a folder. Cancelling closes
 * the chooser. */

/* A file to write, called @name unless the user calls it otherwise. The chooser asks before another
 * file is overwritten. Over the window of @widget. */
void kab_file_choice_save_async (GtkWidget *widget,
                                 const char *title,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* A folder; @accept is what the button says that takes it, with a mnemonic. */
void kab_file_choice_folder_async (GtkWidget *widget,
                                   const char *title,
                                   const char *accept,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) (nullable): of both; NULL: nothing was chosen. */
GFile *kab_file_choice_finish (GAsyncResult *result);

G_END_DECLS
