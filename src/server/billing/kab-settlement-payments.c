/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kab-date.h"
#include "kab-money.h"
#include "kab-month.h"
#include "kab-settlement-private.h"

static int
compare_payments (gconstpointer a, gconstpointer b)
{
  const KabBilledPayment *one = a;
  const KabBilledPayment *other = b;
  int order = strcmp (one->id, other->id);

  if (order == 0)
    order = strcmp (one->service, other->service);
  if (order != 0)
    return order;
  return one->line < other->line ? -1 : one->line > other->line;
}

static int
payment_month (const KabBilledPayment *payment)
{
  KabDate date;

  /* A date that was never checked cannot come here. */
  g_return_val_if_fail (kab_date_parse (payment->date, &date, NULL), 0);
  return kab_month_index (kab_date_get_month (date));
}

static gboolean
is_accepted (const KabBilledPayment *payment)
{
  return strcmp (payment->state, "accepted") == 0;
}

static void
refuse_payment (KabSettlement *self,
                const KabBilledPayment *payment,
                const char *column,
                const char *what)
{
  kab_faults_add (self->faults, KAB_FILE_PAYMENTS, payment->line, column, "%s", what);
}

/* Fills in the service of a payment, and counts it into its month. A payment that waits for its
 * month is looked at with the services of the last one. */
static void
take_payment (KabSettlement *self, KabBilledPayment *payment)
{
  int month = payment_month (payment);
  gboolean waits = self->entries->len > 0 && month > kab_settlement_get_last_month (self);
  const char *column;
  const char *what;

  if (waits && *payment->service != '\0')
    return;

  KabEntry *entry =
    kab_settlement_find_entry (self, waits ? kab_settlement_get_last_month (self) : month,
                               payment->service, &column, &what);
  if (entry == NULL)
    {
      refuse_payment (self, payment, column != NULL ? column : "date", what);
      return;
    }

  payment->service = entry->line.service;
  if (waits)
    return;
  entry->payment_line = payment->line;
  if (is_accepted (payment) &&
      !kab_money_add (entry->line.paid, payment->amount, &entry->line.paid))
    refuse_payment (self, payment, "amount", _ ("the sums of this month are too large"));
}

/* The parts of one payment, one a service, are alike in all but service and amount. */
static void
compare_parts (KabSettlement *self, const KabBilledPayment *a, const KabBilledPayment *b)
{
  const KabBilledPayment *first = a->line < b->line ? a : b;
  const KabBilledPayment *part = a->line < b->line ? b : a;
  const struct
  {
    const char *column;
    const char *one;
    const char *other;
  } fields[] = {
    { "date", first->date, part->date },
    { "channel", first->channel, part->channel },
    { "document", first->document, part->document },
    { "state", first->state, part->state },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].one, fields[i].other) != 0)
      kab_faults_add (self->faults, KAB_FILE_PAYMENTS, part->line, fields[i].column,
                      _ ("it differs from line %d, which is of the same payment"),
                      (int) first->line);
}

static void
take_payments (KabSettlement *self)
{
  const KabBilledPayment *first = NULL;
  const KabBilledPayment *former = NULL;

  g_array_set_size (self->taken, 0);
  g_array_append_vals (self->taken, self->billed->payments->data, self->billed->payments->len);
  for (guint i = 0; i < self->taken->len; i++)
    take_payment (self, &g_array_index (self->taken, KabBilledPayment, i));
  g_array_sort (self->taken, compare_payments);

  for (guint i = 0; i < self->taken->len; i++)
    {
      const KabBilledPayment *payment = &g_array_index (self->taken, KabBilledPayment, i);

      if (first == NULL || strcmp (first->id, payment->id) != 0)
        first = payment;
      else if (strcmp (former->service, payment->service) == 0)
        kab_faults_add (self->faults, KAB_FILE_PAYMENTS, payment->line, "id",
                        _ ("this payment and service are in line %d already"), (int) former->line);
      else
        compare_parts (self, first, payment);
      former = payment;
    }
}

/* The part of a payment that the files have; with @service NULL any part. */
static const KabBilledPayment *
find_taken (KabSettlement *self, const char *id, const char *service)
{
  guint low = 0;
  guint high = self->taken->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const KabBilledPayment *payment = &g_array_index (self->taken, KabBilledPayment, middle);
      int order = strcmp (payment->id, id);

      if (order == 0 && service != NULL)
        order = strcmp (payment->service, service);
      if (order == 0)
        return payment;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

static gboolean
payments_equal (const KabBilledPayment *a, const KabBilledPayment *b)
{
  return strcmp (a->date, b->date) == 0 && a->amount == b->amount &&
         strcmp (a->channel, b->channel) == 0 && strcmp (a->document, b->document) == 0 &&
         strcmp (a->state, b->state) == 0;
}

/* Counts a stored payment that the files do not have. */
static void
keep_stored_payment (KabSettlement *self, const KabBilledPayment *stored)
{
  int month = payment_month (stored);
  const char *column;
  const char *what;
  KabFile file;
  gint64 line;

  if (month > kab_settlement_get_last_month (self))
    return;

  KabEntry *entry = kab_settlement_find_entry (self, month, stored->service, &column, &what);
  if (entry == NULL)
    {
      g_autofree char *text = kab_month_to_string (kab_month_from_index (month));

      kab_settlement_locate (self, month, stored->service, &file, &line);
      kab_faults_add (self->faults, file, line, "service",
                      _ ("a payment for “%s” that was taken earlier falls in %s, which has no line "
                         "of this service"),
                      stored->service, text);
    }
  else if (is_accepted (stored) &&
           !kab_money_add (entry->line.paid, stored->amount, &entry->line.paid))
    {
      kab_settlement_locate (self, month, stored->service, &file, &line);
      kab_faults_add (self->faults, file, line, "month", "%s",
                      _ ("the sums of this month are too large"));
    }
}

/* Compares the payments of the files with the stored ones. What of a payment the files have stands
 * for all of it. */
static void
take_stored_payments (KabSettlement *self)
{
  for (guint i = 0; i < self->billed->stored_payments->len; i++)
    {
      const KabBilledPayment *stored =
        &g_array_index (self->billed->stored_payments, KabBilledPayment, i);
      const KabBilledPayment *any = find_taken (self, stored->id, NULL);
      const KabBilledPayment *same = find_taken (self, stored->id, stored->service);
      const char *column;
      const char *what;

      if (any == NULL)
        keep_stored_payment (self, stored);
      else if (same == NULL || !payments_equal (same, stored))
        {
          KabEntry *entry = kab_settlement_find_entry (self, payment_month (stored),
                                                       stored->service, &column, &what);

          /* It no longer counts where it did. */
          if (entry != NULL)
            entry->payment_line = same != NULL ? same->line : any->line;
          if (same == NULL)
            g_array_append_val (self->dropped, *stored);
        }
    }
}

static const KabBilledPayment *
find_stored_payment (KabSettlement *self, const KabBilledPayment *payment)
{
  for (guint i = 0; i < self->billed->stored_payments->len; i++)
    {
      const KabBilledPayment *stored =
        &g_array_index (self->billed->stored_payments, KabBilledPayment, i);

      if (strcmp (stored->id, payment->id) == 0 && strcmp (stored->service, payment->service) == 0)
        return stored;
    }

  return NULL;
}

static void
collect_payments (KabSettlement *self)
{
  for (guint i = 0; i < self->taken->len; i++)
    {
      const KabBilledPayment *payment = &g_array_index (self->taken, KabBilledPayment, i);
      const KabBilledPayment *stored = find_stored_payment (self, payment);

      if (stored == NULL || !payments_equal (payment, stored))
        g_array_append_val (self->payments, *payment);
    }
}

void
kab_settlement_take_payments (KabSettlement *self)
{
  take_payments (self);
  take_stored_payments (self);
  collect_payments (self);
}
