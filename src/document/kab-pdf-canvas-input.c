/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "kab-pdf-canvas-private.h"

/* One notch of the wheel. */
#define WHEEL_FACTOR 1.15

/* The page nearest to a point of the widget, and the point on it. */
static int
find_point (KabPdfCanvas *self, double x, double y, graphene_point_t *point)
{
  double scale = self->layout.zoom * KAB_PDF_PIXELS_PER_POINT;
  int page = kab_pdf_canvas_find_page (self, y);
  KabPdfBox box;
  double width, height;

  if (page < 0)
    return -1;

  box = kab_pdf_canvas_get_box (self, page);
  kab_pdf_get_page_size (self->pdf, page, &width, &height);
  graphene_point_init (point, (float) CLAMP ((x - box.x) / scale, 0, width),
                       (float) CLAMP ((y - box.y) / scale, 0, height));

  return page;
}

static const KabPdfLink *
find_link (KabPdfCanvas *self, double x, double y)
{
  graphene_point_t point;
  int page = find_point (self, x, y, &point);

  return page >= 0 ? kab_pdf_links_find (self->links, page, &point) : NULL;
}

static void
drag_began_cb (GtkGestureDrag *gesture, double x, double y, KabPdfCanvas *self)
{
  GdkDevice *device = gtk_gesture_get_device (GTK_GESTURE (gesture));

  /* A finger scrolls. */
  if (!self->pdf || (device && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_moved_cb (GtkGestureDrag *gesture, double dx, double dy, KabPdfCanvas *self)
{
  GdkEventSequence *sequence =
    gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture));
  graphene_point_t point;
  double x, y;
  int page;

  if (!self->pdf || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;

  if (gtk_gesture_get_sequence_state (GTK_GESTURE (gesture), sequence) !=
      GTK_EVENT_SEQUENCE_CLAIMED)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
        return;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_grab_focus (GTK_WIDGET (self));
      page = find_point (self, x, y, &point);
      kab_pdf_sweep_begin (self->sweep, page, &point);
    }

  page = find_point (self, x + dx, y + dy, &point);
  kab_pdf_sweep_extend (self->sweep, page, &point);
}

static void
click_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, KabPdfCanvas *self)
{
  const KabPdfLink *link;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!self->pdf)
    return;

  kab_pdf_sweep_clear (self->sweep);
  kab_pdf_links_leave (self->links);
  link = find_link (self, x, y);
  if (link)
    kab_pdf_canvas_activate_link (self, link);
}

static void
pointer_moved_cb (GtkEventControllerMotion *controller, double x, double y, KabPdfCanvas *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   self->pdf && find_link (self, x, y) ? "pointer" : NULL);
}

static gboolean
wheel_turned_cb (GtkEventControllerScroll *controller, double dx, double dy, KabPdfCanvas *self)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!(state & GDK_CONTROL_MASK) || !self->pdf)
    return GDK_EVENT_PROPAGATE;

  kab_pdf_canvas_zoom_at (self, self->zoom * pow (WHEEL_FACTOR, -dy), self->pointer_x,
                          self->pointer_y);

  return GDK_EVENT_STOP;
}

static void
pinch_began_cb (GtkGesture *gesture, GdkEventSequence *sequence, KabPdfCanvas *self)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  self->pinch_zoom = self->zoom;
}

static void
pinched_cb (GtkGestureZoom *gesture, double scale, KabPdfCanvas *self)
{
  double x, y;

  if (self->pdf && gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    kab_pdf_canvas_zoom_at (self, self->pinch_zoom * scale, x, y);
}

/* An arrow that has nowhere to scroll to moves the focus. */
static gboolean
scroll_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  KabPdfCanvas *self = KAB_PDF_CANVAS (widget);
  GtkAdjustment *adjustment;
  int orientation, direction;
  gboolean is_page;
  double size;

  g_variant_get (arguments, "(iib)", &orientation, &direction, &is_page);
  adjustment = self->adjustments[orientation];
  size = gtk_adjustment_get_page_size (adjustment);
  if (gtk_adjustment_get_upper (adjustment) <= size)
    return GDK_EVENT_PROPAGATE;

  gtk_adjustment_set_value (
    adjustment, gtk_adjustment_get_value (adjustment) +
                  direction * (is_page ? gtk_adjustment_get_page_increment (adjustment)
                                       : gtk_adjustment_get_step_increment (adjustment)));

  return GDK_EVENT_STOP;
}

void
kab_pdf_canvas_add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keys[2];
    GdkModifierType modifiers;
    GtkOrientation orientation;
    int direction;
    gboolean is_page;
  } bindings[] = {
    { { GDK_KEY_Up, GDK_KEY_KP_Up }, 0, GTK_ORIENTATION_VERTICAL, -1, FALSE },
    { { GDK_KEY_Down, GDK_KEY_KP_Down }, 0, GTK_ORIENTATION_VERTICAL, 1, FALSE },
    { { GDK_KEY_Left, GDK_KEY_KP_Left }, 0, GTK_ORIENTATION_HORIZONTAL, -1, FALSE },
    { { GDK_KEY_Right, GDK_KEY_KP_Right }, 0, GTK_ORIENTATION_HORIZONTAL, 1, FALSE },
    { { GDK_KEY_space, GDK_KEY_KP_Space }, 0, GTK_ORIENTATION_VERTICAL, 1, TRUE },
    { { GDK_KEY_space, GDK_KEY_KP_Space }, GDK_SHIFT_MASK, GTK_ORIENTATION_VERTICAL, -1, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (bindings[i].keys); j++)
      gtk_widget_class_add_binding (widget_class, bindings[i].keys[j], bindings[i].modifiers,
                                    scroll_key_cb, "(iib)", (int) bindings[i].orientation,
                                    bindings[i].direction, bindings[i].is_page);
  kab_pdf_canvas_add_link_bindings (widget_class);
}

void
kab_pdf_canvas_add_controllers (KabPdfCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *wheel =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect (wheel, "scroll", G_CALLBACK (wheel_turned_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (click_released_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_began_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_moved_cb), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_began_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinched_cb), self);

  /* Before the scrolled window takes one of the two fingers for scrolling. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (pinch), GTK_PHASE_CAPTURE);

  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, wheel);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  self->drag = GTK_EVENT_CONTROLLER (drag);
  gtk_widget_add_controller (widget, self->drag);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
}
