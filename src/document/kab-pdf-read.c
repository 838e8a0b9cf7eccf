/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "kab-error.h"
#include "kab-pdf-private.h"

/* More than a reader would ever step through. */
#define MAX_MATCHES 100000
/* Selections come in whole pixels: how many a point. */
#define SELECTION_SCALE 8.0

/* Poppler measures what lies on a page from its bottom left. */
static void
turn_rectangle (const PopplerRectangle *source, double height, graphene_rect_t *area)
{
  double left = MIN (source->x1, source->x2);
  double top = height - MAX (source->y1, source->y2);

  graphene_rect_init (area, (float) left, (float) top, (float) fabs (source->x2 - source->x1),
                      (float) fabs (source->y2 - source->y1));
}

static cairo_status_t
draw_page (PopplerPage *page, double scale, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return status;
}

/* Both keep the pixels. */
static KabPdfPicture *
make_picture (cairo_surface_t *surface, GBytes *bytes)
{
  static const cairo_user_data_key_t key;
  KabPdfPicture *picture = g_new0 (KabPdfPicture, 1);

  picture->surface = cairo_surface_reference (surface);
  cairo_surface_set_user_data (surface, &key, g_bytes_ref (bytes),
                               (cairo_destroy_func_t) g_bytes_unref);
  picture->texture =
    gdk_memory_texture_new (cairo_image_surface_get_width (surface),
                            cairo_image_surface_get_height (surface), GDK_MEMORY_DEFAULT, bytes,
                            (gsize) cairo_image_surface_get_stride (surface));

  return picture;
}

double
kab_pdf_clamp_scale (const KabPdfSize *size, double scale)
{
  double pixels = ceil (size->width * scale) * ceil (size->height * scale);
  double most = KAB_PDF_MAX_TEXTURE_BYTES / 4.0;

  /* A thin page is held by its length: no renderer takes textures of any length. */
  scale = MIN (scale, 16384.0 / MAX (size->width, size->height));
  if (pixels <= most)
    return scale;

  /* A pixel less each way makes up for the rounding up. */
  return MIN (scale, (sqrt (most) - 1) / sqrt (size->width * size->height));
}

gboolean
kab_pdf_run_render (KabPdfWork *work)
{
  KabPdf *pdf = g_task_get_source_object (work->task);
  const KabPdfRequest *request = work->data;
  const KabPdfSize *size = &pdf->sizes[request->page];
  double scale = kab_pdf_clamp_scale (size, request->scale);
  int width = MAX (1, (int) ceil (size->width * scale - 1e-6));
  int height = MAX (1, (int) ceil (size->height * scale - 1e-6));
  int stride = cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, width);
  gsize length = (gsize) stride * (gsize) height;
  guchar *pixels = g_try_malloc (length);
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  PopplerPage *page;
  cairo_status_t status;

  if (!pixels)
    {
      work->error = kab_error_new (KAB_ERROR_FILE, "no memory for a page");
      return TRUE;
    }
  bytes = g_bytes_new_take (pixels, length);

  page = kab_pdf_work_get_page (work, request->page);
  if (!page)
    return TRUE;
  surface =
    cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_ARGB32, width, height, stride);
  status = draw_page (page, scale, surface);
  g_object_unref (page);

  if (status == CAIRO_STATUS_SUCCESS)
    work->result = make_picture (surface, bytes);
  else
    work->error = kab_error_new (KAB_ERROR_FILE, "page %d: %s", request->page + 1,
                                 cairo_status_to_string (status));
  cairo_surface_destroy (surface);

  return TRUE;
}

/* One page a turn, so that a long search holds up nothing that is looked at. */
gboolean
kab_pdf_run_find (KabPdfWork *work)
{
  KabPdf *pdf = g_task_get_source_object (work->task);
  KabPdfRequest *request = work->data;
  GArray *matches = work->result;
  PopplerPage *page;

  if (!matches)
    work->result = matches = g_array_new (FALSE, TRUE, sizeof (KabPdfMatch));
  if (request->text[0] == '\0')
    return TRUE;

  /* A page that cannot be read has nothing to find. */
  page = poppler_document_get_page (work->document, request->page);
  if (page)
    {
      GList *found = poppler_page_find_text (page, request->text);

      for (GList *l = found; l && matches->len < MAX_MATCHES; l = l->next)
        {
          KabPdfMatch match = { .page = request->page };

          turn_rectangle (l->data, pdf->sizes[request->page].height, &match.area);
          g_array_append_val (matches, match);
        }
      g_list_free_full (found, (GDestroyNotify) poppler_rectangle_free);
      g_object_unref (page);
    }

  request->page++;

  return request->page >= pdf->n_pages || matches->len >= MAX_MATCHES;
}

static GArray *
list_areas (PopplerPage *page, PopplerRectangle *sweep)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  cairo_region_t *region =
    poppler_page_get_selected_region (page, SELECTION_SCALE, POPPLER_SELECTION_GLYPH, sweep);

  for (int i = 0; i < cairo_region_num_rectangles (region); i++)
    {
      cairo_rectangle_int_t rectangle;
      graphene_rect_t area;

      cairo_region_get_rectangle (region, i, &rectangle);
      graphene_rect_init (&area, (float) (rectangle.x / SELECTION_SCALE),
                          (float) (rectangle.y / SELECTION_SCALE),
                          (float) (rectangle.width / SELECTION_SCALE),
                          (float) (rectangle.height / SELECTION_SCALE));
      g_array_append_val (areas, area);
    }
  cairo_region_destroy (region);

  return areas;
}

gboolean
kab_pdf_run_select (KabPdfWork *work)
{
  const KabPdfRequest *request = work->data;
  PopplerRectangle sweep = {
    .x1 = (double) request->from.x,
    .y1 = (double) request->from.y,
    .x2 = (double) request->to.x,
    .y2 = (double) request->to.y,
  };
  PopplerPage *page = kab_pdf_work_get_page (work, request->page);
  KabPdfSelection *selection;

  if (!page)
    return TRUE;

  selection = g_new0 (KabPdfSelection, 1);
  selection->text = poppler_page_get_selected_text (page, POPPLER_SELECTION_GLYPH, &sweep);
  if (!selection->text)
    selection->text = g_strdup ("");
  selection->areas = list_areas (page, &sweep);
  work->result = selection;
  g_object_unref (page);

  return TRUE;
}

/* An address that reads as what it is: known schemes, no signs that hide or turn letters round. */
static gboolean
is_plain_address (const char *uri)
{
  static const char *const schemes[] = { "http", "https", "mailto", NULL };
  g_autofree char *scheme = NULL;
  g_autofree char *lower = NULL;

  if (!uri || !g_utf8_validate (uri, -1, NULL))
    return FALSE;

  for (const char *p = uri; *p; p = g_utf8_next_char (p))
    {
      GUnicodeType type = g_unichar_type (g_utf8_get_char (p));

      if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
          g_unichar_isspace (g_utf8_get_char (p)))
        return FALSE;
    }

  scheme = g_uri_parse_scheme (uri);
  lower = scheme ? g_ascii_strdown (scheme, -1) : NULL;

  return lower && g_strv_contains (schemes, lower) &&
         g_uri_is_valid (uri, G_URI_FLAGS_PARSE_RELAXED, NULL);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const graphene_rect_t *area = &(*(const KabPdfLink *const *) a)->area;
  const graphene_rect_t *other = &(*(const KabPdfLink *const *) b)->area;
  float down = area->origin.y - other->origin.y;
  float across = area->origin.x - other->origin.x;

  return down < 0 || (!(down > 0) && across < 0) ? -1 : down > 0 || across > 0;
}

gboolean
kab_pdf_run_list_links (KabPdfWork *work)
{
  KabPdf *pdf = g_task_get_source_object (work->task);
  const KabPdfRequest *request = work->data;
  PopplerPage *page = kab_pdf_work_get_page (work, request->page);
  GPtrArray *links;
  GList *mappings;

  if (!page)
    return TRUE;

  work->result = links = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_pdf_link_free);
  mappings = poppler_page_get_link_mapping (page);
  for (GList *l = mappings; l; l = l->next)
    {
      PopplerLinkMapping *mapping = l->data;
      KabPdfLink *link;

      if (mapping->action->type != POPPLER_ACTION_URI ||
          !is_plain_address (mapping->action->uri.uri))
        continue;
      link = g_new0 (KabPdfLink, 1);
      link->page = request->page;
      link->uri = g_strdup (mapping->action->uri.uri);
      turn_rectangle (&mapping->area, pdf->sizes[request->page].height, &link->area);
      g_ptr_array_add (links, link);
    }
  g_ptr_array_sort (links, compare_places);
  poppler_page_free_link_mapping (mappings);
  g_object_unref (page);

  return TRUE;
}

gboolean
kab_pdf_run_get_text (KabPdfWork *work)
{
  const KabPdfRequest *request = work->data;
  PopplerPage *page = kab_pdf_work_get_page (work, request->page);

  if (!page)
    return TRUE;

  work->result = poppler_page_get_text (page);
  if (!work->result)
    work->result = g_strdup ("");
  g_object_unref (page);

  return TRUE;
}
