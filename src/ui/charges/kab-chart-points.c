/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-chart-points.h"

#include "kab-charges-text.h"
#include "kab-money.h"
#include "kab-statement.h"

#define MOST_LINES 4

static void
add (gint64 *sum, gint64 kopecks)
{
  if (!kab_money_add (*sum, kopecks, sum))
    *sum = kopecks > 0 ? KAB_MONEY_MAX : -KAB_MONEY_MAX;
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  return kab_month_compare (((const KabChartPoint *) a)->month, ((const KabChartPoint *) b)->month);
}

/* Of points that are in order, those that say the same month become one. */
static GArray *
merge (GArray *points)
{
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (KabChartPoint));

  for (guint i = 0; i < points->len; i++)
    {
      KabChartPoint *point = &g_array_index (points, KabChartPoint, i);
      KabChartPoint *last =
        merged->len > 0 ? &g_array_index (merged, KabChartPoint, merged->len - 1) : NULL;

      if (last != NULL && kab_month_compare (last->month, point->month) == 0)
        {
          add (&last->charged, point->charged);
          add (&last->paid, point->paid);
        }
      else
        g_array_append_val (merged, *point);
    }

  return merged;
}

GArray *
kab_chart_points_new (GListModel *statements)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (KabChartPoint));
  guint n = g_list_model_get_n_items (statements);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabStatement) statement = g_list_model_get_item (statements, i);
      KabChartPoint point = {
        .month = kab_statement_get_month (statement),
        .charged = kab_statement_get_charged (statement),
        .paid = kab_statement_get_paid (statement),
      };

      g_array_append_val (points, point);
    }
  g_array_sort (points, compare_points);

  return merge (points);
}

GArray *
kab_chart_points_by_year (GArray *months)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (KabChartPoint));

  for (guint i = 0; i < months->len; i++)
    {
      KabChartPoint point = g_array_index (months, KabChartPoint, i);

      point.month.month = 1;
      point.is_year = TRUE;
      g_array_append_val (points, point);
    }

  return merge (points);
}

char *
kab_chart_point_title (const KabChartPoint *point)
{
  if (point->is_year)
    return g_strdup_printf ("%d", point->month.year);

  return kab_charges_month (point->month);
}

char *
kab_chart_point_describe (const KabChartPoint *point)
{
  g_autofree char *title =
    point->is_year ? kab_chart_point_title (point) : kab_charges_month_title (point->month);
  g_autofree char *charged = kab_money_format (point->charged);
  g_autofree char *paid = kab_money_format (point->paid);

  /* Translators: a month or a year of the chart: "February 2020: charged 447.30 ₽, paid 0.00 ₽"
   */
  return g_strdup_printf (_ ("%s: charged %s, paid %s"), title, charged, paid);
}

char *
kab_chart_points_title (GArray *points)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (points->len == 0)
    return g_strdup ("");

  first = kab_chart_point_title (&g_array_index (points, KabChartPoint, 0));
  if (points->len == 1)
    return g_steal_pointer (&first);

  last = kab_chart_point_title (&g_array_index (points, KabChartPoint, points->len - 1));

  return g_strdup_printf ("%s – %s", first, last);
}

KabChartPoint
kab_chart_points_sum (GArray *points)
{
  KabChartPoint sum = { 0 };

  for (guint i = 0; i < points->len; i++)
    {
      KabChartPoint *point = &g_array_index (points, KabChartPoint, i);

      if (i == 0)
        sum.month = point->month;
      add (&sum.charged, point->charged);
      add (&sum.paid, point->paid);
    }

  return sum;
}

char *
kab_chart_points_describe (GArray *points)
{
  g_autofree char *title = kab_chart_points_title (points);
  g_autofree char *charged = NULL;
  g_autofree char *paid = NULL;
  g_autofree char *most = NULL;
  g_autofree char *most_month = NULL;
  KabChartPoint sum = kab_chart_points_sum (points);
  KabChartPoint *largest;

  if (points->len == 0)
    return g_strdup ("");

  largest = &g_array_index (points, KabChartPoint, 0);
  for (guint i = 1; i < points->len; i++)
    if (g_array_index (points, KabChartPoint, i).charged > largest->charged)
      largest = &g_array_index (points, KabChartPoint, i);

  charged = kab_money_format (sum.charged);
  paid = kab_money_format (sum.paid);
  if (points->len == 1)
    return g_strdup_printf (_ ("Chart of charges and payments, %s: charged %s, paid %s."), title,
                            charged, paid);

  most = kab_money_format (largest->charged);
  most_month = kab_chart_point_title (largest);

  /* Translators: what the chart shows, for those who do not see it. */
  return g_strdup_printf (_ ("Chart of charges and payments, %s: charged %s, paid %s. The largest "
                             "charge: %s, %s."),
                          title, charged, paid, most_month, most);
}

gint64
kab_chart_step (gint64 largest)
{
  static const int factors[] = { 1, 2, 5 };

  for (gint64 unit = 1; unit <= KAB_MONEY_MAX; unit *= 10)
    for (gsize i = 0; i < G_N_ELEMENTS (factors); i++)
      if (largest / (unit * factors[i]) <= MOST_LINES)
        return unit * factors[i];

  return KAB_MONEY_MAX;
}
