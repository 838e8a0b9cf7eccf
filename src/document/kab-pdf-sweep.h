/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-pdf.h"

G_BEGIN_DECLS

/**
 * KabPdfSweep:
 *
 * What the reader sweeps over with the pointer, on one page or over several. While the worker looks
 * up where the letters are, the last answer stands; of the questions that arise meanwhile only the
 * newest is asked.
 *
 * Signal: changed.
 */
#define KAB_TYPE_PDF_SWEEP (kab_pdf_sweep_get_type ())
G_DECLARE_FINAL_TYPE (KabPdfSweep, kab_pdf_sweep, KAB, PDF_SWEEP, GObject)

KabPdfSweep *kab_pdf_sweep_new (KabPdf *pdf);

/* Points are the page's. */
void kab_pdf_sweep_begin (KabPdfSweep *self, int page, const graphene_point_t *point);
void kab_pdf_sweep_extend (KabPdfSweep *self, int page, const graphene_point_t *point);
void kab_pdf_sweep_clear (KabPdfSweep *self);

/* (nullable) (transfer none): of graphene_rect_t. */
const GArray *kab_pdf_sweep_get_areas (KabPdfSweep *self, int page);
gboolean kab_pdf_sweep_has_text (KabPdfSweep *self);
/* (nullable) (transfer full): %NULL when nothing is selected. */
char *kab_pdf_sweep_dup_text (KabPdfSweep *self);

G_END_DECLS
