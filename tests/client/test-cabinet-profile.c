/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "cabinet-world.h"

static void
test_profile (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) outcome = { 0 };
  g_auto (Outcome) second = { 0 };
  g_autoptr (GError) error = NULL;

  world_init (&world);
  world_settle (&world);
  fake_service_answer_json (world.service, "PATCH /profile", 200,
                            SAMPLE_PROFILE_OF ("a@b.c", "Ёж"));
  fake_service_hold (world.service, "GET /profile");
  kab_cabinet_refresh (world.cabinet);
  WAIT_UNTIL (fake_service_count_held (world.service, "GET /profile") == 1);
  kab_cabinet_update_profile_async (world.cabinet, "Ёж", NULL, NULL, NULL, outcome_cb, &outcome);
  g_assert_true (
    kab_cabinet_update_profile_finish (world.cabinet, outcome_wait (&outcome), &error));
  fake_service_release (world.service, "GET /profile");
  run_until_idle ();
  /* The profile asked for before the change does not undo it. */
  g_assert_cmpstr (kab_profile_get_name (kab_cabinet_get_profile (world.cabinet)), ==, "Ёж");

  fake_service_answer (world.service, "PUT /profile/password", 204, NULL, NULL);
  kab_cabinet_change_password_async (world.cabinet, "kabinet1", "kabinet2", NULL, outcome_cb,
                                     &second);
  g_assert_true (
    kab_cabinet_change_password_finish (world.cabinet, outcome_wait (&second), &error));
  outcome_clear (&outcome);
  outcome_clear (&second);
}

static void
test_sessions (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) outcome = { 0 };
  g_auto (Outcome) second = { 0 };
  GListModel *sessions;

  world_init (&world);
  world_settle (&world);
  sessions = kab_cabinet_get_sessions (world.cabinet);
  fake_service_answer_json (world.service, "GET /sessions", 200, SAMPLE_SESSIONS);
  fake_service_answer (world.service, "DELETE /sessions/s1", 204, NULL, NULL);
  fake_service_answer (world.service, "DELETE /sessions/s2", 204, NULL, NULL);
  g_assert_cmpint (kab_load_get_state (kab_cabinet_get_sessions_load (world.cabinet)), ==,
                   KAB_LOAD_IDLE);
  kab_cabinet_load_sessions (world.cabinet);
  WAIT_UNTIL (g_list_model_get_n_items (sessions) == 2);

  kab_cabinet_end_session_async (world.cabinet, "s2", NULL, outcome_cb, &outcome);
  g_assert_true (kab_cabinet_end_session_finish (world.cabinet, outcome_wait (&outcome), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (sessions), ==, 1);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_IN);

  /* To end one's own session is to sign out. */
  kab_cabinet_end_session_async (world.cabinet, "s1", NULL, outcome_cb, &second);
  g_assert_true (kab_cabinet_end_session_finish (world.cabinet, outcome_wait (&second), NULL));
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_OUT);
  outcome_clear (&outcome);
  outcome_clear (&second);
}

static void
test_delete_profile (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) outcome = { 0 };
  g_auto (Outcome) second = { 0 };
  g_autoptr (GError) error = NULL;

  world_init (&world);
  world_settle (&world);
  fake_service_answer_problem (world.service, "DELETE /profile", 401, "wrong_credentials");
  kab_cabinet_delete_profile_async (world.cabinet, "x", NULL, outcome_cb, &outcome);
  g_assert_false (
    kab_cabinet_delete_profile_finish (world.cabinet, outcome_wait (&outcome), &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_WRONG_CREDENTIALS);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_IN);

  fake_service_answer (world.service, "DELETE /profile", 204, NULL, NULL);
  kab_cabinet_delete_profile_async (world.cabinet, "kabinet1", NULL, outcome_cb, &second);
  g_assert_true (kab_cabinet_delete_profile_finish (world.cabinet, outcome_wait (&second), NULL));
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_OUT);
  world_assert_accounts (&world, "");
  outcome_clear (&outcome);
  outcome_clear (&second);
}

static void
test_registration (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) registering = { 0 };
  g_auto (Outcome) resending = { 0 };
  g_auto (Outcome) confirming = { 0 };
  g_autoptr (GListStore) consents = g_list_store_new (KAB_TYPE_DOCUMENT);
  g_autoptr (GDateTime) expires_at = NULL;
  g_autoptr (GError) error = NULL;

  world_init (&world);
  world_open (&world);
  fake_service_answer_json (world.service, "POST /registrations", 202,
                            "{\"email\":\"a@b.c\",\"expires_at\":" SAMPLE_TIME "}");
  kab_cabinet_register_async (world.cabinet, "a@b.c", "kabinet1", G_LIST_MODEL (consents), NULL,
                              outcome_cb, &registering);
  g_assert_true (
    kab_cabinet_register_finish (world.cabinet, outcome_wait (&registering), &expires_at, &error));
  g_assert_nonnull (expires_at);

  fake_service_answer_problem (world.service, "POST /registrations/code", 429, "too_many_attempts");
  kab_cabinet_resend_code_async (world.cabinet, "a@b.c", NULL, outcome_cb, &resending);
  g_assert_false (
    kab_cabinet_resend_code_finish (world.cabinet, outcome_wait (&resending), &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_TOO_MANY_ATTEMPTS);

  fake_service_answer_json (world.service, "POST /registrations/confirmation", 201, SAMPLE_SESSION);
  kab_cabinet_confirm_async (world.cabinet, "a@b.c", "012345", NULL, outcome_cb, &confirming);
  g_assert_true (kab_cabinet_confirm_finish (world.cabinet, outcome_wait (&confirming), NULL));
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_IN);
  world_wait_loaded (&world);
  outcome_clear (&registering);
  outcome_clear (&resending);
  outcome_clear (&confirming);
}

static void
test_reset (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) requesting = { 0 };
  g_auto (Outcome) confirming = { 0 };

  world_init (&world);
  world_open (&world);
  fake_service_answer (world.service, "POST /password-resets", 202, NULL, NULL);
  fake_service_answer (world.service, "POST /password-resets/confirmation", 204, NULL, NULL);
  kab_cabinet_request_reset_async (world.cabinet, "a@b.c", NULL, outcome_cb, &requesting);
  g_assert_true (
    kab_cabinet_request_reset_finish (world.cabinet, outcome_wait (&requesting), NULL));
  kab_cabinet_confirm_reset_async (world.cabinet, "a@b.c", "012345", "kabinet2", NULL, outcome_cb,
                                   &confirming);
  g_assert_true (
    kab_cabinet_confirm_reset_finish (world.cabinet, outcome_wait (&confirming), NULL));
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_OUT);
  outcome_clear (&requesting);
  outcome_clear (&confirming);
}

static gboolean
save_data (World *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (Outcome) outcome = { 0 };

  kab_cabinet_save_data_async (self->cabinet, file, cancellable, outcome_cb, &outcome);

  return kab_cabinet_save_data_finish (self->cabinet, outcome_wait (&outcome), error);
}

static void
test_save_data (void)
{
  g_auto (World) world = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("kabinet-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "data.json", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "data.json", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  world_init (&world);
  world_settle (&world);
  fake_service_answer_json (world.service, "GET /profile/data", 200, SAMPLE_DATA);

  /* Private, even where there was a file that anyone could read. */
  g_assert_true (g_file_set_contents_full (path, "old", 3, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  g_assert_true (save_data (&world, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, SAMPLE_DATA);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  g_assert_false (save_data (&world, nowhere, NULL, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_FILE);
  g_clear_error (&error);

  fake_service_answer_json (world.service, "GET /profile/data", 200, "{\"half\":");
  g_assert_false (save_data (&world, path, NULL, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_BAD_REPLY);
  g_free (contents);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, SAMPLE_DATA);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cabinet/profile", test_profile);
  g_test_add_func ("/cabinet/sessions", test_sessions);
  g_test_add_func ("/cabinet/delete-profile", test_delete_profile);
  g_test_add_func ("/cabinet/registration", test_registration);
  g_test_add_func ("/cabinet/reset", test_reset);
  g_test_add_func ("/cabinet/save-data", test_save_data);

  return g_test_run ();
}
