/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pdf-private.h"

G_DEFINE_FINAL_TYPE (KabPdf, kab_pdf, G_TYPE_OBJECT)

static void
free_request (gpointer data)
{
  KabPdfRequest *request = data;

  g_free (request->text);
  g_free (request);
}

static void
ask (KabPdf *self,
     const KabPdfRequest *request,
     KabPdfRank rank,
     KabPdfRun run,
     GDestroyNotify free_result,
     gpointer source_tag,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, g_memdup2 (request, sizeof *request), free_request);
  kab_pdf_worker_push (task, rank, self->document, run, free_result);
}

static gpointer
finish (KabPdf *self, GAsyncResult *result, gpointer source_tag, GError **error)
{
  g_return_val_if_fail (KAB_IS_PDF (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
kab_pdf_finalize (GObject *object)
{
  KabPdf *self = KAB_PDF (object);

  if (self->document)
    kab_pdf_worker_release (self->document);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->sizes);
  G_OBJECT_CLASS (kab_pdf_parent_class)->finalize (object);
}

static void
kab_pdf_class_init (KabPdfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_pdf_finalize;
}

static void
kab_pdf_init (KabPdf *self)
{
}

void
kab_pdf_open_async (GBytes *bytes,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task;

  g_return_if_fail (bytes);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, kab_pdf_open_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  kab_pdf_worker_push (task, KAB_PDF_RANK_OPEN, NULL, kab_pdf_run_open, g_object_unref);
}

KabPdf *
kab_pdf_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_pdf_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GBytes *
kab_pdf_get_bytes (KabPdf *self)
{
  g_return_val_if_fail (KAB_IS_PDF (self), NULL);

  return self->bytes;
}

int
kab_pdf_get_n_pages (KabPdf *self)
{
  g_return_val_if_fail (KAB_IS_PDF (self), 0);

  return self->n_pages;
}

void
kab_pdf_get_page_size (KabPdf *self, int page, double *width, double *height)
{
  g_return_if_fail (KAB_IS_PDF (self));
  g_return_if_fail (page >= 0 && page < self->n_pages);

  if (width)
    *width = self->sizes[page].width;
  if (height)
    *height = self->sizes[page].height;
}

void
kab_pdf_render_async (KabPdf *self,
                      int page,
                      double scale,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  KabPdfRequest request = { .page = page, .scale = scale };

  g_return_if_fail (KAB_IS_PDF (self));
  g_return_if_fail (page >= 0 && page < self->n_pages);
  g_return_if_fail (scale > 0);

  ask (self, &request, KAB_PDF_RANK_RENDER, kab_pdf_run_render,
       (GDestroyNotify) kab_pdf_picture_free, kab_pdf_render_async, cancellable, callback,
       user_data);
}

GdkTexture *
kab_pdf_render_finish (KabPdf *self, GAsyncResult *result, GError **error)
{
  KabPdfPicture *picture = kab_pdf_render_finish_picture (self, result, error);
  GdkTexture *texture;

  if (!picture)
    return NULL;

  texture = g_steal_pointer (&picture->texture);
  kab_pdf_picture_free (picture);

  return texture;
}

KabPdfPicture *
kab_pdf_render_finish_picture (KabPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, kab_pdf_render_async, error);
}

void
kab_pdf_find_async (KabPdf *self,
                    const char *text,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  KabPdfRequest request = { .page = 0 };

  g_return_if_fail (KAB_IS_PDF (self));
  g_return_if_fail (text);

  request.text = g_strdup (text);
  ask (self, &request, KAB_PDF_RANK_FIND, kab_pdf_run_find, (GDestroyNotify) g_array_unref,
       kab_pdf_find_async, cancellable, callback, user_data);
}

GArray *
kab_pdf_find_finish (KabPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, kab_pdf_find_async, error);
}

void
kab_pdf_select_async (KabPdf *self,
                      int page,
                      const graphene_point_t *from,
                      const graphene_point_t *to,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  KabPdfRequest request = { .page = page, .from = *from, .to = *to };

  g_return_if_fail (KAB_IS_PDF (self));
  g_return_if_fail (page >= 0 && page < self->n_pages);

  ask (self, &request, KAB_PDF_RANK_SELECT, kab_pdf_run_select,
       (GDestroyNotify) kab_pdf_selection_free, kab_pdf_select_async, cancellable, callback,
       user_data);
}

KabPdfSelection *
kab_pdf_select_finish (KabPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, kab_pdf_select_async, error);
}

void
kab_pdf_list_links_async (KabPdf *self,
                          int page,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  KabPdfRequest request = { .page = page };

  g_return_if_fail (KAB_IS_PDF (self));
  g_return_if_fail (page >= 0 && page < self->n_pages);

  ask (self, &request, KAB_PDF_RANK_READ, kab_pdf_run_list_links,
       (GDestroyNotify) g_ptr_array_unref, kab_pdf_list_links_async, cancellable, callback,
       user_data);
}

GPtrArray *
kab_pdf_list_links_finish (KabPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, kab_pdf_list_links_async, error);
}

void
kab_pdf_get_text_async (KabPdf *self,
                        int page,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  KabPdfRequest request = { .page = page };

  g_return_if_fail (KAB_IS_PDF (self));
  g_return_if_fail (page >= 0 && page < self->n_pages);

  ask (self, &request, KAB_PDF_RANK_READ, kab_pdf_run_get_text, g_free, kab_pdf_get_text_async,
       cancellable, callback, user_data);
}

char *
kab_pdf_get_text_finish (KabPdf *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, kab_pdf_get_text_async, error);
}

void
kab_pdf_picture_free (KabPdfPicture *self)
{
  g_clear_object (&self->texture);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}

void
kab_pdf_selection_free (KabPdfSelection *self)
{
  g_free (self->text);
  g_clear_pointer (&self->areas, g_array_unref);
  g_free (self);
}

void
kab_pdf_link_free (KabPdfLink *self)
{
  g_free (self->uri);
  g_free (self);
}
