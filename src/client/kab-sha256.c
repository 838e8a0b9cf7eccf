/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <nettle/sha2.h>

#include "kab-sha256.h"

struct _KabSha256
{
  struct sha256_ctx context;
};

KabSha256 *
kab_sha256_new (void)
{
  KabSha256 *self = g_new (KabSha256, 1);

  sha256_init (&self->context);

  return self;
}

void
kab_sha256_free (KabSha256 *self)
{
  g_free (self);
}

void
kab_sha256_update (KabSha256 *self, const void *data, gsize size)
{
  sha256_update (&self->context, size, data);
}

char *
kab_sha256_end (KabSha256 *self)
{
  g_autoptr (GString) text = g_string_sized_new (2 * SHA256_DIGEST_SIZE);
  guint8 digest[SHA256_DIGEST_SIZE];

  sha256_digest (&self->context, sizeof digest, digest);
  for (gsize i = 0; i < sizeof digest; i++)
    g_string_append_printf (text, "%02x", digest[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
