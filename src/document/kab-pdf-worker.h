/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <poppler.h>

G_BEGIN_DECLS

/* The one thread that poppler runs on. A poppler document is not safe to share, and poppler's own
 * tables are safe only by its good will, so no document is touched anywhere else. */

/* What goes first. Of one rank the oldest does, but of renderings the newest: what was asked for
 * last is what the reader looks at now. */
typedef enum
{
  KAB_PDF_RANK_OPEN,
  KAB_PDF_RANK_SELECT,
  KAB_PDF_RANK_RENDER,
  KAB_PDF_RANK_READ, /* links, text */
  KAB_PDF_RANK_FIND,
} KabPdfRank;

typedef struct _KabPdfWork KabPdfWork;

/* On the worker: looks at the task data, leaves a result or an error. FALSE: there is more to do,
 * come again when nothing more urgent waits. */
typedef gboolean (*KabPdfRun) (KabPdfWork *work);

struct _KabPdfWork
{
  GTask *task;               /* the worker only borrows it: references are the main thread's */
  PopplerDocument *document; /* NULL: to be opened */
  gpointer data;             /* the task's data, the work's alone until it returns */
  gpointer result;
  GError *error;

  /*< private >*/
  KabPdfRank rank;
  guint64 serial;
  KabPdfRun run;
  GDestroyNotify free_result;
};

/* Queues @run for @task (transfer full). @document must live as long as the task's source. The task
 * returns in its own context; when it was cancelled before its turn, @run is not called. */
void kab_pdf_worker_push (GTask *task,
                          KabPdfRank rank,
                          PopplerDocument *document,
                          KabPdfRun run,
                          GDestroyNotify free_result);
/* Gives the last reference of @document up, where it may be. Any thread. */
void kab_pdf_worker_release (PopplerDocument *document);

G_END_DECLS
