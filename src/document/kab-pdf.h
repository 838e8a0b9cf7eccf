/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KabPdf:
 *
 * An opened PDF. All of poppler happens on one worker thread behind this object; what comes back is
 * finished (a texture, a text, a list), on the main thread, and not at all when cancelled
 * (G_IO_ERROR_CANCELLED). Lengths are points of the page, from its top left.
 *
 * What cannot be read is KAB_ERROR_FILE (cut short, not a PDF, encrypted) or KAB_ERROR_TOO_LARGE
 * (over 200 MiB or 5 000 pages).
 */
#define KAB_TYPE_PDF (kab_pdf_get_type ())
G_DECLARE_FINAL_TYPE (KabPdf, kab_pdf, KAB, PDF, GObject)

void kab_pdf_open_async (GBytes *bytes,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
KabPdf *kab_pdf_open_finish (GAsyncResult *result, GError **error);

GBytes *kab_pdf_get_bytes (KabPdf *self);
int kab_pdf_get_n_pages (KabPdf *self);
/* @width, @height: (out) (optional). */
void kab_pdf_get_page_size (KabPdf *self, int page, double *width, double *height);

/* @scale: pixels a point. */
void kab_pdf_render_async (KabPdf *self,
                           int page,
                           double scale,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GdkTexture *kab_pdf_render_finish (KabPdf *self, GAsyncResult *result, GError **error);

typedef struct
{
  int page;
  graphene_rect_t area;
} KabPdfMatch;
/* Of all pages, case ignored; GArray of KabPdfMatch. */
void kab_pdf_find_async (KabPdf *self,
                         const char *text,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
GArray *kab_pdf_find_finish (KabPdf *self, GAsyncResult *result, GError **error);

typedef struct
{
  char *text;
  GArray *areas; /* of graphene_rect_t: what was selected, a rectangle a line */
} KabPdfSelection;
void kab_pdf_selection_free (KabPdfSelection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabPdfSelection, kab_pdf_selection_free)
/* The text between two points of a page as a reader sweeps over it. */
void kab_pdf_select_async (KabPdf *self,
                           int page,
                           const graphene_point_t *from,
                           const graphene_point_t *to,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
KabPdfSelection *kab_pdf_select_finish (KabPdf *self, GAsyncResult *result, GError **error);

typedef struct
{
  int page;
  graphene_rect_t area;
  char *uri; /* http, https and mailto only */
} KabPdfLink;
void kab_pdf_link_free (KabPdfLink *self);
/* GPtrArray of KabPdfLink, from the top of the page down. */
void kab_pdf_list_links_async (KabPdf *self,
                               int page,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *kab_pdf_list_links_finish (KabPdf *self, GAsyncResult *result, GError **error);

/* All of a page's text, for a screen reader. */
void kab_pdf_get_text_async (KabPdf *self,
                             int page,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
char *kab_pdf_get_text_finish (KabPdf *self, GAsyncResult *result, GError **error);

/* Vector output, through the usual dialog; @export_file (nullable): prints there without one. */
void kab_pdf_print_async (KabPdf *self,
                          GtkWindow *parent,
                          const char *title,
                          const char *export_file,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean kab_pdf_print_finish (KabPdf *self, GAsyncResult *result, GError **error);

G_END_DECLS
