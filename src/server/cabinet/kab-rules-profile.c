/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-attempts.h"
#include "kab-input.h"
#include "kab-store-accounts.h"
#include "kab-store-sessions.h"

#define NAME_MAX_LENGTH 120

KabProfile *
kab_rules_load_profile (KabRules *self, const KabUser *user, GError **error)
{
  g_autoptr (GPtrArray) consents = kab_store_list_consents (self->store, user->id, error);
  g_autoptr (GDateTime) registered_at = kab_time_from_unix (user->created_at);

  if (consents == NULL)
    return NULL;

  return kab_profile_new (user->email, user->name, user->phone, user->receipts_by_mail,
                          registered_at, consents);
}

KabUser *
kab_rules_load_user (KabRules *self, const KabVisitor *visitor, GError **error)
{
  KabUser *user = NULL;

  if (kab_store_get_user (self->store, visitor->user, &user, error) && user == NULL)
    kab_rules_refuse (KAB_ERROR_SESSION_EXPIRED, "The user is gone", error);

  return user;
}

KabProfile *
kab_rules_get_profile (KabRules *self, const KabVisitor *visitor, GError **error)
{
  g_autoptr (KabUser) user = kab_rules_load_user (self, visitor, error);

  return user != NULL ? kab_rules_load_profile (self, user, error) : NULL;
}

static void
replace (char **text, char **value)
{
  g_free (*text);
  *text = g_steal_pointer (value);
}

KabProfile *
kab_rules_update_profile (KabRules *self,
                          const KabVisitor *visitor,
                          const char *name,
                          const char *phone,
                          const gboolean *receipts_by_mail,
                          GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *new_name =
    name != NULL ? kab_input_line (&fault, "name", name, NAME_MAX_LENGTH) : NULL;
  g_autofree char *new_phone = phone != NULL ? kab_input_phone (&fault, phone) : NULL;

  if (!kab_input_finish (&fault, error))
    return NULL;

  g_autoptr (KabTransaction) transaction = kab_transaction_begin (self->store, error);
  if (transaction == NULL)
    return NULL;

  g_autoptr (KabUser) user = kab_rules_load_user (self, visitor, error);
  if (user == NULL)
    return NULL;

  if (new_name != NULL)
    replace (&user->name, &new_name);
  if (new_phone != NULL)
    replace (&user->phone, &new_phone);
  if (receipts_by_mail != NULL)
    user->receipts_by_mail = *receipts_by_mail;

  g_autoptr (KabProfile) profile = kab_rules_load_profile (self, user, error);
  if (profile == NULL || !kab_store_update_user (self->store, user, error) ||
      !kab_store_commit (self->store, error))
    return NULL;

  return g_steal_pointer (&profile);
}

gboolean
kab_rules_change_password (KabRules *self,
                           const KabVisitor *visitor,
                           const char *current,
                           const char *new_password,
                           const KabCaller *caller,
                           GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_auto (KabVerified) verified = { 0 };
  g_autofree char *hash = NULL;

  kab_input_password (&fault, self->operator_, "new", new_password);
  if (!kab_input_finish (&fault, error))
    return FALSE;

  g_autoptr (KabUser) user = kab_rules_load_user (self, visitor, error);
  if (user == NULL || !kab_rules_verify (self, user->email, current, caller, &verified, error) ||
      (hash = kab_secret_hash (new_password, self->password_cost, error)) == NULL)
    return FALSE;

  g_autoptr (KabTransaction) transaction = kab_transaction_begin (self->store, error);
  return transaction != NULL && kab_rules_accept (self, &verified, error) &&
         kab_store_set_password (self->store, user->id, hash, error) &&
         kab_store_end_sessions (self->store, user->id, visitor->session, error) &&
         kab_store_commit (self->store, error);
}

static void
add_sessions (JsonBuilder *builder, GPtrArray *sessions)
{
  json_builder_set_member_name (builder, "sessions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sessions->len; i++)
    {
      const KabStoredSession *session = g_ptr_array_index (sessions, i);
      g_autoptr (GDateTime) created_at = kab_time_from_unix (session->created_at);
      g_autoptr (GDateTime) last_used_at = kab_time_from_unix (session->last_used_at);
      g_autoptr (GDateTime) expires_at = kab_time_from_unix (session->expires_at);

      json_builder_begin_object (builder);
      kab_json_add_string (builder, "id", session->id);
      kab_json_add_string (builder, "client", session->client);
      kab_json_add_time (builder, "created_at", created_at);
      kab_json_add_time (builder, "last_used_at", last_used_at);
      kab_json_add_time (builder, "expires_at", expires_at);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* What the user added; what the billing knows of an account is not the user's. */
static void
add_attachments (JsonBuilder *builder, GPtrArray *accounts)
{
  json_builder_set_member_name (builder, "accounts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < accounts->len; i++)
    {
      KabAccount *account = g_ptr_array_index (accounts, i);

      json_builder_begin_object (builder);
      kab_json_add_string (builder, "number", kab_account_get_number (account));
      kab_json_add_string (builder, "label", kab_account_get_label (account));
      kab_json_add_time (builder, "attached_at", kab_account_get_attached_at (account));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

char *
kab_rules_export_data (KabRules *self, const KabVisitor *visitor, GError **error)
{
  gint64 now = kab_rules_now (self);
  g_autoptr (KabProfile) profile = kab_rules_get_profile (self, visitor, error);
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GDateTime) exported_at = kab_time_from_unix (now);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (profile == NULL ||
      (sessions = kab_store_list_sessions (self->store, visitor->user, now, error)) == NULL ||
      (accounts = kab_store_list_attached (self->store, visitor->user, error)) == NULL)
    return NULL;

  json_builder_begin_object (builder);
  kab_json_add_time (builder, "exported_at", exported_at);
  json_builder_set_member_name (builder, "profile");
  kab_profile_to_json (profile, builder);
  add_sessions (builder, sessions);
  add_attachments (builder, accounts);
  json_builder_end_object (builder);

  return kab_json_to_string (builder);
}

static gboolean
delete_user (KabRules *self, const KabUser *user, GError **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, user->id);

  return kab_store_delete_user (self->store, user, error) &&
         kab_attempts_clear (self, &kab_limit_sign_in, user->email, error) &&
         kab_attempts_clear (self, &kab_limit_letter, user->email, error) &&
         kab_attempts_clear (self, &kab_limit_resend, user->email, error) &&
         kab_attempts_clear (self, &kab_limit_attach_user, id, error);
}

gboolean
kab_rules_delete_profile (KabRules *self,
                          const KabVisitor *visitor,
                          const char *password,
                          const KabCaller *caller,
                          GError **error)
{
  g_auto (KabVerified) verified = { 0 };
  g_autoptr (KabUser) user = kab_rules_load_user (self, visitor, error);

  if (user == NULL || !kab_rules_verify (self, user->email, password, caller, &verified, error))
    return FALSE;

  g_autoptr (KabTransaction) transaction = kab_transaction_begin (self->store, error);
  return transaction != NULL && kab_rules_accept (self, &verified, error) &&
         delete_user (self, verified.user, error) && kab_store_commit (self->store, error);
}
