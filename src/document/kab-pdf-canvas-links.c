/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "kab-pdf-canvas-private.h"

static gboolean
step (KabPdfCanvas *self, GtkDirectionType direction)
{
  int first, last;

  if (!self->pdf || !kab_pdf_canvas_get_visible (self, &first, &last))
    return FALSE;

  return direction == GTK_DIR_TAB_FORWARD ? kab_pdf_links_step (self->links, 1, first)
                                          : kab_pdf_links_step (self->links, -1, last);
}

static void
activate_cb (KabPdfCanvas *self)
{
  const KabPdfLink *link = self->links ? kab_pdf_links_get_current (self->links) : NULL;

  if (link)
    kab_pdf_canvas_activate_link (self, link);
}

void
kab_pdf_canvas_add_link_bindings (GtkWidgetClass *widget_class)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_ISO_Enter, GDK_KEY_KP_Enter };

  g_signal_new_class_handler ("activate", KAB_TYPE_PDF_CANVAS, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
                              G_CALLBACK (activate_cb), NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_activate_signal_from_name (widget_class, "activate");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_signal (widget_class, keys[i], 0, "activate", NULL);
}

/* Forward: the page, its links, what follows; backward the same in turn. */
gboolean
kab_pdf_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KabPdfCanvas *self = KAB_PDF_CANVAS (widget);
  GtkWidgetClass *parent_class = g_type_class_peek (GTK_TYPE_WIDGET);
  gboolean had_link = self->links && kab_pdf_links_get_current (self->links);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return parent_class->focus (widget, direction);

  if (gtk_widget_is_focus (widget))
    {
      if (direction == GTK_DIR_TAB_BACKWARD && !had_link)
        return FALSE;

      return step (self, direction) || direction == GTK_DIR_TAB_BACKWARD;
    }

  if (!parent_class->focus (widget, direction))
    return FALSE;

  if (self->links)
    kab_pdf_links_leave (self->links);
  if (direction == GTK_DIR_TAB_BACKWARD)
    step (self, direction);

  return TRUE;
}

void
kab_pdf_canvas_activate_link (KabPdfCanvas *self, const KabPdfLink *link)
{
  /* What is done about it may bring another document. */
  g_autofree char *uri = g_strdup (link->uri);

  g_signal_emit_by_name (self, "link-activated", uri);
}

void
kab_pdf_canvas_show_link (KabPdfCanvas *self)
{
  const KabPdfLink *link = kab_pdf_links_get_current (self->links);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (link)
    {
      /* Translators: what a screen reader says at a link of a document: where it leads. */
      g_autofree char *text = g_strdup_printf (_ ("Link: %s"), link->uri);

      gtk_widget_add_css_class (GTK_WIDGET (self), "at-link");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      text, -1);
      kab_pdf_canvas_scroll_to (self, link->page, &link->area);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "at-link");
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}
