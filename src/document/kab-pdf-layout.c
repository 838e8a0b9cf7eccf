/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "kab-pdf-layout.h"

/* Whole pixels, and not one more for an error of the arithmetic. */
static double
round_up (double length)
{
  return MAX (1, ceil (length - 1e-6));
}

static void
measure (KabPdf *pdf, int page, double zoom, double *width, double *height)
{
  kab_pdf_get_page_size (pdf, page, width, height);
  *width = round_up (*width * zoom * KAB_PDF_PIXELS_PER_POINT);
  *height = round_up (*height * zoom * KAB_PDF_PIXELS_PER_POINT);
}

void
kab_pdf_layout_arrange (KabPdfLayout *self, KabPdf *pdf, double zoom)
{
  double y = KAB_PDF_LAYOUT_MARGIN;

  kab_pdf_layout_clear (self);
  if (!pdf)
    return;

  self->pdf = pdf;
  self->zoom = zoom;
  self->n_pages = kab_pdf_get_n_pages (pdf);
  self->tops = g_new (double, self->n_pages + 1);
  for (int i = 0; i < self->n_pages; i++)
    {
      double width, height;

      measure (pdf, i, zoom, &width, &height);
      self->tops[i] = y;
      self->width = MAX (self->width, width + 2 * KAB_PDF_LAYOUT_MARGIN);
      y += height + KAB_PDF_LAYOUT_GAP;
    }
  self->tops[self->n_pages] = y;
  self->height = y - KAB_PDF_LAYOUT_GAP + KAB_PDF_LAYOUT_FOOT;
}

void
kab_pdf_layout_clear (KabPdfLayout *self)
{
  g_free (self->tops);
  *self = (KabPdfLayout){ 0 };
}

double
kab_pdf_layout_fit (KabPdf *pdf, double width)
{
  double widest = 0;

  for (int i = 0; i < kab_pdf_get_n_pages (pdf); i++)
    {
      double page_width, page_height;

      kab_pdf_get_page_size (pdf, i, &page_width, &page_height);
      widest = MAX (widest, page_width);
    }

  return MAX (1, width - 2 * KAB_PDF_LAYOUT_MARGIN) / (widest * KAB_PDF_PIXELS_PER_POINT);
}

KabPdfBox
kab_pdf_layout_get_page (const KabPdfLayout *self, int page, double width)
{
  KabPdfBox box;

  measure (self->pdf, page, self->zoom, &box.width, &box.height);
  box.x = floor ((MAX (width, self->width) - box.width) / 2);
  box.y = self->tops[page];

  return box;
}

int
kab_pdf_layout_find_page (const KabPdfLayout *self, double y)
{
  int low = 0;
  int high = self->n_pages - 1;

  while (low < high)
    {
      int middle = (low + high) / 2;

      /* The gap below a page is the page's. */
      if (y < self->tops[middle + 1])
        high = middle;
      else
        low = middle + 1;
    }

  return self->n_pages > 0 ? low : -1;
}
