/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "rules-world.h"

#define EMAIL    "ivanov@example.ru"
#define PASSWORD "kabinet1"

static gboolean
try_register (RulesWorld *world, const char *email, const char *password, GError **error)
{
  g_autoptr (GPtrArray) consents = rules_consents ();
  gint64 expires_at = 0;

  if (!kab_rules_register (world->rules, email, password, consents, &rules_caller, &expires_at,
                           error))
    return FALSE;

  g_assert_cmpint (expires_at, ==, world->now + 15 * RULES_MINUTE);
  return TRUE;
}

static void
do_register (RulesWorld *world, const char *email, const char *password)
{
  g_autoptr (GError) error = NULL;

  try_register (world, email, password, &error);
  g_assert_no_error (error);
}

static void
assert_confirm (RulesWorld *world, const char *code, KabErrorCode reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabSession) session =
    kab_rules_confirm (world->rules, EMAIL, code, &rules_caller, &error);

  g_assert_null (session);
  rules_assert_refused (error, reason);
}

static void
do_confirm (RulesWorld *world, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabSession) session =
    kab_rules_confirm (world->rules, EMAIL, code, &rules_caller, &error);

  g_assert_no_error (error);
  g_assert_nonnull (session);
}

static void
assert_sign_in (RulesWorld *world, const char *password, gboolean right)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabSession) session =
    kab_rules_sign_in (world->rules, EMAIL, password, &rules_caller, &error);

  if (right)
    g_assert_no_error (error);
  else
    rules_assert_refused (error, KAB_ERROR_WRONG_CREDENTIALS);
}

static void
test_confirm (RulesWorld *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  do_register (world, "  Ivanov@Example.RU ", PASSWORD);
  g_autofree char *body = rules_world_take_letter (world, EMAIL, NULL);
  g_assert_nonnull (strstr (body, "15 минут"));
  g_assert_nonnull (strstr (body, "АО «Спецавтохозяйство»"));
  for (char **lines = g_strsplit (body, "\n", -1), **line = lines;
       *line != NULL || (g_strfreev (lines), FALSE); line++)
    g_assert_cmpint (g_utf8_strlen (*line, -1), <=, 72);
  g_autofree char *code = g_strndup (strstr (body, "\nКод: ") + strlen ("\nКод: "), 6);

  /* Nothing stands before the code is typed. */
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM users"), ==, 0);
  assert_sign_in (world, PASSWORD, FALSE);
  world->now += RULES_MINUTE;

  g_autoptr (KabSession) session =
    kab_rules_confirm (world->rules, EMAIL, code, &rules_caller, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_date_time_to_unix (kab_session_get_expires_at (session)), ==,
                   world->now + 90 * RULES_DAY);

  KabProfile *profile = kab_session_get_profile (session);
  g_assert_cmpstr (kab_profile_get_email (profile), ==, EMAIL);
  g_assert_cmpstr (kab_profile_get_name (profile), ==, "");
  g_assert_cmpint (g_date_time_to_unix (kab_profile_get_registered_at (profile)), ==, world->now);
  GPtrArray *consents = kab_profile_get_consents (profile);
  g_assert_cmpuint (consents->len, ==, 2);
  const KabConsent *consent = g_ptr_array_index (consents, 0);
  g_assert_cmpstr (consent->kind, ==, "personal_data");
  g_assert_cmpstr (consent->version, ==, RULES_TERMS);
  g_assert_cmpint (g_date_time_to_unix (consent->accepted_at), ==, world->now - RULES_MINUTE);

  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM registrations"), ==, 0);
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM codes"), ==, 0);
  assert_confirm (world, code, KAB_ERROR_CODE_EXPIRED);
  assert_sign_in (world, PASSWORD, TRUE);
}

/* What is kept of secrets is not the secrets. */
static void
test_hashed (RulesWorld *world, gconstpointer data)
{
  do_register (world, EMAIL, PASSWORD);
  g_autofree char *dump = rules_world_dump (world);
  g_autofree char *code = rules_world_take_code (world, EMAIL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabSession) session =
    kab_rules_confirm (world->rules, EMAIL, code, &rules_caller, &error);
  g_autofree char *after = rules_world_dump (world);
  g_autofree char *line = g_strdup_printf ("registration %s", code);

  g_assert_null (strstr (dump, PASSWORD));
  g_assert_null (strstr (dump, line));
  g_assert_null (strstr (after, PASSWORD));
  g_assert_null (strstr (after, kab_session_get_token (session)));
  g_assert_nonnull (strstr (after, "$argon2id$"));
  g_assert_cmpint (
    rules_world_count (world, "SELECT COUNT(*) FROM attempts WHERE subject LIKE '%@%'"), ==, 0);
}

static void
test_input (RulesWorld *world, gconstpointer data)
{
  static const struct
  {
    const char *email;
    const char *password;
    const char *version;
    const char *field;
    const char *reason;
  } cases[] = {
    { "", PASSWORD, RULES_TERMS, "email", "empty" },
    { "  ", PASSWORD, RULES_TERMS, "email", "empty" },
    { "ivanov", PASSWORD, RULES_TERMS, "email", "bad_format" },
    { "a\xff@b.ru", PASSWORD, RULES_TERMS, "email", "bad_format" },
    { EMAIL, "", RULES_TERMS, "password", "empty" },
    { EMAIL, "abc1", RULES_TERMS, "password", "too_short" },
    { EMAIL, "abcdefghij1", RULES_TERMS, "password", "too_long" },
    { EMAIL, "пароль", RULES_TERMS, "password", "bad_characters" },
    { EMAIL, "abc 12", RULES_TERMS, "password", "bad_characters" },
    { EMAIL, PASSWORD, "2024-01-01", "consents", "missing" },
    { EMAIL, PASSWORD, NULL, "consents", "missing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) consents = rules_consents ();
      g_autoptr (GError) error = NULL;
      gint64 expires_at;
      KabConsent *consent = g_ptr_array_index (consents, 1);

      if (cases[i].version == NULL)
        g_ptr_array_remove_index (consents, 1);
      else
        {
          g_free (consent->version);
          consent->version = g_strdup (cases[i].version);
        }

      g_assert_false (kab_rules_register (world->rules, cases[i].email, cases[i].password, consents,
                                          &rules_caller, &expires_at, &error));
      g_assert_cmpstr (kab_error_get_field (error, cases[i].field), ==, cases[i].reason);
      g_assert_cmpuint (g_strv_length ((char **) kab_error_get_fields (error)), ==, 1);
      rules_assert_refused (error, KAB_ERROR_INVALID_INPUT);
    }

  /* All that is wrong is said at once. */
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gint64 expires_at;
  g_assert_false (
    kab_rules_register (world->rules, "x", "y", none, &rules_caller, &expires_at, &error));
  g_assert_cmpuint (g_strv_length ((char **) kab_error_get_fields (error)), ==, 3);
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM attempts"), ==, 0);

  /* Both ends of the operator's rule. */
  do_register (world, EMAIL, "abcd1");
  do_register (world, EMAIL, "abcdefghi1");
}

static void
test_wrong_codes (RulesWorld *world, gconstpointer data)
{
  do_register (world, EMAIL, PASSWORD);
  g_autofree char *code = rules_world_take_code (world, EMAIL);
  g_autofree char *wrong = rules_wrong_code (code);

  /* What is no code at all costs no try. */
  for (int i = 0; i < 10; i++)
    assert_confirm (world, "12345", KAB_ERROR_INVALID_INPUT);
  for (int i = 0; i < 4; i++)
    assert_confirm (world, wrong, KAB_ERROR_CODE_WRONG);
  do_confirm (world, code);
}

static void
test_five_wrong_codes (RulesWorld *world, gconstpointer data)
{
  do_register (world, EMAIL, PASSWORD);
  g_autofree char *code = rules_world_take_code (world, EMAIL);
  g_autofree char *wrong = rules_wrong_code (code);

  for (int i = 0; i < 5; i++)
    assert_confirm (world, wrong, KAB_ERROR_CODE_WRONG);
  assert_confirm (world, code, KAB_ERROR_CODE_EXPIRED);
  assert_confirm (world, wrong, KAB_ERROR_CODE_EXPIRED);

  /* A new one makes it good. */
  g_autoptr (GError) error = NULL;
  g_assert_true (kab_rules_resend_code (world->rules, EMAIL, &rules_caller, &error));
  g_autofree char *next = rules_world_take_code (world, EMAIL);
  do_confirm (world, next);
}

static void
test_code_life (RulesWorld *world, gconstpointer data)
{
  do_register (world, EMAIL, PASSWORD);
  g_autofree char *code = rules_world_take_code (world, EMAIL);

  world->now += 15 * RULES_MINUTE;
  assert_confirm (world, code, KAB_ERROR_CODE_EXPIRED);
  world->now -= 1;
  do_confirm (world, code);
}

static void
test_again (RulesWorld *world, gconstpointer data)
{
  do_register (world, EMAIL, PASSWORD);
  g_autofree char *former = rules_world_take_code (world, EMAIL);
  do_register (world, EMAIL, "another2");
  g_autofree char *code = rules_world_take_code (world, EMAIL);

  g_assert_cmpstr (former, !=, code);
  assert_confirm (world, former, KAB_ERROR_CODE_WRONG);
  do_confirm (world, code);
  assert_sign_in (world, PASSWORD, FALSE);
  assert_sign_in (world, "another2", TRUE);
}

/* A taken address is answered like a free one, and what is guessed about it too; only its owner
 * reads more. */
static void
test_taken (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  int count;

  do_register (world, EMAIL, "another2");
  g_autofree char *body = rules_world_take_letter (world, EMAIL, &count);
  g_assert_cmpint (count, ==, 1);
  g_assert_null (strstr (body, "Код:"));
  g_assert_nonnull (strstr (body, "«Забыли пароль?»"));
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM registrations"), ==, 0);

  for (int i = 0; i < 5; i++)
    assert_confirm (world, "000000", KAB_ERROR_CODE_WRONG);
  assert_confirm (world, "000000", KAB_ERROR_CODE_EXPIRED);
  assert_sign_in (world, PASSWORD, TRUE);
  assert_sign_in (world, "another2", FALSE);
}

static void
test_resend (RulesWorld *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int count;

  do_register (world, EMAIL, PASSWORD);
  g_autofree char *former = rules_world_take_code (world, EMAIL);
  g_assert_true (kab_rules_resend_code (world->rules, EMAIL, &rules_caller, &error));
  g_autofree char *code = rules_world_take_code (world, EMAIL);
  g_assert_cmpstr (former, !=, code);

  world->now += RULES_MINUTE - 1;
  g_assert_false (kab_rules_resend_code (world->rules, EMAIL, &rules_caller, &error));
  g_assert_cmpint (kab_error_get_retry_after (error), ==, 1);
  rules_assert_refused (error, KAB_ERROR_TOO_MANY_ATTEMPTS);
  world->now += 1;
  g_assert_true (kab_rules_resend_code (world->rules, EMAIL, &rules_caller, &error));
  g_autofree char *last = rules_world_take_letter (world, EMAIL, &count);
  g_assert_cmpint (count, ==, 1);
  assert_confirm (world, former, KAB_ERROR_CODE_WRONG);

  /* Nobody has asked with this address; the answer is the same, and no letter goes out. */
  g_assert_true (kab_rules_resend_code (world->rules, "petrov@example.ru", &rules_caller, &error));
  g_assert_null (rules_world_take_letter (world, "petrov@example.ru", &count));
  g_assert_cmpint (count, ==, 0);
  g_assert_false (kab_rules_resend_code (world->rules, "petrov@example.ru", &rules_caller, &error));
  rules_assert_refused (error, KAB_ERROR_TOO_MANY_ATTEMPTS);
  g_assert_false (kab_rules_resend_code (world->rules, "petrov", &rules_caller, &error));
  g_assert_cmpstr (kab_error_get_field (error, "email"), ==, "bad_format");
}

static void
test_letters_of_email (RulesWorld *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 5; i++)
    {
      do_register (world, EMAIL, PASSWORD);
      world->now += 2 * RULES_MINUTE;
    }

  g_assert_false (try_register (world, EMAIL, PASSWORD, &error));
  g_assert_cmpint (kab_error_get_retry_after (error), ==, RULES_HOUR - 10 * RULES_MINUTE);
  rules_assert_refused (error, KAB_ERROR_TOO_MANY_ATTEMPTS);
  /* Another's address is not concerned; this one is again as soon as the first letter is an hour
   * old. */
  do_register (world, "petrov@example.ru", PASSWORD);
  world->now += RULES_HOUR - 10 * RULES_MINUTE - 1;
  g_assert_false (try_register (world, EMAIL, PASSWORD, &error));
  rules_assert_refused (error, KAB_ERROR_TOO_MANY_ATTEMPTS);
  world->now += 1;
  do_register (world, EMAIL, PASSWORD);
}

static void
test_letters_of_caller (RulesWorld *world, gconstpointer data)
{
  static const KabCaller same_network = { "2001:db8:1:2:ffff::4", "" };
  static const KabCaller network = { "2001:db8:1:2::1", "" };
  static const KabCaller other_network = { "2001:db8:1:3::1", "" };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 60; i++)
    {
      g_autofree char *email = g_strdup_printf ("user%d@example.ru", i);

      g_assert_true (kab_rules_request_reset (world->rules, email, &network, &error));
      g_assert_no_error (error);
    }

  g_assert_false (kab_rules_request_reset (world->rules, EMAIL, &same_network, &error));
  g_assert_cmpint (kab_error_get_retry_after (error), ==, RULES_HOUR);
  rules_assert_refused (error, KAB_ERROR_TOO_MANY_ATTEMPTS);
  g_assert_true (kab_rules_request_reset (world->rules, EMAIL, &other_network, &error));
  g_assert_true (
    kab_rules_request_reset (world->rules, "petrov@example.ru", &rules_caller, &error));
}

/* What nobody confirms is forgotten, and with it what counts no more. */
static void
test_sweep (RulesWorld *world, gconstpointer data)
{
  do_register (world, EMAIL, PASSWORD);
  world->now += RULES_DAY - 30 * RULES_MINUTE;
  do_register (world, "petrov@example.ru", PASSWORD);
  world->now += 30 * RULES_MINUTE;
  do_register (world, "sidorov@example.ru", PASSWORD);
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM registrations"), ==, 3);
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM codes"), ==, 2);

  world->now += RULES_HOUR;
  do_register (world, "semenov@example.ru", PASSWORD);
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM registrations"), ==, 3);
  g_assert_cmpint (
    rules_world_count (world, "SELECT COUNT(*) FROM registrations WHERE email = '" EMAIL "'"), ==,
    0);
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM codes"), ==, 1);
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM attempts WHERE at = 1583064000"),
                   ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (RulesWorld *world, gconstpointer data);
  } tests[] = {
    { "/cabinet/registration/confirm", test_confirm },
    { "/cabinet/registration/hashed", test_hashed },
    { "/cabinet/registration/input", test_input },
    { "/cabinet/registration/wrong-codes", test_wrong_codes },
    { "/cabinet/registration/five-wrong-codes", test_five_wrong_codes },
    { "/cabinet/registration/code-life", test_code_life },
    { "/cabinet/registration/again", test_again },
    { "/cabinet/registration/taken", test_taken },
    { "/cabinet/registration/resend", test_resend },
    { "/cabinet/registration/letters-of-email", test_letters_of_email },
    { "/cabinet/registration/letters-of-caller", test_letters_of_caller },
    { "/cabinet/registration/sweep", test_sweep },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, RulesWorld, NULL, rules_world_set_up, tests[i].test,
                rules_world_tear_down);
  return g_test_run ();
}
