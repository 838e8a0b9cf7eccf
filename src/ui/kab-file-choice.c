/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-dialog.h"
#include "kab-file-choice.h"

/* Takes the hold of the chooser on @task. @file (nullable) (transfer full) */
static void
end (GTask *task, GFile *file)
{
  GtkNativeDialog *chooser = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_signal_handlers_disconnect_by_data (chooser, task);
  if (cancellable != NULL)
    g_signal_handlers_disconnect_by_data (cancellable, task);
  g_task_return_pointer (task, file, g_object_unref);
  g_object_unref (task);
}

static void
answered_cb (GtkFileChooser *chooser, int response, GTask *task)
{
  end (task, response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (chooser) : NULL);
}

static void
cancelled_cb (GCancellable *cancellable, GTask *task)
{
  gtk_native_dialog_destroy (g_task_get_task_data (task));
  end (task, NULL);
}

static void
begin_in_documents (GtkFileChooser *chooser)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder =
    g_file_new_for_path (documents != NULL ? documents : g_get_home_dir ());

  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

/* Takes @chooser over. */
static void
ask (GtkFileChooserNative *chooser,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, kab_file_choice_finish);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, chooser, g_object_unref);

  begin_in_documents (GTK_FILE_CHOOSER (chooser));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (answered_cb), task);
  if (cancellable != NULL)
    g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
kab_file_choice_save_async (GtkWidget *widget,
                            const char *title,
                            const char *name,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GtkFileChooserNative *chooser;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (name != NULL);

  chooser = gtk_file_chooser_native_new (title, kab_dialog_find_window (widget),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  ask (chooser, cancellable, callback, user_data);
}

void
kab_file_choice_folder_async (GtkWidget *widget,
                              const char *title,
                              const char *accept,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  ask (gtk_file_chooser_native_new (title, kab_dialog_find_window (widget),
                                    GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, accept, NULL),
       cancellable, callback, user_data);
}

GFile *
kab_file_choice_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_file_choice_finish), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
