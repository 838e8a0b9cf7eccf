/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-world.h"

#include "kab-sign-in-page.h"

/* The application stands for all tests: GTK has but one. */
static KabApplication *application;

void
window_world_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  page_world_init (argc, argv);
  application = kab_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
}

int
window_world_run (void)
{
  int status = g_test_run ();

  g_object_unref (application);
  return status;
}

void
window_world_answer_accounts (WindowWorld *self, const char *accounts)
{
  fake_service_answer_json (self->page.service, WINDOW_ACCOUNTS, 200, accounts);
}

void
window_world_set_up (WindowWorld *self, gconstpointer data)
{
  page_world_set_up (&self->page, data);
  fake_service_answer_json (self->page.service, "GET /accounts/123543566", 200,
                            PAGE_DETAILS ("123543566", PAGE_FEBRUARY));
  fake_service_answer_json (self->page.service, "GET /accounts/200417803", 200,
                            PAGE_DETAILS ("200417803", "null"));
  fake_service_answer_json (self->page.service, "GET /accounts/123543566/statements", 200,
                            "{\"statements\":[]}");
  fake_service_answer_json (self->page.service, "GET /accounts/123543566/payments", 200,
                            "{\"payments\":[]}");
  fake_service_answer_json (self->page.service, "GET /accounts/123543566/receipts", 200,
                            "{\"receipts\":[]}");
  fake_service_answer_json (self->page.service, "GET /sessions", 200, "{\"sessions\":[]}");
  fake_service_answer (self->page.service, "DELETE /sessions/current", 204, NULL, NULL);
  window_world_answer_accounts (self, PAGE_ACCOUNTS (WINDOW_FIRST "," WINDOW_SECOND));

  self->settings = g_settings_new ("ru.sah67.Kabinet");
  g_settings_reset (self->settings, "last-page");
  g_settings_reset (self->settings, "last-account");
  self->window = kab_window_new (application, self->settings);
  gtk_window_present (GTK_WINDOW (self->window));
}

void
window_world_tear_down (WindowWorld *self, gconstpointer data)
{
  g_object_ref (self->window);
  gtk_window_destroy (GTK_WINDOW (self->window));
  WAIT_UNTIL (G_OBJECT (self->window)->ref_count == 1);
  g_assert_finalize_object (self->window);
  g_clear_object (&self->settings);
  page_world_tear_down (&self->page, data);
}

const char *
window_world_get_shown (WindowWorld *self)
{
  GtkWidget *stack = get_part (GTK_WIDGET (self->window), KAB_TYPE_WINDOW, "stack");
  GtkWidget *child = gtk_stack_get_visible_child (GTK_STACK (stack));

  if (KAB_IS_FRAME (child))
    return kab_frame_get_page (KAB_FRAME (child));
  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

KabFrame *
window_world_find_frame (WindowWorld *self)
{
  return KAB_FRAME (find_child (GTK_WIDGET (self->window), KAB_TYPE_FRAME));
}

void
window_world_open_window (WindowWorld *self, KabDemo *demo)
{
  kab_window_open_cabinet (self->window, self->page.cabinet, demo);
  WAIT_SHOWN ("welcome");
}

void
window_world_sign_in (WindowWorld *self, const char *email)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  WAIT_UNTIL (g_str_equal (get_state (window), "content"));
  gtk_editable_set_text (get_entry (window, KAB_TYPE_SIGN_IN_PAGE, "email"), email);
  gtk_editable_set_text (get_entry (window, KAB_TYPE_SIGN_IN_PAGE, "password"), "kabinet1");
  g_signal_emit_by_name (get_part (window, KAB_TYPE_SIGN_IN_PAGE, "button"), "clicked");
}

void
window_world_show_page (WindowWorld *self, const char *page)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", page);
}

GtkWidget *
window_world_find_row (WindowWorld *self, int index)
{
  GtkWidget *list = get_part (GTK_WIDGET (self->window), KAB_TYPE_FRAME, "navigation");

  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index));
}
