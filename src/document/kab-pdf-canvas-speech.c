/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "kab-pdf-canvas-private.h"

static void
set_label (KabPdfCanvas *self, const char *text)
{
  g_autoptr (GString) label = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit_set (text ? text : "", " \t\n\r\f", -1);

  g_string_append_printf (label, _ ("Page %d of %d"), self->spoken_page + 1,
                          kab_pdf_get_n_pages (self->pdf));
  for (char **word = words; *word; word++)
    if (**word != '\0')
      g_string_append_printf (label, " %s", *word);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  -1);
}

static void
got_text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = kab_pdf_get_text_finish (KAB_PDF (source), result, &error);

  if (!error)
    set_label (user_data, text);
}

void
kab_pdf_canvas_speak (KabPdfCanvas *self)
{
  int page = kab_pdf_canvas_get_page (self);

  if (page == self->spoken_page)
    return;

  self->spoken_page = page;
  g_cancellable_cancel (self->speaking);
  g_clear_object (&self->speaking);
  if (page < 0)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
      return;
    }

  set_label (self, NULL);
  self->speaking = g_cancellable_new ();
  kab_pdf_get_text_async (self->pdf, page, self->speaking, got_text_cb, self);
}
