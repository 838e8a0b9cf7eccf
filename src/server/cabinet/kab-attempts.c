/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-attempts.h"
#include "kab-store-sessions.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

const KabLimit kab_limit_sign_in = { "sign-in", 5, DAY, 30, HOUR };
const KabLimit kab_limit_sign_in_address = { "sign-in-address", 100, HOUR, 30, HOUR };
const KabLimit kab_limit_letter = { "letter", 5, HOUR, 0, 0 };
const KabLimit kab_limit_resend = { "resend", 1, MINUTE, 0, 0 };
const KabLimit kab_limit_letter_address = { "letter-address", 60, HOUR, 0, 0 };
const KabLimit kab_limit_attach_user = { "attach-user", 5, HOUR, 0, 0 };
const KabLimit kab_limit_attach_number = { "attach-number", 10, DAY, 0, 0 };
const KabLimit kab_limit_attach_address = { "attach-address", 60, HOUR, 0, 0 };
const KabLimit kab_limit_undo = { "undo", 1, 10 * MINUTE, 0, 0 };

G_STATIC_ASSERT (DAY == KAB_LIMIT_LONGEST_WINDOW);

/* The wait after @failures: none while they are free, then doubling. */
static gint64
get_wait (const KabLimit *limit, gint64 failures)
{
  gint64 wait = limit->first_wait;

  if (failures < limit->free)
    return 0;

  for (gint64 i = limit->free; i < failures && wait < limit->longest_wait; i++)
    wait *= 2;

  return MIN (wait, limit->longest_wait);
}

/* @until: the second from which another try is allowed; not after @now when it is. */
static gboolean
find_end (KabRules *self,
          const KabLimit *limit,
          const char *subject,
          gint64 now,
          gint64 *until,
          GError **error)
{
  g_autofree char *hash = kab_subject_hash (limit->kind, subject);
  gint64 since = now - limit->window;
  gint64 count = 0;
  gint64 last = 0;

  if (limit->first_wait == 0)
    {
      if (!kab_store_get_attempt (self->store, limit->kind, hash, since, now, limit->free, &last,
                                  error))
        return FALSE;
      *until = last == 0 ? now : last + limit->window;
      return TRUE;
    }

  if (!kab_store_count_attempts (self->store, limit->kind, hash, since, now, &count, &last, error))
    return FALSE;
  *until = last + get_wait (limit, count);
  return TRUE;
}

gboolean
kab_attempts_allow (KabRules *self, const KabLimit *limit, const char *subject, GError **error)
{
  gint64 now = kab_rules_now (self);
  gint64 until = 0;

  if (!find_end (self, limit, subject, now, &until, error))
    return FALSE;
  if (until <= now)
    return TRUE;

  GError *refusal = kab_error_new (KAB_ERROR_TOO_MANY_ATTEMPTS, "Too many tries (%s)", limit->kind);
  kab_error_set_retry_after (refusal, (int) (until - now));
  g_propagate_error (error, refusal);
  return FALSE;
}

gboolean
kab_attempts_count (KabRules *self,
                    const KabLimit *limit,
                    const char *subject,
                    gint64 *id,
                    GError **error)
{
  g_autofree char *hash = kab_subject_hash (limit->kind, subject);
  gint64 number = kab_id_new_number (&self->world);

  if (id != NULL)
    *id = number;
  return kab_store_add_attempt (self->store, number, limit->kind, hash, kab_rules_now (self),
                                error);
}

gboolean
kab_attempts_take (KabRules *self,
                   const KabLimit *limit,
                   const char *subject,
                   gint64 *id,
                   GError **error)
{
  return kab_attempts_allow (self, limit, subject, error) &&
         kab_attempts_count (self, limit, subject, id, error);
}

gboolean
kab_attempts_take_letter (KabRules *self,
                          const char *email,
                          const KabCaller *caller,
                          const KabLimit *limit,
                          GError **error)
{
  g_autofree char *network = kab_attempts_get_network (caller->address);

  return kab_attempts_take (self, &kab_limit_letter_address, network, NULL, error) &&
         kab_attempts_take (self, &kab_limit_letter, email, NULL, error) &&
         (limit == NULL || kab_attempts_take (self, limit, email, NULL, error));
}

gboolean
kab_attempts_clear (KabRules *self, const KabLimit *limit, const char *subject, GError **error)
{
  g_autofree char *hash = kab_subject_hash (limit->kind, subject);

  return kab_store_delete_attempts (self->store, limit->kind, hash, error);
}

char *
kab_attempts_get_network (const char *address)
{
  g_autoptr (GInetAddress) peer = g_inet_address_new_from_string (address);

  if (peer == NULL || g_inet_address_get_family (peer) != G_SOCKET_FAMILY_IPV6)
    return g_strdup (address);

  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  const guint8 *bytes = g_inet_address_to_bytes (peer);

  /* An IPv4 caller at a socket of both families. */
  if (memcmp (bytes, mapped, sizeof mapped) == 0)
    {
      g_autoptr (GInetAddress) plain =
        g_inet_address_new_from_bytes (bytes + sizeof mapped, G_SOCKET_FAMILY_IPV4);

      return g_inet_address_to_string (plain);
    }

  guint8 network[16] = { 0 };
  memcpy (network, bytes, 8);
  g_autoptr (GInetAddress) masked = g_inet_address_new_from_bytes (network, G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (masked);
}
