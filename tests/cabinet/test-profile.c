/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "rules-world.h"

#define EMAIL    "ivanov@example.ru"
#define PASSWORD "kabinet1"

static void
test_update (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;
  const gboolean yes = TRUE;

  rules_world_sign_in (world, session, &visitor);
  g_autoptr (KabProfile) named =
    kab_rules_update_profile (world->rules, &visitor, " Иван Иванов ", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kab_profile_get_name (named), ==, "Иван Иванов");
  g_autoptr (KabProfile) called =
    kab_rules_update_profile (world->rules, &visitor, NULL, "+7 (900) 123-45-67", &yes, &error);
  g_assert_no_error (error);

  g_autoptr (KabProfile) profile = kab_rules_get_profile (world->rules, &visitor, &error);
  g_assert_cmpstr (kab_profile_get_email (profile), ==, EMAIL);
  g_assert_cmpstr (kab_profile_get_name (profile), ==, "Иван Иванов");
  g_assert_cmpstr (kab_profile_get_phone (profile), ==, "+7 (900) 123-45-67");
  g_assert_true (kab_profile_get_receipts_by_mail (profile));
  g_assert_cmpuint (kab_profile_get_consents (profile)->len, ==, 2);

  g_autoptr (KabProfile) emptied =
    kab_rules_update_profile (world->rules, &visitor, "", "", NULL, &error);
  g_assert_cmpstr (kab_profile_get_name (emptied), ==, "");
  g_assert_true (kab_profile_get_receipts_by_mail (emptied));
}

static void
test_input (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  g_autoptr (GString) name = g_string_new (NULL);
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 120; i++)
    g_string_append (name, "Я");
  rules_world_sign_in (world, session, &visitor);
  g_autoptr (KabProfile) longest =
    kab_rules_update_profile (world->rules, &visitor, name->str, "12345678901234567890123456789012",
                              NULL, &error);
  g_assert_no_error (error);

  g_string_append (name, "Я");
  const struct
  {
    const char *name;
    const char *phone;
    const char *field;
    const char *reason;
  } cases[] = {
    { name->str, NULL, "name", "too_long" },
    { "Иван\nИванов", NULL, "name", "bad_characters" },
    { "Иван\u2028", NULL, "name", "bad_characters" },
    { NULL, "123456789012345678901234567890123", "phone", "too_long" },
    { NULL, "позвоните", "phone", "bad_characters" },
    { NULL, "8 800 доб. 2", "phone", "bad_characters" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_null (kab_rules_update_profile (world->rules, &visitor, cases[i].name,
                                               cases[i].phone, NULL, &error));
      g_assert_cmpstr (kab_error_get_field (error, cases[i].field), ==, cases[i].reason);
      rules_assert_refused (error, KAB_ERROR_INVALID_INPUT);
    }
}

static gboolean
can_sign_in (RulesWorld *world, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabSession) session =
    kab_rules_sign_in (world->rules, EMAIL, password, &rules_caller, &error);

  if (session == NULL)
    g_assert_error (error, KAB_ERROR, KAB_ERROR_WRONG_CREDENTIALS);
  return session != NULL;
}

static gboolean
change (RulesWorld *world,
        const KabVisitor *visitor,
        const char *current,
        const char *next,
        GError **error)
{
  return kab_rules_change_password (world->rules, visitor, current, next, &rules_caller, error);
}

static void
test_password (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  g_auto (KabVisitor) visitor = { 0 };
  g_auto (KabVisitor) again = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KabSession) other =
    kab_rules_sign_in (world->rules, EMAIL, PASSWORD, &rules_caller, &error);

  rules_world_sign_in (world, session, &visitor);
  g_assert_false (change (world, &visitor, "kabinet9", "another2", &error));
  rules_assert_refused (error, KAB_ERROR_WRONG_CREDENTIALS);
  g_assert_false (change (world, &visitor, PASSWORD, "no", &error));
  g_assert_cmpstr (kab_error_get_field (error, "new"), ==, "too_short");
  rules_assert_refused (error, KAB_ERROR_INVALID_INPUT);
  g_assert_true (can_sign_in (world, PASSWORD));

  g_assert_true (change (world, &visitor, PASSWORD, "another2", &error));
  g_assert_no_error (error);
  g_assert_false (can_sign_in (world, PASSWORD));
  g_assert_true (can_sign_in (world, "another2"));
  /* The session that changed it goes on, the others have ended. */
  rules_world_sign_in (world, session, &again);
  g_clear_pointer (&again.session, g_free);
  g_assert_false (
    kab_rules_authorise (world->rules, kab_session_get_token (other), &again, &error));
  rules_assert_refused (error, KAB_ERROR_SESSION_EXPIRED);

  /* A stolen session must not become a way to guess the password. */
  for (int i = 0; i < 5; i++)
    {
      g_assert_false (change (world, &visitor, "kabinet9", "third333", &error));
      rules_assert_refused (error, KAB_ERROR_WRONG_CREDENTIALS);
    }
  g_assert_false (change (world, &visitor, "another2", "third333", &error));
  g_assert_cmpint (kab_error_get_retry_after (error), ==, 30);
  rules_assert_refused (error, KAB_ERROR_TOO_MANY_ATTEMPTS);
}

static void
test_export (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;

  rules_world_add_accounts (world);
  rules_world_sign_in (world, session, &visitor);
  g_autoptr (KabAccount) account =
    kab_rules_attach (world->rules, &visitor, "100", 44730, KAB_MONTH_NONE, &rules_caller, &error);
  g_autoptr (KabAccount) labelled =
    kab_rules_set_label (world->rules, &visitor, "100", "Бабушка", &error);
  g_assert_no_error (error);

  g_autofree char *text = kab_rules_export_data (world->rules, &visitor, &error);
  g_autoptr (KabJson) json = kab_json_new (text, -1);
  g_assert_null (strstr (text, kab_session_get_token (session)));
  g_assert_null (strstr (text, "$argon2id$"));

  kab_json_enter (json, "profile");
  g_autofree char *email = kab_json_get_string (json, "email");
  g_assert_cmpstr (email, ==, EMAIL);
  kab_json_enter (json, "consents");
  g_assert_cmpuint (kab_json_get_length (json), ==, 2);
  kab_json_leave (json);
  kab_json_leave (json);
  kab_json_enter (json, "sessions");
  g_assert_cmpuint (kab_json_get_length (json), ==, 1);
  kab_json_enter_element (json, 0);
  g_autofree char *client = kab_json_get_string (json, "client");
  g_assert_cmpstr (client, ==, "test");
  kab_json_leave (json);
  kab_json_leave (json);
  kab_json_enter (json, "accounts");
  g_assert_cmpuint (kab_json_get_length (json), ==, 1);
  kab_json_enter_element (json, 0);
  g_autofree char *label = kab_json_get_string (json, "label");
  g_assert_cmpstr (label, ==, "Бабушка");
  kab_json_leave (json);
  kab_json_leave (json);
  g_assert_true (kab_json_finish (json, &error));
}

static void
test_delete (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) kept = rules_world_add_user (world, "petrov@example.ru", PASSWORD);
  g_autofree char *before = rules_world_dump (world);
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  g_auto (KabVisitor) visitor = { 0 };
  g_auto (KabVisitor) gone = { 0 };
  g_autoptr (GError) error = NULL;

  rules_world_add_accounts (world);
  rules_world_sign_in (world, session, &visitor);
  g_autoptr (KabAccount) account =
    kab_rules_attach (world->rules, &visitor, "100", 44730, KAB_MONTH_NONE, &rules_caller, &error);
  g_assert_null (
    kab_rules_attach (world->rules, &visitor, "200", 1, KAB_MONTH_NONE, &rules_caller, &error));
  rules_assert_refused (error, KAB_ERROR_ACCOUNT_MISMATCH);
  g_assert_true (kab_rules_request_reset (world->rules, EMAIL, &rules_caller, &error));

  g_assert_false (
    kab_rules_delete_profile (world->rules, &visitor, "kabinet9", &rules_caller, &error));
  rules_assert_refused (error, KAB_ERROR_WRONG_CREDENTIALS);
  g_assert_true (
    kab_rules_delete_profile (world->rules, &visitor, PASSWORD, &rules_caller, &error));
  g_assert_no_error (error);

  /* Letters, codes, sessions: all of it. What is left of tries is of the caller's address and of
   * the number. */
  g_autofree char *after = rules_world_dump (world);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (
    rules_world_count (
      world,
      "SELECT COUNT(*) FROM attempts WHERE kind NOT LIKE '%-address' AND kind <> 'attach-number'"),
    ==, 1);
  g_assert_false (
    kab_rules_authorise (world->rules, kab_session_get_token (session), &gone, &error));
  rules_assert_refused (error, KAB_ERROR_SESSION_EXPIRED);
  g_assert_false (can_sign_in (world, PASSWORD));
  /* A request that was under way. */
  g_assert_null (kab_rules_get_profile (world->rules, &visitor, &error));
  rules_assert_refused (error, KAB_ERROR_SESSION_EXPIRED);

  g_autoptr (KabSession) anew = rules_world_add_user (world, EMAIL, "another2");
}

static void
test_demo (RulesWorld *world, gconstpointer data)
{
  static const char *const numbers[] = { "100", "2-00", NULL };
  static const char *const unknown[] = { "100", "999", NULL };
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;

  rules_world_add_accounts (world);
  g_assert_false (
    kab_rules_add_demo_user (world->rules, EMAIL, PASSWORD, "Иванов", unknown, &error));
  rules_assert_refused (error, KAB_ERROR_NOT_FOUND);
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM users"), ==, 0);

  /* The second time, as with a folder that is used again, nothing happens. */
  for (int i = 0; i < 2; i++)
    {
      g_assert_true (
        kab_rules_add_demo_user (world->rules, EMAIL, PASSWORD, "Иванов", numbers, &error));
      g_assert_no_error (error);
    }

  g_autoptr (KabSession) session =
    kab_rules_sign_in (world->rules, EMAIL, PASSWORD, &rules_caller, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kab_profile_get_name (kab_session_get_profile (session)), ==, "Иванов");
  g_assert_cmpuint (kab_profile_get_consents (kab_session_get_profile (session))->len, ==, 2);
  rules_world_sign_in (world, session, &visitor);
  g_autoptr (GPtrArray) accounts = kab_rules_list_accounts (world->rules, &visitor, &error);
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_null (rules_world_take_letter (world, EMAIL, NULL));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (RulesWorld *world, gconstpointer data);
  } tests[] = {
    { "/cabinet/profile/update", test_update },     { "/cabinet/profile/input", test_input },
    { "/cabinet/profile/password", test_password }, { "/cabinet/profile/export", test_export },
    { "/cabinet/profile/delete", test_delete },     { "/cabinet/profile/demo", test_demo },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, RulesWorld, NULL, rules_world_set_up, tests[i].test,
                rules_world_tear_down);
  return g_test_run ();
}
