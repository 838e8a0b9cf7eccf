/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cabinet-world.h"

#define STATEMENTS "GET /accounts/123543566/statements"
#define PAYMENTS   "GET /accounts/123543566/payments"
#define RECEIPTS   "GET /accounts/123543566/receipts"

#define STATEMENT(month, charged)                                                                 \
  "{\"month\":\"" month "\",\"opening\":0,\"charged\":" charged                                   \
  ",\"recalculated\":0,\"penalty\":0,\"paid\":0,\"closing\":" charged                             \
  ",\"lines\":[{\"service\":\"ТКО\",\"unit\":\"чел.\",\"quantity\":\"1\",\"tariff\":\"1\"," \
  "\"charged\":" charged ",\"recalculated\":0,\"penalty\":0,\"closing\":" charged                 \
  ",\"reason\":\"\"}]}"

static void
world_init_listed (World *self)
{
  world_init (self);
  fake_service_answer_json (
    self->service, STATEMENTS, 200,
    "{\"statements\":[" STATEMENT ("2020-01", "5") "," STATEMENT ("2020-02", "7") "]}");
  fake_service_answer_json (
    self->service, PAYMENTS, 200,
    "{\"payments\":[" SAMPLE_PAYMENT ("p1", "2020-01-03", "accepted") "," SAMPLE_PAYMENT (
      "p2", "2020-02-04", "returned") "," SAMPLE_PAYMENT ("p3", "2020-02-04", "processing") "]}");
  fake_service_answer_json (self->service, RECEIPTS, 200,
                            "{\"receipts\":[" SAMPLE_RECEIPT ("2020-01") "," SAMPLE_RECEIPT (
                              "2020-02") "]}");
  world_settle (self);
}

static void
load_all (World *self)
{
  kab_cabinet_load_statements (self->cabinet);
  kab_cabinet_load_payments (self->cabinet);
  kab_cabinet_load_receipts (self->cabinet);
  WAIT_UNTIL (is_ready (kab_cabinet_get_statements_load (self->cabinet)));
  WAIT_UNTIL (is_ready (kab_cabinet_get_payments_load (self->cabinet)));
  WAIT_UNTIL (is_ready (kab_cabinet_get_receipts_load (self->cabinet)));
}

static void
add_word (GString *words, const char *word)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", word);
}

/* "2020-02 2020-01 | p2 p1 | 2020-02": what the three lists hold. */
static void
assert_lists (World *self, const char *expected)
{
  g_autoptr (GString) words = g_string_new (NULL);
  GListModel *statements = kab_cabinet_get_statements (self->cabinet);
  GListModel *payments = kab_cabinet_get_payments (self->cabinet);
  GListModel *receipts = kab_cabinet_get_receipts (self->cabinet);

  for (guint i = 0; i < g_list_model_get_n_items (statements); i++)
    {
      g_autoptr (KabStatement) statement = g_list_model_get_item (statements, i);
      g_autofree char *month = kab_month_to_string (kab_statement_get_month (statement));

      add_word (words, month);
    }
  add_word (words, "|");
  for (guint i = 0; i < g_list_model_get_n_items (payments); i++)
    {
      g_autoptr (KabPayment) payment = g_list_model_get_item (payments, i);

      add_word (words, kab_payment_get_id (payment));
    }
  add_word (words, "|");
  for (guint i = 0; i < g_list_model_get_n_items (receipts); i++)
    {
      g_autoptr (KabReceipt) receipt = g_list_model_get_item (receipts, i);
      g_autofree char *month = kab_month_to_string (kab_receipt_get_month (receipt));

      add_word (words, month);
    }
  g_assert_cmpstr (words->str, ==, expected);
}

/* Nothing is asked for that nobody looks at, and the newest is on top. */
static void
test_asked (void)
{
  g_auto (World) world = { 0 };

  world_init_listed (&world);
  kab_cabinet_refresh (world.cabinet);
  world_wait_loaded (&world);
  run_until_idle ();
  g_assert_cmpuint (fake_service_count (world.service, STATEMENTS), ==, 0);
  assert_lists (&world, "| |");

  /* Twice is once while it is under way. */
  kab_cabinet_load_statements (world.cabinet);
  load_all (&world);
  assert_lists (&world, "2020-02 2020-01 | p3 p2 p1 | 2020-02 2020-01");
  g_assert_cmpuint (fake_service_count (world.service, STATEMENTS), ==, 1);
}

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, gpointer user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u;", position, removed, added);
}

/* A new month on top moves nothing below it, and one that was corrected only itself. */
static void
test_refresh (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GString) changes = g_string_new (NULL);
  GListModel *statements;
  gulong handler;

  world_init_listed (&world);
  load_all (&world);
  statements = kab_cabinet_get_statements (world.cabinet);
  handler = g_signal_connect (statements, "items-changed", G_CALLBACK (items_changed_cb), changes);

  kab_cabinet_refresh (world.cabinet);
  WAIT_UNTIL (fake_service_count (world.service, STATEMENTS) == 2);
  load_all (&world);
  g_assert_cmpstr (changes->str, ==, "");

  fake_service_answer_json (world.service, STATEMENTS, 200,
                            "{\"statements\":[" STATEMENT ("2020-03", "9") "," STATEMENT (
                              "2020-02", "7") "," STATEMENT ("2020-01", "5") "]}");
  load_all (&world);
  g_assert_cmpstr (changes->str, ==, "0-0+1;");
  g_string_truncate (changes, 0);

  fake_service_answer_json (world.service, STATEMENTS, 200,
                            "{\"statements\":[" STATEMENT ("2020-03", "9") "," STATEMENT (
                              "2020-02", "8") "," STATEMENT ("2020-01", "5") "]}");
  load_all (&world);
  g_assert_cmpstr (changes->str, ==, "1-1+1;");
  g_string_truncate (changes, 0);

  fake_service_answer_json (world.service, STATEMENTS, 200, "{\"statements\":[]}");
  load_all (&world);
  g_assert_cmpstr (changes->str, ==, "0-3+0;");
  g_assert_true (statements == kab_cabinet_get_statements (world.cabinet));
  g_signal_handler_disconnect (statements, handler);
}

/* What was asked for of one account is nothing of another, also where it comes late. */
static void
test_choose (void)
{
  g_auto (World) world = { 0 };

  world_init_listed (&world);
  load_all (&world);
  g_string_truncate (world.notified, 0);
  fake_service_hold (world.service, RECEIPTS);
  kab_cabinet_load_receipts (world.cabinet);
  WAIT_UNTIL (fake_service_count_held (world.service, RECEIPTS) == 1);

  g_assert_true (kab_cabinet_choose (world.cabinet, "200417803"));
  assert_lists (&world, "| |");
  g_assert_cmpint (kab_load_get_state (kab_cabinet_get_statements_load (world.cabinet)), ==,
                   KAB_LOAD_IDLE);
  g_assert_null (kab_load_get_as_of (kab_cabinet_get_receipts_load (world.cabinet)));
  fake_service_release (world.service, RECEIPTS);
  world_wait_loaded (&world);
  run_until_idle ();
  assert_lists (&world, "| |");
  g_assert_cmpint (kab_load_get_state (kab_cabinet_get_receipts_load (world.cabinet)), ==,
                   KAB_LOAD_IDLE);
  world_assert_notified (&world, "chosen details details");
}

static void
test_failure (void)
{
  g_auto (World) world = { 0 };
  KabLoad *load;

  world_init_listed (&world);
  load_all (&world);
  load = kab_cabinet_get_payments_load (world.cabinet);
  fake_service_answer_problem (world.service, PAYMENTS, 503, "billing_unavailable");
  kab_cabinet_load_payments (world.cabinet);
  WAIT_UNTIL (kab_load_get_state (load) == KAB_LOAD_FAILED);
  g_assert_error (kab_load_get_error (load), KAB_ERROR, KAB_ERROR_BILLING_UNAVAILABLE);
  assert_lists (&world, "2020-02 2020-01 | p3 p2 p1 | 2020-02 2020-01");

  fake_service_answer_json (world.service, PAYMENTS, 200, "{\"payments\":[]}");
  kab_cabinet_refresh (world.cabinet);
  WAIT_UNTIL (is_ready (load));
  load_all (&world);
  assert_lists (&world, "2020-02 2020-01 | | 2020-02 2020-01");
}

/* Signing in again brings up to date what was on the screen; signing out leaves nothing. */
static void
test_sessions (void)
{
  g_auto (World) world = { 0 };

  world_init_listed (&world);
  load_all (&world);
  fake_service_answer_problem (world.service, RECEIPTS, 401, "session_expired");
  kab_cabinet_load_receipts (world.cabinet);
  WAIT_UNTIL (kab_cabinet_get_state (world.cabinet) == KAB_CABINET_EXPIRED);
  assert_lists (&world, "2020-02 2020-01 | p3 p2 p1 | 2020-02 2020-01");

  fake_service_answer_json (world.service, RECEIPTS, 200,
                            "{\"receipts\":[" SAMPLE_RECEIPT ("2020-03") "]}");
  world_sign_in (&world);
  WAIT_UNTIL (is_ready (kab_cabinet_get_receipts_load (world.cabinet)));
  world_wait_loaded (&world);
  load_all (&world);
  assert_lists (&world, "2020-02 2020-01 | p3 p2 p1 | 2020-03");

  world_sign_out (&world);
  assert_lists (&world, "| |");
  kab_cabinet_load_receipts (world.cabinet);
  g_assert_cmpint (kab_load_get_state (kab_cabinet_get_receipts_load (world.cabinet)), ==,
                   KAB_LOAD_IDLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cabinet-lists/asked", test_asked);
  g_test_add_func ("/cabinet-lists/refresh", test_refresh);
  g_test_add_func ("/cabinet-lists/choose", test_choose);
  g_test_add_func ("/cabinet-lists/failure", test_failure);
  g_test_add_func ("/cabinet-lists/sessions", test_sessions);

  return g_test_run ();
}
