/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "pdf-samples.h"

#define WIDTH  595.0
#define HEIGHT 842.0

typedef struct
{
  KabPdf *pdf;
} Fixture;

/* What one asynchronous call gave. */
typedef struct
{
  gboolean done;
  int calls;
  gpointer result;
  GError *error;
} Reply;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = pdf_new (3, WIDTH, HEIGHT, data);
  g_autoptr (GError) error = NULL;

  self->pdf = pdf_open (bytes, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->pdf);
}

static void
note (Reply *reply, gpointer result, GError *error)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_true ((result == NULL) == (error != NULL));
  reply->done = TRUE;
  reply->calls++;
  reply->result = result;
  reply->error = error;
}

#define DEFINE_CALLBACK(name, finish)                                          \
  static void name (GObject *source, GAsyncResult *result, gpointer user_data) \
  {                                                                            \
    GError *error = NULL;                                                      \
    gpointer value = finish (KAB_PDF (source), result, &error);                \
                                                                               \
    note (user_data, value, error);                                            \
  }

DEFINE_CALLBACK (rendered_cb, kab_pdf_render_finish)
DEFINE_CALLBACK (found_cb, kab_pdf_find_finish)
DEFINE_CALLBACK (selected_cb, kab_pdf_select_finish)
DEFINE_CALLBACK (listed_cb, kab_pdf_list_links_finish)

static GArray *
find (KabPdf *pdf, const char *text)
{
  Reply reply = { 0 };

  kab_pdf_find_async (pdf, text, NULL, found_cb, &reply);
  wait_for (&reply.done);
  g_assert_no_error (reply.error);

  return reply.result;
}

static void
assert_near (float value, double expected, double tolerance)
{
  g_assert_cmpfloat ((double) value, >=, expected - tolerance);
  g_assert_cmpfloat ((double) value, <=, expected + tolerance);
}

static void
test_sizes (Fixture *self, gconstpointer data)
{
  double width, height;

  g_assert_cmpint (kab_pdf_get_n_pages (self->pdf), ==, 3);
  kab_pdf_get_page_size (self->pdf, 2, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, WIDTH, 0.01);
  g_assert_cmpfloat_with_epsilon (height, HEIGHT, 0.01);
  /* Either may be asked for alone. */
  width = height = 0;
  kab_pdf_get_page_size (self->pdf, 1, &width, NULL);
  kab_pdf_get_page_size (self->pdf, 1, NULL, &height);
  g_assert_cmpfloat_with_epsilon (width, WIDTH, 0.01);
  g_assert_cmpfloat_with_epsilon (height, HEIGHT, 0.01);
  g_assert_cmpmem (g_bytes_get_data (kab_pdf_get_bytes (self->pdf), NULL), 5, "%PDF-", 5);
}

/* BGRA as cairo has it. */
static guint32
get_pixel (GdkTexture *texture, double x, double y)
{
  int width = gdk_texture_get_width (texture);
  g_autofree guint32 *pixels = g_new (guint32, width * gdk_texture_get_height (texture));

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);

  return pixels[(int) y * width + (int) x];
}

static void
test_render (Fixture *self, gconstpointer data)
{
  static const double scales[] = { 0.5, 1, 2.3 };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      double scale = scales[i];
      Reply reply = { 0 };
      g_autoptr (GdkTexture) texture = NULL;

      kab_pdf_render_async (self->pdf, 1, scale, NULL, rendered_cb, &reply);
      wait_for (&reply.done);
      g_assert_no_error (reply.error);
      texture = reply.result;
      g_assert_cmpint (gdk_texture_get_width (texture), ==, (int) ceil (WIDTH * scale));
      g_assert_cmpint (gdk_texture_get_height (texture), ==, (int) ceil (HEIGHT * scale));
      /* Paper is white, the box red; inside the box, and just above it. */
      g_assert_cmphex (get_pixel (texture, 2, 2), ==, 0xffffffff);
      g_assert_cmphex (get_pixel (texture, (PDF_LEFT + 50) * scale, (PDF_BOX_Y + 25) * scale), ==,
                       0xffff0000);
      g_assert_cmphex (get_pixel (texture, (PDF_LEFT + 50) * scale, (PDF_BOX_Y - 5) * scale), ==,
                       0xffffffff);
    }
}

/* No zoom makes a texture larger than its bound, and the page's shape stays. */
static void
test_render_bounded (Fixture *self, gconstpointer data)
{
  Reply reply = { 0 };
  g_autoptr (GdkTexture) texture = NULL;
  double width, height;

  kab_pdf_render_async (self->pdf, 0, 100, NULL, rendered_cb, &reply);
  wait_for (&reply.done);
  g_assert_no_error (reply.error);
  texture = reply.result;
  width = gdk_texture_get_width (texture);
  height = gdk_texture_get_height (texture);
  g_assert_cmpfloat (width * height * 4, <=, 64 * 1024 * 1024);
  g_assert_cmpfloat (width * height * 4, >, 60 * 1024 * 1024);
  g_assert_cmpfloat_with_epsilon (height / width, HEIGHT / WIDTH, 0.01);
}

static void
test_find (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) matches = find (self->pdf, "начислено");
  g_autoptr (GArray) one = find (self->pdf, "КВИТАНЦИЯ 2");
  g_autoptr (GArray) none = find (self->pdf, "газ");
  g_autoptr (GArray) empty = find (self->pdf, "");
  const KabPdfMatch *match;

  /* Twice a page, with a capital and without, in the order of the pages. */
  g_assert_cmpint (matches->len, ==, 6);
  for (guint i = 0; i < matches->len; i++)
    g_assert_cmpint (g_array_index (matches, KabPdfMatch, i).page, ==, i / 2);
  g_assert_cmpint (none->len, ==, 0);
  g_assert_cmpint (empty->len, ==, 0);

  g_assert_cmpint (one->len, ==, 1);
  match = &g_array_index (one, KabPdfMatch, 0);
  g_assert_cmpint (match->page, ==, 1);
  assert_near (match->area.origin.x, PDF_LEFT, 3);
  assert_near (match->area.origin.y + match->area.size.height, PDF_TITLE_Y, 6);
  assert_near (match->area.size.height, PDF_TITLE_SIZE, 6);
}

static KabPdfSelection *
sweep (KabPdf *pdf, float x1, float y1, float x2, float y2)
{
  Reply reply = { 0 };

  kab_pdf_select_async (pdf, 0, &GRAPHENE_POINT_INIT (x1, y1), &GRAPHENE_POINT_INIT (x2, y2), NULL,
                        selected_cb, &reply);
  wait_for (&reply.done);
  g_assert_no_error (reply.error);

  return reply.result;
}

static void
test_select (Fixture *self, gconstpointer data)
{
  g_autoptr (KabPdfSelection) line = sweep (self->pdf, 60, 397, 500, 397);
  g_autoptr (KabPdfSelection) lines = sweep (self->pdf, 60, 397, 500, 427);
  g_autoptr (KabPdfSelection) backwards = sweep (self->pdf, 500, 427, 60, 397);
  g_autoptr (KabPdfSelection) nothing = sweep (self->pdf, 300, 600, 300, 600);
  const graphene_rect_t *area;

  g_assert_cmpstr (line->text, ==, "Начислено 447,30");
  g_assert_cmpint (line->areas->len, ==, 1);
  area = &g_array_index (line->areas, graphene_rect_t, 0);
  assert_near (area->origin.x, PDF_LEFT, 3);
  assert_near (area->origin.y, 388, 5);
  g_assert_cmpfloat ((double) area->size.width, >, 80);

  g_assert_cmpstr (lines->text, ==, "Начислено 447,30\nначислено снова");
  g_assert_cmpint (lines->areas->len, ==, 2);
  g_assert_cmpstr (backwards->text, ==, lines->text);
  g_assert_cmpstr (nothing->text, ==, "");
  g_assert_cmpint (nothing->areas->len, ==, 0);
}

static void
test_text (Fixture *self, gconstpointer data)
{
  g_autofree char *text = pdf_get_text (self->pdf, 2);

  g_assert_nonnull (strstr (text, "Квитанция 3 за февраль"));
  g_assert_nonnull (strstr (text, "Начислено 447,30"));
}

static const char *const uris[] = {
  "https://sah67.ru/tariffs?a=1&b=2",
  "HTTP://SAH67.RU/",
  "mailto:abc@sah67.ru",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "ssh://sah67.ru",
  "relative/path",
  "https://sah67.ru/\xe2\x80\xaeurliated",
  NULL,
};

static void
test_links (Fixture *self, gconstpointer data)
{
  Reply reply = { 0 };
  g_autoptr (GPtrArray) links = NULL;
  gboolean seen[3] = { FALSE };

  kab_pdf_list_links_async (self->pdf, 0, NULL, listed_cb, &reply);
  wait_for (&reply.done);
  g_assert_no_error (reply.error);
  links = reply.result;
  g_assert_cmpint (links->len, ==, 3);
  for (guint i = 0; i < links->len; i++)
    for (guint j = 0; j < 3; j++)
      {
        const KabPdfLink *link = g_ptr_array_index (links, i);

        if (strcmp (link->uri, uris[j]) != 0)
          continue;
        seen[j] = TRUE;
        assert_near (link->area.origin.x, PDF_LEFT, 3);
        assert_near (link->area.origin.y + link->area.size.height, PDF_LINK_Y + 30 * j, 8);
      }
  g_assert_true (seen[0] && seen[1] && seen[2]);
}

static void
assert_cancelled (Reply *reply)
{
  wait_for (&reply->done);
  g_assert_error (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (reply->calls, ==, 1);
  g_clear_error (&reply->error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  KabPdf *pdf = kab_pdf_open_finish (result, &error);

  note (user_data, pdf, error);
}

static void
test_cancel_open (void)
{
  g_autoptr (GBytes) bytes = pdf_new (3, WIDTH, HEIGHT, NULL);

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Reply reply = { 0 };

      if (i == 0)
        g_cancellable_cancel (cancellable);
      kab_pdf_open_async (bytes, cancellable, opened_cb, &reply);
      g_cancellable_cancel (cancellable);
      g_assert_false (reply.done);
      assert_cancelled (&reply);
    }
}

static void
test_cancel_before (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  graphene_point_t point = GRAPHENE_POINT_INIT (0, 0);
  Reply replies[4] = { 0 };

  g_cancellable_cancel (cancellable);
  kab_pdf_render_async (self->pdf, 0, 1, cancellable, rendered_cb, &replies[0]);
  kab_pdf_find_async (self->pdf, "а", cancellable, found_cb, &replies[1]);
  kab_pdf_select_async (self->pdf, 0, &point, &point, cancellable, selected_cb, &replies[2]);
  kab_pdf_list_links_async (self->pdf, 0, cancellable, listed_cb, &replies[3]);
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    assert_cancelled (&replies[i]);
}

/* Whenever it is cancelled until its answer is there: once, and cancelled. */
static void
test_cancel_soon (Fixture *self, gconstpointer data)
{
  for (int i = 0; i < 60; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      gint64 end = g_get_monotonic_time () + i * 200;
      Reply reply = { 0 };

      kab_pdf_render_async (self->pdf, 0, 1, cancellable, rendered_cb, &reply);
      /* The worker gets further and further, and its answer waits to be fetched. */
      while (g_get_monotonic_time () < end)
        continue;
      g_cancellable_cancel (cancellable);
      assert_cancelled (&reply);
    }
}

static void
test_cancel_after (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Reply reply = { 0 };

  kab_pdf_render_async (self->pdf, 0, 1, cancellable, rendered_cb, &reply);
  wait_for (&reply.done);
  g_cancellable_cancel (cancellable);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (reply.calls, ==, 1);
  g_assert_no_error (reply.error);
  g_object_unref (reply.result);
}

/* Of many renderings under way the newest comes first; the one that was begun may be before it. */
static void
test_newest_first (Fixture *self, gconstpointer data)
{
  Reply replies[20] = { 0 };
  int before = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    kab_pdf_render_async (self->pdf, 0, 2, NULL, rendered_cb, &replies[i]);
  wait_for (&replies[G_N_ELEMENTS (replies) - 1].done);
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    before += replies[i].done;
  g_assert_cmpint (before, <=, 10);

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      wait_for (&replies[i].done);
      g_object_unref (replies[i].result);
    }
}

/* A search goes through all pages and holds up nothing meanwhile. */
static void
test_render_during_find (void)
{
  g_autoptr (GBytes) bytes = pdf_new (300, WIDTH, HEIGHT, NULL);
  KabPdf *pdf = pdf_open (bytes, NULL);
  Reply found = { 0 };
  Reply rendered = { 0 };

  kab_pdf_find_async (pdf, "снова", NULL, found_cb, &found);
  kab_pdf_render_async (pdf, 299, 1, NULL, rendered_cb, &rendered);
  wait_for (&rendered.done);
  g_assert_false (found.done);
  wait_for (&found.done);
  g_assert_cmpint (((GArray *) found.result)->len, ==, 300);
  g_array_unref (found.result);
  g_object_unref (rendered.result);
  g_assert_finalize_object (pdf);
}

/* Documents let go of while their pages are being drawn. */
static void
test_many (void)
{
  Reply replies[6][30] = { 0 };
  gpointer pdfs[6];

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GBytes) bytes = pdf_new (30, WIDTH, HEIGHT, NULL);

      pdfs[i] = pdf_open (bytes, NULL);
      g_object_add_weak_pointer (pdfs[i], &pdfs[i]);
      for (int j = 0; j < 30; j++)
        {
          g_autoptr (GCancellable) cancellable = g_cancellable_new ();

          kab_pdf_render_async (pdfs[i], j, 0.5, cancellable, rendered_cb, &replies[i][j]);
          if (j % 2 == 0)
            g_cancellable_cancel (cancellable);
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (pdfs); i++)
    g_object_unref (pdfs[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    for (int j = 0; j < 30; j++)
      {
        wait_for (&replies[i][j].done);
        if (j % 2 == 0)
          g_assert_error (replies[i][j].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
        else
          g_assert_no_error (replies[i][j].error);
        g_clear_error (&replies[i][j].error);
        g_clear_object ((GObject **) &replies[i][j].result);
      }
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  for (gsize i = 0; i < G_N_ELEMENTS (pdfs); i++)
    g_assert_null (pdfs[i]);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    const char *const *uris;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/document/pdf/sizes", NULL, test_sizes },
    { "/document/pdf/render", NULL, test_render },
    { "/document/pdf/render-bounded", NULL, test_render_bounded },
    { "/document/pdf/find", NULL, test_find },
    { "/document/pdf/select", NULL, test_select },
    { "/document/pdf/text", NULL, test_text },
    { "/document/pdf/links", uris, test_links },
    { "/document/pdf/cancel-before", NULL, test_cancel_before },
    { "/document/pdf/cancel-soon", NULL, test_cancel_soon },
    { "/document/pdf/cancel-after", NULL, test_cancel_after },
    { "/document/pdf/newest-first", NULL, test_newest_first },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].uris, set_up, tests[i].test, tear_down);
  g_test_add_func ("/document/pdf/cancel-open", test_cancel_open);
  g_test_add_func ("/document/pdf/render-during-find", test_render_during_find);
  g_test_add_func ("/document/pdf/many", test_many);

  return g_test_run ();
}
