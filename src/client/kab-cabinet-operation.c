/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-cabinet-private.h"

/* What all operations of the cabinet have in common. */

static void
operation_free (KabOperation *operation)
{
  g_free (operation->id);
  g_clear_object (&operation->account);
  g_clear_object (&operation->receipt);
  g_clear_pointer (&operation->download, kab_download_free);
  g_clear_object (&operation->file);
  g_clear_error (&operation->error);
  g_free (operation);
}

void
kab_cabinet_note_outcome (KabCabinet *self, guint epoch, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  kab_cabinet_set_offline (self, g_error_matches (error, KAB_ERROR, KAB_ERROR_OFFLINE) ||
                                   g_error_matches (error, KAB_ERROR, KAB_ERROR_TIMED_OUT));

  if (epoch == self->epoch && g_error_matches (error, KAB_ERROR, KAB_ERROR_SESSION_EXPIRED))
    kab_cabinet_expire (self);
}

GTask *
kab_cabinet_begin (KabCabinet *self,
                   gpointer tag,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  KabOperation *operation = g_new0 (KabOperation, 1);

  operation->epoch = self->epoch;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, operation, (GDestroyNotify) operation_free);

  return task;
}

gboolean
kab_cabinet_take_reply (GTask *task, const GError *error)
{
  KabCabinet *self = g_task_get_source_object (task);
  KabOperation *operation = g_task_get_task_data (task);

  kab_cabinet_note_outcome (self, operation->epoch, error);
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else if (operation->epoch != self->epoch)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                             "The session it was begun in has ended");
  else
    return TRUE;

  return FALSE;
}

gboolean
kab_cabinet_finish (KabCabinet *self, gpointer tag, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
