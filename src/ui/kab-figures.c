/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-figures.h"

void
kab_figures_keep (GtkLabel *label)
{
  GtkWidget *widget = GTK_WIDGET (label);

  g_return_if_fail (GTK_IS_LABEL (label));

  /* The side it stands on goes by its direction too. */
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    gtk_label_set_xalign (label, 1 - gtk_label_get_xalign (label));
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
}

void
kab_figures_keep_all (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_LABEL (root) &&
      (gtk_widget_has_css_class (root, "amount") || gtk_widget_has_css_class (root, "numeric")))
    kab_figures_keep (GTK_LABEL (root));

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    kab_figures_keep_all (child);
}
