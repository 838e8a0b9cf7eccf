/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-pdf-worker.h"
#include "kab-pdf.h"

G_BEGIN_DECLS

#define KAB_PDF_MAX_BYTES (200 * 1024 * 1024)
#define KAB_PDF_MAX_PAGES 5000
/* A texture of a page is never larger: an A4 page at 400 % still fits. */
#define KAB_PDF_MAX_TEXTURE_BYTES (64 * 1024 * 1024)

typedef struct
{
  double width;
  double height;
} KabPdfSize;

struct _KabPdf
{
  GObject parent_instance;

  GBytes *bytes;
  PopplerDocument *document; /* the worker's */
  KabPdfSize *sizes;         /* n_pages of them */
  int n_pages;
};

typedef struct
{
  int page;
  double scale;
  graphene_point_t from;
  graphene_point_t to;
  char *text;
} KabPdfRequest;

/* A drawn page: the same pixels for a renderer with textures and for cairo, which would convert a
 * texture anew for every frame. */
typedef struct
{
  GdkTexture *texture;
  cairo_surface_t *surface;
} KabPdfPicture;
void kab_pdf_picture_free (KabPdfPicture *self);
/* Instead of kab_pdf_render_finish(). */
KabPdfPicture *kab_pdf_render_finish_picture (KabPdf *self, GAsyncResult *result, GError **error);

/* The scale at which @size's texture keeps to its bound: @scale or less. */
double kab_pdf_clamp_scale (const KabPdfSize *size, double scale);

/* What the worker runs: kab-pdf-open.c and kab-pdf-read.c. */
/* The task data is the GBytes; the result a KabPdf. */
gboolean kab_pdf_run_open (KabPdfWork *work);
/* The task data is a KabPdfRequest. */
gboolean kab_pdf_run_render (KabPdfWork *work);
gboolean kab_pdf_run_find (KabPdfWork *work);
gboolean kab_pdf_run_select (KabPdfWork *work);
gboolean kab_pdf_run_list_links (KabPdfWork *work);
gboolean kab_pdf_run_get_text (KabPdfWork *work);

/* (transfer full): a page of the work's document; NULL, with the work's error set. */
PopplerPage *kab_pdf_work_get_page (KabPdfWork *work, int page);

G_END_DECLS
