/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qpdf/qpdf-c.h>
#include <qrencode.h>

#include "kab-error.h"
#include "kab-sheet.h"

#define PAGE_WIDTH  595.276
#define PAGE_HEIGHT 841.89
#define TOP         42.0
#define BOTTOM      800.0
/* The standard's quiet zone: without it, cameras miss the code. */
#define QR_QUIET 4
/* Of the form of order 43/пр, which is Russian whoever reads it. */
#define LANGUAGE "ru-RU"

struct _KabSheet
{
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cairo;
  double y;
};

static const struct
{
  const char *font;
  double grey;
} styles[] = {
  [KAB_SHEET_BODY] = { "PT Sans, DejaVu Sans 9", 0.0 },
  [KAB_SHEET_BOLD] = { "PT Sans, DejaVu Sans Bold 9", 0.0 },
  [KAB_SHEET_DIM] = { "PT Sans, DejaVu Sans 7.5", 0.35 },
  [KAB_SHEET_TITLE] = { "PT Sans, DejaVu Sans Bold 15", 0.0 },
  [KAB_SHEET_AMOUNT] = { "PT Sans, DejaVu Sans Bold 20", 0.0 },
};

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static PangoLayout *
lay_out (KabSheet *self, double width, KabSheetStyle style, KabSheetAlign align, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cairo);
  PangoFontDescription *font = pango_font_description_from_string (styles[style].font);
  PangoContext *context = pango_layout_get_context (layout);

  /* Unhinted, so that the page does not depend on a screen. */
  pango_cairo_context_set_resolution (context, 72.0);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("ru"));
  pango_layout_context_changed (layout);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, pango_units_from_double (width));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout,
                              align == KAB_SHEET_END ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_text (layout, text, -1);

  pango_font_description_free (font);
  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height = 0;

  pango_layout_get_size (layout, NULL, &height);
  return pango_units_to_double (height);
}

KabSheet *
kab_sheet_new (const char *title, const char *author, GDateTime *date)
{
  KabSheet *self = g_new0 (KabSheet, 1);
  g_autofree char *time = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");

  self->bytes = g_byte_array_new ();
  self->surface =
    cairo_pdf_surface_create_for_stream (write_cb, self->bytes, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_AUTHOR, author);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_MOD_DATE, time);
  self->cairo = cairo_create (self->surface);
  self->y = TOP;
  return self;
}

void
kab_sheet_free (KabSheet *self)
{
  cairo_destroy (self->cairo);
  cairo_surface_destroy (self->surface);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

double
kab_sheet_get_y (KabSheet *self)
{
  return self->y;
}

void
kab_sheet_set_y (KabSheet *self, double y)
{
  self->y = y;
}

void
kab_sheet_move (KabSheet *self, double down)
{
  self->y += down;
}

gboolean
kab_sheet_ensure (KabSheet *self, double height)
{
  if (self->y + height <= BOTTOM || self->y <= TOP)
    return FALSE;

  cairo_show_page (self->cairo);
  self->y = TOP;
  return TRUE;
}

double
kab_sheet_text (KabSheet *self,
                double x,
                double width,
                KabSheetStyle style,
                KabSheetAlign align,
                const char *text)
{
  g_autoptr (PangoLayout) layout = lay_out (self, width, style, align, text);

  cairo_set_source_rgb (self->cairo, styles[style].grey, styles[style].grey, styles[style].grey);
  cairo_move_to (self->cairo, x, self->y);
  pango_cairo_show_layout (self->cairo, layout);
  return get_height (layout);
}

double
kab_sheet_measure (KabSheet *self, double width, KabSheetStyle style, const char *text)
{
  g_autoptr (PangoLayout) layout = lay_out (self, width, style, KAB_SHEET_START, text);

  return get_height (layout);
}

void
kab_sheet_rule (KabSheet *self, double from, double to, gboolean strong)
{
  double grey = strong ? 0.0 : 0.7;

  cairo_save (self->cairo);
  cairo_set_source_rgb (self->cairo, grey, grey, grey);
  cairo_set_line_width (self->cairo, strong ? 0.8 : 0.4);
  cairo_move_to (self->cairo, from, self->y);
  cairo_line_to (self->cairo, to, self->y);
  cairo_stroke (self->cairo);
  cairo_restore (self->cairo);
}

void
kab_sheet_cut (KabSheet *self)
{
  const double dashes[] = { 4.0, 3.0 };

  cairo_save (self->cairo);
  cairo_set_source_rgb (self->cairo, 0.35, 0.35, 0.35);
  cairo_set_line_width (self->cairo, 0.6);
  cairo_set_dash (self->cairo, dashes, G_N_ELEMENTS (dashes), 0.0);
  cairo_move_to (self->cairo, 0.0, self->y);
  cairo_line_to (self->cairo, PAGE_WIDTH, self->y);
  cairo_stroke (self->cairo);
  cairo_restore (self->cairo);
}

gboolean
kab_sheet_qr (KabSheet *self, double x, double size, GBytes *bytes, GError **error)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  QRcode *code = QRcode_encodeData ((int) MIN (length, 4096), data, 0, QR_ECLEVEL_M);
  double module = 0.0;

  if (code == NULL)
    {
      g_set_error (error, KAB_ERROR, KAB_ERROR_TOO_LARGE,
                   "%" G_GSIZE_FORMAT " bytes do not fit into a QR code", length);
      return FALSE;
    }

  module = size / (code->width + 2 * QR_QUIET);
  cairo_set_source_rgb (self->cairo, 0.0, 0.0, 0.0);
  /* One path of runs: fewer objects, and no hair lines between neighbours. */
  for (int row = 0; row < code->width; row++)
    for (int column = 0; column < code->width;)
      {
        int run = 0;

        while (column + run < code->width && (code->data[row * code->width + column + run] & 1))
          run++;
        if (run > 0)
          cairo_rectangle (self->cairo, x + (column + QR_QUIET) * module,
                           self->y + (row + QR_QUIET) * module, run * module, module);
        column += MAX (run, 1);
      }
  cairo_fill (self->cairo);
  QRcode_free (code);
  return TRUE;
}

/* What a screen reader reads the document aloud in, and that a window shows its title and not its
 * file's name: cairo has no words for either (ISO 32000-1, 7.7.2 and 12.2). */
static void
complete_catalog (qpdf_data pdf)
{
  qpdf_oh catalog = qpdf_get_root (pdf);
  qpdf_oh preferences = qpdf_oh_new_dictionary (pdf);

  qpdf_oh_replace_key (pdf, preferences, "/DisplayDocTitle", qpdf_oh_new_bool (pdf, QPDF_TRUE));
  qpdf_oh_replace_key (pdf, catalog, "/ViewerPreferences", preferences);
  qpdf_oh_replace_key (pdf, catalog, "/Lang", qpdf_oh_new_string (pdf, LANGUAGE));
}

/* (transfer full): what cairo made, with its catalog complete. */
static GBytes *
complete (GByteArray *drawn, GError **error)
{
  qpdf_data pdf = qpdf_init ();
  GBytes *bytes = NULL;

  qpdf_silence_errors (pdf);
  qpdf_set_suppress_warnings (pdf, QPDF_TRUE);
  if (!(qpdf_read_memory (pdf, "", (const char *) drawn->data, drawn->len, NULL) & QPDF_ERRORS))
    {
      complete_catalog (pdf);
      qpdf_init_write_memory (pdf);
      /* By what is in it: the same document has the same one. */
      qpdf_set_deterministic_ID (pdf, QPDF_TRUE);
      if (!(qpdf_write (pdf) & QPDF_ERRORS))
        bytes = g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));
    }
  if (bytes == NULL)
    g_set_error (error, KAB_ERROR, KAB_ERROR_INTERNAL, "the receipt could not be completed: %s",
                 qpdf_get_error_full_text (pdf, qpdf_get_error (pdf)));

  qpdf_cleanup (&pdf);
  return bytes;
}

GBytes *
kab_sheet_finish (KabSheet *self, GError **error)
{
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  cairo_show_page (self->cairo);
  status = cairo_status (self->cairo);
  cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, KAB_ERROR, KAB_ERROR_INTERNAL, "the receipt could not be drawn: %s",
                   cairo_status_to_string (status));
      return NULL;
    }

  return complete (self->bytes, error);
}
