/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a chart of #KabChartPoint is laid out on @chart, and drawn. */

/* How high a chart is that is so wide. @points: not empty. */
int kab_chart_get_height (GtkWidget *chart, GArray *points, int width);
/* The room the figures of the scale take on the left. */
int kab_chart_get_axis_width (GtkWidget *chart, GArray *points);
/* Where the bars stand, and where those of one of @n points do. */
GdkRectangle kab_chart_get_plot (GtkWidget *chart, GArray *points);
GdkRectangle kab_chart_get_slot (const GdkRectangle *plot, guint n, guint index);

/* @points: not empty; @current: the point whose figures are shown, -1 for none. */
void kab_chart_draw (GtkWidget *chart, GtkSnapshot *snapshot, GArray *points, int current);

G_END_DECLS
