/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <string.h>

#include "pdf-samples.h"

/* Longer than anything here takes, under a sanitizer and on a busy machine. */
#define DEADLINE_SECONDS 60

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* (transfer full): @uri as cairo takes it, which is ASCII alone from 1.18 on: with something as
 * long in place of what is not. */
static char *
make_stand_in (const char *uri)
{
  char *stand_in = g_strdup (uri);

  for (char *c = stand_in; *c != '\0'; c++)
    if (!g_ascii_isprint (*c))
      *c = '~';

  return stand_in;
}

/* Puts @uri where its stand-in was written. */
static void
put_uri (GByteArray *array, const char *uri)
{
  g_autofree char *stand_in = make_stand_in (uri);
  gsize length = strlen (uri);

  for (gsize i = 0; i + length <= array->len; i++)
    if (memcmp (array->data + i, stand_in, length) == 0)
      memcpy (array->data + i, uri, length);
}

/* As cairo before 1.18 wrote it by itself: with nothing in compressed objects, so that a test can
 * damage it where it means to. */
static cairo_surface_t *
make_surface (GByteArray *array, double width, double height)
{
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (write_bytes, array, width, height);

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);

  return surface;
}

static void
draw_page (cairo_t *cr, int page, const char *const *uris)
{
  g_autofree char *title = g_strdup_printf ("Квитанция %d за февраль", page + 1);
  double y = PDF_LINK_Y;

  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_select_font_face (cr, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, PDF_TITLE_SIZE);
  cairo_move_to (cr, PDF_LEFT, PDF_TITLE_Y);
  cairo_show_text (cr, title);

  cairo_set_font_size (cr, 12);
  for (; uris && *uris; uris++, y += 30)
    {
      g_autofree char *stand_in = make_stand_in (*uris);
      g_autofree char *attributes = g_strdup_printf ("uri='%s'", stand_in);

      cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes);
      cairo_move_to (cr, PDF_LEFT, y);
      cairo_show_text (cr, "адрес");
      cairo_tag_end (cr, CAIRO_TAG_LINK);
    }

  cairo_move_to (cr, PDF_LEFT, 400);
  cairo_show_text (cr, "Начислено 447,30");
  cairo_move_to (cr, PDF_LEFT, 430);
  cairo_show_text (cr, "начислено снова");

  if (!uris)
    {
      cairo_set_source_rgb (cr, 1, 0, 0);
      cairo_rectangle (cr, PDF_LEFT, PDF_BOX_Y, 100, 50);
      cairo_fill (cr);
    }
  cairo_show_page (cr);
}

static GBytes *
finish (cairo_t *cr, cairo_surface_t *surface, GByteArray *array)
{
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (array);
}

GBytes *
pdf_new (int pages, double width, double height, const char *const *uris)
{
  GByteArray *array = g_byte_array_new ();
  cairo_surface_t *surface = make_surface (array, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;

  for (int i = 0; i < pages; i++)
    draw_page (cr, i, uris);
  bytes = finish (cr, surface, array);
  if (uris == NULL)
    return g_steal_pointer (&bytes);

  array = g_bytes_unref_to_array (g_steal_pointer (&bytes));
  for (; *uris != NULL; uris++)
    put_uri (array, *uris);

  return g_byte_array_free_to_bytes (array);
}

static void
draw_code (cairo_t *cr, double x, double y, double side, int squares)
{
  double step = side / squares;

  for (int i = 0; i < squares * squares; i++)
    if ((i * 7919) % 5 < 2)
      cairo_rectangle (cr, x + i % squares * step, y + (double) (i / squares) * step, step, step);
  cairo_fill (cr);
}

GBytes *
pdf_new_receipt (void)
{
  GByteArray *array = g_byte_array_new ();
  cairo_surface_t *surface = make_surface (array, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (int i = 0; i < 50; i++)
    {
      double y = 60 + i * 15;

      cairo_select_font_face (cr, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                              i % 7 == 0 ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
      cairo_set_font_size (cr, i % 7 == 0 ? 11 : 8);
      cairo_move_to (cr, 50, y);
      cairo_show_text (cr, "Обращение с твердыми коммунальными отходами, 5 чел.");
      cairo_move_to (cr, 350, y);
      cairo_show_text (cr, i < 14 ? "447,30" : "447,30   89,46   0,00   447,30");
      cairo_move_to (cr, 50, y + 4);
      cairo_line_to (cr, i < 14 ? 400 : 545, y + 4);
      cairo_set_line_width (cr, 0.5);
      cairo_stroke (cr);
    }
  draw_code (cr, 420, 60, 120, 57);
  cairo_show_page (cr);

  return finish (cr, surface, array);
}

GBytes *
pdf_new_blank (int pages)
{
  GByteArray *array = g_byte_array_new ();
  cairo_surface_t *surface = make_surface (array, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (int i = 0; i < pages; i++)
    cairo_show_page (cr);

  return finish (cr, surface, array);
}

GBytes *
pdf_write (const char *const *objects, const char *trailer)
{
  GString *text = g_string_new ("%PDF-1.4\n");
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize table;

  for (guint i = 0; objects[i]; i++)
    {
      g_array_append_val (offsets, text->len);
      g_string_append_printf (text, "%u 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
  table = text->len;
  g_string_append_printf (text, "xref\n0 %u\n0000000000 65535 f \n", offsets->len + 1);
  for (guint i = 0; i < offsets->len; i++)
    g_string_append_printf (text, "%010" G_GSIZE_FORMAT " 00000 n \n",
                            g_array_index (offsets, gsize, i));
  g_string_append_printf (text,
                          "trailer\n<< /Size %u /Root 1 0 R %s >>\nstartxref\n%" G_GSIZE_FORMAT
                          "\n%%%%EOF\n",
                          offsets->len + 1, trailer, table);

  return g_string_free_to_bytes (text);
}

void
wait_for (gboolean *done)
{
  gint64 end = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  while (!*done)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

typedef struct
{
  gboolean done;
  KabPdf *pdf;
  char *text;
  GError *error;
} Reply;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reply *reply = user_data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  reply->pdf = kab_pdf_open_finish (result, &reply->error);
  reply->done = TRUE;
}

static void
got_text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reply *reply = user_data;

  reply->text = kab_pdf_get_text_finish (KAB_PDF (source), result, &reply->error);
  reply->done = TRUE;
}

KabPdf *
pdf_open (GBytes *bytes, GError **error)
{
  Reply reply = { 0 };

  kab_pdf_open_async (bytes, NULL, opened_cb, &reply);
  wait_for (&reply.done);
  g_assert_true ((reply.pdf == NULL) == (reply.error != NULL));
  if (reply.error)
    g_propagate_error (error, reply.error);

  return reply.pdf;
}

char *
pdf_get_text (KabPdf *pdf, int page)
{
  Reply reply = { 0 };

  kab_pdf_get_text_async (pdf, page, NULL, got_text_cb, &reply);
  wait_for (&reply.done);
  g_assert_no_error (reply.error);

  return reply.text;
}
