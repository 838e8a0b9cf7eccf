/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-month.h"
#include "kab-store.h"

G_BEGIN_DECLS

/* The outbox. A letter is written in the transaction that causes it, so none is lost and none is
 * sent for what did not happen; it is deleted when the mail server has taken it. Times are unix
 * seconds.
 *
 * A letter about a receipt says in the outbox only whom it is for and what about. Whoever sends it
 * has it written then: what is to be paid may be corrected meanwhile, and a thousand documents are
 * not kept for a thousand letters. */
typedef struct
{
  gint64 id;
  char *recipient;
  char *subject;
  char *body; /* plain text, UTF-8, \n */
  gint64 created_at;
  gint64 expires_at; /* not worth sending afterwards; 0: always */
  int tries;
  gint64 user;        /* of a letter about a receipt; else 0 */
  gint64 account;     /* likewise */
  KabMonth month;     /* likewise; else KAB_MONTH_NONE */
  char *file;         /* the name of the attachment; NULL: it has none. Never so in the outbox */
  char *file_ascii;   /* for programs that know no other letters */
  GBytes *attachment; /* a PDF */
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
/* A letter to each user who has asked for receipts by mail, about each account of theirs that
 * kab_store_stage_news() was told of; @count (out). */
gboolean kab_store_add_receipt_letters (KabStore *self, gint64 now, gint64 *count, GError **error);
/* Claims the letter that is due longest, those about receipts after all others, which somebody
 * waits for: sets its next try to @now + @lease, so that of several services one sends it. NULL
 * without an error: none is due; @next_due (out) is then when the next will be, or 0. */
KabLetter *
kab_store_claim_letter (KabStore *self, gint64 now, int lease, gint64 *next_due, GError **error);
gboolean kab_store_letter_sent (KabStore *self, gint64 id, GError **error);
gboolean kab_store_letter_failed (KabStore *self, gint64 id, gint64 next_try_at, GError **error);
/* Deletes the letters that are not worth sending any more; @count (out) (optional). */
gboolean kab_store_expire_letters (KabStore *self, gint64 now, gint64 *count, GError **error);

G_END_DECLS
