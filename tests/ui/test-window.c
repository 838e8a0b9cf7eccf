/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-bar.h"
#include "kab-frame.h"
#include "kab-pdf-view.h"
#include "kab-sides.h"
#include "kab-sign-in-page.h"
#include "kab-toast.h"
#include "kab-welcome.h"
#include "kab-window.h"
#include "page-world.h"

#define SIGN_IN  "POST /sessions"
#define ACCOUNTS "GET /accounts"
#define OTHER_SESSION                                                                     \
  "{\"token\":\"other\",\"expires_at\":\"2030-01-01T00:00:00Z\",\"profile\":{"            \
  "\"email\":\"other@sah67.ru\",\"name\":\"\",\"phone\":\"\",\"receipts_by_mail\":false," \
  "\"registered_at\":\"2019-01-10T08:00:00Z\",\"consents\":[]}}"
#define FIRST  PAGE_ACCOUNT ("123543566", "", "44730", "\"2020-02\"")
#define SECOND PAGE_ACCOUNT ("200417803", "Дача", "-12000", "\"2026-10\"")

/* The application stands for all tests: GTK has but one. */
static KabApplication *application;

typedef struct
{
  PageWorld page;
  KabWindow *window;
} World;

static void
answer_accounts (World *self, const char *accounts)
{
  fake_service_answer_json (self->page.service, ACCOUNTS, 200, accounts);
}

static void
set_up (World *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("ru.sah67.Kabinet");

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
  answer_accounts (self, PAGE_ACCOUNTS (FIRST "," SECOND));

  self->window = kab_window_new (application, settings);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (World *self, gconstpointer data)
{
  g_object_ref (self->window);
  gtk_window_destroy (GTK_WINDOW (self->window));
  WAIT_UNTIL (G_OBJECT (self->window)->ref_count == 1);
  g_assert_finalize_object (self->window);
  page_world_tear_down (&self->page, data);
}

static const char *
get_shown (World *self)
{
  GtkWidget *stack = get_part (GTK_WIDGET (self->window), KAB_TYPE_WINDOW, "stack");
  GtkWidget *child = gtk_stack_get_visible_child (GTK_STACK (stack));

  if (KAB_IS_FRAME (child))
    return kab_frame_get_page (KAB_FRAME (child));
  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

#define WAIT_SHOWN(page) WAIT_UNTIL (g_strcmp0 (get_shown (self), page) == 0)

static KabFrame *
find_frame (World *self)
{
  return KAB_FRAME (find_child (GTK_WIDGET (self->window), KAB_TYPE_FRAME));
}

static void
open_window (World *self, KabDemo *demo)
{
  kab_window_open_cabinet (self->window, self->page.cabinet, demo);
  WAIT_SHOWN ("welcome");
}

static void
sign_in (World *self, const char *email)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  WAIT_UNTIL (g_str_equal (get_state (window), "content"));
  gtk_editable_set_text (get_entry (window, KAB_TYPE_SIGN_IN_PAGE, "email"), email);
  gtk_editable_set_text (get_entry (window, KAB_TYPE_SIGN_IN_PAGE, "password"), "kabinet1");
  g_signal_emit_by_name (get_part (window, KAB_TYPE_SIGN_IN_PAGE, "button"), "clicked");
}

static void
show_page (World *self, const char *page)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", page);
}

static void
test_way_in_and_out (World *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  GWeakRef frame;

  g_assert_cmpstr (get_shown (self), ==, "starting");
  open_window (self, NULL);
  g_assert_null (find_frame (self));
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  WAIT_UNTIL (has_text (window, "To pay: 447.30\302\240₽"));
  g_assert_true (has_text (window, "No. 123543566"));
  g_assert_true (has_text (window, "abc@sah67.ru"));

  /* What was typed does not lie about under the pages. */
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, KAB_TYPE_SIGN_IN_PAGE, "password")),
                   ==, "");

  g_assert_true (kab_cabinet_choose (self->page.cabinet, "200417803"));
  g_assert_true (has_text (window, "Overpaid: 120.00\302\240₽"));
  g_assert_true (has_text (window, "Дача"));

  g_weak_ref_init (&frame, find_frame (self));
  gtk_widget_activate_action (window, "win.sign-out", NULL);
  WAIT_SHOWN ("welcome");
  WAIT_UNTIL (find_frame (self) == NULL);
  run_until_idle ();
  g_assert_null (g_weak_ref_get (&frame));
  g_weak_ref_clear (&frame);
}

static void
test_actions (World *self, gconstpointer data)
{
  static const char *const pages[] = { "charges", "receipts", "accounts", "profile",
                                       "information" };

  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "page"));
  open_window (self, NULL);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "refresh"));
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      show_page (self, pages[i]);
      g_assert_cmpstr (get_shown (self), ==, pages[i]);
    }
  show_page (self, "nowhere");
  g_assert_cmpstr (get_shown (self), ==, "information");
}

/* What is asked for from outside is shown when somebody is signed in and the accounts are there. */
static void
test_go_to (World *self, gconstpointer data)
{
  kab_window_go_to (self->window, "receipts", "200417803");
  fake_service_hold (self->page.service, ACCOUNTS);
  open_window (self, NULL);
  g_assert_null (kab_window_get_page (self->window));
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("receipts");
  g_assert_cmpstr (kab_window_get_page (self->window), ==, "receipts");
  WAIT_UNTIL (fake_service_count_held (self->page.service, ACCOUNTS) > 0);
  fake_service_release (self->page.service, ACCOUNTS);
  WAIT_UNTIL (kab_cabinet_get_chosen (self->page.cabinet) != NULL);
  WAIT_UNTIL (g_str_equal (kab_account_get_number (kab_cabinet_get_chosen (self->page.cabinet)),
                           "200417803"));

  kab_window_go_to (self->window, "charges", NULL);
  g_assert_cmpstr (get_shown (self), ==, "charges");
  kab_window_go_to (self->window, "information", "1");
  g_assert_cmpstr (get_shown (self), ==, "information");
  g_assert_cmpstr (kab_account_get_number (kab_cabinet_get_chosen (self->page.cabinet)), ==,
                   "200417803");
}

static GtkWidget *
find_row (World *self, int index)
{
  GtkWidget *list = get_part (GTK_WIDGET (self->window), KAB_TYPE_FRAME, "navigation");

  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index));
}

static gboolean
is_focus_in_navigation (World *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  return gtk_widget_is_ancestor (focus, get_part (GTK_WIDGET (self->window), KAB_TYPE_FRAME,
                                                  "navigation"));
}

/* Tab goes past the pages' list and shows no page on its way; the arrows do. */
static void
test_tab (World *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  open_window (self, NULL);
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  gtk_widget_grab_focus (find_row (self, 0));
  g_assert_true (is_focus_in_navigation (self));
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
  g_assert_false (is_focus_in_navigation (self));
  g_assert_cmpstr (get_shown (self), ==, "information");

  show_page (self, "accounts");
  gtk_widget_grab_focus (find_row (self, 3));
  gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
  g_assert_false (is_focus_in_navigation (self));
  g_assert_cmpstr (get_shown (self), ==, "accounts");
}

static void
test_no_account (World *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  answer_accounts (self, PAGE_ACCOUNTS (""));
  open_window (self, NULL);
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("accounts");
  g_assert_true (has_text (window, "no personal account is attached"));

  /* The first account leads to what it is for. */
  answer_accounts (self, PAGE_ACCOUNTS (FIRST));
  gtk_widget_activate_action (window, "win.refresh", NULL);
  WAIT_SHOWN ("information");

  /* Another one does not. */
  show_page (self, "accounts");
  answer_accounts (self, PAGE_ACCOUNTS (FIRST "," SECOND));
  gtk_widget_activate_action (window, "win.refresh", NULL);
  WAIT_UNTIL (g_list_model_get_n_items (kab_cabinet_get_accounts (self->page.cabinet)) == 2);
  run_until_idle ();
  g_assert_cmpstr (get_shown (self), ==, "accounts");
}

/* Not knowing the accounts is not the same as having none. */
static void
test_accounts_not_known (World *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  fake_service_hold (self->page.service, ACCOUNTS);
  open_window (self, NULL);
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  WAIT_UNTIL (fake_service_count_held (self->page.service, ACCOUNTS) > 0);
  g_assert_false (has_text (window, "no personal account is attached"));
  answer_accounts (self, PAGE_ACCOUNTS (""));
  fake_service_release (self->page.service, ACCOUNTS);
  WAIT_UNTIL (has_text (window, "no personal account is attached"));
  g_assert_cmpstr (get_shown (self), ==, "accounts");
}

static void
expire (World *self)
{
  fake_service_answer_problem (self->page.service, ACCOUNTS, 401, "session_expired");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.refresh", NULL);
  WAIT_SHOWN ("welcome");
  answer_accounts (self, PAGE_ACCOUNTS (FIRST));
}

static void
test_expiry (World *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  KabFrame *frame;

  open_window (self, NULL);
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  show_page (self, "profile");
  frame = find_frame (self);
  expire (self);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, KAB_TYPE_SIGN_IN_PAGE, "email")), ==,
                   "abc@sah67.ru");
  g_assert_true (
    has_text (window, "Your session has ended. Sign in again to return to where you were."));

  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("profile");
  g_assert_true (find_frame (self) == frame);
}

static void
test_expiry_other_user (World *self, gconstpointer data)
{
  open_window (self, NULL);
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  show_page (self, "profile");
  expire (self);
  fake_service_answer_json (self->page.service, SIGN_IN, 201, OTHER_SESSION);
  sign_in (self, "other@sah67.ru");
  WAIT_SHOWN ("information");
}

static void
test_offline (World *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  GtkWidget *bar;

  open_window (self, NULL);
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  WAIT_UNTIL (kab_cabinet_get_details (self->page.cabinet) != NULL);
  bar = find_id (GTK_WIDGET (find_frame (self)), "offline_bar");
  g_assert_false (kab_bar_get_revealed (KAB_BAR (bar)));

  fake_service_stop (self->page.service);
  gtk_widget_activate_action (window, "win.refresh", NULL);
  WAIT_UNTIL (kab_bar_get_revealed (KAB_BAR (bar)));
  g_assert_true (g_str_has_prefix (kab_bar_get_text (KAB_BAR (bar)), "No connection. Data as of "));
  g_assert_cmpstr (get_shown (self), ==, "information");
}

static void
test_not_remembered (World *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  gboolean demo = GPOINTER_TO_INT (data);
  g_autoptr (KabDemo) child = demo ? kab_demo_new () : NULL;

  open_window (self, child);
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  g_assert_cmpint (
    kab_bar_get_revealed (KAB_BAR (get_part (window, KAB_TYPE_FRAME, "session_bar"))), ==, !demo);
}

static void
test_letters (World *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  g_autoptr (KabDemo) demo = kab_demo_new ();
  GtkWidget *bar, *button;
  KabWelcome *welcome;

  open_window (self, demo);
  WAIT_UNTIL (g_strcmp0 (gtk_editable_get_text (get_entry (window, KAB_TYPE_SIGN_IN_PAGE, "email")),
                         KAB_DEMO_EMAIL) == 0);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (window, KAB_TYPE_SIGN_IN_PAGE, "password")),
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
test_failure (World *self, gconstpointer data)
{
  kab_window_fail (self->window, "No <program> & no service");
  g_assert_cmpstr (get_shown (self), ==, "failed");
  g_assert_true (has_text (GTK_WIDGET (self->window), "No <program> & no service"));
}

static KabSides *
find_sides (World *self)
{
  return KAB_SIDES (get_part (GTK_WIDGET (self->window), KAB_TYPE_FRAME, "sides"));
}

/* There is a border around the frame where nothing composes the windows. How narrow a window may
 * get changes on the way, so it is asked for again. */
static gboolean
is_as_wide_as (World *self, int width)
{
  GtkWindow *window = GTK_WINDOW (self->window);
  int outer = gdk_surface_get_width (gtk_native_get_surface (GTK_NATIVE (window)));
  int now = gtk_widget_get_width (GTK_WIDGET (find_frame (self)));

  if (now != width)
    gtk_window_set_default_size (window, width + outer - now, 600);
  return now == width;
}

static void
resize (World *self, int width)
{
  WAIT_UNTIL (is_as_wide_as (self, width));
  WAIT_UNTIL (kab_sides_get_folded (find_sides (self)) == (width < 720));
}

/* The button that goes back to the navigation: libadwaita's own, or ours where it has none. */
static GtkWidget *
find_back (World *self)
{
  return find_icon_button (find_id (GTK_WIDGET (self->window), "content_bar"),
                           "go-previous-symbolic");
}

static void
test_width (World *self, gconstpointer data)
{
  static const char *const pages[] = { "information", "charges", "receipts", "accounts",
                                       "profile" };
  GtkWidget *frame, *stack;
  int minimum;

  open_window (self, NULL);
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  WAIT_UNTIL (kab_cabinet_get_details (self->page.cabinet) != NULL);
  frame = GTK_WIDGET (find_frame (self));
  stack = get_part (frame, KAB_TYPE_FRAME, "stack");
  resize (self, 1200);
  gtk_widget_measure (get_part (frame, KAB_TYPE_SIDES, "content"), GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum, NULL, NULL, NULL);
  g_test_message ("beside the navigation: %d", minimum);
  g_assert_cmpint (minimum, <=, 479);
  gtk_widget_measure (get_part (frame, KAB_TYPE_SIDES, "side"), GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum, NULL, NULL, NULL);
  g_test_message ("the navigation: %d", minimum);
  g_assert_cmpint (minimum, <=, 240);
  resize (self, 720);
  resize (self, 719);
  resize (self, 360);

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      show_page (self, pages[i]);
      gtk_widget_measure (frame, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_test_message ("%s: %d", pages[i], minimum);
      g_assert_cmpint (minimum, <=, 360);
    }

  /* On a narrow window a page lies over the navigation, and back returns to it. */
  g_assert_true (kab_sides_is_content_shown (find_sides (self)));
  press (find_back (self));
  g_assert_false (kab_sides_is_content_shown (find_sides (self)));
  WAIT_UNTIL (gtk_widget_get_mapped (find_row (self, 0)));
  WAIT_UNTIL (!gtk_widget_get_mapped (stack));
  show_page (self, "charges");
  g_assert_true (kab_sides_is_content_shown (find_sides (self)));
  WAIT_UNTIL (gtk_widget_get_mapped (stack));
  WAIT_UNTIL (!gtk_widget_get_mapped (find_row (self, 0)));

  /* Beside each other again, they are both there. */
  resize (self, 1000);
  WAIT_UNTIL (gtk_widget_get_mapped (find_row (self, 0)));
  g_assert_true (gtk_widget_get_mapped (stack));
  g_assert_cmpstr (get_shown (self), ==, "charges");
}

/* The menu is at the navigation, which a page lies over on a narrow window. */
static void
test_menu (World *self, gconstpointer data)
{
  static const int widths[] = { 1200, 360 };
  GtkMenuButton *button;

  open_window (self, NULL);
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  button = GTK_MENU_BUTTON (get_part (GTK_WIDGET (self->window), KAB_TYPE_FRAME, "menu_button"));
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      resize (self, widths[i]);
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.menu", NULL);
      g_assert_true (gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (button))));
      WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
      gtk_menu_button_popdown (button);
      show_page (self, "charges");
    }
}

static float
get_bottom (GtkWidget *widget, GtkWidget *ancestor)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, ancestor, &bounds));

  return bounds.origin.y + bounds.size.height;
}

/* A toast, once it has come up, leaves the zoom of a receipt in view. */
static void
test_toast_above_zoom (World *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  g_autoptr (GtkWidget) toast = NULL;
  GtkWidget *overlay, *zoom;
  int height;

  open_window (self, NULL);
  sign_in (self, "abc@sah67.ru");
  WAIT_SHOWN ("information");
  zoom = get_part (window, KAB_TYPE_PDF_VIEW, "zoom_box");
  gtk_widget_set_visible (zoom, TRUE);
  gtk_widget_measure (zoom, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, >, gtk_widget_get_margin_bottom (zoom));

  kab_toast_show (GTK_WIDGET (find_frame (self)), "Saved");
  overlay = find_child (window, ADW_TYPE_TOAST_OVERLAY);
  toast = g_object_ref (find_child (window, g_type_from_name ("AdwToastWidget")));
  WAIT_UNTIL (get_bottom (toast, overlay) <= (float) (gtk_widget_get_height (overlay) - height));
}

#define ADD(name, data, function) \
  g_test_add ("/window/" name, World, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  page_world_init (&argc, &argv);
  application = kab_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  ADD ("way-in-and-out", NULL, test_way_in_and_out);
  ADD ("actions", NULL, test_actions);
  ADD ("go-to", NULL, test_go_to);
  ADD ("tab", NULL, test_tab);
  ADD ("no-account", NULL, test_no_account);
  ADD ("accounts-not-known", NULL, test_accounts_not_known);
  ADD ("expiry", NULL, test_expiry);
  ADD ("expiry-other-user", NULL, test_expiry_other_user);
  ADD ("offline", NULL, test_offline);
  ADD ("not-remembered", GINT_TO_POINTER (FALSE), test_not_remembered);
  ADD ("not-remembered-demo", GINT_TO_POINTER (TRUE), test_not_remembered);
  ADD ("letters", NULL, test_letters);
  ADD ("failure", NULL, test_failure);
  ADD ("width", NULL, test_width);
  ADD ("toast-above-zoom", NULL, test_toast_above_zoom);
  ADD ("menu", NULL, test_menu);

  status = g_test_run ();
  g_object_unref (application);
  return status;
}
