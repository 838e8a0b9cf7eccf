/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cabinet-world.h"

static void
test_sign_in (void)
{
  g_auto (World) world = { 0 };
  KabCabinet *cabinet;

  world_init (&world);
  cabinet = world.cabinet;
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_STARTING);
  g_assert_cmpstr (kab_cabinet_get_server (cabinet), ==, fake_service_get_url (world.service));

  world_open (&world);
  world_assert_notified (&world, "state");
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_SIGNED_OUT);
  WAIT_UNTIL (is_ready (kab_cabinet_get_operator_load (cabinet)));
  world_assert_notified (&world, "operator");

  world_sign_in (&world);
  world_assert_notified (&world, "email profile state");
  g_assert_cmpint (kab_cabinet_get_state (cabinet), ==, KAB_CABINET_SIGNED_IN);
  g_assert_cmpstr (kab_cabinet_get_email (cabinet), ==, "a@b.c");
  g_assert_false (kab_cabinet_get_remembered (cabinet));
  g_assert_cmpstr (kab_profile_get_name (kab_cabinet_get_profile (cabinet)), ==, "Иванов Иван");
  g_assert_true (is_ready (kab_cabinet_get_profile_load (cabinet)));
  g_assert_cmpint (kab_load_get_state (kab_cabinet_get_accounts_load (cabinet)), ==,
                   KAB_LOAD_LOADING);

  world_wait_loaded (&world);
  world_assert_notified (&world, "chosen details");
  world_assert_accounts (&world, "123543566* 200417803");
  g_assert_cmpstr (kab_account_details_get_number (kab_cabinet_get_details (cabinet)), ==,
                   "123543566");
  g_assert_cmpstr (fake_service_get_header (world.service, "GET /accounts", "Authorization"), ==,
                   "Bearer " SAMPLE_TOKEN);
  g_assert_cmpuint (fake_service_count (world.service, "GET /profile"), ==, 0);
}

static void
test_wrong_password (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  world_init (&world);
  world_open (&world);
  g_string_truncate (world.notified, 0);
  fake_service_answer_problem (world.service, "POST /sessions", 401, "wrong_credentials");
  kab_cabinet_sign_in_async (world.cabinet, "a@b.c", "x", NULL, outcome_cb, &outcome);
  g_assert_false (kab_cabinet_sign_in_finish (world.cabinet, outcome_wait (&outcome), &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_WRONG_CREDENTIALS);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_OUT);
  g_assert_null (kab_cabinet_get_profile (world.cabinet));
}

static void
test_bad_server (void)
{
  KabCabinet *cabinet = kab_cabinet_new ("http://cabinet.example", FALSE);
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  kab_cabinet_sign_in_async (cabinet, "a@b.c", "x", NULL, outcome_cb, &outcome);
  g_assert_false (kab_cabinet_sign_in_finish (cabinet, outcome_wait (&outcome), &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_INSECURE);
  kab_cabinet_load_operator (cabinet);
  WAIT_UNTIL (kab_load_get_state (kab_cabinet_get_operator_load (cabinet)) == KAB_LOAD_FAILED);

  outcome_clear (&outcome);
  g_assert_finalize_object (cabinet);
}

/* Two looks at the same thing are one call. */
static void
test_coalescing (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  world_settle (&world);
  g_assert_cmpuint (fake_service_count (world.service, "GET /accounts"), ==, 1);

  fake_service_hold (world.service, "GET /accounts");
  kab_cabinet_refresh (world.cabinet);
  WAIT_UNTIL (fake_service_count_held (world.service, "GET /accounts") == 1);
  kab_cabinet_refresh (world.cabinet);
  kab_cabinet_refresh (world.cabinet);
  run_until_idle ();
  fake_service_release (world.service, "GET /accounts");
  world_wait_loaded (&world);
  g_assert_cmpuint (fake_service_count (world.service, "GET /accounts"), ==, 2);
}

static void
test_offline (void)
{
  g_auto (World) world = { 0 };
  KabLoad *load;

  world_init (&world);
  world_settle (&world);
  load = kab_cabinet_get_accounts_load (world.cabinet);

  fake_service_answer (world.service, "GET /accounts", 504, NULL, NULL);
  fake_service_answer (world.service, "GET /operator", 504, NULL, NULL);
  fake_service_answer (world.service, "GET /profile", 504, NULL, NULL);
  fake_service_answer (world.service, "GET /accounts/123543566", 504, NULL, NULL);
  kab_cabinet_refresh (world.cabinet);
  WAIT_UNTIL (kab_load_get_state (load) == KAB_LOAD_FAILED);
  WAIT_UNTIL (kab_load_get_state (kab_cabinet_get_details_load (world.cabinet)) == KAB_LOAD_FAILED);
  g_assert_true (kab_cabinet_get_offline (world.cabinet));
  g_assert_error (kab_load_get_error (load), KAB_ERROR, KAB_ERROR_TIMED_OUT);
  /* What was there is still there. */
  world_assert_accounts (&world, "123543566* 200417803");
  g_assert_nonnull (kab_load_get_as_of (load));
  g_assert_nonnull (kab_cabinet_get_details (world.cabinet));

  fake_service_answer_json (world.service, "GET /operator", 200, SAMPLE_OPERATOR);
  kab_cabinet_load_operator (world.cabinet);
  WAIT_UNTIL (!kab_cabinet_get_offline (world.cabinet));
}

/* Whatever meets the expiry first: state moves, what is there stays, and after signing in the user
 * is where they were. */
static void
test_expiry (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  world_init (&world);
  world_settle (&world);
  g_assert_true (kab_cabinet_choose (world.cabinet, "200417803"));
  world_wait_loaded (&world);
  g_string_truncate (world.notified, 0);

  fake_service_answer_problem (world.service, "PATCH /accounts/200417803", 401, "session_expired");
  fake_service_answer_problem (world.service, "GET /accounts", 401, "session_expired");
  kab_cabinet_set_label_async (world.cabinet, "200417803", "x", NULL, outcome_cb, &outcome);
  g_assert_false (kab_cabinet_set_label_finish (world.cabinet, outcome_wait (&outcome), &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_SESSION_EXPIRED);
  world_assert_notified (&world, "state");
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_EXPIRED);
  g_assert_cmpstr (kab_cabinet_get_email (world.cabinet), ==, "a@b.c");
  world_assert_accounts (&world, "123543566 200417803*");
  g_assert_nonnull (kab_cabinet_get_details (world.cabinet));
  g_assert_nonnull (kab_cabinet_get_profile (world.cabinet));

  /* Nobody is asked in the name of a session that is no more. */
  kab_cabinet_refresh (world.cabinet);
  run_until_idle ();
  g_assert_cmpuint (fake_service_count (world.service, "GET /accounts"), ==, 1);

  fake_service_answer_json (world.service, "GET /accounts", 200, BOTH);
  fake_service_answer_json (world.service, "POST /sessions", 201,
                            SAMPLE_SESSION_OF (SAMPLE_OTHER_TOKEN, "a@b.c"));
  world_sign_in (&world);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_IN);
  world_assert_accounts (&world, "123543566 200417803*");
  g_assert_nonnull (kab_cabinet_get_details (world.cabinet));
  world_wait_loaded (&world);
  world_assert_accounts (&world, "123543566 200417803*");
  g_assert_cmpstr (fake_service_get_header (world.service, "GET /accounts", "Authorization"), ==,
                   "Bearer " SAMPLE_OTHER_TOKEN);
}

static void
test_expiry_in_load (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  world_settle (&world);
  fake_service_answer_problem (world.service, "GET /profile", 401, "session_expired");
  fake_service_answer_problem (world.service, "GET /accounts", 401, "session_expired");
  fake_service_answer_problem (world.service, "GET /accounts/123543566", 401, "session_expired");
  kab_cabinet_refresh (world.cabinet);
  WAIT_UNTIL (kab_cabinet_get_state (world.cabinet) == KAB_CABINET_EXPIRED);
  WAIT_UNTIL (kab_load_get_state (kab_cabinet_get_accounts_load (world.cabinet)) ==
              KAB_LOAD_FAILED);
  WAIT_UNTIL (kab_load_get_state (kab_cabinet_get_details_load (world.cabinet)) == KAB_LOAD_FAILED);
  WAIT_UNTIL (is_ready (kab_cabinet_get_operator_load (world.cabinet)));
  world_assert_accounts (&world, "123543566* 200417803");
}

/* Another user must not see what the former one had. */
static void
test_other_user (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) outcome = { 0 };

  world_init (&world);
  world_settle (&world);
  fake_service_answer_problem (world.service, "DELETE /accounts/1", 401, "session_expired");
  kab_cabinet_detach_async (world.cabinet, "1", NULL, outcome_cb, &outcome);
  outcome_wait (&outcome);
  outcome_clear (&outcome);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_EXPIRED);

  fake_service_answer_json (world.service, "POST /sessions", 201,
                            SAMPLE_SESSION_OF (SAMPLE_OTHER_TOKEN, "d@e.f"));
  fake_service_hold (world.service, "GET /accounts");
  world_sign_in (&world);
  g_assert_cmpstr (kab_cabinet_get_email (world.cabinet), ==, "d@e.f");
  world_assert_accounts (&world, "");
  g_assert_null (kab_cabinet_get_chosen (world.cabinet));
  g_assert_null (kab_cabinet_get_details (world.cabinet));
  fake_service_answer_json (world.service, "GET /accounts", 200, NONE);
  fake_service_release (world.service, "GET /accounts");
  world_wait_loaded (&world);
  world_assert_accounts (&world, "");
}

static void
test_sign_out (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  world_settle (&world);
  world_sign_out (&world);
  world_assert_notified (&world, "chosen details email profile state");
  world_assert_accounts (&world, "");
  g_assert_cmpint (kab_load_get_state (kab_cabinet_get_accounts_load (world.cabinet)), ==,
                   KAB_LOAD_IDLE);
  g_assert_nonnull (kab_cabinet_get_operator (world.cabinet));
  g_assert_cmpstr (fake_service_get_header (world.service, "DELETE /sessions/current",
                                            "Authorization"),
                   ==, "Bearer " SAMPLE_TOKEN);

  /* The service is down: the user leaves all the same. */
  world_sign_in (&world);
  world_wait_loaded (&world);
  fake_service_answer (world.service, "DELETE /sessions/current", 504, NULL, NULL);
  world_sign_out (&world);
  g_assert_cmpstr (kab_cabinet_get_email (world.cabinet), ==, "");
}

/* Replies to what a former session asked touch nothing. */
static void
test_stale (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) attaching = { 0 };
  g_autoptr (GError) error = NULL;

  world_init (&world);
  world_settle (&world);
  fake_service_answer_json (world.service, "POST /accounts", 201,
                            SAMPLE_ACCOUNT ("200417811", "", "34914"));
  fake_service_hold (world.service, "POST /accounts");
  fake_service_hold (world.service, "GET /accounts");
  kab_cabinet_attach_async (world.cabinet, "200417811", 34914, NULL, outcome_cb, &attaching);
  kab_cabinet_refresh (world.cabinet);
  WAIT_UNTIL (fake_service_count_held (world.service, "POST /accounts") == 1 &&
              fake_service_count_held (world.service, "GET /accounts") == 1);
  world_sign_out (&world);
  g_string_truncate (world.notified, 0);

  fake_service_release (world.service, "POST /accounts");
  fake_service_release (world.service, "GET /accounts");
  g_assert_false (kab_cabinet_attach_finish (world.cabinet, outcome_wait (&attaching), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  run_until_idle ();
  world_assert_accounts (&world, "");
  g_assert_null (strstr (world.notified->str, "chosen"));
  outcome_clear (&attaching);
}

/* The window goes while calls are under way. */
static void
test_disposed (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  KabCabinet *cabinet;
  GWeakRef weak;

  world_init (&world);
  world_settle (&world);
  fake_service_hold (world.service, "GET /accounts");
  fake_service_answer_json (world.service, "PATCH /profile", 200, SAMPLE_PROFILE);
  fake_service_hold (world.service, "PATCH /profile");
  kab_cabinet_refresh (world.cabinet);
  kab_cabinet_update_profile_async (world.cabinet, "x", NULL, NULL, cancellable, outcome_cb,
                                    &outcome);
  WAIT_UNTIL (fake_service_count_held (world.service, "PATCH /profile") == 1 &&
              fake_service_count_held (world.service, "GET /accounts") == 1);

  g_weak_ref_init (&weak, world.cabinet);
  g_clear_object (&world.cabinet);
  g_cancellable_cancel (cancellable);
  outcome_wait (&outcome);
  outcome_clear (&outcome);
  run_until_idle ();
  cabinet = g_weak_ref_get (&weak);
  g_assert_null (cabinet);
  g_weak_ref_clear (&weak);
  fake_service_release (world.service, "GET /accounts");
  fake_service_release (world.service, "PATCH /profile");
}

/* At each turn of the main loop: cancelled once, or signed in, and nothing in between. */
static void
test_cancel_sign_in (void)
{
  gboolean finished = FALSE;

  for (int turns = 0; !finished; turns++)
    {
      g_auto (World) world = { 0 };
      g_auto (Outcome) outcome = { 0 };
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      gboolean success;

      world_init (&world);
      world_open (&world);
      kab_cabinet_sign_in_async (world.cabinet, "a@b.c", "kabinet1", cancellable, outcome_cb,
                                 &outcome);
      for (int turn = 0; turn < turns && outcome.n_results == 0; turn++)
        g_main_context_iteration (NULL, TRUE);
      finished = outcome.n_results > 0;
      g_cancellable_cancel (cancellable);
      success = kab_cabinet_sign_in_finish (world.cabinet, outcome_wait (&outcome), &error);
      if (success)
        g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_IN);
      else
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_SIGNED_OUT);
        }
      outcome_clear (&outcome);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cabinet/sign-in", test_sign_in);
  g_test_add_func ("/cabinet/wrong-password", test_wrong_password);
  g_test_add_func ("/cabinet/bad-server", test_bad_server);
  g_test_add_func ("/cabinet/coalescing", test_coalescing);
  g_test_add_func ("/cabinet/offline", test_offline);
  g_test_add_func ("/cabinet/expiry", test_expiry);
  g_test_add_func ("/cabinet/expiry-in-load", test_expiry_in_load);
  g_test_add_func ("/cabinet/other-user", test_other_user);
  g_test_add_func ("/cabinet/sign-out", test_sign_out);
  g_test_add_func ("/cabinet/stale", test_stale);
  g_test_add_func ("/cabinet/disposed", test_disposed);
  g_test_add_func ("/cabinet/cancel-sign-in", test_cancel_sign_in);

  return g_test_run ();
}
