/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-part.h"

GtkWidget *
kab_part_find (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = kab_part_find (child, type);
  return found;
}
