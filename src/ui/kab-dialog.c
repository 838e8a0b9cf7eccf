/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-dialog.h"

#include "kab-text-scale.h"

void
kab_dialog_set_parent (GtkWindow *dialog, GtkWidget *parent)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (dialog));

  kab_text_scale_mark (GTK_WIDGET (dialog));
  kab_text_scale_wrap (GTK_WIDGET (dialog));
  if (!GTK_IS_WINDOW (root))
    return;
  gtk_window_set_transient_for (dialog, GTK_WINDOW (root));
  gtk_window_get_default_size (dialog, &width, &height);
  gtk_window_set_default_size (dialog, MIN (width, gtk_widget_get_width (GTK_WIDGET (root))),
                               MIN (height, gtk_widget_get_height (GTK_WIDGET (root))));
}
