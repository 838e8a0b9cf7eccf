/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "receipt-world.h"

#define CALL RECEIPT_CALL ("2020-02")
#define LIST "GET /accounts/123543566/receipts"
#define CODE "GET /accounts/123543566/payment-code"

static void
assert_gets (World *self, KabReceipt *receipt, const char *expected)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  kab_cabinet_get_receipt_async (self->cabinet, receipt, NULL, outcome_cb, &outcome);
  bytes = kab_cabinet_get_receipt_finish (self->cabinet, outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static void
assert_fails (World *self, KabReceipt *receipt, KabErrorCode code)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  kab_cabinet_get_receipt_async (self->cabinet, receipt, NULL, outcome_cb, &outcome);
  bytes = kab_cabinet_get_receipt_finish (self->cabinet, outcome_wait (&outcome), &error);
  g_assert_null (bytes);
  g_assert_error (error, KAB_ERROR, (int) code);
}

static void
list (World *self, const char *month, const char *body)
{
  g_autofree char *receipt = make_receipt_json (month, body);
  g_autofree char *json = g_strdup_printf ("{\"receipts\":[%s]}", receipt);

  fake_service_answer_json (self->service, LIST, 200, json);
}

static void
test_get (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KabReceipt) receipt = make_receipt ("2020-02", "%PDF-1.7 a");

  world_init (&world);
  world_settle (&world);
  serve_receipt (&world, CALL, "%PDF-1.7 a");
  assert_gets (&world, receipt, "%PDF-1.7 a");
  g_assert_cmpstr (fake_service_get_header (world.service, CALL, "Accept"), ==,
                   "application/pdf, application/problem+json");
  g_assert_cmpstr (fake_service_get_header (world.service, CALL, "Authorization"), ==,
                   "Bearer " SAMPLE_TOKEN);

  /* Once more, and when nobody answers. */
  fake_service_stop (world.service);
  assert_gets (&world, receipt, "%PDF-1.7 a");
  g_assert_cmpuint (fake_service_count (world.service, CALL), ==, 1);
  g_assert_false (kab_cabinet_get_offline (world.cabinet));
}

/* What was kept for one user is not there for the next. */
static void
test_forgotten (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KabReceipt) receipt = make_receipt ("2020-02", "%PDF-1.7 a");

  world_init (&world);
  world_settle (&world);
  serve_receipt (&world, CALL, "%PDF-1.7 a");
  assert_gets (&world, receipt, "%PDF-1.7 a");
  world_sign_out (&world);
  assert_fails (&world, receipt, KAB_ERROR_NOT_FOUND);
  world_sign_in (&world);
  world_wait_loaded (&world);
  assert_gets (&world, receipt, "%PDF-1.7 a");
  g_assert_cmpuint (fake_service_count (world.service, CALL), ==, 2);
}

static const struct
{
  const char *name;
  const char *etag;
  const char *body;
} wrong[] = {
  { "same-tag", "\"" SAMPLE_SHA256 "\"", "%PDF-1.7 b" },
  { "no-tag", NULL, "%PDF-1.7 b" },
  { "half-a-tag", "\"", "%PDF-1.7 b" },
  { "shorter", NULL, "%PDF" },
  { "longer", NULL, "%PDF-1.7 a and more" },
  { "empty", NULL, "" },
};

static void
test_checksum (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (World) world = { 0 };
  g_autoptr (GDateTime) issued_at = g_date_time_new_utc (2020, 3, 1, 12, 0, 0);
  g_autoptr (KabReceipt) receipt =
    kab_receipt_new ((KabMonth){ 2020, 2 }, 44730, issued_at, 10, SAMPLE_SHA256);

  world_init (&world);
  world_settle (&world);
  fake_service_answer_document (world.service, CALL, "application/pdf", wrong[i].etag,
                                wrong[i].body);
  assert_fails (&world, receipt, KAB_ERROR_CHECKSUM);
  /* It was not kept. */
  assert_fails (&world, receipt, KAB_ERROR_CHECKSUM);
  g_assert_cmpuint (fake_service_count (world.service, CALL), ==, 2);
}

/* The list is of before the receipt was issued anew. */
static void
test_anew (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KabReceipt) receipt = make_receipt ("2020-02", "%PDF-1.7 a");
  g_autoptr (KabReceipt) listed = NULL;

  world_init (&world);
  world_settle (&world);
  serve_receipt (&world, CALL, "%PDF-1.7 anew");
  list (&world, "2020-02", "%PDF-1.7 anew");
  assert_gets (&world, receipt, "%PDF-1.7 anew");
  g_assert_cmpuint (fake_service_count (world.service, LIST), ==, 1);
  g_assert_true (is_ready (kab_cabinet_get_receipts_load (world.cabinet)));
  listed = g_list_model_get_item (kab_cabinet_get_receipts (world.cabinet), 0);
  g_assert_cmpint (kab_receipt_get_size (listed), ==, strlen ("%PDF-1.7 anew"));

  /* The list is asked once. */
  assert_gets (&world, receipt, "%PDF-1.7 anew");
  g_assert_cmpuint (fake_service_count (world.service, LIST), ==, 1);

  /* It is neither what was said nor what is. */
  serve_receipt (&world, CALL, "%PDF-1.7 other");
  assert_fails (&world, receipt, KAB_ERROR_CHECKSUM);
  g_assert_cmpuint (fake_service_count (world.service, LIST), ==, 2);

  /* It was withdrawn meanwhile. */
  list (&world, "2020-01", "%PDF-1.7 other");
  assert_fails (&world, receipt, KAB_ERROR_CHECKSUM);

  fake_service_answer_problem (world.service, LIST, 500, "internal");
  assert_fails (&world, receipt, KAB_ERROR_INTERNAL);
}

static void
test_refused (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (GDateTime) issued_at = g_date_time_new_utc (2020, 3, 1, 12, 0, 0);
  g_autoptr (KabReceipt) receipt = make_receipt ("2020-02", "%PDF-1.7 a");
  g_autoptr (KabReceipt) huge =
    kab_receipt_new ((KabMonth){ 2020, 2 }, 44730, issued_at, 200 * 1024 * 1024 + 1, SAMPLE_SHA256);

  world_init (&world);
  world_settle (&world);
  assert_fails (&world, huge, KAB_ERROR_BAD_REPLY);

  fake_service_answer (world.service, CALL, 200, "text/html", "%PDF-1.7 a");
  assert_fails (&world, receipt, KAB_ERROR_BAD_REPLY);
  fake_service_answer_problem (world.service, CALL, 404, "not_found");
  assert_fails (&world, receipt, KAB_ERROR_NOT_FOUND);
  fake_service_answer_problem (world.service, CALL, 401, "session_expired");
  assert_fails (&world, receipt, KAB_ERROR_SESSION_EXPIRED);
  g_assert_cmpint (kab_cabinet_get_state (world.cabinet), ==, KAB_CABINET_EXPIRED);
}

static void
test_cancel (void)
{
  g_auto (World) world = { 0 };
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (KabReceipt) receipt = make_receipt ("2020-02", "%PDF-1.7 a");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  world_init (&world);
  world_settle (&world);
  serve_receipt (&world, CALL, "%PDF-1.7 a");
  fake_service_hold (world.service, CALL);
  kab_cabinet_get_receipt_async (world.cabinet, receipt, cancellable, outcome_cb, &outcome);
  WAIT_UNTIL (fake_service_count_held (world.service, CALL) == 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (kab_cabinet_get_receipt_finish (world.cabinet, outcome_wait (&outcome), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fake_service_release (world.service, CALL);
  outcome_clear (&outcome);
}

static gboolean
save (World *self, KabReceipt *receipt, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (Outcome) outcome = { 0 };

  kab_cabinet_save_receipt_async (self->cabinet, receipt, file, NULL, outcome_cb, &outcome);

  return kab_cabinet_save_receipt_finish (self->cabinet, outcome_wait (&outcome), error);
}

static void
test_save (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KabReceipt) receipt = make_receipt ("2020-02", "%PDF-1.7 a");
  g_autoptr (KabReceipt) other = make_receipt ("2020-02", "%PDF-1.7 b");
  g_autofree char *folder = make_folder ();
  g_autoptr (GError) error = NULL;

  world_init (&world);
  world_settle (&world);
  serve_receipt (&world, CALL, "%PDF-1.7 a");
  g_assert_true (save (&world, receipt, folder, "mine.pdf", &error));
  g_assert_no_error (error);
  assert_file (folder, "mine.pdf", "%PDF-1.7 a");

  /* The user was asked about what is there. */
  put_file (folder, "old.pdf", "something longer than that");
  g_assert_true (save (&world, receipt, folder, "old.pdf", &error));
  assert_file (folder, "old.pdf", "%PDF-1.7 a");

  /* What is not right does not take its place. */
  fake_service_answer_document (world.service, CALL, "application/pdf", NULL, "%PDF-1.7 c");
  g_assert_false (save (&world, other, folder, "old.pdf", &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_CHECKSUM);
  g_clear_error (&error);
  assert_file (folder, "old.pdf", "%PDF-1.7 a");

  g_assert_false (save (&world, receipt, folder, "no/such.pdf", &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_FILE);
  assert_folder (folder, "mine.pdf old.pdf");
  remove_folder (folder);
}

static char *
get_code (World *self, gint64 asked, gint64 *amount, GError **error)
{
  g_auto (Outcome) outcome = { 0 };

  kab_cabinet_get_payment_code_async (self->cabinet, asked, NULL, outcome_cb, &outcome);

  return kab_cabinet_get_payment_code_finish (self->cabinet, outcome_wait (&outcome), amount,
                                              error);
}

static void
test_payment_code (void)
{
  g_auto (World) world = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;
  gint64 amount = 0;

  world_init (&world);
  world_settle (&world);
  fake_service_answer_json (world.service, CODE, 200,
                            "{\"text\":\"ST00012|Sum=44730\",\"amount\":44730}");
  text = get_code (&world, 0, &amount, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "ST00012|Sum=44730");
  g_assert_cmpint (amount, ==, 44730);

  fake_service_answer_json (world.service, CODE "?amount=100", 200,
                            "{\"text\":\"ST00012|Sum=100\",\"amount\":100}");
  other = get_code (&world, 100, NULL, &error);
  g_assert_cmpstr (other, ==, "ST00012|Sum=100");

  /* Nobody pays another amount than they meant to. */
  fake_service_answer_json (world.service, CODE "?amount=100", 200,
                            "{\"text\":\"ST00012|Sum=10000\",\"amount\":10000}");
  g_assert_null (get_code (&world, 100, NULL, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_BAD_REPLY);
  g_clear_error (&error);

  world_sign_out (&world);
  g_assert_null (get_code (&world, 0, NULL, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cabinet-receipts/get", test_get);
  g_test_add_func ("/cabinet-receipts/forgotten", test_forgotten);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path = g_strconcat ("/cabinet-receipts/checksum/", wrong[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_checksum);
    }
  g_test_add_func ("/cabinet-receipts/anew", test_anew);
  g_test_add_func ("/cabinet-receipts/refused", test_refused);
  g_test_add_func ("/cabinet-receipts/cancel", test_cancel);
  g_test_add_func ("/cabinet-receipts/save", test_save);
  g_test_add_func ("/cabinet-receipts/payment-code", test_payment_code);

  return g_test_run ();
}
