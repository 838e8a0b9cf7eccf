/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "full-disk.h"
#include "kab-receipt-saver.h"
#include "receipt-world.h"

#define N_MONTHS 6
#define ALL                                                            \
  "2020-01 123543566.pdf 2020-02 123543566.pdf 2020-03 123543566.pdf " \
  "2020-04 123543566.pdf 2020-05 123543566.pdf 2020-06 123543566.pdf"

/* The receipts of half a year, "%PDF-1.7 2020-01", and a saver of them. */
typedef struct
{
  World world;
  char *folder;
  GListStore *receipts;
  KabReceiptSaver *saver;
  int n_finished;
  GString *notified;
} Saving;

static const char *const months[N_MONTHS] = {
  "2020-01", "2020-02", "2020-03", "2020-04", "2020-05", "2020-06",
};

static void
finished_cb (KabReceiptSaver *saver, gpointer user_data)
{
  Saving *self = user_data;

  g_assert_false (kab_receipt_saver_get_running (saver));
  self->n_finished++;
}

static void
notified_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  Saving *self = user_data;

  g_string_append_printf (self->notified, "%s ", pspec->name);
}

static char *
make_call (const char *month)
{
  return g_strconcat (RECEIPT_CALL (""), month, NULL);
}

static char *
make_body (const char *month)
{
  return g_strconcat ("%PDF-1.7 ", month, NULL);
}

static void
make_saver (Saving *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  self->saver = kab_receipt_saver_new (self->world.cabinet, G_LIST_MODEL (self->receipts), folder);
  g_signal_connect (self->saver, "finished", G_CALLBACK (finished_cb), self);
  g_signal_connect (self->saver, "notify", G_CALLBACK (notified_cb), self);
}

static void
saving_init (Saving *self)
{
  world_init (&self->world);
  world_settle (&self->world);
  self->folder = make_folder ();
  self->receipts = g_list_store_new (KAB_TYPE_RECEIPT);
  self->notified = g_string_new (NULL);
  for (int i = 0; i < N_MONTHS; i++)
    {
      g_autofree char *call = make_call (months[i]);
      g_autofree char *body = make_body (months[i]);
      g_autoptr (KabReceipt) receipt = make_receipt (months[i], body);

      serve_receipt (&self->world, call, body);
      g_list_store_append (self->receipts, receipt);
    }
  make_saver (self);
}

static void
saving_clear (Saving *self)
{
  full_disk_set_room (-1);
  run_until_idle ();
  g_assert_finalize_object (self->saver);
  g_object_unref (self->receipts);
  remove_folder (self->folder);
  g_free (self->folder);
  g_string_free (self->notified, TRUE);
  world_clear (&self->world);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Saving, saving_clear)

static void
wait_finished (Saving *self)
{
  WAIT_UNTIL (self->n_finished > 0);
  g_assert_cmpint (self->n_finished, ==, 1);
  self->n_finished = 0;
}

static void
run (Saving *self)
{
  kab_receipt_saver_start (self->saver);
  g_assert_true (kab_receipt_saver_get_running (self->saver));
  wait_finished (self);
}

static void
assert_counts (Saving *self, int done, int saved, int skipped)
{
  g_assert_cmpint (kab_receipt_saver_get_total (self->saver), ==, N_MONTHS);
  g_assert_cmpint (kab_receipt_saver_get_done (self->saver), ==, done);
  g_assert_cmpint (kab_receipt_saver_get_saved (self->saver), ==, saved);
  g_assert_cmpint (kab_receipt_saver_get_skipped (self->saver), ==, skipped);
}

/* "2020-02:3 2020-05:conflict": what failed, in the order of months, with the code. */
static void
assert_failures (Saving *self, const char *expected)
{
  GListModel *failures = kab_receipt_saver_get_failures (self->saver);
  g_autoptr (GString) seen = g_string_new (NULL);

  for (int i = 0; i < N_MONTHS; i++)
    for (guint j = 0; j < g_list_model_get_n_items (failures); j++)
      {
        g_autoptr (KabSaveFailure) failure = g_list_model_get_item (failures, j);
        g_autofree char *month = kab_month_to_string (kab_save_failure_get_month (failure));
        const GError *error = kab_save_failure_get_error (failure);

        if (!g_str_equal (month, months[i]))
          continue;
        g_assert_true (error->domain == KAB_ERROR);
        g_string_append_printf (seen, "%s%s:", seen->len > 0 ? " " : "", month);
        if (kab_save_failure_get_conflict (failure))
          g_string_append (seen, "conflict");
        else if (error->code == KAB_ERROR_FILE)
          g_string_append (seen, "file");
        else if (error->code == KAB_ERROR_CHECKSUM)
          g_string_append (seen, "checksum");
        else
          g_string_append (seen, kab_error_code_to_word ((KabErrorCode) error->code));
      }
  g_assert_cmpstr (seen->str, ==, expected);
}

static void
test_all (void)
{
  g_auto (Saving) saving = { 0 };

  saving_init (&saving);
  assert_counts (&saving, 0, 0, 0);
  run (&saving);
  assert_counts (&saving, 6, 6, 0);
  assert_failures (&saving, "");
  assert_folder (saving.folder, ALL);
  assert_file (saving.folder, "2020-02 123543566.pdf", "%PDF-1.7 2020-02");

  /* All that happened within a blink is told as one. */
  g_assert_true (g_str_has_prefix (saving.notified->str, "running "));
  g_assert_true (g_str_has_suffix (saving.notified->str, " running "));
  g_assert_cmpuint (saving.notified->len, <=, strlen ("running done saved done saved running "));
}

/* Once more: nothing is asked of the service, and nothing is written. */
static void
test_equal (void)
{
  g_auto (Saving) saving = { 0 };
  guint n_calls;

  saving_init (&saving);
  run (&saving);
  g_object_unref (saving.saver);
  make_saver (&saving);
  n_calls = fake_service_count_all (saving.world.service);
  full_disk_set_room (0);
  run (&saving);
  assert_counts (&saving, 6, 0, 6);
  g_assert_cmpuint (fake_service_count_all (saving.world.service), ==, n_calls);
  assert_folder (saving.folder, ALL);
}

static void
test_different (void)
{
  g_auto (Saving) saving = { 0 };

  saving_init (&saving);
  put_file (saving.folder, "2020-02 123543566.pdf", "mine");
  put_file (saving.folder, "2020-04 123543566.pdf", "%PDF-1.7 2020-05");
  run (&saving);
  assert_counts (&saving, 6, 4, 0);
  assert_failures (&saving, "2020-02:conflict 2020-04:conflict");
  assert_folder (saving.folder, ALL);
  assert_file (saving.folder, "2020-02 123543566.pdf", "mine");
  assert_file (saving.folder, "2020-04 123543566.pdf", "%PDF-1.7 2020-05");
}

/* It came while the receipt was on its way. */
static void
test_different_late (void)
{
  g_auto (Saving) saving = { 0 };
  const char *call = RECEIPT_CALL ("2020-01");

  saving_init (&saving);
  fake_service_hold (saving.world.service, call);
  kab_receipt_saver_start (saving.saver);
  WAIT_UNTIL (fake_service_count_held (saving.world.service, call) == 1);
  put_file (saving.folder, "2020-01 123543566.pdf", "mine");
  fake_service_release (saving.world.service, call);
  wait_finished (&saving);
  assert_failures (&saving, "2020-01:conflict");
  assert_file (saving.folder, "2020-01 123543566.pdf", "mine");
  assert_folder (saving.folder, ALL);
}

static void
test_failing (void)
{
  g_auto (Saving) saving = { 0 };

  saving_init (&saving);
  fake_service_answer_problem (saving.world.service, RECEIPT_CALL ("2020-01"), 404, "not_found");
  fake_service_answer_document (saving.world.service, RECEIPT_CALL ("2020-03"), "application/pdf",
                                NULL, "%PDF-1.7 spoilt");
  fake_service_answer_problem (saving.world.service, RECEIPT_CALL ("2020-05"), 503,
                               "billing_unavailable");
  run (&saving);
  assert_counts (&saving, 6, 3, 0);
  assert_failures (&saving, "2020-01:not_found 2020-03:checksum 2020-05:billing_unavailable");
  assert_folder (saving.folder,
                 "2020-02 123543566.pdf 2020-04 123543566.pdf 2020-06 123543566.pdf");

  serve_receipt (&saving.world, RECEIPT_CALL ("2020-03"), "%PDF-1.7 2020-03");
  serve_receipt (&saving.world, RECEIPT_CALL ("2020-05"), "%PDF-1.7 2020-05");
  kab_receipt_saver_retry (saving.saver);
  assert_counts (&saving, 3, 3, 0);
  assert_failures (&saving, "");
  wait_finished (&saving);
  assert_counts (&saving, 6, 5, 0);
  assert_failures (&saving, "2020-01:not_found");
  g_assert_cmpuint (fake_service_count (saving.world.service, RECEIPT_CALL ("2020-02")), ==, 1);
}

static void
hold_all (Saving *self)
{
  for (int i = 0; i < N_MONTHS; i++)
    {
      g_autofree char *call = make_call (months[i]);

      fake_service_hold (self->world.service, call);
    }
}

static void
release_all (Saving *self)
{
  for (int i = 0; i < N_MONTHS; i++)
    {
      g_autofree char *call = make_call (months[i]);

      fake_service_release (self->world.service, call);
    }
}

static guint
count_held (Saving *self)
{
  guint count = 0;

  for (int i = 0; i < N_MONTHS; i++)
    {
      g_autofree char *call = make_call (months[i]);

      count += fake_service_count_held (self->world.service, call);
    }

  return count;
}

/* Midway: what is whole stays, and the rest can be gone on with. */
static void
test_cancel (void)
{
  g_auto (Saving) saving = { 0 };

  saving_init (&saving);
  hold_all (&saving);
  kab_receipt_saver_start (saving.saver);
  WAIT_UNTIL (count_held (&saving) == 4);
  run_until_idle ();
  g_assert_cmpuint (count_held (&saving), ==, 4);

  fake_service_release (saving.world.service, RECEIPT_CALL ("2020-01"));
  WAIT_UNTIL (kab_receipt_saver_get_saved (saving.saver) == 1);
  WAIT_UNTIL (count_held (&saving) == 4);
  kab_receipt_saver_cancel (saving.saver);
  kab_receipt_saver_cancel (saving.saver);
  wait_finished (&saving);
  assert_counts (&saving, 1, 1, 0);
  assert_failures (&saving, "");
  assert_folder (saving.folder, "2020-01 123543566.pdf");

  release_all (&saving);
  run (&saving);
  assert_counts (&saving, 6, 6, 0);
  assert_folder (saving.folder, ALL);
}

static void
test_cancel_at_once (void)
{
  g_auto (Saving) saving = { 0 };

  saving_init (&saving);
  kab_receipt_saver_cancel (saving.saver);
  kab_receipt_saver_start (saving.saver);
  kab_receipt_saver_cancel (saving.saver);
  wait_finished (&saving);
  assert_counts (&saving, 0, 0, 0);
  assert_folder (saving.folder, "");
}

/* Two fit, and a half; it is told once, and the rest is not tried. */
static void
test_full_disk (void)
{
  g_auto (Saving) saving = { 0 };
  GListModel *failures;
  g_autoptr (KabSaveFailure) failure = NULL;
  g_autofree char *sentence = NULL;

  saving_init (&saving);
  full_disk_set_room (0);
  run (&saving);
  failures = kab_receipt_saver_get_failures (saving.saver);
  g_assert_cmpuint (g_list_model_get_n_items (failures), ==, 1);
  failure = g_list_model_get_item (failures, 0);
  sentence = kab_error_to_sentence (kab_save_failure_get_error (failure));
  g_assert_nonnull (strstr (sentence, "free space"));
  assert_counts (&saving, 1, 0, 0);
  g_assert_cmpint (full_disk_count_refusals (), <=, 4);
  assert_folder (saving.folder, "");

  full_disk_set_room ((gssize) (2 * strlen ("%PDF-1.7 2020-01") + 7));
  kab_receipt_saver_retry (saving.saver);
  wait_finished (&saving);
  g_assert_cmpuint (g_list_model_get_n_items (failures), ==, 1);
  g_assert_cmpint (kab_receipt_saver_get_saved (saving.saver), <=, 2);

  full_disk_set_room (-1);
  kab_receipt_saver_retry (saving.saver);
  wait_finished (&saving);
  assert_counts (&saving, 6, 6, 0);
  assert_failures (&saving, "");
  assert_folder (saving.folder, ALL);
}

/* The one file that was chosen: what was there before stays. */
static void
test_full_disk_one (void)
{
  g_auto (Saving) saving = { 0 };
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (KabReceipt) receipt = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  saving_init (&saving);
  put_file (saving.folder, "mine.pdf", "mine");
  path = g_build_filename (saving.folder, "mine.pdf", NULL);
  file = g_file_new_for_path (path);
  receipt = g_list_model_get_item (G_LIST_MODEL (saving.receipts), 0);
  full_disk_set_room (5);
  kab_cabinet_save_receipt_async (saving.world.cabinet, receipt, file, NULL, outcome_cb, &outcome);
  g_assert_false (
    kab_cabinet_save_receipt_finish (saving.world.cabinet, outcome_wait (&outcome), &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_FILE);
  assert_folder (saving.folder, "mine.pdf");
  assert_file (saving.folder, "mine.pdf", "mine");
  outcome_clear (&outcome);
}

static void
test_no_folder (void)
{
  g_auto (Saving) saving = { 0 };

  saving_init (&saving);
  remove_folder (saving.folder);
  run (&saving);
  assert_counts (&saving, 1, 0, 0);
  g_assert_cmpint (g_mkdir (saving.folder, 0700), ==, 0);
  kab_receipt_saver_retry (saving.saver);
  wait_finished (&saving);
  assert_counts (&saving, 6, 6, 0);
}

static void
test_expired (void)
{
  g_auto (Saving) saving = { 0 };

  saving_init (&saving);
  for (int i = 0; i < N_MONTHS; i++)
    {
      g_autofree char *call = make_call (months[i]);

      fake_service_answer_problem (saving.world.service, call, 401, "session_expired");
    }
  run (&saving);
  assert_counts (&saving, 1, 0, 0);
  g_assert_cmpint (kab_cabinet_get_state (saving.world.cabinet), ==, KAB_CABINET_EXPIRED);
  g_assert_cmpuint (fake_service_count (saving.world.service, RECEIPT_CALL ("2020-06")), ==, 0);
  assert_folder (saving.folder, "");
}

/* Another account is looked at meanwhile, or nobody is signed in any more. */
static void
test_meanwhile (void)
{
  g_auto (Saving) saving = { 0 };

  saving_init (&saving);
  hold_all (&saving);
  kab_receipt_saver_start (saving.saver);
  g_assert_true (kab_cabinet_choose (saving.world.cabinet, "200417803"));
  WAIT_UNTIL (count_held (&saving) == 4);
  fake_service_release (saving.world.service, RECEIPT_CALL ("2020-01"));
  WAIT_UNTIL (kab_receipt_saver_get_saved (saving.saver) == 1);
  assert_folder (saving.folder, "2020-01 123543566.pdf");

  world_sign_out (&saving.world);
  release_all (&saving);
  wait_finished (&saving);
  assert_failures (&saving, "");
  assert_folder (saving.folder, "2020-01 123543566.pdf");
}

static void
test_nothing (void)
{
  g_auto (Saving) saving = { 0 };

  saving_init (&saving);
  g_object_unref (saving.saver);
  g_list_store_remove_all (saving.receipts);
  make_saver (&saving);
  kab_receipt_saver_start (saving.saver);
  g_assert_cmpint (saving.n_finished, ==, 0);
  wait_finished (&saving);
}

static const struct
{
  const char *number;
  const char *call;
  const char *name;
} numbers[] = {
  { "123543566", "GET /accounts/123543566", "2020-02 123543566.pdf" },
  { "ЛС12", "GET /accounts/%D0%9B%D0%A112", "2020-02 ЛС12.pdf" },
  { "007", "GET /accounts/007", "2020-02 007.pdf" },
};

static void
test_name (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (Saving) saving = { 0 };
  g_autofree char *accounts =
    g_strdup_printf ("{\"accounts\":[{\"number\":\"%s\",\"label\":\"\",\"attached_at\":" SAMPLE_TIME
                     ",\"owner\":\"\",\"address\":\"\",\"to_pay\":1,\"month\":\"2020-02\"}]}",
                     numbers[i].number);
  g_autofree char *call = g_strconcat (numbers[i].call, "/receipts/2020-02", NULL);
  guint n_before;

  saving_init (&saving);
  g_object_unref (saving.saver);
  n_before = fake_service_count (saving.world.service, "GET /accounts");
  fake_service_answer_json (saving.world.service, "GET /accounts", 200, accounts);
  fake_service_answer_json (saving.world.service, numbers[i].call, 200, SAMPLE_DETAILS_1);
  kab_cabinet_refresh (saving.world.cabinet);
  WAIT_UNTIL (fake_service_count (saving.world.service, "GET /accounts") > n_before);
  world_wait_loaded (&saving.world);

  g_list_store_splice (saving.receipts, 2, 4, NULL, 0);
  g_list_store_remove (saving.receipts, 0);
  serve_receipt (&saving.world, call, "%PDF-1.7 2020-02");
  make_saver (&saving);
  run (&saving);
  assert_failures (&saving, "");
  assert_folder (saving.folder, numbers[i].name);
}

static const struct
{
  const char *number;
  const char *name;
} names[] = {
  { "123543566", "2020-02 123543566.pdf" },
  { "12/35", "2020-02 12%2F35.pdf" },
  { "../12", "2020-02 ..%2F12.pdf" },
  { "12 35", "2020-02 12%2035.pdf" },
  { "12%2035", "2020-02 12%252035.pdf" },
  { "ЛС-12", "2020-02 ЛС-12.pdf" },
  { "1\n2:*?\\", "2020-02 1%0A2%3A%2A%3F%5C.pdf" },
};

static void
test_odd_names (void)
{
  g_autoptr (KabReceipt) receipt = make_receipt ("2020-02", "%PDF-1.7 a");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = kab_receipt_saver_make_name (receipt, names[i].number);

      g_assert_cmpstr (name, ==, names[i].name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/receipt-saver/all", test_all);
  g_test_add_func ("/receipt-saver/equal", test_equal);
  g_test_add_func ("/receipt-saver/different", test_different);
  g_test_add_func ("/receipt-saver/different-late", test_different_late);
  g_test_add_func ("/receipt-saver/failing", test_failing);
  g_test_add_func ("/receipt-saver/cancel", test_cancel);
  g_test_add_func ("/receipt-saver/cancel-at-once", test_cancel_at_once);
  g_test_add_func ("/receipt-saver/full-disk", test_full_disk);
  g_test_add_func ("/receipt-saver/full-disk-one", test_full_disk_one);
  g_test_add_func ("/receipt-saver/no-folder", test_no_folder);
  g_test_add_func ("/receipt-saver/expired", test_expired);
  g_test_add_func ("/receipt-saver/meanwhile", test_meanwhile);
  g_test_add_func ("/receipt-saver/nothing", test_nothing);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *path = g_strdup_printf ("/receipt-saver/name/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_name);
    }

  g_test_add_func ("/receipt-saver/odd-names", test_odd_names);

  return g_test_run ();
}
