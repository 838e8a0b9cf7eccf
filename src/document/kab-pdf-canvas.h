/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-pdf-finder.h"
#include "kab-pdf-links.h"
#include "kab-pdf-sheets.h"
#include "kab-pdf-sweep.h"

G_BEGIN_DECLS

#define KAB_PDF_MIN_ZOOM 0.1
#define KAB_PDF_MAX_ZOOM 4.0

/**
 * KabPdfCanvas:
 *
 * The pages themselves, inside a scrolled window. Scrolling moves what is there and waits for
 * nothing; a page that is not drawn yet is a white sheet of its size. Tab goes from the page to its
 * links, one after another, and on from the last; Return follows the link.
 *
 * Properties: zoom (double), fit-width (boolean). Signals: page-drawn (int page), link-activated
 * (string uri).
 */
#define KAB_TYPE_PDF_CANVAS (kab_pdf_canvas_get_type ())
G_DECLARE_FINAL_TYPE (KabPdfCanvas, kab_pdf_canvas, KAB, PDF_CANVAS, GtkWidget)

KabPdf *kab_pdf_canvas_get_pdf (KabPdfCanvas *self);
void kab_pdf_canvas_set_pdf (KabPdfCanvas *self, KabPdf *pdf);
double kab_pdf_canvas_get_zoom (KabPdfCanvas *self);
gboolean kab_pdf_canvas_get_fit_width (KabPdfCanvas *self);
void kab_pdf_canvas_set_fit_width (KabPdfCanvas *self, gboolean fit_width);
/* What lies at @x, @y of the widget stays there. Ends fitting. */
void kab_pdf_canvas_zoom_at (KabPdfCanvas *self, double zoom, double x, double y);
/* About the middle of what is seen. */
void kab_pdf_canvas_zoom (KabPdfCanvas *self, double zoom);

/* The page in the middle of what is seen; -1: there is none. */
int kab_pdf_canvas_get_page (KabPdfCanvas *self);
/* Scrolls only when @area is not in sight. */
void kab_pdf_canvas_scroll_to (KabPdfCanvas *self, int page, const graphene_rect_t *area);

/* (nullable) (transfer none): of the present document. */
KabPdfSheets *kab_pdf_canvas_get_sheets (KabPdfCanvas *self);
KabPdfSweep *kab_pdf_canvas_get_sweep (KabPdfCanvas *self);
KabPdfFinder *kab_pdf_canvas_get_finder (KabPdfCanvas *self);
KabPdfLinks *kab_pdf_canvas_get_links (KabPdfCanvas *self);

G_END_DECLS
