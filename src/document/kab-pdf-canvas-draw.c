/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pdf-canvas-private.h"

/* Paper is white by day and by night, and so is what lies on it. */
static const GdkRGBA paper = { 1, 1, 1, 1 };
static const GdkRGBA edge = { 0, 0, 0, 0.2F };
static const GdkRGBA shadow = { 0, 0, 0, 0.16F };
static const GdkRGBA match_mark = { 1, 0.85F, 0.1F, 0.4F };
static const GdkRGBA current_mark = { 1, 0.5F, 0, 0.5F };
static const GdkRGBA selection_mark = { 0.21F, 0.52F, 0.89F, 0.35F };
static const GdkRGBA link_mark = { 0.11F, 0.44F, 0.85F, 1 };

/* Of the line round a link, and its way from it, in pixels. */
#define LINK_LINE 2.0F

/* Where @area of a page at @origin lies on the widget. */
static graphene_rect_t
place_area (KabPdfCanvas *self, const graphene_point_t *origin, const graphene_rect_t *area)
{
  float scale = (float) (self->layout.zoom * KAB_PDF_PIXELS_PER_POINT);
  graphene_rect_t rect;

  graphene_rect_scale (area, scale, scale, &rect);
  graphene_rect_offset (&rect, origin->x, origin->y);

  return rect;
}

static void
draw_area (KabPdfCanvas *self,
           GtkSnapshot *snapshot,
           const graphene_point_t *origin,
           const graphene_rect_t *area,
           const GdkRGBA *colour)
{
  graphene_rect_t rect = place_area (self, origin, area);

  gtk_snapshot_append_color (snapshot, colour, &rect);
}

static void
draw_ring (GtkSnapshot *snapshot, const graphene_rect_t *rect, const GdkRGBA *colour)
{
  const float widths[] = { LINK_LINE, LINK_LINE, LINK_LINE, LINK_LINE };
  const GdkRGBA colours[] = { *colour, *colour, *colour, *colour };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, rect, 2 * LINK_LINE);
  gtk_snapshot_append_border (snapshot, &outline, widths, colours);
}

/* As long as it has the focus: GTK takes a key that leaves the focus in the widget for a sign that
 * nobody looks for it, and hides it. Its white line tells it from what is as blue. */
static void
draw_link (KabPdfCanvas *self, GtkSnapshot *snapshot, int page, const graphene_point_t *origin)
{
  const KabPdfLink *link = kab_pdf_links_get_current (self->links);
  graphene_rect_t rect;

  if (!link || link->page != page || !gtk_widget_has_focus (GTK_WIDGET (self)))
    return;

  rect = place_area (self, origin, &link->area);
  graphene_rect_inset (&rect, -2 * LINK_LINE, -2 * LINK_LINE);
  draw_ring (snapshot, &rect, &link_mark);
  graphene_rect_inset (&rect, -LINK_LINE, -LINK_LINE);
  draw_ring (snapshot, &rect, &paper);
}

static void
draw_paper (GtkSnapshot *snapshot, const graphene_rect_t *rect)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, rect, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &edge, 0, 0, 1, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 2, 0, 6);
  gtk_snapshot_append_color (snapshot, &paper, rect);
}

static void
draw_marks (KabPdfCanvas *self, GtkSnapshot *snapshot, int page, const graphene_point_t *origin)
{
  const GArray *areas = kab_pdf_sweep_get_areas (self->sweep, page);
  int current = kab_pdf_finder_get_current (self->finder);
  int index = kab_pdf_finder_get_first_on (self->finder, page);
  const KabPdfMatch *match;

  for (guint i = 0; areas && i < areas->len; i++)
    draw_area (self, snapshot, origin, &g_array_index (areas, graphene_rect_t, i), &selection_mark);

  for (; (match = kab_pdf_finder_get (self->finder, index)) && match->page == page; index++)
    draw_area (self, snapshot, origin, &match->area,
               index == current ? &current_mark : &match_mark);
}

static void
announce (KabPdfCanvas *self, int page, double scale)
{
  if (!G_APPROX_VALUE (self->announced_scale, scale, 1e-9))
    g_hash_table_remove_all (self->announced);
  self->announced_scale = scale;
  if (g_hash_table_add (self->announced, GINT_TO_POINTER (page)))
    g_array_append_val (self->drawn, page);
}

/* Cairo would convert a texture anew for every frame: it gets a surface. */
static void
draw_picture (KabPdfCanvas *self,
              GtkSnapshot *snapshot,
              const KabPdfPicture *picture,
              const graphene_rect_t *rect)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (self)));
  graphene_rect_t sight = GRAPHENE_RECT_INIT (0, 0, (float) self->width, (float) self->height);
  cairo_t *cr;

  if (!GSK_IS_CAIRO_RENDERER (renderer))
    {
      gtk_snapshot_append_texture (snapshot, picture->texture, rect);
      return;
    }
  if (!graphene_rect_intersection (rect, &sight, &sight))
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &sight);
  cairo_translate (cr, (double) rect->origin.x, (double) rect->origin.y);
  cairo_scale (cr, (double) rect->size.width / cairo_image_surface_get_width (picture->surface),
               (double) rect->size.height / cairo_image_surface_get_height (picture->surface));
  cairo_set_source_surface (cr, picture->surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

static void
draw_page (KabPdfCanvas *self, GtkSnapshot *snapshot, int page)
{
  KabPdfBox box = kab_pdf_canvas_get_box (self, page);
  const KabPdfSheet *sheet = kab_pdf_sheets_get (self->sheets, page);
  double scale = kab_pdf_canvas_get_scale (self);
  graphene_point_t origin = GRAPHENE_POINT_INIT ((float) box.x, (float) box.y);
  graphene_rect_t rect =
    GRAPHENE_RECT_INIT (origin.x, origin.y, (float) box.width, (float) box.height);

  draw_paper (snapshot, &rect);
  if (sheet && sheet->picture)
    {
      double pixel = 1.0 / gtk_widget_get_scale_factor (GTK_WIDGET (self));
      float width = (float) (gdk_texture_get_width (sheet->picture->texture) * pixel);
      float height = (float) (gdk_texture_get_height (sheet->picture->texture) * pixel);
      gboolean is_present = G_APPROX_VALUE (sheet->scale, scale, 1e-9);

      /* A pixel of the picture on each of the device, unless it was bounded. */
      if (is_present && ABS (width - rect.size.width) < 2 && ABS (height - rect.size.height) < 2)
        graphene_size_init (&rect.size, width, height);
      draw_picture (self, snapshot, sheet->picture, &rect);
      if (is_present)
        announce (self, page, scale);
    }
  draw_marks (self, snapshot, page, &origin);
  draw_link (self, snapshot, page, &origin);
}

void
kab_pdf_canvas_draw (KabPdfCanvas *self, GtkSnapshot *snapshot)
{
  int first, last;

  if (!kab_pdf_canvas_get_visible (self, &first, &last))
    return;

  for (int page = first; page <= last; page++)
    draw_page (self, snapshot, page);
}
