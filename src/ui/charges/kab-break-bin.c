/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-break-bin.h"

#include "kab-class.h"
#include "kab-text-scale.h"

struct _KabBreakBin
{
  GtkWidget parent_instance;

  int threshold;
  gboolean narrow;
  guint idle;
};

G_DEFINE_FINAL_TYPE (KabBreakBin, kab_break_bin, GTK_TYPE_WIDGET)

enum
{
  PROP_THRESHOLD = 1,
  PROP_NARROW,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static gboolean
is_narrow (KabBreakBin *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) <
         self->threshold * kab_text_scale_get (GTK_WIDGET (self));
}

static gboolean
width_changed_cb (gpointer user_data)
{
  KabBreakBin *self = user_data;

  self->idle = 0;
  if (self->narrow != is_narrow (self))
    {
      self->narrow = !self->narrow;
      kab_class_set (GTK_WIDGET (self), "narrow", self->narrow);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
    }

  return G_SOURCE_REMOVE;
}

static GtkSizeRequestMode
kab_break_bin_get_request_mode (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child != NULL ? gtk_widget_get_request_mode (child) : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
kab_break_bin_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
kab_break_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KabBreakBin *self = KAB_BREAK_BIN (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);
  if (self->narrow != is_narrow (self) && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, width_changed_cb, self, NULL);
}

static void
kab_break_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabBreakBin *self = KAB_BREAK_BIN (object);

  switch (id)
    {
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_break_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabBreakBin *self = KAB_BREAK_BIN (object);

  switch (id)
    {
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_break_bin_dispose (GObject *object)
{
  KabBreakBin *self = KAB_BREAK_BIN (object);
  GtkWidget *child;

  g_clear_handle_id (&self->idle, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kab_break_bin_parent_class)->dispose (object);
}

static void
kab_break_bin_class_init (KabBreakBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_break_bin_get_property;
  object_class->set_property = kab_break_bin_set_property;
  object_class->dispose = kab_break_bin_dispose;
  widget_class->get_request_mode = kab_break_bin_get_request_mode;
  widget_class->measure = kab_break_bin_measure;
  widget_class->size_allocate = kab_break_bin_size_allocate;

  properties[PROP_THRESHOLD] =
    g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
kab_break_bin_init (KabBreakBin *self)
{
}

gboolean
kab_break_bin_get_narrow (KabBreakBin *self)
{
  g_return_val_if_fail (KAB_IS_BREAK_BIN (self), FALSE);

  return self->narrow;
}

GtkOrientation
kab_break_bin_orient (gpointer instance, gboolean narrow)
{
  return narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
}
