/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-rules-private.h"

G_BEGIN_DECLS

#define KAB_CODE_LIFE  (15 * 60)
#define KAB_CODE_TRIES 5

#define KAB_CODE_REGISTRATION "registration"
#define KAB_CODE_RESET        "reset"

/* A code to send, and what is kept of it. */
typedef struct
{
  char *plain;
  char *hash;
} KabCode;
void kab_code_clear (KabCode *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KabCode, kab_code_clear)

gboolean kab_codes_make (KabRules *self, KabCode *code, GError **error);
/* Within a transaction. It is kept for every address that asks, also where no letter goes out:
 * whoever then guesses is answered alike, and learns nothing about the address. */
gboolean kab_codes_put (KabRules *self,
                        const char *email,
                        const char *purpose,
                        const KabCode *code,
                        gint64 expires_at,
                        GError **error);

/* Counts a try in a transaction of its own, then looks. @hash (out): names the code to
 * kab_codes_use(). CODE_WRONG, CODE_EXPIRED. */
gboolean kab_codes_check (KabRules *self,
                          const char *email,
                          const char *purpose,
                          const char *code,
                          char **hash,
                          GError **error);
/* Within the transaction that acts upon it. CODE_EXPIRED when it was used or replaced meanwhile. */
gboolean kab_codes_use (KabRules *self,
                        const char *email,
                        const char *purpose,
                        const char *hash,
                        GError **error);

G_END_DECLS
