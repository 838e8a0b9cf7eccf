/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-file-choice.h"

#include "page-world.h"

static GtkWidget *
find_chooser (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (GTK_IS_FILE_CHOOSER (window->data) && gtk_widget_get_visible (window->data))
      return window->data;

  return NULL;
}

/* A chooser that is drawn before it has read a folder complains, and here that would be fatal: it
 * is gone before the loop runs. What is chosen and where, the journeys tell. */

static void
test_refused (PageWorld *world, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  page_world_show (world, gtk_label_new ("a page"), 360, 360);
  kab_file_choice_save_async (world->window, "Save", "name of it.pdf", NULL, outcome_cb, &outcome);
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_CANCEL);
  g_assert_null (kab_file_choice_finish (outcome_wait (&outcome)));
  g_assert_null (find_chooser ());
}

/* Whoever asked is going: the chooser goes too. */
static void
test_cancelled (PageWorld *world, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { 0 };

  page_world_show (world, gtk_label_new ("a page"), 360, 360);
  kab_file_choice_folder_async (world->window, "Where to", "_Here", cancellable, outcome_cb,
                                &outcome);
  g_assert_nonnull (find_chooser ());
  g_cancellable_cancel (cancellable);
  g_assert_null (kab_file_choice_finish (outcome_wait (&outcome)));
  g_assert_null (find_chooser ());
}

int
main (int argc, char **argv)
{
  page_world_init (&argc, &argv);

  g_test_add ("/file-choice/refused", PageWorld, NULL, page_world_set_up, test_refused,
              page_world_tear_down);
  g_test_add ("/file-choice/cancelled", PageWorld, NULL, page_world_set_up, test_cancelled,
              page_world_tear_down);

  return g_test_run ();
}
