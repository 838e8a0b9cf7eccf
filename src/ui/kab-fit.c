/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-fit.h"

/* A popover's own edges, on both sides. */
#define EDGES 24

static GtkSizeRequestMode
get_request_mode (GtkWidget *bin)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
get_room (GtkWidget *bin)
{
  GtkRoot *root = gtk_widget_get_root (bin);
  GtkWidget *popover = gtk_widget_get_ancestor (bin, GTK_TYPE_POPOVER);
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  int width;

  if (window != NULL && popover == NULL)
    window = gtk_window_get_transient_for (window);
  width = window != NULL ? gtk_widget_get_width (GTK_WIDGET (window)) : 0;
  if (popover != NULL)
    width -= EDGES;
  return width > 0 ? width : G_MAXINT;
}

static void
measure (GtkWidget *bin,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (bin);
  int least, width;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &width, NULL, NULL);
  width = MAX (least, MIN (width, get_room (bin)));
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = width;
    }
  else
    /* A popover, and a window that is not to be resized, asks how high its child is without saying
     * how wide it will be; or it counts its shadow in. */
    gtk_widget_measure (child, orientation, for_size < 0 ? width : MIN (for_size, width), minimum,
                        natural, NULL, NULL);
}

static void
measure_scrolled (GtkWidget *bin,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (gtk_widget_get_first_child (bin));
  GtkWidget *child = gtk_scrolled_window_get_child (scrolled);

  gtk_widget_measure (GTK_WIDGET (scrolled), orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 0)
    return;
  gtk_widget_measure (child, orientation, for_size, NULL, natural, NULL, NULL);
  *natural = MIN (*natural, gtk_scrolled_window_get_max_content_height (scrolled));
  *natural = MAX (*natural, *minimum);
}

static void
allocate (GtkWidget *bin, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (bin), width, height, baseline, NULL);
}

static GtkWidget *
create_bin (GtkWidget *child)
{
  GtkWidget *bin = g_object_new (ADW_TYPE_BIN, "child", child, NULL);

  gtk_widget_set_layout_manager (bin, gtk_custom_layout_new (get_request_mode, measure, allocate));
  return bin;
}

void
kab_fit_popover (GtkPopover *popover)
{
  g_autoptr (GtkWidget) child = NULL;

  g_return_if_fail (GTK_IS_POPOVER (popover));
  g_return_if_fail (gtk_popover_get_child (popover) != NULL);

  child = g_object_ref (gtk_popover_get_child (popover));
  gtk_popover_set_child (popover, NULL);
  gtk_popover_set_child (popover, create_bin (child));
}

void
kab_fit_dialog (AdwWindow *dialog)
{
  g_autoptr (GtkWidget) content = NULL;

  g_return_if_fail (ADW_IS_WINDOW (dialog));
  g_return_if_fail (adw_window_get_content (dialog) != NULL);

  content = g_object_ref (adw_window_get_content (dialog));
  adw_window_set_content (dialog, NULL);
  adw_window_set_content (dialog, create_bin (content));
}

void
kab_fit_scrolled (AdwBin *bin)
{
  g_return_if_fail (ADW_IS_BIN (bin));
  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (adw_bin_get_child (bin)));

  gtk_widget_set_layout_manager (
    GTK_WIDGET (bin), gtk_custom_layout_new (get_request_mode, measure_scrolled, allocate));
}
