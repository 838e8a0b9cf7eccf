/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into the window: upon SIGUSR1 it writes to standard error which texts on the screen are
 * cut. */
#include "config.h"

#include <glib-unix.h>
#include <signal.h>

#include "cut-text.h"

static gboolean
asked_cb (gpointer user_data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      g_autoptr (GPtrArray) found = cut_text_find (window);

      for (guint j = 0; j < found->len; j++)
        g_printerr ("cut-text: %s\n", (char *) g_ptr_array_index (found, j));
    }
  g_printerr ("cut-text looked\n");
  return G_SOURCE_CONTINUE;
}

__attribute__ ((constructor)) static void
listen_for_signal (void)
{
  /* What the window starts has no texts to look at. */
  g_unsetenv ("LD_PRELOAD");
  g_unix_signal_add (SIGUSR1, asked_cb, NULL);
}
