/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cut-text.h"

/* Whether @widget draws nothing beyond its own edge. */
static gboolean
is_edge (GtkWidget *widget)
{
  return GTK_IS_NATIVE (widget) || gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN;
}

static gboolean
reaches_beyond (GtkWidget *label, GtkWidget *edge)
{
  graphene_rect_t text;

  if (!gtk_widget_compute_bounds (label, edge, &text))
    return FALSE;
  /* Half a pixel is rounding. */
  return text.origin.x < -0.5f || text.origin.y < -0.5f ||
         text.origin.x + text.size.width > (float) gtk_widget_get_width (edge) + 0.5f ||
         text.origin.y + text.size.height > (float) gtk_widget_get_height (edge) + 0.5f;
}

static const char *
say_fault (GtkWidget *label)
{
  if (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))))
    return "shortened";
  for (GtkWidget *w = gtk_widget_get_parent (label); w != NULL; w = gtk_widget_get_parent (w))
    {
      if (GTK_IS_SCROLLABLE (w))
        return NULL;
      if (is_edge (w) && reaches_beyond (label, w))
        return "cut off";
      if (GTK_IS_NATIVE (w))
        return NULL;
    }
  return NULL;
}

/* The way from the window to the label, by the types that are the program's own, and the label. */
static char *
describe_place (GtkWidget *label)
{
  GString *place = g_string_new (NULL);

  for (GtkWidget *w = label; w != NULL; w = gtk_widget_get_parent (w))
    if (w == label || g_str_has_prefix (G_OBJECT_TYPE_NAME (w), "Kab"))
      g_string_prepend (g_string_prepend (place, G_OBJECT_TYPE_NAME (w)), w == label ? " " : "/");
  return g_string_free (place, FALSE);
}

static void
look (GtkWidget *widget, GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    {
      const char *fault = say_fault (widget);

      if (fault != NULL)
        {
          g_autofree char *place = describe_place (widget);

          g_ptr_array_add (found, g_strdup_printf ("%s: “%s” in%s", fault,
                                                   gtk_label_get_text (GTK_LABEL (widget)), place));
        }
      return;
    }
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL;
       w = gtk_widget_get_next_sibling (w))
    look (w, found);
}

GPtrArray *
cut_text_find (GtkWidget *widget)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  look (widget, found);
  return found;
}
