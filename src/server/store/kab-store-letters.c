/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-store-letters.h"
#include "kab-store-private.h"

/* Ids grow with time, so letters that are due together leave in the order in which they were
 * written, and are not used again, which the greatest id there plus one would be. The lower bits
 * keep several services apart. */
static gint64
make_id (void)
{
  return (g_get_real_time () << 10) | (gint64) (g_random_int () & 0x3FF);
}

#define QUEUE(condition)                                                                       \
  "SELECT id, recipient, subject, body, created_at, expires_at, tries, next_try_at, user_id, " \
  "account_id, month FROM letters WHERE " condition                                            \
  " AND (expires_at = 0 OR expires_at > $1) ORDER BY next_try_at, id LIMIT 1"

/* Each has an index of its own. */
static const char *const queues[] = {
  QUEUE ("account_id IS NULL"),
  QUEUE ("account_id IS NOT NULL"),
};

static KabLetter *
read_letter (KabRows *rows)
{
  KabLetter *read = g_new0 (KabLetter, 1);

  read->id = kab_rows_get_int (rows, 0);
  read->recipient = g_strdup (kab_rows_get_text (rows, 1));
  read->subject = g_strdup (kab_rows_get_text (rows, 2));
  read->body = g_strdup (kab_rows_get_text (rows, 3));
  read->created_at = kab_rows_get_int (rows, 4);
  read->expires_at = kab_rows_get_int (rows, 5);
  read->tries = (int) kab_rows_get_int (rows, 6);
  read->user = kab_rows_get_int (rows, 8);
  read->account = kab_rows_get_int (rows, 9);
  read->month = kab_month_from_index ((int) kab_rows_get_int (rows, 10));
  return read;
}

/* The letter whose try comes first, due or not; of those that are due, one of the first queue.
 * FALSE without an error: the outbox is empty. */
static gboolean
read_first (KabDatabase *database,
            gint64 now,
            KabLetter **letter,
            gint64 *next_try_at,
            GError **error)
{
  g_autoptr (KabLetter) first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (queues) && (first == NULL || *next_try_at > now); i++)
    {
      g_autoptr (KabRows) rows = kab_database_select (database, queues[i], "i", now);
      g_autoptr (GError) failure = NULL;

      if (!kab_rows_next (rows, &failure))
        {
          if (failure == NULL)
            continue;
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (first != NULL && kab_rows_get_int (rows, 7) >= *next_try_at)
        continue;
      g_clear_pointer (&first, kab_letter_free);
      first = read_letter (rows);
      *next_try_at = kab_rows_get_int (rows, 7);
    }
  *letter = g_steal_pointer (&first);
  return *letter != NULL;
}

void
kab_letter_free (KabLetter *self)
{
  if (self == NULL)
    return;
  g_free (self->recipient);
  g_free (self->subject);
  g_free (self->body);
  g_free (self->file);
  g_free (self->file_ascii);
  g_clear_pointer (&self->attachment, g_bytes_unref);
  g_free (self);
}

gboolean
kab_store_add_letter (KabStore *self,
                      const char *recipient,
                      const char *subject,
                      const char *body,
                      gint64 now,
                      gint64 expires_at,
                      GError **error)
{
  return kab_database_run (
    self->database, NULL, error,
    "INSERT INTO letters (id, recipient, subject, body, created_at, expires_at, "
    "tries, next_try_at) VALUES ($1, $2, $3, $4, $5, $6, 0, $7)",
    "itttiii", make_id (), recipient, subject, body, now, expires_at, now);
}

gboolean
kab_store_add_receipt_letters (KabStore *self, gint64 now, gint64 *count, GError **error)
{
  return kab_database_run (
    self->database, count, error,
    "INSERT INTO letters (id, recipient, subject, body, created_at, expires_at, tries, "
    "next_try_at, user_id, account_id, month) "
    "SELECT $1 + ROW_NUMBER() OVER (ORDER BY n.account_id, u.id), u.email, '', '', $2, 0, 0, $3, "
    "u.id, n.account_id, n.month FROM staged_news n "
    "JOIN attachments t ON t.account_id = n.account_id JOIN users u ON u.id = t.user_id "
    "WHERE u.receipts_by_mail <> 0",
    "iii", make_id (), now, now);
}

KabLetter *
kab_store_claim_letter (KabStore *self, gint64 now, int lease, gint64 *next_due, GError **error)
{
  *next_due = 0;
  for (;;)
    {
      g_autoptr (KabLetter) letter = NULL;
      g_autoptr (GError) failure = NULL;
      gint64 next_try_at = 0;
      gint64 changed = 0;

      if (!read_first (self->database, now, &letter, &next_try_at, &failure))
        {
          if (failure != NULL)
            g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (next_try_at > now)
        {
          *next_due = next_try_at;
          return NULL;
        }
      /* Whoever moves the time it was read with has it; a service that comes second changes nothing
       * and looks again. */
      if (!kab_database_run (
            self->database, &changed, error,
            "UPDATE letters SET next_try_at = $1 WHERE id = $2 AND next_try_at = $3", "iii",
            now + lease, letter->id, next_try_at))
        return NULL;
      if (changed == 1)
        return g_steal_pointer (&letter);
    }
}

gboolean
kab_store_letter_sent (KabStore *self, gint64 id, GError **error)
{
  return kab_database_run (self->database, NULL, error, "DELETE FROM letters WHERE id = $1", "i",
                           id);
}

gboolean
kab_store_letter_failed (KabStore *self, gint64 id, gint64 next_try_at, GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "UPDATE letters SET tries = tries + 1, next_try_at = $1 WHERE id = $2",
                           "ii", next_try_at, id);
}

gboolean
kab_store_expire_letters (KabStore *self, gint64 now, gint64 *count, GError **error)
{
  return kab_database_run (self->database, count, error,
                           "DELETE FROM letters WHERE expires_at <> 0 AND expires_at <= $1", "i",
                           now);
}
