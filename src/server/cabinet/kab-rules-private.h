/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-error.h"
#include "kab-rules.h"
#include "kab-secret.h"
#include "kab-store-users.h"

G_BEGIN_DECLS

/* For the files of cabinet/ only. */
struct _KabRules
{
  KabStore *store;
  KabOperator *operator_;
  GPtrArray *documents; /* of KabDocument: the operator's */
  KabWorld world;
  KabCost password_cost;
  char *decoy; /* of that cost */
  gint64 next_sweep;
};

gint64 kab_rules_now (KabRules *self);
/* A transaction at the door, where strangers write: once an hour it is preceded by a sweep of what
 * counts no more. */
KabTransaction *kab_rules_begin (KabRules *self, GError **error);
/* Always FALSE, and sets @error. @message is for the log: it names no one. */
gboolean kab_rules_refuse (KabErrorCode code, const char *message, GError **error);
/* Of what is only kept for later, and failed with @failure (transfer full): it is done without,
 * where that is the disk's or a lock's fault, and nobody is refused an answer. FALSE: it is another
 * failure. @what is for the log. */
gboolean kab_rules_do_without (GError *failure, const char *what, GError **error);

/* The visitor's account of this number; what is not theirs is not there (NOT_FOUND). */
gboolean kab_rules_find_own (KabRules *self,
                             const KabVisitor *visitor,
                             const char *number,
                             gint64 *account,
                             GError **error);
/* Of one that was just found; NOT_FOUND when it is gone meanwhile. */
KabAccountDetails *
kab_rules_load_details (KabRules *self, const KabVisitor *visitor, gint64 account, GError **error);
/* As kab_rules_find_own(), for months from @from to @to (KAB_MONTH_NONE: open): INVALID_INPUT when
 * they are no period. */
gboolean kab_rules_find_period (KabRules *self,
                                const KabVisitor *visitor,
                                const char *number,
                                KabMonth from,
                                KabMonth to,
                                gint64 *account,
                                GError **error);
/* The receipt that is kept of a visitor's @account, or one that is drawn and not kept: the same
 * bytes come of it again. @pdf (out) (transfer full). */
KabReceipt *kab_rules_make_receipt (KabRules *self,
                                    const KabVisitor *visitor,
                                    gint64 account,
                                    KabMonth month,
                                    GBytes **pdf,
                                    GError **error);
/* What is listed at once. */
#define KAB_RULES_MONTHS_MAX 600

/* A new session of @user; within a transaction. */
KabSession *kab_rules_open_session (KabRules *self,
                                    const KabUser *user,
                                    const KabCaller *caller,
                                    GError **error);
/* (transfer full): who is signed in; SESSION_EXPIRED when the profile was deleted a moment ago. */
KabUser *kab_rules_load_user (KabRules *self, const KabVisitor *visitor, GError **error);
KabProfile *kab_rules_load_profile (KabRules *self, const KabUser *user, GError **error);

/* A password that was right, and the tries that were counted before that was known. */
typedef struct
{
  KabUser *user;
  gint64 address_try;
} KabVerified;
void kab_verified_clear (KabVerified *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KabVerified, kab_verified_clear)

/* slow. Counts a try, then looks: WRONG_CREDENTIALS, in the same time for an unknown @email;
 * TOO_MANY_ATTEMPTS without looking. */
gboolean kab_rules_verify (KabRules *self,
                           const char *email,
                           const char *password,
                           const KabCaller *caller,
                           KabVerified *verified,
                           GError **error);
/* Within the transaction that acts upon it: WRONG_CREDENTIALS when the password was changed
 * meanwhile; takes the counted tries back. */
gboolean kab_rules_accept (KabRules *self, const KabVerified *verified, GError **error);

G_END_DECLS
