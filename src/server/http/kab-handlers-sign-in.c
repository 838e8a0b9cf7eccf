/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-handlers.h"

#include "kab-error.h"
#include "kab-session.h"

/* More consents than any operator has documents. */
#define CONSENTS_MAX 32

static GPtrArray *
read_consents (KabJson *json)
{
  g_autoptr (GPtrArray) consents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kab_consent_free);
  guint length;

  kab_json_enter (json, "consents");
  length = kab_json_get_length (json);
  if (length > CONSENTS_MAX)
    {
      kab_json_fail (json, NULL, "more than %d consents", CONSENTS_MAX);
      length = 0;
    }
  for (guint i = 0; i < length; i++)
    {
      g_autofree char *kind = NULL;
      g_autofree char *version = NULL;

      kab_json_enter_element (json, i);
      kind = kab_json_get_string (json, "kind");
      version = kab_json_get_string (json, "version");
      kab_json_leave (json);
      if (kind != NULL && version != NULL)
        g_ptr_array_add (consents, kab_consent_new (kind, version, NULL));
    }
  kab_json_leave (json);
  return g_steal_pointer (&consents);
}

static void
answer_letter (KabCall *call, const char *email, gint64 expires_at)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *normal = kab_email_normalise (email);

  json_builder_begin_object (builder);
  kab_json_add_string (builder, "email", normal);
  if (expires_at > 0)
    {
      g_autoptr (GDateTime) time = kab_time_from_unix (expires_at);

      kab_json_add_time (builder, "expires_at", time);
    }
  json_builder_end_object (builder);
  kab_call_answer (call, 202, builder);
}

static gboolean
answer_session (KabCall *call, KabSession *session)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (session == NULL)
    return FALSE;
  builder = json_builder_new ();
  kab_session_to_json (session, builder);
  kab_call_answer (call, 201, builder);
  return TRUE;
}

gboolean
kab_handle_register (KabCall *call, GError **error)
{
  g_autofree char *email = kab_json_get_string (call->json, "email");
  g_autofree char *password = kab_json_get_string (call->json, "password");
  g_autoptr (GPtrArray) consents = read_consents (call->json);
  gint64 expires_at = 0;

  if (!kab_call_input_ok (call, error) ||
      !kab_rules_register (call->rules, email, password, consents, &call->caller, &expires_at,
                           error))
    return FALSE;
  answer_letter (call, email, expires_at);
  return TRUE;
}

gboolean
kab_handle_resend_code (KabCall *call, GError **error)
{
  g_autofree char *email = kab_json_get_string (call->json, "email");

  if (!kab_call_input_ok (call, error) ||
      !kab_rules_resend_code (call->rules, email, &call->caller, error))
    return FALSE;
  answer_letter (call, email, 0);
  return TRUE;
}

gboolean
kab_handle_confirm (KabCall *call, GError **error)
{
  g_autofree char *email = kab_json_get_string (call->json, "email");
  g_autofree char *code = kab_json_get_string (call->json, "code");
  g_autoptr (KabSession) session = NULL;

  if (!kab_call_input_ok (call, error))
    return FALSE;
  session = kab_rules_confirm (call->rules, email, code, &call->caller, error);
  return answer_session (call, session);
}

gboolean
kab_handle_sign_in (KabCall *call, GError **error)
{
  g_autofree char *email = kab_json_get_string (call->json, "email");
  g_autofree char *password = kab_json_get_string (call->json, "password");
  g_autoptr (KabSession) session = NULL;

  if (!kab_call_input_ok (call, error))
    return FALSE;
  session = kab_rules_sign_in (call->rules, email, password, &call->caller, error);
  return answer_session (call, session);
}

gboolean
kab_handle_list_sessions (KabCall *call, GError **error)
{
  g_autoptr (GPtrArray) sessions = kab_rules_list_sessions (call->rules, &call->visitor, error);
  g_autoptr (JsonBuilder) builder = NULL;

  if (sessions == NULL)
    return FALSE;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sessions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sessions->len; i++)
    kab_session_info_to_json (sessions->pdata[i], builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  kab_call_answer (call, 200, builder);
  return TRUE;
}

gboolean
kab_handle_end_session (KabCall *call, GError **error)
{
  if (!kab_rules_end_session (call->rules, &call->visitor, call->parameters[0], error))
    return FALSE;
  kab_call_answer_nothing (call);
  return TRUE;
}

gboolean
kab_handle_request_reset (KabCall *call, GError **error)
{
  g_autofree char *email = kab_json_get_string (call->json, "email");

  if (!kab_call_input_ok (call, error) ||
      !kab_rules_request_reset (call->rules, email, &call->caller, error))
    return FALSE;
  answer_letter (call, email, 0);
  return TRUE;
}

gboolean
kab_handle_confirm_reset (KabCall *call, GError **error)
{
  g_autofree char *email = kab_json_get_string (call->json, "email");
  g_autofree char *code = kab_json_get_string (call->json, "code");
  g_autofree char *password = kab_json_get_string (call->json, "password");

  if (!kab_call_input_ok (call, error) ||
      !kab_rules_confirm_reset (call->rules, email, code, password, &call->caller, error))
    return FALSE;
  kab_call_answer_nothing (call);
  return TRUE;
}
