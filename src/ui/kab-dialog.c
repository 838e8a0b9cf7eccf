/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-dialog.h"

#include "kab-text-scale.h"

GtkWindow *
kab_dialog_find_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
window_destroyed_cb (GtkWindow *dialog)
{
  gtk_window_set_transient_for (dialog, NULL);
  gtk_window_destroy (dialog);
}

void
kab_dialog_go_with (GtkWindow *dialog, GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (dialog));
  g_return_if_fail (GTK_IS_WINDOW (window));

  gtk_window_set_transient_for (dialog, window);
  g_signal_connect_object (window, "destroy", G_CALLBACK (window_destroyed_cb), dialog,
                           G_CONNECT_SWAPPED);
}

static void
left_cb (GtkWindow *dialog)
{
  gtk_window_close (dialog);
}

void
kab_dialog_set_parent (GtkWindow *dialog, GtkWidget *parent)
{
  GtkWindow *window = kab_dialog_find_window (parent);
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (dialog));

  kab_text_scale_mark (GTK_WIDGET (dialog));
  kab_text_scale_wrap (GTK_WIDGET (dialog));
  if (window == NULL)
    return;
  if (parent != GTK_WIDGET (window))
    g_signal_connect_object (parent, "unmap", G_CALLBACK (left_cb), dialog, G_CONNECT_SWAPPED);
  kab_dialog_go_with (dialog, window);
  gtk_window_get_default_size (dialog, &width, &height);
  gtk_window_set_default_size (dialog, MIN (width, gtk_widget_get_width (GTK_WIDGET (window))),
                               MIN (height, gtk_widget_get_height (GTK_WIDGET (window))));
}
