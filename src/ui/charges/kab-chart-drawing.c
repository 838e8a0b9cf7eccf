/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "kab-chart-drawing.h"

#include "kab-chart-points.h"
#include "kab-money.h"

#define PLOT_HEIGHT  148
#define HEAD_SPACING 6 /* between the title and the names with their figures */
#define PLOT_SPACING 9 /* above the plot */
#define FOOT_SPACING 4
#define AXIS_SPACING 8
#define SWATCH       10
#define NAME_SPACING 12
#define WIDEST_BAR   28

/* What a drawing needs at each step of it. */
typedef struct
{
  GtkWidget *chart;
  int current; /* -1: none */
  GtkSnapshot *snapshot;
  GArray *points;
  GdkRectangle plot;
  int line;     /* of the text that is not the title */
  gint64 least; /* what the bottom stands for: 0 unless something is below it */
  gint64 most;
  gint64 step;
  GdkRGBA text;
  GdkRGBA charged;
  GdkRGBA paid;
  gboolean contrast;
} Drawing;

static PangoLayout *
create_text (GtkWidget *self, const char *text, gboolean strong)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (self, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (strong)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  else
    pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

static int
get_text_width (GtkWidget *self, const char *text)
{
  g_autoptr (PangoLayout) layout = create_text (self, text, FALSE);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

static int
get_line_height (GtkWidget *self)
{
  g_autoptr (PangoLayout) layout = create_text (self, "0", FALSE);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static char *
format_scale (gint64 kopecks, gint64 step)
{
  g_autofree char *plain = kab_money_format_plain (kopecks);
  char *end = plain + strlen (plain);

  /* Whole roubles need no kopecks. */
  if (step % 100 == 0 && strlen (plain) > 3)
    end[-3] = '\0';

  return g_steal_pointer (&plain);
}

static void
get_bounds (GArray *points, gint64 *least, gint64 *most)
{
  *least = *most = 0;
  for (guint i = 0; i < points->len; i++)
    {
      KabChartPoint *point = &g_array_index (points, KabChartPoint, i);

      *least = MIN (*least, MIN (point->charged, point->paid));
      *most = MAX (*most, MAX (point->charged, point->paid));
    }
  if (*most == *least)
    *most = 100;
}

/* The height a figure is drawn at, counted from the top of the widget. */
static int
get_y (const Drawing *drawing, gint64 kopecks)
{
  __int128 height =
    (__int128) (kopecks - drawing->least) * drawing->plot.height / (drawing->most - drawing->least);

  return drawing->plot.y + drawing->plot.height - (int) height;
}

static GdkRGBA
fade (GdkRGBA color, double alpha)
{
  color.alpha *= (float) alpha;

  return color;
}

static GdkRGBA
find_color (GtkWidget *widget, const char *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (context, name, &color))
    gtk_style_context_get_color (context, &color);

  return color;
}

static void
fill (const Drawing *drawing, const GdkRGBA *color, int x, int y, int width, int height)
{
  gtk_snapshot_append_color (drawing->snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width,
                                                  (float) height));
}

/* @x is where the text begins, or its middle, or its end. */
static void
draw_text (const Drawing *drawing, const char *text, int x, int y, float align, double alpha)
{
  g_autoptr (PangoLayout) layout = create_text (drawing->chart, text, FALSE);
  GdkRGBA color = fade (drawing->text, drawing->contrast ? 1 : alpha);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot,
                          &GRAPHENE_POINT_INIT ((float) x - (float) width * align, (float) y));
  gtk_snapshot_append_layout (drawing->snapshot, layout, &color);
  gtk_snapshot_restore (drawing->snapshot);
}

/* What is charged is solid and what is paid has an outline: they differ in more than in colour. */
static void
draw_bar (const Drawing *drawing, gboolean paid, int x, int y, int width, int height)
{
  float corner = width >= 6 && height >= 6 ? 3 : 0;
  GdkRGBA inside = paid ? fade (drawing->paid, drawing->contrast ? 0.15 : 0.35) : drawing->charged;
  GskRoundedRect shape;

  if (height == 0)
    return;

  gsk_rounded_rect_init (&shape,
                         &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height),
                         &GRAPHENE_SIZE_INIT (corner, corner), &GRAPHENE_SIZE_INIT (corner, corner),
                         &GRAPHENE_SIZE_INIT (0, 0), &GRAPHENE_SIZE_INIT (0, 0));
  gtk_snapshot_push_rounded_clip (drawing->snapshot, &shape);
  fill (drawing, &inside, x, y, width, height);
  gtk_snapshot_pop (drawing->snapshot);
  if (paid)
    {
      const float line = drawing->contrast && width >= 6 ? 2 : 1;
      const float border[4] = { line, line, line, line };
      const GdkRGBA colors[4] = { drawing->paid, drawing->paid, drawing->paid, drawing->paid };

      gtk_snapshot_append_border (drawing->snapshot, &shape, border, colors);
    }
}

static void
draw_scale (const Drawing *drawing)
{
  gint64 first = drawing->least / drawing->step * drawing->step;
  GdkRGBA line = fade (drawing->text, drawing->contrast ? 0.5 : 0.12);
  GdkRGBA base = fade (drawing->text, drawing->contrast ? 1 : 0.4);

  for (gint64 at = first; at <= drawing->most; at += drawing->step)
    {
      g_autofree char *text = format_scale (at, drawing->step);
      int y = get_y (drawing, at);

      fill (drawing, at == 0 ? &base : &line, drawing->plot.x, y, drawing->plot.width, 1);
      draw_text (drawing, text, drawing->plot.x - AXIS_SPACING, y - drawing->line / 2, 1, 0.7);
    }
}

static void
draw_point (const Drawing *drawing, guint index)
{
  KabChartPoint *point = &g_array_index (drawing->points, KabChartPoint, index);
  GdkRectangle slot = kab_chart_get_slot (&drawing->plot, drawing->points->len, index);
  int gap = slot.width >= 12 ? 2 : 0;
  int bar = CLAMP ((slot.width * 4 / 5 - gap) / 2, 1, WIDEST_BAR);
  int x = slot.x + (slot.width - 2 * bar - gap) / 2;
  int base = get_y (drawing, 0);
  int charged = get_y (drawing, point->charged);
  int paid = get_y (drawing, point->paid);

  if ((int) index == drawing->current)
    {
      GdkRGBA color = fade (drawing->text, drawing->contrast ? 0.2 : 0.08);

      fill (drawing, &color, slot.x, slot.y, slot.width, slot.height);
    }
  draw_bar (drawing, FALSE, x, MIN (charged, base), bar, ABS (base - charged));
  draw_bar (drawing, TRUE, x + bar + gap, MIN (paid, base), bar, ABS (base - paid));
}

/* "янв": a name that needs no room. */
static char *
shorten_month (KabMonth month)
{
  g_autofree char *name = kab_month_format (month, KAB_MONTH_NAME);

  return g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), 3));
}

/* Every month, or every second, third, sixth: what there is room for; a year where it begins. */
static void
draw_times (const Drawing *drawing)
{
  static const int steps[] = { 1, 2, 3, 6, 12 };
  int room = drawing->plot.width / (int) drawing->points->len;
  int needed = get_text_width (drawing->chart, "0000") + 8;
  int y = drawing->plot.y + drawing->plot.height + FOOT_SPACING;
  int free_from = 0;
  guint every = 0;

  while (every < G_N_ELEMENTS (steps) - 1 && room * steps[every] < needed)
    every++;

  for (guint i = 0; i < drawing->points->len; i++)
    {
      KabChartPoint *point = &g_array_index (drawing->points, KabChartPoint, i);
      GdkRectangle slot = kab_chart_get_slot (&drawing->plot, drawing->points->len, i);
      int middle = slot.x + slot.width / 2;
      g_autofree char *year = g_strdup_printf ("%d", point->month.year);
      g_autofree char *month = shorten_month (point->month);

      if (!point->is_year && steps[every] < 12 && (point->month.month - 1) % steps[every] == 0)
        draw_text (drawing, month, middle, y, 0.5F, 0.8);
      if ((i == 0 || point->is_year || point->month.month == 1) && slot.x >= free_from)
        {
          draw_text (drawing, year, middle, point->is_year ? y : y + drawing->line, 0.5F, 0.8);
          free_from = slot.x + needed;
        }
    }
}

static char *
name_bars (gboolean paid, const gint64 *kopecks)
{
  const char *name = paid ? C_ ("chart", "Paid") : C_ ("chart", "Charged");
  g_autofree char *amount = kopecks != NULL ? kab_money_format (*kopecks) : g_strdup ("");

  return g_strconcat (name, kopecks != NULL ? " " : "", amount, NULL);
}

/* Of a swatch, a name, a figure when there is one. */
static int
get_name_width (GtkWidget *chart, gboolean paid, const gint64 *kopecks)
{
  g_autofree char *text = name_bars (paid, kopecks);

  return SWATCH + 6 + get_text_width (chart, text);
}

static void
draw_name (const Drawing *drawing, gboolean paid, const gint64 *kopecks, int x, int y)
{
  g_autofree char *text = name_bars (paid, kopecks);

  draw_bar (drawing, paid, x, y + (drawing->line - SWATCH) / 2, SWATCH, SWATCH);
  draw_text (drawing, text, x + SWATCH + 6, y, 0, 1);
}

static PangoLayout *
create_title (GtkWidget *chart, const char *text, int width)
{
  PangoLayout *layout = create_text (chart, text, TRUE);

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);

  return layout;
}

/* How high the title is, that of all points being the longest. */
static int
get_title_height (GtkWidget *chart, GArray *points, int width)
{
  g_autofree char *title = kab_chart_points_title (points);
  g_autoptr (PangoLayout) layout = create_title (chart, title, width);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

/* Whether the names stand under each other: where the longest figures leave no room beside. */
static gboolean
are_names_stacked (GtkWidget *chart, GArray *points, int width)
{
  gint64 least, most;
  int with_least, with_most;

  get_bounds (points, &least, &most);
  with_least = get_name_width (chart, FALSE, &least) + get_name_width (chart, TRUE, &least);
  with_most = get_name_width (chart, FALSE, &most) + get_name_width (chart, TRUE, &most);

  return MAX (with_least, with_most) + NAME_SPACING > width;
}

/* The title, and the names with their figures. */
static int
get_head_height (GtkWidget *chart, GArray *points, int width)
{
  int lines = are_names_stacked (chart, points, width) ? 2 : 1;

  return get_title_height (chart, points, width) + HEAD_SPACING + lines * get_line_height (chart) +
         PLOT_SPACING;
}

static void
draw_head (const Drawing *drawing)
{
  int index = drawing->current;
  gboolean single = index >= 0 && index < (int) drawing->points->len;
  KabChartPoint *point = single ? &g_array_index (drawing->points, KabChartPoint, index) : NULL;
  const gint64 *charged = single ? &point->charged : NULL;
  const gint64 *paid = single ? &point->paid : NULL;
  g_autofree char *title =
    single ? kab_chart_point_title (point) : kab_chart_points_title (drawing->points);
  int width = gtk_widget_get_width (drawing->chart);
  g_autoptr (PangoLayout) layout = create_title (drawing->chart, title, width);
  int y = get_title_height (drawing->chart, drawing->points, width) + HEAD_SPACING;

  gtk_snapshot_append_layout (drawing->snapshot, layout, &drawing->text);
  draw_name (drawing, FALSE, charged, 0, y);
  if (are_names_stacked (drawing->chart, drawing->points, width))
    draw_name (drawing, TRUE, paid, 0, y + drawing->line);
  else
    draw_name (drawing, TRUE, paid, get_name_width (drawing->chart, FALSE, charged) + NAME_SPACING,
               y);
}

/* Months, and years under them. */
static int
get_foot_height (GtkWidget *chart)
{
  return FOOT_SPACING + 2 * get_line_height (chart);
}

int
kab_chart_get_axis_width (GtkWidget *self, GArray *points)
{
  gint64 least, most, step;
  int width;

  get_bounds (points, &least, &most);
  step = kab_chart_step (most - least);
  {
    g_autofree char *top = format_scale (most / step * step, step);
    g_autofree char *bottom = format_scale (least / step * step, step);

    width = MAX (get_text_width (self, top), get_text_width (self, bottom));
  }

  return width + AXIS_SPACING;
}

GdkRectangle
kab_chart_get_plot (GtkWidget *self, GArray *points)
{
  int axis = kab_chart_get_axis_width (self, points);
  int width = gtk_widget_get_width (self);
  int height = gtk_widget_get_height (self);
  int head = get_head_height (self, points, width);

  return (GdkRectangle){ axis, head, MAX (width - axis, 1),
                         MAX (height - head - get_foot_height (self), 1) };
}

int
kab_chart_get_height (GtkWidget *self, GArray *points, int width)
{
  return get_head_height (self, points, width) + PLOT_HEIGHT + get_foot_height (self);
}

GdkRectangle
kab_chart_get_slot (const GdkRectangle *plot, guint n, guint index)
{
  int left = (int) ((gint64) plot->width * index / n);
  int right = (int) ((gint64) plot->width * (index + 1) / n);

  return (GdkRectangle){ plot->x + left, plot->y, right - left, plot->height };
}

void
kab_chart_draw (GtkWidget *chart, GtkSnapshot *snapshot, GArray *points, int current)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  Drawing drawing = { .chart = chart, .current = current, .snapshot = snapshot, .points = points };

  drawing.plot = kab_chart_get_plot (chart, points);
  drawing.line = get_line_height (chart);
  get_bounds (points, &drawing.least, &drawing.most);
  drawing.step = kab_chart_step (drawing.most - drawing.least);
  drawing.contrast = adw_style_manager_get_high_contrast (style);
  drawing.charged = find_color (chart, "accent_color");
  drawing.paid = find_color (chart, "success_color");
  gtk_style_context_get_color (gtk_widget_get_style_context (chart), &drawing.text);

  draw_head (&drawing);
  draw_scale (&drawing);
  for (guint i = 0; i < points->len; i++)
    draw_point (&drawing, i);
  draw_times (&drawing);
}
