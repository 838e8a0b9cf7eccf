/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kab-month.h"

G_BEGIN_DECLS

/* A pair of bars: what was charged and what was paid in a month, or in a year of them. */
typedef struct
{
  KabMonth month; /* the first of the year when is_year */
  gboolean is_year;
  gint64 charged; /* kopecks */
  gint64 paid;
} KabChartPoint;

/* Arrays of #KabChartPoint by time; @statements in any order. Figures that go past KAB_MONEY_MAX
 * stay there: a bar cannot be higher than the chart. */
GArray *kab_chart_points_new (GListModel *statements);
GArray *kab_chart_points_by_year (GArray *months);

/* "февраль 2020" or "2020". */
char *kab_chart_point_title (const KabChartPoint *point);
/* "Февраль 2020: начислено 447,30 ₽, оплачено 447,30 ₽". */
char *kab_chart_point_describe (const KabChartPoint *point);
/* "январь 2019 – февраль 2020"; "" when there are none. */
char *kab_chart_points_title (GArray *points);
/* All of it in one sentence: the period, what it comes to, the month with the largest charge. */
char *kab_chart_points_describe (GArray *points);
/* The sums of all, with the title of the first. */
KabChartPoint kab_chart_points_sum (GArray *points);

/* The distance of the lines of a scale, a round number of kopecks: at most four of them reach
 * @largest. */
gint64 kab_chart_step (gint64 largest);

G_END_DECLS
