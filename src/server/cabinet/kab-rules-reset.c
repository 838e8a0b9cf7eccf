/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-attempts.h"
#include "kab-codes.h"
#include "kab-input.h"
#include "kab-letters.h"
#include "kab-store-sessions.h"

gboolean
kab_rules_request_reset (KabRules *self, const char *email, const KabCaller *caller, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *address = kab_input_email (&fault, email);
  gint64 expires_at = kab_rules_now (self) + KAB_CODE_LIFE;
  g_auto (KabCode) code = { 0 };
  g_autoptr (KabUser) user = NULL;

  if (!kab_input_finish (&fault, error) || !kab_codes_make (self, &code, error))
    return FALSE;

  g_autoptr (KabTransaction) transaction = kab_rules_begin (self, error);
  if (transaction == NULL ||
      !kab_attempts_take_letter (self, address, caller, &kab_limit_resend, error) ||
      !kab_store_find_user (self->store, address, &user, error) ||
      !kab_codes_put (self, address, KAB_CODE_RESET, &code, expires_at, error))
    return FALSE;

  if (user != NULL && !kab_letters_add_reset (self, address, code.plain, expires_at, error))
    return FALSE;

  return kab_store_commit (self->store, error);
}

gboolean
kab_rules_confirm_reset (KabRules *self,
                         const char *email,
                         const char *code,
                         const char *password,
                         const KabCaller *caller,
                         GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *address = kab_input_email (&fault, email);
  g_autofree char *digits = kab_input_code (&fault, code);
  g_autofree char *sent = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (KabUser) user = NULL;

  kab_input_password (&fault, self->operator_, "password", password);
  if (!kab_input_finish (&fault, error) ||
      !kab_codes_check (self, address, KAB_CODE_RESET, digits, &sent, error) ||
      (hash = kab_secret_hash (password, self->password_cost, error)) == NULL)
    return FALSE;

  g_autoptr (KabTransaction) transaction = kab_transaction_begin (self->store, error);
  if (transaction == NULL || !kab_codes_use (self, address, KAB_CODE_RESET, sent, error) ||
      !kab_store_find_user (self->store, address, &user, error))
    return FALSE;

  /* A code that no letter carried was guessed: it opens nothing. */
  if (user == NULL)
    {
      kab_rules_refuse (KAB_ERROR_CODE_WRONG, "Wrong code", error);
      return FALSE;
    }

  /* Whoever reads the address's letters is its owner again: failures of others do not keep them
   * waiting. */
  return kab_store_set_password (self->store, user->id, hash, error) &&
         kab_store_end_sessions (self->store, user->id, NULL, error) &&
         kab_attempts_clear (self, &kab_limit_sign_in, address, error) &&
         kab_store_commit (self->store, error);
}
