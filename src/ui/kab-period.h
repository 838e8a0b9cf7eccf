/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "kab-month.h"

G_BEGIN_DECLS

typedef enum
{
  KAB_PERIOD_LAST_MONTHS,   /* the latest twelve months there is something of */
  KAB_PERIOD_THIS_YEAR,     /* by the calendar */
  KAB_PERIOD_PREVIOUS_YEAR, /* likewise */
  KAB_PERIOD_ALL,
  KAB_PERIOD_CHOSEN, /* from a month to a month */
} KabPeriodKind;

/**
 * KabPeriod:
 *
 * Which months of a history are shown. It knows what months there are, so that what it begins with
 * always shows something: the latest twelve months, or all when there are no more than that.
 *
 * Signal "changed": it holds other months, or there are others to choose among.
 */
#define KAB_TYPE_PERIOD (kab_period_get_type ())
G_DECLARE_FINAL_TYPE (KabPeriod, kab_period, KAB, PERIOD, GObject)

/* @today: the month that "this year" is meant by. */
KabPeriod *kab_period_new (KabMonth today);

/* What months there are: the first and the last of them, %KAB_MONTH_NONE for none; @latest: the
 * latest of those that the last twelve months are counted from. Until somebody has chosen, the kind
 * follows. */
void kab_period_set_span (KabPeriod *self, KabMonth first, KabMonth last, KabMonth latest);
KabMonth kab_period_get_span_first (KabPeriod *self);
KabMonth kab_period_get_span_last (KabPeriod *self);
/* Another account: nothing is known, nobody has chosen. */
void kab_period_reset (KabPeriod *self);

KabPeriodKind kab_period_get_kind (KabPeriod *self);
void kab_period_set_kind (KabPeriod *self, KabPeriodKind kind);
/* From @first to @last, both included; the kind is %KAB_PERIOD_CHOSEN from now on. Two in the wrong
 * order are turned round. */
void kab_period_choose (KabPeriod *self, KabMonth first, KabMonth last);

/* The bounds, both included; %KAB_MONTH_NONE: no bound on that side. */
KabMonth kab_period_get_first (KabPeriod *self);
KabMonth kab_period_get_last (KabPeriod *self);
gboolean kab_period_contains (KabPeriod *self, KabMonth month);

G_END_DECLS
