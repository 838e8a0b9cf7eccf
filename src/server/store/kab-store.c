/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-store-private.h"

KabStore *
kab_store_open (const char *url, GError **error)
{
  g_autoptr (KabDatabase) database = kab_database_open (url, error);

  if (database == NULL || !kab_database_migrate (database, error))
    return NULL;

  KabStore *self = g_new0 (KabStore, 1);
  self->database = g_steal_pointer (&database);
  return self;
}

void
kab_store_close (KabStore *self)
{
  if (self == NULL)
    return;

  kab_database_close (self->database);
  g_free (self);
}

gboolean
kab_store_ping (KabStore *self, GError **error)
{
  g_autoptr (KabRows) rows = kab_database_select (self->database, "SELECT version FROM schema", "");

  return kab_rows_next (rows, error);
}

gboolean
kab_store_begin (KabStore *self, GError **error)
{
  return kab_database_begin (self->database, error);
}

gboolean
kab_store_commit (KabStore *self, GError **error)
{
  return kab_database_commit (self->database, error);
}

void
kab_store_rollback (KabStore *self)
{
  kab_database_rollback (self->database);
}

KabTransaction *
kab_transaction_begin (KabStore *store, GError **error)
{
  return kab_store_begin (store, error) ? store : NULL;
}

KabTransaction *
kab_transaction_try_begin (KabStore *store, GError **error)
{
  return kab_database_try_begin (store->database, error) ? store : NULL;
}

void
kab_transaction_end (KabTransaction *self)
{
  if (self != NULL)
    kab_store_rollback (self);
}

gint64
kab_store_fail_after (KabStore *self, gint64 steps)
{
  return kab_database_fail_after (self->database, steps);
}
