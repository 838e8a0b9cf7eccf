/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-attempts.h"
#include "kab-codes.h"
#include "kab-input.h"
#include "kab-letters.h"
#include "kab-store-accounts.h"

static gboolean
has_consent (GPtrArray *consents, KabDocument *document)
{
  for (guint i = 0; i < consents->len; i++)
    {
      const KabConsent *consent = g_ptr_array_index (consents, i);

      if (strcmp (consent->kind, kab_document_get_kind (document)) == 0 &&
          strcmp (consent->version, kab_document_get_version (document)) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Every document of the operator in its present version; whatever else a caller names is left out.
 */
static gboolean
has_all_consents (KabRules *self, GPtrArray *consents)
{
  for (guint i = 0; i < self->documents->len; i++)
    if (!has_consent (consents, g_ptr_array_index (self->documents, i)))
      return FALSE;

  return TRUE;
}

/* (transfer full): of KabConsent: the operator's documents as they are now. */
static GPtrArray *
make_consents (KabRules *self)
{
  GPtrArray *consents = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_consent_free);
  g_autoptr (GDateTime) now = kab_time_from_unix (kab_rules_now (self));

  for (guint i = 0; i < self->documents->len; i++)
    {
      KabDocument *document = g_ptr_array_index (self->documents, i);

      g_ptr_array_add (consents, kab_consent_new (kab_document_get_kind (document),
                                                  kab_document_get_version (document), now));
    }

  return consents;
}

/* What was agreed to, and when, waits with the registration. */
static char *
write_consents (GPtrArray *consents)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "consents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < consents->len; i++)
    {
      const KabConsent *consent = g_ptr_array_index (consents, i);

      json_builder_begin_object (builder);
      kab_json_add_string (builder, "kind", consent->kind);
      kab_json_add_string (builder, "version", consent->version);
      kab_json_add_time (builder, "accepted_at", consent->accepted_at);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return kab_json_to_string (builder);
}

static GPtrArray *
read_consents (const char *text, GError **error)
{
  g_autoptr (GPtrArray) consents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kab_consent_free);
  g_autoptr (KabJson) json = kab_json_new (text, -1);

  kab_json_enter (json, "consents");
  for (guint i = 0; i < kab_json_get_length (json); i++)
    {
      kab_json_enter_element (json, i);
      g_autofree char *kind = kab_json_get_string (json, "kind");
      g_autofree char *version = kab_json_get_string (json, "version");
      g_autoptr (GDateTime) accepted_at = kab_json_get_time (json, "accepted_at");
      kab_json_leave (json);

      if (!kab_json_failed (json))
        g_ptr_array_add (consents, kab_consent_new (kind, version, accepted_at));
    }
  kab_json_leave (json);

  if (kab_json_finish (json, NULL))
    return g_steal_pointer (&consents);

  kab_rules_refuse (KAB_ERROR_INTERNAL, "Database: a registration's consents cannot be read",
                    error);
  return NULL;
}

/* In a transaction of its own, for hashing comes after it: a flood is refused before it costs
 * anything. */
static gboolean
count_registration (KabRules *self, const char *email, const KabCaller *caller, GError **error)
{
  g_autoptr (KabTransaction) transaction = kab_rules_begin (self, error);

  return transaction != NULL && kab_attempts_take_letter (self, email, caller, NULL, error) &&
         kab_store_commit (self->store, error);
}

static gboolean
put_registration (KabRules *self,
                  const KabRegistration *registration,
                  const KabCode *code,
                  gint64 expires_at,
                  GError **error)
{
  const char *email = registration->email;
  g_autoptr (KabTransaction) transaction = kab_transaction_begin (self->store, error);
  g_autoptr (KabUser) user = NULL;

  if (transaction == NULL || !kab_store_find_user (self->store, email, &user, error) ||
      !kab_codes_put (self, email, KAB_CODE_REGISTRATION, code, expires_at, error))
    return FALSE;

  if (user != NULL)
    return kab_letters_add_registered (self, email, error) && kab_store_commit (self->store, error);

  return kab_store_put_registration (self->store, registration, error) &&
         kab_letters_add_registration (self, email, code->plain, expires_at, error) &&
         kab_store_commit (self->store, error);
}

gboolean
kab_rules_register (KabRules *self,
                    const char *email,
                    const char *password,
                    GPtrArray *consents,
                    const KabCaller *caller,
                    gint64 *expires_at,
                    GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_auto (KabCode) code = { 0 };
  g_autoptr (KabRegistration) registration = g_new0 (KabRegistration, 1);

  registration->email = kab_input_email (&fault, email);
  kab_input_password (&fault, self->operator_, "password", password);
  if (!has_all_consents (self, consents))
    kab_input_refuse (&fault, "consents", "missing");
  if (!kab_input_finish (&fault, error) ||
      !count_registration (self, registration->email, caller, error) ||
      !kab_codes_make (self, &code, error))
    return FALSE;

  g_autoptr (GPtrArray) accepted = make_consents (self);
  registration->password = kab_secret_hash (password, self->password_cost, error);
  registration->consents = write_consents (accepted);
  registration->created_at = kab_rules_now (self);
  *expires_at = registration->created_at + KAB_CODE_LIFE;

  return registration->password != NULL &&
         put_registration (self, registration, &code, *expires_at, error);
}

gboolean
kab_rules_resend_code (KabRules *self, const char *email, const KabCaller *caller, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *address = kab_input_email (&fault, email);
  gint64 expires_at = kab_rules_now (self) + KAB_CODE_LIFE;
  g_auto (KabCode) code = { 0 };
  g_autoptr (KabRegistration) registration = NULL;
  g_autoptr (KabUser) user = NULL;

  if (!kab_input_finish (&fault, error) || !kab_codes_make (self, &code, error))
    return FALSE;

  g_autoptr (KabTransaction) transaction = kab_rules_begin (self, error);
  if (transaction == NULL ||
      !kab_attempts_take_letter (self, address, caller, &kab_limit_resend, error) ||
      !kab_store_find_registration (self->store, address, &registration, error) ||
      !kab_store_find_user (self->store, address, &user, error) ||
      !kab_codes_put (self, address, KAB_CODE_REGISTRATION, &code, expires_at, error))
    return FALSE;

  if (registration != NULL &&
      !kab_letters_add_registration (self, address, code.plain, expires_at, error))
    return FALSE;
  if (user != NULL && !kab_letters_add_registered (self, address, error))
    return FALSE;

  return kab_store_commit (self->store, error);
}

static gboolean
add_user (KabRules *self, const KabUser *user, GPtrArray *consents, GError **error)
{
  if (!kab_store_add_user (self->store, user, error))
    return FALSE;

  for (guint i = 0; i < consents->len; i++)
    {
      const KabConsent *consent = g_ptr_array_index (consents, i);

      if (!kab_store_add_consent (self->store, user->id, consent->kind, consent->version,
                                  g_date_time_to_unix (consent->accepted_at), error))
        return FALSE;
    }

  return kab_store_delete_registration (self->store, user->email, error);
}

/* (transfer full): not in the database yet. */
static KabUser *
make_user (KabRules *self, const char *email, const char *password, const char *name)
{
  KabUser *user = g_new0 (KabUser, 1);

  user->id = kab_id_new_number (&self->world);
  user->email = g_strdup (email);
  user->password = g_strdup (password);
  user->name = g_strdup (name);
  user->phone = g_strdup ("");
  user->created_at = kab_rules_now (self);
  return user;
}

KabSession *
kab_rules_confirm (KabRules *self,
                   const char *email,
                   const char *code,
                   const KabCaller *caller,
                   GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *address = kab_input_email (&fault, email);
  g_autofree char *digits = kab_input_code (&fault, code);
  g_autofree char *hash = NULL;
  g_autoptr (KabRegistration) registration = NULL;

  if (!kab_input_finish (&fault, error) ||
      !kab_codes_check (self, address, KAB_CODE_REGISTRATION, digits, &hash, error))
    return NULL;

  g_autoptr (KabTransaction) transaction = kab_transaction_begin (self->store, error);
  if (transaction == NULL || !kab_codes_use (self, address, KAB_CODE_REGISTRATION, hash, error) ||
      !kab_store_find_registration (self->store, address, &registration, error))
    return NULL;

  /* A code that no letter carried was guessed: it opens nothing. */
  if (registration == NULL)
    {
      kab_rules_refuse (KAB_ERROR_CODE_WRONG, "Wrong code", error);
      return NULL;
    }

  g_autoptr (GPtrArray) consents = read_consents (registration->consents, error);
  g_autoptr (KabUser) user = make_user (self, address, registration->password, "");
  if (consents == NULL || !add_user (self, user, consents, error))
    return NULL;

  g_autoptr (KabSession) session = kab_rules_open_session (self, user, caller, error);
  if (session == NULL || !kab_store_commit (self->store, error))
    return NULL;

  return g_steal_pointer (&session);
}

static gboolean
attach_all (KabRules *self, const KabUser *user, const char *const *numbers, GError **error)
{
  for (guint i = 0; numbers[i] != NULL; i++)
    {
      g_autofree char *number = kab_account_number_normalise (numbers[i], error);
      gint64 account = 0;
      gboolean attached;

      if (number == NULL || !kab_store_find_account (self->store, number, &account, error))
        return FALSE;
      if (account == 0)
        return kab_rules_refuse (KAB_ERROR_NOT_FOUND, "The demo household lacks an account", error);
      if (!kab_store_attach (self->store, user->id, account, user->created_at, &attached, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
kab_rules_add_demo_user (KabRules *self,
                         const char *email,
                         const char *password,
                         const char *name,
                         const char *const *numbers,
                         GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *address = kab_input_email (&fault, email);
  g_autoptr (KabUser) former = NULL;

  kab_input_password (&fault, self->operator_, "password", password);
  if (!kab_input_finish (&fault, error))
    return FALSE;

  g_autofree char *hash = kab_secret_hash (password, self->password_cost, error);
  g_autoptr (GPtrArray) consents = make_consents (self);
  g_autoptr (KabUser) user = make_user (self, address, hash, name);
  if (hash == NULL)
    return FALSE;

  g_autoptr (KabTransaction) transaction = kab_transaction_begin (self->store, error);
  if (transaction == NULL || !kab_store_find_user (self->store, address, &former, error))
    return FALSE;
  if (former != NULL)
    return TRUE;

  return add_user (self, user, consents, error) && attach_all (self, user, numbers, error) &&
         kab_store_commit (self->store, error);
}
