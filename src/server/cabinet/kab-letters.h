/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-rules-private.h"
#include "kab-store-letters.h"

G_BEGIN_DECLS

/* What the service writes to people, in the operator's language, put into the outbox; within the
 * transaction that is the cause. The code stands on a line of its own, `Код: 123456`. @expires_at:
 * when the code does. */
gboolean kab_letters_add_registration (KabRules *self,
                                       const char *email,
                                       const char *code,
                                       gint64 expires_at,
                                       GError **error);
gboolean kab_letters_add_reset (KabRules *self,
                                const char *email,
                                const char *code,
                                gint64 expires_at,
                                GError **error);
/* To an address that somebody wanted to register once more. */
gboolean kab_letters_add_registered (KabRules *self, const char *email, GError **error);

/* What a letter about a receipt says; it is in the outbox already. @amount: what is to be paid of
 * its month, in kopecks. It tells that the receipt is attached when @letter has one. */
void
kab_letters_write_receipt (KabRules *self, KabLetter *letter, KabAccount *account, gint64 amount);

G_END_DECLS
