/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-totals.h"

#include "kab-money.h"

struct _KabYearTotal
{
  GObject parent_instance;

  int year;
  KabTotals totals;
};

G_DEFINE_FINAL_TYPE (KabYearTotal, kab_year_total, G_TYPE_OBJECT)

static void
add (KabTotals *self, gint64 *sum, gint64 kopecks)
{
  if (!kab_money_add (*sum, kopecks, sum))
    self->overflown = TRUE;
}

static void
kab_year_total_class_init (KabYearTotalClass *klass)
{
}

static void
kab_year_total_init (KabYearTotal *self)
{
}

void
kab_totals_add_statement (KabTotals *self, KabStatement *statement)
{
  self->n++;
  add (self, &self->charged, kab_statement_get_charged (statement));
  add (self, &self->recalculated, kab_statement_get_recalculated (statement));
  add (self, &self->penalty, kab_statement_get_penalty (statement));
  add (self, &self->paid, kab_statement_get_paid (statement));
}

void
kab_totals_add_payment (KabTotals *self, KabPayment *payment)
{
  switch (kab_payment_get_state (payment))
    {
    case KAB_PAYMENT_ACCEPTED:
      self->n++;
      add (self, &self->paid, kab_payment_get_amount (payment));
      break;
    case KAB_PAYMENT_PROCESSING:
      add (self, &self->processing, kab_payment_get_amount (payment));
      break;
    case KAB_PAYMENT_RETURNED:
    default:
      break;
    }
}

KabYearTotal *
kab_year_total_new (int year)
{
  KabYearTotal *self = g_object_new (KAB_TYPE_YEAR_TOTAL, NULL);

  self->year = year;

  return self;
}

int
kab_year_total_get_year (KabYearTotal *self)
{
  g_return_val_if_fail (KAB_IS_YEAR_TOTAL (self), 0);

  return self->year;
}

KabTotals *
kab_year_total_get_totals (KabYearTotal *self)
{
  g_return_val_if_fail (KAB_IS_YEAR_TOTAL (self), NULL);

  return &self->totals;
}
