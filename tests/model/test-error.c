/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <libsecret/secret.h>
#include <libsoup/soup.h>
#include <string.h>

#include "kab-error.h"
#include "language.h"

/* The words and statuses of the contract; a code that is not here never leaves the window. */
static const struct
{
  KabErrorCode code;
  const char *word;
  unsigned status;
} contract[] = {
  { KAB_ERROR_INVALID_INPUT, "invalid_input", 422 },
  { KAB_ERROR_WRONG_CREDENTIALS, "wrong_credentials", 401 },
  { KAB_ERROR_SESSION_EXPIRED, "session_expired", 401 },
  { KAB_ERROR_CODE_WRONG, "code_wrong", 422 },
  { KAB_ERROR_CODE_EXPIRED, "code_expired", 410 },
  { KAB_ERROR_ACCOUNT_MISMATCH, "account_mismatch", 422 },
  { KAB_ERROR_ALREADY_ATTACHED, "already_attached", 409 },
  { KAB_ERROR_NOT_FOUND, "not_found", 404 },
  { KAB_ERROR_TOO_MANY_ATTEMPTS, "too_many_attempts", 429 },
  { KAB_ERROR_TOO_LARGE, "too_large", 413 },
  { KAB_ERROR_UNSUPPORTED, "unsupported", 415 },
  { KAB_ERROR_BILLING_UNAVAILABLE, "billing_unavailable", 503 },
  { KAB_ERROR_INTERNAL, "internal", 500 },
};

static void
test_table (void)
{
  g_autoptr (GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  KabErrorCode found;

  for (KabErrorCode code = 0; code <= KAB_ERROR_FAILED; code++)
    {
      g_autoptr (GError) error = kab_error_new (code, "for a developer");
      g_autofree char *english = NULL;
      g_autofree char *russian = NULL;

      g_test_message ("code %d", (int) code);
      if (code < G_N_ELEMENTS (contract))
        {
          g_assert_cmpint (contract[code].code, ==, code);
          g_assert_cmpstr (kab_error_code_to_word (code), ==, contract[code].word);
          g_assert_cmpuint (kab_error_code_get_status (code), ==, contract[code].status);
          g_assert_true (kab_error_code_from_word (contract[code].word, &found));
          g_assert_cmpint (found, ==, code);
        }
      else
        {
          g_assert_null (kab_error_code_to_word (code));
          g_assert_cmpuint (kab_error_code_get_status (code), ==, 0);
        }
      g_assert_cmpstr (kab_error_code_get_title (code), !=, NULL);

      set_language ("en");
      english = kab_error_to_sentence (error);
      set_language ("ru");
      russian = kab_error_to_sentence (error);
      g_assert_true (g_str_has_suffix (english, "."));
      g_assert_true (g_str_has_suffix (russian, "."));
      g_assert_cmpstr (english, !=, russian);
      g_assert_null (strstr (russian, "developer"));
      g_assert_true (g_hash_table_add (sentences, g_steal_pointer (&russian)));
    }
  g_assert_false (kab_error_code_from_word ("no_such_word", &found));
  g_assert_false (kab_error_code_from_word ("", &found));
  g_assert_false (kab_error_code_from_word (NULL, &found));
}

static void
test_wait (void)
{
  static const struct
  {
    int seconds;
    const char *russian;
    const char *english;
  } cases[] = {
    { 0, "позже", "later" },
    { 1, "через 1" NBSP "секунду", "in 1 second" },
    { 3, "через 3" NBSP "секунды", "in 3 seconds" },
    { 15, "через 15" NBSP "секунд", "in 15 seconds" },
    { 21, "через 21" NBSP "секунду", "in 21 seconds" },
    { 59, "через 59" NBSP "секунд", "in 59 seconds" },
    { 60, "через 1" NBSP "минуту", "in 1 minute" },
    { 61, "через 2" NBSP "минуты", "in 2 minutes" },
    { 300, "через 5" NBSP "минут", "in 5 minutes" },
    { 660, "через 11" NBSP "минут", "in 11 minutes" },
    { 1321, "через 23" NBSP "минуты", "in 23 minutes" },
    { 3540, "через 59" NBSP "минут", "in 59 minutes" },
    { 3541, "через 1" NBSP "час", "in 1 hour" },
    { 3601, "через 2" NBSP "часа", "in 2 hours" },
    { 86400, "через 24" NBSP "часа", "in 24 hours" },
    { G_MAXINT, "через 596524" NBSP "часа", "in 596524 hours" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = kab_error_new (KAB_ERROR_TOO_MANY_ATTEMPTS, "tries");
      g_autofree char *english = NULL;
      g_autofree char *russian = NULL;
      g_autofree char *expected_english =
        g_strdup_printf ("There were too many tries. Please try again %s.", cases[i].english);
      g_autofree char *expected_russian =
        g_strdup_printf ("Слишком много попыток. Попробуйте %s.", cases[i].russian);

      kab_error_set_retry_after (error, cases[i].seconds);
      set_language ("en");
      english = kab_error_to_sentence (error);
      set_language ("ru");
      russian = kab_error_to_sentence (error);
      g_assert_cmpstr (english, ==, expected_english);
      g_assert_cmpstr (russian, ==, expected_russian);
    }
}

static void
test_foreign (void)
{
  const struct
  {
    GQuark domain;
    int code;
    KabErrorCode ours;
    gboolean retryable;
  } cases[] = {
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, KAB_ERROR_OFFLINE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, KAB_ERROR_OFFLINE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, KAB_ERROR_OFFLINE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, KAB_ERROR_OFFLINE, TRUE },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, KAB_ERROR_TIMED_OUT, TRUE },
    { G_IO_ERROR, G_IO_ERROR_NO_SPACE, KAB_ERROR_FILE, FALSE },
    { G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, KAB_ERROR_FILE, FALSE },
    { G_IO_ERROR, G_IO_ERROR_FAILED, KAB_ERROR_FAILED, TRUE },
    { G_FILE_ERROR, G_FILE_ERROR_NOENT, KAB_ERROR_FILE, FALSE },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, KAB_ERROR_OFFLINE, TRUE },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, KAB_ERROR_UNTRUSTED, TRUE },
    { G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, KAB_ERROR_UNTRUSTED, TRUE },
    { G_TLS_ERROR, G_TLS_ERROR_EOF, KAB_ERROR_OFFLINE, TRUE },
    { G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE, KAB_ERROR_FORMAT, FALSE },
    { G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN, KAB_ERROR_KEYRING, FALSE },
    { SECRET_ERROR, SECRET_ERROR_IS_LOCKED, KAB_ERROR_KEYRING, FALSE },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_TOO_MANY_REDIRECTS, KAB_ERROR_BAD_REPLY, TRUE },
    { JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, KAB_ERROR_BAD_REPLY, TRUE },
    { g_quark_from_static_string ("poppler-quark"), 1, KAB_ERROR_FILE, FALSE },
    { g_quark_from_static_string ("of-nobody"), 1, KAB_ERROR_FAILED, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GError *foreign = g_error_new_literal (cases[i].domain, cases[i].code, "what it said");
      g_autofree char *sentence = kab_error_to_sentence (foreign);
      g_autoptr (GError) direct = kab_error_new (cases[i].ours, "x");
      g_autofree char *expected = kab_error_to_sentence (direct);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %d", g_quark_to_string (cases[i].domain), cases[i].code);
      g_assert_cmpstr (sentence, ==, expected);
      g_assert_cmpint (kab_error_is_retryable (foreign), ==, cases[i].retryable);
      error = kab_error_from_foreign (foreign);
      g_assert_error (error, KAB_ERROR, (int) cases[i].ours);
      g_assert_cmpstr (error->message, ==, "what it said");
    }
}

static void
test_untouched (void)
{
  GError *cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stop");
  GError *ours = kab_error_new (KAB_ERROR_NOT_FOUND, "x");
  g_autoptr (GError) same_cancelled = kab_error_from_foreign (cancelled);
  g_autoptr (GError) same_ours = kab_error_from_foreign (ours);

  g_assert_true (same_cancelled == cancelled);
  g_assert_true (same_ours == ours);
  g_assert_null (kab_error_from_foreign (NULL));
  g_assert_false (kab_error_is_retryable (cancelled));
}

static void
test_fields (void)
{
  g_autoptr (GError) error = kab_error_new (KAB_ERROR_INVALID_INPUT, "two of them");
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  g_assert_null (kab_error_get_fields (error));
  g_assert_null (kab_error_get_field (error, "email"));
  kab_error_add_field (error, "password", "too_short");
  kab_error_add_field (error, "email", "bad_format");
  kab_error_add_field (error, "email", "missing");
  kab_error_set_retry_after (error, -5);
  g_assert_cmpint (kab_error_get_retry_after (error), ==, 0);
  kab_error_set_retry_after (error, 7);

  copy = g_error_copy (error);
  g_clear_error (&error);
  g_assert_cmpstr (kab_error_get_fields (copy)[0], ==, "password");
  g_assert_cmpstr (kab_error_get_fields (copy)[1], ==, "email");
  g_assert_null (kab_error_get_fields (copy)[2]);
  g_assert_cmpstr (kab_error_get_field (copy, "password"), ==, "too_short");
  g_assert_cmpstr (kab_error_get_field (copy, "email"), ==, "bad_format");
  g_assert_null (kab_error_get_field (copy, "name"));
  g_assert_cmpint (kab_error_get_retry_after (copy), ==, 7);

  g_assert_null (kab_error_get_fields (foreign));
  g_assert_null (kab_error_get_field (foreign, "email"));
  g_assert_cmpint (kab_error_get_retry_after (foreign), ==, 0);
}

static void
test_problem (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contract); i++)
    {
      g_autoptr (GError) error = kab_error_new (contract[i].code, "a \"detail\"");
      g_autoptr (GError) back = NULL;
      g_autofree char *text = NULL;

      kab_error_add_field (error, "email", "missing");
      kab_error_set_retry_after (error, 60);
      text = kab_error_to_problem_json (error);
      back = kab_error_from_problem_json (text, -1, contract[i].status);
      g_assert_error (back, KAB_ERROR, (int) contract[i].code);
      g_assert_cmpstr (back->message, ==,
                       contract[i].code == KAB_ERROR_INTERNAL ? "" : "a \"detail\"");
      g_assert_cmpstr (kab_error_get_field (back, "email"), ==, "missing");
      g_assert_cmpint (kab_error_get_retry_after (back), ==, 60);
    }
}

static void
test_problem_written (void)
{
  g_autoptr (GError) error = kab_error_new (KAB_ERROR_INVALID_INPUT, "two fields");
  g_autoptr (GError) file = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_ACCES, "/secret/path");
  g_autofree char *text = NULL;
  g_autofree char *inner = kab_error_to_problem_json (file);

  kab_error_add_field (error, "password", "too_short");
  kab_error_add_field (error, "email", "missing");
  text = kab_error_to_problem_json (error);
  g_assert_cmpstr (text, ==,
                   "{\"type\":\"urn:problem-type:kabinet:invalid_input\","
                   "\"title\":\"Some input is not valid\",\"status\":422,"
                   "\"code\":\"invalid_input\",\"detail\":\"two fields\","
                   "\"fields\":{\"password\":\"too_short\",\"email\":\"missing\"}}");
  /* What is inside stays inside. */
  g_assert_cmpstr (inner, ==,
                   "{\"type\":\"urn:problem-type:kabinet:internal\",\"title\":\"Internal error\","
                   "\"status\":500,\"code\":\"internal\",\"detail\":\"\"}");
}

/* One code has two statuses; what is not of the contract is an internal error to the outside. */
static void
test_status (void)
{
  g_autoptr (GError) error = kab_error_new (KAB_ERROR_UNSUPPORTED, "no such method");
  g_autoptr (GError) file = kab_error_new (KAB_ERROR_FILE, "no such file");
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");
  g_autoptr (GError) copy = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpuint (kab_error_get_status (file), ==, 500);
  g_assert_cmpuint (kab_error_get_status (foreign), ==, 500);
  g_assert_cmpuint (kab_error_get_status (error), ==, 415);
  kab_error_set_status (error, 405);
  copy = g_error_copy (error);
  g_assert_cmpuint (kab_error_get_status (copy), ==, 405);
  text = kab_error_to_problem_json (copy);
  g_assert_nonnull (strstr (text, "\"status\":405"));
}

/* Replies that are no problem of the contract: the status alone speaks. */
static void
test_problem_foreign (void)
{
  static const struct
  {
    const char *text;
    unsigned status;
    KabErrorCode code;
  } cases[] = {
    { "<html>Bad gateway</html>", 502, KAB_ERROR_BILLING_UNAVAILABLE },
    { "", 503, KAB_ERROR_BILLING_UNAVAILABLE },
    { "", 504, KAB_ERROR_TIMED_OUT },
    { "", 500, KAB_ERROR_INTERNAL },
    { "", 413, KAB_ERROR_TOO_LARGE },
    { "", 429, KAB_ERROR_TOO_MANY_ATTEMPTS },
    { "", 404, KAB_ERROR_BAD_REPLY },
    { "", 401, KAB_ERROR_BAD_REPLY },
    { "{\"code\":\"of_tomorrow\"}", 500, KAB_ERROR_INTERNAL },
    { "{\"code\":\"of_tomorrow\"}", 422, KAB_ERROR_BAD_REPLY },
    { "{\"code\":401}", 401, KAB_ERROR_BAD_REPLY },
    { "{\"code\":\"not_found\"}", 404, KAB_ERROR_NOT_FOUND },
    { "{\"code\":\"not_found\",\"fields\":7,\"retry_after\":\"x\"}", 404, KAB_ERROR_NOT_FOUND },
    { "{\"code\":\"not_found\",\"detail\":7}", 404, KAB_ERROR_NOT_FOUND },
    { "{\"code\":\"not_found\",\"fields\":{\"a\":7}}", 404, KAB_ERROR_NOT_FOUND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = kab_error_from_problem_json (cases[i].text, -1, cases[i].status);

      g_test_message ("%u %s", cases[i].status, cases[i].text);
      g_assert_error (error, KAB_ERROR, (int) cases[i].code);
      g_assert_cmpint (kab_error_get_retry_after (error), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error/table", test_table);
  g_test_add_func ("/error/wait", test_wait);
  g_test_add_func ("/error/foreign", test_foreign);
  g_test_add_func ("/error/untouched", test_untouched);
  g_test_add_func ("/error/fields", test_fields);
  g_test_add_func ("/error/problem", test_problem);
  g_test_add_func ("/error/problem-written", test_problem_written);
  g_test_add_func ("/error/status", test_status);
  g_test_add_func ("/error/problem-foreign", test_problem_foreign);

  return g_test_run ();
}
