/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-json.h"

G_BEGIN_DECLS

/* "accepted", "processing", "returned" in the contract. Only what is accepted counts as paid. */
typedef enum
{
  KAB_PAYMENT_ACCEPTED,
  KAB_PAYMENT_PROCESSING,
  KAB_PAYMENT_RETURNED,
} KabPaymentState;

const char *kab_payment_state_to_word (KabPaymentState state);
gboolean kab_payment_state_from_word (const char *word, KabPaymentState *state);

/**
 * KabPayment:
 *
 * A payment to an account: `{id, date, amount, channel, document, state}`. amount in kopecks, the
 * sum of its rows where it was for several services; channel says where it was paid, document by
 * what paper, both "" when the billing does not know.
 */
#define KAB_TYPE_PAYMENT (kab_payment_get_type ())
G_DECLARE_FINAL_TYPE (KabPayment, kab_payment, KAB, PAYMENT, GObject)
KabPayment *kab_payment_new (const char *id,
                             KabDate date,
                             gint64 amount,
                             const char *channel,
                             const char *document,
                             KabPaymentState state);
KabPayment *kab_payment_new_from_json (KabJson *json, GError **error);
void kab_payment_to_json (KabPayment *self, JsonBuilder *builder);
const char *kab_payment_get_id (KabPayment *self);
KabDate kab_payment_get_date (KabPayment *self);
gint64 kab_payment_get_amount (KabPayment *self);
const char *kab_payment_get_channel (KabPayment *self);
const char *kab_payment_get_document (KabPayment *self);
KabPaymentState kab_payment_get_state (KabPayment *self);

G_END_DECLS
