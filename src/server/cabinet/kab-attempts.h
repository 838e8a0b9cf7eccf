/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-rules-private.h"

G_BEGIN_DECLS

/**
 * KabLimit:
 *
 * How many tries a subject has. Either @free of them within @window seconds, the next when the
 * oldest of these has left the window; or, with a @first_wait, after @free failures within @window
 * a wait that doubles with each further one up to @longest_wait.
 */
typedef struct
{
  const char *kind;
  int free;
  int window;
  int first_wait;
  int longest_wait;
} KabLimit;

extern const KabLimit kab_limit_sign_in;         /* an e-mail: its failures */
extern const KabLimit kab_limit_sign_in_address; /* many people may share a caller's address */
extern const KabLimit kab_limit_letter;          /* an e-mail: letters caused by strangers */
extern const KabLimit kab_limit_resend; /* an e-mail: a code asked for once more, or a reset */
extern const KabLimit kab_limit_letter_address;
extern const KabLimit kab_limit_attach_user; /* wrong tries */
extern const KabLimit
  kab_limit_attach_number; /* whoever tries, whether there is such an account or not */
extern const KabLimit kab_limit_attach_address;
/* A user and a number: not a try, but the detaching that may be undone. */
extern const KabLimit kab_limit_undo;

/* No limit counts longer than this. */
#define KAB_LIMIT_LONGEST_WINDOW (24 * 60 * 60)

/* All within a transaction, so that of tries made at once no more pass than of tries made one after
 * another. @subject in the clear. */

/* FALSE and TOO_MANY_ATTEMPTS with retry_after when there are no tries left. */
gboolean
kab_attempts_allow (KabRules *self, const KabLimit *limit, const char *subject, GError **error);
/* Counts one; @id (out) (optional) names it. */
gboolean kab_attempts_count (KabRules *self,
                             const KabLimit *limit,
                             const char *subject,
                             gint64 *id,
                             GError **error);
/* Both. */
gboolean kab_attempts_take (KabRules *self,
                            const KabLimit *limit,
                            const char *subject,
                            gint64 *id,
                            GError **error);
/* Whoever asks for a letter to @email: it, and the caller, have so many. @limit (nullable): one
 * more for @email. */
gboolean kab_attempts_take_letter (KabRules *self,
                                   const char *email,
                                   const KabCaller *caller,
                                   const KabLimit *limit,
                                   GError **error);
gboolean
kab_attempts_clear (KabRules *self, const KabLimit *limit, const char *subject, GError **error);

/* The subject that stands for a caller's address: of IPv6 the network (/64), since one line has all
 * of it. */
char *kab_attempts_get_network (const char *address);

G_END_DECLS
