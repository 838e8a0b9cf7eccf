/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-attempts.h"
#include "kab-store-sessions.h"

#define SESSION_LIFE      (90 * 24 * 60 * 60)
#define TOUCH_INTERVAL    60
#define CLIENT_MAX_LENGTH 200

/* When it was used last is not worth refusing who only reads. */
static gboolean
touch (KabRules *self, const KabStoredSession *session, gint64 now, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (now - session->last_used_at < TOUCH_INTERVAL ||
      kab_store_touch_session (self->store, session->id, now, now + SESSION_LIFE, &failure))
    return TRUE;
  return kab_rules_do_without (g_steal_pointer (&failure), "a session's use is not noted", error);
}

gboolean
kab_rules_authorise (KabRules *self, const char *token, KabVisitor *visitor, GError **error)
{
  g_autofree char *hash = kab_token_hash (token);
  gint64 now = kab_rules_now (self);
  g_autoptr (KabStoredSession) session = NULL;

  if (!kab_store_find_session (self->store, hash, &session, error))
    return FALSE;
  if (session == NULL || session->expires_at <= now)
    return kab_rules_refuse (KAB_ERROR_SESSION_EXPIRED, "No such session", error);

  if (!touch (self, session, now, error))
    return FALSE;

  visitor->user = session->user;
  visitor->session = g_steal_pointer (&session->id);
  return TRUE;
}

/* At most so many characters, whatever a header held. */
static char *
trim_client (const char *client)
{
  g_autofree char *valid = g_utf8_make_valid (client, -1);

  return g_utf8_strlen (valid, -1) > CLIENT_MAX_LENGTH
           ? g_utf8_substring (valid, 0, CLIENT_MAX_LENGTH)
           : g_steal_pointer (&valid);
}

KabSession *
kab_rules_open_session (KabRules *self,
                        const KabUser *user,
                        const KabCaller *caller,
                        GError **error)
{
  gint64 now = kab_rules_now (self);
  g_autofree char *token = kab_token_new (&self->world);
  g_autoptr (GDateTime) expires_at = kab_time_from_unix (now + SESSION_LIFE);
  g_autoptr (KabStoredSession) session = g_new0 (KabStoredSession, 1);

  session->id = kab_id_new (&self->world);
  session->user = user->id;
  session->token = kab_token_hash (token);
  session->client = trim_client (caller->client);
  session->created_at = now;
  session->last_used_at = now;
  session->expires_at = now + SESSION_LIFE;

  g_autoptr (KabProfile) profile = kab_rules_load_profile (self, user, error);
  if (profile == NULL || !kab_store_add_session (self->store, session, error))
    return NULL;

  return kab_session_new (token, expires_at, profile);
}

void
kab_verified_clear (KabVerified *self)
{
  g_clear_pointer (&self->user, kab_user_free);
}

/* The try is counted as a failure before anything is known, and taken back when it was none: so
 * guesses made at once do not all pass. */
static gboolean
count_try (KabRules *self,
           const char *email,
           const KabCaller *caller,
           KabVerified *verified,
           GError **error)
{
  g_autofree char *network = kab_attempts_get_network (caller->address);
  g_autoptr (KabTransaction) transaction = kab_rules_begin (self, error);

  return transaction != NULL && kab_attempts_take (self, &kab_limit_sign_in, email, NULL, error) &&
         kab_attempts_take (self, &kab_limit_sign_in_address, network, &verified->address_try,
                            error) &&
         kab_store_find_user (self->store, email, &verified->user, error) &&
         kab_store_commit (self->store, error);
}

gboolean
kab_rules_verify (KabRules *self,
                  const char *email,
                  const char *password,
                  const KabCaller *caller,
                  KabVerified *verified,
                  GError **error)
{
  if (!count_try (self, email, caller, verified, error))
    return FALSE;

  const char *hash = verified->user != NULL ? verified->user->password : self->decoy;
  if (!kab_secret_verify (hash, password) || verified->user == NULL)
    return kab_rules_refuse (KAB_ERROR_WRONG_CREDENTIALS, "Wrong e-mail or password", error);

  return TRUE;
}

gboolean
kab_rules_accept (KabRules *self, const KabVerified *verified, GError **error)
{
  g_autoptr (KabUser) user = NULL;

  if (!kab_store_get_user (self->store, verified->user->id, &user, error))
    return FALSE;
  if (user == NULL || strcmp (user->password, verified->user->password) != 0)
    return kab_rules_refuse (KAB_ERROR_WRONG_CREDENTIALS, "The password was changed meanwhile",
                             error);

  return kab_attempts_clear (self, &kab_limit_sign_in, user->email, error) &&
         kab_store_delete_attempt (self->store, verified->address_try, error);
}

KabSession *
kab_rules_sign_in (KabRules *self,
                   const char *email,
                   const char *password,
                   const KabCaller *caller,
                   GError **error)
{
  g_autofree char *address =
    g_utf8_validate (email, -1, NULL) ? kab_email_normalise (email) : g_strdup ("");
  g_auto (KabVerified) verified = { 0 };

  if (!kab_rules_verify (self, address, password, caller, &verified, error))
    return NULL;

  g_autoptr (KabTransaction) transaction = kab_transaction_begin (self->store, error);
  if (transaction == NULL || !kab_rules_accept (self, &verified, error))
    return NULL;

  g_autoptr (KabSession) session = kab_rules_open_session (self, verified.user, caller, error);
  if (session == NULL || !kab_store_commit (self->store, error))
    return NULL;

  return g_steal_pointer (&session);
}

GPtrArray *
kab_rules_list_sessions (KabRules *self, const KabVisitor *visitor, GError **error)
{
  g_autoptr (GPtrArray) stored =
    kab_store_list_sessions (self->store, visitor->user, kab_rules_now (self), error);

  if (stored == NULL)
    return NULL;

  GPtrArray *sessions = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < stored->len; i++)
    {
      const KabStoredSession *session = g_ptr_array_index (stored, i);
      g_autoptr (GDateTime) created_at = kab_time_from_unix (session->created_at);
      g_autoptr (GDateTime) last_used_at = kab_time_from_unix (session->last_used_at);

      g_ptr_array_add (sessions,
                       kab_session_info_new (session->id, created_at, last_used_at, session->client,
                                             strcmp (session->id, visitor->session) == 0));
    }

  return sessions;
}

gboolean
kab_rules_end_session (KabRules *self, const KabVisitor *visitor, const char *id, GError **error)
{
  gboolean ended = FALSE;

  if (!kab_store_end_session (self->store, visitor->user, id != NULL ? id : visitor->session,
                              &ended, error))
    return FALSE;

  return ended || kab_rules_refuse (KAB_ERROR_NOT_FOUND, "No such session", error);
}
