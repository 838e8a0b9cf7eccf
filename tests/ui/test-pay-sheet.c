/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-code-picture.h"
#include "kab-field-error.h"
#include "kab-pay-sheet.h"
#include "page-world.h"

#define ACCOUNTS     "GET /accounts"
#define DETAILS      "GET /accounts/123543566"
#define CODE         "GET /accounts/123543566/payment-code"
#define CODE_44730   CODE "?amount=44730"
#define CODE_50000   CODE "?amount=50000"
#define REPLY(sum)   "{\"text\":\"ST00012|Sum=" sum "\",\"amount\":" sum "}"
#define ACCOUNT(due) PAGE_ACCOUNT ("123543566", "", due, "\"2020-02\"")

static void
sign_in (PageWorld *world, const char *accounts)
{
  g_autofree char *json = g_strdup_printf ("{\"accounts\":[%s]}", accounts);

  fake_service_answer_json (world->service, ACCOUNTS, 200, json);
  fake_service_answer_json (world->service, DETAILS, 200,
                            PAGE_DETAILS ("123543566", PAGE_FEBRUARY));
  page_world_sign_in (world);
  WAIT_UNTIL (kab_cabinet_get_details (world->cabinet) != NULL);
}

static GtkWidget *
open_sheet (PageWorld *world)
{
  kab_pay_sheet_present (NULL, world->cabinet);
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (KAB_IS_PAY_SHEET (window))
        return window;
    }
  return NULL;
}

static const char *
get_sheet_state (GtkWidget *sheet)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (get_part (sheet, KAB_TYPE_PAY_SHEET, "stack")));
}

static const char *
get_code (GtkWidget *sheet)
{
  return kab_code_picture_get_text (
    KAB_CODE_PICTURE (get_part (sheet, KAB_TYPE_PAY_SHEET, "picture")));
}

static GtkEditable *
get_amount (GtkWidget *sheet)
{
  return get_entry (sheet, KAB_TYPE_PAY_SHEET, "amount_row");
}

static const char *
get_fault (GtkWidget *sheet)
{
  return kab_field_error_get_text (
    KAB_FIELD_ERROR (get_part (sheet, KAB_TYPE_PAY_SHEET, "amount_error")));
}

static void
close_sheet (GtkWidget *sheet)
{
  g_object_ref (sheet);
  gtk_window_close (GTK_WINDOW (sheet));
  run_until_idle ();
  g_assert_finalize_object (sheet);
}

static void
test_code (PageWorld *world, gconstpointer data)
{
  GtkWidget *sheet;

  sign_in (world, ACCOUNT ("44730"));
  fake_service_answer_json (world->service, CODE_44730, 200, REPLY ("44730"));
  sheet = open_sheet (world);
  g_assert_cmpstr (get_sheet_state (sheet), ==, "waiting");
  WAIT_UNTIL (g_str_equal (get_sheet_state (sheet), "code"));

  g_assert_cmpstr (get_code (sheet), ==, "ST00012|Sum=44730");
  g_assert_cmpstr (gtk_editable_get_text (get_amount (sheet)), ==, "447.30");
  g_assert_true (has_text (sheet, "No. 123543566"));
  g_assert_true (has_text (sheet, "123543566"));
  close_sheet (sheet);
}

/* No code is there for another amount than the one that is written. */
static void
test_amount (PageWorld *world, gconstpointer data)
{
  GtkWidget *sheet;

  sign_in (world, ACCOUNT ("44730"));
  fake_service_answer_json (world->service, CODE_44730, 200, REPLY ("44730"));
  fake_service_answer_json (world->service, CODE_50000, 200, REPLY ("50000"));
  sheet = open_sheet (world);
  WAIT_UNTIL (g_str_equal (get_sheet_state (sheet), "code"));

  gtk_editable_set_text (get_amount (sheet), "500");
  g_assert_cmpstr (get_sheet_state (sheet), ==, "waiting");
  g_assert_null (get_code (sheet));
  WAIT_UNTIL (g_str_equal (get_sheet_state (sheet), "code"));
  g_assert_cmpstr (get_code (sheet), ==, "ST00012|Sum=50000");

  gtk_editable_set_text (get_amount (sheet), "five hundred");
  g_assert_cmpstr (get_sheet_state (sheet), ==, "none");
  g_assert_null (get_code (sheet));
  g_assert_nonnull (get_fault (sheet));

  gtk_editable_set_text (get_amount (sheet), "");
  g_assert_cmpstr (get_sheet_state (sheet), ==, "none");
  g_assert_null (get_fault (sheet));
  g_signal_emit_by_name (get_amount (sheet), "entry-activated");
  g_assert_nonnull (get_fault (sheet));

  /* Enter does not wait for the pause. */
  gtk_editable_set_text (get_amount (sheet), "447,30");
  g_assert_cmpuint (fake_service_count (world->service, CODE_44730), ==, 1);
  g_signal_emit_by_name (get_amount (sheet), "entry-activated");
  WAIT_UNTIL (g_str_equal (get_sheet_state (sheet), "code"));
  g_assert_cmpstr (get_code (sheet), ==, "ST00012|Sum=44730");
  close_sheet (sheet);
}

/* The answer to an earlier amount comes late. */
static void
test_late (PageWorld *world, gconstpointer data)
{
  GtkWidget *sheet;

  sign_in (world, ACCOUNT ("44730"));
  fake_service_answer_json (world->service, CODE_44730, 200, REPLY ("44730"));
  fake_service_answer_json (world->service, CODE_50000, 200, REPLY ("50000"));
  fake_service_hold (world->service, CODE_44730);
  sheet = open_sheet (world);
  WAIT_UNTIL (fake_service_count_held (world->service, CODE_44730) == 1);

  gtk_editable_set_text (get_amount (sheet), "500.00");
  fake_service_release (world->service, CODE_44730);
  WAIT_UNTIL (g_str_equal (get_sheet_state (sheet), "code"));
  g_assert_cmpstr (get_code (sheet), ==, "ST00012|Sum=50000");
  close_sheet (sheet);
}

static void
test_nothing_due (PageWorld *world, gconstpointer data)
{
  GtkWidget *sheet;

  sign_in (world, ACCOUNT ("-12000"));
  fake_service_answer_json (world->service, CODE, 200, REPLY ("0"));
  sheet = open_sheet (world);
  WAIT_UNTIL (g_str_equal (get_sheet_state (sheet), "code"));

  g_assert_cmpstr (gtk_editable_get_text (get_amount (sheet)), ==, "");
  g_assert_true (
    has_text (sheet, "Scan the code with your bank's app and enter the amount there."));
  close_sheet (sheet);
}

static void
test_failed (PageWorld *world, gconstpointer data)
{
  GtkWidget *sheet;

  sign_in (world, ACCOUNT ("44730"));
  fake_service_answer_problem (world->service, CODE_44730, 503, "billing_unavailable");
  sheet = open_sheet (world);
  WAIT_UNTIL (g_str_equal (get_sheet_state (sheet), "failed"));
  g_assert_null (get_code (sheet));

  fake_service_answer_json (world->service, CODE_44730, 200, REPLY ("44730"));
  press (get_part (sheet, KAB_TYPE_PAY_SHEET, "retry_button"));
  WAIT_UNTIL (g_str_equal (get_sheet_state (sheet), "code"));
  close_sheet (sheet);
}

static void
test_offline (PageWorld *world, gconstpointer data)
{
  GtkWidget *sheet;

  sign_in (world, ACCOUNT ("44730"));
  fake_service_stop (world->service);
  sheet = open_sheet (world);
  WAIT_UNTIL (g_str_equal (get_sheet_state (sheet), "failed"));

  /* Account and amount are there to pay by hand. */
  g_assert_true (has_text (sheet, "You can pay by the bank details below."));
  g_assert_true (has_text (sheet, "No. 123543566"));
  close_sheet (sheet);
}

/* Closed while the code is on its way. */
static void
test_gone (PageWorld *world, gconstpointer data)
{
  GtkWidget *sheet;

  sign_in (world, ACCOUNT ("44730"));
  fake_service_answer_json (world->service, CODE_44730, 200, REPLY ("44730"));
  fake_service_hold (world->service, CODE_44730);
  sheet = open_sheet (world);
  WAIT_UNTIL (fake_service_count_held (world->service, CODE_44730) == 1);
  close_sheet (sheet);
  fake_service_release (world->service, CODE_44730);
  run_until_idle ();
}

/* Another account is chosen: the code would be the wrong one's. */
static void
test_other_account (PageWorld *world, gconstpointer data)
{
  GtkWidget *sheet;

  fake_service_answer_json (world->service, "GET /accounts/200417803", 200,
                            PAGE_DETAILS ("200417803", "null"));
  sign_in (world, ACCOUNT ("44730") "," PAGE_ACCOUNT ("200417803", "", "10000", "\"2020-02\""));
  fake_service_answer_json (world->service, CODE_44730, 200, REPLY ("44730"));
  sheet = open_sheet (world);
  WAIT_UNTIL (g_str_equal (get_sheet_state (sheet), "code"));

  g_object_ref (sheet);
  g_assert_true (kab_cabinet_choose (world->cabinet, "200417803"));
  run_until_idle ();
  g_assert_finalize_object (sheet);
}

static void
test_no_account (PageWorld *world, gconstpointer data)
{
  fake_service_answer_json (world->service, ACCOUNTS, 200, PAGE_ACCOUNTS (""));
  page_world_sign_in (world);

  g_assert_null (open_sheet (world));
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);

#define ADD(name, function)                                                     \
  g_test_add ("/pay-sheet/" name, PageWorld, NULL, page_world_set_up, function, \
              page_world_tear_down)
  ADD ("code", test_code);
  ADD ("amount", test_amount);
  ADD ("late", test_late);
  ADD ("nothing-due", test_nothing_due);
  ADD ("failed", test_failed);
  ADD ("offline", test_offline);
  ADD ("gone", test_gone);
  ADD ("other-account", test_other_account);
  ADD ("no-account", test_no_account);

  return g_test_run ();
}
