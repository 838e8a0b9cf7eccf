/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "rules-world.h"

#define EMAIL    "ivanov@example.ru"
#define PASSWORD "kabinet1"

static const KabCaller elsewhere = { "198.51.100.7", "another program" };

static KabSession *
try_sign_in (RulesWorld *world,
             const char *email,
             const char *password,
             const KabCaller *caller,
             GError **error)
{
  return kab_rules_sign_in (world->rules, email, password, caller, error);
}

static void
assert_sign_in (RulesWorld *world, const char *email, const char *password, KabErrorCode reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabSession) session = try_sign_in (world, email, password, &rules_caller, &error);

  g_assert_null (session);
  rules_assert_refused (error, reason);
}

static void
assert_wait (RulesWorld *world, const char *email, const KabCaller *caller, int seconds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabSession) session = try_sign_in (world, email, PASSWORD, caller, &error);

  g_assert_null (session);
  g_assert_cmpint (kab_error_get_retry_after (error), ==, seconds);
  rules_assert_refused (error, KAB_ERROR_TOO_MANY_ATTEMPTS);
}

static KabSession *
do_sign_in (RulesWorld *world, const char *email, const char *password, const KabCaller *caller)
{
  g_autoptr (GError) error = NULL;
  KabSession *session = try_sign_in (world, email, password, caller, &error);

  g_assert_no_error (error);
  return session;
}

static gboolean
is_alive (RulesWorld *world, KabSession *session)
{
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;

  if (kab_rules_authorise (world->rules, kab_session_get_token (session), &visitor, &error))
    return TRUE;

  rules_assert_refused (error, KAB_ERROR_SESSION_EXPIRED);
  return FALSE;
}

static void
test_life (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;

  /* It slides: 89 days and 89 days more. */
  for (int i = 0; i < 2; i++)
    {
      world->now += 89 * RULES_DAY;
      g_assert_true (is_alive (world, session));
    }
  world->now += 90 * RULES_DAY;
  g_assert_false (is_alive (world, session));
  world->now -= 1;
  g_assert_true (is_alive (world, session));

  g_assert_false (kab_rules_authorise (world->rules, "", &visitor, &error));
  rules_assert_refused (error, KAB_ERROR_SESSION_EXPIRED);
  g_assert_false (kab_rules_authorise (world->rules, "no such token", &visitor, &error));
  rules_assert_refused (error, KAB_ERROR_SESSION_EXPIRED);
}

static void
test_touch (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  static const char last_used[] = "SELECT last_used_at - 1583064000 FROM sessions";

  world->now += 59;
  g_assert_true (is_alive (world, session));
  g_assert_cmpint (rules_world_count (world, last_used), ==, 0);
  world->now += 1;
  g_assert_true (is_alive (world, session));
  g_assert_cmpint (rules_world_count (world, last_used), ==, 60);
}

/* A long import holds the database; whoever reads does not wait for it. */
static void
test_touch_while_importing (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabStore) importer = kab_store_open (world->url, &error);
  gint64 start = g_get_monotonic_time ();

  g_assert_true (kab_store_begin (importer, &error));
  world->now += RULES_HOUR;
  g_assert_true (is_alive (world, session));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  kab_store_rollback (importer);
}

static void
test_list (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) first = rules_world_add_user (world, EMAIL, PASSWORD);
  g_autoptr (KabSession) other = rules_world_add_user (world, "petrov@example.ru", PASSWORD);
  g_autofree char *client = g_strnfill (300, 'x');
  const KabCaller caller = { "192.0.2.1", client };
  g_auto (KabVisitor) visitor = { 0 };
  g_auto (KabVisitor) stranger = { 0 };
  g_autoptr (GError) error = NULL;

  world->now += 10;
  g_autoptr (KabSession) second = do_sign_in (world, "  IVANOV@example.ru", PASSWORD, &caller);
  rules_world_sign_in (world, first, &visitor);
  rules_world_sign_in (world, other, &stranger);

  g_autoptr (GPtrArray) sessions = kab_rules_list_sessions (world->rules, &visitor, &error);
  g_assert_cmpuint (sessions->len, ==, 2);
  KabSessionInfo *info = g_ptr_array_index (sessions, 0);
  g_assert_false (kab_session_info_get_current (info));
  g_assert_cmpuint (strlen (kab_session_info_get_client (info)), ==, 200);
  g_assert_cmpint (g_date_time_to_unix (kab_session_info_get_created_at (info)), ==, world->now);
  g_assert_true (kab_session_info_get_current (g_ptr_array_index (sessions, 1)));

  /* Another's session is not there. */
  const char *id = kab_session_info_get_id (info);
  g_assert_false (kab_rules_end_session (world->rules, &stranger, id, &error));
  rules_assert_refused (error, KAB_ERROR_NOT_FOUND);
  g_assert_true (is_alive (world, second));
  g_assert_true (kab_rules_end_session (world->rules, &visitor, id, &error));
  g_assert_false (is_alive (world, second));
  g_assert_false (kab_rules_end_session (world->rules, &visitor, id, &error));
  rules_assert_refused (error, KAB_ERROR_NOT_FOUND);

  g_assert_true (kab_rules_end_session (world->rules, &visitor, NULL, &error));
  g_assert_false (is_alive (world, first));
  g_assert_true (is_alive (world, other));
}

static void
test_wrong (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);

  assert_sign_in (world, EMAIL, "kabinet2", KAB_ERROR_WRONG_CREDENTIALS);
  assert_sign_in (world, EMAIL, "", KAB_ERROR_WRONG_CREDENTIALS);
  assert_sign_in (world, "petrov@example.ru", PASSWORD, KAB_ERROR_WRONG_CREDENTIALS);
  assert_sign_in (world, "no address", PASSWORD, KAB_ERROR_WRONG_CREDENTIALS);
  assert_sign_in (world, "\xff\xfe", PASSWORD, KAB_ERROR_WRONG_CREDENTIALS);
}

/* The shortest of a few: what else the machine does only adds to it. */
static gint64
measure_sign_in (RulesWorld *world, const char *email)
{
  gint64 shortest = G_MAXINT64;

  for (int i = 0; i < 3; i++)
    {
      gint64 start = g_get_monotonic_time ();

      assert_sign_in (world, email, "kabinet2", KAB_ERROR_WRONG_CREDENTIALS);
      shortest = MIN (shortest, g_get_monotonic_time () - start);
    }

  return shortest;
}

/* The time does not tell who is registered: a hash takes by far the most of it, so without one an
 * unknown address would be ten times faster. */
static void
test_time (RulesWorld *world, gconstpointer data)
{
  kab_rules_set_password_cost (world->rules, 2, 32 * 1024 * 1024);
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  gint64 known = measure_sign_in (world, EMAIL);
  gint64 unknown = measure_sign_in (world, "nobody@example.ru");

  g_assert_cmpint (unknown * 3, >, known);
  g_assert_cmpint (known * 3, >, unknown);
}

/* Five are free; then 30 s, doubling up to an hour; alike for an address that nobody has. */
static void
test_waits (RulesWorld *world, gconstpointer data)
{
  static const char *const emails[] = { EMAIL, "nobody@example.ru" };
  static const int waits[] = { 30, 60, 120, 240, 480, 960, 1920, 3600, 3600 };
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);

  for (guint e = 0; e < G_N_ELEMENTS (emails); e++)
    {
      for (int i = 0; i < 5; i++)
        assert_sign_in (world, emails[e], "kabinet2", KAB_ERROR_WRONG_CREDENTIALS);
      for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
        {
          /* Asking too early does not make it longer. */
          assert_wait (world, emails[e], &elsewhere, waits[i]);
          world->now += waits[i] - 1;
          assert_wait (world, emails[e], &elsewhere, 1);
          world->now += 1;
          assert_sign_in (world, emails[e], "kabinet2", KAB_ERROR_WRONG_CREDENTIALS);
        }
    }

  /* A day later nothing of it counts. */
  world->now += RULES_DAY;
  g_autoptr (KabSession) next = do_sign_in (world, EMAIL, PASSWORD, &rules_caller);
  for (int i = 0; i < 4; i++)
    assert_sign_in (world, EMAIL, "kabinet2", KAB_ERROR_WRONG_CREDENTIALS);
  /* A success clears the failures before it. */
  g_autoptr (KabSession) another = do_sign_in (world, EMAIL, PASSWORD, &rules_caller);
  for (int i = 0; i < 5; i++)
    assert_sign_in (world, EMAIL, "kabinet2", KAB_ERROR_WRONG_CREDENTIALS);
  assert_wait (world, EMAIL, &rules_caller, 30);
}

static void
test_waits_of_caller (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *email = g_strdup_printf ("user%d@example.ru", i);

      assert_sign_in (world, email, PASSWORD, KAB_ERROR_WRONG_CREDENTIALS);
      /* Successes at the same address do not count, nor do they clear what does. */
      if (i % 25 == 0)
        g_object_unref (do_sign_in (world, EMAIL, PASSWORD, &rules_caller));
    }

  assert_wait (world, EMAIL, &rules_caller, 30);
  g_autoptr (KabSession) other = do_sign_in (world, EMAIL, PASSWORD, &elsewhere);
  world->now += 30;
  g_autoptr (KabSession) next = do_sign_in (world, EMAIL, PASSWORD, &rules_caller);
}

static void
test_reset (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  g_autoptr (KabSession) other = rules_world_add_user (world, "petrov@example.ru", PASSWORD);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 5; i++)
    assert_sign_in (world, EMAIL, "kabinet2", KAB_ERROR_WRONG_CREDENTIALS);
  g_assert_true (kab_rules_request_reset (world->rules, EMAIL, &rules_caller, &error));
  g_autofree char *code = rules_world_take_code (world, EMAIL);
  g_autofree char *wrong = rules_wrong_code (code);

  g_assert_false (
    kab_rules_confirm_reset (world->rules, EMAIL, wrong, "another2", &rules_caller, &error));
  rules_assert_refused (error, KAB_ERROR_CODE_WRONG);
  g_assert_false (kab_rules_confirm_reset (world->rules, EMAIL, code, "no", &rules_caller, &error));
  g_assert_cmpstr (kab_error_get_field (error, "password"), ==, "too_short");
  rules_assert_refused (error, KAB_ERROR_INVALID_INPUT);
  g_assert_true (is_alive (world, session));

  /* A code of one purpose does nothing for another. */
  g_assert_null (kab_rules_confirm (world->rules, EMAIL, code, &rules_caller, &error));
  rules_assert_refused (error, KAB_ERROR_CODE_EXPIRED);

  g_assert_true (
    kab_rules_confirm_reset (world->rules, EMAIL, code, "another2", &rules_caller, &error));
  g_assert_no_error (error);
  g_assert_false (is_alive (world, session));
  g_assert_true (is_alive (world, other));
  g_assert_false (
    kab_rules_confirm_reset (world->rules, EMAIL, code, "third33", &rules_caller, &error));
  rules_assert_refused (error, KAB_ERROR_CODE_EXPIRED);
  assert_sign_in (world, EMAIL, PASSWORD, KAB_ERROR_WRONG_CREDENTIALS);
  g_autoptr (KabSession) next = do_sign_in (world, EMAIL, "another2", &rules_caller);
}

/* Nobody learns from it whether an address is registered. */
static void
test_reset_of_unknown (RulesWorld *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int count;

  g_assert_true (kab_rules_request_reset (world->rules, EMAIL, &rules_caller, &error));
  g_assert_null (rules_world_take_letter (world, EMAIL, &count));
  g_assert_cmpint (count, ==, 0);
  for (int i = 0; i < 5; i++)
    {
      g_assert_false (
        kab_rules_confirm_reset (world->rules, EMAIL, "000000", "another2", &rules_caller, &error));
      rules_assert_refused (error, KAB_ERROR_CODE_WRONG);
    }
  g_assert_false (
    kab_rules_confirm_reset (world->rules, EMAIL, "000000", "another2", &rules_caller, &error));
  rules_assert_refused (error, KAB_ERROR_CODE_EXPIRED);
  g_assert_false (kab_rules_request_reset (world->rules, EMAIL, &rules_caller, &error));
  g_assert_cmpint (kab_error_get_retry_after (error), ==, RULES_MINUTE);
  rules_assert_refused (error, KAB_ERROR_TOO_MANY_ATTEMPTS);
}

/* What is long over is gone with the next act at the door. */
static void
assert_swept (RulesWorld *world)
{
  g_autofree char *old =
    g_strdup_printf ("INSERT INTO attempts (id, kind, subject, at) VALUES (1, 'x', 'y', "
                     "%" G_GINT64_FORMAT ")",
                     world->now - 2 * RULES_DAY);

  rules_world_run (world, old);
  world->now += RULES_HOUR;
  g_object_unref (do_sign_in (world, EMAIL, PASSWORD, &rules_caller));
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM attempts WHERE id = 1"), ==, 0);
}

/* A machine that starts with a wrong clock notes tries in years to come; once the time is right,
 * they keep nobody out, and what is over is swept again. */
static void
test_clock_set_back (RulesWorld *world, gconstpointer data)
{
  static const gint64 jumps[] = { RULES_MINUTE, RULES_HOUR, 4000 * (gint64) RULES_DAY };
  g_autoptr (KabSession) first = rules_world_add_user (world, EMAIL, PASSWORD);

  for (guint jump = 0; jump < G_N_ELEMENTS (jumps); jump++)
    {
      g_autoptr (KabSession) session = NULL;
      g_autoptr (GError) error = NULL;

      world->now += jumps[jump];
      for (int i = 0; i < 5; i++)
        assert_sign_in (world, EMAIL, "wrong1", KAB_ERROR_WRONG_CREDENTIALS);
      assert_wait (world, EMAIL, &rules_caller, 30);
      kab_rules_request_reset (world->rules, EMAIL, &rules_caller, &error);
      g_assert_no_error (error);
      world->now -= jumps[jump];

      session = do_sign_in (world, EMAIL, PASSWORD, &rules_caller);
      kab_rules_request_reset (world->rules, EMAIL, &rules_caller, &error);
      g_assert_no_error (error);
      assert_swept (world);
      world->now += RULES_DAY;
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (RulesWorld *world, gconstpointer data);
  } tests[] = {
    { "/cabinet/sessions/life", test_life },
    { "/cabinet/sessions/touch", test_touch },
    { "/cabinet/sessions/touch-while-importing", test_touch_while_importing },
    { "/cabinet/sessions/list", test_list },
    { "/cabinet/sessions/wrong", test_wrong },
    { "/cabinet/sessions/time", test_time },
    { "/cabinet/sessions/waits", test_waits },
    { "/cabinet/sessions/waits-of-caller", test_waits_of_caller },
    { "/cabinet/sessions/clock-set-back", test_clock_set_back },
    { "/cabinet/sessions/reset", test_reset },
    { "/cabinet/sessions/reset-of-unknown", test_reset_of_unknown },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, RulesWorld, NULL, rules_world_set_up, tests[i].test,
                rules_world_tear_down);
  return g_test_run ();
}
