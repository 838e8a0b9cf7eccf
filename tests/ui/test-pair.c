/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pair.h"
#include "kab-word.h"
#include "page-world.h"

#define LONG "Debt at the start of the month of February"

typedef struct
{
  GtkWidget *pair;
  GtkWidget *first;
  GtkWidget *second;
} Pair;

static GtkWidget *
create_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);

  return label;
}

static Pair
create_pair (const char *first, const char *second, int threshold)
{
  Pair pair = { g_object_new (KAB_TYPE_PAIR, "threshold", threshold, NULL), create_text (first),
                create_text (second) };

  gtk_widget_set_parent (pair.first, pair.pair);
  gtk_widget_set_parent (pair.second, pair.pair);
  g_object_ref_sink (pair.pair);

  return pair;
}

static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, gboolean natural)
{
  int sizes[2];

  gtk_widget_measure (widget, orientation, for_size, &sizes[0], &sizes[1], NULL, NULL);

  return sizes[natural];
}

static void
allocate (GtkWidget *widget, int width)
{
  GtkAllocation allocation = { 0, 0, width,
                               measure (widget, GTK_ORIENTATION_VERTICAL, width, FALSE) };

  gtk_widget_size_allocate (widget, &allocation, -1);
}

/* Where @child begins in @pair: from the left and from the top. */
static void
assert_place (GtkWidget *pair, GtkWidget *child, int x, int y)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, pair, &bounds));
  g_assert_cmpint ((int) bounds.origin.x, ==, x);
  g_assert_cmpint ((int) bounds.origin.y, ==, y);
}

static void
test_pair_beside (void)
{
  Pair pair = create_pair ("Penalty", "0.00", 200);
  int width = measure (pair.pair, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);

  allocate (pair.pair, 400);
  assert_place (pair.pair, pair.first, 0, 0);
  assert_place (pair.pair, pair.second, 400 - gtk_widget_get_width (pair.second), 0);
  /* Under the threshold too, where neither has to wrap. */
  g_assert_cmpint (width, <, 200);
  allocate (pair.pair, width);
  assert_place (pair.pair, pair.second, width - gtk_widget_get_width (pair.second), 0);

  g_assert_finalize_object (pair.pair);
}

/* From the threshold on the first wraps beside the second; below it stands over it. */
static void
test_pair_threshold (void)
{
  Pair pair = create_pair (LONG, "447.30", 200);
  int amount = measure (pair.second, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
  int width = measure (pair.pair, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);

  g_assert_cmpint (width, >, 200);
  allocate (pair.pair, 200);
  assert_place (pair.pair, pair.second, 200 - amount, 0);
  g_assert_cmpint (gtk_widget_get_width (pair.first), <, 200 - amount);

  allocate (pair.pair, 199);
  assert_place (pair.pair, pair.first, 0, 0);
  g_assert_cmpint (gtk_widget_get_width (pair.first), ==, 199);
  assert_place (pair.pair, pair.second, 0, gtk_widget_get_height (pair.first) + 3);

  g_assert_finalize_object (pair.pair);
}

static void
test_pair_right_to_left (void)
{
  Pair pair = create_pair ("Penalty", "0.00", 0);

  gtk_widget_set_direction (pair.pair, GTK_TEXT_DIR_RTL);
  allocate (pair.pair, 400);
  assert_place (pair.pair, pair.second, 0, 0);
  assert_place (pair.pair, pair.first, 400 - gtk_widget_get_width (pair.first), 0);

  g_assert_finalize_object (pair.pair);
}

/* One that is not shown leaves its room to the other. */
static void
test_pair_alone (void)
{
  Pair pair = create_pair ("Penalty", "0.00", 0);

  gtk_widget_set_visible (pair.first, FALSE);
  g_assert_cmpint (measure (pair.pair, GTK_ORIENTATION_HORIZONTAL, -1, TRUE), ==,
                   measure (pair.second, GTK_ORIENTATION_HORIZONTAL, -1, TRUE));
  allocate (pair.pair, 400);
  g_assert_cmpint (gtk_widget_get_width (pair.second), ==, 400);

  g_assert_finalize_object (pair.pair);
}

/* It asks for the word's room and is content with the icon's. */
static void
test_word (void)
{
  GtkWidget *word =
    g_object_new (KAB_TYPE_WORD, "label", LONG, "icon-name", "kab-code-symbolic", NULL);
  GtkWidget *label = gtk_widget_get_first_child (word);
  GtkWidget *image = gtk_widget_get_last_child (word);
  int least = measure (image, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);
  int whole = measure (label, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);

  g_object_ref_sink (word);
  g_assert_cmpint (least, <, whole);
  g_assert_cmpint (measure (word, GTK_ORIENTATION_HORIZONTAL, -1, FALSE), ==, least);
  g_assert_cmpint (measure (word, GTK_ORIENTATION_HORIZONTAL, -1, TRUE), ==, whole);
  /* What is not drawn has its room all the same: no text is cut. */
  allocate (word, least);
  g_assert_cmpint (gtk_widget_get_width (label), ==, whole);
  g_assert_cmpint (gtk_widget_get_width (image), ==, least);

  g_assert_finalize_object (word);
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);
  g_test_add_func ("/pair/beside", test_pair_beside);
  g_test_add_func ("/pair/threshold", test_pair_threshold);
  g_test_add_func ("/pair/right-to-left", test_pair_right_to_left);
  g_test_add_func ("/pair/alone", test_pair_alone);
  g_test_add_func ("/word", test_word);
  return g_test_run ();
}
