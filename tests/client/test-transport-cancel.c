/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fake-service.h"
#include "kab-transport.h"
#include "raw-server.h"

#define CALL "GET /profile"

static void
send (KabTransport *transport, GCancellable *cancellable, Outcome *outcome)
{
  kab_transport_send_async (transport, "GET", "/profile", NULL, cancellable, outcome_cb, outcome);
}

/* A call that is cancelled says so, once, and lets go of everything. */
static void
assert_cancelled (KabTransport *transport, Outcome *outcome)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kab_transport_send_finish (transport, outcome_wait (outcome), &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (bytes);
  run_until_idle ();
  g_assert_cmpuint (outcome->n_results, ==, 1);
  outcome_clear (outcome);
  g_assert_finalize_object (transport);
}

static void
test_cancel_before (void)
{
  g_autoptr (FakeService) service = fake_service_new (NULL);
  KabTransport *transport = kab_transport_new (fake_service_get_url (service));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { 0 };

  fake_service_answer_json (service, CALL, 200, "{}");
  g_cancellable_cancel (cancellable);
  send (transport, cancellable, &outcome);
  g_assert_cmpuint (outcome.n_results, ==, 0);
  assert_cancelled (transport, &outcome);
  g_assert_cmpuint (fake_service_count_all (service), ==, 0);
}

/* After each number of turns of the main loop, till the answer comes first. */
static void
test_cancel_soon (void)
{
  for (int turns = 0;; turns++)
    {
      g_autoptr (FakeService) service = fake_service_new (NULL);
      KabTransport *transport = kab_transport_new (fake_service_get_url (service));
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_auto (Outcome) outcome = { 0 };
      g_autoptr (GBytes) bytes = NULL;

      fake_service_answer_json (service, CALL, 200, "{}");
      send (transport, cancellable, &outcome);
      for (int turn = 0; turn < turns && outcome.n_results == 0; turn++)
        g_main_context_iteration (NULL, TRUE);

      if (outcome.n_results == 0)
        {
          g_cancellable_cancel (cancellable);
          assert_cancelled (transport, &outcome);
          continue;
        }

      bytes = kab_transport_send_finish (transport, outcome.result, NULL);
      g_assert_nonnull (bytes);
      outcome_clear (&outcome);
      g_assert_finalize_object (transport);
      g_test_message ("the answer was there after %d turns", turns);
      break;
    }
}

static void
test_cancel_sent (void)
{
  g_autoptr (FakeService) service = fake_service_new (NULL);
  KabTransport *transport = kab_transport_new (fake_service_get_url (service));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { 0 };

  fake_service_answer_json (service, CALL, 200, "{}");
  fake_service_hold (service, CALL);
  send (transport, cancellable, &outcome);
  WAIT_UNTIL (fake_service_count_held (service, CALL) == 1);
  g_cancellable_cancel (cancellable);
  assert_cancelled (transport, &outcome);
  fake_service_release (service, CALL);
}

static void
test_cancel_half_way (void)
{
  g_auto (RawServer) server = { 0 };
  g_autofree char *spaces = g_strnfill (8 * 1024 * 1024, ' ');
  g_autofree char *reply =
    g_strconcat ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", spaces, NULL);
  KabTransport *transport;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { 0 };

  raw_server_init (&server, reply);
  transport = kab_transport_new (server.url);
  send (transport, cancellable, &outcome);
  WAIT_UNTIL (server.connections->len == 1);
  for (int turn = 0; turn < 20; turn++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (outcome.n_results, ==, 0);
  g_cancellable_cancel (cancellable);
  assert_cancelled (transport, &outcome);
}

/* The one who made the call is gone when the answer comes: nothing else is. */
static void
test_forgotten (void)
{
  g_autoptr (FakeService) service = fake_service_new (NULL);
  KabTransport *transport = kab_transport_new (fake_service_get_url (service));
  GWeakRef weak;

  g_weak_ref_init (&weak, transport);
  fake_service_answer_json (service, CALL, 200, "{}");
  kab_transport_send_async (transport, "GET", "/profile", NULL, NULL, NULL, NULL);
  g_object_unref (transport);
  WAIT_UNTIL ((transport = g_weak_ref_get (&weak)) == NULL || (g_object_unref (transport), FALSE));
  g_assert_cmpuint (fake_service_count (service, CALL), ==, 1);
  g_weak_ref_clear (&weak);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport/cancel/before", test_cancel_before);
  g_test_add_func ("/transport/cancel/soon", test_cancel_soon);
  g_test_add_func ("/transport/cancel/sent", test_cancel_sent);
  g_test_add_func ("/transport/cancel/half-way", test_cancel_half_way);
  g_test_add_func ("/transport/forgotten", test_forgotten);

  return g_test_run ();
}
