/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-payment.h"

G_BEGIN_DECLS

/* What a resident has seen of their accounts, or was told of: the latest month that has a bill, and
 * which payments have arrived. What the service says is held against it, and what is news by that
 * is seen from then on. No amounts, no names: only what tells new from old.
 *
 * An account met for the first time has no news: all of it is old. */
typedef struct _KabSeen KabSeen;

KabSeen *kab_seen_new (void);
void kab_seen_free (KabSeen *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabSeen, kab_seen_free)

/* `{accounts [{number, month or null, payments [id] or null}]}`, in the order of the alphabet. */
KabSeen *kab_seen_new_from_json (KabJson *json, GError **error);
void kab_seen_to_json (KabSeen *self, JsonBuilder *builder);

/* Forgets the accounts that are not among @accounts. */
void kab_seen_keep (KabSeen *self, GListModel *accounts);
/* Whether @account has a bill of a later month than was seen. */
gboolean kab_seen_take_bill (KabSeen *self, KabAccount *account);
/* Whether a payment was accepted that was not before. @payments: all of the account's, of
 * KabPayment. FALSE for an account that kab_seen_take_bill() has not met. */
gboolean kab_seen_take_payments (KabSeen *self, const char *number, GPtrArray *payments);
/* Forgets which payments have arrived: those that come until they are looked at again are old. */
void kab_seen_forget_payments (KabSeen *self);

G_END_DECLS
