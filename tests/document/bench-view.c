/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <poppler.h>

#include "kab-pdf-canvas.h"
#include "kab-pdf-layout.h"
#include "kab-pdf-view.h"
#include "pdf-samples.h"

/* From a receipt being chosen to its first page on screen, against what poppler alone needs to open
 * that file and to draw that page at that scale. Both in one run, by turns, and the
 * median of the ratios of neighbours: what else a machine does then strikes both alike. */

#define ROUNDS 40
#define TARGET 2.0

typedef struct
{
  GBytes *bytes;
  GtkWidget *view;
  gboolean drawn;
} Bench;

static int
compare_values (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static double
get_median (double *values)
{
  qsort (values, ROUNDS, sizeof *values, compare_values);

  return values[ROUNDS / 2];
}

static double
time_poppler (Bench *self, double scale)
{
  gint64 start = g_get_monotonic_time ();
  PopplerDocument *document = poppler_document_new_from_bytes (self->bytes, NULL, NULL);
  PopplerPage *page = poppler_document_get_page (document, 0);
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;

  poppler_page_get_size (page, &width, &height);
  surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (width * scale), (int) (height * scale));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (page);
  g_object_unref (document);

  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
page_drawn_cb (KabPdfView *view, int page, gpointer user_data)
{
  Bench *self = user_data;

  self->drawn = TRUE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *self = user_data;
  g_autoptr (KabPdf) pdf = kab_pdf_open_finish (result, NULL);

  kab_pdf_view_set_pdf (KAB_PDF_VIEW (self->view), pdf);
}

static gboolean
rested_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static double
time_view (Bench *self)
{
  gboolean rested = FALSE;
  gint64 start;

  /* Nobody chooses a receipt in the frame after another: the window is at rest. */
  g_timeout_add (60, rested_cb, &rested);
  while (!rested)
    g_main_context_iteration (NULL, TRUE);

  start = g_get_monotonic_time ();
  self->drawn = FALSE;
  kab_pdf_open_async (self->bytes, NULL, opened_cb, self);
  while (!self->drawn)
    g_main_context_iteration (NULL, TRUE);

  return (double) (g_get_monotonic_time () - start) / 1000;
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  double poppler_times[ROUNDS];
  double view_times[ROUNDS];
  double ratios[ROUNDS];
  g_autoptr (GError) error = NULL;
  GtkWidget *window;
  double zoom, ratio;

  gtk_init ();
  if (argc > 1)
    {
      char *data;
      gsize length;

      if (!g_file_get_contents (argv[1], &data, &length, &error))
        g_error ("%s", error->message);
      bench.bytes = g_bytes_new_take (data, length);
    }
  else
    {
      bench.bytes = pdf_new_receipt ();
    }

  window = gtk_window_new ();
  bench.view = kab_pdf_view_new ();
  g_signal_connect (bench.view, "page-drawn", G_CALLBACK (page_drawn_cb), &bench);
  gtk_window_set_default_size (GTK_WINDOW (window), 760, 900);
  gtk_window_set_child (GTK_WINDOW (window), bench.view);
  gtk_window_present (GTK_WINDOW (window));
  time_view (&bench);
  g_object_get (bench.view, "zoom", &zoom, NULL);

  for (int i = 0; i < ROUNDS; i++)
    {
      poppler_times[i] = time_poppler (&bench, zoom * KAB_PDF_PIXELS_PER_POINT);
      view_times[i] = time_view (&bench);
      ratios[i] = view_times[i] / poppler_times[i];
    }
  gtk_window_destroy (GTK_WINDOW (window));
  g_bytes_unref (bench.bytes);

  ratio = get_median (ratios);
  g_print ("| %-40s | %8s | %8s | %5s | %6s |\n", "", "poppler", "view", "ratio", "target");
  g_print ("| %-42s | %5.1f ms | %5.1f ms | %5.2f | ≤ %4.1f |\n",
           "receipt chosen → page 1 on screen", get_median (poppler_times), get_median (view_times),
           ratio, TARGET);

  return ratio <= TARGET ? 0 : 1;
}
