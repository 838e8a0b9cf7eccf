/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KabPool:
 *
 * A few threads and a bounded queue before them. Each thread has a context of its own (a connection
 * to the database), so nothing is shared between two.
 */
typedef struct _KabPool KabPool;

typedef void (*KabPoolWork) (gpointer job, gpointer context);

/* A thread for each of @contexts, which outlive the pool. At most @queue jobs wait. */
KabPool *kab_pool_new (const char *name, GPtrArray *contexts, guint queue, KabPoolWork work);
/* FALSE: the queue is full, and the job is still the caller's. */
gboolean kab_pool_push (KabPool *self, gpointer job);
/* Does all that was pushed, and joins the threads. */
void kab_pool_free (KabPool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabPool, kab_pool_free)

G_END_DECLS
