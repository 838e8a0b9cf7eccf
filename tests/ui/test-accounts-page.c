/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-accounts-page.h"
#include "kab-entry-row.h"
#include "kab-attach-form.h"
#include "kab-binding-cells.h"
#include "kab-binding-row.h"
#include "kab-busy-button.h"
#include "kab-field-error.h"
#include "kab-label-dialog.h"
#include "kab-state-stack.h"
#include "page-world.h"

#define ACCOUNTS        "GET /accounts"
#define ATTACH          "POST /accounts"
#define DETACH          "DELETE /accounts/200417803"
#define FIRST           PAGE_ACCOUNT ("123543566", "", "44730", "\"2020-02\"")
#define SECOND          PAGE_ACCOUNT ("200417803", "Parents", "-12000", "\"2020-02\"")
#define DETAILS(number) PAGE_DETAILS (number, PAGE_FEBRUARY)

static GtkWidget *
show_page (PageWorld *world, const char *accounts)
{
  GtkWidget *page = GTK_WIDGET (kab_accounts_page_new (world->cabinet));

  fake_service_answer_json (world->service, ACCOUNTS, 200, accounts);
  fake_service_answer_json (world->service, "GET /accounts/123543566", 200, DETAILS ("123543566"));
  fake_service_answer_json (world->service, "GET /accounts/200417803", 200, DETAILS ("200417803"));
  page_world_sign_in (world);
  page_world_show (world, page, 360, 700);

  return page;
}

static GtkWidget *
show_content (PageWorld *world)
{
  GtkWidget *page = show_page (world, PAGE_ACCOUNTS (FIRST "," SECOND));

  WAIT_UNTIL (strcmp (get_state (page), "content") == 0);

  return page;
}

static guint
count_accounts (PageWorld *world)
{
  return g_list_model_get_n_items (kab_cabinet_get_accounts (world->cabinet));
}

static void
type (GtkWidget *page, const char *number, const char *amount)
{
  gtk_editable_set_text (get_entry (page, KAB_TYPE_ATTACH_FORM, "number_row"), number);
  gtk_editable_set_text (get_entry (page, KAB_TYPE_ATTACH_FORM, "amount_row"), amount);
}

static const char *
get_fault (GtkWidget *page, const char *name)
{
  return kab_field_error_get_text (KAB_FIELD_ERROR (get_part (page, KAB_TYPE_ATTACH_FORM, name)));
}

static KabBusyButton *
get_attach_button (GtkWidget *page)
{
  return KAB_BUSY_BUTTON (get_part (page, KAB_TYPE_ATTACH_FORM, "attach_button"));
}

static void
test_content (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_content (world);

  g_assert_true (has_text (page, "No. 123543566"));
  g_assert_true (has_text (page, "Parents"));
  g_assert_true (has_text (page, "No. 200417803"));
  g_assert_true (has_text (page, PAGE_SHOWN_ADDRESS));

  page_world_close (world, page);
}

static void
test_empty (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world, PAGE_ACCOUNTS (""));

  WAIT_UNTIL (strcmp (get_state (page), "empty") == 0);
  g_assert_true (has_text (page, "No accounts attached"));

  page_world_close (world, page);
}

/* What shows where to look opens within the narrowest window, though its button is at the edge. */
static void
test_help (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world, PAGE_ACCOUNTS (""));
  GtkMenuButton *button =
    GTK_MENU_BUTTON (find_child (find_child (page, KAB_TYPE_ATTACH_FORM), GTK_TYPE_MENU_BUTTON));
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  int width;

  gtk_menu_button_popup (button);
  g_assert_true (gtk_widget_get_mapped (popover));
  /* Around what it holds are but its border and its shadow. */
  gtk_widget_measure (gtk_popover_get_child (GTK_POPOVER (popover)), GTK_ORIENTATION_HORIZONTAL, -1,
                      NULL, &width, NULL, NULL);
  g_assert_cmpint (width, <=, 300);
  g_assert_cmpint (gtk_widget_get_halign (popover), ==, GTK_ALIGN_END);
  gtk_menu_button_popdown (button);

  page_world_close (world, page);
}

static void
test_loading (PageWorld *world, gconstpointer data)
{
  GtkWidget *page;

  fake_service_hold (world->service, ACCOUNTS);
  page = show_page (world, PAGE_ACCOUNTS (FIRST));
  WAIT_UNTIL (fake_service_count_held (world->service, ACCOUNTS) == 1);
  g_assert_cmpstr (get_state (page), ==, "loading");
  fake_service_release (world->service, ACCOUNTS);
  WAIT_UNTIL (strcmp (get_state (page), "content") == 0);

  page_world_close (world, page);
}

static void
test_failed (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (kab_accounts_page_new (world->cabinet));

  fake_service_answer_problem (world->service, ACCOUNTS, 500, "internal");
  page_world_sign_in (world);
  page_world_show (world, page, 360, 700);
  WAIT_UNTIL (strcmp (get_state (page), "failed") == 0);

  fake_service_answer_json (world->service, ACCOUNTS, 200, PAGE_ACCOUNTS (""));
  g_signal_emit_by_name (find_child (page, KAB_TYPE_STATE_STACK), "retry");
  WAIT_UNTIL (strcmp (get_state (page), "empty") == 0);

  page_world_close (world, page);
}

static void
test_attach_first (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world, PAGE_ACCOUNTS (""));

  WAIT_UNTIL (strcmp (get_state (page), "empty") == 0);
  fake_service_answer_json (world->service, ATTACH, 201, FIRST);
  fake_service_hold (world->service, ATTACH);
  type (page, "1235 435-66", "447,30");
  press (GTK_WIDGET (get_attach_button (page)));
  WAIT_UNTIL (fake_service_count_held (world->service, ATTACH) == 1);
  g_assert_true (kab_busy_button_get_busy (get_attach_button (page)));

  /* A second Enter does not send it twice. */
  g_signal_emit_by_name (get_entry (page, KAB_TYPE_ATTACH_FORM, "amount_row"), "entry-activated");
  fake_service_release (world->service, ATTACH);
  WAIT_UNTIL (has_text (world->window, "Account 123543566 is attached"));

  g_assert_cmpuint (fake_service_count (world->service, ATTACH), ==, 1);
  g_assert_cmpstr (fake_service_get_body (world->service, ATTACH), ==,
                   "{\"number\":\"123543566\",\"receipt_amount\":44730}");
  g_assert_false (kab_busy_button_get_busy (get_attach_button (page)));
  g_assert_cmpstr (gtk_editable_get_text (get_entry (page, KAB_TYPE_ATTACH_FORM, "number_row")), ==,
                   "");
  WAIT_UNTIL (strcmp (get_state (page), "content") == 0);

  page_world_close (world, page);
}

static void
test_attach_faults (PageWorld *world, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *number;
    const char *amount;
    unsigned status; /* 0: not sent at all */
    const char *code;
    gboolean number_fault;
    gboolean amount_fault;
    gboolean form_fault;
  } cases[] = {
    { "nothing typed", "", "", 0, NULL, TRUE, TRUE, FALSE },
    { "bad number", "1/2", "1", 0, NULL, TRUE, FALSE, FALSE },
    { "bad amount", "1", "1,234", 0, NULL, FALSE, TRUE, FALSE },
    { "half an amount", "1", "447,", 0, NULL, FALSE, TRUE, FALSE },
    { "mismatch", "1", "1", 422, "account_mismatch", FALSE, FALSE, TRUE },
    { "again", "1", "1", 409, "already_attached", TRUE, FALSE, FALSE },
    { "too many", "1", "1", 429, "too_many_attempts", FALSE, FALSE, TRUE },
    { "broken", "1", "1", 500, "internal", FALSE, FALSE, TRUE },
  };
  GtkWidget *page = show_content (world);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_sent = fake_service_count (world->service, ATTACH);

      g_test_message ("%s", cases[i].name);
      if (cases[i].status != 0)
        fake_service_answer_problem (world->service, ATTACH, cases[i].status, cases[i].code);
      type (page, cases[i].number, cases[i].amount);
      press (GTK_WIDGET (get_attach_button (page)));
      WAIT_UNTIL (!kab_busy_button_get_busy (get_attach_button (page)));

      g_assert_cmpint (get_fault (page, "number_error") != NULL, ==, cases[i].number_fault);
      g_assert_cmpint (get_fault (page, "amount_error") != NULL, ==, cases[i].amount_fault);
      g_assert_cmpint (get_fault (page, "form_error") != NULL, ==, cases[i].form_fault);
      g_assert_cmpuint (fake_service_count (world->service, ATTACH) - n_sent, ==,
                        cases[i].status != 0);

      /* Nothing typed is lost, and typing takes the sentence away. */
      g_assert_cmpstr (gtk_editable_get_text (get_entry (page, KAB_TYPE_ATTACH_FORM, "number_row")),
                       ==, cases[i].number);
      type (page, "12", "12");
      g_assert_null (get_fault (page, "form_error"));
      g_assert_null (get_fault (page, "number_error"));
    }

  page_world_close (world, page);
}

/* That the session has ended is said where one signs in. */
static void
test_attach_expired (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_content (world);

  fake_service_answer_problem (world->service, ATTACH, 401, "session_expired");
  type (page, "200417811", "349,14");
  press (GTK_WIDGET (get_attach_button (page)));
  WAIT_UNTIL (!kab_busy_button_get_busy (get_attach_button (page)));
  g_assert_cmpint (kab_cabinet_get_state (world->cabinet), ==, KAB_CABINET_EXPIRED);
  g_assert_null (get_fault (page, "form_error"));

  page_world_close (world, page);
}

/* The next one may be typed before the first is answered. */
static void
test_typed_while_attaching (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_content (world);

  fake_service_hold (world->service, ATTACH);
  fake_service_answer_json (world->service, "GET /accounts/200417811", 200, DETAILS ("200417811"));
  type (page, "200417811", "349,14");
  press (GTK_WIDGET (get_attach_button (page)));
  WAIT_UNTIL (fake_service_count_held (world->service, ATTACH) == 1);
  type (page, "3001", "12");
  fake_service_answer_json (world->service, ATTACH, 201,
                            PAGE_ACCOUNT ("200417811", "", "34914", "\"2020-02\""));
  fake_service_release (world->service, ATTACH);
  WAIT_UNTIL (has_text (world->window, "Account 200417811 is attached"));
  g_assert_cmpstr (gtk_editable_get_text (get_entry (page, KAB_TYPE_ATTACH_FORM, "number_row")), ==,
                   "3001");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (page, KAB_TYPE_ATTACH_FORM, "amount_row")), ==,
                   "12");

  page_world_close (world, page);
}

static void
test_typed_faults (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_content (world);

  type (page, "12", "447,");
  g_assert_null (get_fault (page, "number_error"));
  g_assert_null (get_fault (page, "amount_error"));
  type (page, "12/", "447,305");
  g_assert_nonnull (get_fault (page, "number_error"));
  g_assert_nonnull (get_fault (page, "amount_error"));

  page_world_close (world, page);
}

static void
test_detach_and_undo (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_content (world);
  GtkWidget *undo;

  fake_service_answer (world->service, DETACH, 204, NULL, NULL);
  gtk_widget_activate_action (page, "accounts.detach", "s", "200417803");
  WAIT_UNTIL (count_accounts (world) == 1);
  g_assert_false (has_text (page, "Parents"));

  fake_service_answer_json (world->service, ATTACH, 201, SECOND);
  fake_service_answer_json (world->service, "PATCH /accounts/200417803", 200, SECOND);
  WAIT_UNTIL (has_text (world->window, "Account 200417803 is detached"));
  undo = find_label_button (world->window, "_Undo");
  press (undo);
  WAIT_UNTIL (count_accounts (world) == 2);
  g_assert_cmpstr (fake_service_get_body (world->service, ATTACH), ==,
                   "{\"number\":\"200417803\",\"receipt_amount\":-12000}");

  page_world_close (world, page);
}

/* What is in the row of @number. */
static gboolean
has_focus (PageWorld *world, const char *number, const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (world->window));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, KAB_TYPE_BINDING_ROW) : NULL;
  KabAccount *account = row != NULL ? kab_binding_row_get_account (KAB_BINDING_ROW (row)) : NULL;

  return account != NULL && g_str_equal (kab_account_get_number (account), number) &&
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)), action) == 0;
}

/* A row made anew does not take the focus away, nor does one that goes. */
static void
test_focus (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_content (world);
  GtkWidget *row = gtk_widget_get_next_sibling (find_child (page, KAB_TYPE_BINDING_ROW));

  gtk_widget_grab_focus (find_action (row, "accounts.rename"));
  fake_service_answer_json (world->service, ACCOUNTS, 200,
                            PAGE_ACCOUNTS (FIRST "," PAGE_ACCOUNT ("200417803", "Flat", "-12000",
                                                                   "\"2020-02\"")));
  kab_cabinet_refresh (world->cabinet);
  WAIT_UNTIL (has_text (page, "Flat"));
  run_until_idle ();
  g_assert_true (has_focus (world, "200417803", "accounts.rename"));

  row = gtk_widget_get_next_sibling (find_child (page, KAB_TYPE_BINDING_ROW));
  gtk_widget_grab_focus (find_action (row, "accounts.detach"));
  fake_service_answer (world->service, DETACH, 204, NULL, NULL);
  press (find_action (row, "accounts.detach"));
  WAIT_UNTIL (count_accounts (world) == 1);
  run_until_idle ();
  g_assert_true (has_focus (world, "123543566", "accounts.rename"));

  /* With the last one goes the list; what there is to do then is above it. */
  fake_service_answer (world->service, "DELETE /accounts/123543566", 204, NULL, NULL);
  press (find_action (page, "accounts.detach"));
  WAIT_UNTIL (count_accounts (world) == 0);
  run_until_idle ();
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (world->window)),
                                         get_part (page, KAB_TYPE_ATTACH_FORM, "number_row")));

  page_world_close (world, page);
}

static void
test_detach_fails (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_content (world);
  GtkWidget *row = find_child (page, KAB_TYPE_BINDING_ROW);

  fake_service_answer_problem (world->service, "DELETE /accounts/123543566", 500, "internal");
  fake_service_hold (world->service, "DELETE /accounts/123543566");
  gtk_widget_activate_action (page, "accounts.detach", "s", "123543566");
  g_assert_false (gtk_widget_get_sensitive (row));
  fake_service_release (world->service, "DELETE /accounts/123543566");
  WAIT_UNTIL (gtk_widget_get_sensitive (row));
  g_assert_cmpuint (count_accounts (world), ==, 2);

  page_world_close (world, page);
}

/* Gone with a detaching and an attaching under way. */
static void
test_gone (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_content (world);

  fake_service_hold (world->service, DETACH);
  fake_service_hold (world->service, ATTACH);
  gtk_widget_activate_action (page, "accounts.detach", "s", "200417803");
  type (page, "200417811", "349,14");
  press (GTK_WIDGET (get_attach_button (page)));
  WAIT_UNTIL (fake_service_count_held (world->service, DETACH) == 1);
  WAIT_UNTIL (fake_service_count_held (world->service, ATTACH) == 1);

  page_world_close (world, page);
}

static void
test_label (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_content (world);
  KabLabelDialog *dialog =
    kab_label_dialog_new (world->cabinet, kab_cabinet_get_chosen (world->cabinet));
  GtkWidget *row = find_child (GTK_WIDGET (dialog), KAB_TYPE_ENTRY_ROW);
  gpointer watch = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &watch);
  kab_form_dialog_open (KAB_FORM_DIALOG (dialog), page);
  gtk_editable_set_text (GTK_EDITABLE (row), " Flat ");

  /* It stays with what was typed until the service takes it. */
  fake_service_answer_problem (world->service, "PATCH /accounts/123543566", 500, "internal");
  g_signal_emit_by_name (row, "entry-activated");
  WAIT_UNTIL (fake_service_count (world->service, "PATCH /accounts/123543566") == 1);
  run_until_idle ();
  g_assert_nonnull (watch);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, " Flat ");

  fake_service_answer_json (world->service, "PATCH /accounts/123543566", 200, FIRST);
  WAIT_UNTIL (!kab_form_dialog_is_busy (KAB_FORM_DIALOG (dialog)));
  kab_form_dialog_submit (KAB_FORM_DIALOG (dialog));
  WAIT_UNTIL (watch == NULL);
  g_assert_cmpstr (fake_service_get_body (world->service, "PATCH /accounts/123543566"), ==,
                   "{\"label\":\"Flat\"}");

  page_world_close (world, page);
}

/* A key that closes the window is heard in the dialog as well, which then outlives the window: GTK
 * holds it until the key is done with. */
static void
test_closed_under_dialog (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_content (world);
  KabLabelDialog *dialog =
    kab_label_dialog_new (world->cabinet, kab_cabinet_get_chosen (world->cabinet));

  g_object_ref (dialog);
  kab_form_dialog_open (KAB_FORM_DIALOG (dialog), page);
  page_world_close (world, page);
  g_assert_finalize_object (dialog);
}

/* The cells of a row never overlap and never leave the row, whatever its width. */
static void
test_cells (PageWorld *world, gconstpointer data)
{
  static const int widths[] = { 360, 480, KAB_BINDING_CELLS_WIDE, 760 };
  GtkWidget *page = show_content (world);
  GtkWidget *row = find_child (page, KAB_TYPE_BINDING_ROW);
  GtkWidget *cells = find_child (row, KAB_TYPE_BINDING_CELLS);

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      graphene_rect_t taken[5], common;
      GtkAllocation allocation = { 0, 0, widths[i], 0 };
      int n_cells = 0;

      gtk_widget_measure (cells, GTK_ORIENTATION_VERTICAL, widths[i], &allocation.height, NULL,
                          NULL, NULL);
      gtk_widget_measure (cells, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (cells, &allocation, -1);
      for (GtkWidget *cell = gtk_widget_get_first_child (cells); cell != NULL;
           cell = gtk_widget_get_next_sibling (cell))
        {
          g_assert_true (gtk_widget_compute_bounds (cell, cells, &taken[n_cells]));
          g_assert_cmpfloat (taken[n_cells].origin.x, >=, 0);
          g_assert_cmpfloat (taken[n_cells].origin.x + taken[n_cells].size.width, <=,
                             gtk_widget_get_width (cells));
          for (int other = 0; other < n_cells; other++)
            g_assert_false (graphene_rect_intersection (&taken[n_cells], &taken[other], &common) &&
                            common.size.width > 0 && common.size.height > 0);
          n_cells++;
        }
      g_assert_cmpint (n_cells, ==, 5);
    }

  page_world_close (world, page);
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/accounts/" name, PageWorld, NULL, page_world_set_up, function, page_world_tear_down)
  ADD ("content", test_content);
  ADD ("empty", test_empty);
  ADD ("help", test_help);
  ADD ("loading", test_loading);
  ADD ("failed", test_failed);
  ADD ("attach-first", test_attach_first);
  ADD ("attach-faults", test_attach_faults);
  ADD ("attach-expired", test_attach_expired);
  ADD ("typed-while-attaching", test_typed_while_attaching);
  ADD ("typed-faults", test_typed_faults);
  ADD ("detach-and-undo", test_detach_and_undo);
  ADD ("focus", test_focus);
  ADD ("detach-fails", test_detach_fails);
  ADD ("gone", test_gone);
  ADD ("label", test_label);
  ADD ("closed-under-dialog", test_closed_under_dialog);
  ADD ("cells", test_cells);

  return g_test_run ();
}
