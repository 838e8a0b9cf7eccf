/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-charges-chart.h"
#include "kab-charges-page.h"
#include "kab-history-view.h"
#include "kab-month-dialog.h"
#include "kab-month-view.h"
#include "kab-period-chooser.h"
#include "kab-state-stack.h"
#include "page-world.h"

#define ACCOUNTS   "GET /accounts"
#define DETAILS    "GET /accounts/123543566"
#define STATEMENTS "GET /accounts/123543566/statements"
#define PAYMENTS   "GET /accounts/123543566/payments"

#define LINE(recalculated, closing, reason)                                                  \
  "{\"service\":\"Waste <&> more\",\"unit\":\"p.\",\"quantity\":\"5\",\"tariff\":\"89.46\"," \
  "\"charged\":44730,\"recalculated\":" recalculated ",\"penalty\":0,\"closing\":" closing   \
  ",\"reason\":\"" reason "\"}"
#define STATEMENT(month, recalculated, closing, reason)                                     \
  "{\"month\":\"" month "\",\"opening\":0,\"charged\":44730,\"recalculated\":" recalculated \
  ",\"penalty\":0,\"paid\":0,\"closing\":" closing                                          \
  ",\"lines\":[" LINE (recalculated, closing, reason) "]}"
#define PAYMENT(id, date, state)                                                    \
  "{\"id\":\"" id "\",\"date\":\"" date "\",\"amount\":44730,\"channel\":\"Bank\"," \
  "\"document\":\"No. " id "\",\"state\":\"" state "\"}"

static char *
write_statements (int n)
{
  g_autoptr (GString) text = g_string_new ("{\"statements\":[");

  for (int i = 0; i < n; i++)
    {
      g_autofree char *month =
        kab_month_to_string (kab_month_add ((KabMonth){ 2020, 2 }, i + 1 - n));
      g_autofree char *statement = g_strdup_printf (STATEMENT ("%s", "0", "44730", ""), month);

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", statement);
    }
  g_string_append (text, "]}");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
answer (PageWorld *world, const char *statements, const char *payments)
{
  fake_service_answer_json (world->service, ACCOUNTS, 200,
                            PAGE_ACCOUNTS (PAGE_ACCOUNT ("123543566", "", "44730", "\"2020-02\"")));
  fake_service_answer_json (world->service, DETAILS, 200,
                            PAGE_DETAILS ("123543566", PAGE_FEBRUARY));
  fake_service_answer_json (world->service, STATEMENTS, 200, statements);
  fake_service_answer_json (world->service, PAYMENTS, 200, payments);
}

static GtkWidget *
show_page (PageWorld *world, int width)
{
  GtkWidget *page = g_object_new (KAB_TYPE_CHARGES_PAGE, "cabinet", world->cabinet, NULL);

  page_world_sign_in (world);
  page_world_show (world, page, width, 700);

  return page;
}

static const char *
get_view_state (GtkWidget *page, const char *name)
{
  return kab_state_stack_get_visible_state (
    KAB_STATE_STACK (get_part (page, KAB_TYPE_CHARGES_PAGE, name)));
}

static void
show_view (GtkWidget *page, const char *name)
{
  gtk_widget_activate_action (page, "charges.view", "s", name);
  run_until_idle ();
}

static GtkWidget *
show_months (PageWorld *world, int n, int width)
{
  g_autofree char *statements = write_statements (n);
  GtkWidget *page;

  answer (world, statements, "{\"payments\":[]}");
  page = show_page (world, width);
  WAIT_UNTIL (strcmp (get_view_state (page, "month_state"), "content") == 0);

  return page;
}

static KabChargesChart *
get_chart (GtkWidget *page, const char *view)
{
  return KAB_CHARGES_CHART (
    get_part (get_part (page, KAB_TYPE_CHARGES_PAGE, view), KAB_TYPE_HISTORY_VIEW, "chart"));
}

static void
test_month (PageWorld *world, gconstpointer data)
{
  GtkWidget *page, *view;

  answer (world,
          "{\"statements\":[" STATEMENT ("2019-02", "0", "44730", "") "," STATEMENT (
            "2020-02", "-1000", "43730", "Away") "]}",
          "{\"payments\":[]}");
  page = show_page (world, 1000);
  WAIT_UNTIL (strcmp (get_view_state (page, "month_state"), "content") == 0);

  view = find_child (page, KAB_TYPE_MONTH_VIEW);
  g_assert_true (has_text (view, "Charges for February 2020"));
  g_assert_true (has_text (view, "The same as in February 2019"));
  g_assert_true (has_text (view, "Waste <&> more"));
  g_assert_true (has_text (view, "Recalculation: Away"));
  g_assert_true (has_text (view, "Recalculation"));
  /* Nobody has a penalty: there is no column of it. */
  g_assert_false (has_text (view, "Penalty"));

  page_world_close (world, page);
}

static void
test_month_narrow (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_months (world, 1, 360);
  GtkWidget *view = find_child (page, KAB_TYPE_MONTH_VIEW);
  gboolean narrow = FALSE;

  WAIT_UNTIL ((g_object_get (view, "narrow", &narrow, NULL), narrow));
  g_assert_true (has_text (view, "Waste <&> more"));
  g_assert_true (has_text (view, "Tariff"));
  g_assert_false (has_text (view, "Recalculation"));

  page_world_close (world, page);
}

static void
test_history (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_months (world, 14, 1000);

  show_view (page, "charges");
  WAIT_UNTIL (has_text (page, "February 2020"));
  g_assert_true (has_text (page, "Total for 2020, 2\u00a0months"));
  g_assert_true (has_text (page, "Total for 2019, 10\u00a0months"));

  page_world_close (world, page);
}

/* However often its form changes, a row begins with its month and ends with what opens it. */
static void
test_narrow_and_wide (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_months (world, 3, 1000);
  GtkWidget *view = get_part (page, KAB_TYPE_CHARGES_PAGE, "charges_view");
  GtkWidget *table = get_part (view, KAB_TYPE_HISTORY_VIEW, "column_view");

  show_view (page, "charges");
  for (int i = 1; i <= 4; i++)
    {
      GtkWidget *open, *row;

      kab_history_view_set_narrow (KAB_HISTORY_VIEW (view), i % 2 == 1);
      WAIT_UNTIL (has_text (page, "February 2020"));
      open = gtk_widget_get_parent (find_child (table, GTK_TYPE_BUTTON));
      row = gtk_widget_get_parent (open);
      g_assert_true (gtk_widget_get_last_child (row) == open);
      g_assert_true (has_text (gtk_widget_get_first_child (row), "Total for 2020, 2\u00a0months"));
    }

  page_world_close (world, page);
}

/* The list of periods fills a phone's width, and no more than its words elsewhere. */
static void
test_period_width (PageWorld *world, gconstpointer data)
{
  int width = GPOINTER_TO_INT (data);
  GtkWidget *page = show_months (world, 3, width);
  GtkWidget *view = get_part (page, KAB_TYPE_CHARGES_PAGE, "charges_view");
  GtkWidget *chooser = get_part (view, KAB_TYPE_HISTORY_VIEW, "chooser");
  GtkWidget *kinds = get_part (chooser, KAB_TYPE_PERIOD_CHOOSER, "kind_dropdown");

  show_view (page, "charges");
  WAIT_UNTIL (gtk_widget_get_width (kinds) > 0 &&
              (gtk_widget_get_width (kinds) == gtk_widget_get_width (chooser)) == (width == 360));

  page_world_close (world, page);
}

/* By a figure there is no year to add up; by time again there is. */
static void
test_order (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_months (world, 14, 1000);
  GtkWidget *view = get_part (page, KAB_TYPE_CHARGES_PAGE, "charges_view");
  GtkColumnView *table = GTK_COLUMN_VIEW (get_part (view, KAB_TYPE_HISTORY_VIEW, "column_view"));
  GListModel *columns = gtk_column_view_get_columns (table);
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (table));
  guint n = g_list_model_get_n_items (rows);
  g_autoptr (GtkColumnViewColumn) time = g_list_model_get_item (columns, 0);

  show_view (page, "charges");
  /* Twelve months of two years. */
  g_assert_cmpuint (n, ==, 14);
  for (guint i = 1; i < 7; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_sort_by_column (table, column, GTK_SORT_ASCENDING);
      run_until_idle ();
      g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 12);
      gtk_column_view_sort_by_column (table, time, GTK_SORT_ASCENDING);
      run_until_idle ();
      g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 14);
    }

  page_world_close (world, page);
}

/* (transfer full): the second row of the history, above which is the total of its year. */
static GtkWindow *
open_february (GtkWidget *page)
{
  GtkWidget *view = get_part (page, KAB_TYPE_CHARGES_PAGE, "charges_view");
  GListModel *windows = gtk_window_get_toplevels ();

  show_view (page, "charges");
  g_signal_emit_by_name (get_part (view, KAB_TYPE_HISTORY_VIEW, "column_view"), "activate", 1);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (KAB_IS_MONTH_DIALOG (window))
        return g_steal_pointer (&window);
    }
  g_assert_not_reached ();
}

static void
test_open_month (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_months (world, 14, 1000);
  GtkWindow *dialog = open_february (page);

  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "February 2020");
  g_assert_true (has_text (GTK_WIDGET (dialog), "To pay at the end of February"));
  gtk_window_destroy (dialog);
  run_until_idle ();
  g_assert_finalize_object (dialog);

  page_world_close (world, page);
}

/* A month does not say of which account it is: it is not shown over another one. */
static void
test_month_of_other_account (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_months (world, 14, 1000);
  g_autoptr (GtkWindow) dialog = open_february (page);

  fake_service_answer (world->service, "DELETE /accounts/123543566", 204, NULL, NULL);
  kab_cabinet_detach_async (world->cabinet, "123543566", NULL, NULL, NULL);
  WAIT_UNTIL (kab_cabinet_get_chosen (world->cabinet) == NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (dialog)));

  page_world_close (world, page);
}

static void
test_payments (PageWorld *world, gconstpointer data)
{
  g_autofree char *statements = write_statements (2);
  GtkWidget *page;

  answer (world, statements,
          "{\"payments\":[" PAYMENT ("3", "2020-02-20", "processing") "," PAYMENT (
            "2", "2020-02-10", "returned") "," PAYMENT ("1", "2020-01-10", "accepted") "]}");
  page = show_page (world, 1000);
  show_view (page, "payments");
  WAIT_UNTIL (strcmp (get_view_state (page, "payments_state"), "content") == 0);
  WAIT_UNTIL (has_text (page, "Processing"));

  g_assert_true (has_text (page, "Returned"));
  g_assert_true (has_text (page, "Accepted"));
  g_assert_true (has_text (page, "Accepted in 2020"));
  g_assert_true (has_text (page, "No. 2"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_chart (page, "payments_view"))));

  page_world_close (world, page);
}

static void
test_chart (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_months (world, GPOINTER_TO_INT (data), 1000);
  KabChargesChart *chart;
  int n;

  show_view (page, "charges");
  chart = get_chart (page, "charges_view");
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (chart)) > 0);

  n = kab_charges_chart_get_n_points (chart);
  g_assert_cmpint (n, ==, MIN (GPOINTER_TO_INT (data), 12));
  g_assert_cmpint (kab_charges_chart_get_current (chart), ==, -1);
  g_assert_cmpint (kab_charges_chart_get_point_at (chart, 0, 0), ==, -1);
  for (int i = 0; i < n; i++)
    {
      GdkRectangle area = kab_charges_chart_get_area (chart, i);

      g_assert_cmpint (kab_charges_chart_get_point_at (chart, area.x + area.width / 2,
                                                       area.y + area.height / 2),
                       ==, i);
      g_assert_cmpint (kab_charges_chart_get_point_at (chart, area.x, area.y), ==, i);
      g_assert_cmpint (kab_charges_chart_get_point_at (chart, area.x, area.y - 1), ==, -1);
    }

  page_world_close (world, page);
}

/* So many months that there is no room for a pair of bars each: there is one a year. */
static void
test_chart_years (PageWorld *world, gconstpointer data)
{
  g_autoptr (GListStore) statements = g_list_store_new (KAB_TYPE_STATEMENT);
  g_autoptr (GListStore) lines = g_list_store_new (KAB_TYPE_STATEMENT_LINE);
  GtkWidget *chart = g_object_new (KAB_TYPE_CHARGES_CHART, NULL);
  g_autofree char *text = NULL;

  g_assert_false (gtk_widget_get_visible (chart));
  for (int i = 0; i < 120; i++)
    {
      g_autoptr (KabStatement) statement =
        kab_statement_new (kab_month_add ((KabMonth){ 2010, 1 }, i), 0, 100, 0, 0, 0, 100,
                           G_LIST_MODEL (lines));

      g_list_store_append (statements, statement);
    }
  kab_charges_chart_set_statements (KAB_CHARGES_CHART (chart), G_LIST_MODEL (statements));
  g_assert_true (gtk_widget_get_visible (chart));
  page_world_show (world, chart, 360, 400);
  WAIT_UNTIL (gtk_widget_get_width (chart) > 0);

  g_assert_cmpint (kab_charges_chart_get_n_points (KAB_CHARGES_CHART (chart)), ==, 10);
  text = kab_charges_chart_describe_point (KAB_CHARGES_CHART (chart), 9);
  g_assert_true (g_str_has_prefix (text, "2019: charged 12.00"));

  page_world_close (world, chart);
}

/* Who has gone to a month is at its year when the window has become narrow. */
static void
test_chart_narrowed (PageWorld *world, gconstpointer data)
{
  g_autoptr (GListStore) statements = g_list_store_new (KAB_TYPE_STATEMENT);
  g_autoptr (GListStore) lines = g_list_store_new (KAB_TYPE_STATEMENT_LINE);
  GtkWidget *widget = g_object_new (KAB_TYPE_CHARGES_CHART, NULL);
  KabChargesChart *chart = KAB_CHARGES_CHART (widget);

  for (int i = 0; i < 120; i++)
    {
      g_autoptr (KabStatement) statement =
        kab_statement_new (kab_month_add ((KabMonth){ 2010, 1 }, i), 0, 100, 0, 0, 0, 100,
                           G_LIST_MODEL (lines));

      g_list_store_append (statements, statement);
    }
  kab_charges_chart_set_statements (chart, G_LIST_MODEL (statements));
  page_world_show (world, widget, 1200, 400);
  WAIT_UNTIL (gtk_widget_get_width (widget) > 0);
  gtk_widget_grab_focus (widget);
  g_assert_cmpint (kab_charges_chart_get_n_points (chart), ==, 120);
  g_assert_cmpint (kab_charges_chart_get_current (chart), ==, 119);

  gtk_widget_set_size_request (world->window, 360, -1);
  gtk_window_set_default_size (GTK_WINDOW (world->window), 360, 400);
  WAIT_UNTIL (kab_charges_chart_get_n_points (chart) == 10);
  g_assert_cmpint (kab_charges_chart_get_current (chart), ==, 9);
  gtk_window_set_default_size (GTK_WINDOW (world->window), 1200, 400);
  WAIT_UNTIL (kab_charges_chart_get_n_points (chart) == 120);
  g_assert_cmpint (kab_charges_chart_get_current (chart), ==, 119);

  page_world_close (world, widget);
}

/* The first rows are there at once, the rest comes with the frames; and so each time that rows come
 * where none were. */
static void
test_long_history (PageWorld *world, gconstpointer data)
{
  const guint n = 1000;
  g_autoptr (GListStore) statements = g_list_store_new (KAB_TYPE_STATEMENT);
  g_autoptr (GListStore) lines = g_list_store_new (KAB_TYPE_STATEMENT_LINE);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (KabPeriod) period = kab_period_new ((KabMonth){ 2020, 2 });
  GtkWidget *view = g_object_new (KAB_TYPE_HISTORY_VIEW, NULL);
  GListModel *rows;

  /* All in one year: one row more, with its total. */
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, kab_statement_new ((KabMonth){ 2020, 1 }, 0, 100, 0, 0, 0, 100,
                                               G_LIST_MODEL (lines)));
  kab_period_set_kind (period, KAB_PERIOD_ALL);
  kab_history_view_set_up (KAB_HISTORY_VIEW (view), &kab_history_of_charges,
                           G_LIST_MODEL (statements), G_LIST_MODEL (statements), period);
  page_world_show (world, view, 1000, 700);
  rows = G_LIST_MODEL (gtk_column_view_get_model (
    GTK_COLUMN_VIEW (get_part (view, KAB_TYPE_HISTORY_VIEW, "column_view"))));

  for (int i = 0; i < 2; i++)
    {
      g_list_store_splice (statements, 0, 0, items->pdata, items->len);
      g_assert_cmpuint (g_list_model_get_n_items (rows), >=, 14);
      g_assert_cmpuint (g_list_model_get_n_items (rows), <, 200);
      WAIT_UNTIL (g_list_model_get_n_items (rows) == n + 1);
      g_list_store_remove_all (statements);
      g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 0);
    }

  page_world_close (world, view);
}

static void
test_empty (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  answer (world, "{\"statements\":[]}", "{\"payments\":[]}");
  page = show_page (world, 360);
  WAIT_UNTIL (strcmp (get_view_state (page, "month_state"), "empty") == 0);
  g_assert_true (has_text (page, "No charges yet"));
  WAIT_UNTIL (strcmp (get_view_state (page, "payments_state"), "empty") == 0);

  page_world_close (world, page);
}

static void
test_no_account (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  fake_service_answer_json (world->service, ACCOUNTS, 200, PAGE_ACCOUNTS (""));
  page = show_page (world, 360);
  WAIT_UNTIL (strcmp (get_view_state (page, "month_state"), "empty") == 0);
  press (find_action (page, "win.page"));
  g_assert_cmpstr (world->asked_page, ==, "accounts");

  page_world_close (world, page);
}

static void
test_loading (PageWorld *world, gconstpointer data)
{
  g_autofree char *statements = write_statements (1);
  GtkWidget *page;

  answer (world, statements, "{\"payments\":[]}");
  fake_service_hold (world->service, STATEMENTS);
  page = show_page (world, 360);
  WAIT_UNTIL (fake_service_count_held (world->service, STATEMENTS) == 1);
  g_assert_cmpstr (get_view_state (page, "month_state"), ==, "loading");
  g_assert_cmpstr (get_view_state (page, "charges_state"), ==, "loading");

  fake_service_release (world->service, STATEMENTS);
  WAIT_UNTIL (strcmp (get_view_state (page, "month_state"), "content") == 0);

  page_world_close (world, page);
}

static void
test_failed (PageWorld *world, gconstpointer data)
{
  g_autofree char *statements = write_statements (1);
  GtkWidget *page;

  answer (world, statements, "{\"payments\":[]}");
  fake_service_answer_problem (world->service, STATEMENTS, 500, "internal");
  page = show_page (world, 360);
  WAIT_UNTIL (strcmp (get_view_state (page, "month_state"), "failed") == 0);

  answer (world, statements, "{\"payments\":[]}");
  g_signal_emit_by_name (get_part (page, KAB_TYPE_CHARGES_PAGE, "month_state"), "retry");
  WAIT_UNTIL (strcmp (get_view_state (page, "month_state"), "content") == 0);

  page_world_close (world, page);
}

/* Gone while its data is on its way. */
static void
test_gone (PageWorld *world, gconstpointer data)
{
  g_autofree char *statements = write_statements (1);
  GtkWidget *page;

  answer (world, statements, "{\"payments\":[]}");
  fake_service_hold (world->service, STATEMENTS);
  page = show_page (world, 360);
  WAIT_UNTIL (fake_service_count_held (world->service, STATEMENTS) == 1);
  page_world_close (world, page);

  fake_service_release (world->service, STATEMENTS);
  WAIT_UNTIL (g_list_model_get_n_items (kab_cabinet_get_statements (world->cabinet)) == 1);
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);

#define ADD(name, data, function) \
  g_test_add ("/charges/" name, PageWorld, data, page_world_set_up, function, page_world_tear_down)
  ADD ("month", NULL, test_month);
  ADD ("month-narrow", NULL, test_month_narrow);
  ADD ("history", NULL, test_history);
  ADD ("narrow-and-wide", NULL, test_narrow_and_wide);
  ADD ("period-on-a-phone", GINT_TO_POINTER (360), test_period_width);
  ADD ("period-beside-room", GINT_TO_POINTER (700), test_period_width);
  ADD ("order", NULL, test_order);
  ADD ("open-month", NULL, test_open_month);
  ADD ("month-of-other-account", NULL, test_month_of_other_account);
  ADD ("payments", NULL, test_payments);
  ADD ("chart-1", GINT_TO_POINTER (1), test_chart);
  ADD ("chart-14", GINT_TO_POINTER (14), test_chart);
  ADD ("chart-years", NULL, test_chart_years);
  ADD ("chart-narrowed", NULL, test_chart_narrowed);
  ADD ("long-history", NULL, test_long_history);
  ADD ("empty", NULL, test_empty);
  ADD ("no-account", NULL, test_no_account);
  ADD ("loading", NULL, test_loading);
  ADD ("failed", NULL, test_failed);
  ADD ("gone", NULL, test_gone);

  return g_test_run ();
}
