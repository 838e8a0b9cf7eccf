/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-bar.h"
#include "kab-busy-button.h"
#include "kab-error.h"
#include "kab-entry-row.h"
#include "kab-field-error.h"
#include "kab-spinner.h"
#include "kab-state-stack.h"
#include "kab-toast.h"
#include "page-world.h"

typedef struct
{
  GtkWidget *stack;
  KabLoad *load;
  guint n_retries;
} World;

static void
retry_cb (World *self)
{
  self->n_retries++;
}

static void
set_up (World *self, gconstpointer data)
{
  self->load = kab_load_new ();
  self->stack = g_object_new (KAB_TYPE_STATE_STACK, "content", gtk_label_new ("content"), "load",
                              self->load, NULL);
  g_object_ref_sink (self->stack);
  g_signal_connect_swapped (self->stack, "retry", G_CALLBACK (retry_cb), self);
}

static void
tear_down (World *self, gconstpointer data)
{
  g_assert_finalize_object (self->stack);
  g_assert_finalize_object (self->load);
}

static const char *
get_shown (World *self)
{
  return kab_state_stack_get_visible_state (KAB_STATE_STACK (self->stack));
}

static void
succeed (World *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  kab_load_start (self->load);
  kab_load_succeed (self->load, now);
}

static void
fail (World *self, KabErrorCode code)
{
  g_autoptr (GError) error = kab_error_new (code, "test");

  kab_load_start (self->load);
  kab_load_fail (self->load, error);
}

static void
test_states (World *self, gconstpointer data)
{
  g_assert_cmpstr (get_shown (self), ==, "loading");
  kab_load_start (self->load);
  g_assert_cmpstr (get_shown (self), ==, "loading");
  kab_load_reset (self->load);
  fail (self, KAB_ERROR_INTERNAL);
  g_assert_cmpstr (get_shown (self), ==, "failed");
  kab_load_start (self->load);
  g_assert_cmpstr (get_shown (self), ==, "loading");
  kab_load_reset (self->load);
  succeed (self);
  g_assert_cmpstr (get_shown (self), ==, "content");

  /* What was there stays while it is fetched again, and when that fails. */
  kab_load_start (self->load);
  g_assert_cmpstr (get_shown (self), ==, "content");
  kab_load_reset (self->load);
  g_assert_cmpstr (get_shown (self), ==, "loading");

  kab_state_stack_set_load (KAB_STATE_STACK (self->stack), NULL);
  g_assert_cmpstr (get_shown (self), ==, "content");
}

static void
test_empty (World *self, gconstpointer data)
{
  KabStateStack *stack = KAB_STATE_STACK (self->stack);

  kab_state_stack_set_is_empty (stack, TRUE);
  succeed (self);
  g_assert_cmpstr (get_shown (self), ==, "content"); /* there is nothing to show instead */
  kab_state_stack_set_empty_child (stack, gtk_label_new ("empty"));
  g_assert_cmpstr (get_shown (self), ==, "empty");
  kab_state_stack_set_is_empty (stack, FALSE);
  g_assert_cmpstr (get_shown (self), ==, "content");

  kab_state_stack_set_is_empty (stack, TRUE);
  kab_load_reset (self->load);
  g_assert_cmpstr (get_shown (self), ==, "empty");
  kab_load_start (self->load);
  g_assert_cmpstr (get_shown (self), ==, "loading");
}

static void
test_failure (World *self, gconstpointer data)
{
  static const struct
  {
    KabErrorCode code;
    const char *title;
    gboolean retryable;
  } cases[] = {
    { KAB_ERROR_OFFLINE, "No connection to the service", TRUE },
    { KAB_ERROR_TIMED_OUT, "No connection to the service", TRUE },
    { KAB_ERROR_INTERNAL, "It did not work", TRUE },
    { KAB_ERROR_NOT_FOUND, "It did not work", FALSE },
  };
  GtkWidget *button = get_part (self->stack, KAB_TYPE_STATE_STACK, "retry_button");
  GtkWidget *page = get_part (self->stack, KAB_TYPE_STATE_STACK, "failed_page");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", kab_error_code_get_title (cases[i].code));
      fail (self, cases[i].code);
      g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (page)), ==, cases[i].title);
      g_assert_cmpint (gtk_widget_get_visible (button), ==, cases[i].retryable);
      /* What to do; not once more what the title says. */
      g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)), !=, "");
      g_assert_null (g_strrstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)),
                                "connection to the service"));
    }
  press (button);
  g_assert_cmpuint (self->n_retries, ==, 1);
}

/* Who presses [Retry] by keyboard is on it again when it fails again, and else in what has come. */
static void
test_focus (World *self, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *other = gtk_button_new_with_label ("before it");
  GtkWidget *content = gtk_button_new_with_label ("content");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *retry = get_part (self->stack, KAB_TYPE_STATE_STACK, "retry_button");

  kab_state_stack_set_content (KAB_STATE_STACK (self->stack), content);
  gtk_box_append (GTK_BOX (box), other);
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));

  fail (self, KAB_ERROR_INTERNAL);
  WAIT_UNTIL (gtk_widget_get_mapped (retry));
  gtk_widget_grab_focus (retry);
  kab_load_start (self->load);
  WAIT_UNTIL (!gtk_widget_get_mapped (retry));
  run_until_idle ();
  fail (self, KAB_ERROR_INTERNAL);
  WAIT_UNTIL (gtk_window_get_focus (GTK_WINDOW (window)) == retry);
  kab_load_start (self->load);
  WAIT_UNTIL (!gtk_widget_get_mapped (retry));
  run_until_idle ();
  succeed (self);
  WAIT_UNTIL (gtk_window_get_focus (GTK_WINDOW (window)) == content);

  /* Who is elsewhere by then stays there. */
  kab_load_reset (self->load);
  fail (self, KAB_ERROR_INTERNAL);
  WAIT_UNTIL (gtk_widget_get_mapped (retry));
  gtk_widget_grab_focus (retry);
  kab_load_start (self->load);
  WAIT_UNTIL (!gtk_widget_get_mapped (retry));
  gtk_widget_grab_focus (other);
  succeed (self);
  run_until_idle ();
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == other);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_stale (World *self, gconstpointer data)
{
  GtkWidget *bar = get_part (self->stack, KAB_TYPE_STATE_STACK, "stale_bar");

  succeed (self);
  g_assert_false (kab_bar_get_revealed (KAB_BAR (bar)));
  fail (self, KAB_ERROR_BILLING_UNAVAILABLE);
  g_assert_cmpstr (get_shown (self), ==, "content");
  g_assert_true (kab_bar_get_revealed (KAB_BAR (bar)));
  press (find_label_button (bar, "Retry"));
  g_assert_cmpuint (self->n_retries, ==, 1);

  /* The window says this one, for all pages at once. */
  fail (self, KAB_ERROR_OFFLINE);
  g_assert_cmpstr (get_shown (self), ==, "content");
  g_assert_false (kab_bar_get_revealed (KAB_BAR (bar)));
}

/* The delay is looked at and ended by hand: nobody waits for it here. */
static GSource *
find_delay (GtkWidget *spinner)
{
  return g_main_context_find_source_by_user_data (NULL, spinner);
}

static void
test_spinner (World *self, gconstpointer data)
{
  GtkWidget *spinner = get_part (self->stack, KAB_TYPE_STATE_STACK, "spinner");
  GSource *delay;
  gint64 wait;

  g_assert_null (find_delay (spinner));
  kab_load_start (self->load);
  delay = find_delay (spinner);
  g_assert_nonnull (delay);
  wait = g_source_get_ready_time (delay) - g_get_monotonic_time ();
  g_assert_cmpint (wait, >, 0);
  g_assert_cmpint (wait, <=, KAB_SPINNER_DELAY_MS * G_TIME_SPAN_MILLISECOND);
  g_assert_false (kab_spinner_is_spinning (KAB_SPINNER (spinner)));

  g_source_set_ready_time (delay, 0);
  WAIT_UNTIL (kab_spinner_is_spinning (KAB_SPINNER (spinner)));
  g_assert_null (find_delay (spinner));

  succeed (self);
  g_assert_false (kab_spinner_is_spinning (KAB_SPINNER (spinner)));
  kab_load_start (self->load);
  g_assert_null (find_delay (spinner)); /* there is something to look at */
}

static void
test_quick_load (World *self, gconstpointer data)
{
  GtkWidget *spinner = get_part (self->stack, KAB_TYPE_STATE_STACK, "spinner");

  kab_load_start (self->load);
  succeed (self);
  g_assert_null (find_delay (spinner));
  g_assert_false (kab_spinner_is_spinning (KAB_SPINNER (spinner)));
}

static void
test_busy_button (void)
{
  GtkWidget *button = g_object_new (KAB_TYPE_BUSY_BUTTON, "text", "_Go", NULL);
  GtkWidget *spinner = get_part (button, KAB_TYPE_BUSY_BUTTON, "spinner");
  GtkWidget *label = get_part (button, KAB_TYPE_BUSY_BUTTON, "label");

  g_object_ref_sink (button);
  kab_busy_button_set_busy (KAB_BUSY_BUTTON (button), TRUE);
  g_assert_cmpfloat (gtk_widget_get_opacity (label), ==, 1.0);
  g_source_set_ready_time (find_delay (spinner), 0);
  WAIT_UNTIL (gtk_widget_get_opacity (label) < 0.5);
  kab_busy_button_set_busy (KAB_BUSY_BUTTON (button), FALSE);
  g_assert_cmpfloat (gtk_widget_get_opacity (label), ==, 1.0);
  g_assert_finalize_object (button);
}

static void
test_field_error (void)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = g_object_new (KAB_TYPE_ENTRY_ROW, NULL);
  GtkWidget *error = g_object_new (KAB_TYPE_FIELD_ERROR, "field", entry, NULL);

  g_object_ref_sink (list);
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  gtk_list_box_append (GTK_LIST_BOX (list), error);
  g_assert_false (gtk_widget_get_visible (error));

  kab_field_error_set_text (KAB_FIELD_ERROR (error), "<b> & so on");
  g_assert_true (gtk_widget_get_visible (error));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_true (has_text (error, "<b> & so on"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "x");
  g_assert_false (gtk_widget_get_visible (error));
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_finalize_object (list);
}

/* Who reads the screen reads dots; the program reads the password. */
static void
test_password_row (void)
{
  GtkWidget *row = g_object_new (KAB_TYPE_ENTRY_ROW, "title", "Password", "password", TRUE, NULL);
  GtkEditable *entry = gtk_editable_get_delegate (GTK_EDITABLE (row));
  g_autofree char *text = NULL;

  g_object_ref_sink (row);
  gtk_editable_set_text (GTK_EDITABLE (row), "kab1");
  g_object_get (row, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "kab1");
  g_assert_cmpstr (kab_entry_row_get_text (KAB_ENTRY_ROW (row)), ==, "kab1");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "●●●●");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "●●●●");
  press (find_id (row, "reveal_button"));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "kab1");
  press (find_id (row, "reveal_button"));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "●●●●");
  g_assert_finalize_object (row);
}

static void
test_toast (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *page = gtk_label_new ("page");
  GtkWidget *stranger = gtk_label_new ("in no window");
  g_autoptr (GError) expired = kab_error_new (KAB_ERROR_SESSION_EXPIRED, "test");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "test");
  g_autoptr (GError) offline = kab_error_new (KAB_ERROR_OFFLINE, "test");
  g_autofree char *sentence = kab_error_to_sentence (offline);
  AdwToast *toast;

  g_object_ref_sink (overlay);
  g_object_ref_sink (stranger);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);

  toast = kab_toast_show (page, "a <b> & c");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (adw_toast_get_custom_title (toast))), ==,
                   "a <b> & c");
  g_assert_null (kab_toast_show (stranger, "nobody sees this"));
  kab_toast_show_error (page, expired);
  kab_toast_show_error (page, cancelled);
  g_assert_true (has_text (overlay, "a <b> & c"));
  g_assert_false (has_text (overlay, sentence));
  adw_toast_dismiss (toast);
  kab_toast_show_error (page, offline);
  WAIT_UNTIL (has_text (overlay, sentence));

  g_assert_finalize_object (stranger);
  g_object_unref (overlay);
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);

  g_test_add ("/state-stack/states", World, NULL, set_up, test_states, tear_down);
  g_test_add ("/state-stack/empty", World, NULL, set_up, test_empty, tear_down);
  g_test_add ("/state-stack/failure", World, NULL, set_up, test_failure, tear_down);
  g_test_add ("/state-stack/focus", World, NULL, set_up, test_focus, tear_down);
  g_test_add ("/state-stack/stale", World, NULL, set_up, test_stale, tear_down);
  g_test_add ("/state-stack/spinner", World, NULL, set_up, test_spinner, tear_down);
  g_test_add ("/state-stack/quick-load", World, NULL, set_up, test_quick_load, tear_down);
  g_test_add_func ("/busy-button", test_busy_button);
  g_test_add_func ("/field-error", test_field_error);
  g_test_add_func ("/password-row", test_password_row);
  g_test_add_func ("/toast", test_toast);

  return g_test_run ();
}
