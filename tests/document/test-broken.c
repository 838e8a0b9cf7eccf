/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "kab-error.h"
#include "pdf-samples.h"

#define CATALOG         "<< /Type /Catalog /Pages 2 0 R >>"
#define PAGE(box, rest) "<< /Type /Page /Parent 2 0 R /MediaBox [" box "] " rest " >>"
#define ONE_PAGE        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"

static GBytes *
write_page (const char *box, const char *content)
{
  g_autofree char *page = g_strdup_printf (PAGE ("%s", "/Contents 4 0 R"), box);
  g_autofree char *stream =
    g_strdup_printf ("<< /Length %" G_GSIZE_FORMAT " >>\nstream\n%s\nendstream", strlen (content),
                     content);
  const char *objects[] = { CATALOG, ONE_PAGE, page, stream, NULL };

  return pdf_write (objects, "");
}

static GBytes *
cut (double share)
{
  g_autoptr (GBytes) whole = pdf_new (3, 595, 842, NULL);

  return g_bytes_new_from_bytes (whole, 0, (gsize) ((double) g_bytes_get_size (whole) * share));
}

static GBytes *
make_empty (void)
{
  return g_bytes_new_static ("", 0);
}

static GBytes *
make_text (void)
{
  return g_bytes_new_static ("<html><body>502 Bad Gateway</body></html>", 41);
}

static GBytes *
make_picture (void)
{
  g_autofree guchar *pixels = g_malloc0 (16 * 16 * 4);
  g_autoptr (GBytes) bytes = g_bytes_new (pixels, 16 * 16 * 4);
  g_autoptr (GdkTexture) texture =
    gdk_memory_texture_new (16, 16, GDK_MEMORY_DEFAULT, bytes, 16 * 4);

  return gdk_texture_save_to_png_bytes (texture);
}

static GBytes *
make_cut_early (void)
{
  return cut (0.1);
}

static GBytes *
make_cut_half (void)
{
  return cut (0.5);
}

/* Nothing is missing but the end of the table. */
static GBytes *
make_cut_late (void)
{
  g_autoptr (GBytes) whole = pdf_new (3, 595, 842, NULL);

  return g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - 10);
}

/* A password is asked for: the hashes are of none. */
static GBytes *
make_encrypted (void)
{
  static const char *const objects[] = {
    CATALOG,
    ONE_PAGE,
    PAGE ("0 0 100 100", ""),
    "<< /Filter /Standard /V 1 /R 2 /P -44"
    " /O <0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef>"
    " /U <fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210> >>",
    NULL,
  };

  return pdf_write (objects, "/Encrypt 4 0 R /ID [<00112233> <00112233>]");
}

/* A file of @size without a block of the disk behind it. */
static GBytes *
make_sparse (gsize size)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GMappedFile) file = NULL;
  int fd = g_file_open_tmp ("kabinet-XXXXXX.pdf", &path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ftruncate (fd, (off_t) size), ==, 0);
  file = g_mapped_file_new_from_fd (fd, FALSE, &error);
  g_assert_no_error (error);
  close (fd);
  g_unlink (path);

  return g_mapped_file_get_bytes (file);
}

static GBytes *
make_200_mib (void)
{
  return make_sparse (200 * 1024 * 1024);
}

static GBytes *
make_over_200_mib (void)
{
  return make_sparse (200 * 1024 * 1024 + 1);
}

static GBytes *
make_5000_pages (void)
{
  return pdf_new_blank (5000);
}

static GBytes *
make_5001_pages (void)
{
  return pdf_new_blank (5001);
}

/* The table points beside the objects. */
static GBytes *
make_table_damaged (void)
{
  g_autoptr (GBytes) whole = pdf_new (3, 595, 842, NULL);
  gsize size;
  const char *data = g_bytes_get_data (whole, &size);
  char *copy = g_memdup2 (data, size);
  const char *start = g_strstr_len (data + size - 64, 64, "startxref");

  memcpy (copy + (start - data) + strlen ("startxref\n"), "12", 2);

  return g_bytes_new_take (copy, size);
}

static GBytes *
make_pages_loop (void)
{
  static const char *const objects[] = {
    CATALOG,
    "<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>",
    NULL,
  };

  return pdf_write (objects, "");
}

static GBytes *
make_form_loop (void)
{
  static const char *const objects[] = {
    CATALOG,
    ONE_PAGE,
    PAGE ("0 0 100 100", "/Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >>"),
    "<< /Length 4 >>\nstream\n/A Do\nendstream",
    "<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Length 4"
    " /Resources << /XObject << /A 5 0 R >> >> >>\nstream\n/A Do\nendstream",
    NULL,
  };

  return pdf_write (objects, "");
}

static GBytes *
make_huge_page (void)
{
  return write_page ("0 0 14400 14400", "0 0 10000 10000 re f");
}

static GBytes *
make_absurd_page (void)
{
  return write_page ("0 0 1000000000 1000000000", "");
}

static GBytes *
make_thread_page (void)
{
  return write_page ("0 0 100000 1", "");
}

static GBytes *
make_no_pages (void)
{
  static const char *const objects[] = {
    CATALOG,
    "<< /Type /Pages /Kids [] /Count 0 >>",
    NULL,
  };

  return pdf_write (objects, "");
}

static GBytes *
make_missing_page (void)
{
  static const char *const objects[] = {
    CATALOG,
    "<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 >>",
    PAGE ("0 0 100 100", ""),
    NULL,
  };

  return pdf_write (objects, "");
}

static GBytes *
make_complaint (void)
{
  return write_page ("0 0 100 100", "q Q Q Q 1 2 bogus ( ] >> /None gs /F1 12 Tf (a) Tj BT");
}

static const struct
{
  const char *name;
  GBytes *(*make) (void);
  int code;  /* -1: it opens */
  int pages; /* then */
} documents[] = {
  { "empty", make_empty, KAB_ERROR_FILE },
  { "not-a-pdf", make_text, KAB_ERROR_FILE },
  { "picture", make_picture, KAB_ERROR_FILE },
  { "cut-early", make_cut_early, KAB_ERROR_FILE },
  { "cut-half", make_cut_half, KAB_ERROR_FILE },
  { "cut-late", make_cut_late, KAB_ERROR_FILE },
  { "encrypted", make_encrypted, KAB_ERROR_FILE },
  { "200-mib-of-nothing", make_200_mib, KAB_ERROR_FILE },
  { "over-200-mib", make_over_200_mib, KAB_ERROR_TOO_LARGE },
  { "5000-pages", make_5000_pages, -1, 5000 },
  { "5001-pages", make_5001_pages, KAB_ERROR_TOO_LARGE },
  { "table-damaged", make_table_damaged, -1, 3 },
  { "pages-loop", make_pages_loop, KAB_ERROR_FILE },
  { "form-loop", make_form_loop, -1, 1 },
  { "huge-page", make_huge_page, -1, 1 },
  { "thread-page", make_thread_page, -1, 1 },
  { "absurd-page", make_absurd_page, KAB_ERROR_FILE },
  { "no-pages", make_no_pages, KAB_ERROR_FILE },
  { "missing-page", make_missing_page, KAB_ERROR_FILE },
  { "complaint", make_complaint, -1, 1 },
};

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = kab_pdf_render_finish (KAB_PDF (source), result, &error);
  gint64 pixels;

  g_assert_no_error (error);
  pixels = (gint64) gdk_texture_get_width (texture) * gdk_texture_get_height (texture);
  g_assert_cmpint (pixels, >, 0);
  g_assert_cmpint (pixels * 4, <=, 64 * 1024 * 1024);
  *(gboolean *) user_data = TRUE;
}

/* What does open is drawn, as large as a zoom of 400 % on a fine screen asks for. */
static void
render_last_page (KabPdf *pdf)
{
  gboolean done = FALSE;

  kab_pdf_render_async (pdf, kab_pdf_get_n_pages (pdf) - 1, 11, NULL, rendered_cb, &done);
  wait_for (&done);
}

static void
test_document (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autoptr (GBytes) bytes = documents[index].make ();
  g_autoptr (GError) error = NULL;
  KabPdf *pdf = pdf_open (bytes, &error);
  g_autoptr (GBytes) good = pdf_new (1, 595, 842, NULL);
  KabPdf *next;

  if (documents[index].code >= 0)
    {
      g_assert_error (error, KAB_ERROR, documents[index].code);
      g_assert_null (pdf);
    }
  else
    {
      g_assert_no_error (error);
      g_assert_cmpint (kab_pdf_get_n_pages (pdf), ==, documents[index].pages);
      render_last_page (pdf);
      g_assert_finalize_object (pdf);
    }

  /* The next one is none the worse for it. */
  next = pdf_open (good, NULL);
  g_assert_nonnull (next);
  g_assert_finalize_object (next);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autofree char *path = g_strconcat ("/document/broken/", documents[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_document);
    }

  return g_test_run ();
}
