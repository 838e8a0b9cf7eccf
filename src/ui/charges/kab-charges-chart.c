/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-charges-chart.h"

#include "kab-chart-drawing.h"
#include "kab-chart-points.h"

#define LEAST_WIDTH 240
#define WIDTH       640
/* Narrower than this a pair of bars cannot be told from its neighbours: then years are shown. */
#define LEAST_SLOT 8

struct _KabChargesChart
{
  GtkWidget parent_instance;

  GListModel *statements;
  GArray *months;
  GArray *years;
  GArray *shown; /* months or years, as there is room */
  int current;   /* by keyboard */
  int pointed;   /* by pointer */
};

G_DEFINE_FINAL_TYPE (KabChargesChart, kab_charges_chart, GTK_TYPE_WIDGET)

enum
{
  PROP_STATEMENTS = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static GArray *
choose_points (KabChargesChart *self, int width)
{
  int room = width - kab_chart_get_axis_width (GTK_WIDGET (self), self->months);

  return (guint) MAX (room, 1) / LEAST_SLOT >= self->months->len ? self->months : self->years;
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
  /* What was done last counts: there is one month that is looked at. */
  self->pointed = -1;
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
  self->shown = choose_points (self, gtk_widget_get_width (GTK_WIDGET (self)));
  self->current = self->pointed = -1;
  gtk_widget_set_visible (GTK_WIDGET (self), self->months->len > 0);
  update_description (self);
  /* The longest figures decide how high the head is. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
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

/* Who comes here sees where they are. */
static void
focus_entered_cb (KabChargesChart *self)
{
  set_current (self, kab_charges_chart_get_n_points (self) - 1);
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
  KabChargesChart *self = KAB_CHARGES_CHART (widget);
  int width = for_size < 0 ? WIDTH : for_size;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = WIDTH;
    }
  else if (self->months->len == 0)
    *minimum = *natural = 0;
  else
    *minimum = *natural = kab_chart_get_height (widget, choose_points (self, width), width);
}

/* The last of @points that is of the same year. */
static int
find_year (GArray *points, int year)
{
  int found = -1;

  for (guint i = 0; i < points->len; i++)
    if (g_array_index (points, KabChartPoint, i).month.year <= year)
      found = (int) i;

  return found;
}

/* Months become years where there is no room for them, and years months. */
static void
kab_charges_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KabChargesChart *self = KAB_CHARGES_CHART (widget);
  GArray *points = choose_points (self, width);
  GArray *before = self->shown;

  self->shown = points;
  if (points == before)
    return;

  self->pointed = -1;
  if (self->current < 0)
    return;

  self->current =
    find_year (points, g_array_index (before, KabChartPoint, self->current).month.year);
  update_description (self);
}

static GtkSizeRequestMode
kab_charges_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kab_charges_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KabChargesChart *self = KAB_CHARGES_CHART (widget);

  if (self->months->len > 0)
    kab_chart_draw (widget, snapshot, self->shown,
                    self->pointed >= 0 ? self->pointed : self->current);
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
  widget_class->get_request_mode = kab_charges_chart_get_request_mode;
  widget_class->measure = kab_charges_chart_measure;
  widget_class->size_allocate = kab_charges_chart_size_allocate;
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
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_entered_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);

  /* Time goes to the right, as figures do, whatever the direction of the text around it. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);
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

  return (int) self->shown->len;
}

int
kab_charges_chart_get_point_at (KabChargesChart *self, int x, int y)
{
  GArray *points;
  GdkRectangle plot;

  g_return_val_if_fail (KAB_IS_CHARGES_CHART (self), -1);

  points = self->shown;
  plot = kab_chart_get_plot (GTK_WIDGET (self), points);
  for (guint i = 0; i < points->len; i++)
    {
      GdkRectangle slot = kab_chart_get_slot (&plot, points->len, i);

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

  points = self->shown;
  g_return_val_if_fail (point >= 0 && point < (int) points->len, ((GdkRectangle){ 0 }));
  plot = kab_chart_get_plot (GTK_WIDGET (self), points);

  return kab_chart_get_slot (&plot, points->len, (guint) point);
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

  points = self->shown;
  g_return_val_if_fail (point >= 0 && point < (int) points->len, NULL);

  return kab_chart_point_describe (&g_array_index (points, KabChartPoint, point));
}
