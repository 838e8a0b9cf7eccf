/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "kab-pdf-canvas-private.h"

/* How far an arrow key scrolls, in pixels. */
#define STEP 48.0

static double
get_value (KabPdfCanvas *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment ? gtk_adjustment_get_value (adjustment) : 0;
}

static void
configure (KabPdfCanvas *self, GtkOrientation orientation, double value, double upper, double size)
{
  if (self->adjustments[orientation])
    gtk_adjustment_configure (self->adjustments[orientation], value, 0, MAX (upper, size), STEP,
                              size * 0.9, size);
}

static double
get_zoomed (KabPdfCanvas *self)
{
  return self->layout.zoom * KAB_PDF_PIXELS_PER_POINT;
}

static void
scroll_into_sight (GtkAdjustment *adjustment, double low, double high)
{
  double size = gtk_adjustment_get_page_size (adjustment);

  /* A third of the way down reads better than at the edge. */
  if (low < 0 || high > size)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + low - size / 3);
}

KabPdfAnchor
kab_pdf_canvas_drop_anchor (KabPdfCanvas *self, double x, double y)
{
  KabPdfAnchor anchor = { .page = kab_pdf_canvas_find_page (self, y), .at_x = x, .at_y = y };
  double scale = get_zoomed (self);
  KabPdfBox box;

  if (anchor.page < 0)
    return anchor;

  box = kab_pdf_canvas_get_box (self, anchor.page);
  anchor.x = (x - box.x) / scale;
  anchor.y = MAX (0, (y - box.y) / scale);
  anchor.above = MAX (0, box.y - y);

  return anchor;
}

void
kab_pdf_canvas_arrange (KabPdfCanvas *self, const KabPdfAnchor *anchor)
{
  double x = 0;
  double y = 0;

  if (self->layout.pdf != self->pdf || !G_APPROX_VALUE (self->layout.zoom, self->zoom, 1e-9))
    kab_pdf_layout_arrange (&self->layout, self->pdf, self->zoom);

  if (anchor && anchor->page >= 0 && anchor->page < self->layout.n_pages)
    {
      KabPdfBox box = kab_pdf_layout_get_page (&self->layout, anchor->page, self->width);
      double scale = get_zoomed (self);

      x = box.x + anchor->x * scale - anchor->at_x;
      y = box.y + anchor->y * scale - anchor->above - anchor->at_y;
    }

  self->arranging = TRUE;
  configure (self, GTK_ORIENTATION_HORIZONTAL, x, self->layout.width, self->width);
  configure (self, GTK_ORIENTATION_VERTICAL, y, self->layout.height, self->height);
  self->arranging = FALSE;

  kab_pdf_canvas_update (self);
  if (!self->hold_id)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kab_pdf_canvas_update (KabPdfCanvas *self)
{
  int first, last;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      !kab_pdf_canvas_get_visible (self, &first, &last))
    return;

  kab_pdf_sheets_show (self->sheets, first, last, kab_pdf_canvas_get_scale (self));
}

double
kab_pdf_canvas_get_scale (KabPdfCanvas *self)
{
  return get_zoomed (self) * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

KabPdfBox
kab_pdf_canvas_get_box (KabPdfCanvas *self, int page)
{
  KabPdfBox box = kab_pdf_layout_get_page (&self->layout, page, self->width);
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  box.x -= round (get_value (self, GTK_ORIENTATION_HORIZONTAL) * factor) / factor;
  box.y -= round (get_value (self, GTK_ORIENTATION_VERTICAL) * factor) / factor;

  return box;
}

int
kab_pdf_canvas_find_page (KabPdfCanvas *self, double y)
{
  return kab_pdf_layout_find_page (&self->layout, get_value (self, GTK_ORIENTATION_VERTICAL) + y);
}

gboolean
kab_pdf_canvas_get_visible (KabPdfCanvas *self, int *first, int *last)
{
  if (self->layout.n_pages == 0 || self->width <= 0 || self->height <= 0)
    return FALSE;

  *first = kab_pdf_canvas_find_page (self, 0);
  *last = kab_pdf_canvas_find_page (self, self->height - 1);

  return TRUE;
}

int
kab_pdf_canvas_get_page (KabPdfCanvas *self)
{
  g_return_val_if_fail (KAB_IS_PDF_CANVAS (self), -1);

  return kab_pdf_canvas_find_page (self, self->height / 2.0);
}

void
kab_pdf_canvas_scroll_to (KabPdfCanvas *self, int page, const graphene_rect_t *area)
{
  double scale = get_zoomed (self);
  KabPdfBox box;

  g_return_if_fail (KAB_IS_PDF_CANVAS (self));
  g_return_if_fail (page >= 0 && page < self->layout.n_pages);

  box = kab_pdf_canvas_get_box (self, page);
  scroll_into_sight (self->adjustments[GTK_ORIENTATION_VERTICAL],
                     box.y + (double) area->origin.y * scale,
                     box.y + (double) (area->origin.y + area->size.height) * scale);
  scroll_into_sight (self->adjustments[GTK_ORIENTATION_HORIZONTAL],
                     box.x + (double) area->origin.x * scale,
                     box.x + (double) (area->origin.x + area->size.width) * scale);
}
