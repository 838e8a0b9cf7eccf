/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cabinet-world.h"
#include "kab-keyring.h"

static void
test_remembered (void)
{
  g_auto (World) world = { 0 };

  world_init_remembering (&world);
  world_open (&world);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_OUT);
  world_sign_in (&world);
  g_assert_true (kab_cabinet_get_remembered (world.cabinet));
  world_wait_loaded (&world);

  world_reopen (&world);
  world_open (&world);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_IN);
  g_assert_cmpstr (kab_cabinet_get_email (world.cabinet), ==, "a@b.c");
  g_assert_true (kab_cabinet_get_remembered (world.cabinet));
  g_assert_nonnull (kab_cabinet_get_profile (world.cabinet));
  g_assert_cmpstr (fake_service_get_header (world.service, "GET /profile", "Authorization"), ==,
                   "Bearer " SAMPLE_TOKEN);
  world_wait_loaded (&world);

  /* The service is away: signed in all the same, and each part says why it is not there. */
  world_reopen (&world);
  fake_service_answer (world.service, "GET /profile", 504, NULL, NULL);
  world_open (&world);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_IN);
  g_assert_true (kab_cabinet_get_remembered (world.cabinet));
  g_assert_cmpint (kab_load_get_state (kab_cabinet_get_accounts_load (world.cabinet)), ==,
                   KAB_LOAD_FAILED);
  fake_service_answer_json (world.service, "GET /profile", 200, SAMPLE_PROFILE);
  kab_cabinet_refresh (world.cabinet);
  world_wait_loaded (&world);
  WAIT_UNTIL (is_ready (kab_cabinet_get_profile_load (world.cabinet)));

  /* The session is no more: the address is filled in, and the token forgotten. */
  world_reopen (&world);
  fake_service_answer_problem (world.service, "GET /profile", 401, "session_expired");
  world_open (&world);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_OUT);
  g_assert_cmpstr (kab_cabinet_get_email (world.cabinet), ==, "a@b.c");
  g_assert_false (kab_cabinet_get_remembered (world.cabinet));
  WAIT_UNTIL (is_ready (kab_cabinet_get_operator_load (world.cabinet)));

  world_reopen (&world);
  world_open (&world);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_OUT);
  g_assert_cmpstr (kab_cabinet_get_email (world.cabinet), ==, "");
  WAIT_UNTIL (is_ready (kab_cabinet_get_operator_load (world.cabinet)));
}

static void
assert_forgotten (World *self)
{
  g_auto (Outcome) outcome = { 0 };
  g_autofree char *email = NULL;
  g_autofree char *token = NULL;

  kab_keyring_lookup_async (fake_service_get_url (self->service), NULL, outcome_cb, &outcome);
  g_assert_true (kab_keyring_lookup_finish (outcome_wait (&outcome), &email, &token, NULL));
  g_assert_null (token);
}

static void
test_forgotten (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) outcome = { 0 };

  world_init_remembering (&world);
  world_open (&world);
  world_sign_in (&world);
  g_assert_true (kab_cabinet_get_remembered (world.cabinet));
  world_sign_out (&world);
  g_assert_false (kab_cabinet_get_remembered (world.cabinet));
  assert_forgotten (&world);

  world_sign_in (&world);
  fake_service_answer (world.service, "DELETE /profile", 204, NULL, NULL);
  kab_cabinet_delete_profile_async (world.cabinet, "kabinet1", NULL, outcome_cb, &outcome);
  g_assert_true (kab_cabinet_delete_profile_finish (world.cabinet, outcome_wait (&outcome), NULL));
  assert_forgotten (&world);
  outcome_clear (&outcome);
}

static void
test_cancel_open (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  world_init_remembering (&world);
  world_open (&world);
  world_sign_in (&world);
  world_wait_loaded (&world);
  world_reopen (&world);

  fake_service_hold (world.service, "GET /profile");
  kab_cabinet_open_async (world.cabinet, cancellable, outcome_cb, &outcome);
  WAIT_UNTIL (fake_service_count_held (world.service, "GET /profile") == 1);
  g_cancellable_cancel (cancellable);
  g_assert_false (kab_cabinet_open_finish (world.cabinet, outcome_wait (&outcome), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  outcome_clear (&outcome);

  fake_service_release (world.service, "GET /profile");
  world_open (&world);
  world_sign_out (&world);
}

/* Without a keyring one can sign in, and is told that it lasts until the window closes. */
static void
test_no_keyring (void)
{
  g_auto (World) world = { 0 };

  world_init_remembering (&world);
  world_open (&world);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_OUT);
  world_sign_in (&world);
  g_assert_false (kab_cabinet_get_remembered (world.cabinet));
  world_wait_loaded (&world);
  world_sign_out (&world);
}

/* Whatever is said to the keyring is swallowed. */
static GDBusMessage *
swallow_cb (GDBusConnection *connection,
            GDBusMessage *message,
            gboolean incoming,
            gpointer user_data)
{
  if (incoming && g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    g_clear_object (&message);

  return message;
}

static GDBusConnection *
become_mute_keyring (void)
{
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  GDBusConnection *connection =
    g_dbus_connection_new_for_address_sync (address,
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);

  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.secrets", 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (connection, swallow_cb, NULL, NULL);

  return connection;
}

/* Nobody who has signed in waits long for a keyring. What it says at last is heard. */
static void
test_mute (void)
{
  g_autoptr (GDBusConnection) connection = become_mute_keyring ();
  g_auto (World) world = { 0 };

  world_init_remembering (&world);
  world_sign_in (&world);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_IN);
  g_assert_false (kab_cabinet_get_remembered (world.cabinet));
  world_wait_loaded (&world);

  g_dbus_connection_close_sync (connection, NULL, NULL);
  WAIT_UNTIL (G_OBJECT (world.cabinet)->ref_count == 1);
  g_assert_false (kab_cabinet_get_remembered (world.cabinet));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* The locked keyring is filled while it is there as any other. */
  if (g_strcmp0 (argv[1], "there") == 0 || g_strcmp0 (argv[1], "fill") == 0)
    {
      g_test_add_func ("/cabinet/keyring/remembered", test_remembered);
      g_test_add_func ("/cabinet/keyring/forgotten", test_forgotten);
      g_test_add_func ("/cabinet/keyring/cancel-open", test_cancel_open);
    }
  else if (g_strcmp0 (argv[1], "mute") == 0)
    g_test_add_func ("/cabinet/keyring/mute", test_mute);
  else
    g_test_add_func ("/cabinet/keyring/absent", test_no_keyring);

  return g_test_run ();
}
