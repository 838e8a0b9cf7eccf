/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-money.h"
#include "kab-payment.h"

struct _KabPayment
{
  GObject parent_instance;

  char *id;
  KabDate date;
  gint64 amount;
  char *channel;
  char *document;
  KabPaymentState state;
};

G_DEFINE_FINAL_TYPE (KabPayment, kab_payment, G_TYPE_OBJECT)

static const struct
{
  KabPaymentState state;
  const char *word;
} states[] = {
  { KAB_PAYMENT_ACCEPTED, "accepted" },
  { KAB_PAYMENT_PROCESSING, "processing" },
  { KAB_PAYMENT_RETURNED, "returned" },
};

static void
kab_payment_finalize (GObject *object)
{
  KabPayment *self = KAB_PAYMENT (object);

  g_free (self->id);
  g_free (self->channel);
  g_free (self->document);

  G_OBJECT_CLASS (kab_payment_parent_class)->finalize (object);
}

static void
kab_payment_class_init (KabPaymentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_payment_finalize;
}

static void
kab_payment_init (KabPayment *self)
{
}

static KabPaymentState
read_state (KabJson *json)
{
  g_autofree char *word = kab_json_get_string (json, "state");
  KabPaymentState state = KAB_PAYMENT_ACCEPTED;

  if (word && !kab_payment_state_from_word (word, &state))
    kab_json_fail (json, "state", "must be accepted, processing or returned");

  return state;
}

const char *
kab_payment_state_to_word (KabPaymentState state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i].state == state)
      return states[i].word;

  g_return_val_if_reached (NULL);
}

gboolean
kab_payment_state_from_word (const char *word, KabPaymentState *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].word, word) == 0)
      {
        *state = states[i].state;
        return TRUE;
      }

  return FALSE;
}

KabPayment *
kab_payment_new (const char *id,
                 KabDate date,
                 gint64 amount,
                 const char *channel,
                 const char *document,
                 KabPaymentState state)
{
  KabPayment *self = g_object_new (KAB_TYPE_PAYMENT, NULL);

  self->id = g_strdup (id);
  self->date = date;
  self->amount = amount;
  self->channel = g_strdup (channel);
  self->document = g_strdup (document);
  self->state = state;

  return self;
}

KabPayment *
kab_payment_new_from_json (KabJson *json, GError **error)
{
  g_autofree char *id = kab_json_get_string (json, "id");
  KabDate date = kab_json_get_date (json, "date");
  gint64 amount = kab_json_get_int (json, "amount", 1, KAB_MONEY_MAX);
  g_autofree char *channel = kab_json_get_string (json, "channel");
  g_autofree char *document = kab_json_get_string (json, "document");
  KabPaymentState state = read_state (json);

  if (id && !*id)
    kab_json_fail (json, "id", "is empty");
  if (!kab_json_finish (json, error))
    return NULL;

  return kab_payment_new (id, date, amount, channel, document, state);
}

void
kab_payment_to_json (KabPayment *self, JsonBuilder *builder)
{
  g_return_if_fail (KAB_IS_PAYMENT (self));

  json_builder_begin_object (builder);
  kab_json_add_string (builder, "id", self->id);
  kab_json_add_date (builder, "date", self->date);
  kab_json_add_int (builder, "amount", self->amount);
  kab_json_add_string (builder, "channel", self->channel);
  kab_json_add_string (builder, "document", self->document);
  kab_json_add_string (builder, "state", kab_payment_state_to_word (self->state));
  json_builder_end_object (builder);
}

const char *
kab_payment_get_id (KabPayment *self)
{
  g_return_val_if_fail (KAB_IS_PAYMENT (self), NULL);

  return self->id;
}

KabDate
kab_payment_get_date (KabPayment *self)
{
  g_return_val_if_fail (KAB_IS_PAYMENT (self), ((KabDate){ 0, 0, 0 }));

  return self->date;
}

gint64
kab_payment_get_amount (KabPayment *self)
{
  g_return_val_if_fail (KAB_IS_PAYMENT (self), 0);

  return self->amount;
}

const char *
kab_payment_get_channel (KabPayment *self)
{
  g_return_val_if_fail (KAB_IS_PAYMENT (self), NULL);

  return self->channel;
}

const char *
kab_payment_get_document (KabPayment *self)
{
  g_return_val_if_fail (KAB_IS_PAYMENT (self), NULL);

  return self->document;
}

KabPaymentState
kab_payment_get_state (KabPayment *self)
{
  g_return_val_if_fail (KAB_IS_PAYMENT (self), KAB_PAYMENT_ACCEPTED);

  return self->state;
}
