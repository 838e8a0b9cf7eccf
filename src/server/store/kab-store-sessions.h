/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-store.h"

G_BEGIN_DECLS

/* Sessions, and the tries that are counted before there is one. Times are unix seconds; tokens and
 * subjects come here hashed. */

typedef struct
{
  char *id;
  gint64 user;
  char *token;
  char *client;
  gint64 created_at;
  gint64 last_used_at;
  gint64 expires_at;
} KabStoredSession;
void kab_stored_session_free (KabStoredSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabStoredSession, kab_stored_session_free)

gboolean kab_store_add_session (KabStore *self, const KabStoredSession *session, GError **error);
/* Gives NULL when there is none. An expired one may still be here. */
gboolean kab_store_find_session (KabStore *self,
                                 const char *token,
                                 KabStoredSession **session,
                                 GError **error);
GPtrArray *
kab_store_list_sessions (KabStore *self,
                         gint64 user,
                         gint64 now,
                         GError **error); /* of KabStoredSession, unexpired, last used first */
/* Left out, without an error, while another connection writes: reading does not wait for an import.
 */
gboolean kab_store_touch_session (KabStore *self,
                                  const char *id,
                                  gint64 last_used_at,
                                  gint64 expires_at,
                                  GError **error);
gboolean kab_store_end_session (KabStore *self,
                                gint64 user,
                                const char *id,
                                gboolean *ended,
                                GError **error);
gboolean kab_store_end_sessions (KabStore *self,
                                 gint64 user,
                                 const char *except,
                                 GError **error); /* @except (nullable) */

gboolean kab_store_add_attempt (KabStore *self,
                                gint64 id,
                                const char *kind,
                                const char *subject,
                                gint64 at,
                                GError **error);
gboolean kab_store_delete_attempt (KabStore *self, gint64 id, GError **error);
gboolean
kab_store_delete_attempts (KabStore *self, const char *kind, const char *subject, GError **error);
/* Those after @since and up to @now; @last is 0 when there is none. What is later than @now was
 * noted by a clock that was wrong, and might count for years. */
gboolean kab_store_count_attempts (KabStore *self,
                                   const char *kind,
                                   const char *subject,
                                   gint64 since,
                                   gint64 now,
                                   gint64 *count,
                                   gint64 *last,
                                   GError **error);
/* When the @n-th latest (1 is the last) of those was; 0 when there are fewer. */
gboolean kab_store_get_attempt (KabStore *self,
                                const char *kind,
                                const char *subject,
                                gint64 since,
                                gint64 now,
                                int n,
                                gint64 *at,
                                GError **error);

/* Deletes what counts no more: sessions and codes expired by @now, attempts made before
 * @attempts_before, registrations made before
 * @registrations_before that no code waits for. */
gboolean kab_store_sweep (KabStore *self,
                          gint64 now,
                          gint64 attempts_before,
                          gint64 registrations_before,
                          GError **error);

G_END_DECLS
