/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-cabinet-private.h"
#include "kab-file.h"

/* The profile, the password, the sessions, and what is kept of the user. */

static void
profile_updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabCabinet *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabProfile) profile =
    kab_client_update_profile_finish (KAB_CLIENT (source), result, &error);

  if (!kab_cabinet_take_reply (task, error))
    return;

  kab_cabinet_stop_load (self, KAB_PART_PROFILE);
  kab_cabinet_set_profile (self, profile);
  kab_cabinet_loaded (self, KAB_PART_PROFILE);
  g_task_return_boolean (task, TRUE);
}

static void
password_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  kab_client_change_password_finish (KAB_CLIENT (source), result, &error);
  if (kab_cabinet_take_reply (task, error))
    g_task_return_boolean (task, TRUE);
}

/* (transfer full) (nullable): takes it out of the list. */
static KabSessionInfo *
take_session (KabCabinet *self, const char *id)
{
  GListModel *list = G_LIST_MODEL (self->sessions);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (KabSessionInfo) session = g_list_model_get_item (list, i);

      if (g_str_equal (kab_session_info_get_id (session), id))
        {
          g_list_store_remove (self->sessions, i);
          return g_steal_pointer (&session);
        }
    }

  return NULL;
}

static void
session_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabCabinet *self = g_task_get_source_object (task);
  KabOperation *operation = g_task_get_task_data (task);
  g_autoptr (KabSessionInfo) session = NULL;
  g_autoptr (GError) error = NULL;

  /* One that has ended by itself is what was asked for. */
  if (!kab_client_end_session_finish (KAB_CLIENT (source), result, &error) &&
      g_error_matches (error, KAB_ERROR, KAB_ERROR_NOT_FOUND))
    g_clear_error (&error);

  if (!kab_cabinet_take_reply (task, error))
    return;

  kab_cabinet_restart_load_under_way (self, KAB_PART_SESSIONS);
  session = take_session (self, operation->id);
  if (session != NULL && kab_session_info_get_current (session))
    kab_cabinet_leave (self, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
data_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (kab_file_write_finish (G_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, kab_file_take_error (error));
}

static void
got_data_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabOperation *operation = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = kab_client_get_data_finish (KAB_CLIENT (source), result, &error);

  if (kab_cabinet_take_reply (task, error))
    kab_file_write_async (operation->file, data, TRUE, g_task_get_cancellable (task),
                          data_written_cb, g_object_ref (task));
}

void
kab_cabinet_update_profile_async (KabCabinet *self,
                                  const char *name,
                                  const char *phone,
                                  const gboolean *receipts_by_mail,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (KAB_IS_CABINET (self));

  kab_client_update_profile_async (
    self->client, name, phone, receipts_by_mail, cancellable, profile_updated_cb,
    kab_cabinet_begin (self, kab_cabinet_update_profile_async, cancellable, callback, user_data));
}

gboolean
kab_cabinet_update_profile_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_update_profile_async, result, error);
}

void
kab_cabinet_change_password_async (KabCabinet *self,
                                   const char *current,
                                   const char *new_password,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (current != NULL);
  g_return_if_fail (new_password != NULL);

  kab_client_change_password_async (
    self->client, current, new_password, cancellable, password_changed_cb,
    kab_cabinet_begin (self, kab_cabinet_change_password_async, cancellable, callback, user_data));
}

gboolean
kab_cabinet_change_password_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_change_password_async, result, error);
}

void
kab_cabinet_end_session_async (KabCabinet *self,
                               const char *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  KabOperation *operation;
  GTask *task;

  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (id != NULL);

  task = kab_cabinet_begin (self, kab_cabinet_end_session_async, cancellable, callback, user_data);
  operation = g_task_get_task_data (task);
  operation->id = g_strdup (id);
  kab_client_end_session_async (self->client, id, cancellable, session_ended_cb, task);
}

gboolean
kab_cabinet_end_session_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_end_session_async, result, error);
}

void
kab_cabinet_save_data_async (KabCabinet *self,
                             GFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  KabOperation *operation;
  GTask *task;

  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (G_IS_FILE (file));

  task = kab_cabinet_begin (self, kab_cabinet_save_data_async, cancellable, callback, user_data);
  operation = g_task_get_task_data (task);
  operation->file = g_object_ref (file);
  kab_client_get_data_async (self->client, cancellable, got_data_cb, task);
}

gboolean
kab_cabinet_save_data_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_save_data_async, result, error);
}
