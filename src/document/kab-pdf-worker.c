/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "kab-pdf-worker.h"

static GThreadPool *pool; /* see get_pool() */
static GMutex lock;
static gboolean leaving; /* under the lock */

static gboolean
returned_cb (gpointer data)
{
  KabPdfWork *work = data;

  if (g_task_return_error_if_cancelled (work->task))
    return G_SOURCE_REMOVE;

  if (work->error)
    g_task_return_error (work->task, g_steal_pointer (&work->error));
  else
    g_task_return_pointer (work->task, g_steal_pointer (&work->result), work->free_result);

  return G_SOURCE_REMOVE;
}

static void
free_work (gpointer data)
{
  KabPdfWork *work = data;

  if (work->result && work->free_result)
    work->free_result (work->result);
  g_clear_error (&work->error);
  g_object_unref (work->task);
  g_free (work);
}

/* What runs on the worker never drops a reference of a task, and so never of a widget behind it:
 * the work goes back whole. */
static void
hand_back (KabPdfWork *work)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (work->task));
  g_source_set_callback (source, returned_cb, work, free_work);
  g_source_attach (source, g_task_get_context (work->task));
}

static gboolean push (KabPdfWork *work);

static gboolean
is_wanted (KabPdfWork *work)
{
  gboolean wanted;

  g_mutex_lock (&lock);
  wanted = !leaving;
  g_mutex_unlock (&lock);

  return wanted && !g_cancellable_is_cancelled (g_task_get_cancellable (work->task));
}

static void
run_work (gpointer data, gpointer user_data)
{
  KabPdfWork *work = data;

  if (!work->run)
    {
      g_object_unref (work->document);
      g_free (work);
      return;
    }

  if (!is_wanted (work) || work->run (work) || !push (work))
    hand_back (work);
}

static int
compare_works (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const KabPdfWork *first = a;
  const KabPdfWork *second = b;
  int order;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;

  order = first->serial < second->serial ? -1 : first->serial > second->serial;

  return first->rank == KAB_PDF_RANK_RENDER ? -order : order;
}

/* Leaving while poppler draws would take its tables away from under it. */
static void
leave (void)
{
  g_mutex_lock (&lock);
  leaving = TRUE;
  g_mutex_unlock (&lock);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static GThreadPool *
get_pool (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      pool = g_thread_pool_new (run_work, NULL, 1, FALSE, NULL);
      g_thread_pool_set_sort_function (pool, compare_works, NULL);
      atexit (leave);
      g_once_init_leave (&once, 1);
    }

  return pool;
}

/* FALSE: the process is leaving, nothing is begun any more. */
static gboolean
push (KabPdfWork *work)
{
  GThreadPool *ready = get_pool ();
  gboolean pushed;

  g_mutex_lock (&lock);
  pushed = !leaving;
  if (pushed)
    g_thread_pool_push (ready, work, NULL);
  g_mutex_unlock (&lock);

  return pushed;
}

/* Those that come later are younger; one that comes again keeps its age. */
static guint64
next_serial (void)
{
  static gsize serial;

  return (guint64) g_atomic_pointer_add (&serial, 1);
}

void
kab_pdf_worker_push (GTask *task,
                     KabPdfRank rank,
                     PopplerDocument *document,
                     KabPdfRun run,
                     GDestroyNotify free_result)
{
  KabPdfWork *work = g_new0 (KabPdfWork, 1);

  work->task = task;
  work->document = document;
  work->data = g_task_get_task_data (task);
  work->rank = rank;
  work->run = run;
  work->free_result = free_result;
  work->serial = next_serial ();
  if (!push (work))
    hand_back (work);
}

void
kab_pdf_worker_release (PopplerDocument *document)
{
  KabPdfWork *work = g_new0 (KabPdfWork, 1);

  work->document = document;
  work->rank = KAB_PDF_RANK_OPEN;
  work->serial = next_serial ();
  if (!push (work))
    run_work (work, NULL);
}
