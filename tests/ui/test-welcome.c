/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-code-page.h"
#include "kab-consent-row.h"
#include "kab-entry-row.h"
#include "kab-field-error.h"
#include "kab-registration-page.h"
#include "kab-reset-page.h"
#include "kab-sign-in-page.h"
#include "kab-welcome.h"
#include "page-world.h"

#define SIGN_IN    "POST /sessions"
#define REGISTER   "POST /registrations"
#define RESEND     "POST /registrations/code"
#define CONFIRM    "POST /registrations/confirmation"
#define RESET      "POST /password-resets"
#define RESET_DONE "POST /password-resets/confirmation"
#define ACCEPTED   "{\"email\":\"new@example.ru\",\"expires_at\":\"2030-01-01T00:00:00Z\"}"
#define SESSION \
  "{\"token\":\"t0ken\",\"expires_at\":\"2030-01-01T00:00:00Z\",\"profile\":" PAGE_PROFILE "}"
#define OPERATOR                                                                               \
  "{\"name\":\"АО\",\"title\":\"Личный кабинет\",\"contacts\":{\"phone\":\"\"," \
  "\"email\":\"\",\"site\":\"\",\"address\":\"\",\"hours\":\"\"},"                             \
  "\"password\":{\"min_length\":5,\"max_length\":10,"                                          \
  "\"alphabet\":\"latin_letters_and_digits\"},"                                                \
  "\"attach\":{\"fields\":[\"number\",\"receipt_amount\"]},\"payee\":{\"name\":\"\","          \
  "\"inn\":\"\",\"kpp\":\"\",\"account\":\"\",\"bank\":\"\",\"bic\":\"\","                     \
  "\"correspondent_account\":\"\"},\"documents\":["                                            \
  "{\"kind\":\"terms\",\"title\":\"Terms\",\"url\":\"https://a.ru/t\",\"version\":\"1\"},"     \
  "{\"kind\":\"personal_data\",\"title\":\"Data\",\"url\":\"https://a.ru/d\","                 \
  "\"version\":\"2\"}]}"

static KabWelcome *
open_welcome (PageWorld *world)
{
  KabWelcome *welcome = kab_welcome_new (world->cabinet);

  fake_service_answer_json (world->service, "GET /operator", 200, OPERATOR);
  fake_service_answer_json (world->service, "GET /accounts", 200, PAGE_ACCOUNTS (""));
  kab_cabinet_load_operator (world->cabinet);
  page_world_show (world, GTK_WIDGET (welcome), 360, 640);
  WAIT_UNTIL (kab_cabinet_get_operator (world->cabinet) != NULL);
  g_assert_cmpstr (get_state (GTK_WIDGET (welcome)), ==, "content");
  g_assert_cmpstr (kab_welcome_get_page (welcome), ==, "sign-in");
  return welcome;
}

static void
type (KabWelcome *welcome, GType page, const char *field, const char *text)
{
  gtk_editable_set_text (get_entry (GTK_WIDGET (welcome), page, field), text);
}

static const char *
get_error (KabWelcome *welcome, GType page, const char *name)
{
  return kab_field_error_get_text (KAB_FIELD_ERROR (get_part (GTK_WIDGET (welcome), page, name)));
}

/* As Enter in the field does. */
static void
activate (KabWelcome *welcome, GType page, const char *field)
{
  GtkWidget *entry = get_part (GTK_WIDGET (welcome), page, field);

  g_signal_emit_by_name (entry, KAB_IS_ENTRY_ROW (entry) ? "entry-activated" : "activate");
}

static char *
get_message (KabWelcome *welcome, GType page)
{
  char *message = NULL;

  g_object_get (find_child (GTK_WIDGET (welcome), page), "message", &message, NULL);
  return message;
}

static gboolean
is_busy (KabWelcome *welcome, GType page)
{
  return kab_welcome_page_is_busy (KAB_WELCOME_PAGE (find_child (GTK_WIDGET (welcome), page)));
}

static void
go_to (KabWelcome *welcome, const char *page)
{
  gtk_widget_activate_action (GTK_WIDGET (welcome), "welcome.show", "s", page);
  g_assert_cmpstr (kab_welcome_get_page (welcome), ==, page);
}

static void
test_sign_in (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = open_welcome (world);

  type (welcome, KAB_TYPE_SIGN_IN_PAGE, "email", " ABC@sah67.ru ");
  type (welcome, KAB_TYPE_SIGN_IN_PAGE, "password", "kabinet1");
  activate (welcome, KAB_TYPE_SIGN_IN_PAGE, "password");
  WAIT_UNTIL (kab_cabinet_get_state (world->cabinet) == KAB_CABINET_SIGNED_IN);
  g_assert_nonnull (strstr (fake_service_get_body (world->service, SIGN_IN), "abc@sah67.ru"));
  page_world_close (world, GTK_WIDGET (welcome));
}

static void
test_sign_in_fields (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = open_welcome (world);

  activate (welcome, KAB_TYPE_SIGN_IN_PAGE, "email");
  g_assert_cmpstr (get_error (welcome, KAB_TYPE_SIGN_IN_PAGE, "email_error"), ==,
                   "Enter your e-mail address.");
  g_assert_cmpstr (get_error (welcome, KAB_TYPE_SIGN_IN_PAGE, "password_error"), ==,
                   "Enter the password.");
  g_assert_cmpuint (fake_service_count (world->service, SIGN_IN), ==, 0);

  type (welcome, KAB_TYPE_SIGN_IN_PAGE, "email", "abc@sah67.ru");
  g_assert_null (get_error (welcome, KAB_TYPE_SIGN_IN_PAGE, "email_error"));
  page_world_close (world, GTK_WIDGET (welcome));
}

static void
test_sign_in_refused (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = open_welcome (world);
  g_autofree char *message = NULL;

  fake_service_answer_problem (world->service, SIGN_IN, 401, "wrong_credentials");
  type (welcome, KAB_TYPE_SIGN_IN_PAGE, "email", "abc@sah67.ru");
  type (welcome, KAB_TYPE_SIGN_IN_PAGE, "password", "wrong");
  activate (welcome, KAB_TYPE_SIGN_IN_PAGE, "password");
  WAIT_UNTIL (get_error (welcome, KAB_TYPE_SIGN_IN_PAGE, "password_error") != NULL);
  g_assert_false (is_busy (welcome, KAB_TYPE_SIGN_IN_PAGE));

  fake_service_answer_problem (world->service, SIGN_IN, 500, "internal");
  activate (welcome, KAB_TYPE_SIGN_IN_PAGE, "password");
  WAIT_UNTIL (!is_busy (welcome, KAB_TYPE_SIGN_IN_PAGE));
  message = get_message (welcome, KAB_TYPE_SIGN_IN_PAGE);
  g_assert_nonnull (message);
  g_assert_null (get_error (welcome, KAB_TYPE_SIGN_IN_PAGE, "password_error"));
  page_world_close (world, GTK_WIDGET (welcome));
}

static void
test_leaving_cancels (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = open_welcome (world);
  g_autofree char *message = NULL;

  fake_service_hold (world->service, SIGN_IN);
  type (welcome, KAB_TYPE_SIGN_IN_PAGE, "email", "abc@sah67.ru");
  type (welcome, KAB_TYPE_SIGN_IN_PAGE, "password", "kabinet1");
  activate (welcome, KAB_TYPE_SIGN_IN_PAGE, "password");
  activate (welcome, KAB_TYPE_SIGN_IN_PAGE, "password"); /* a second press does nothing */
  WAIT_UNTIL (fake_service_count_held (world->service, SIGN_IN) == 1);
  g_assert_true (is_busy (welcome, KAB_TYPE_SIGN_IN_PAGE));

  go_to (welcome, "reset");
  WAIT_UNTIL (!is_busy (welcome, KAB_TYPE_SIGN_IN_PAGE));
  fake_service_release (world->service, SIGN_IN);
  run_until_idle ();
  g_assert_cmpint (kab_cabinet_get_state (world->cabinet), !=, KAB_CABINET_SIGNED_IN);
  message = get_message (welcome, KAB_TYPE_SIGN_IN_PAGE);
  g_assert_null (message);
  page_world_close (world, GTK_WIDGET (welcome));
}

static void
test_closing_cancels (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = open_welcome (world);

  fake_service_hold (world->service, SIGN_IN);
  type (welcome, KAB_TYPE_SIGN_IN_PAGE, "email", "abc@sah67.ru");
  type (welcome, KAB_TYPE_SIGN_IN_PAGE, "password", "kabinet1");
  activate (welcome, KAB_TYPE_SIGN_IN_PAGE, "password");
  WAIT_UNTIL (fake_service_count_held (world->service, SIGN_IN) == 1);
  page_world_close (world, GTK_WIDGET (welcome));
  fake_service_release (world->service, SIGN_IN);
}

static void
agree (KabWelcome *welcome, guint index)
{
  GtkListBox *list =
    GTK_LIST_BOX (get_part (GTK_WIDGET (welcome), KAB_TYPE_REGISTRATION_PAGE, "consents"));

  /* Each consent is followed by the row of its error. */
  kab_consent_row_set_agreed (
    KAB_CONSENT_ROW (gtk_list_box_get_row_at_index (list, (int) index * 2)), TRUE);
}

static gboolean
lacks_consent (KabWelcome *welcome, guint index)
{
  GtkListBox *list =
    GTK_LIST_BOX (get_part (GTK_WIDGET (welcome), KAB_TYPE_REGISTRATION_PAGE, "consents"));
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) index * 2 + 1);

  return kab_field_error_get_text (KAB_FIELD_ERROR (row)) != NULL;
}

static KabWelcome *
open_code_page (PageWorld *world)
{
  KabWelcome *welcome = open_welcome (world);

  fake_service_answer_json (world->service, REGISTER, 202, ACCEPTED);
  go_to (welcome, "registration");
  type (welcome, KAB_TYPE_REGISTRATION_PAGE, "email", "new@example.ru");
  type (welcome, KAB_TYPE_REGISTRATION_PAGE, "password", "kabin1");
  agree (welcome, 0);
  agree (welcome, 1);
  activate (welcome, KAB_TYPE_REGISTRATION_PAGE, "password");
  WAIT_UNTIL (g_strcmp0 (kab_welcome_get_page (welcome), "code") == 0);
  return welcome;
}

static void
test_registration_fields (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = open_welcome (world);

  go_to (welcome, "registration");
  type (welcome, KAB_TYPE_REGISTRATION_PAGE, "email", "new@");
  type (welcome, KAB_TYPE_REGISTRATION_PAGE, "password", "kab");
  agree (welcome, 0);
  activate (welcome, KAB_TYPE_REGISTRATION_PAGE, "email");
  g_assert_cmpstr (get_error (welcome, KAB_TYPE_REGISTRATION_PAGE, "email_error"), ==,
                   "This does not look like an e-mail address.");
  g_assert_cmpstr (get_error (welcome, KAB_TYPE_REGISTRATION_PAGE, "password_error"), ==,
                   "At least 5 characters are needed.");
  g_assert_false (lacks_consent (welcome, 0));
  g_assert_true (lacks_consent (welcome, 1));
  g_assert_cmpuint (fake_service_count (world->service, REGISTER), ==, 0);

  /* With the fields in order the focus goes to the first box that lacks a tick. */
  type (welcome, KAB_TYPE_REGISTRATION_PAGE, "email", "new@example.ru");
  type (welcome, KAB_TYPE_REGISTRATION_PAGE, "password", "kabin1");
  activate (welcome, KAB_TYPE_REGISTRATION_PAGE, "email");
  g_assert_true (lacks_consent (welcome, 1));
  g_assert_true (GTK_IS_CHECK_BUTTON (gtk_window_get_focus (GTK_WINDOW (world->window))));
  agree (welcome, 1);
  g_assert_false (lacks_consent (welcome, 1));
  page_world_close (world, GTK_WIDGET (welcome));
}

static void
test_registration_refused (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = open_welcome (world);

  fake_service_answer (world->service, REGISTER, 422, "application/problem+json",
                       "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":422,"
                       "\"code\":\"invalid_input\",\"fields\":{\"password\":\"bad_characters\"}}");
  go_to (welcome, "registration");
  type (welcome, KAB_TYPE_REGISTRATION_PAGE, "email", "new@example.ru");
  type (welcome, KAB_TYPE_REGISTRATION_PAGE, "password", "kabin1");
  agree (welcome, 0);
  agree (welcome, 1);
  activate (welcome, KAB_TYPE_REGISTRATION_PAGE, "email");
  WAIT_UNTIL (get_error (welcome, KAB_TYPE_REGISTRATION_PAGE, "password_error") != NULL);
  g_assert_cmpstr (get_error (welcome, KAB_TYPE_REGISTRATION_PAGE, "password_error"), ==,
                   "Use Latin letters and digits only.");
  g_assert_cmpstr (kab_welcome_get_page (welcome), ==, "registration");
  page_world_close (world, GTK_WIDGET (welcome));
}

static void
test_registration (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = open_code_page (world);
  const char *body = fake_service_get_body (world->service, REGISTER);

  g_assert_nonnull (strstr (body, "\"terms\""));
  g_assert_nonnull (strstr (body, "\"personal_data\""));
  g_assert_true (
    has_text (GTK_WIDGET (welcome), "We sent an e-mail with a code to new@example.ru."));
  g_assert_true (kab_welcome_get_wants_code (welcome));

  type (welcome, KAB_TYPE_CODE_PAGE, "code", "12");
  activate (welcome, KAB_TYPE_CODE_PAGE, "code");
  g_assert_cmpstr (get_error (welcome, KAB_TYPE_CODE_PAGE, "code_error"), ==,
                   "The code has six digits.");

  fake_service_answer_problem (world->service, CONFIRM, 422, "code_wrong");
  type (welcome, KAB_TYPE_CODE_PAGE, "code", "code: 111-222!");
  activate (welcome, KAB_TYPE_CODE_PAGE, "code");
  WAIT_UNTIL (get_error (welcome, KAB_TYPE_CODE_PAGE, "code_error") != NULL);
  g_assert_nonnull (strstr (fake_service_get_body (world->service, CONFIRM), "\"111222\""));

  fake_service_answer_json (world->service, CONFIRM, 201, SESSION);
  g_assert_true (kab_welcome_insert_code (welcome, "123456"));
  g_assert_null (get_error (welcome, KAB_TYPE_CODE_PAGE, "code_error"));
  activate (welcome, KAB_TYPE_CODE_PAGE, "code");
  WAIT_UNTIL (kab_cabinet_get_state (world->cabinet) == KAB_CABINET_SIGNED_IN);
  page_world_close (world, GTK_WIDGET (welcome));
}

static void
test_expired_code (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = open_code_page (world);
  GtkWidget *resend = get_part (GTK_WIDGET (welcome), KAB_TYPE_CODE_PAGE, "resend");

  g_assert_false (gtk_widget_get_sensitive (resend));
  fake_service_answer_problem (world->service, CONFIRM, 410, "code_expired");
  type (welcome, KAB_TYPE_CODE_PAGE, "code", "123456");
  activate (welcome, KAB_TYPE_CODE_PAGE, "code");
  WAIT_UNTIL (get_error (welcome, KAB_TYPE_CODE_PAGE, "code_error") != NULL);
  g_assert_true (gtk_widget_get_sensitive (resend));

  /* The service knows better how long to wait. */
  fake_service_answer (world->service, RESEND, 429, "application/problem+json",
                       "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":429,"
                       "\"code\":\"too_many_attempts\",\"retry_after\":125}");
  press (resend);
  WAIT_UNTIL (!is_busy (welcome, KAB_TYPE_CODE_PAGE));
  g_assert_false (gtk_widget_get_sensitive (resend));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (resend)), ==, "A new code in 2:05");
  page_world_close (world, GTK_WIDGET (welcome));
}

static void
test_reset (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = open_welcome (world);

  fake_service_answer_json (world->service, RESET, 202, "{}");
  go_to (welcome, "reset");
  activate (welcome, KAB_TYPE_RESET_PAGE, "address");
  g_assert_nonnull (get_error (welcome, KAB_TYPE_RESET_PAGE, "address_error"));
  type (welcome, KAB_TYPE_RESET_PAGE, "address", "abc@sah67.ru");
  activate (welcome, KAB_TYPE_RESET_PAGE, "address");
  WAIT_UNTIL (kab_welcome_get_wants_code (welcome));

  activate (welcome, KAB_TYPE_RESET_PAGE, "password");
  g_assert_nonnull (get_error (welcome, KAB_TYPE_RESET_PAGE, "code_error"));
  g_assert_nonnull (get_error (welcome, KAB_TYPE_RESET_PAGE, "password_error"));

  fake_service_answer (world->service, RESET_DONE, 204, NULL, NULL);
  type (welcome, KAB_TYPE_RESET_PAGE, "code", "123 456");
  type (welcome, KAB_TYPE_RESET_PAGE, "password", "kabin2");
  activate (welcome, KAB_TYPE_RESET_PAGE, "password");
  WAIT_UNTIL (g_strcmp0 (kab_welcome_get_page (welcome), "sign-in") == 0);
  g_assert_cmpstr (gtk_editable_get_text (
                     get_entry (GTK_WIDGET (welcome), KAB_TYPE_SIGN_IN_PAGE, "email")),
                   ==, "abc@sah67.ru");
  g_assert_false (kab_welcome_insert_code (welcome, "123456"));
  page_world_close (world, GTK_WIDGET (welcome));
}

/* The letter went where it was asked for, whatever is typed meanwhile. */
static void
test_reset_retyped (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = open_welcome (world);

  fake_service_hold (world->service, RESET);
  go_to (welcome, "reset");
  type (welcome, KAB_TYPE_RESET_PAGE, "address", "abc@sah67.ru");
  activate (welcome, KAB_TYPE_RESET_PAGE, "address");
  WAIT_UNTIL (fake_service_count_held (world->service, RESET) == 1);
  type (welcome, KAB_TYPE_RESET_PAGE, "address", "abc@sah67.r");
  fake_service_answer_json (world->service, RESET, 202, "{}");
  fake_service_release (world->service, RESET);
  WAIT_UNTIL (kab_welcome_get_wants_code (welcome));
  g_assert_true (has_text (GTK_WIDGET (welcome), "We sent an e-mail with a code to abc@sah67.ru."));
  page_world_close (world, GTK_WIDGET (welcome));
}

static void
test_way_back (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = open_code_page (world);

  gtk_widget_activate_action (GTK_WIDGET (welcome), "welcome.back", NULL);
  g_assert_cmpstr (kab_welcome_get_page (welcome), ==, "registration");
  g_assert_cmpstr (gtk_editable_get_text (
                     get_entry (GTK_WIDGET (welcome), KAB_TYPE_REGISTRATION_PAGE, "email")),
                   ==, "new@example.ru");
  gtk_widget_activate_action (GTK_WIDGET (welcome), "welcome.back", NULL);
  g_assert_cmpstr (kab_welcome_get_page (welcome), ==, "sign-in");
  gtk_widget_activate_action (GTK_WIDGET (welcome), "welcome.back", NULL);
  g_assert_cmpstr (kab_welcome_get_page (welcome), ==, "sign-in");
  page_world_close (world, GTK_WIDGET (welcome));
}

static void
test_service_down (PageWorld *world, gconstpointer data)
{
  KabWelcome *welcome = kab_welcome_new (world->cabinet);

  fake_service_answer_problem (world->service, "GET /operator", 500, "internal");
  kab_cabinet_load_operator (world->cabinet);
  page_world_show (world, GTK_WIDGET (welcome), 360, 640);
  WAIT_UNTIL (g_str_equal (get_state (GTK_WIDGET (welcome)), "failed"));

  fake_service_answer_json (world->service, "GET /operator", 200, OPERATOR);
  press (get_part (GTK_WIDGET (welcome), g_type_from_name ("KabStateStack"), "retry_button"));
  WAIT_UNTIL (g_str_equal (get_state (GTK_WIDGET (welcome)), "content"));
  page_world_close (world, GTK_WIDGET (welcome));
}

/* Nothing is cut at 360, with the widest of what can stand on a page. */
static void
test_width (PageWorld *world, gconstpointer data)
{
  static const char *const pages[] = { "sign-in", "registration", "code", "reset" };
  KabWelcome *welcome = open_welcome (world);

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      int minimum;

      go_to (welcome, pages[i]);
      activate (welcome, KAB_TYPE_SIGN_IN_PAGE, "email");
      activate (welcome, KAB_TYPE_REGISTRATION_PAGE, "email");
      activate (welcome, KAB_TYPE_CODE_PAGE, "code");
      activate (welcome, KAB_TYPE_RESET_PAGE, "address");
      gtk_widget_measure (GTK_WIDGET (welcome), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                          NULL, NULL);
      g_test_message ("%s: %d", pages[i], minimum);
      g_assert_cmpint (minimum, <=, 360);
    }
  page_world_close (world, GTK_WIDGET (welcome));
}

#define ADD(name, function) \
  g_test_add ("/welcome/" name, PageWorld, NULL, page_world_set_up, function, page_world_tear_down)

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);

  ADD ("sign-in", test_sign_in);
  ADD ("sign-in-fields", test_sign_in_fields);
  ADD ("sign-in-refused", test_sign_in_refused);
  ADD ("leaving-cancels", test_leaving_cancels);
  ADD ("closing-cancels", test_closing_cancels);
  ADD ("registration-fields", test_registration_fields);
  ADD ("registration-refused", test_registration_refused);
  ADD ("registration", test_registration);
  ADD ("expired-code", test_expired_code);
  ADD ("reset", test_reset);
  ADD ("reset-retyped", test_reset_retyped);
  ADD ("way-back", test_way_back);
  ADD ("service-down", test_service_down);
  ADD ("width", test_width);

  return g_test_run ();
}
