/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-cabinet-private.h"

/* What is done without being signed in: registering, and setting a forgotten password anew. */

static void
registered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) expires_at =
    kab_client_register_finish (KAB_CLIENT (source), result, &error);

  if (kab_cabinet_take_reply (task, error))
    g_task_return_pointer (task, g_steal_pointer (&expires_at), (GDestroyNotify) g_date_time_unref);
}

static void
code_resent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  kab_client_resend_code_finish (KAB_CLIENT (source), result, &error);
  if (kab_cabinet_take_reply (task, error))
    g_task_return_boolean (task, TRUE);
}

static void
reset_requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  kab_client_request_reset_finish (KAB_CLIENT (source), result, &error);
  if (kab_cabinet_take_reply (task, error))
    g_task_return_boolean (task, TRUE);
}

static void
reset_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  kab_client_confirm_reset_finish (KAB_CLIENT (source), result, &error);
  if (kab_cabinet_take_reply (task, error))
    g_task_return_boolean (task, TRUE);
}

void
kab_cabinet_register_async (KabCabinet *self,
                            const char *email,
                            const char *password,
                            GListModel *consents,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (email != NULL);
  g_return_if_fail (password != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (consents));

  kab_client_register_async (self->client, email, password, consents, cancellable, registered_cb,
                             kab_cabinet_begin (self, kab_cabinet_register_async, cancellable,
                                                callback, user_data));
}

gboolean
kab_cabinet_register_finish (KabCabinet *self,
                             GAsyncResult *result,
                             GDateTime **expires_at,
                             GError **error)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (KAB_IS_CABINET (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_cabinet_register_async), FALSE);

  time = g_task_propagate_pointer (G_TASK (result), error);
  if (time == NULL)
    return FALSE;

  if (expires_at != NULL)
    *expires_at = g_steal_pointer (&time);

  return TRUE;
}

void
kab_cabinet_resend_code_async (KabCabinet *self,
                               const char *email,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (email != NULL);

  kab_client_resend_code_async (self->client, email, cancellable, code_resent_cb,
                                kab_cabinet_begin (self, kab_cabinet_resend_code_async, cancellable,
                                                   callback, user_data));
}

gboolean
kab_cabinet_resend_code_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_resend_code_async, result, error);
}

void
kab_cabinet_request_reset_async (KabCabinet *self,
                                 const char *email,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (email != NULL);

  kab_client_request_reset_async (self->client, email, cancellable, reset_requested_cb,
                                  kab_cabinet_begin (self, kab_cabinet_request_reset_async,
                                                     cancellable, callback, user_data));
}

gboolean
kab_cabinet_request_reset_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_request_reset_async, result, error);
}

void
kab_cabinet_confirm_reset_async (KabCabinet *self,
                                 const char *email,
                                 const char *code,
                                 const char *password,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (email != NULL);
  g_return_if_fail (code != NULL);
  g_return_if_fail (password != NULL);

  kab_client_confirm_reset_async (
    self->client, email, code, password, cancellable, reset_confirmed_cb,
    kab_cabinet_begin (self, kab_cabinet_confirm_reset_async, cancellable, callback, user_data));
}

gboolean
kab_cabinet_confirm_reset_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_confirm_reset_async, result, error);
}
