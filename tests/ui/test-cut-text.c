/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "cut-text.h"
#include "page-world.h"

#define LONG "A text that is rather long for the room it is given here"

/* What is found in a window 200 wide that shows @child. */
static char *
find_in (GtkWidget *child)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, "default-width", 200, "default-height", 100,
                                    "decorated", FALSE, "child", child, NULL);
  g_autoptr (GPtrArray) found = NULL;
  char *all;

  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (gtk_widget_get_width (child) > 0);
  found = cut_text_find (window);
  g_ptr_array_add (found, NULL);
  all = g_strjoinv ("\n", (char **) found->pdata);
  gtk_window_destroy (GTK_WINDOW (window));
  return all;
}

static GtkWidget *
make_label (const char *property, int value)
{
  GtkWidget *label = gtk_label_new (LONG);

  g_object_set (label, property, value, NULL);
  return label;
}

static void
test_shortened (void)
{
  g_autofree char *found = find_in (make_label ("ellipsize", PANGO_ELLIPSIZE_END));

  g_assert_cmpstr (found, ==, "shortened: “" LONG "” in GtkLabel");
}

/* A box that is no wider than it was told to be, whatever stands in it. */
static void
test_cut_off (void)
{
  GtkWidget *fixed = gtk_fixed_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *found = NULL;

  gtk_fixed_put (GTK_FIXED (fixed), gtk_label_new (LONG), -20, 0);
  gtk_widget_set_overflow (fixed, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (box), fixed);
  found = find_in (box);
  g_assert_cmpstr (found, ==, "cut off: “" LONG "” in GtkLabel");
}

static void
test_whole (void)
{
  g_autofree char *wrapped = find_in (make_label ("wrap", TRUE));
  g_autofree char *wide = find_in (gtk_label_new (LONG));

  g_assert_cmpstr (wrapped, ==, "");
  g_assert_cmpstr (wide, ==, "");
}

static void
test_scrolled (void)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_autofree char *found = NULL;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), gtk_label_new (LONG));
  found = find_in (scrolled);
  g_assert_cmpstr (found, ==, "");
}

/* What is not on the screen is not cut. */
static void
test_hidden (void)
{
  GtkWidget *stack = gtk_stack_new ();
  g_autofree char *found = NULL;

  gtk_stack_add_child (GTK_STACK (stack), gtk_label_new ("short"));
  gtk_stack_add_child (GTK_STACK (stack), make_label ("ellipsize", PANGO_ELLIPSIZE_END));
  found = find_in (stack);
  g_assert_cmpstr (found, ==, "");
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);

  g_test_add_func ("/cut-text/shortened", test_shortened);
  g_test_add_func ("/cut-text/cut-off", test_cut_off);
  g_test_add_func ("/cut-text/whole", test_whole);
  g_test_add_func ("/cut-text/scrolled", test_scrolled);
  g_test_add_func ("/cut-text/hidden", test_hidden);
  return g_test_run ();
}
