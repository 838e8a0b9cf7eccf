/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-cell-bin.h"
#include "page-world.h"

static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* As a row of newer GTK asks it: in one line until it has a width, then for that one; and no height
 * makes it wider. */
static void
test_height (void)
{
  GtkWidget *label = gtk_label_new ("Online bank, receipt 261028, and more words than fit");
  GtkWidget *bin = kab_cell_bin_new (label);
  GtkWidget *window = gtk_window_new ();
  int line, width, height;

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_halign (bin, GTK_ALIGN_START);
  gtk_widget_set_size_request (window, 100, 100);
  gtk_window_set_default_size (GTK_WINDOW (window), 100, 100);
  gtk_window_set_child (GTK_WINDOW (window), bin);
  line = measure (bin, GTK_ORIENTATION_VERTICAL, -1);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (measure (bin, GTK_ORIENTATION_VERTICAL, -1) > line);

  width = gtk_widget_get_width (bin);
  height = measure (bin, GTK_ORIENTATION_VERTICAL, -1);
  g_assert_cmpint (height, ==, measure (label, GTK_ORIENTATION_VERTICAL, width));
  g_assert_cmpint (measure (bin, GTK_ORIENTATION_HORIZONTAL, height), ==,
                   measure (bin, GTK_ORIENTATION_HORIZONTAL, -1));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);
  g_test_add_func ("/cell-bin/height", test_height);
  return g_test_run ();
}
