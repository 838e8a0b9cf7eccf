/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-cabinet-private.h"
#include "kab-keyring.h"

/* How a session begins and ends. */

/* How long a keyring may keep somebody waiting who has just signed in. It may be asking for its own
 * password meanwhile; what it says later is heard as well. */
#define KEYRING_PATIENCE 2

/* A session that the service gave and that is being put into the keyring. */
typedef struct
{
  KabCabinet *cabinet;
  GTask *task; /* NULL once it has returned: the session is in use then */
  KabSession *session;
  guint epoch; /* of the session in use */
  guint timer;
} Adoption;

static void
adoption_free (Adoption *adoption)
{
  g_clear_handle_id (&adoption->timer, g_source_remove);
  g_clear_object (&adoption->task);
  g_object_unref (adoption->session);
  g_object_unref (adoption->cabinet);
  g_free (adoption);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Adoption, adoption_free)

/* What the keyring says here changes nothing any more. */
static void
cleared_quietly_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!kab_keyring_clear_finish (result, &error))
    g_debug ("The keyring kept a session that has ended: %s", error->message);
}

static void
clear_quietly (KabCabinet *self, const char *email)
{
  if (self->remember && *email != '\0')
    kab_keyring_clear_async (kab_cabinet_get_server (self), email, NULL, cleared_quietly_cb, NULL);
}

static void
use_session (KabCabinet *self, KabSession *session, gboolean remembered)
{
  KabProfile *profile = kab_session_get_profile (session);
  const char *email = kab_profile_get_email (profile);

  g_object_freeze_notify (G_OBJECT (self));
  self->epoch++;

  if (*self->email != '\0' && !g_str_equal (self->email, email))
    kab_cabinet_prefer (self, NULL);
  if (!g_str_equal (self->email, email))
    kab_cabinet_drop_everything (self);
  for (int part = 0; part < KAB_N_PARTS; part++)
    if (part != KAB_PART_OPERATOR)
      kab_cabinet_stop_load (self, part);

  kab_transport_set_token (self->transport, kab_session_get_token (session));
  kab_cabinet_set_email (self, email);
  kab_cabinet_set_profile (self, profile);
  kab_cabinet_set_remembered (self, remembered);
  kab_cabinet_set_state (self, KAB_CABINET_SIGNED_IN);
  kab_cabinet_loaded (self, KAB_PART_PROFILE);
  kab_cabinet_start_load (self, KAB_PART_ACCOUNTS);
  kab_cabinet_start_load (self, KAB_PART_DETAILS);
  kab_cabinet_reload_lists (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
begin_session (Adoption *adoption, gboolean remembered)
{
  use_session (adoption->cabinet, adoption->session, remembered);
  adoption->epoch = adoption->cabinet->epoch;
  g_task_return_boolean (adoption->task, TRUE);
  g_clear_object (&adoption->task);
}

static gboolean
keyring_is_slow_cb (gpointer user_data)
{
  Adoption *adoption = user_data;

  adoption->timer = 0;
  begin_session (adoption, FALSE);

  return G_SOURCE_REMOVE;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Adoption) adoption = user_data;
  KabCabinet *self = adoption->cabinet;
  g_autoptr (GError) error = NULL;
  gboolean stored = kab_keyring_store_finish (result, &error);

  if (adoption->task != NULL)
    begin_session (adoption, stored);
  else if (adoption->epoch == self->epoch)
    kab_cabinet_set_remembered (self, stored);
  else if (stored && self->state != KAB_CABINET_SIGNED_IN)
    clear_quietly (self, kab_profile_get_email (kab_session_get_profile (adoption->session)));
}

/* From here on the sign-in has happened at the service: a cancellation comes too late. */
static void
adopt (KabCabinet *self, GTask *task, KabSession *session)
{
  Adoption *adoption = g_new0 (Adoption, 1);

  g_task_set_check_cancellable (task, FALSE);
  adoption->cabinet = g_object_ref (self);
  adoption->task = g_object_ref (task);
  adoption->session = g_object_ref (session);

  if (!self->remember)
    {
      begin_session (adoption, FALSE);
      adoption_free (adoption);
      return;
    }

  adoption->timer = g_timeout_add_seconds (KEYRING_PATIENCE, keyring_is_slow_cb, adoption);
  kab_keyring_store_async (kab_cabinet_get_server (self),
                           kab_profile_get_email (kab_session_get_profile (session)),
                           kab_session_get_token (session), NULL, stored_cb, adoption);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabSession) session = kab_client_sign_in_finish (KAB_CLIENT (source), result, &error);

  if (kab_cabinet_take_reply (task, error))
    adopt (g_task_get_source_object (task), task, session);
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabSession) session = kab_client_confirm_finish (KAB_CLIENT (source), result, &error);

  if (kab_cabinet_take_reply (task, error))
    adopt (g_task_get_source_object (task), task, session);
}

/* The service has been asked about the session found in the keyring. */
static void
resumed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabCabinet *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabProfile) profile =
    kab_client_get_profile_finish (KAB_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      kab_transport_set_token (self->transport, NULL);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_object_freeze_notify (G_OBJECT (self));
  kab_cabinet_note_outcome (self, self->epoch, error);
  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_SESSION_EXPIRED))
    {
      kab_transport_set_token (self->transport, NULL);
      clear_quietly (self, self->email);
      kab_cabinet_set_state (self, KAB_CABINET_SIGNED_OUT);
    }
  else
    {
      self->epoch++;
      kab_cabinet_set_remembered (self, TRUE);
      kab_cabinet_set_state (self, KAB_CABINET_SIGNED_IN);
      if (error != NULL)
        {
          kab_load_fail (self->loads[KAB_PART_PROFILE], error);
          kab_load_fail (self->loads[KAB_PART_ACCOUNTS], error);
        }
      else
        {
          kab_cabinet_set_profile (self, profile);
          kab_cabinet_loaded (self, KAB_PART_PROFILE);
          kab_cabinet_start_load (self, KAB_PART_ACCOUNTS);
        }
    }
  g_object_thaw_notify (G_OBJECT (self));

  g_task_return_boolean (task, TRUE);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabCabinet *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *email = NULL;
  g_autofree char *token = NULL;

  kab_keyring_lookup_finish (result, &email, &token, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (token == NULL)
    {
      kab_cabinet_set_state (self, KAB_CABINET_SIGNED_OUT);
      g_task_return_boolean (task, TRUE);
      return;
    }

  kab_cabinet_set_email (self, email);
  kab_transport_set_token (self->transport, token);
  explicit_bzero (token, strlen (token));
  kab_client_get_profile_async (self->client, cancellable, resumed_cb, g_steal_pointer (&task));
}

/* Leaving has parts that go on side by side; the last one done returns. */
static void
leaving_part_done (GTask *task)
{
  KabOperation *operation = g_task_get_task_data (task);

  if (--operation->pending > 0)
    return;

  if (operation->error != NULL)
    g_task_return_error (task, g_steal_pointer (&operation->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabOperation *operation = g_task_get_task_data (task);

  kab_keyring_clear_finish (result, &operation->error);
  leaving_part_done (task);
}

/* The service has ended the session, or did not answer: the user has left either way. */
static void
session_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabOperation *operation = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  kab_client_end_session_finish (KAB_CLIENT (source), result, &error);
  kab_cabinet_note_outcome (g_task_get_source_object (task), operation->epoch, error);
  leaving_part_done (task);
}

static void
profile_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabOperation *operation = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  kab_client_delete_profile_finish (KAB_CLIENT (source), result, &error);
  if (!kab_cabinet_take_reply (task, error))
    return;

  operation->pending = 1;
  g_task_set_check_cancellable (task, FALSE);
  kab_cabinet_leave (g_task_get_source_object (task), g_object_ref (task));
}

void
kab_cabinet_expire (KabCabinet *self)
{
  if (self->state != KAB_CABINET_SIGNED_IN)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  self->epoch++;
  kab_transport_set_token (self->transport, NULL);
  clear_quietly (self, self->email);
  kab_cabinet_set_remembered (self, FALSE);
  kab_cabinet_set_state (self, KAB_CABINET_EXPIRED);
  g_object_thaw_notify (G_OBJECT (self));
}

void
kab_cabinet_leave (KabCabinet *self, GTask *task)
{
  g_autofree char *email = g_strdup (self->email);
  gboolean remembered = self->remembered;

  g_object_freeze_notify (G_OBJECT (self));
  self->epoch++;
  kab_transport_set_token (self->transport, NULL);
  kab_cabinet_prefer (self, NULL);
  kab_cabinet_drop_everything (self);
  kab_cabinet_set_email (self, "");
  kab_cabinet_set_remembered (self, FALSE);
  kab_cabinet_set_state (self, KAB_CABINET_SIGNED_OUT);
  g_object_thaw_notify (G_OBJECT (self));

  if (task != NULL && remembered)
    {
      kab_keyring_clear_async (kab_cabinet_get_server (self), email, NULL, cleared_cb, task);
      return;
    }

  clear_quietly (self, email);
  if (task != NULL)
    leaving_part_done (task);
  g_clear_object (&task);
}

void
kab_cabinet_open_async (KabCabinet *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KAB_IS_CABINET (self));

  task = kab_cabinet_begin (self, kab_cabinet_open_async, cancellable, callback, user_data);
  kab_cabinet_start_load (self, KAB_PART_OPERATOR);
  if (self->remember)
    {
      kab_keyring_lookup_async (kab_cabinet_get_server (self), cancellable, looked_up_cb,
                                g_steal_pointer (&task));
      return;
    }

  kab_cabinet_set_state (self, KAB_CABINET_SIGNED_OUT);
  g_task_return_boolean (task, TRUE);
}

gboolean
kab_cabinet_open_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_open_async, result, error);
}

void
kab_cabinet_sign_in_async (KabCabinet *self,
                           const char *email,
                           const char *password,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (email != NULL);
  g_return_if_fail (password != NULL);

  kab_client_sign_in_async (self->client, email, password, cancellable, signed_in_cb,
                            kab_cabinet_begin (self, kab_cabinet_sign_in_async, cancellable,
                                               callback, user_data));
}

gboolean
kab_cabinet_sign_in_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_sign_in_async, result, error);
}

void
kab_cabinet_confirm_async (KabCabinet *self,
                           const char *email,
                           const char *code,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (email != NULL);
  g_return_if_fail (code != NULL);

  kab_client_confirm_async (self->client, email, code, cancellable, confirmed_cb,
                            kab_cabinet_begin (self, kab_cabinet_confirm_async, cancellable,
                                               callback, user_data));
}

gboolean
kab_cabinet_confirm_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_confirm_async, result, error);
}

void
kab_cabinet_sign_out_async (KabCabinet *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  KabOperation *operation;

  g_return_if_fail (KAB_IS_CABINET (self));

  task = kab_cabinet_begin (self, kab_cabinet_sign_out_async, cancellable, callback, user_data);
  operation = g_task_get_task_data (task);
  operation->pending = 2;
  if (kab_transport_has_token (self->transport))
    kab_client_end_session_async (self->client, NULL, cancellable, session_ended_cb,
                                  g_object_ref (task));
  else
    operation->pending--;

  /* The call above has the token already: here it can be forgotten. */
  kab_cabinet_leave (self, g_steal_pointer (&task));
}

gboolean
kab_cabinet_sign_out_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_sign_out_async, result, error);
}

void
kab_cabinet_delete_profile_async (KabCabinet *self,
                                  const char *password,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (password != NULL);

  kab_client_delete_profile_async (self->client, password, cancellable, profile_deleted_cb,
                                   kab_cabinet_begin (self, kab_cabinet_delete_profile_async,
                                                      cancellable, callback, user_data));
}

gboolean
kab_cabinet_delete_profile_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_delete_profile_async, result, error);
}
