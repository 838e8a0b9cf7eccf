/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-operator.h"
#include "kab-profile.h"
#include "kab-receipt.h"
#include "kab-session.h"
#include "kab-store-letters.h"

G_BEGIN_DECLS

/**
 * KabRules:
 *
 * What the service does, without HTTP and without SQL: registration, sessions, attaching,
 * statements. Every function is synchronous and runs on whatever thread calls it; an object is used
 * by one thread at a time (the service has one a worker, each with a store of its own). Those
 * marked «slow» hash a password with argon2id (some 0.1 s and 64 MiB), always outside of a
 * transaction.
 *
 * Errors are KAB_ERROR with one of the codes that have a word in the contract. KAB_ERROR_INTERNAL
 * carries what happened for the log; it never reaches the caller.
 */
typedef struct
{
  gint64 (*now) (gpointer data); /* seconds since 1970, UTC */
  void (*random) (gpointer data, guint8 *bytes, gsize length);
  gpointer data;
} KabWorld;
extern const KabWorld kab_world_real; /* the clock, libsodium's randomness */

/* Who calls. */
typedef struct
{
  const char *address; /* the peer's IP address, for counting tries */
  const char *client;  /* User-Agent, "" when none; cut at 200 characters */
} KabCaller;

/* Who is signed in; from kab_rules_authorise(). */
typedef struct
{
  gint64 user;
  char *session;
} KabVisitor;
void kab_visitor_clear (KabVisitor *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KabVisitor, kab_visitor_clear)

typedef struct _KabRules KabRules;
KabRules *kab_rules_new (KabStore *store,
                         KabOperator *operator_,
                         const KabWorld *world); /* store: (transfer none), outlives it */
void kab_rules_free (KabRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabRules, kab_rules_free)

KabOperator *kab_rules_get_operator (KabRules *self);
/* What hashing a password costs: argon2id's passes and bytes. New rules take libsodium's
 * INTERACTIVE limits; tests take its least. */
void kab_rules_set_password_cost (KabRules *self, guint64 operations, gsize memory);

/* Fills @visitor from an opaque token; SESSION_EXPIRED for an unknown, ended or expired one. Moves
 * last_used_at (at most once a minute). */
gboolean
kab_rules_authorise (KabRules *self, const char *token, KabVisitor *visitor, GError **error);

/* Codes, of registrations and of resets: six digits, valid for 15 minutes and five tries. A wrong
 * one is CODE_WRONG; CODE_EXPIRED when it is too old, was tried too often, was used, or none was
 * asked for. */

/* slow. @consents: GPtrArray of KabConsent (accepted_at unused); each document of the operator must
 * be there in its present version.
 * @expires_at (out): of the code, unix seconds. Alike, and in like time, for an address that is
 * registered already. */
gboolean kab_rules_register (KabRules *self,
                             const char *email,
                             const char *password,
                             GPtrArray *consents,
                             const KabCaller *caller,
                             gint64 *expires_at,
                             GError **error);
gboolean
kab_rules_resend_code (KabRules *self, const char *email, const KabCaller *caller, GError **error);
KabSession *kab_rules_confirm (KabRules *self,
                               const char *email,
                               const char *code,
                               const KabCaller *caller,
                               GError **error);

KabSession *kab_rules_sign_in (KabRules *self,
                               const char *email,
                               const char *password,
                               const KabCaller *caller,
                               GError **error); /* slow */
GPtrArray *kab_rules_list_sessions (KabRules *self,
                                    const KabVisitor *visitor,
                                    GError **error); /* of KabSessionInfo */
gboolean kab_rules_end_session (KabRules *self,
                                const KabVisitor *visitor,
                                const char *id,
                                GError **error); /* id NULL: the current one */

gboolean kab_rules_request_reset (KabRules *self,
                                  const char *email,
                                  const KabCaller *caller,
                                  GError **error);
gboolean kab_rules_confirm_reset (KabRules *self,
                                  const char *email,
                                  const char *code,
                                  const char *password,
                                  const KabCaller *caller,
                                  GError **error); /* slow */

KabProfile *kab_rules_get_profile (KabRules *self, const KabVisitor *visitor, GError **error);
/* NULL leaves a member as it is. */
KabProfile *kab_rules_update_profile (KabRules *self,
                                      const KabVisitor *visitor,
                                      const char *name,
                                      const char *phone,
                                      const gboolean *receipts_by_mail,
                                      GError **error);
gboolean kab_rules_change_password (KabRules *self,
                                    const KabVisitor *visitor,
                                    const char *current,
                                    const char *new_password,
                                    const KabCaller *caller,
                                    GError **error); /* slow; other sessions end */
char *kab_rules_export_data (KabRules *self,
                             const KabVisitor *visitor,
                             GError **error); /* JSON: profile, consents, sessions, attachments */
gboolean kab_rules_delete_profile (KabRules *self,
                                   const KabVisitor *visitor,
                                   const char *password,
                                   const KabCaller *caller,
                                   GError **error); /* slow */

GPtrArray *kab_rules_list_accounts (KabRules *self,
                                    const KabVisitor *visitor,
                                    GError **error); /* of KabAccount */
/* @receipt_amount in kopecks: closing of any of the account's three latest statements (an
 * overpayment in either sign).
 * @receipt_month KAB_MONTH_NONE or, when given, that month alone counts (among the three). */
KabAccount *kab_rules_attach (KabRules *self,
                              const KabVisitor *visitor,
                              const char *number,
                              gint64 receipt_amount,
                              KabMonth receipt_month,
                              const KabCaller *caller,
                              GError **error);
KabAccountDetails *kab_rules_get_account (KabRules *self,
                                          const KabVisitor *visitor,
                                          const char *number,
                                          GError **error);
KabAccount *kab_rules_set_label (KabRules *self,
                                 const KabVisitor *visitor,
                                 const char *number,
                                 const char *label,
                                 GError **error);
gboolean
kab_rules_detach (KabRules *self, const KabVisitor *visitor, const char *number, GError **error);
/* Of KabStatement, oldest first; KAB_MONTH_NONE leaves a side open; at most 600 months. */
GPtrArray *kab_rules_list_statements (KabRules *self,
                                      const KabVisitor *visitor,
                                      const char *number,
                                      KabMonth from,
                                      KabMonth to,
                                      GError **error);

/* Of KabPayment, oldest first, the months as above. */
GPtrArray *kab_rules_list_payments (KabRules *self,
                                    const KabVisitor *visitor,
                                    const char *number,
                                    KabMonth from,
                                    KabMonth to,
                                    GError **error);
/* The text of the payment code for @amount kopecks or, when that is 0, for what is to be paid of
 * the latest statement; @sum (out): the amount in it, 0 when nothing is due (the payer's bank asks
 * for it then). */
char *kab_rules_get_payment_code (KabRules *self,
                                  const KabVisitor *visitor,
                                  const char *number,
                                  gint64 amount,
                                  gint64 *sum,
                                  GError **error);

/* Receipts: each month that has a statement has one. It is the operator's own where an import
 * brought one; else it is drawn when it is asked for the first time, and kept. A month that an
 * import changes is drawn anew. */

/* Of KabReceipt, oldest first, the months as above. */
GPtrArray *kab_rules_list_receipts (KabRules *self,
                                    const KabVisitor *visitor,
                                    const char *number,
                                    KabMonth from,
                                    KabMonth to,
                                    GError **error);
/* @pdf (out) (transfer full): the document. */
KabReceipt *kab_rules_get_receipt (KabRules *self,
                                   const KabVisitor *visitor,
                                   const char *number,
                                   KabMonth month,
                                   GBytes **pdf,
                                   GError **error);

/* Writes a letter of the outbox that is about a receipt, and attaches that, as all is at this
 * moment. FALSE: it cannot be done now, and is to be tried again; a receipt that could not be made
 * many times is gone without. @wanted (out): FALSE when the user has switched such letters off,
 * detached the account or is gone. */
gboolean
kab_rules_write_letter (KabRules *self, KabLetter *letter, gboolean *wanted, GError **error);

/* For the demo household, whose letters nobody waits for: a user with every consent and @numbers
 * (NULL-terminated) attached, without a code or an amount. Nothing happens when the address is
 * registered already. */
gboolean kab_rules_add_demo_user (KabRules *self,
                                  const char *email,
                                  const char *password,
                                  const char *name,
                                  const char *const *numbers,
                                  GError **error); /* slow */

G_END_DECLS
