/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-pdf.h"

G_BEGIN_DECLS

/* Where the pages lie: under one another, each in the middle. Lengths are the screen's pixels
 * (before its scale factor) from the top left of the whole; pages lie on whole pixels. Plain
 * arithmetic, no widget. */

/* A point of a page is 1/72 inch, a pixel of the screen 1/96. */
#define KAB_PDF_PIXELS_PER_POINT (96.0 / 72.0)
#define KAB_PDF_LAYOUT_GAP       12
#define KAB_PDF_LAYOUT_MARGIN    12
/* Room for the zoom control below the last line. */
#define KAB_PDF_LAYOUT_FOOT 60

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} KabPdfBox;

typedef struct
{
  KabPdf *pdf; /* not owned */
  int n_pages;
  double zoom;
  double *tops; /* n_pages + 1: of each page, and where one more would begin */
  double width;
  double height;
} KabPdfLayout;

void kab_pdf_layout_arrange (KabPdfLayout *self, KabPdf *pdf, double zoom);
void kab_pdf_layout_clear (KabPdfLayout *self);
/* The zoom at which the widest page fills @width. */
double kab_pdf_layout_fit (KabPdf *pdf, double width);
/* @width: the room there is, which may be more than the layout's. */
KabPdfBox kab_pdf_layout_get_page (const KabPdfLayout *self, int page, double width);
/* The page at @y, or the nearest. -1: there are none. */
int kab_pdf_layout_find_page (const KabPdfLayout *self, double y);

G_END_DECLS
