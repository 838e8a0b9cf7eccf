/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-text-scale.h"

#include "kab-class.h"
#include "kab-part.h"

#define USUAL_DPI (96.0 * PANGO_SCALE)
/* From here on what is large already need not grow as much. */
#define LARGE 1.5

double
kab_text_scale_get (GtkWidget *widget)
{
  int dpi;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  /* −1 where nobody has set it. */
  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return MAX (dpi / USUAL_DPI, 1);
}

gboolean
kab_text_scale_is_large (GtkWidget *widget)
{
  return kab_text_scale_get (widget) > LARGE;
}

static void
scale_changed_cb (GtkWidget *root)
{
  kab_class_set (root, "large-text", kab_text_scale_is_large (root));
}

void
kab_text_scale_mark (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  g_signal_connect_object (gtk_widget_get_settings (root), "notify::gtk-xft-dpi",
                           G_CALLBACK (scale_changed_cb), root, G_CONNECT_SWAPPED);
  scale_changed_cb (root);
}

/* A drop-down asks for the height of its narrowest choice: there a line is rather cut. */
static void
shorten (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    shorten (child);
}

static void
wrap_label (GtkLabel *label)
{
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
}

static void
wrap (GtkWidget *widget, gboolean in_button)
{
  if (GTK_IS_DROP_DOWN (widget))
    {
      shorten (gtk_widget_get_first_child (widget));
      return;
    }
  /* A header bar asks for the height of its narrowest texts. */
  if (ADW_IS_HEADER_BAR (widget))
    return;
  /* The title is the first text of a group. */
  if (ADW_IS_PREFERENCES_GROUP (widget))
    wrap_label (GTK_LABEL (kab_part_find (widget, GTK_TYPE_LABEL)));
  in_button = in_button || GTK_IS_BUTTON (widget);
  if (in_button && GTK_IS_LABEL (widget) &&
      gtk_label_get_ellipsize (GTK_LABEL (widget)) == PANGO_ELLIPSIZE_NONE)
    {
      wrap_label (GTK_LABEL (widget));
      gtk_label_set_natural_wrap_mode (GTK_LABEL (widget), GTK_NATURAL_WRAP_NONE);
      gtk_label_set_justify (GTK_LABEL (widget), GTK_JUSTIFY_CENTER);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    wrap (child, in_button);
}

void
kab_text_scale_wrap (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));
  wrap (root, FALSE);
}
