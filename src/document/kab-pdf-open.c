/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "kab-error.h"
#include "kab-pdf-private.h"

/* ISO 32000, annex C: no page is longer than 14 400 units, and a unit is seldom more than a point.
 * Ten times that is nobody's page. */
#define MAX_PAGE_LENGTH 144000.0
#define MIN_PAGE_LENGTH 1.0
/* Where readers look for the end of file mark (ISO 32000, annex H). */
#define TAIL_LENGTH 1024

static gboolean
has_end_mark (const char *data, gsize size)
{
  static const char end_mark[] = "%%EOF";
  gsize length = strlen (end_mark);

  for (gsize back = length; back <= MIN (size, TAIL_LENGTH); back++)
    if (memcmp (data + size - back, end_mark, length) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
check_bytes (GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > KAB_PDF_MAX_BYTES)
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_TOO_LARGE,
                                               "a PDF of %" G_GSIZE_FORMAT " bytes", size));
      return FALSE;
    }

  /* Poppler would mend a document that is cut short and show what is left of it: half a receipt
   * taken for a whole one. */
  if (!has_end_mark (data, size))
    {
      g_propagate_error (error,
                         kab_error_new (KAB_ERROR_FILE, "the file is no PDF or is cut short"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_length (double length)
{
  return isfinite (length) && length >= MIN_PAGE_LENGTH && length <= MAX_PAGE_LENGTH;
}

static gboolean
measure_pages (KabPdfWork *work, KabPdf *pdf)
{
  pdf->sizes = g_new0 (KabPdfSize, pdf->n_pages);

  for (int i = 0; i < pdf->n_pages; i++)
    {
      KabPdfSize *size = &pdf->sizes[i];
      PopplerPage *page;

      if (g_cancellable_is_cancelled (g_task_get_cancellable (work->task)))
        return FALSE;

      page = kab_pdf_work_get_page (work, i);
      if (!page)
        return FALSE;
      poppler_page_get_size (page, &size->width, &size->height);
      g_object_unref (page);

      if (!is_length (size->width) || !is_length (size->height))
        {
          work->error = kab_error_new (KAB_ERROR_FILE, "page %d measures %g by %g points", i + 1,
                                       size->width, size->height);
          return FALSE;
        }
    }

  return TRUE;
}

PopplerPage *
kab_pdf_work_get_page (KabPdfWork *work, int page)
{
  PopplerPage *found = poppler_document_get_page (work->document, page);

  if (!found)
    work->error = kab_error_new (KAB_ERROR_FILE, "page %d cannot be read", page + 1);

  return found;
}

gboolean
kab_pdf_run_open (KabPdfWork *work)
{
  GBytes *bytes = work->data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabPdf) pdf = NULL;

  if (!check_bytes (bytes, &work->error))
    return TRUE;

  work->document = poppler_document_new_from_bytes (bytes, NULL, &error);
  if (!work->document)
    {
      work->error = kab_error_new (KAB_ERROR_FILE, "%s", error ? error->message : "not opened");
      return TRUE;
    }

  pdf = g_object_new (KAB_TYPE_PDF, NULL);
  pdf->bytes = g_bytes_ref (bytes);
  pdf->document = work->document;
  pdf->n_pages = poppler_document_get_n_pages (pdf->document);
  if (pdf->n_pages <= 0)
    work->error = kab_error_new (KAB_ERROR_FILE, "the PDF has no pages");
  else if (pdf->n_pages > KAB_PDF_MAX_PAGES)
    work->error = kab_error_new (KAB_ERROR_TOO_LARGE, "a PDF of %d pages", pdf->n_pages);
  else if (measure_pages (work, pdf))
    work->result = g_steal_pointer (&pdf);

  return TRUE;
}
