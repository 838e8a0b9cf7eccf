/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-client-private.h"

/* The calls about the user: registration, sessions, password, profile. */

static gpointer
read_session (KabJson *json, GError **error)
{
  return kab_session_new_from_json (json, error);
}

static gpointer
read_session_info (KabJson *json, GError **error)
{
  return kab_session_info_new_from_json (json, error);
}

static gpointer
read_profile (KabJson *json, GError **error)
{
  return kab_profile_new_from_json (json, error);
}

static gpointer
read_sessions (KabJson *json, GError **error)
{
  return kab_client_read_list (json, "sessions", read_session_info, error);
}

static gpointer
read_expiry (KabJson *json, GError **error)
{
  g_autoptr (GDateTime) expires_at = kab_json_get_time (json, "expires_at");

  return kab_json_finish (json, error) ? g_steal_pointer (&expires_at) : NULL;
}

static JsonBuilder *
make_registration (const char *email, const char *password, GListModel *consents)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  kab_json_add_string (builder, "email", email);
  kab_json_add_string (builder, "password", password);
  json_builder_set_member_name (builder, "consents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (consents); i++)
    {
      g_autoptr (KabDocument) document = g_list_model_get_item (consents, i);

      json_builder_begin_object (builder);
      kab_json_add_string (builder, "kind", kab_document_get_kind (document));
      kab_json_add_string (builder, "version", kab_document_get_version (document));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return g_steal_pointer (&builder);
}

void
kab_client_register_async (KabClient *self,
                           const char *email,
                           const char *password,
                           GListModel *consents,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (JsonBuilder) body = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (email != NULL);
  g_return_if_fail (password != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (consents));

  body = make_registration (email, password, consents);
  kab_client_call_async (self, kab_client_register_async, "POST", "/registrations", body,
                         read_expiry, (GDestroyNotify) g_date_time_unref, cancellable, callback,
                         user_data);
}

GDateTime *
kab_client_register_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_register_async, result, error);
}

void
kab_client_resend_code_async (KabClient *self,
                              const char *email,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (JsonBuilder) body = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (email != NULL);

  body = kab_client_make_body ("email", email, NULL);
  kab_client_call_async (self, kab_client_resend_code_async, "POST", "/registrations/code", body,
                         KAB_CLIENT_NO_MODEL, NULL, cancellable, callback, user_data);
}

gboolean
kab_client_resend_code_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), FALSE);

  return kab_client_answer_finish (self, kab_client_resend_code_async, result, error);
}

void
kab_client_confirm_async (KabClient *self,
                          const char *email,
                          const char *code,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (JsonBuilder) body = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (email != NULL);
  g_return_if_fail (code != NULL);

  body = kab_client_make_body ("email", email, "code", code, NULL);
  kab_client_call_async (self, kab_client_confirm_async, "POST", "/registrations/confirmation",
                         body, read_session, g_object_unref, cancellable, callback, user_data);
}

KabSession *
kab_client_confirm_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_confirm_async, result, error);
}

void
kab_client_sign_in_async (KabClient *self,
                          const char *email,
                          const char *password,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (JsonBuilder) body = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (email != NULL);
  g_return_if_fail (password != NULL);

  body = kab_client_make_body ("email", email, "password", password, NULL);
  kab_client_call_async (self, kab_client_sign_in_async, "POST", "/sessions", body, read_session,
                         g_object_unref, cancellable, callback, user_data);
}

KabSession *
kab_client_sign_in_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_sign_in_async, result, error);
}

void
kab_client_get_sessions_async (KabClient *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (KAB_IS_CLIENT (self));

  kab_client_call_async (self, kab_client_get_sessions_async, "GET", "/sessions", NULL,
                         read_sessions, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                         user_data);
}

GPtrArray *
kab_client_get_sessions_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_get_sessions_async, result, error);
}

void
kab_client_end_session_async (KabClient *self,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));

  path = kab_client_make_path ("/sessions/", id != NULL ? id : "current", NULL);
  kab_client_call_async (self, kab_client_end_session_async, "DELETE", path, NULL,
                         KAB_CLIENT_NO_MODEL, NULL, cancellable, callback, user_data);
}

gboolean
kab_client_end_session_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), FALSE);

  return kab_client_answer_finish (self, kab_client_end_session_async, result, error);
}

void
kab_client_request_reset_async (KabClient *self,
                                const char *email,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (JsonBuilder) body = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (email != NULL);

  body = kab_client_make_body ("email", email, NULL);
  kab_client_call_async (self, kab_client_request_reset_async, "POST", "/password-resets", body,
                         KAB_CLIENT_NO_MODEL, NULL, cancellable, callback, user_data);
}

gboolean
kab_client_request_reset_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), FALSE);

  return kab_client_answer_finish (self, kab_client_request_reset_async, result, error);
}

void
kab_client_confirm_reset_async (KabClient *self,
                                const char *email,
                                const char *code,
                                const char *password,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (JsonBuilder) body = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (email != NULL);
  g_return_if_fail (code != NULL);
  g_return_if_fail (password != NULL);

  body = kab_client_make_body ("email", email, "code", code, "password", password, NULL);
  kab_client_call_async (self, kab_client_confirm_reset_async, "POST",
                         "/password-resets/confirmation", body, KAB_CLIENT_NO_MODEL, NULL,
                         cancellable, callback, user_data);
}

gboolean
kab_client_confirm_reset_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), FALSE);

  return kab_client_answer_finish (self, kab_client_confirm_reset_async, result, error);
}

void
kab_client_get_profile_async (KabClient *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (KAB_IS_CLIENT (self));

  kab_client_call_async (self, kab_client_get_profile_async, "GET", "/profile", NULL, read_profile,
                         g_object_unref, cancellable, callback, user_data);
}

KabProfile *
kab_client_get_profile_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_get_profile_async, result, error);
}

void
kab_client_update_profile_async (KabClient *self,
                                 const char *name,
                                 const char *phone,
                                 const gboolean *receipts_by_mail,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (JsonBuilder) body = json_builder_new ();

  g_return_if_fail (KAB_IS_CLIENT (self));

  json_builder_begin_object (body);
  if (name != NULL)
    kab_json_add_string (body, "name", name);
  if (phone != NULL)
    kab_json_add_string (body, "phone", phone);
  if (receipts_by_mail != NULL)
    kab_json_add_boolean (body, "receipts_by_mail", *receipts_by_mail);
  json_builder_end_object (body);

  kab_client_call_async (self, kab_client_update_profile_async, "PATCH", "/profile", body,
                         read_profile, g_object_unref, cancellable, callback, user_data);
}

KabProfile *
kab_client_update_profile_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_update_profile_async, result, error);
}

void
kab_client_change_password_async (KabClient *self,
                                  const char *current,
                                  const char *new_password,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (JsonBuilder) body = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (current != NULL);
  g_return_if_fail (new_password != NULL);

  body = kab_client_make_body ("current", current, "new", new_password, NULL);
  kab_client_call_async (self, kab_client_change_password_async, "PUT", "/profile/password", body,
                         KAB_CLIENT_NO_MODEL, NULL, cancellable, callback, user_data);
}

gboolean
kab_client_change_password_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), FALSE);

  return kab_client_answer_finish (self, kab_client_change_password_async, result, error);
}

void
kab_client_get_data_async (KabClient *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (KAB_IS_CLIENT (self));

  kab_client_call_async (self, kab_client_get_data_async, "GET", "/profile/data", NULL,
                         KAB_CLIENT_NO_MODEL, NULL, cancellable, callback, user_data);
}

GBytes *
kab_client_get_data_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KabJson) json = NULL;

  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  bytes = kab_client_call_finish (self, kab_client_get_data_async, result, error);
  if (bytes == NULL)
    return NULL;

  json = kab_client_open_document (bytes);

  return kab_json_finish (json, error) ? g_steal_pointer (&bytes) : NULL;
}

void
kab_client_delete_profile_async (KabClient *self,
                                 const char *password,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (JsonBuilder) body = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (password != NULL);

  body = kab_client_make_body ("password", password, NULL);
  kab_client_call_async (self, kab_client_delete_profile_async, "DELETE", "/profile", body,
                         KAB_CLIENT_NO_MODEL, NULL, cancellable, callback, user_data);
}

gboolean
kab_client_delete_profile_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), FALSE);

  return kab_client_answer_finish (self, kab_client_delete_profile_async, result, error);
}
