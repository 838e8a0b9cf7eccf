/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-session.h"

struct _KabSession
{
  GObject parent_instance;

  char *token;
  GDateTime *expires_at;
  KabProfile *profile;
};

G_DEFINE_FINAL_TYPE (KabSession, kab_session, G_TYPE_OBJECT)

static void
kab_session_finalize (GObject *object)
{
  KabSession *self = KAB_SESSION (object);

  g_free (self->token);
  g_clear_pointer (&self->expires_at, g_date_time_unref);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (kab_session_parent_class)->finalize (object);
}

static void
kab_session_class_init (KabSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_session_finalize;
}

static void
kab_session_init (KabSession *self)
{
}

KabSession *
kab_session_new (const char *token, GDateTime *expires_at, KabProfile *profile)
{
  KabSession *self = g_object_new (KAB_TYPE_SESSION, NULL);

  self->token = g_strdup (token);
  self->expires_at = g_date_time_ref (expires_at);
  self->profile = g_object_ref (profile);

  return self;
}

KabSession *
kab_session_new_from_json (KabJson *json, GError **error)
{
  g_autofree char *token = kab_json_get_string (json, "token");
  g_autoptr (GDateTime) expires_at = kab_json_get_time (json, "expires_at");
  g_autoptr (KabProfile) profile = NULL;

  if (token && !*token)
    kab_json_fail (json, "token", "is empty");
  kab_json_enter (json, "profile");
  profile = kab_profile_new_from_json (json, NULL);
  kab_json_leave (json);

  if (!kab_json_finish (json, error))
    return NULL;

  return kab_session_new (token, expires_at, profile);
}

void
kab_session_to_json (KabSession *self, JsonBuilder *builder)
{
  g_return_if_fail (KAB_IS_SESSION (self));

  json_builder_begin_object (builder);
  kab_json_add_string (builder, "token", self->token);
  kab_json_add_time (builder, "expires_at", self->expires_at);
  json_builder_set_member_name (builder, "profile");
  kab_profile_to_json (self->profile, builder);
  json_builder_end_object (builder);
}

const char *
kab_session_get_token (KabSession *self)
{
  g_return_val_if_fail (KAB_IS_SESSION (self), NULL);

  return self->token;
}

GDateTime *
kab_session_get_expires_at (KabSession *self)
{
  g_return_val_if_fail (KAB_IS_SESSION (self), NULL);

  return self->expires_at;
}

KabProfile *
kab_session_get_profile (KabSession *self)
{
  g_return_val_if_fail (KAB_IS_SESSION (self), NULL);

  return self->profile;
}

struct _KabSessionInfo
{
  GObject parent_instance;

  char *id;
  GDateTime *created_at;
  GDateTime *last_used_at;
  char *client;
  gboolean current;
};

G_DEFINE_FINAL_TYPE (KabSessionInfo, kab_session_info, G_TYPE_OBJECT)

static void
kab_session_info_finalize (GObject *object)
{
  KabSessionInfo *self = KAB_SESSION_INFO (object);

  g_free (self->id);
  g_clear_pointer (&self->created_at, g_date_time_unref);
  g_clear_pointer (&self->last_used_at, g_date_time_unref);
  g_free (self->client);

  G_OBJECT_CLASS (kab_session_info_parent_class)->finalize (object);
}

static void
kab_session_info_class_init (KabSessionInfoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_session_info_finalize;
}

static void
kab_session_info_init (KabSessionInfo *self)
{
}

KabSessionInfo *
kab_session_info_new (const char *id,
                      GDateTime *created_at,
                      GDateTime *last_used_at,
                      const char *client,
                      gboolean current)
{
  KabSessionInfo *self = g_object_new (KAB_TYPE_SESSION_INFO, NULL);

  self->id = g_strdup (id);
  self->created_at = g_date_time_ref (created_at);
  self->last_used_at = g_date_time_ref (last_used_at);
  self->client = g_strdup (client);
  self->current = current;

  return self;
}

KabSessionInfo *
kab_session_info_new_from_json (KabJson *json, GError **error)
{
  g_autofree char *id = kab_json_get_string (json, "id");
  g_autoptr (GDateTime) created_at = kab_json_get_time (json, "created_at");
  g_autoptr (GDateTime) last_used_at = kab_json_get_time (json, "last_used_at");
  g_autofree char *client = kab_json_get_string (json, "client");
  gboolean current = kab_json_get_boolean (json, "current");

  if (id && !*id)
    kab_json_fail (json, "id", "is empty");
  if (!kab_json_finish (json, error))
    return NULL;

  return kab_session_info_new (id, created_at, last_used_at, client, current);
}

void
kab_session_info_to_json (KabSessionInfo *self, JsonBuilder *builder)
{
  g_return_if_fail (KAB_IS_SESSION_INFO (self));

  json_builder_begin_object (builder);
  kab_json_add_string (builder, "id", self->id);
  kab_json_add_time (builder, "created_at", self->created_at);
  kab_json_add_time (builder, "last_used_at", self->last_used_at);
  kab_json_add_string (builder, "client", self->client);
  kab_json_add_boolean (builder, "current", self->current);
  json_builder_end_object (builder);
}

const char *
kab_session_info_get_id (KabSessionInfo *self)
{
  g_return_val_if_fail (KAB_IS_SESSION_INFO (self), NULL);

  return self->id;
}

GDateTime *
kab_session_info_get_created_at (KabSessionInfo *self)
{
  g_return_val_if_fail (KAB_IS_SESSION_INFO (self), NULL);

  return self->created_at;
}

GDateTime *
kab_session_info_get_last_used_at (KabSessionInfo *self)
{
  g_return_val_if_fail (KAB_IS_SESSION_INFO (self), NULL);

  return self->last_used_at;
}

const char *
kab_session_info_get_client (KabSessionInfo *self)
{
  g_return_val_if_fail (KAB_IS_SESSION_INFO (self), NULL);

  return self->client;
}

gboolean
kab_session_info_get_current (KabSessionInfo *self)
{
  g_return_val_if_fail (KAB_IS_SESSION_INFO (self), FALSE);

  return self->current;
}
