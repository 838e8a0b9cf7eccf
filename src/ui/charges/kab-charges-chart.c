/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-charges-chart.h"

#include "kab-chart-points.h"
#include "kab-money.h"

#define HEIGHT       232
#define LEAST_WIDTH  240
#define WIDTH        640
#define HEAD         48 /* the title, and the names with their figures */
#define FOOT         36 /* months, and years under them */
#define AXIS_SPACING 8
#define SWATCH       10
/* Narrower than this a pair of bars cannot be told from its neighbours: then years are shown. */
#define LEAST_SLOT 8
#define WIDEST_BAR 28

struct _KabChargesChart
{
  GtkWidget parent_instance;

  GListModel *statements;
  GArray *months;
  GArray *years;
  int current; /* by keyboard */
  int pointed; /* by pointer */
};

G_DEFINE_FINAL_TYPE (KabChargesChart, kab_charges_chart, GTK_TYPE_WIDGET)

enum
{
  PROP_STATEMENTS = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* What a drawing needs at each step of it. */
typedef struct
{
  KabChargesChart *chart;
  GtkSnapshot *snapshot;
  GArray *points;
  GdkRectangle plot;
  gint64 least; /* what the bottom stands for: 0 unless something is below it */
  gint64 most;
  gint64 step;
  GdkRGBA text;
  GdkRGBA charged;
  GdkRGBA paid;
  gboolean contrast;
} Drawing;

static PangoLayout *
create_text (KabChargesChart *self, const char *text, gboolean strong)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
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
get_text_width (KabChargesChart *self, const char *text)
{
  g_autoptr (PangoLayout) layout = create_text (self, text, FALSE);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
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

static int
get_axis_width (KabChargesChart *self, GArray *points)
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

static GdkRectangle
get_plot (KabChargesChart *self, GArray *points)
{
  int axis = get_axis_width (self, points);
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return (GdkRectangle){ axis, HEAD, MAX (width - axis, 1),
                         gtk_widget_get_height (GTK_WIDGET (self)) - HEAD - FOOT };
}

static GArray *
get_points (KabChargesChart *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - get_axis_width (self, self->months);

  return (guint) MAX (width, 1) / LEAST_SLOT >= self->months->len ? self->months : self->years;
}

static GdkRectangle
get_slot (const GdkRectangle *plot, guint n, guint index)
{
  int left = (int) ((gint64) plot->width * index / n);
  int right = (int) ((gint64) plot->width * (index + 1) / n);

  return (GdkRectangle){ plot->x + left, plot->y, right - left, plot->height };
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
      const float border[4] = { 1, 1, 1, 1 };
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
      draw_text (drawing, text, drawing->plot.x - AXIS_SPACING, y - 8, 1, 0.7);
    }
}

static void
draw_point (const Drawing *drawing, guint index)
{
  KabChartPoint *point = &g_array_index (drawing->points, KabChartPoint, index);
  GdkRectangle slot = get_slot (&drawing->plot, drawing->points->len, index);
  int gap = slot.width >= 12 ? 2 : 0;
  int bar = CLAMP ((slot.width * 4 / 5 - gap) / 2, 1, WIDEST_BAR);
  int x = slot.x + (slot.width - 2 * bar - gap) / 2;
  int base = get_y (drawing, 0);
  int charged = get_y (drawing, point->charged);
  int paid = get_y (drawing, point->paid);

  if ((int) index == drawing->chart->pointed || (int) index == drawing->chart->current)
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
  int y = drawing->plot.y + drawing->plot.height + 4;
  int free_from = 0;
  guint every = 0;

  while (every < G_N_ELEMENTS (steps) - 1 && room * steps[every] < needed)
    every++;

  for (guint i = 0; i < drawing->points->len; i++)
    {
      KabChartPoint *point = &g_array_index (drawing->points, KabChartPoint, i);
      GdkRectangle slot = get_slot (&drawing->plot, drawing->points->len, i);
      int middle = slot.x + slot.width / 2;
      g_autofree char *year = g_strdup_printf ("%d", point->month.year);
      g_autofree char *month = shorten_month (point->month);

      if (!point->is_year && steps[every] < 12 && (point->month.month - 1) % steps[every] == 0)
        draw_text (drawing, month, middle, y, 0.5F, 0.8);
      if ((i == 0 || point->is_year || point->month.month == 1) && slot.x >= free_from)
        {
          draw_text (drawing, year, middle, point->is_year ? y : y + 15, 0.5F, 0.8);
          free_from = slot.x + needed;
        }
    }
}

/* A swatch, a name, a figure when there is one; where the next one begins. */
static int
draw_name (const Drawing *drawing, gboolean paid, const char *name, const gint64 *kopecks, int x)
{
  g_autofree char *amount = kopecks != NULL ? kab_money_format (*kopecks) : g_strdup ("");
  g_autofree char *text = g_strconcat (name, kopecks != NULL ? " " : "", amount, NULL);

  draw_bar (drawing, paid, x, 28, SWATCH, SWATCH);
  draw_text (drawing, text, x + SWATCH + 6, 24, 0, 1);

  return x + SWATCH + 6 + get_text_width (drawing->chart, text) + 12;
}

static void
draw_head (const Drawing *drawing)
{
  int index = drawing->chart->pointed >= 0 ? drawing->chart->pointed : drawing->chart->current;
  gboolean single = index >= 0 && index < (int) drawing->points->len;
  KabChartPoint *point = single ? &g_array_index (drawing->points, KabChartPoint, index) : NULL;
  g_autofree char *title =
    single ? kab_chart_point_title (point) : kab_chart_points_title (drawing->points);
  g_autoptr (PangoLayout) layout = create_text (drawing->chart, title, TRUE);
  int next;

  pango_layout_set_width (layout, gtk_widget_get_width (GTK_WIDGET (drawing->chart)) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  gtk_snapshot_append_layout (drawing->snapshot, layout, &drawing->text);
  next = draw_name (drawing, FALSE, C_ ("chart", "Charged"), single ? &point->charged : NULL, 0);
  draw_name (drawing, TRUE, C_ ("chart", "Paid"), single ? &point->paid : NULL, next);
}

/* The month gone to is what a screen reader is told of; all of it is the name. */
static void
update_description (KabChargesChart *self)
{
  g_autofree char *name = kab_charges_chart_describe (self);
  g_autofree char *point =
    self->current >= 0 ? kab_charges_chart_describe_point (self, self->current) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, point, -1);
}

static void
set_current (KabChargesChart *self, int current)
{
  int last = kab_charges_chart_get_n_points (self) - 1;

  current = CLAMP (current, -1, last);
  if (self->current == current)
    return;

  self->current = current;
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
statements_changed_cb (KabChargesChart *self)
{
  g_clear_pointer (&self->months, g_array_unref);
  g_clear_pointer (&self->years, g_array_unref);
  if (self->statements != NULL)
    self->months = kab_chart_points_new (self->statements);
  else
    self->months = g_array_new (FALSE, FALSE, sizeof (KabChartPoint));
  self->years = kab_chart_points_by_year (self->months);
  self->current = self->pointed = -1;
  gtk_widget_set_visible (GTK_WIDGET (self), self->months->len > 0);
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_pressed_cb (KabChargesChart *self, guint key, guint code, GdkModifierType modifiers)
{
  int last = kab_charges_chart_get_n_points (self) - 1;

  if ((modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      set_current (self, self->current < 0 ? last : MAX (self->current - 1, 0));
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      set_current (self, self->current + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      set_current (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      set_current (self, last);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_left_cb (KabChargesChart *self)
{
  set_current (self, -1);
}

static void
set_pointed (KabChargesChart *self, int pointed)
{
  if (self->pointed == pointed)
    return;

  self->pointed = pointed;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pointer_moved_cb (KabChargesChart *self, double x, double y)
{
  set_pointed (self, kab_charges_chart_get_point_at (self, (int) x, (int) y));
}

static void
pointer_left_cb (KabChargesChart *self)
{
  set_pointed (self, -1);
}

static gboolean
kab_charges_chart_query_tooltip (GtkWidget *widget,
                                 int x,
                                 int y,
                                 gboolean keyboard,
                                 GtkTooltip *tooltip)
{
  KabChargesChart *self = KAB_CHARGES_CHART (widget);
  int point = keyboard ? self->current : kab_charges_chart_get_point_at (self, x, y);
  g_autofree char *text = NULL;
  GdkRectangle area;

  if (point < 0)
    return FALSE;

  text = kab_charges_chart_describe_point (self, point);
  area = kab_charges_chart_get_area (self, point);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &area);

  return TRUE;
}

static void
kab_charges_chart_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = WIDTH;
    }
  else
    *minimum = *natural = HEIGHT;
}

static void
kab_charges_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KabChargesChart *self = KAB_CHARGES_CHART (widget);
  AdwStyleManager *style = adw_style_manager_get_default ();
  Drawing drawing = { .chart = self, .snapshot = snapshot };

  if (self->months->len == 0)
    return;

  drawing.points = get_points (self);
  drawing.plot = get_plot (self, drawing.points);
  get_bounds (drawing.points, &drawing.least, &drawing.most);
  drawing.step = kab_chart_step (drawing.most - drawing.least);
  drawing.contrast = adw_style_manager_get_high_contrast (style);
  drawing.charged = find_color (widget, "accent_color");
  drawing.paid = find_color (widget, "success_color");
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &drawing.text);

  draw_head (&drawing);
  draw_scale (&drawing);
  for (guint i = 0; i < drawing.points->len; i++)
    draw_point (&drawing, i);
  draw_times (&drawing);
}

static void
kab_charges_chart_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabChargesChart *self = KAB_CHARGES_CHART (object);

  switch (id)
    {
    case PROP_STATEMENTS:
      g_value_set_object (value, self->statements);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_charges_chart_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabChargesChart *self = KAB_CHARGES_CHART (object);

  switch (id)
    {
    case PROP_STATEMENTS:
      kab_charges_chart_set_statements (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_charges_chart_dispose (GObject *object)
{
  KabChargesChart *self = KAB_CHARGES_CHART (object);

  if (self->statements != NULL)
    g_signal_handlers_disconnect_by_data (self->statements, self);
  g_clear_object (&self->statements);
  G_OBJECT_CLASS (kab_charges_chart_parent_class)->dispose (object);
}

static void
kab_charges_chart_finalize (GObject *object)
{
  KabChargesChart *self = KAB_CHARGES_CHART (object);

  g_array_unref (self->months);
  g_array_unref (self->years);
  G_OBJECT_CLASS (kab_charges_chart_parent_class)->finalize (object);
}

static void
kab_charges_chart_class_init (KabChargesChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_charges_chart_get_property;
  object_class->set_property = kab_charges_chart_set_property;
  object_class->dispose = kab_charges_chart_dispose;
  object_class->finalize = kab_charges_chart_finalize;
  widget_class->query_tooltip = kab_charges_chart_query_tooltip;
  widget_class->measure = kab_charges_chart_measure;
  widget_class->snapshot = kab_charges_chart_snapshot;

  properties[PROP_STATEMENTS] =
    g_param_spec_object ("statements", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kab_charges_chart_init (KabChargesChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pointer_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  statements_changed_cb (self);
}

GListModel *
kab_charges_chart_get_statements (KabChargesChart *self)
{
  g_return_val_if_fail (KAB_IS_CHARGES_CHART (self), NULL);

  return self->statements;
}

void
kab_charges_chart_set_statements (KabChargesChart *self, GListModel *statements)
{
  g_return_if_fail (KAB_IS_CHARGES_CHART (self));
  g_return_if_fail (statements == NULL || G_IS_LIST_MODEL (statements));

  if (self->statements == statements)
    return;

  if (self->statements != NULL)
    g_signal_handlers_disconnect_by_data (self->statements, self);
  g_set_object (&self->statements, statements);
  if (statements != NULL)
    g_signal_connect_swapped (statements, "items-changed", G_CALLBACK (statements_changed_cb),
                              self);
  statements_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATEMENTS]);
}

int
kab_charges_chart_get_n_points (KabChargesChart *self)
{
  g_return_val_if_fail (KAB_IS_CHARGES_CHART (self), 0);

  return (int) get_points (self)->len;
}

int
kab_charges_chart_get_point_at (KabChargesChart *self, int x, int y)
{
  GArray *points;
  GdkRectangle plot;

  g_return_val_if_fail (KAB_IS_CHARGES_CHART (self), -1);

  points = get_points (self);
  plot = get_plot (self, points);
  for (guint i = 0; i < points->len; i++)
    {
      GdkRectangle slot = get_slot (&plot, points->len, i);

      if (gdk_rectangle_contains_point (&slot, x, y))
        return (int) i;
    }

  return -1;
}

GdkRectangle
kab_charges_chart_get_area (KabChargesChart *self, int point)
{
  GArray *points;
  GdkRectangle plot;

  g_return_val_if_fail (KAB_IS_CHARGES_CHART (self), ((GdkRectangle){ 0 }));

  points = get_points (self);
  g_return_val_if_fail (point >= 0 && point < (int) points->len, ((GdkRectangle){ 0 }));
  plot = get_plot (self, points);

  return get_slot (&plot, points->len, (guint) point);
}

int
kab_charges_chart_get_current (KabChargesChart *self)
{
  g_return_val_if_fail (KAB_IS_CHARGES_CHART (self), -1);

  return self->current;
}

char *
kab_charges_chart_describe (KabChargesChart *self)
{
  g_return_val_if_fail (KAB_IS_CHARGES_CHART (self), NULL);

  return kab_chart_points_describe (self->months);
}

char *
kab_charges_chart_describe_point (KabChargesChart *self, int point)
{
  GArray *points;

  g_return_val_if_fail (KAB_IS_CHARGES_CHART (self), NULL);

  points = get_points (self);
  g_return_val_if_fail (point >= 0 && point < (int) points->len, NULL);

  return kab_chart_point_describe (&g_array_index (points, KabChartPoint, point));
}
