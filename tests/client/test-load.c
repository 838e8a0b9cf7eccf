/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error.h"
#include "kab-load.h"

typedef struct
{
  int state;
  int error;
  int as_of;
} Notified;

static void
notified_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  Notified *self = user_data;

  if (g_str_equal (pspec->name, "state"))
    self->state++;
  else if (g_str_equal (pspec->name, "error"))
    self->error++;
  else if (g_str_equal (pspec->name, "as-of"))
    self->as_of++;
}

/* What was notified since the last look. */
static void
assert_notified (Notified *self, int state, int error, int as_of)
{
  g_assert_cmpint (self->state, ==, state);
  g_assert_cmpint (self->error, ==, error);
  g_assert_cmpint (self->as_of, ==, as_of);
  *self = (Notified){ 0 };
}

static void
test_life (void)
{
  KabLoad *load = kab_load_new ();
  g_autoptr (GDateTime) time = g_date_time_new_utc (2020, 2, 1, 12, 0, 0);
  g_autoptr (GError) error = kab_error_new (KAB_ERROR_OFFLINE, "refused");
  Notified notified = { 0 };

  g_signal_connect (load, "notify", G_CALLBACK (notified_cb), &notified);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_IDLE);
  g_assert_null (kab_load_get_error (load));
  g_assert_null (kab_load_get_as_of (load));

  kab_load_start (load);
  assert_notified (&notified, 1, 0, 0);
  kab_load_start (load);
  assert_notified (&notified, 0, 0, 0);

  kab_load_fail (load, error);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_FAILED);
  g_assert_error (kab_load_get_error (load), KAB_ERROR, KAB_ERROR_OFFLINE);
  assert_notified (&notified, 1, 1, 0);
  kab_load_fail (load, error);
  assert_notified (&notified, 0, 0, 0);

  kab_load_start (load);
  g_assert_null (kab_load_get_error (load));
  assert_notified (&notified, 1, 1, 0);
  kab_load_succeed (load, time);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);
  assert_notified (&notified, 1, 0, 1);
  kab_load_succeed (load, time);
  assert_notified (&notified, 0, 0, 0);

  /* What was there is still there while the next try is under way, and when it fails. */
  kab_load_start (load);
  kab_load_fail (load, error);
  g_assert_true (kab_load_get_as_of (load) != NULL);
  assert_notified (&notified, 2, 1, 0);

  kab_load_reset (load);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_IDLE);
  g_assert_null (kab_load_get_as_of (load));
  assert_notified (&notified, 1, 1, 1);

  g_assert_finalize_object (load);
}

static void
test_cancelled (void)
{
  KabLoad *load = kab_load_new ();
  g_autoptr (GDateTime) time = g_date_time_new_utc (2020, 2, 1, 12, 0, 0);
  g_autoptr (GError) error = kab_error_new (KAB_ERROR_TIMED_OUT, "slow");
  g_autoptr (GError) cancelled = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  Notified notified = { 0 };

  kab_load_start (load);
  kab_load_fail (load, cancelled);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_IDLE);

  kab_load_succeed (load, time);
  kab_load_start (load);
  kab_load_fail (load, cancelled);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_READY);

  kab_load_fail (load, error);
  g_signal_connect (load, "notify", G_CALLBACK (notified_cb), &notified);
  kab_load_start (load);
  kab_load_fail (load, cancelled);
  g_assert_cmpint (kab_load_get_state (load), ==, KAB_LOAD_FAILED);
  g_assert_error (kab_load_get_error (load), KAB_ERROR, KAB_ERROR_TIMED_OUT);
  assert_notified (&notified, 2, 2, 0);

  g_assert_finalize_object (load);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/load/life", test_life);
  g_test_add_func ("/load/cancelled", test_cancelled);

  return g_test_run ();
}
