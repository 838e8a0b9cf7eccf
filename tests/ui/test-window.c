/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-bar.h"
#include "kab-entry-row.h"
#include "kab-form-dialog.h"
#include "kab-sign-in-page.h"
#include "kab-welcome.h"
#include "window-world.h"

#define SIGN_IN "POST /sessions"
#define OTHER_SESSION                                                                     \
  "{\"token\":\"other\",\"expires_at\":\"2030-01-01T00:00:00Z\",\"profile\":{"            \
  "\"email\":\"other@sah67.ru\",\"name\":\"\",\"phone\":\"\",\"receipts_by_mail\":false," \
  "\"registered_at\":\"2019-01-10T08:00:00Z\",\"consents\":[]}}"

static void
test_way_in_and_out (WindowWorld *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  GWeakRef frame;

  g_assert_cmpstr (window_world_get_shown (self), ==, "starting");
  window_world_open_window (self, NULL);
  g_assert_null (window_world_find_frame (self));
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  WAIT_UNTIL (has_text (window, "To pay: 447.30\302\240₽"));
  g_assert_true (has_text (window, "No. 123543566"));
  g_assert_true (has_text (window, "abc@sah67.ru"));

  /* What was typed does not lie about under the pages. */
  g_assert_cmpstr (kab_entry_row_get_text (
                     KAB_ENTRY_ROW (get_entry (window, KAB_TYPE_SIGN_IN_PAGE, "password"))),
                   ==, "");

  g_assert_true (kab_cabinet_choose (self->page.cabinet, "200417803"));
  g_assert_true (has_text (window, "Overpaid: 120.00\302\240₽"));
  g_assert_true (has_text (window, "Дача"));

  g_weak_ref_init (&frame, window_world_find_frame (self));
  gtk_widget_activate_action (window, "win.sign-out", NULL);
  WAIT_SHOWN ("welcome");
  WAIT_UNTIL (window_world_find_frame (self) == NULL);
  run_until_idle ();
  g_assert_null (g_weak_ref_get (&frame));
  g_weak_ref_clear (&frame);
}

static void
test_actions (WindowWorld *self, gconstpointer data)
{
  static const char *const pages[] = { "charges", "receipts", "accounts", "profile",
                                       "information" };

  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "page"));
  window_world_open_window (self, NULL);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "refresh"));
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      window_world_show_page (self, pages[i]);
      g_assert_cmpstr (window_world_get_shown (self), ==, pages[i]);
    }
  window_world_show_page (self, "nowhere");
  g_assert_cmpstr (window_world_get_shown (self), ==, "information");
}

/* What is asked for from outside is shown when somebody is signed in and the accounts are there. */
static void
test_go_to (WindowWorld *self, gconstpointer data)
{
  kab_window_go_to (self->window, "receipts", "200417803");
  fake_service_hold (self->page.service, WINDOW_ACCOUNTS);
  window_world_open_window (self, NULL);
  g_assert_null (kab_window_get_page (self->window));
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("receipts");
  g_assert_cmpstr (kab_window_get_page (self->window), ==, "receipts");
  WAIT_UNTIL (fake_service_count_held (self->page.service, WINDOW_ACCOUNTS) > 0);
  fake_service_release (self->page.service, WINDOW_ACCOUNTS);
  WAIT_UNTIL (kab_cabinet_get_chosen (self->page.cabinet) != NULL);
  WAIT_UNTIL (g_str_equal (kab_account_get_number (kab_cabinet_get_chosen (self->page.cabinet)),
                           "200417803"));

  kab_window_go_to (self->window, "charges", NULL);
  g_assert_cmpstr (window_world_get_shown (self), ==, "charges");
  kab_window_go_to (self->window, "information", "1");
  g_assert_cmpstr (window_world_get_shown (self), ==, "information");
  g_assert_cmpstr (kab_account_get_number (kab_cabinet_get_chosen (self->page.cabinet)), ==,
                   "200417803");
}

static void
assert_place (WindowWorld *self, const char *page, const char *account)
{
  g_autofree char *last_page = g_settings_get_string (self->settings, "last-page");
  g_autofree char *last_account = g_settings_get_string (self->settings, "last-account");

  g_assert_cmpstr (last_page, ==, page);
  g_assert_cmpstr (last_account, ==, account);
}

/* The next window begins where the last one was left, until the user signs out. */
static void
test_place (WindowWorld *self, gconstpointer data)
{
  g_settings_set_string (self->settings, "last-page", "profile");
  g_settings_set_string (self->settings, "last-account", "200417803");
  window_world_open_window (self, NULL);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("profile");
  WAIT_UNTIL (has_text (GTK_WIDGET (self->window), "No. 200417803"));
  assert_place (self, "profile", "200417803");

  window_world_show_page (self, "accounts");
  g_assert_true (kab_cabinet_choose (self->page.cabinet, "123543566"));
  assert_place (self, "accounts", "123543566");

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.sign-out", NULL);
  WAIT_SHOWN ("welcome");
  assert_place (self, "information", "");
  WAIT_UNTIL (kab_cabinet_get_state (self->page.cabinet) == KAB_CABINET_SIGNED_OUT);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
}

static gboolean
is_focus_in_navigation (WindowWorld *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  return gtk_widget_is_ancestor (focus, get_part (GTK_WIDGET (self->window), KAB_TYPE_FRAME,
                                                  "navigation"));
}

/* Tab goes past the pages' list and shows no page on its way; the arrows do. */
static void
test_tab (WindowWorld *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  window_world_open_window (self, NULL);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  gtk_widget_grab_focus (window_world_find_row (self, 0));
  g_assert_true (is_focus_in_navigation (self));
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_false (is_focus_in_navigation (self));
  g_assert_cmpstr (window_world_get_shown (self), ==, "information");

  window_world_show_page (self, "accounts");
  gtk_widget_grab_focus (window_world_find_row (self, 3));
  gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
  g_assert_false (is_focus_in_navigation (self));
  g_assert_cmpstr (window_world_get_shown (self), ==, "accounts");
}

static void
test_no_account (WindowWorld *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  window_world_answer_accounts (self, PAGE_ACCOUNTS (""));
  window_world_open_window (self, NULL);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("accounts");
  g_assert_true (has_text (window, "no account attached"));

  /* The first account leads to what it is for. */
  window_world_answer_accounts (self, PAGE_ACCOUNTS (WINDOW_FIRST));
  gtk_widget_activate_action (window, "win.refresh", NULL);
  WAIT_SHOWN ("information");

  /* Another one does not. */
  window_world_show_page (self, "accounts");
  window_world_answer_accounts (self, PAGE_ACCOUNTS (WINDOW_FIRST "," WINDOW_SECOND));
  gtk_widget_activate_action (window, "win.refresh", NULL);
  WAIT_UNTIL (g_list_model_get_n_items (kab_cabinet_get_accounts (self->page.cabinet)) == 2);
  run_until_idle ();
  g_assert_cmpstr (window_world_get_shown (self), ==, "accounts");
}

/* Not knowing the accounts is not the same as having none. */
static void
test_accounts_not_known (WindowWorld *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  fake_service_hold (self->page.service, WINDOW_ACCOUNTS);
  window_world_open_window (self, NULL);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  WAIT_UNTIL (fake_service_count_held (self->page.service, WINDOW_ACCOUNTS) > 0);
  g_assert_false (has_text (window, "no account attached"));
  window_world_answer_accounts (self, PAGE_ACCOUNTS (""));
  fake_service_release (self->page.service, WINDOW_ACCOUNTS);
  WAIT_UNTIL (has_text (window, "no account attached"));
  g_assert_cmpstr (window_world_get_shown (self), ==, "accounts");
}

static void
expire (WindowWorld *self)
{
  fake_service_answer_problem (self->page.service, WINDOW_ACCOUNTS, 401, "session_expired");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.refresh", NULL);
  WAIT_SHOWN ("welcome");
  window_world_answer_accounts (self, PAGE_ACCOUNTS (WINDOW_FIRST));
}

static void
test_expiry (WindowWorld *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  KabFrame *frame;

  window_world_open_window (self, NULL);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  window_world_show_page (self, "profile");
  frame = window_world_find_frame (self);
  expire (self);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, KAB_TYPE_SIGN_IN_PAGE, "email")), ==,
                   "abc@sah67.ru");
  g_assert_true (
    has_text (window, "Your session has ended. Sign in again to return to where you were."));

  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("profile");
  g_assert_true (window_world_find_frame (self) == frame);
}

static KabFormDialog *
open_nickname (WindowWorld *self)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  KabFormDialog *dialog = NULL;

  window_world_open_window (self, NULL);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  WAIT_UNTIL (kab_cabinet_get_chosen (self->page.cabinet) != NULL);
  window_world_show_page (self, "accounts");
  press (find_action (window, "accounts.rename"));
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GObject) toplevel = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (KAB_IS_FORM_DIALOG (toplevel))
        dialog = KAB_FORM_DIALOG (toplevel);
    }
  g_assert_nonnull (dialog);
  return dialog;
}

/* What a dialog asks stands on a page that is not there now; who shall sign in again must reach the
 * fields for it. */
static void
test_expiry_in_dialog (WindowWorld *self, gconstpointer data)
{
  gpointer dialog = open_nickname (self);

  g_object_add_weak_pointer (dialog, &dialog);
  fake_service_answer_problem (self->page.service, "PATCH /accounts/123543566", 401,
                               "session_expired");
  kab_form_dialog_submit (dialog);
  WAIT_SHOWN ("welcome");
  WAIT_UNTIL (dialog == NULL);
}

/* Nothing is left of it then, and of its call. */
static void
test_closed_with_dialog (WindowWorld *self, gconstpointer data)
{
  KabFormDialog *dialog = open_nickname (self);

  fake_service_hold (self->page.service, "PATCH /accounts/123543566");
  kab_form_dialog_submit (dialog);
  WAIT_UNTIL (fake_service_count_held (self->page.service, "PATCH /accounts/123543566") == 1);
}

static void
test_expiry_other_user (WindowWorld *self, gconstpointer data)
{
  window_world_open_window (self, NULL);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  window_world_show_page (self, "profile");
  WAIT_UNTIL (kab_cabinet_get_chosen (self->page.cabinet) != NULL);
  expire (self);
  assert_place (self, "profile", "123543566");
  fake_service_answer_json (self->page.service, SIGN_IN, 201, OTHER_SESSION);
  window_world_sign_in (self, "other@sah67.ru");
  WAIT_SHOWN ("information");
  WAIT_UNTIL (kab_cabinet_get_chosen (self->page.cabinet) != NULL);
  assert_place (self, "information", "123543566");
}

static void
test_offline (WindowWorld *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  GtkWidget *bar;

  window_world_open_window (self, NULL);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  WAIT_UNTIL (kab_cabinet_get_details (self->page.cabinet) != NULL);
  bar = find_id (GTK_WIDGET (window_world_find_frame (self)), "offline_bar");
  g_assert_false (kab_bar_get_revealed (KAB_BAR (bar)));

  fake_service_stop (self->page.service);
  gtk_widget_activate_action (window, "win.refresh", NULL);
  WAIT_UNTIL (kab_bar_get_revealed (KAB_BAR (bar)));
  g_assert_true (g_str_has_prefix (kab_bar_get_text (KAB_BAR (bar)), "No connection. Data as of "));
  g_assert_cmpstr (window_world_get_shown (self), ==, "information");
}

static void
test_not_remembered (WindowWorld *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  gboolean demo = GPOINTER_TO_INT (data);
  g_autoptr (KabDemo) child = demo ? kab_demo_new () : NULL;

  window_world_open_window (self, child);
  window_world_sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  g_assert_cmpint (
    kab_bar_get_revealed (KAB_BAR (get_part (window, KAB_TYPE_FRAME, "session_bar"))), ==, !demo);
}

static void
test_letters (WindowWorld *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  g_autoptr (KabDemo) demo = kab_demo_new ();
  GtkWidget *bar, *button;
  KabWelcome *welcome;

  window_world_open_window (self, demo);
  WAIT_UNTIL (g_strcmp0 (gtk_editable_get_text (get_entry (window, KAB_TYPE_SIGN_IN_PAGE, "email")),
                         KAB_DEMO_EMAIL) == 0);
  g_assert_cmpstr (kab_entry_row_get_text (
                     KAB_ENTRY_ROW (get_entry (window, KAB_TYPE_SIGN_IN_PAGE, "password"))),
                   ==, KAB_DEMO_PASSWORD);

  bar = get_part (window, KAB_TYPE_WINDOW, "letter_bar");
  welcome = KAB_WELCOME (find_child (window, KAB_TYPE_WELCOME));
  g_signal_emit_by_name (demo, "letter", "a@b.ru", "A <code>", "…", "123456");
  g_assert_true (kab_bar_get_revealed (KAB_BAR (bar)));
  g_assert_cmpstr (kab_bar_get_text (KAB_BAR (bar)), ==,
                   "An e-mail for a@b.ru: “A <code>”, the code is 123456");
  button = find_label_button (bar, "Insert the code");
  g_assert_false (gtk_widget_get_sensitive (button));

  gtk_widget_activate_action (GTK_WIDGET (welcome), "welcome.show", "s", "code");
  press (button);
  g_assert_cmpstr (gtk_editable_get_text (
                     get_entry (window, g_type_from_name ("KabCodePage"), "code")),
                   ==, "123456");
  g_assert_false (kab_bar_get_revealed (KAB_BAR (bar)));

  g_signal_emit_by_name (demo, "letter", "a@b.ru", "No code", "…", "");
  g_assert_cmpstr (kab_bar_get_text (KAB_BAR (bar)), ==, "An e-mail for a@b.ru: “No code”");
  g_assert_null (kab_bar_get_action_label (KAB_BAR (bar)));
}

static void
test_failure (WindowWorld *self, gconstpointer data)
{
  kab_window_fail (self->window, "No <program> & no service");
  g_assert_cmpstr (window_world_get_shown (self), ==, "failed");
  g_assert_true (has_text (GTK_WIDGET (self->window), "No <program> & no service"));
}

#define ADD(name, data, function)                                                \
  g_test_add ("/window/" name, WindowWorld, data, window_world_set_up, function, \
              window_world_tear_down)

int
main (int argc, char *argv[])
{
  window_world_init (&argc, &argv);

  ADD ("way-in-and-out", NULL, test_way_in_and_out);
  ADD ("actions", NULL, test_actions);
  ADD ("go-to", NULL, test_go_to);
  ADD ("place", NULL, test_place);
  ADD ("tab", NULL, test_tab);
  ADD ("no-account", NULL, test_no_account);
  ADD ("accounts-not-known", NULL, test_accounts_not_known);
  ADD ("expiry", NULL, test_expiry);
  ADD ("expiry-in-dialog", NULL, test_expiry_in_dialog);
  ADD ("closed-with-dialog", NULL, test_closed_with_dialog);
  ADD ("expiry-other-user", NULL, test_expiry_other_user);
  ADD ("offline", NULL, test_offline);
  ADD ("not-remembered", GINT_TO_POINTER (FALSE), test_not_remembered);
  ADD ("not-remembered-demo", GINT_TO_POINTER (TRUE), test_not_remembered);
  ADD ("letters", NULL, test_letters);
  ADD ("failure", NULL, test_failure);

  return window_world_run ();
}
