/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-handlers.h"

#include "kab-account.h"
#include "kab-error.h"

static gboolean
answer_account (KabCall *call, guint status, KabAccount *account)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (account == NULL)
    return FALSE;
  builder = json_builder_new ();
  kab_account_to_json (account, builder);
  kab_call_answer (call, status, builder);
  return TRUE;
}

gboolean
kab_handle_healthz (KabCall *call, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (kab_store_ping (call->store, &fault))
    {
      kab_call_answer_text (call, 200, "{\"status\":\"ok\"}");
      return TRUE;
    }
  g_propagate_error (error, kab_error_new (KAB_ERROR_BILLING_UNAVAILABLE, "%s",
                                           fault != NULL ? fault->message
                                                         : "Database: it holds no schema"));
  return FALSE;
}

gboolean
kab_handle_list_accounts (KabCall *call, GError **error)
{
  g_autoptr (GPtrArray) accounts = kab_rules_list_accounts (call->rules, &call->visitor, error);
  g_autoptr (JsonBuilder) builder = NULL;

  if (accounts == NULL)
    return FALSE;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "accounts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < accounts->len; i++)
    kab_account_to_json (accounts->pdata[i], builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  kab_call_answer (call, 200, builder);
  return TRUE;
}

gboolean
kab_handle_attach (KabCall *call, GError **error)
{
  g_autofree char *number = kab_json_get_string (call->json, "number");
  gint64 amount = kab_json_get_kopecks (call->json, "receipt_amount");
  KabMonth month = kab_json_has (call->json, "receipt_month")
                     ? kab_json_get_month (call->json, "receipt_month")
                     : KAB_MONTH_NONE;
  g_autoptr (KabAccount) account = NULL;

  if (!kab_call_input_ok (call, error))
    return FALSE;
  account =
    kab_rules_attach (call->rules, &call->visitor, number, amount, month, &call->caller, error);
  return answer_account (call, 201, account);
}

gboolean
kab_handle_get_account (KabCall *call, GError **error)
{
  g_autoptr (KabAccountDetails) details =
    kab_rules_get_account (call->rules, &call->visitor, call->parameters[0], error);
  g_autoptr (JsonBuilder) builder = NULL;

  if (details == NULL)
    return FALSE;
  builder = json_builder_new ();
  kab_account_details_to_json (details, builder);
  kab_call_answer (call, 200, builder);
  return TRUE;
}

gboolean
kab_handle_set_label (KabCall *call, GError **error)
{
  g_autofree char *label = kab_json_get_string (call->json, "label");
  g_autoptr (KabAccount) account = NULL;

  if (!kab_call_input_ok (call, error))
    return FALSE;
  account = kab_rules_set_label (call->rules, &call->visitor, call->parameters[0], label, error);
  return answer_account (call, 200, account);
}

gboolean
kab_handle_detach (KabCall *call, GError **error)
{
  if (!kab_rules_detach (call->rules, &call->visitor, call->parameters[0], error))
    return FALSE;
  kab_call_answer_nothing (call);
  return TRUE;
}
