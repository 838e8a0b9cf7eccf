/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-payment.h"
#include "kab-statement.h"

G_BEGIN_DECLS

/* What months or payments come to, in kopecks. */
typedef struct
{
  int n; /* months, or accepted payments */
  gint64 charged;
  gint64 recalculated;
  gint64 penalty;
  gint64 paid;        /* accepted payments only */
  gint64 processing;  /* payments on their way: they count as paid nowhere yet */
  gboolean overflown; /* past KAB_MONEY_MAX: there is no figure to show then */
} KabTotals;

void kab_totals_add_statement (KabTotals *self, KabStatement *statement);
void kab_totals_add_payment (KabTotals *self, KabPayment *payment);

/**
 * KabYearTotal:
 *
 * A year's line among the months or the payments of a history.
 */
#define KAB_TYPE_YEAR_TOTAL (kab_year_total_get_type ())
G_DECLARE_FINAL_TYPE (KabYearTotal, kab_year_total, KAB, YEAR_TOTAL, GObject)

KabYearTotal *kab_year_total_new (int year);
int kab_year_total_get_year (KabYearTotal *self);
KabTotals *kab_year_total_get_totals (KabYearTotal *self);

G_END_DECLS
