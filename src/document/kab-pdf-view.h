/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-pdf.h"

G_BEGIN_DECLS

/**
 * KabPdfView:
 *
 * Shows a KabPdf: pages under one another, scrolled, only those on screen and their neighbours in
 * memory. It brings its own scrolled window, the floating zoom control and the find bar.
 *
 * Properties: pdf (#KabPdf, nullable), zoom (double, 1.0 = 100 %), fit-width (boolean, TRUE at
 * first; a zoom by hand ends it). Actions on it (group "pdf"): pdf.zoom-in, pdf.zoom-out,
 * pdf.zoom-fit, pdf.find, pdf.find-next, pdf.find-previous, pdf.copy. Keys: Ctrl + and − and 0,
 * Ctrl+F, F3, Ctrl+C, Page Up and Down, Home, End; Ctrl+wheel and pinch zoom. A screen reader hears
 * the page's text.
 *
 * Signal "link-activated" (char *uri): somebody wants to go where a link leads.
 */
#define KAB_TYPE_PDF_VIEW (kab_pdf_view_get_type ())
G_DECLARE_FINAL_TYPE (KabPdfView, kab_pdf_view, KAB, PDF_VIEW, GtkWidget)

GtkWidget *kab_pdf_view_new (void);
KabPdf *kab_pdf_view_get_pdf (KabPdfView *self);
void kab_pdf_view_set_pdf (KabPdfView *self, KabPdf *pdf);

/* For tests and benchmarks: emitted as "page-drawn" (int page) when a page's texture of the present
 * scale is first on screen. */

G_END_DECLS
