/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kab-period.h"
#include "kab-totals.h"

G_BEGIN_DECLS

/**
 * KabHistoryList:
 *
 * The rows of a history: the months or the payments of the period, and a line for each year's total
 * among them. It is a GListModel of #KabStatement or #KabPayment, and #KabYearTotal. In any order
 * but the order of time a year's total would stand beside what it is not the total of, so there is
 * none then.
 *
 * Signal "totals-changed": kab_history_list_get_totals() says something else.
 */
#define KAB_TYPE_HISTORY_LIST (kab_history_list_get_type ())
G_DECLARE_FINAL_TYPE (KabHistoryList, kab_history_list, KAB, HISTORY_LIST, GObject)

/* @items: of #KabStatement or #KabPayment. */
KabHistoryList *kab_history_list_new (GListModel *items, KabPeriod *period);

/* Those of the items that are in the period, in their own order and without totals. */
GListModel *kab_history_list_get_shown (KabHistoryList *self);
/* Of all that is in the period. */
const KabTotals *kab_history_list_get_totals (KabHistoryList *self);
/* (nullable): NULL leaves the order of the items. */
void kab_history_list_set_sorter (KabHistoryList *self, GtkSorter *sorter);

/* Orders items by time, a year's total after its year. For the sorter of a column. */
int kab_history_compare_time (gconstpointer a, gconstpointer b, gpointer unused);
/* The month of a statement or of a payment. */
KabMonth kab_history_get_month (gpointer item);

G_END_DECLS
