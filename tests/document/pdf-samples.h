/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-pdf.h"

G_BEGIN_DECLS

/* Where pdf_new() puts things, in points from a page's top left. */
#define PDF_LEFT       72.0
#define PDF_TITLE_Y    100.0
#define PDF_TITLE_SIZE 20.0
#define PDF_LINK_Y     160.0
#define PDF_BOX_Y      200.0 /* of a red box, 100 by 50 */

/* A document drawn by cairo: each page has its title («Квитанция 1 за февраль», …), a line with a
 * link to each of @uris (NULL-terminated, nullable), a red box, «Начислено 447,30» and «начислено
 * снова». */
GBytes *pdf_new (int pages, double width, double height, const char *const *uris);
/* A page as full as a receipt: text in two faces, rules, a code of 57 by 57 squares. */
GBytes *pdf_new_receipt (void);
/* As fast as 5 000 pages can be made. */
GBytes *pdf_new_blank (int pages);
/* Numbers the objects from 1 (the catalog) and adds header, table and trailer. @trailer is added to
 * the trailer's dictionary. */
GBytes *pdf_write (const char *const *objects, const char *trailer);

/* A step that is under way: iterates the main context until it is done. */
void wait_for (gboolean *done);

KabPdf *pdf_open (GBytes *bytes, GError **error);
char *pdf_get_text (KabPdf *pdf, int page);

G_END_DECLS
