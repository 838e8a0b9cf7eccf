/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-headed-scroll.h"

struct _KabHeadedScroll
{
  GtkWidget parent_instance;

  GtkWidget *header;
  GtkWidget *list;
  GtkAdjustment *hadjustment; /* the list's own: the header is as wide as the window */
  GtkAdjustment *vadjustment;
  GtkAdjustment *list_vadjustment;
  gboolean allocating;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (KabHeadedScroll,
                               kab_headed_scroll,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

enum
{
  PROP_HEADER = 1,
  PROP_LIST,
  N_PROPERTIES,
  PROP_HADJUSTMENT = N_PROPERTIES,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPERTIES];

/* A window that has just become narrow asks how high the wide table is, which newer GTK answers for
 * no width that is under the table's least. */
static int
measure (GtkWidget *child, GtkOrientation orientation, int for_size, int *natural)
{
  int minimum = 0;

  *natural = 0;
  if (child == NULL || !gtk_widget_get_visible (child))
    return 0;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      for_size = MAX (for_size, minimum);
    }
  gtk_widget_measure (child, orientation, for_size, &minimum, natural, NULL, NULL);

  return minimum;
}

/* How much of the page is above the window. */
static int
get_offset (KabHeadedScroll *self)
{
  return self->vadjustment != NULL ? (int) gtk_adjustment_get_value (self->vadjustment) : 0;
}

static void
place (GtkWidget *child, int y, int width, int height)
{
  GtkAllocation allocation = { 0, y, width, height };

  gtk_widget_size_allocate (child, &allocation, -1);
}

/* How high the list would be if all of it were shown; known once it has its size. */
static int
get_list_height (KabHeadedScroll *self, int width, int height)
{
  int page = (int) gtk_adjustment_get_page_size (self->list_vadjustment);
  int upper = (int) gtk_adjustment_get_upper (self->list_vadjustment);
  int natural;

  if (!gtk_widget_get_visible (self->list))
    return 0;
  if (upper > page)
    return height - page + upper;

  measure (self->list, GTK_ORIENTATION_VERTICAL, width, &natural);

  return MIN (natural, height);
}

/* The list scrolled by itself, to a row that got the focus: the page goes as far. */
static void
list_scrolled_cb (KabHeadedScroll *self)
{
  int header, natural, expected, moved;

  if (self->allocating || self->vadjustment == NULL)
    return;

  header = measure (self->header, GTK_ORIENTATION_VERTICAL,
                    gtk_widget_get_width (GTK_WIDGET (self)), &natural);
  expected = MAX (get_offset (self) - header, 0);
  moved = (int) gtk_adjustment_get_value (self->list_vadjustment) - expected;
  if (moved != 0)
    gtk_adjustment_set_value (self->vadjustment, get_offset (self) + moved);
}

static void
list_changed_cb (KabHeadedScroll *self)
{
  if (!self->allocating)
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
scrolled_cb (KabHeadedScroll *self)
{
  if (!self->allocating)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_vadjustment (KabHeadedScroll *self, GtkAdjustment *vadjustment)
{
  if (self->vadjustment == vadjustment)
    return;

  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  g_set_object (&self->vadjustment, vadjustment);
  if (vadjustment != NULL)
    g_signal_connect_swapped (vadjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify (G_OBJECT (self), "vadjustment");
}

static void
set_hadjustment (KabHeadedScroll *self, GtkAdjustment *hadjustment)
{
  if (!g_set_object (&self->hadjustment, hadjustment))
    return;

  if (self->list != NULL)
    gtk_scrollable_set_hadjustment (GTK_SCROLLABLE (self->list), hadjustment);
  g_object_notify (G_OBJECT (self), "hadjustment");
}

static GtkSizeRequestMode
kab_headed_scroll_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kab_headed_scroll_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  KabHeadedScroll *self = KAB_HEADED_SCROLL (widget);
  int header, list;

  *minimum = measure (self->header, orientation, for_size, &header);
  measure (self->list, orientation, for_size, &list);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (header, list);
  else
    *natural = *minimum + list;
}

static void
kab_headed_scroll_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KabHeadedScroll *self = KAB_HEADED_SCROLL (widget);
  int natural, top, within, room;
  int header = measure (self->header, GTK_ORIENTATION_VERTICAL, width, &natural);
  int offset = get_offset (self);
  int content = header;

  if (self->list == NULL || self->vadjustment == NULL)
    return;

  self->allocating = TRUE;

  if (self->header != NULL)
    {
      gtk_widget_set_child_visible (self->header, offset < header);
      place (self->header, -MIN (offset, header), width, header);
    }

  top = MAX (header - offset, 0);
  gtk_adjustment_set_value (self->list_vadjustment, MAX (offset - header, 0));
  /* Below the window's edge, while the header leaves it less than its titles need. */
  room = MAX (height - top, measure (self->list, GTK_ORIENTATION_VERTICAL, width, &natural));
  place (self->list, top, width, room);

  within = (int) gtk_adjustment_get_value (self->list_vadjustment);
  /* Rows that came in above those that are seen have moved the list, though its top is seen. */
  if (offset < header && within > 0)
    {
      gtk_adjustment_set_value (self->list_vadjustment, 0);
      place (self->list, top, width, room);
    }
  /* Rows that were not measured before may have moved it too. */
  if (offset >= header)
    offset = header + within;
  content += get_list_height (self, width, room);
  offset = CLAMP (offset, 0, MAX (content - height, 0));
  gtk_adjustment_configure (self->vadjustment, offset, 0, MAX (content, height), height * 0.1,
                            height * 0.9, height);

  self->allocating = FALSE;
}

/* Who comes by the keyboard into what is scrolled off sees it. */
static void
kab_headed_scroll_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  KabHeadedScroll *self = KAB_HEADED_SCROLL (widget);

  GTK_WIDGET_CLASS (kab_headed_scroll_parent_class)->set_focus_child (widget, child);
  if (child != NULL && child == self->header && self->vadjustment != NULL)
    gtk_adjustment_set_value (self->vadjustment, 0);
}

static void
kab_headed_scroll_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabHeadedScroll *self = KAB_HEADED_SCROLL (object);

  switch (id)
    {
    case PROP_HEADER:
      g_value_set_object (value, self->header);
      break;
    case PROP_LIST:
      g_value_set_object (value, self->list);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_MINIMUM);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_headed_scroll_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabHeadedScroll *self = KAB_HEADED_SCROLL (object);

  switch (id)
    {
    case PROP_HEADER:
      kab_headed_scroll_set_header (self, g_value_get_object (value));
      break;
    case PROP_LIST:
      kab_headed_scroll_set_list (self, g_value_get_object (value));
      break;
    case PROP_HADJUSTMENT:
      set_hadjustment (self, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_vadjustment (self, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_headed_scroll_dispose (GObject *object)
{
  KabHeadedScroll *self = KAB_HEADED_SCROLL (object);

  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  if (self->list_vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->list_vadjustment, self);
  g_clear_object (&self->vadjustment);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->list_vadjustment);
  G_OBJECT_CLASS (kab_headed_scroll_parent_class)->dispose (object);
}

static void
kab_headed_scroll_class_init (KabHeadedScrollClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kab_headed_scroll_get_property;
  object_class->set_property = kab_headed_scroll_set_property;
  object_class->dispose = kab_headed_scroll_dispose;
  widget_class->get_request_mode = kab_headed_scroll_get_request_mode;
  widget_class->measure = kab_headed_scroll_measure;
  widget_class->size_allocate = kab_headed_scroll_size_allocate;
  widget_class->set_focus_child = kab_headed_scroll_set_focus_child;

  properties[PROP_HEADER] = g_param_spec_object ("header", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
kab_headed_scroll_init (KabHeadedScroll *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->list_vadjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_swapped (self->list_vadjustment, "value-changed", G_CALLBACK (list_scrolled_cb),
                            self);
  g_signal_connect_swapped (self->list_vadjustment, "changed", G_CALLBACK (list_changed_cb), self);
}

void
kab_headed_scroll_set_header (KabHeadedScroll *self, GtkWidget *header)
{
  g_return_if_fail (KAB_IS_HEADED_SCROLL (self));
  g_return_if_fail (header == NULL || GTK_IS_WIDGET (header));

  if (self->header == header)
    return;

  g_clear_pointer (&self->header, gtk_widget_unparent);
  self->header = header;
  if (header != NULL)
    gtk_widget_insert_after (header, GTK_WIDGET (self), NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADER]);
}

void
kab_headed_scroll_set_list (KabHeadedScroll *self, GtkWidget *list)
{
  g_return_if_fail (KAB_IS_HEADED_SCROLL (self));
  g_return_if_fail (list == NULL || GTK_IS_SCROLLABLE (list));

  if (self->list == list)
    return;

  g_clear_pointer (&self->list, gtk_widget_unparent);
  self->list = list;
  if (list != NULL)
    {
      gtk_widget_insert_before (list, GTK_WIDGET (self), NULL);
      gtk_scrollable_set_hadjustment (GTK_SCROLLABLE (list), self->hadjustment);
      gtk_scrollable_set_vadjustment (GTK_SCROLLABLE (list), self->list_vadjustment);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIST]);
}
