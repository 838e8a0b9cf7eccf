/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-store-private.h"
#include "kab-store-sessions.h"

#define SESSION_COLUMNS "id, user_id, token, client, created_at, last_used_at, expires_at"

void
kab_stored_session_free (KabStoredSession *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->token);
  g_free (self->client);
  g_free (self);
}

static KabStoredSession *
read_session (KabRows *rows)
{
  KabStoredSession *session = g_new0 (KabStoredSession, 1);

  session->id = g_strdup (kab_rows_get_text (rows, 0));
  session->user = kab_rows_get_int (rows, 1);
  session->token = g_strdup (kab_rows_get_text (rows, 2));
  session->client = g_strdup (kab_rows_get_text (rows, 3));
  session->created_at = kab_rows_get_int (rows, 4);
  session->last_used_at = kab_rows_get_int (rows, 5);
  session->expires_at = kab_rows_get_int (rows, 6);
  return session;
}

gboolean
kab_store_add_session (KabStore *self, const KabStoredSession *session, GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "INSERT INTO sessions (" SESSION_COLUMNS
                           ") VALUES ($1, $2, $3, $4, $5, $6, $7)",
                           "tittiii", session->id, session->user, session->token, session->client,
                           session->created_at, session->last_used_at, session->expires_at);
}

gboolean
kab_store_find_session (KabStore *self,
                        const char *token,
                        KabStoredSession **session,
                        GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (KabRows) rows =
    kab_database_select (self->database,
                         "SELECT " SESSION_COLUMNS " FROM sessions WHERE token = $1", "t", token);

  *session = kab_rows_next (rows, &failure) ? read_session (rows) : NULL;
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

GPtrArray *
kab_store_list_sessions (KabStore *self, gint64 user, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) sessions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kab_stored_session_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (KabRows) rows =
    kab_database_select (self->database,
                         "SELECT " SESSION_COLUMNS
                         " FROM sessions WHERE user_id = $1 AND expires_at > $2 "
                         "ORDER BY last_used_at DESC, created_at DESC, id",
                         "ii", user, now);

  while (kab_rows_next (rows, &failure))
    g_ptr_array_add (sessions, read_session (rows));

  if (failure == NULL)
    return g_steal_pointer (&sessions);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
kab_store_touch_session (KabStore *self,
                         const char *id,
                         gint64 last_used_at,
                         gint64 expires_at,
                         GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_autoptr (KabTransaction) transaction = kab_transaction_try_begin (self, &failure);

  if (transaction == NULL)
    {
      if (failure == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return kab_database_run (self->database, NULL, error,
                           "UPDATE sessions SET last_used_at = $2, expires_at = $3 WHERE id = $1",
                           "tii", id, last_used_at, expires_at) &&
         kab_store_commit (self, error);
}

gboolean
kab_store_end_session (KabStore *self, gint64 user, const char *id, gboolean *ended, GError **error)
{
  gint64 changed = 0;

  if (!kab_database_run (self->database, &changed, error,
                         "DELETE FROM sessions WHERE user_id = $1 AND id = $2", "it", user, id))
    return FALSE;

  *ended = changed == 1;
  return TRUE;
}

gboolean
kab_store_end_sessions (KabStore *self, gint64 user, const char *except, GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "DELETE FROM sessions WHERE user_id = $1 AND id <> $2", "it", user,
                           except != NULL ? except : "");
}

gboolean
kab_store_add_attempt (KabStore *self,
                       gint64 id,
                       const char *kind,
                       const char *subject,
                       gint64 at,
                       GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "INSERT INTO attempts (id, kind, subject, at) VALUES ($1, $2, $3, $4)",
                           "itti", id, kind, subject, at);
}

gboolean
kab_store_delete_attempt (KabStore *self, gint64 id, GError **error)
{
  return kab_database_run (self->database, NULL, error, "DELETE FROM attempts WHERE id = $1", "i",
                           id);
}

gboolean
kab_store_delete_attempts (KabStore *self, const char *kind, const char *subject, GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "DELETE FROM attempts WHERE kind = $1 AND subject = $2", "tt", kind,
                           subject);
}

gboolean
kab_store_count_attempts (KabStore *self,
                          const char *kind,
                          const char *subject,
                          gint64 since,
                          gint64 now,
                          gint64 *count,
                          gint64 *last,
                          GError **error)
{
  g_autoptr (KabRows) rows = kab_database_select (
    self->database,
    "SELECT COUNT(*), MAX(at) FROM attempts WHERE kind = $1 AND subject = $2 AND at > $3 "
    "AND at <= $4",
    "ttii", kind, subject, since, now);

  /* An aggregate always has its row. */
  if (!kab_rows_next (rows, error))
    return FALSE;

  *count = kab_rows_get_int (rows, 0);
  *last = kab_rows_get_int (rows, 1);
  return TRUE;
}

gboolean
kab_store_get_attempt (KabStore *self,
                       const char *kind,
                       const char *subject,
                       gint64 since,
                       gint64 now,
                       int n,
                       gint64 *at,
                       GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (KabRows) rows =
    kab_database_select (self->database,
                         "SELECT at FROM attempts WHERE kind = $1 AND subject = $2 AND at > $3 "
                         "AND at <= $4 ORDER BY at DESC LIMIT 1 OFFSET $5",
                         "ttiii", kind, subject, since, now, (gint64) n - 1);

  *at = kab_rows_next (rows, &failure) ? kab_rows_get_int (rows, 0) : 0;
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
kab_store_sweep (KabStore *self,
                 gint64 now,
                 gint64 attempts_before,
                 gint64 registrations_before,
                 GError **error)
{
  KabDatabase *database = self->database;

  return kab_database_run (database, NULL, error, "DELETE FROM sessions WHERE expires_at <= $1",
                           "i", now) &&
         kab_database_run (database, NULL, error, "DELETE FROM codes WHERE expires_at <= $1", "i",
                           now) &&
         kab_database_run (database, NULL, error, "DELETE FROM attempts WHERE at < $1", "i",
                           attempts_before) &&
         kab_database_run (database, NULL, error,
                           "DELETE FROM registrations WHERE created_at < $1 AND email NOT IN "
                           "(SELECT email FROM codes)",
                           "i", registrations_before);
}
