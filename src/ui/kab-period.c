/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-period.h"

#define LAST_MONTHS 12

struct _KabPeriod
{
  GObject parent_instance;

  KabPeriodKind kind;
  gboolean touched; /* somebody has chosen */
  KabMonth today;
  KabMonth span_first;
  KabMonth span_last;
  KabMonth latest;
  KabMonth first; /* of KAB_PERIOD_CHOSEN */
  KabMonth last;
};

G_DEFINE_FINAL_TYPE (KabPeriod, kab_period, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
is_same_month (KabMonth a, KabMonth b)
{
  return kab_month_compare (a, b) == 0;
}

static KabMonth
get_year_end (int year, gint8 month)
{
  return (KabMonth){ (gint16) year, month };
}

static void
choose_default (KabPeriod *self)
{
  gboolean is_short =
    !kab_month_is_valid (self->span_first) ||
    kab_month_index (self->span_last) - kab_month_index (self->span_first) < LAST_MONTHS;

  if (!self->touched)
    self->kind = is_short ? KAB_PERIOD_ALL : KAB_PERIOD_LAST_MONTHS;
}

static void
kab_period_class_init (KabPeriodClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", KAB_TYPE_PERIOD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
kab_period_init (KabPeriod *self)
{
  self->kind = KAB_PERIOD_ALL;
}

KabPeriod *
kab_period_new (KabMonth today)
{
  KabPeriod *self = g_object_new (KAB_TYPE_PERIOD, NULL);

  self->today = today;

  return self;
}

void
kab_period_set_span (KabPeriod *self, KabMonth first, KabMonth last, KabMonth latest)
{
  g_return_if_fail (KAB_IS_PERIOD (self));

  if (is_same_month (first, self->span_first) && is_same_month (last, self->span_last) &&
      is_same_month (latest, self->latest))
    return;

  self->span_first = first;
  self->span_last = last;
  self->latest = latest;
  choose_default (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

KabMonth
kab_period_get_span_first (KabPeriod *self)
{
  g_return_val_if_fail (KAB_IS_PERIOD (self), KAB_MONTH_NONE);

  return self->span_first;
}

KabMonth
kab_period_get_span_last (KabPeriod *self)
{
  g_return_val_if_fail (KAB_IS_PERIOD (self), KAB_MONTH_NONE);

  return self->span_last;
}

void
kab_period_reset (KabPeriod *self)
{
  g_return_if_fail (KAB_IS_PERIOD (self));

  self->touched = FALSE;
  self->kind = KAB_PERIOD_ALL;
  self->span_first = self->span_last = self->latest = KAB_MONTH_NONE;
  self->first = self->last = KAB_MONTH_NONE;
  g_signal_emit (self, signals[CHANGED], 0);
}

KabPeriodKind
kab_period_get_kind (KabPeriod *self)
{
  g_return_val_if_fail (KAB_IS_PERIOD (self), KAB_PERIOD_ALL);

  return self->kind;
}

void
kab_period_set_kind (KabPeriod *self, KabPeriodKind kind)
{
  g_return_if_fail (KAB_IS_PERIOD (self));

  if (self->kind == kind)
    return;

  /* What was shown is what to begin with: so nothing moves until a month is chosen. */
  if (kind == KAB_PERIOD_CHOSEN)
    {
      KabMonth first = kab_period_get_first (self);
      KabMonth last = kab_period_get_last (self);
      gboolean overlaps =
        kab_month_is_valid (self->span_first) &&
        (!kab_month_is_valid (first) || kab_month_compare (first, self->span_last) <= 0) &&
        (!kab_month_is_valid (last) || kab_month_compare (last, self->span_first) >= 0);

      self->first = self->span_first;
      self->last = self->span_last;
      if (overlaps && kab_month_compare (first, self->first) > 0)
        self->first = first;
      if (overlaps && kab_month_is_valid (last) && kab_month_compare (last, self->last) < 0)
        self->last = last;
    }
  self->kind = kind;
  self->touched = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
kab_period_choose (KabPeriod *self, KabMonth first, KabMonth last)
{
  g_return_if_fail (KAB_IS_PERIOD (self));

  if (kab_month_compare (first, last) > 0)
    {
      KabMonth swapped = first;

      first = last;
      last = swapped;
    }
  if (self->kind == KAB_PERIOD_CHOSEN && is_same_month (first, self->first) &&
      is_same_month (last, self->last))
    return;

  self->kind = KAB_PERIOD_CHOSEN;
  self->touched = TRUE;
  self->first = first;
  self->last = last;
  g_signal_emit (self, signals[CHANGED], 0);
}

KabMonth
kab_period_get_first (KabPeriod *self)
{
  g_return_val_if_fail (KAB_IS_PERIOD (self), KAB_MONTH_NONE);

  switch (self->kind)
    {
    case KAB_PERIOD_LAST_MONTHS:
      return kab_month_add (self->latest, 1 - LAST_MONTHS);
    case KAB_PERIOD_THIS_YEAR:
      return get_year_end (self->today.year, 1);
    case KAB_PERIOD_PREVIOUS_YEAR:
      return get_year_end (self->today.year - 1, 1);
    case KAB_PERIOD_CHOSEN:
      return self->first;
    case KAB_PERIOD_ALL:
    default:
      return KAB_MONTH_NONE;
    }
}

KabMonth
kab_period_get_last (KabPeriod *self)
{
  g_return_val_if_fail (KAB_IS_PERIOD (self), KAB_MONTH_NONE);

  switch (self->kind)
    {
    case KAB_PERIOD_THIS_YEAR:
      return get_year_end (self->today.year, 12);
    case KAB_PERIOD_PREVIOUS_YEAR:
      return get_year_end (self->today.year - 1, 12);
    case KAB_PERIOD_CHOSEN:
      return self->last;
    case KAB_PERIOD_LAST_MONTHS:
    case KAB_PERIOD_ALL:
    default:
      return KAB_MONTH_NONE;
    }
}

gboolean
kab_period_contains (KabPeriod *self, KabMonth month)
{
  KabMonth first = kab_period_get_first (self);
  KabMonth last = kab_period_get_last (self);

  g_return_val_if_fail (KAB_IS_PERIOD (self), FALSE);

  return (!kab_month_is_valid (first) || kab_month_compare (month, first) >= 0) &&
         (!kab_month_is_valid (last) || kab_month_compare (month, last) <= 0);
}
