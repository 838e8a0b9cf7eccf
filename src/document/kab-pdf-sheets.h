/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-pdf-private.h"

G_BEGIN_DECLS

/**
 * KabPdfSheets:
 *
 * The pages that are held in memory: those on screen and their neighbours. What is on screen is
 * drawn first; a neighbour waits until that is there. While the scale changes, what is there stays
 * (stretched) until the scale rests and the new texture has come.
 *
 * Signal: changed, when there is something new to show.
 */
#define KAB_TYPE_PDF_SHEETS (kab_pdf_sheets_get_type ())
G_DECLARE_FINAL_TYPE (KabPdfSheets, kab_pdf_sheets, KAB, PDF_SHEETS, GObject)

typedef struct
{
  KabPdfPicture *picture; /* NULL: not there yet */
  double scale;           /* what it was asked for at; 0: there is none */
} KabPdfSheet;

KabPdfSheets *kab_pdf_sheets_new (KabPdf *pdf);

/* Pages @first to @last are on screen, at @scale pixels a point. */
void kab_pdf_sheets_show (KabPdfSheets *self, int first, int last, double scale);
/* (nullable): NULL when @page is not held. */
const KabPdfSheet *kab_pdf_sheets_get (KabPdfSheets *self, int page);
/* How many pages have a picture. */
int kab_pdf_sheets_count (KabPdfSheets *self);

G_END_DECLS
