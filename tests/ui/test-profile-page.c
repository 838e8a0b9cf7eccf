/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-busy-button.h"
#include "kab-delete-dialog.h"
#include "kab-field-error.h"
#include "kab-password-dialog.h"
#include "kab-person-form.h"
#include "kab-profile-page.h"
#include "kab-sessions-group.h"
#include "kab-state-stack.h"
#include "page-world.h"

#define PROFILE        "PATCH /profile"
#define INTERNAL_ERROR "Something went wrong at the service. Please try again a little later."
#define SESSIONS                                                                               \
  "{\"sessions\":["                                                                            \
  "{\"id\":\"a\",\"created_at\":\"2020-01-01T00:00:00Z\",\"last_used_at\":\"2020-01-02T00:00:" \
  "00Z\","                                                                                     \
  "\"client\":\"Kabinet/1\",\"current\":true},"                                                \
  "{\"id\":\"b\",\"created_at\":\"2020-01-01T00:00:00Z\",\"last_used_at\":\"2020-01-02T00:00:" \
  "00Z\","                                                                                     \
  "\"client\":\"<b>Other\",\"current\":false}]}"

static GtkWidget *
show_page (PageWorld *world)
{
  GtkWidget *page = GTK_WIDGET (kab_profile_page_new (world->cabinet));

  fake_service_answer_json (world->service, "GET /accounts", 200, PAGE_ACCOUNTS (""));
  fake_service_answer_json (world->service, "GET /sessions", 200, SESSIONS);
  page_world_sign_in (world);
  page_world_show (world, page, 360, 700);
  WAIT_UNTIL (strcmp (get_state (page), "content") == 0);

  return page;
}

static char *
change_profile (const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (PAGE_PROFILE, from, 2);

  return g_strjoinv (to, parts);
}

static void
test_content (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world);

  g_assert_cmpstr (gtk_editable_get_text (get_entry (page, KAB_TYPE_PERSON_FORM, "name_row")), ==,
                   "Иванов Иван");
  g_assert_true (has_text (page, "abc@sah67.ru"));
  WAIT_UNTIL (has_text (page, "This program"));
  g_assert_true (has_text (page, "<b>Other"));

  page_world_close (world, page);
}

static void
test_loading (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (kab_profile_page_new (world->cabinet));

  page_world_show (world, page, 360, 700);
  g_assert_cmpstr (get_state (page), ==, "loading");

  page_world_close (world, page);
}

static void
test_failed_sessions (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (kab_profile_page_new (world->cabinet));
  GtkWidget *group;

  fake_service_answer_json (world->service, "GET /accounts", 200, PAGE_ACCOUNTS (""));
  fake_service_answer_problem (world->service, "GET /sessions", 500, "internal");
  page_world_sign_in (world);
  page_world_show (world, page, 360, 700);
  group = find_child (page, KAB_TYPE_SESSIONS_GROUP);
  WAIT_UNTIL (strcmp (get_state (group), "failed") == 0);

  fake_service_answer_json (world->service, "GET /sessions", 200, SESSIONS);
  g_signal_emit_by_name (find_child (group, KAB_TYPE_STATE_STACK), "retry");
  WAIT_UNTIL (strcmp (get_state (group), "content") == 0);

  page_world_close (world, page);
}

static void
test_save (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world);
  GtkWidget *save = get_part (page, KAB_TYPE_PERSON_FORM, "save_button");
  GtkEditable *phone = get_entry (page, KAB_TYPE_PERSON_FORM, "phone_row");
  g_autofree char *saved = change_profile ("\"phone\":\"\"", "\"phone\":\"+7 1\"");

  g_assert_false (gtk_widget_get_sensitive (save));
  gtk_editable_set_text (phone, " +7 1 ");
  g_assert_true (gtk_widget_get_sensitive (save));

  /* What is typed stays when it could not be saved. */
  fake_service_answer_problem (world->service, PROFILE, 500, "internal");
  press (save);
  WAIT_UNTIL (kab_field_error_get_text (
                KAB_FIELD_ERROR (get_part (page, KAB_TYPE_PERSON_FORM, "form_error"))) != NULL);
  g_assert_cmpstr (gtk_editable_get_text (phone), ==, " +7 1 ");

  fake_service_answer_json (world->service, PROFILE, 200, saved);
  press (save);
  WAIT_UNTIL (has_text (world->window, "Saved"));
  g_assert_cmpstr (gtk_editable_get_text (phone), ==, "+7 1");
  g_assert_false (gtk_widget_get_sensitive (save));

  page_world_close (world, page);
}

/* That the session has ended is said where one signs in, and is not true any more after that. */
static void
test_save_expired (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world);
  GtkWidget *save = get_part (page, KAB_TYPE_PERSON_FORM, "save_button");
  KabFieldError *error = KAB_FIELD_ERROR (get_part (page, KAB_TYPE_PERSON_FORM, "form_error"));

  gtk_editable_set_text (get_entry (page, KAB_TYPE_PERSON_FORM, "phone_row"), "+7 1");
  fake_service_answer_problem (world->service, PROFILE, 401, "session_expired");
  press (save);
  WAIT_UNTIL (!kab_busy_button_get_busy (KAB_BUSY_BUTTON (save)));
  g_assert_cmpint (kab_cabinet_get_state (world->cabinet), ==, KAB_CABINET_EXPIRED);
  g_assert_null (kab_field_error_get_text (error));

  /* Another call may be the one to say so. */
  page_world_sign_in (world);
  fake_service_hold (world->service, PROFILE);
  press (save);
  WAIT_UNTIL (fake_service_count_held (world->service, PROFILE) == 1);
  fake_service_answer_problem (world->service, "GET /accounts", 401, "session_expired");
  kab_cabinet_refresh (world->cabinet);
  WAIT_UNTIL (kab_cabinet_get_state (world->cabinet) == KAB_CABINET_EXPIRED);
  fake_service_answer_json (world->service, PROFILE, 200, PAGE_PROFILE);
  fake_service_release (world->service, PROFILE);
  WAIT_UNTIL (!kab_busy_button_get_busy (KAB_BUSY_BUTTON (save)));
  g_assert_null (kab_field_error_get_text (error));

  page_world_close (world, page);
}

/* A profile that comes while it is being edited does not take the typing away. */
static void
test_edit_survives (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world);
  GtkEditable *name = get_entry (page, KAB_TYPE_PERSON_FORM, "name_row");
  GtkEditable *phone = get_entry (page, KAB_TYPE_PERSON_FORM, "phone_row");
  g_autofree char *other = change_profile ("\"phone\":\"\"", "\"phone\":\"+7 2\"");

  gtk_editable_set_text (name, "Иванов И");
  fake_service_answer_json (world->service, "GET /profile", 200, other);
  kab_cabinet_refresh (world->cabinet);
  WAIT_UNTIL (strcmp (gtk_editable_get_text (phone), "+7 2") == 0);
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "Иванов И");

  page_world_close (world, page);
}

/* Nor does the answer to what was saved. */
static void
test_typed_while_saving (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world);
  GtkWidget *save = get_part (page, KAB_TYPE_PERSON_FORM, "save_button");
  GtkEditable *phone = get_entry (page, KAB_TYPE_PERSON_FORM, "phone_row");
  g_autofree char *saved = change_profile ("\"phone\":\"\"", "\"phone\":\"+7 1\"");

  gtk_editable_set_text (phone, " +7 1");
  fake_service_hold (world->service, PROFILE);
  press (save);
  WAIT_UNTIL (fake_service_count_held (world->service, PROFILE) == 1);
  gtk_editable_set_text (phone, " +7 1 22");
  fake_service_answer_json (world->service, PROFILE, 200, saved);
  fake_service_release (world->service, PROFILE);
  WAIT_UNTIL (has_text (world->window, "Saved"));
  g_assert_cmpstr (gtk_editable_get_text (phone), ==, " +7 1 22");
  g_assert_true (gtk_widget_get_sensitive (save));

  page_world_close (world, page);
}

static void
test_receipts (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world);
  GtkSwitch *receipts = GTK_SWITCH (get_part (page, KAB_TYPE_PROFILE_PAGE, "receipts_switch"));
  g_autofree char *on = change_profile ("\"receipts_by_mail\":false", "\"receipts_by_mail\":true");

  fake_service_answer_problem (world->service, PROFILE, 500, "internal");
  gtk_switch_set_active (receipts, TRUE);
  g_assert_false (gtk_switch_get_state (receipts));
  WAIT_UNTIL (!gtk_switch_get_active (receipts));
  g_assert_cmpuint (fake_service_count (world->service, PROFILE), ==, 1);

  fake_service_answer_json (world->service, PROFILE, 200, on);
  gtk_switch_set_active (receipts, TRUE);
  WAIT_UNTIL (gtk_switch_get_state (receipts));
  g_assert_true (gtk_switch_get_active (receipts));
  g_assert_cmpuint (fake_service_count (world->service, PROFILE), ==, 2);
  g_assert_cmpstr (fake_service_get_body (world->service, PROFILE), ==,
                   "{\"receipts_by_mail\":true}");

  page_world_close (world, page);
}

/* Switched back before the service has answered: the last word counts. */
static void
test_second_thoughts (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world);
  GtkSwitch *receipts = GTK_SWITCH (get_part (page, KAB_TYPE_PROFILE_PAGE, "receipts_switch"));
  g_autofree char *on = change_profile ("\"receipts_by_mail\":false", "\"receipts_by_mail\":true");

  fake_service_hold (world->service, PROFILE);
  gtk_switch_set_active (receipts, TRUE);
  WAIT_UNTIL (fake_service_count_held (world->service, PROFILE) == 1);
  gtk_switch_set_active (receipts, FALSE);
  g_assert_cmpuint (fake_service_count (world->service, PROFILE), ==, 1);

  fake_service_answer_json (world->service, PROFILE, 200, on);
  fake_service_release (world->service, PROFILE);
  fake_service_answer_json (world->service, PROFILE, 200, PAGE_PROFILE);
  WAIT_UNTIL (fake_service_count (world->service, PROFILE) == 2);
  g_assert_cmpstr (fake_service_get_body (world->service, PROFILE), ==,
                   "{\"receipts_by_mail\":false}");
  WAIT_UNTIL (!gtk_switch_get_state (receipts));
  g_assert_false (gtk_switch_get_active (receipts));

  page_world_close (world, page);
}

static void
test_end_session (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world);

  WAIT_UNTIL (has_text (page, "<b>Other"));
  fake_service_answer (world->service, "DELETE /sessions/b", 204, NULL, NULL);
  gtk_widget_grab_focus (find_action (page, "sessions.end"));
  press (find_action (page, "sessions.end"));
  WAIT_UNTIL (!has_text (page, "<b>Other"));
  g_assert_true (has_text (page, "This program"));
  g_assert_null (find_action (page, "sessions.end"));

  page_world_close (world, page);
}

/* Pressed once more before the service has answered, it is asked once all the same. */
static void
test_end_session_twice (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world);
  GtkWidget *end;

  WAIT_UNTIL (has_text (page, "<b>Other"));
  end = find_action (page, "sessions.end");
  fake_service_hold (world->service, "DELETE /sessions/b");
  press (end);
  g_signal_emit_by_name (end, "clicked");
  WAIT_UNTIL (fake_service_count_held (world->service, "DELETE /sessions/b") > 0);
  run_until_idle ();
  g_assert_cmpuint (fake_service_count_held (world->service, "DELETE /sessions/b"), ==, 1);

  fake_service_answer_problem (world->service, "DELETE /sessions/b", 500, "internal");
  fake_service_release (world->service, "DELETE /sessions/b");
  WAIT_UNTIL (has_text (world->window, INTERNAL_ERROR));
  fake_service_answer (world->service, "DELETE /sessions/b", 204, NULL, NULL);
  press (end);
  WAIT_UNTIL (!has_text (page, "<b>Other"));

  page_world_close (world, page);
}

static void
test_password (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world);
  KabFormDialog *dialog = KAB_FORM_DIALOG (kab_password_dialog_new (world->cabinet));
  GtkWidget *widget = GTK_WIDGET (dialog);
  GtkEditable *current = get_entry (widget, KAB_TYPE_PASSWORD_DIALOG, "current_row");
  GtkEditable *wanted = get_entry (widget, KAB_TYPE_PASSWORD_DIALOG, "new_row");
  gpointer watch = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &watch);
  kab_form_dialog_open (dialog, page);
  gtk_editable_set_text (current, "wrong1");
  gtk_editable_set_text (wanted, "abc");
  g_assert_false (kab_form_dialog_get_ready (dialog));
  gtk_editable_set_text (wanted, "abc12");
  g_assert_true (kab_form_dialog_get_ready (dialog));

  fake_service_answer_problem (world->service, "PUT /profile/password", 401, "wrong_credentials");
  kab_form_dialog_submit (dialog);
  WAIT_UNTIL (kab_field_error_get_text (KAB_FIELD_ERROR (
                get_part (widget, KAB_TYPE_PASSWORD_DIALOG, "current_error"))) != NULL);
  g_assert_cmpint (kab_cabinet_get_state (world->cabinet), ==, KAB_CABINET_SIGNED_IN);

  fake_service_answer (world->service, "PUT /profile/password", 204, NULL, NULL);
  kab_form_dialog_submit (dialog);
  WAIT_UNTIL (watch == NULL);

  page_world_close (world, page);
}

static void
test_delete (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world);
  KabFormDialog *dialog = KAB_FORM_DIALOG (kab_delete_dialog_new (world->cabinet));
  GtkWidget *widget = GTK_WIDGET (dialog);
  gpointer watch = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &watch);
  kab_form_dialog_open (dialog, page);
  g_assert_false (kab_form_dialog_get_ready (dialog));
  gtk_editable_set_text (get_entry (widget, KAB_TYPE_DELETE_DIALOG, "password_row"), "wrong");
  fake_service_answer_problem (world->service, "DELETE /profile", 401, "wrong_credentials");
  kab_form_dialog_submit (dialog);
  WAIT_UNTIL (kab_field_error_get_text (KAB_FIELD_ERROR (
                get_part (widget, KAB_TYPE_DELETE_DIALOG, "password_error"))) != NULL);
  g_assert_cmpint (kab_cabinet_get_state (world->cabinet), ==, KAB_CABINET_SIGNED_IN);

  fake_service_answer (world->service, "DELETE /profile", 204, NULL, NULL);
  kab_form_dialog_submit (dialog);
  WAIT_UNTIL (watch == NULL);
  g_assert_cmpint (kab_cabinet_get_state (world->cabinet), ==, KAB_CABINET_SIGNED_OUT);

  page_world_close (world, page);
}

/* A dialog closed while its call is under way. */
static void
test_closed (PageWorld *world, gconstpointer data)
{
  GtkWidget *page = show_page (world);
  KabFormDialog *dialog = KAB_FORM_DIALOG (kab_delete_dialog_new (world->cabinet));
  gpointer watch = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &watch);
  kab_form_dialog_open (dialog, page);
  gtk_editable_set_text (get_entry (GTK_WIDGET (dialog), KAB_TYPE_DELETE_DIALOG, "password_row"),
                         "kabinet1");
  fake_service_hold (world->service, "DELETE /profile");
  kab_form_dialog_submit (dialog);
  WAIT_UNTIL (fake_service_count_held (world->service, "DELETE /profile") == 1);
  gtk_window_close (GTK_WINDOW (dialog));
  WAIT_UNTIL (watch == NULL);

  page_world_close (world, page);
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/profile/" name, PageWorld, NULL, page_world_set_up, function, page_world_tear_down)
  ADD ("content", test_content);
  ADD ("loading", test_loading);
  ADD ("failed-sessions", test_failed_sessions);
  ADD ("save", test_save);
  ADD ("save-expired", test_save_expired);
  ADD ("edit-survives", test_edit_survives);
  ADD ("typed-while-saving", test_typed_while_saving);
  ADD ("receipts", test_receipts);
  ADD ("second-thoughts", test_second_thoughts);
  ADD ("end-session", test_end_session);
  ADD ("end-session-twice", test_end_session_twice);
  ADD ("password", test_password);
  ADD ("delete", test_delete);
  ADD ("closed", test_closed);

  return g_test_run ();
}
