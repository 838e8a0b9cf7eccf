/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fake-service.h"
#include "kab-error.h"
#include "kab-keyring.h"

/* The world is the argument: "there" (a file, or the real service, unlocked), "absent" (no D-Bus),
 * "fill" and then "locked" (the real service, and nobody who could unlock it). */

#define SERVER "https://cabinet.example"
#define OTHER  "https://cabinet.example:8443"

static gboolean
store (const char *server, const char *email, const char *token, GError **error)
{
  g_auto (Outcome) outcome = { 0 };

  kab_keyring_store_async (server, email, token, NULL, outcome_cb, &outcome);

  return kab_keyring_store_finish (outcome_wait (&outcome), error);
}

static gboolean
clear (const char *server, const char *email, GError **error)
{
  g_auto (Outcome) outcome = { 0 };

  kab_keyring_clear_async (server, email, NULL, outcome_cb, &outcome);

  return kab_keyring_clear_finish (outcome_wait (&outcome), error);
}

static gboolean
look_up (const char *server, char **email, char **token, GError **error)
{
  g_auto (Outcome) outcome = { 0 };

  kab_keyring_lookup_async (server, NULL, outcome_cb, &outcome);

  return kab_keyring_lookup_finish (outcome_wait (&outcome), email, token, error);
}

static void
assert_found (const char *server, const char *expected_email, const char *expected_token)
{
  g_autofree char *email = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (look_up (server, &email, &token, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (email, ==, expected_email);
  g_assert_cmpstr (token, ==, expected_token);
}

static void
test_there (void)
{
  g_autoptr (GError) error = NULL;

  assert_found (SERVER, NULL, NULL);

  g_assert_true (store (SERVER, "a@b.c", "one", &error));
  g_assert_no_error (error);
  assert_found (SERVER, "a@b.c", "one");
  assert_found (OTHER, NULL, NULL);

  /* One item for a server and an e-mail: the former token is gone. */
  g_assert_true (store (SERVER, "a@b.c", "two", &error));
  g_assert_no_error (error);
  assert_found (SERVER, "a@b.c", "two");

  g_assert_true (store (OTHER, "d@e.f", "three", &error));
  g_assert_no_error (error);
  assert_found (SERVER, "a@b.c", "two");
  assert_found (OTHER, "d@e.f", "three");

  g_assert_true (clear (SERVER, "x@y.z", &error));
  g_assert_no_error (error);
  assert_found (SERVER, "a@b.c", "two");

  g_assert_true (clear (SERVER, "a@b.c", &error));
  g_assert_no_error (error);
  assert_found (SERVER, NULL, NULL);
  assert_found (OTHER, "d@e.f", "three");

  g_assert_true (clear (OTHER, "d@e.f", &error));
  g_assert_true (clear (OTHER, "d@e.f", &error));
  g_assert_no_error (error);
}

/* The latest of several, and it stays findable after another has gone. */
static void
test_several (void)
{
  g_autofree char *email = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (store (SERVER, "a@b.c", "one", NULL));
  g_assert_true (store (SERVER, "d@e.f", "two", NULL));
  g_assert_true (look_up (SERVER, &email, &token, &error));
  g_assert_no_error (error);
  g_assert_nonnull (token);

  g_assert_true (clear (SERVER, "a@b.c", NULL));
  assert_found (SERVER, "d@e.f", "two");
  g_assert_true (clear (SERVER, "d@e.f", NULL));
  assert_found (SERVER, NULL, NULL);
}

/* Nobody waits for one before the next, or not to its end: all are written, in their order. */
static void
write_at_once (int pause)
{
  static const char *const tokens[] = { "one", NULL, "two", "three", NULL, "four" };
  Outcome outcomes[G_N_ELEMENTS (tokens)] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      if (tokens[i] != NULL)
        kab_keyring_store_async (SERVER, "a@b.c", tokens[i], NULL, outcome_cb, &outcomes[i]);
      else
        kab_keyring_clear_async (SERVER, "a@b.c", NULL, outcome_cb, &outcomes[i]);
      for (int step = 0; step < pause; step++)
        g_main_context_iteration (NULL, FALSE);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (GError) error = NULL;
      GAsyncResult *result = outcome_wait (&outcomes[i]);

      if (tokens[i] != NULL)
        kab_keyring_store_finish (result, &error);
      else
        kab_keyring_clear_finish (result, &error);
      g_assert_no_error (error);
      outcome_clear (&outcomes[i]);
    }
  assert_found (SERVER, "a@b.c", "four");
  g_assert_true (clear (SERVER, "a@b.c", NULL));
}

static void
test_at_once (void)
{
  for (int pause = 0; pause < 20; pause++)
    write_at_once (pause);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) storing = { 0 };
  g_auto (Outcome) looking = { 0 };
  g_auto (Outcome) clearing = { 0 };
  g_autofree char *email = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);

  kab_keyring_store_async (SERVER, "a@b.c", "one", cancellable, outcome_cb, &storing);
  g_assert_false (kab_keyring_store_finish (outcome_wait (&storing), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  kab_keyring_lookup_async (SERVER, cancellable, outcome_cb, &looking);
  g_assert_false (kab_keyring_lookup_finish (outcome_wait (&looking), &email, &token, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  kab_keyring_clear_async (SERVER, "a@b.c", cancellable, outcome_cb, &clearing);
  g_assert_false (kab_keyring_clear_finish (outcome_wait (&clearing), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_absent (void)
{
  g_autofree char *email = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (look_up (SERVER, &email, &token, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_KEYRING);
  g_assert_null (email);
  g_assert_null (token);
  g_clear_error (&error);

  g_assert_false (store (SERVER, "a@b.c", "one", &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_KEYRING);
  g_assert_null (strstr (error->message, "one"));
  g_clear_error (&error);

  g_assert_false (clear (SERVER, "a@b.c", &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_KEYRING);
}

static void
test_fill (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (store (SERVER, "a@b.c", "one", &error));
  g_assert_no_error (error);
}

/* What it holds cannot be had, and nothing waits for a password nobody is asked for. Whether it
 * owns up to holding something depends on the keyring. */
static void
test_locked (void)
{
  g_autofree char *email = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  if (!look_up (SERVER, &email, &token, &error))
    g_assert_error (error, KAB_ERROR, KAB_ERROR_KEYRING);
  g_assert_null (email);
  g_assert_null (token);
  g_clear_error (&error);

  g_assert_false (store (SERVER, "a@b.c", "one", &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_KEYRING);
}

int
main (int argc, char **argv)
{
  const char *world;

  g_test_init (&argc, &argv, NULL);
  world = argc > 1 ? argv[1] : "";

  if (g_str_equal (world, "there"))
    {
      g_test_add_func ("/keyring/there", test_there);
      g_test_add_func ("/keyring/several", test_several);
      g_test_add_func ("/keyring/at-once", test_at_once);
      g_test_add_func ("/keyring/cancelled", test_cancelled);
    }
  else if (g_str_equal (world, "absent"))
    g_test_add_func ("/keyring/absent", test_absent);
  else if (g_str_equal (world, "fill"))
    g_test_add_func ("/keyring/fill", test_fill);
  else if (g_str_equal (world, "locked"))
    g_test_add_func ("/keyring/locked", test_locked);
  else
    g_error ("There is no world \"%s\"", world);

  return g_test_run ();
}
