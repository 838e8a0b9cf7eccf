/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-store.h"

G_BEGIN_DECLS

/* The outbox. A letter is written in the transaction that causes it, so none is lost and none is
 * sent for what did not happen; it is deleted when the mail server has taken it. Times are unix
 * seconds. */
typedef struct
{
  gint64 id;
  char *recipient;
  char *subject;
  char *body; /* plain text, UTF-8, \n */
  gint64 created_at;
  gint64 expires_at; /* not worth sending afterwards; 0: always */
  int tries;
} KabLetter;
void kab_letter_free (KabLetter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabLetter, kab_letter_free)

gboolean kab_store_add_letter (KabStore *self,
                               const char *recipient,
                               const char *subject,
                               const char *body,
                               gint64 now,
                               gint64 expires_at,
                               GError **error);
/* Claims the letter that is due longest: sets its next try to @now + @lease, so that of several
 * services one sends it. NULL without an error: none is due; @next_due (out) is then when the next
 * will be, or 0. */
KabLetter *
kab_store_claim_letter (KabStore *self, gint64 now, int lease, gint64 *next_due, GError **error);
gboolean kab_store_letter_sent (KabStore *self, gint64 id, GError **error);
gboolean kab_store_letter_failed (KabStore *self, gint64 id, gint64 next_try_at, GError **error);
/* Deletes the letters that are not worth sending any more; @count (out) (optional). */
gboolean kab_store_expire_letters (KabStore *self, gint64 now, gint64 *count, GError **error);

G_END_DECLS
