/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pdf-view.h"
#include "kab-sides.h"
#include "kab-toast.h"
#include "window-world.h"

static KabSides *
find_sides (WindowWorld *self)
{
  return KAB_SIDES (get_part (GTK_WIDGET (self->window), KAB_TYPE_FRAME, "sides"));
}

/* There is a border around the frame where nothing composes the windows. How narrow a window may
 * get changes on the way, so it is asked for again. */
static gboolean
is_as_wide_as (WindowWorld *self, int width)
{
  GtkWindow *window = GTK_WINDOW (self->window);
  int outer = gdk_surface_get_width (gtk_native_get_surface (GTK_NATIVE (window)));
  int now = gtk_widget_get_width (GTK_WIDGET (window_world_find_frame (self)));

  if (now != width)
    gtk_window_set_default_size (window, width + outer - now, 600);
  return now == width;
}

static void
resize (WindowWorld *self, int width)
{
  WAIT_UNTIL (is_as_wide_as (self, width));
  WAIT_UNTIL (kab_sides_get_folded (find_sides (self)) == (width < 720));
}

/* The button that goes back to the navigation: libadwaita's own, or ours where it has none. */
static GtkWidget *
find_back (WindowWorld *self)
{
  return find_icon_button (find_id (GTK_WIDGET (self->window), "content_bar"),
                           "go-previous-symbolic");
}

static void
test_width (WindowWorld *self, gconstpointer data)
{
  static const char *const pages[] = { "information", "charges", "receipts", "accounts",
                                       "profile" };
  GtkWidget *frame, *stack;
  int minimum;

  window_world_open_window (self, NULL);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  WAIT_UNTIL (kab_cabinet_get_details (self->page.cabinet) != NULL);
  frame = GTK_WIDGET (window_world_find_frame (self));
  stack = get_part (frame, KAB_TYPE_FRAME, "stack");
  resize (self, 1200);
  gtk_widget_measure (get_part (frame, KAB_TYPE_SIDES, "content"), GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum, NULL, NULL, NULL);
  g_test_message ("beside the navigation: %d", minimum);
  g_assert_cmpint (minimum, <=, 479);
  gtk_widget_measure (get_part (frame, KAB_TYPE_SIDES, "side"), GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum, NULL, NULL, NULL);
  g_test_message ("the navigation: %d", minimum);
  g_assert_cmpint (minimum, <=, 240);
  resize (self, 720);
  resize (self, 719);
  resize (self, 360);

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      window_world_show_page (self, pages[i]);
      gtk_widget_measure (frame, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_test_message ("%s: %d", pages[i], minimum);
      g_assert_cmpint (minimum, <=, 360);
    }

  /* On a narrow window a page lies over the navigation, and back returns to it. */
  g_assert_true (kab_sides_is_content_shown (find_sides (self)));
  press (find_back (self));
  g_assert_false (kab_sides_is_content_shown (find_sides (self)));
  WAIT_UNTIL (gtk_widget_get_mapped (window_world_find_row (self, 0)));
  WAIT_UNTIL (!gtk_widget_get_mapped (stack));
  window_world_show_page (self, "charges");
  g_assert_true (kab_sides_is_content_shown (find_sides (self)));
  WAIT_UNTIL (gtk_widget_get_mapped (stack));
  WAIT_UNTIL (!gtk_widget_get_mapped (window_world_find_row (self, 0)));

  /* Beside each other again, they are both there. */
  resize (self, 1000);
  WAIT_UNTIL (gtk_widget_get_mapped (window_world_find_row (self, 0)));
  g_assert_true (gtk_widget_get_mapped (stack));
  g_assert_cmpstr (window_world_get_shown (self), ==, "charges");
}

/* What needs more room than there is beside the navigation lies over it, whatever the width. */
static void
test_no_room (WindowWorld *self, gconstpointer data)
{
  GtkWidget *stack;

  window_world_open_window (self, NULL);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  resize (self, 1000);
  stack = get_part (GTK_WIDGET (self->window), KAB_TYPE_FRAME, "stack");
  gtk_widget_set_size_request (stack, 560, -1);
  resize (self, 900);
  WAIT_UNTIL (is_as_wide_as (self, 780));
  WAIT_UNTIL (kab_sides_get_folded (find_sides (self)));
  resize (self, 900);
}

/* The menu is at the navigation, which a page lies over on a narrow window. */
static void
test_menu (WindowWorld *self, gconstpointer data)
{
  static const int widths[] = { 1200, 360 };
  GtkMenuButton *button;

  window_world_open_window (self, NULL);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  button = GTK_MENU_BUTTON (get_part (GTK_WIDGET (self->window), KAB_TYPE_FRAME, "menu_button"));
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      resize (self, widths[i]);
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.menu", NULL);
      g_assert_true (gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (button))));
      WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
      gtk_menu_button_popdown (button);
      window_world_show_page (self, "charges");
    }
}

static float
get_bottom (GtkWidget *widget, GtkWidget *ancestor)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, ancestor, &bounds));

  return bounds.origin.y + bounds.size.height;
}

/* A toast, once it has come up, leaves the zoom of a receipt in view. */
static void
test_toast_above_zoom (WindowWorld *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  g_autoptr (GtkWidget) toast = NULL;
  GtkWidget *overlay, *zoom;
  int height;

  window_world_open_window (self, NULL);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  zoom = get_part (window, KAB_TYPE_PDF_VIEW, "zoom_box");
  gtk_widget_set_visible (zoom, TRUE);
  gtk_widget_measure (zoom, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, >, gtk_widget_get_margin_bottom (zoom));

  kab_toast_show (GTK_WIDGET (window_world_find_frame (self)), "Saved");
  overlay = find_child (window, ADW_TYPE_TOAST_OVERLAY);
  toast = g_object_ref (find_child (window, g_type_from_name ("AdwToastWidget")));
  WAIT_UNTIL (get_bottom (toast, overlay) <= (float) (gtk_widget_get_height (overlay) - height));
}

#define ADD(name, data, function)                                                     \
  g_test_add ("/window-size/" name, WindowWorld, data, window_world_set_up, function, \
              window_world_tear_down)

int
main (int argc, char *argv[])
{
  window_world_init (&argc, &argv);

  ADD ("width", NULL, test_width);
  ADD ("toast-above-zoom", NULL, test_toast_above_zoom);
  ADD ("no-room", NULL, test_no_room);
  ADD ("menu", NULL, test_menu);

  return window_world_run ();
}
