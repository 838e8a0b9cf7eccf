/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "kab-secret.h"

static const KabCost least = { crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN };

/* Gives the numbers it is told to give, one a call. */
static void
give_numbers (gpointer data, guint8 *bytes, gsize length)
{
  guint32 **numbers = data;

  g_assert_cmpuint (length, ==, sizeof (guint32));
  memcpy (bytes, *numbers, length);
  (*numbers)++;
}

static void
test_hash (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = kab_secret_hash ("kabinet1", least, &error);
  g_autofree char *second = kab_secret_hash ("kabinet1", least, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  g_assert_true (g_str_has_prefix (first, "$argon2id$"));
  g_assert_true (kab_secret_verify (first, "kabinet1"));
  g_assert_true (kab_secret_verify (second, "kabinet1"));
  g_assert_false (kab_secret_verify (first, "kabinet2"));
  g_assert_false (kab_secret_verify (first, ""));
  g_assert_false (kab_secret_verify ("no hash", "kabinet1"));
}

/* A decoy must be read to its end, else an unknown address would be told by its speed. */
static void
test_decoy (void)
{
  static const KabCost costs[] = {
    { crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN },
    { crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      g_autofree char *decoy = kab_secret_make_decoy (costs[i]);

      g_assert_cmpint (crypto_pwhash_str_needs_rehash (decoy, costs[i].operations, costs[i].memory),
                       ==, 0);
      g_assert_false (kab_secret_verify (decoy, "kabinet1"));
    }
}

static void
test_token (void)
{
  g_autofree char *first = kab_token_new (&kab_world_real);
  g_autofree char *second = kab_token_new (&kab_world_real);
  g_autofree char *hash = kab_token_hash (first);
  g_autofree char *again = kab_token_hash (first);
  g_autofree char *other = kab_token_hash (second);

  g_assert_cmpuint (strlen (first), ==, 43);
  g_assert_cmpuint (
    strspn (first, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), ==, 43);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (hash, ==, again);
  g_assert_cmpstr (hash, !=, other);
  g_assert_null (strstr (hash, first));
}

static void
test_code (void)
{
  /* The first two lie beyond the last whole million. */
  guint32 numbers[] = { G_MAXUINT32, 4294000000u, 4293999999u, 7, 1000000 };
  guint32 *next = numbers;
  const KabWorld world = { NULL, give_numbers, &next };
  g_autofree char *highest = kab_code_new (&world);
  g_autofree char *low = kab_code_new (&world);
  g_autofree char *wrapped = kab_code_new (&world);
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = kab_code_hash (highest, &error);

  g_assert_cmpstr (highest, ==, "999999");
  g_assert_cmpstr (low, ==, "000007");
  g_assert_cmpstr (wrapped, ==, "000000");
  g_assert_no_error (error);
  g_assert_true (kab_secret_verify (hash, "999999"));
  g_assert_false (kab_secret_verify (hash, "999998"));
}

static void
test_subject (void)
{
  g_autofree char *first = kab_subject_hash ("letter", "a@b.ru");
  g_autofree char *second = kab_subject_hash ("resend", "a@b.ru");
  g_autofree char *third = kab_subject_hash ("letter", "c@b.ru");

  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (first, !=, third);
  g_assert_null (strstr (first, "a@b"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_add_func ("/cabinet/secret/hash", test_hash);
  g_test_add_func ("/cabinet/secret/decoy", test_decoy);
  g_test_add_func ("/cabinet/secret/token", test_token);
  g_test_add_func ("/cabinet/secret/code", test_code);
  g_test_add_func ("/cabinet/secret/subject", test_subject);
  return g_test_run ();
}
