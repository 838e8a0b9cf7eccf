/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pdf-view.h"
#include "kab-period-chooser.h"
#include "kab-receipt-row.h"
#include "kab-receipt-view.h"
#include "kab-receipts-page.h"
#include "page-world.h"
#include "pdf-samples.h"

#define ACCOUNTS      "GET /accounts"
#define DETAILS       "GET /accounts/123543566"
#define LIST          "GET /accounts/123543566/receipts"
#define RECEIPT(name) LIST "/" name

/* (transfer full): a PDF without a zero in it, of its own size. */
static char *
write_pdf (int width)
{
  g_autofree char *page =
    g_strdup_printf ("<< /Type /Page /Parent 2 0 R /Resources << >> /MediaBox [0 0 %d 300] >>",
                     width);
  const char *objects[] = { "<< /Type /Catalog /Pages 2 0 R >>",
                            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, NULL };
  g_autoptr (GBytes) bytes = pdf_write (objects, "");

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
append_receipt (GString *json, const char *month, const char *total, const char *body)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);

  g_string_append_printf (json,
                          "%s{\"month\":\"%s\",\"total\":%s,\"issued_at\":\"2020-03-01T09:00:00Z\","
                          "\"size\":%zu,\"sha256\":\"%s\"}",
                          json->len > 0 ? "," : "", month, total, strlen (body), sha256);
}

static void
answer_list (PageWorld *world, const char *receipts)
{
  g_autofree char *json = g_strdup_printf ("{\"receipts\":[%s]}", receipts);

  fake_service_answer_json (world->service, LIST, 200, json);
}

static void
answer_receipt (PageWorld *world, const char *call, const char *body)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", sha256);

  fake_service_answer_document (world->service, call, "application/pdf", etag, body);
}

/* February, January with an overpayment, December. */
static void
answer_three (PageWorld *world)
{
  g_autofree char *february = write_pdf (202);
  g_autofree char *january = write_pdf (201);
  g_autofree char *december = write_pdf (212);
  g_autoptr (GString) list = g_string_new (NULL);

  append_receipt (list, "2020-02", "44730", february);
  append_receipt (list, "2020-01", "-12000", january);
  append_receipt (list, "2019-12", "0", december);
  answer_list (world, list->str);
  answer_receipt (world, RECEIPT ("2020-02"), february);
  answer_receipt (world, RECEIPT ("2020-01"), january);
  answer_receipt (world, RECEIPT ("2019-12"), december);
}

static void
answer_account (PageWorld *world)
{
  fake_service_answer_json (world->service, ACCOUNTS, 200,
                            PAGE_ACCOUNTS (PAGE_ACCOUNT ("123543566", "", "44730", "\"2020-02\"")));
  fake_service_answer_json (world->service, DETAILS, 200,
                            PAGE_DETAILS ("123543566", PAGE_FEBRUARY));
}

static GtkWidget *
show_page (PageWorld *world, int width)
{
  GtkWidget *page = g_object_new (KAB_TYPE_RECEIPTS_PAGE, "cabinet", world->cabinet, NULL);

  page_world_sign_in (world);
  page_world_show (world, page, width, 600);
  return page;
}

static const char *
get_view_state (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (get_part (page, KAB_TYPE_RECEIPT_VIEW, "stack")));
}

/* The width of the page that is shown, 0: none is. */
static int
get_shown_width (GtkWidget *page)
{
  KabPdf *pdf = kab_pdf_view_get_pdf (KAB_PDF_VIEW (find_child (page, KAB_TYPE_PDF_VIEW)));
  double width = 0, height = 0;

  if (pdf != NULL)
    kab_pdf_get_page_size (pdf, 0, &width, &height);
  return (int) width;
}

static GtkListBox *
get_list (GtkWidget *page)
{
  return GTK_LIST_BOX (get_part (page, KAB_TYPE_RECEIPTS_PAGE, "list"));
}

static int
count_rows (GtkWidget *page)
{
  int n = 0;

  while (gtk_list_box_get_row_at_index (get_list (page), n) != NULL)
    n++;
  return n;
}

static void
select_row (GtkWidget *page, int index)
{
  GtkListBox *list = get_list (page);

  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, index));
}

/* The page with the newest of three receipts. */
static GtkWidget *
show_february (PageWorld *world)
{
  GtkWidget *page;

  answer_account (world);
  answer_three (world);
  page = show_page (world, 900);
  WAIT_UNTIL (g_str_equal (get_view_state (page), "page"));

  return page;
}

static void
test_content (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_february (world);

  g_assert_cmpint (count_rows (page), ==, 3);
  g_assert_true (has_text (page, "February 2020"));
  g_assert_true (has_text (page, "Overpaid 120.00\302\240₽"));
  g_assert_cmpint (get_shown_width (page), ==, 202);

  select_row (page, 1);
  WAIT_UNTIL (get_shown_width (page) == 201);
  g_assert_cmpuint (fake_service_count (world->service, RECEIPT ("2019-12")), ==, 0);

  page_world_close (world, page);
}

static void
test_empty (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  answer_account (world);
  answer_list (world, "");
  page = show_page (world, 900);
  WAIT_UNTIL (g_str_equal (get_state (page), "empty"));
  g_assert_true (has_text (page, "No receipts yet"));
  g_assert_false (gtk_widget_get_visible (find_action (page, "win.page")));

  page_world_close (world, page);
}

static void
test_no_account (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  fake_service_answer_json (world->service, ACCOUNTS, 200, PAGE_ACCOUNTS (""));
  page = show_page (world, 900);
  WAIT_UNTIL (g_str_equal (get_state (page), "empty"));
  press (find_action (page, "win.page"));
  g_assert_cmpstr (world->asked_page, ==, "accounts");

  page_world_close (world, page);
}

static void
test_list_failed (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  answer_account (world);
  fake_service_answer_problem (world->service, LIST, 500, "internal");
  page = show_page (world, 900);
  WAIT_UNTIL (g_str_equal (get_state (page), "failed"));

  answer_three (world);
  press (find_label_button (page, "Retry"));
  WAIT_UNTIL (g_str_equal (get_state (page), "content"));
  WAIT_UNTIL (g_str_equal (get_view_state (page), "page"));

  page_world_close (world, page);
}

/* A receipt that cannot be shown says why, the others go on, and another try may go well. */
static void
assert_fault (PageWorld *world, GtkWidget *page, const char *title)
{
  WAIT_UNTIL (g_str_equal (get_view_state (page), "failed"));
  g_assert_true (has_text (page, title));
  g_assert_cmpint (get_shown_width (page), ==, 0);

  select_row (page, 1);
  WAIT_UNTIL (get_shown_width (page) == 201);
}

static void
test_damaged (PageWorld *world, gconstpointer data)
{
  g_autofree char *february = write_pdf (202);
  g_autofree char *other = write_pdf (203);
  GtkWidget *page, *view;

  answer_account (world);
  answer_three (world);
  answer_receipt (world, RECEIPT ("2020-02"), other);
  page = show_page (world, 900);
  assert_fault (world, page, "The receipt arrived damaged");

  select_row (page, 0);
  WAIT_UNTIL (g_str_equal (get_view_state (page), "failed"));
  answer_receipt (world, RECEIPT ("2020-02"), february);
  view = find_child (page, KAB_TYPE_RECEIPT_VIEW);
  press (find_label_button (view, "Retry"));
  WAIT_UNTIL (get_shown_width (page) == 202);

  page_world_close (world, page);
}

static void
test_no_pdf (PageWorld *world, gconstpointer data)
{
  g_autofree char *january = write_pdf (201);
  g_autoptr (GString) list = g_string_new (NULL);
  GtkWidget *page;

  answer_account (world);
  append_receipt (list, "2020-02", "44730", "<html>");
  append_receipt (list, "2020-01", "44730", january);
  answer_list (world, list->str);
  answer_receipt (world, RECEIPT ("2020-02"), "<html>");
  answer_receipt (world, RECEIPT ("2020-01"), january);
  page = show_page (world, 900);
  assert_fault (world, page, "The receipt cannot be opened");

  page_world_close (world, page);
}

static void
test_withdrawn (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  answer_account (world);
  answer_three (world);
  fake_service_answer_problem (world->service, RECEIPT ("2020-02"), 404, "not_found");
  page = show_page (world, 900);
  assert_fault (world, page, "The receipt is gone");

  page_world_close (world, page);
}

/* A list with something new leaves the eye where it is. */
static void
test_refresh (PageWorld *world, gconstpointer data)
{
  g_autofree char *february = write_pdf (202);
  g_autofree char *december = write_pdf (212);
  g_autoptr (GString) list = g_string_new (NULL);
  KabLoad *load;
  GtkWidget *page;

  answer_account (world);
  answer_three (world);
  page = show_page (world, 900);
  WAIT_UNTIL (get_shown_width (page) == 202);

  append_receipt (list, "2020-03", "44730", "new");
  append_receipt (list, "2020-02", "50000", february);
  append_receipt (list, "2019-12", "0", december);
  answer_list (world, list->str);
  kab_cabinet_load_receipts (world->cabinet);
  load = kab_cabinet_get_receipts_load (world->cabinet);
  WAIT_UNTIL (kab_load_get_state (load) == KAB_LOAD_READY && has_text (page, "March 2020"));
  g_assert_cmpint (get_shown_width (page), ==, 202);
  g_assert_cmpstr (get_view_state (page), ==, "page");
  g_assert_cmpint (gtk_list_box_row_get_index (gtk_list_box_get_selected_row (get_list (page))), ==,
                   1);

  page_world_close (world, page);
}

/* The receipt looked at was issued anew: what is shown is the new one. */
static void
test_issued_anew (PageWorld *world, gconstpointer data)
{
  g_autofree char *february = write_pdf (203);
  g_autoptr (GString) list = g_string_new (NULL);
  GtkWidget *page;

  answer_account (world);
  answer_three (world);
  page = show_page (world, 900);
  WAIT_UNTIL (get_shown_width (page) == 202);

  append_receipt (list, "2020-02", "44730", february);
  answer_list (world, list->str);
  answer_receipt (world, RECEIPT ("2020-02"), february);
  kab_cabinet_load_receipts (world->cabinet);
  WAIT_UNTIL (get_shown_width (page) == 203);

  page_world_close (world, page);
}

static void
test_period (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_february (world);
  KabPeriod *period;
  GtkWidget *button;

  period =
    kab_period_chooser_get_period (KAB_PERIOD_CHOOSER (find_child (page, KAB_TYPE_PERIOD_CHOOSER)));
  button = get_part (page, KAB_TYPE_RECEIPTS_PAGE, "save_button");

  kab_period_choose (period, (KabMonth){ 2019, 12 }, (KabMonth){ 2020, 1 });
  g_assert_cmpint (count_rows (page), ==, 2);
  WAIT_UNTIL (get_shown_width (page) == 201);
  g_assert_true (gtk_widget_is_sensitive (button));

  kab_period_choose (period, (KabMonth){ 2018, 1 }, (KabMonth){ 2018, 12 });
  g_assert_cmpint (count_rows (page), ==, 0);
  g_assert_cmpint (get_shown_width (page), ==, 0);
  g_assert_false (gtk_widget_is_sensitive (button));

  page_world_close (world, page);
}

/* Where there is no room for both, the list is first, and nothing is fetched unasked. */
static void
test_narrow (PageWorld *world, gconstpointer data)
{
  GtkWidget *page, *view, *back;
  AdwLeaflet *leaflet;

  answer_account (world);
  answer_three (world);
  page = show_page (world, 360);
  WAIT_UNTIL (g_str_equal (get_state (page), "content") && count_rows (page) == 3);
  leaflet = ADW_LEAFLET (get_part (page, KAB_TYPE_RECEIPTS_PAGE, "leaflet"));
  view = find_child (page, KAB_TYPE_RECEIPT_VIEW);
  WAIT_UNTIL (adw_leaflet_get_folded (leaflet));
  run_until_idle ();
  g_assert_cmpuint (fake_service_count (world->service, RECEIPT ("2020-02")), ==, 0);

  g_signal_emit_by_name (get_list (page), "row-activated",
                         gtk_list_box_get_row_at_index (get_list (page), 0));
  g_assert_true (adw_leaflet_get_visible_child (leaflet) == view);
  WAIT_UNTIL (get_shown_width (page) == 202);

  back = find_child (view, GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_is_visible (back));
  press (back);
  g_assert_false (adw_leaflet_get_visible_child (leaflet) == view);

  page_world_close (world, page);
}

/* As thick as it is under the pointer, it covers no figures and does not touch them. */
static void
test_scrollbar (PageWorld *world, gconstpointer data)
{
  GtkWidget *page, *row, *pane, *bar;
  graphene_rect_t area;
  int width;

  answer_account (world);
  answer_three (world);
  page = show_page (world, 360);
  WAIT_UNTIL (g_str_equal (get_state (page), "content") && count_rows (page) == 3);
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (get_list (page), 0));
  WAIT_UNTIL (gtk_widget_get_width (row) > 0);
  pane = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  bar = gtk_scrolled_window_get_vscrollbar (GTK_SCROLLED_WINDOW (pane));
  gtk_widget_add_css_class (bar, "hovering");
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_true (
    gtk_widget_compute_bounds (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)), pane, &area));
  g_assert_cmpint ((int) (area.origin.x + area.size.width), <=,
                   gtk_widget_get_width (pane) - width - 6);

  page_world_close (world, page);
}

static void
test_other_account (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  answer_account (world);
  answer_three (world);
  fake_service_answer_json (
    world->service, ACCOUNTS, 200,
    PAGE_ACCOUNTS (PAGE_ACCOUNT ("123543566", "", "44730", "\"2020-02\"") "," PAGE_ACCOUNT (
      "200417803", "", "0", "\"2020-02\"")));
  fake_service_answer_json (world->service, "GET /accounts/200417803", 200,
                            PAGE_DETAILS ("200417803", "null"));
  fake_service_answer_json (world->service, "GET /accounts/200417803/receipts", 200,
                            "{\"receipts\":[]}");
  page = show_page (world, 900);
  WAIT_UNTIL (g_str_equal (get_view_state (page), "page"));

  g_assert_true (kab_cabinet_choose (world->cabinet, "200417803"));
  g_assert_cmpint (get_shown_width (page), ==, 0);
  WAIT_UNTIL (g_str_equal (get_state (page), "empty"));

  g_assert_true (kab_cabinet_choose (world->cabinet, "123543566"));
  WAIT_UNTIL (get_shown_width (page) == 202);

  page_world_close (world, page);
}

static void
sign_in_again (PageWorld *world)
{
  answer_account (world);
  answer_three (world);
  page_world_sign_in (world);
}

/* The receipt is asked for again when there is a session again, whatever ended the one before: the
 * receipt's own call, or another one that was answered first. */
static void
test_expiry (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  answer_account (world);
  answer_three (world);
  fake_service_answer_problem (world->service, RECEIPT ("2020-02"), 401, "session_expired");
  page = show_page (world, 900);
  WAIT_UNTIL (kab_cabinet_get_state (world->cabinet) == KAB_CABINET_EXPIRED);
  sign_in_again (world);
  WAIT_UNTIL (get_shown_width (page) == 202);

  fake_service_hold (world->service, RECEIPT ("2020-01"));
  select_row (page, 1);
  WAIT_UNTIL (fake_service_count_held (world->service, RECEIPT ("2020-01")) == 1);
  fake_service_answer_problem (world->service, ACCOUNTS, 401, "session_expired");
  kab_cabinet_refresh (world->cabinet);
  WAIT_UNTIL (kab_cabinet_get_state (world->cabinet) == KAB_CABINET_EXPIRED);
  fake_service_release (world->service, RECEIPT ("2020-01"));
  run_until_idle ();
  sign_in_again (world);
  WAIT_UNTIL (get_shown_width (page) == 201);

  page_world_close (world, page);
}

/* Who goes through the list stays in it, though the bar for finding goes with the receipt it was
 * opened over. */
static void
test_focus_in_list (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_february (world);
  GtkWidget *row;

  gtk_widget_activate_action (find_child (page, KAB_TYPE_RECEIPT_VIEW), "receipt.find", NULL);

  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (get_list (page), 0)));
  g_signal_emit_by_name (get_list (page), "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, 0, 0);
  WAIT_UNTIL (get_shown_width (page) == 201);
  row = GTK_WIDGET (gtk_list_box_get_row_at_index (get_list (page), 1));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (world->window)) == row);

  page_world_close (world, page);
}

/* A link is asked about, with the address it really leads to. */
static void
test_link (PageWorld *world, gconstpointer data)
{
  static const char uri[] = "https://sah67.ru/?a=<b>&c";
  GtkWidget *page = show_february (world);
  GtkWidget *question;

  g_signal_emit_by_name (find_child (page, KAB_TYPE_PDF_VIEW), "link-activated", uri);
  question = GTK_WIDGET (find_question ());
  g_assert_nonnull (question);
  g_assert_true (has_text (question, uri));
  press (get_part (question, KAB_TYPE_QUESTION, "cancel_button"));
  g_assert_null (find_question ());

  page_world_close (world, page);
}

static void
test_gone (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  answer_account (world);
  answer_three (world);
  fake_service_hold (world->service, RECEIPT ("2020-02"));
  page = show_page (world, 900);
  WAIT_UNTIL (fake_service_count_held (world->service, RECEIPT ("2020-02")) == 1);
  g_assert_cmpstr (get_view_state (page), ==, "loading");

  page_world_close (world, page);
  fake_service_release (world->service, RECEIPT ("2020-02"));
  run_until_idle ();
}

static gboolean
is_asking_for_file (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_FILE_CHOOSER (l->data) && gtk_widget_get_visible (l->data))
      return TRUE;
  return FALSE;
}

/* Where a receipt goes is asked under its name: under that no other one may be saved, nor those of
 * another account where these were to go. */
static void
test_other_while_choosing (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_february (world);

  gtk_widget_activate_action (find_child (page, KAB_TYPE_RECEIPT_VIEW), "receipt.save", NULL);
  run_until_idle ();
  g_assert_true (is_asking_for_file ());
  select_row (page, 1);
  g_assert_false (is_asking_for_file ());

  press (get_part (page, KAB_TYPE_RECEIPTS_PAGE, "save_button"));
  run_until_idle ();
  g_assert_true (is_asking_for_file ());
  fake_service_answer (world->service, "DELETE /accounts/123543566", 204, NULL, NULL);
  kab_cabinet_detach_async (world->cabinet, "123543566", NULL, NULL, NULL);
  WAIT_UNTIL (kab_cabinet_get_chosen (world->cabinet) == NULL);
  g_assert_false (is_asking_for_file ());

  page_world_close (world, page);
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/receipts/" name, PageWorld, NULL, page_world_set_up, function, page_world_tear_down)
  ADD ("content", test_content);
  ADD ("empty", test_empty);
  ADD ("no-account", test_no_account);
  ADD ("list-failed", test_list_failed);
  ADD ("damaged", test_damaged);
  ADD ("no-pdf", test_no_pdf);
  ADD ("withdrawn", test_withdrawn);
  ADD ("refresh", test_refresh);
  ADD ("issued-anew", test_issued_anew);
  ADD ("period", test_period);
  ADD ("narrow", test_narrow);
  ADD ("scrollbar", test_scrollbar);
  ADD ("other-account", test_other_account);
  ADD ("expiry", test_expiry);
  ADD ("focus-in-list", test_focus_in_list);
  ADD ("link", test_link);
  ADD ("gone", test_gone);
  ADD ("other-while-choosing", test_other_while_choosing);

  return g_test_run ();
}
