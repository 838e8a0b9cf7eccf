/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-handlers.h"

#include "kab-profile.h"

static gboolean
answer_profile (KabCall *call, KabProfile *profile)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (profile == NULL)
    return FALSE;
  builder = json_builder_new ();
  kab_profile_to_json (profile, builder);
  kab_call_answer (call, 200, builder);
  return TRUE;
}

gboolean
kab_handle_get_profile (KabCall *call, GError **error)
{
  g_autoptr (KabProfile) profile = kab_rules_get_profile (call->rules, &call->visitor, error);

  return answer_profile (call, profile);
}

gboolean
kab_handle_update_profile (KabCall *call, GError **error)
{
  g_autofree char *name = kab_json_get_string_optional (call->json, "name");
  g_autofree char *phone = kab_json_get_string_optional (call->json, "phone");
  gboolean has_receipts = kab_json_has (call->json, "receipts_by_mail");
  gboolean receipts = has_receipts ? kab_json_get_boolean (call->json, "receipts_by_mail") : FALSE;
  g_autoptr (KabProfile) profile = NULL;

  if (!kab_call_input_ok (call, error))
    return FALSE;
  profile = kab_rules_update_profile (call->rules, &call->visitor, name, phone,
                                      has_receipts ? &receipts : NULL, error);
  return answer_profile (call, profile);
}

gboolean
kab_handle_delete_profile (KabCall *call, GError **error)
{
  g_autofree char *password = kab_json_get_string (call->json, "password");

  if (!kab_call_input_ok (call, error) ||
      !kab_rules_delete_profile (call->rules, &call->visitor, password, &call->caller, error))
    return FALSE;
  kab_call_answer_nothing (call);
  return TRUE;
}

gboolean
kab_handle_change_password (KabCall *call, GError **error)
{
  g_autofree char *current = kab_json_get_string (call->json, "current");
  g_autofree char *new_password = kab_json_get_string (call->json, "new");

  if (!kab_call_input_ok (call, error) ||
      !kab_rules_change_password (call->rules, &call->visitor, current, new_password, &call->caller,
                                  error))
    return FALSE;
  kab_call_answer_nothing (call);
  return TRUE;
}

gboolean
kab_handle_export_data (KabCall *call, GError **error)
{
  g_autofree char *data = kab_rules_export_data (call->rules, &call->visitor, error);

  if (data == NULL)
    return FALSE;
  kab_call_answer_text (call, 200, data);
  return TRUE;
}
