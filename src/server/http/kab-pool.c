/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pool.h"

struct _KabPool
{
  GMutex mutex;
  GCond cond;
  GQueue jobs;
  guint queue;
  guint idle;
  gboolean ending;
  KabPoolWork work;
  GPtrArray *threads;
};

typedef struct
{
  KabPool *pool;
  gpointer context;
} Worker;

static gpointer
work (gpointer data)
{
  g_autofree Worker *worker = data;
  KabPool *self = worker->pool;

  g_mutex_lock (&self->mutex);
  for (;;)
    {
      gpointer job;

      self->idle++;
      while (g_queue_is_empty (&self->jobs) && !self->ending)
        g_cond_wait (&self->cond, &self->mutex);
      self->idle--;
      if (g_queue_is_empty (&self->jobs))
        break;
      job = g_queue_pop_head (&self->jobs);
      g_mutex_unlock (&self->mutex);
      self->work (job, worker->context);
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

KabPool *
kab_pool_new (const char *name, GPtrArray *contexts, guint queue, KabPoolWork work_func)
{
  KabPool *self = g_new0 (KabPool, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->jobs);
  self->queue = queue;
  self->work = work_func;
  self->threads = g_ptr_array_new ();
  for (guint i = 0; i < contexts->len; i++)
    {
      Worker *worker = g_new0 (Worker, 1);

      worker->pool = self;
      worker->context = contexts->pdata[i];
      g_ptr_array_add (self->threads, g_thread_new (name, work, worker));
    }
  return self;
}

gboolean
kab_pool_push (KabPool *self, gpointer job)
{
  gboolean room;

  g_mutex_lock (&self->mutex);
  /* A job for which a thread is free does not count as waiting. */
  room = !self->ending && g_queue_get_length (&self->jobs) < self->queue + self->idle;
  if (room)
    {
      g_queue_push_tail (&self->jobs, job);
      g_cond_signal (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
  return room;
}

void
kab_pool_free (KabPool *self)
{
  g_mutex_lock (&self->mutex);
  self->ending = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_ptr_array_unref (self->threads);
  g_queue_clear (&self->jobs);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}
