/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "kab-error.h"
#include "pdf-samples.h"

typedef struct
{
  KabPdf *pdf;
  char *folder;
  char *path;
} Fixture;

typedef struct
{
  gboolean done;
  gboolean printed;
  GError *error;
} Reply;

static void
set_up (Fixture *self, gconstpointer data)
{
  const double *size = data;
  g_autoptr (GBytes) bytes = pdf_new (3, size[0], size[1], NULL);

  self->pdf = pdf_open (bytes, NULL);
  self->folder = g_dir_make_tmp ("kabinet-print-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "printed.pdf", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->pdf);
  g_unlink (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->path);
  g_free (self->folder);
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reply *reply = user_data;

  g_assert_false (reply->done);
  reply->printed = kab_pdf_print_finish (KAB_PDF (source), result, &reply->error);
  reply->done = TRUE;
}

/* What came out of the printer says the same on pages of the same size, in letters. */
static void
test_file (Fixture *self, gconstpointer data)
{
  Reply reply = { 0 };
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  KabPdf *printed;
  gsize length;

  kab_pdf_print_async (self->pdf, NULL, "Квитанция", self->path, NULL, printed_cb, &reply);
  wait_for (&reply.done);
  g_assert_no_error (reply.error);
  g_assert_true (reply.printed);

  g_file_get_contents (self->path, &contents, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (contents, length);
  printed = pdf_open (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kab_pdf_get_n_pages (printed), ==, 3);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *expected = pdf_get_text (self->pdf, i);
      g_autofree char *text = pdf_get_text (printed, i);
      double width, height;

      g_assert_cmpstr (text, ==, expected);
      kab_pdf_get_page_size (printed, i, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, ((const double *) data)[0], 0.5);
      g_assert_cmpfloat_with_epsilon (height, ((const double *) data)[1], 0.5);
    }
  g_assert_finalize_object (printed);
}

static void
test_no_place (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "missing", "printed.pdf", NULL);
  Reply reply = { 0 };

  kab_pdf_print_async (self->pdf, NULL, "Квитанция", path, NULL, printed_cb, &reply);
  wait_for (&reply.done);
  g_assert_false (reply.printed);
  g_assert_error (reply.error, KAB_ERROR, KAB_ERROR_FILE);
  g_clear_error (&reply.error);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  /* After so many turns of the main loop. */
  static const int turns[] = { -1, 0, 1, 2, 3, 5, 8, 13 };

  for (gsize i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Reply reply = { 0 };

      if (turns[i] < 0)
        g_cancellable_cancel (cancellable);
      kab_pdf_print_async (self->pdf, NULL, "Квитанция", self->path, cancellable, printed_cb,
                           &reply);
      for (int j = 0; j < turns[i] && !reply.done; j++)
        g_main_context_iteration (NULL, FALSE);
      if (reply.done)
        {
          g_assert_no_error (reply.error);
          break;
        }
      g_cancellable_cancel (cancellable);
      wait_for (&reply.done);
      g_assert_error (reply.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&reply.error);
    }
  /* What GTK has yet to clear away. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

int
main (int argc, char **argv)
{
  static const double upright[] = { 595, 842 };
  static const double across[] = { 700, 300 };

  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add ("/document/print/file", Fixture, upright, set_up, test_file, tear_down);
  g_test_add ("/document/print/file-across", Fixture, across, set_up, test_file, tear_down);
  g_test_add ("/document/print/no-place", Fixture, upright, set_up, test_no_place, tear_down);
  g_test_add ("/document/print/cancel", Fixture, upright, set_up, test_cancel, tear_down);

  return g_test_run ();
}
