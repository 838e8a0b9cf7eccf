/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "kab-fact-row.h"
#include "kab-save-bar.h"
#include "page-world.h"

#define ACCOUNTS      "GET /accounts"
#define DETAILS       "GET /accounts/123543566"
#define LIST          "GET /accounts/123543566/receipts"
#define RECEIPT(name) LIST "/" name

/* A folder, an account with three receipts, and the bar in a window. */
typedef struct
{
  PageWorld world;
  char *folder;
  GListStore *receipts;
  GtkWidget *bar;
  KabReceiptSaver *saver; /* the last one */
} SaveWorld;

static void
add_receipt (SaveWorld *self, gint8 month, const char *call, const char *body)
{
  g_autoptr (GDateTime) issued_at = g_date_time_new_utc (2020, 3, 1, 12, 0, 0);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", sha256);
  g_autoptr (KabReceipt) receipt =
    kab_receipt_new ((KabMonth){ 2020, month }, 44730, issued_at, (gint64) strlen (body), sha256);

  g_list_store_append (self->receipts, receipt);
  fake_service_answer_document (self->world.service, call, "application/pdf", etag, body);
}

static void
set_up (SaveWorld *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  page_world_set_up (&self->world, data);
  fake_service_answer_json (self->world.service, ACCOUNTS, 200,
                            PAGE_ACCOUNTS (PAGE_ACCOUNT ("123543566", "", "44730", "\"2020-02\"")));
  fake_service_answer_json (self->world.service, DETAILS, 200,
                            PAGE_DETAILS ("123543566", PAGE_FEBRUARY));
  self->receipts = g_list_store_new (KAB_TYPE_RECEIPT);
  add_receipt (self, 3, RECEIPT ("2020-03"), "%PDF march");
  add_receipt (self, 2, RECEIPT ("2020-02"), "%PDF february");
  add_receipt (self, 1, RECEIPT ("2020-01"), "%PDF january");
  self->folder = g_dir_make_tmp ("kabinet-test-XXXXXX", &error);
  g_assert_no_error (error);

  page_world_sign_in (&self->world);
  WAIT_UNTIL (kab_cabinet_get_details (self->world.cabinet) != NULL);
  self->bar = kab_save_bar_new ();
  page_world_show (&self->world, self->bar, 360, 400);
}

static void
tear_down (SaveWorld *self, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (self->world.window != NULL)
    page_world_close (&self->world, self->bar);
  /* A write that is under way is given up by its own thread, and takes its file with it. */
  WAIT_UNTIL (!kab_receipt_saver_get_running (self->saver));
  g_assert_finalize_object (self->saver);
  folder = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_object_unref (self->receipts);
  page_world_tear_down (&self->world, data);
}

static void
start (SaveWorld *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  g_clear_object (&self->saver);
  self->saver = kab_receipt_saver_new (self->world.cabinet, G_LIST_MODEL (self->receipts), folder);
  kab_save_bar_start (KAB_SAVE_BAR (self->bar), self->saver, folder);
  g_assert_true (kab_save_bar_get_busy (KAB_SAVE_BAR (self->bar)));
}

static void
wait_until_done (SaveWorld *self)
{
  WAIT_UNTIL (!kab_save_bar_get_busy (KAB_SAVE_BAR (self->bar)));
  run_until_idle ();
}

static gboolean
is_revealed (SaveWorld *self)
{
  return gtk_revealer_get_reveal_child (
    GTK_REVEALER (get_part (self->bar, KAB_TYPE_SAVE_BAR, "revealer")));
}

static void
put_file (SaveWorld *self, const char *name, const char *contents)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

static void
assert_file (SaveWorld *self, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, expected);
}

static void
test_saved (SaveWorld *self, gconstpointer data)
{
  start (self);
  g_assert_true (is_revealed (self));
  wait_until_done (self);

  g_assert_false (is_revealed (self));
  g_assert_true (has_text (self->world.window, "3 receipts are saved"));
  g_assert_nonnull (find_label_button (self->world.window, "Open folder"));
  assert_file (self, "2020-03 123543566.pdf", "%PDF march");
  assert_file (self, "2020-01 123543566.pdf", "%PDF january");
}

static void
test_skipped (SaveWorld *self, gconstpointer data)
{
  put_file (self, "2020-02 123543566.pdf", "%PDF february");
  start (self);
  wait_until_done (self);
  g_assert_true (has_text (self->world.window, "2 receipts are saved, 1 was there already"));
}

/* What did not work is named by its month, with a reason, and is tried again on its own. */
static void
test_failures (SaveWorld *self, gconstpointer data)
{
  put_file (self, "2020-02 123543566.pdf", "mine");
  fake_service_answer_problem (self->world.service, RECEIPT ("2020-01"), 404, "not_found");
  start (self);
  wait_until_done (self);

  g_assert_true (is_revealed (self));
  g_assert_true (has_text (self->bar, "Saved 1 of 3"));
  g_assert_true (has_text (self->bar, "February 2020"));
  g_assert_true (has_text (self->bar, "Another file of this name is there already; it was left as "
                                      "it is. Rename it or choose another folder."));
  g_assert_true (has_text (self->bar, "January 2020"));
  g_assert_true (has_text (self->bar, "The operator has withdrawn the receipt for January 2020. A "
                                      "new one may be issued in its place."));
  g_assert_false (has_text (self->bar, "March 2020"));
  assert_file (self, "2020-02 123543566.pdf", "mine");

  put_file (self, "2020-02 123543566.pdf", "%PDF february");
  g_list_store_remove_all (self->receipts);
  add_receipt (self, 1, RECEIPT ("2020-01"), "%PDF january");
  press (find_label_button (self->bar, "Retry"));
  wait_until_done (self);
  g_assert_false (is_revealed (self));
  g_assert_cmpuint (fake_service_count (self->world.service, RECEIPT ("2020-03")), ==, 1);
  assert_file (self, "2020-01 123543566.pdf", "%PDF january");
}

static void
test_closed (SaveWorld *self, gconstpointer data)
{
  put_file (self, "2020-02 123543566.pdf", "mine");
  start (self);
  wait_until_done (self);
  press (find_label_button (self->bar, "Close"));
  g_assert_false (is_revealed (self));

  /* The next time begins anew. */
  put_file (self, "2020-02 123543566.pdf", "%PDF february");
  start (self);
  g_assert_null (
    find_child (get_part (self->bar, KAB_TYPE_SAVE_BAR, "failures_list"), KAB_TYPE_FACT_ROW));
  wait_until_done (self);
  g_assert_true (has_text (self->world.window, "These receipts are in the folder already"));
}

static void
test_cancelled (SaveWorld *self, gconstpointer data)
{
  fake_service_hold (self->world.service, RECEIPT ("2020-01"));
  start (self);
  WAIT_UNTIL (fake_service_count_held (self->world.service, RECEIPT ("2020-01")) == 1);
  press (get_part (self->bar, KAB_TYPE_SAVE_BAR, "cancel_button"));
  wait_until_done (self);

  g_assert_false (is_revealed (self));
  assert_file (self, "2020-01 123543566.pdf", NULL);
  fake_service_release (self->world.service, RECEIPT ("2020-01"));
  run_until_idle ();
}

static void
test_gone (SaveWorld *self, gconstpointer data)
{
  fake_service_hold (self->world.service, RECEIPT ("2020-01"));
  start (self);
  WAIT_UNTIL (fake_service_count_held (self->world.service, RECEIPT ("2020-01")) == 1);
  page_world_close (&self->world, self->bar);
  fake_service_release (self->world.service, RECEIPT ("2020-01"));
  run_until_idle ();
  assert_file (self, "2020-01 123543566.pdf", NULL);
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/save-bar/" name, SaveWorld, NULL, set_up, function, tear_down)
  ADD ("saved", test_saved);
  ADD ("skipped", test_skipped);
  ADD ("failures", test_failures);
  ADD ("closed", test_closed);
  ADD ("cancelled", test_cancelled);
  ADD ("gone", test_gone);

  return g_test_run ();
}
