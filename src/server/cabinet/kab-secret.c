/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "kab-error.h"
#include "kab-secret.h"

#define TOKEN_BYTES 32
#define ID_BYTES    16
#define CODE_COUNT  1000000

/* A plain hash of six digits is undone in a moment by trying the million of them, and a salt in the
 * same row changes nothing in that. So codes too are hashed with argon2id, at a cost that a request
 * does not feel (about a millisecond) and that makes the million take longer than the quarter of an
 * hour a code lives. What keeps a code from being guessed through the service is its five tries. */
static const KabCost code_cost = { 1, 1024 * 1024 };

static char *
encode (const guint8 *bytes, gsize length)
{
  gsize size = sodium_base64_encoded_len (length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *text = g_malloc (size);

  return sodium_bin2base64 (text, size, bytes, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

char *
kab_secret_hash (const char *secret, KabCost cost, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];

  if (crypto_pwhash_str (hash, secret, strlen (secret), cost.operations, cost.memory) == 0)
    return g_strdup (hash);

  g_propagate_error (error,
                     kab_error_new (KAB_ERROR_INTERNAL, "Hashing: there is not enough memory"));
  return NULL;
}

gboolean
kab_secret_verify (const char *hash, const char *secret)
{
  return crypto_pwhash_str_verify (hash, secret, strlen (secret)) == 0;
}

char *
kab_secret_make_decoy (KabCost cost)
{
  /* A salt and a digest of zero bits, in the lengths that libsodium writes: verifying does all its
   * work and then differs. */
  g_autofree char *salt = g_strnfill (22, 'A');
  g_autofree char *digest = g_strnfill (43, 'A');

  return g_strdup_printf ("$argon2id$v=19$m=%" G_GSIZE_FORMAT ",t=%" G_GUINT64_FORMAT ",p=1$%s$%s",
                          cost.memory / 1024, cost.operations, salt, digest);
}

char *
kab_token_new (const KabWorld *world)
{
  guint8 bytes[TOKEN_BYTES];

  world->random (world->data, bytes, sizeof bytes);
  return encode (bytes, sizeof bytes);
}

char *
kab_token_hash (const char *token)
{
  guint8 hash[crypto_generichash_BYTES];

  crypto_generichash (hash, sizeof hash, (const guint8 *) token, strlen (token), NULL, 0);
  return encode (hash, sizeof hash);
}

char *
kab_id_new (const KabWorld *world)
{
  guint8 bytes[ID_BYTES];

  world->random (world->data, bytes, sizeof bytes);
  return encode (bytes, sizeof bytes);
}

gint64
kab_id_new_number (const KabWorld *world)
{
  guint64 number = 0;

  while (number == 0)
    {
      world->random (world->data, (guint8 *) &number, sizeof number);
      number >>= 2;
    }

  return (gint64) number;
}

char *
kab_code_new (const KabWorld *world)
{
  const guint32 bound = G_MAXUINT32 - G_MAXUINT32 % CODE_COUNT;
  guint32 number;

  /* The rest of the range beyond the last whole million would make low codes likelier. */
  do
    world->random (world->data, (guint8 *) &number, sizeof number);
  while (number >= bound);

  return g_strdup_printf ("%06u", number % CODE_COUNT);
}

char *
kab_code_hash (const char *code, GError **error)
{
  return kab_secret_hash (code, code_cost, error);
}

char *
kab_subject_hash (const char *kind, const char *subject)
{
  g_autofree char *text = g_strconcat (kind, ":", subject, NULL);
  guint8 hash[crypto_generichash_BYTES_MIN];

  crypto_generichash (hash, sizeof hash, (const guint8 *) text, strlen (text), NULL, 0);
  return encode (hash, sizeof hash);
}
