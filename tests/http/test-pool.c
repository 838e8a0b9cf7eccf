/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pool.h"

/* A job that stays at work until it is let go. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  int begun;
  int done;
  gboolean go;
} World;

static World world;

static void
hold (gpointer job, gpointer context)
{
  int *used = context;

  g_mutex_lock (&world.mutex);
  (*used)++;
  world.begun++;
  g_cond_broadcast (&world.cond);
  while (!world.go)
    g_cond_wait (&world.cond, &world.mutex);
  world.done++;
  g_mutex_unlock (&world.mutex);
}

static void
wait_begun (int n)
{
  gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  g_mutex_lock (&world.mutex);
  while (world.begun < n)
    g_assert_true (g_cond_wait_until (&world.cond, &world.mutex, deadline));
  g_mutex_unlock (&world.mutex);
}

static void
let_go (void)
{
  g_mutex_lock (&world.mutex);
  world.go = TRUE;
  g_cond_broadcast (&world.cond);
  g_mutex_unlock (&world.mutex);
}

static KabPool *
make_pool (int *used, guint n, guint queue)
{
  g_autoptr (GPtrArray) contexts = g_ptr_array_new ();

  world.begun = 0;
  world.done = 0;
  world.go = FALSE;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (contexts, used + i);
  return kab_pool_new ("test", contexts, queue, hold);
}

/* Two at work, three that wait, and no more. */
static void
test_bound (void)
{
  int used[2] = { 0 };
  KabPool *pool = make_pool (used, 2, 3);
  int job = 0;

  g_assert_true (kab_pool_push (pool, &job));
  g_assert_true (kab_pool_push (pool, &job));
  wait_begun (2);
  g_assert_cmpint (used[0], ==, 1);
  g_assert_cmpint (used[1], ==, 1);
  for (guint i = 0; i < 3; i++)
    g_assert_true (kab_pool_push (pool, &job));
  g_assert_false (kab_pool_push (pool, &job));
  g_assert_false (kab_pool_push (pool, &job));
  let_go ();
  wait_begun (5);
  kab_pool_free (pool);
  g_assert_cmpint (world.done, ==, 5);
}

static void
test_free_finishes (void)
{
  int used[1] = { 0 };
  KabPool *pool = make_pool (used, 1, 10);
  int job = 0;

  for (guint i = 0; i < 5; i++)
    g_assert_true (kab_pool_push (pool, &job));
  let_go ();
  kab_pool_free (pool);
  g_assert_cmpint (world.done, ==, 5);
}

static void
test_idle (void)
{
  int used[3] = { 0 };

  kab_pool_free (make_pool (used, 3, 1));
  g_assert_cmpint (world.begun, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pool/bound", test_bound);
  g_test_add_func ("/pool/free-finishes", test_free_finishes);
  g_test_add_func ("/pool/idle", test_idle);
  return g_test_run ();
}
