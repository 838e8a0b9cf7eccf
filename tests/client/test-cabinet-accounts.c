/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cabinet-world.h"

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, gpointer user_data)
{
  int *n_changes = user_data;

  (*n_changes)++;
}

/* Nothing moves on the screen when nothing is new. */
static void
test_refresh_same (void)
{
  g_auto (World) world = { 0 };
  int n_changes = 0;

  world_init (&world);
  world_settle (&world);
  g_signal_connect (kab_cabinet_get_accounts (world.cabinet), "items-changed",
                    G_CALLBACK (items_changed_cb), &n_changes);
  kab_cabinet_refresh (world.cabinet);
  WAIT_UNTIL (fake_service_count (world.service, "GET /accounts") == 2);
  world_wait_loaded (&world);
  WAIT_UNTIL (is_ready (kab_cabinet_get_profile_load (world.cabinet)));
  WAIT_UNTIL (is_ready (kab_cabinet_get_operator_load (world.cabinet)));
  g_assert_cmpint (n_changes, ==, 0);
  world_assert_notified (&world, "");
}

static void
test_refresh_other (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  world_settle (&world);
  g_assert_true (kab_cabinet_choose (world.cabinet, "200417803"));
  world_wait_loaded (&world);

  /* Another amount, another order: what is chosen stays, by its number. */
  fake_service_answer_json (world.service, "GET /accounts", 200,
                            "{\"accounts\":[" SAMPLE_ACCOUNT ("200417803", "Дача", "5") "]}");
  kab_cabinet_refresh (world.cabinet);
  WAIT_UNTIL (g_list_model_get_n_items (kab_cabinet_get_accounts (world.cabinet)) == 1);
  world_assert_accounts (&world, "200417803*");
  g_assert_cmpint (kab_account_get_to_pay (kab_cabinet_get_chosen (world.cabinet)), ==, 5);
  g_assert_nonnull (kab_cabinet_get_details (world.cabinet));

  /* It is gone: the first of the others is chosen. */
  fake_service_answer_json (world.service, "GET /accounts", 200, ONE);
  kab_cabinet_refresh (world.cabinet);
  WAIT_UNTIL (kab_cabinet_get_details (world.cabinet) == NULL);
  world_assert_accounts (&world, "123543566*");

  fake_service_answer_json (world.service, "GET /accounts", 200, NONE);
  world_wait_loaded (&world);
  kab_cabinet_refresh (world.cabinet);
  WAIT_UNTIL (kab_cabinet_get_chosen (world.cabinet) == NULL);
  world_assert_accounts (&world, "");
  g_assert_cmpint (kab_load_get_state (kab_cabinet_get_details_load (world.cabinet)), ==,
                   KAB_LOAD_IDLE);
}

/* The details of the account that was chosen before come too late. */
static void
test_choose_while_loading (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  fake_service_hold (world.service, "GET /accounts/123543566");
  world_open (&world);
  world_sign_in (&world);
  WAIT_UNTIL (fake_service_count_held (world.service, "GET /accounts/123543566") == 1);
  g_string_truncate (world.notified, 0);

  g_assert_false (kab_cabinet_choose (world.cabinet, "7"));
  world_assert_notified (&world, "");
  g_assert_true (kab_cabinet_choose (world.cabinet, "200417803"));
  world_assert_notified (&world, "chosen");
  fake_service_release (world.service, "GET /accounts/123543566");
  world_wait_loaded (&world);
  run_until_idle ();
  world_assert_notified (&world, "details");
  g_assert_cmpstr (kab_account_details_get_number (kab_cabinet_get_details (world.cabinet)), ==,
                   "200417803");

  g_assert_true (kab_cabinet_choose (world.cabinet, "200417803"));
  world_assert_notified (&world, "");
  g_assert_true (kab_cabinet_choose (world.cabinet, "123543566"));
  world_assert_notified (&world, "chosen details");
  g_assert_null (kab_cabinet_get_details (world.cabinet));
}

static void
state_notified_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  int *n_changes = user_data;

  (*n_changes)++;
}

/* At each turn of the main loop on the way to the details of another account: from loading to ready
 * it is one step, whatever the former fetch has come to. */
static void
test_choose_at_each_turn (void)
{
  gboolean loaded = FALSE;

  for (int turns = 0; !loaded; turns++)
    {
      g_auto (World) world = { 0 };
      KabLoad *load;
      int n_changes = 0;

      world_init (&world);
      world_settle (&world);
      load = kab_cabinet_get_details_load (world.cabinet);
      kab_cabinet_choose (world.cabinet, "200417803");
      for (int turn = 0; turn < turns && !is_ready (load); turn++)
        g_main_context_iteration (NULL, TRUE);
      loaded = is_ready (load);

      kab_cabinet_choose (world.cabinet, "123543566");
      g_signal_connect (load, "notify::state", G_CALLBACK (state_notified_cb), &n_changes);
      world_wait_loaded (&world);
      g_assert_cmpint (n_changes, ==, 1);
      g_assert_cmpstr (kab_account_details_get_number (kab_cabinet_get_details (world.cabinet)), ==,
                       "123543566");
      g_signal_handlers_disconnect_by_data (load, &n_changes);
    }
}

static void
attach (World *self, const char *number)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  kab_cabinet_attach_async (self->cabinet, number, 34914, NULL, outcome_cb, &outcome);
  g_assert_true (kab_cabinet_attach_finish (self->cabinet, outcome_wait (&outcome), &error));
  g_assert_no_error (error);
}

static void
test_attach (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  world_init (&world);
  fake_service_answer_json (world.service, "GET /accounts", 200, NONE);
  fake_service_answer_json (world.service, "POST /accounts", 201, SAMPLE_ACCOUNT_1);
  world_settle (&world);

  attach (&world, "123543566");
  world_assert_accounts (&world, "123543566*");
  world_assert_notified (&world, "chosen");
  g_assert_cmpstr (fake_service_get_body (world.service, "POST /accounts"), ==,
                   "{\"number\":\"123543566\",\"receipt_amount\":34914}");
  world_wait_loaded (&world);
  world_assert_notified (&world, "details");

  fake_service_answer_problem (world.service, "POST /accounts", 422, "account_mismatch");
  kab_cabinet_attach_async (world.cabinet, "7", 1, NULL, outcome_cb, &outcome);
  g_assert_false (kab_cabinet_attach_finish (world.cabinet, outcome_wait (&outcome), &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_ACCOUNT_MISMATCH);
  world_assert_accounts (&world, "123543566*");
  outcome_clear (&outcome);
}

/* A list that was asked for before the account was attached does not take it away again. */
static void
test_attach_while_loading (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  fake_service_answer_json (world.service, "GET /accounts", 200, ONE);
  fake_service_answer_json (world.service, "POST /accounts", 201, SAMPLE_ACCOUNT_2);
  world_settle (&world);
  fake_service_hold (world.service, "GET /accounts");
  kab_cabinet_refresh (world.cabinet);
  WAIT_UNTIL (fake_service_count_held (world.service, "GET /accounts") == 1);

  attach (&world, "200417803");
  world_assert_accounts (&world, "123543566 200417803*");
  fake_service_answer_json (world.service, "GET /accounts", 200, BOTH);
  fake_service_release (world.service, "GET /accounts");
  world_wait_loaded (&world);
  world_assert_accounts (&world, "123543566 200417803*");
  g_assert_cmpuint (fake_service_count (world.service, "GET /accounts"), ==, 3);
}

static void
detach (World *self, const char *number)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  kab_cabinet_detach_async (self->cabinet, number, NULL, outcome_cb, &outcome);
  g_assert_true (kab_cabinet_detach_finish (self->cabinet, outcome_wait (&outcome), &error));
  g_assert_no_error (error);
}

static void
test_detach (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  world_settle (&world);
  fake_service_answer (world.service, "DELETE /accounts/123543566", 204, NULL, NULL);
  /* Its answer was lost the first time. */
  fake_service_answer_problem (world.service, "DELETE /accounts/200417803", 404, "not_found");

  detach (&world, "123543566");
  world_assert_accounts (&world, "200417803*");
  world_wait_loaded (&world);
  detach (&world, "200417803");
  world_assert_accounts (&world, "");
  g_assert_null (kab_cabinet_get_chosen (world.cabinet));
  g_assert_null (kab_cabinet_get_details (world.cabinet));
}

static gboolean
reattach (World *self, KabAccount *account, GError **error)
{
  g_auto (Outcome) outcome = { 0 };

  kab_cabinet_reattach_async (self->cabinet, account, NULL, outcome_cb, &outcome);

  return kab_cabinet_reattach_finish (self->cabinet, outcome_wait (&outcome), error);
}

static void
test_reattach (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KabAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  world_init (&world);
  world_settle (&world);
  fake_service_answer (world.service, "DELETE /accounts/200417803", 204, NULL, NULL);
  fake_service_answer_json (world.service, "POST /accounts", 201,
                            SAMPLE_ACCOUNT ("200417803", "", "-12000"));
  fake_service_answer_json (world.service, "PATCH /accounts/200417803", 200, SAMPLE_ACCOUNT_2);

  /* It was chosen, so it is again; and it has its nickname. */
  kab_cabinet_choose (world.cabinet, "200417803");
  account = g_object_ref (kab_cabinet_get_chosen (world.cabinet));
  detach (&world, "200417803");
  world_assert_accounts (&world, "123543566*");
  g_assert_true (reattach (&world, account, &error));
  g_assert_no_error (error);
  world_assert_accounts (&world, "123543566 200417803*");
  g_assert_cmpstr (kab_account_get_label (kab_cabinet_get_chosen (world.cabinet)), ==, "Дача");
  g_assert_cmpstr (fake_service_get_body (world.service, "POST /accounts"), ==,
                   "{\"number\":\"200417803\",\"receipt_amount\":-12000}");
  g_assert_cmpstr (fake_service_get_body (world.service, "PATCH /accounts/200417803"), ==,
                   "{\"label\":\"Дача\"}");

  /* It was not chosen, so what the user looks at stays. */
  kab_cabinet_choose (world.cabinet, "123543566");
  detach (&world, "200417803");
  g_assert_true (reattach (&world, account, &error));
  world_assert_accounts (&world, "123543566* 200417803");

  /* The nickname could not be given back: it is attached, and that is said. */
  detach (&world, "200417803");
  fake_service_answer (world.service, "PATCH /accounts/200417803", 500, NULL, NULL);
  g_assert_false (reattach (&world, account, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_INTERNAL);
  world_assert_accounts (&world, "123543566* 200417803");
}

static void
test_label (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  world_init (&world);
  world_settle (&world);
  fake_service_answer_json (world.service, "PATCH /accounts/123543566", 200,
                            SAMPLE_ACCOUNT ("123543566", "Дом", "44730"));
  kab_cabinet_set_label_async (world.cabinet, "123543566", "Дом", NULL, outcome_cb, &outcome);
  g_assert_true (kab_cabinet_set_label_finish (world.cabinet, outcome_wait (&outcome), &error));
  world_assert_accounts (&world, "123543566* 200417803");
  g_assert_cmpstr (kab_account_get_label (kab_cabinet_get_chosen (world.cabinet)), ==, "Дом");
  WAIT_UNTIL (fake_service_count (world.service, "GET /accounts/123543566") == 2);
  world_wait_loaded (&world);
  outcome_clear (&outcome);
}

/* The account preferred is chosen at once: nobody sees the first one in passing. */
static void
test_prefer (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  world_open (&world);
  kab_cabinet_prefer (world.cabinet, "200417803");
  world_sign_in (&world);
  world_wait_loaded (&world);
  world_assert_accounts (&world, "123543566 200417803*");
  g_assert_cmpint (fake_service_count (world.service, "GET /accounts/123543566"), ==, 0);

  /* What the user chooses stays, whatever was preferred. */
  g_assert_true (kab_cabinet_choose (world.cabinet, "123543566"));
  kab_cabinet_refresh (world.cabinet);
  world_wait_loaded (&world);
  world_assert_accounts (&world, "123543566* 200417803");

  world_sign_out (&world);
  world_sign_in (&world);
  world_wait_loaded (&world);
  world_assert_accounts (&world, "123543566* 200417803");
}

static void
test_prefer_unknown (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  world_open (&world);
  kab_cabinet_prefer (world.cabinet, "7");
  world_sign_in (&world);
  world_wait_loaded (&world);
  world_assert_accounts (&world, "123543566* 200417803");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cabinet/refresh-same", test_refresh_same);
  g_test_add_func ("/cabinet/refresh-other", test_refresh_other);
  g_test_add_func ("/cabinet/choose-while-loading", test_choose_while_loading);
  g_test_add_func ("/cabinet/choose-at-each-turn", test_choose_at_each_turn);
  g_test_add_func ("/cabinet/attach", test_attach);
  g_test_add_func ("/cabinet/attach-while-loading", test_attach_while_loading);
  g_test_add_func ("/cabinet/detach", test_detach);
  g_test_add_func ("/cabinet/reattach", test_reattach);
  g_test_add_func ("/cabinet/label", test_label);
  g_test_add_func ("/cabinet/prefer", test_prefer);
  g_test_add_func ("/cabinet/prefer-unknown", test_prefer_unknown);

  return g_test_run ();
}
