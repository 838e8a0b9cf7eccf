/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-pdf.h"

G_BEGIN_DECLS

/**
 * KabPdfFinder:
 *
 * The matches of a text in a PDF, and the one the reader is at.
 *
 * Signal: changed.
 */
#define KAB_TYPE_PDF_FINDER (kab_pdf_finder_get_type ())
G_DECLARE_FINAL_TYPE (KabPdfFinder, kab_pdf_finder, KAB, PDF_FINDER, GObject)

KabPdfFinder *kab_pdf_finder_new (KabPdf *pdf);

/* The reader will be at the first match on @page or after it. An empty @text finds nothing. */
void kab_pdf_finder_search (KabPdfFinder *self, const char *text, int page);
/* By @steps matches, from the last to the first and back. */
void kab_pdf_finder_step (KabPdfFinder *self, int steps);

gboolean kab_pdf_finder_is_searching (KabPdfFinder *self);
int kab_pdf_finder_count (KabPdfFinder *self);
/* (nullable) (transfer none): the @index-th match. */
const KabPdfMatch *kab_pdf_finder_get (KabPdfFinder *self, int index);
/* -1: at none. */
int kab_pdf_finder_get_current (KabPdfFinder *self);
/* The index of the first match on @page or after it; the count when there is none. */
int kab_pdf_finder_get_first_on (KabPdfFinder *self, int page);

G_END_DECLS
