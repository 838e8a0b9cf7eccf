/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pair.h"

#include "kab-text-scale.h"

#define ROW_SPACING 3

struct _KabPair
{
  GtkWidget parent_instance;

  int threshold;
  int spacing;
};

G_DEFINE_FINAL_TYPE (KabPair, kab_pair, GTK_TYPE_WIDGET)

enum
{
  PROP_THRESHOLD = 1,
  PROP_SPACING,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

typedef struct
{
  int minimum;
  int natural;
} Request;

static Request
measure (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  Request request;

  gtk_widget_measure (child, orientation, for_size, &request.minimum, &request.natural, NULL, NULL);
  return request;
}

/* The children that are seen: two, one or none. */
static int
get_children (KabPair *self, GtkWidget *children[2])
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL && n < 2;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      children[n++] = child;
  return n;
}

/* How wide each is beside the other; whether there is room for that. */
static gboolean
share_width (KabPair *self, GtkWidget *children[2], int width, int widths[2])
{
  Request first = measure (children[0], GTK_ORIENTATION_HORIZONTAL, -1);
  Request second = measure (children[1], GTK_ORIENTATION_HORIZONTAL, -1);
  int room = width - self->spacing;
  gboolean fits = room >= first.natural + second.natural;

  if (!fits && (width < self->threshold * kab_text_scale_get (GTK_WIDGET (self)) ||
                room < first.minimum + second.minimum))
    return FALSE;
  widths[1] = MIN (second.natural, room - first.minimum);
  widths[0] = room - widths[1];
  return TRUE;
}

static GtkSizeRequestMode
kab_pair_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static Request
measure_width (KabPair *self, GtkWidget *children[2])
{
  Request first = measure (children[0], GTK_ORIENTATION_HORIZONTAL, -1);
  Request second = measure (children[1], GTK_ORIENTATION_HORIZONTAL, -1);

  return (Request){ MAX (first.minimum, second.minimum),
                    first.natural + self->spacing + second.natural };
}

static Request
measure_height (KabPair *self, GtkWidget *children[2], int width)
{
  int widths[2] = { width, width };
  gboolean beside = width < 0 || share_width (self, children, width, widths);
  Request first = measure (children[0], GTK_ORIENTATION_VERTICAL, widths[0]);
  Request second = measure (children[1], GTK_ORIENTATION_VERTICAL, widths[1]);

  if (beside)
    return (Request){ MAX (first.minimum, second.minimum), MAX (first.natural, second.natural) };
  return (Request){ first.minimum + ROW_SPACING + second.minimum,
                    first.natural + ROW_SPACING + second.natural };
}

static void
kab_pair_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  KabPair *self = KAB_PAIR (widget);
  GtkWidget *children[2];
  int n = get_children (self, children);
  Request request = { 0, 0 };

  if (n == 1)
    request = measure (children[0], orientation, for_size);
  else if (n == 2 && orientation == GTK_ORIENTATION_HORIZONTAL)
    request = measure_width (self, children);
  else if (n == 2)
    request = measure_height (self, children, for_size);
  *minimum = request.minimum;
  *natural = request.natural;
}

static void
place (KabPair *self, GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation allocation = { x, y, width, height };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
kab_pair_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KabPair *self = KAB_PAIR (widget);
  GtkWidget *children[2];
  int n = get_children (self, children);
  int widths[2];

  if (n == 1)
    place (self, children[0], 0, 0, width, height);
  if (n < 2)
    return;
  if (share_width (self, children, width, widths))
    {
      place (self, children[0], 0, 0, widths[0], height);
      place (self, children[1], width - widths[1], 0, widths[1], height);
    }
  else
    {
      Request second = measure (children[1], GTK_ORIENTATION_VERTICAL, width);
      int first = height - ROW_SPACING - second.minimum;

      place (self, children[0], 0, 0, width, first);
      place (self, children[1], 0, first + ROW_SPACING, width, second.minimum);
    }
}

static void
kab_pair_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabPair *self = KAB_PAIR (object);

  switch (id)
    {
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_pair_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabPair *self = KAB_PAIR (object);

  switch (id)
    {
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_pair_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kab_pair_parent_class)->dispose (object);
}

static void
kab_pair_class_init (KabPairClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = kab_pair_get_property;
  object_class->set_property = kab_pair_set_property;
  object_class->dispose = kab_pair_dispose;
  widget_class->get_request_mode = kab_pair_get_request_mode;
  widget_class->measure = kab_pair_measure;
  widget_class->size_allocate = kab_pair_size_allocate;

  properties[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 12, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_css_name (widget_class, "pair");
}

static void
kab_pair_init (KabPair *self)
{
}
