/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-profile.h"

G_BEGIN_DECLS

/**
 * KabSession:
 *
 * What signing in gives: `{token, expires_at, profile}`. The token never reaches a log.
 */
#define KAB_TYPE_SESSION (kab_session_get_type ())
G_DECLARE_FINAL_TYPE (KabSession, kab_session, KAB, SESSION, GObject)
KabSession *kab_session_new (const char *token, GDateTime *expires_at, KabProfile *profile);
KabSession *kab_session_new_from_json (KabJson *json, GError **error);
void kab_session_to_json (KabSession *self, JsonBuilder *builder);
const char *kab_session_get_token (KabSession *self);
GDateTime *kab_session_get_expires_at (KabSession *self);
KabProfile *kab_session_get_profile (KabSession *self);

/**
 * KabSessionInfo:
 *
 * One row of `GET /sessions`: `{id, created_at, last_used_at, client, current}`. client is the
 * User-Agent of the program that signed in, "" when it gave none.
 */
#define KAB_TYPE_SESSION_INFO (kab_session_info_get_type ())
G_DECLARE_FINAL_TYPE (KabSessionInfo, kab_session_info, KAB, SESSION_INFO, GObject)
KabSessionInfo *kab_session_info_new (const char *id,
                                      GDateTime *created_at,
                                      GDateTime *last_used_at,
                                      const char *client,
                                      gboolean current);
KabSessionInfo *kab_session_info_new_from_json (KabJson *json, GError **error);
void kab_session_info_to_json (KabSessionInfo *self, JsonBuilder *builder);
const char *kab_session_info_get_id (KabSessionInfo *self);
GDateTime *kab_session_info_get_created_at (KabSessionInfo *self);
GDateTime *kab_session_info_get_last_used_at (KabSessionInfo *self);
const char *kab_session_info_get_client (KabSessionInfo *self);
gboolean kab_session_info_get_current (KabSessionInfo *self);

G_END_DECLS
