/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-codes.h"

void
kab_code_clear (KabCode *self)
{
  g_clear_pointer (&self->plain, g_free);
  g_clear_pointer (&self->hash, g_free);
}

gboolean
kab_codes_make (KabRules *self, KabCode *code, GError **error)
{
  code->plain = kab_code_new (&self->world);
  code->hash = kab_code_hash (code->plain, error);
  return code->hash != NULL;
}

gboolean
kab_codes_put (KabRules *self,
               const char *email,
               const char *purpose,
               const KabCode *code,
               gint64 expires_at,
               GError **error)
{
  return kab_store_put_code (self->store, email, purpose, code->hash, expires_at, error);
}

/* Five guesses made at once are five tries: each is counted before it is looked at. */
static gboolean
count_try (KabRules *self, const char *email, const char *purpose, char **hash, GError **error)
{
  g_autoptr (KabTransaction) transaction = kab_rules_begin (self, error);
  g_autoptr (KabSentCode) sent = NULL;

  if (transaction == NULL || !kab_store_find_code (self->store, email, purpose, &sent, error))
    return FALSE;

  if (sent == NULL || sent->expires_at <= kab_rules_now (self) || sent->tries >= KAB_CODE_TRIES)
    return kab_rules_refuse (KAB_ERROR_CODE_EXPIRED, "The code is no longer valid", error);

  if (!kab_store_count_code_try (self->store, email, purpose, error) ||
      !kab_store_commit (self->store, error))
    return FALSE;

  *hash = g_steal_pointer (&sent->code);
  return TRUE;
}

gboolean
kab_codes_check (KabRules *self,
                 const char *email,
                 const char *purpose,
                 const char *code,
                 char **hash,
                 GError **error)
{
  g_autofree char *sent = NULL;

  if (!count_try (self, email, purpose, &sent, error))
    return FALSE;
  if (!kab_secret_verify (sent, code))
    return kab_rules_refuse (KAB_ERROR_CODE_WRONG, "Wrong code", error);

  *hash = g_steal_pointer (&sent);
  return TRUE;
}

gboolean
kab_codes_use (KabRules *self,
               const char *email,
               const char *purpose,
               const char *hash,
               GError **error)
{
  gboolean used = FALSE;

  if (!kab_store_delete_code (self->store, email, purpose, hash, &used, error))
    return FALSE;

  return used || kab_rules_refuse (KAB_ERROR_CODE_EXPIRED, "The code is no longer valid", error);
}
