/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-pdf.h"

G_BEGIN_DECLS

/**
 * KabPdfLinks:
 *
 * The links of a PDF in the order they are read, and the one the keyboard is at.
 *
 * Signal: changed, when the keyboard is at another one.
 */
#define KAB_TYPE_PDF_LINKS (kab_pdf_links_get_type ())
G_DECLARE_FINAL_TYPE (KabPdfLinks, kab_pdf_links, KAB, PDF_LINKS, GObject)

KabPdfLinks *kab_pdf_links_new (KabPdf *pdf);

/* Lists the links, one page after another. Called again, it does nothing. */
void kab_pdf_links_load (KabPdfLinks *self);
/* Of all pages. */
gboolean kab_pdf_links_is_loaded (KabPdfLinks *self);

/* (nullable) (transfer none): the link at @point of @page, or just beside it. */
const KabPdfLink *kab_pdf_links_find (KabPdfLinks *self, int page, const graphene_point_t *point);

/* To the next link, or with @steps -1 to the one before. From none: to the nearest one that way,
 * from @page on, which counts too. FALSE: there is no further one, and the keyboard is at none. */
gboolean kab_pdf_links_step (KabPdfLinks *self, int steps, int page);
void kab_pdf_links_leave (KabPdfLinks *self);
/* (nullable) (transfer none): NULL when the keyboard is at none. */
const KabPdfLink *kab_pdf_links_get_current (KabPdfLinks *self);

G_END_DECLS
