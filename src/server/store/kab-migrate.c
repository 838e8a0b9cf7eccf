/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-database.h"
#include "kab-error.h"
#include "kab-store-resources.h"

/* The text of a numbered migration, or NULL past the last one. */
static GBytes *
load_migration (int number)
{
  g_autofree char *path = g_strdup_printf ("/ru/sah67/Kabinet/store/migrations/%03d.sql", number);

  return g_resource_lookup_data (kab_store_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 NULL);
}

static int
count_migrations (void)
{
  int count = 0;
  GBytes *bytes;

  while ((bytes = load_migration (count + 1)) != NULL)
    {
      g_bytes_unref (bytes);
      count++;
    }

  return count;
}

static gboolean
read_version (KabDatabase *self, gint64 *version, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!kab_database_run (self, NULL, error,
                         "CREATE TABLE IF NOT EXISTS schema (version BIGINT NOT NULL)", ""))
    return FALSE;

  g_autoptr (KabRows) rows = kab_database_select (self, "SELECT MAX(version) FROM schema", "");
  *version = kab_rows_next (rows, &failure) ? kab_rows_get_int (rows, 0) : 0;
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* One step up, within a transaction. Several services may start at once, so the version is read
 * under the lock. */
static gboolean
migrate_once (KabDatabase *self, int newest, gboolean *done, GError **error)
{
  gint64 version = 0;

  if (!read_version (self, &version, error))
    return FALSE;

  if (version > newest)
    {
      g_propagate_error (
        error, kab_error_new (KAB_ERROR_INTERNAL,
                              "Database: its schema is version %" G_GINT64_FORMAT
                              ", and this program knows up to %d. Install the newer program",
                              version, newest));
      return FALSE;
    }

  *done = version == newest;
  if (*done)
    return TRUE;

  g_autoptr (GBytes) script = load_migration ((int) version + 1);
  /* A resource's data ends with a zero byte that its size does not count. */
  return kab_database_run_script (self, g_bytes_get_data (script, NULL), error) &&
         kab_database_run (self, NULL, error, "DELETE FROM schema", "") &&
         kab_database_run (self, NULL, error, "INSERT INTO schema (version) VALUES ($1)", "i",
                           version + 1);
}

gboolean
kab_database_migrate (KabDatabase *self, GError **error)
{
  int newest = count_migrations ();
  gboolean done = FALSE;

  while (!done)
    {
      if (!kab_database_begin (self, error))
        return FALSE;

      if (!migrate_once (self, newest, &done, error))
        {
          kab_database_rollback (self);
          return FALSE;
        }

      if (!kab_database_commit (self, error))
        return FALSE;
    }

  return TRUE;
}
