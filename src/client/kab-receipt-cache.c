/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-receipt-cache.h"

typedef struct
{
  char *sha256;
  GBytes *bytes;
} Entry;

struct _KabReceiptCache
{
  gsize room;
  gsize used;
  GQueue order;        /* of Entry, asked for last first */
  GHashTable *entries; /* sha256 → its link in the order */
};

static void
entry_free (Entry *entry)
{
  g_bytes_unref (entry->bytes);
  g_free (entry->sha256);
  g_free (entry);
}

static void
drop_last (KabReceiptCache *self)
{
  Entry *entry = g_queue_pop_tail (&self->order);

  self->used -= g_bytes_get_size (entry->bytes);
  g_hash_table_remove (self->entries, entry->sha256);
  entry_free (entry);
}

KabReceiptCache *
kab_receipt_cache_new (gsize room)
{
  KabReceiptCache *self = g_new0 (KabReceiptCache, 1);

  self->room = room;
  g_queue_init (&self->order);
  self->entries = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
kab_receipt_cache_free (KabReceiptCache *self)
{
  kab_receipt_cache_clear (self);
  g_hash_table_unref (self->entries);
  g_free (self);
}

GBytes *
kab_receipt_cache_get (KabReceiptCache *self, const char *sha256)
{
  GList *link = g_hash_table_lookup (self->entries, sha256);
  Entry *entry;

  if (link == NULL)
    return NULL;

  g_queue_unlink (&self->order, link);
  g_queue_push_head_link (&self->order, link);
  entry = link->data;

  return g_bytes_ref (entry->bytes);
}

void
kab_receipt_cache_put (KabReceiptCache *self, const char *sha256, GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes);
  Entry *entry;

  /* One that leaves no room for any other is not worth it. */
  if (size > self->room / 2 || g_hash_table_contains (self->entries, sha256))
    return;

  while (self->used + size > self->room)
    drop_last (self);

  entry = g_new (Entry, 1);
  entry->sha256 = g_strdup (sha256);
  entry->bytes = g_bytes_ref (bytes);
  g_queue_push_head (&self->order, entry);
  g_hash_table_insert (self->entries, entry->sha256, g_queue_peek_head_link (&self->order));
  self->used += size;
}

void
kab_receipt_cache_clear (KabReceiptCache *self)
{
  while (!g_queue_is_empty (&self->order))
    drop_last (self);
}
