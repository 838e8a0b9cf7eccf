/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "kab-error.h"
#include "kab-pdf-private.h"

/* GTK draws a print job on the main thread, and poppler may not be there. So the worker records a
 * page (as vectors: glyphs stay glyphs), and the main thread plays the record onto the paper. What
 * is played still looks into the fonts of the document it came from: a job opens one of its own,
 * which nothing draws from at the same time. */
typedef struct
{
  KabPdf *pdf; /* the task's source */
  GtkPrintOperation *operation;
  PopplerDocument *document; /* the worker's */
  GCancellable *cancellable;
  gulong cancelled_id;
  GtkPrintContext *context; /* of the page being drawn */
  gboolean exports;
  gboolean returned;
  int page;
  GError *error;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->operation);
  g_clear_pointer (&job->document, kab_pdf_worker_release);
  g_clear_object (&job->cancellable);
  g_clear_error (&job->error);
  g_free (job);
}

static gboolean
run_record (KabPdfWork *work)
{
  Job *job = work->data;
  const KabPdfSize *size = &job->pdf->sizes[job->page];
  cairo_rectangle_t extents = { 0, 0, size->width, size->height };
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  PopplerPage *page;
  cairo_t *cr;

  if (!job->document)
    job->document = poppler_document_new_from_bytes (job->pdf->bytes, NULL, &error);
  work->document = job->document;
  if (!work->document)
    {
      work->error = kab_error_new (KAB_ERROR_FILE, "%s", error ? error->message : "not opened");
      return TRUE;
    }
  page = kab_pdf_work_get_page (work, job->page);
  if (!page)
    return TRUE;

  surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  cr = cairo_create (surface);
  poppler_page_render_for_printing (page, cr);
  cairo_destroy (cr);
  g_object_unref (page);
  work->result = surface;

  return TRUE;
}

/* As large as it is, in the middle of the paper; smaller only where the paper is. */
static void
play (cairo_t *cr, GtkPrintContext *context, cairo_surface_t *record, const KabPdfSize *size)
{
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  double scale = MIN (1, MIN (width / size->width, height / size->height));

  cairo_save (cr);
  cairo_translate (cr, (width - size->width * scale) / 2, (height - size->height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, record, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  cairo_surface_t *record = g_task_propagate_pointer (G_TASK (result), &job->error);

  if (record && !job->returned)
    play (gtk_print_context_get_cairo_context (job->context), job->context, record,
          &job->pdf->sizes[job->page]);
  g_clear_pointer (&record, cairo_surface_destroy);
  job->context = NULL;
  if (job->returned)
    return;

  if (job->error)
    gtk_print_operation_cancel (job->operation);
  gtk_print_operation_draw_page_finish (job->operation);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  GTask *record = NULL;

  if (job->error)
    return;

  gtk_print_operation_set_defer_drawing (operation);
  job->page = page;
  job->context = context;
  record = g_task_new (job->pdf, job->cancellable, recorded_cb, g_object_ref (task));
  g_task_set_source_tag (record, draw_page_cb);
  g_task_set_task_data (record, job, NULL);
  kab_pdf_worker_push (record, KAB_PDF_RANK_READ, NULL, run_record,
                       (GDestroyNotify) cairo_surface_destroy);
}

/* A file is as large as the page; a printer has the paper it has, and it may lie across. */
static void
page_setup_requested_cb (GtkPrintOperation *operation,
                         GtkPrintContext *context,
                         int page,
                         GtkPageSetup *setup,
                         gpointer user_data)
{
  Job *job = g_task_get_task_data (user_data);
  const KabPdfSize *size = &job->pdf->sizes[page];

  if (job->exports)
    {
      GtkPaperSize *paper =
        gtk_paper_size_new_custom ("page", "page", size->width, size->height, GTK_UNIT_POINTS);

      gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_PORTRAIT);
      gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
      gtk_paper_size_free (paper);
    }
  else
    {
      gtk_page_setup_set_orientation (setup, size->width > size->height
                                               ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                               : GTK_PAGE_ORIENTATION_PORTRAIT);
    }
}

static void
return_job (GTask *task, GtkPrintOperationResult result)
{
  Job *job = g_task_get_task_data (task);
  g_autoptr (GTask) held = task; /* the reference of the operation under way */

  job->returned = TRUE;
  g_signal_handlers_disconnect_by_data (job->operation, task);
  g_cancellable_disconnect (job->cancellable, job->cancelled_id);

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR && !job->error)
    {
      g_autoptr (GError) error = NULL;

      gtk_print_operation_get_error (job->operation, &error);
      job->error = kab_error_new (job->exports ? KAB_ERROR_FILE : KAB_ERROR_FAILED, "%s",
                                  error ? error->message : "not printed");
    }
  if (result == GTK_PRINT_OPERATION_RESULT_CANCEL && !job->error)
    job->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not printed");

  if (job->error)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  return_job (user_data, result);
}

static void
cancelled_cb (GCancellable *cancellable, GtkPrintOperation *operation)
{
  gtk_print_operation_cancel (operation);
}

static GtkPrintOperation *
make_operation (KabPdf *pdf, const char *title, const char *export_file, GTask *task)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();

  /* What a print into a file is called, where the user does not say otherwise. */
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, title);
  gtk_print_operation_set_print_settings (operation, settings);

  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, pdf->n_pages);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, export_file == NULL);
  if (export_file)
    gtk_print_operation_set_export_filename (operation, export_file);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (page_setup_requested_cb), task);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), task);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), task);

  return operation;
}

void
kab_pdf_print_async (KabPdf *self,
                     GtkWindow *parent,
                     const char *title,
                     const char *export_file,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GtkPrintOperationResult result;
  Job *job;

  g_return_if_fail (KAB_IS_PDF (self));
  g_return_if_fail (title);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kab_pdf_print_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  job = g_new0 (Job, 1);
  job->pdf = self;
  job->exports = export_file != NULL;
  job->cancellable = cancellable ? g_object_ref (cancellable) : g_cancellable_new ();
  job->operation = make_operation (self, title, export_file, task);
  job->cancelled_id =
    g_cancellable_connect (job->cancellable, G_CALLBACK (cancelled_cb), job->operation, NULL);
  g_task_set_task_data (task, job, free_job);

  g_object_ref (task);
  result = gtk_print_operation_run (job->operation,
                                    export_file ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                                : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    parent, NULL);
  /* What fails before it begins may not be told by the signal. */
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR && !job->returned)
    return_job (task, result);
}

gboolean
kab_pdf_print_finish (KabPdf *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_PDF (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_pdf_print_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
