/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabChargesChart:
 *
 * What was charged against what was paid, a pair of bars a month; a pair a year where the months
 * would not fit. The figures of a month are shown when it is pointed at, or gone to with the arrow
 * keys; otherwise those of the whole period are. A screen reader gets a sentence, and the month
 * gone to; the table beside it says the same in full. Without months it is not visible.
 *
 * Property: statements (GListModel of #KabStatement, nullable, in any order).
 */
#define KAB_TYPE_CHARGES_CHART (kab_charges_chart_get_type ())
G_DECLARE_FINAL_TYPE (KabChargesChart, kab_charges_chart, KAB, CHARGES_CHART, GtkWidget)

GListModel *kab_charges_chart_get_statements (KabChargesChart *self);
void kab_charges_chart_set_statements (KabChargesChart *self, GListModel *statements);

/* How many pairs of bars there are at the present width. */
int kab_charges_chart_get_n_points (KabChargesChart *self);
/* The pair at a place of the widget, -1 for none; and where one is. */
int kab_charges_chart_get_point_at (KabChargesChart *self, int x, int y);
GdkRectangle kab_charges_chart_get_area (KabChargesChart *self, int point);
/* The pair that is gone to by the keyboard, -1 for none. */
int kab_charges_chart_get_current (KabChargesChart *self);
/* (transfer full): what a screen reader hears of all of it; and of a pair. */
char *kab_charges_chart_describe (KabChargesChart *self);
char *kab_charges_chart_describe_point (KabChargesChart *self, int point);

G_END_DECLS
