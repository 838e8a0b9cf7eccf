/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "billing-world.h"

World *
world_new (void)
{
  World *self = g_new0 (World, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  self->directory = g_dir_make_tmp ("kabinet-billing-XXXXXX", &error);
  g_assert_no_error (error);
  self->database = g_build_filename (self->directory, "kabinet.sqlite", NULL);
  url = g_strconcat ("sqlite:", self->database, NULL);
  self->store = kab_store_open (url, &error);
  g_assert_no_error (error);
  self->faults = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_unlink (child) != 0)
        remove_tree (child);
    }
  g_rmdir (path);
}

void
world_free (World *self)
{
  kab_store_close (self->store);
  remove_tree (self->directory);

  g_ptr_array_unref (self->faults);
  g_free (self->directory);
  g_free (self->database);
  g_free (self);
}

void
world_write (World *self, const char *name, const char *content, gssize length)
{
  g_autofree char *path = g_build_filename (self->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
}

void
world_write_all (World *self,
                 const char *accounts,
                 const char *opening,
                 const char *charges,
                 const char *payments)
{
  const struct
  {
    const char *name;
    const char *header;
    const char *rows;
  } files[] = {
    { "accounts.csv", ACCOUNTS_HEADER, accounts },
    { "opening.csv", OPENING_HEADER, opening },
    { "charges.csv", CHARGES_HEADER, charges },
    { "payments.csv", PAYMENTS_HEADER, payments },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *content = g_strconcat (files[i].header, files[i].rows, NULL);
      world_write (self, files[i].name, content, -1);
    }
}

gboolean
world_import (World *self, GError **error)
{
  g_autoptr (GFile) directory = g_file_new_for_path (self->directory);

  g_ptr_array_set_size (self->faults, 0);
  self->count = (KabBillingCount){ -1, -1, -1 };
  return kab_billing_import (self->store, directory, &self->count, self->faults, error);
}

void
world_import_good (World *self, gint64 accounts, gint64 lines, gint64 payments)
{
  g_autoptr (GError) error = NULL;
  gboolean done = world_import (self, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < self->faults->len; i++)
    g_test_message ("%s", (const char *) self->faults->pdata[i]);
  g_assert_cmpuint (self->faults->len, ==, 0);
  g_assert_true (done);
  g_assert_cmpint (self->count.accounts, ==, accounts);
  g_assert_cmpint (self->count.lines, ==, lines);
  g_assert_cmpint (self->count.payments, ==, payments);
}

void
world_import_bad (World *self, const char *const *faults)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = world_dump (self);
  gboolean done = world_import (self, &error);
  g_autofree char *after = world_dump (self);
  guint i;

  g_assert_no_error (error);
  g_assert_false (done);
  for (i = 0; faults[i] != NULL; i++)
    {
      g_assert_cmpuint (i, <, self->faults->len);
      g_assert_cmpstr (self->faults->pdata[i], ==, faults[i]);
    }
  if (i < self->faults->len)
    g_test_message ("not expected: %s", (const char *) self->faults->pdata[i]);
  g_assert_cmpuint (self->faults->len, ==, i);
  g_assert_cmpstr (before, ==, after);
}

static void
run_query (sqlite3 *database, const char *sql, GString *text)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        {
          const char *value = (const char *) sqlite3_column_text (statement, i);
          g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", value != NULL ? value : "");
        }
      g_string_append_c (text, '\n');
    }
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
}

char *
world_query (World *self, const char *sql)
{
  GString *text = g_string_new (NULL);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open_v2 (self->database, &database, SQLITE_OPEN_READONLY, NULL), ==,
                   SQLITE_OK);
  run_query (database, sql, text);
  sqlite3_close (database);
  return g_string_free (text, FALSE);
}

char *
world_dump (World *self)
{
  g_autofree char *tables =
    world_query (self, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  g_auto (GStrv) names = g_strsplit (g_strchomp (tables), "\n", -1);
  GString *dump = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT rowid, * FROM %s ORDER BY rowid", names[i]);
      g_autofree char *rows = world_query (self, sql);

      g_string_append_printf (dump, "[%s]\n%s", names[i], rows);
    }

  return g_string_free (dump, FALSE);
}
