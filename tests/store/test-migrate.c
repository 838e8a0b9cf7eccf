/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-database.h"
#include "kab-error.h"
#include "kab-store-accounts.h"
#include "kab-store-users.h"
#include "store-folder.h"

/* The newest version there is. Each version has a stored copy in schemas/, with data in every
 * table: what an operator's database looked like then. A new migration adds its copy. */
#define NEWEST 3

static gint64
get_int (StoreFolder *folder, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabDatabase) database = kab_database_open (folder->url, &error);
  g_assert_no_error (error);
  g_autoptr (KabRows) rows = kab_database_select (database, sql, "");

  g_assert_true (kab_rows_next (rows, &error));
  return kab_rows_get_int (rows, 0);
}

static void
run_script (StoreFolder *folder, const char *script)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabDatabase) database = kab_database_open (folder->url, &error);

  g_assert_no_error (error);
  kab_database_run_script (database, script, &error);
  g_assert_no_error (error);
}

static void
test_new (StoreFolder *folder, gconstpointer data)
{
  /* The second time there is nothing to do. */
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KabStore) store = kab_store_open (folder->url, &error);

      g_assert_no_error (error);
      g_assert_true (kab_store_ping (store, &error));
      g_assert_cmpint (get_int (folder, "SELECT version FROM schema"), ==, NEWEST);
      g_assert_cmpint (get_int (folder, "SELECT COUNT(*) FROM schema"), ==, 1);
    }
}

static void
test_newer (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  kab_store_close (kab_store_open (folder->url, &error));
  run_script (folder, "UPDATE schema SET version = 1000");
  g_assert_null (kab_store_open (folder->url, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_INTERNAL);
  g_assert_nonnull (g_strstr_len (error->message, -1, "newer"));
  g_assert_cmpint (get_int (folder, "SELECT version FROM schema"), ==, 1000);
}

/* A foreign database, or one that lost its version, is not overwritten. */
static void
test_foreign (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run_script (folder, "CREATE TABLE sessions (cookie TEXT); INSERT INTO sessions VALUES ('x')");
  g_assert_null (kab_store_open (folder->url, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_INTERNAL);
  g_assert_cmpint (get_int (folder, "SELECT COUNT(*) FROM sessions WHERE cookie = 'x'"), ==, 1);
  g_assert_cmpint (get_int (folder, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"), ==,
                   1);
}

/* A step that fails leaves the version below, whole; the next start goes on from there. */
static void
test_fault (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabDatabase) database = kab_database_open (folder->url, &error);
  int step = 1;

  g_assert_no_error (error);
  while (TRUE)
    {
      kab_database_fail_after (database, step++);
      gboolean done = kab_database_migrate (database, &error);
      if (kab_database_fail_after (database, 0) > 0)
        {
          g_assert_true (done);
          break;
        }
      g_assert_false (done);
      g_assert_error (error, KAB_ERROR, KAB_ERROR_INTERNAL);
      g_clear_error (&error);
      g_assert_cmpint (get_int (folder, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema'"),
                       ==,
                       get_int (folder, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'users'"));
    }
  g_assert_cmpint (step, >, 4);
  g_assert_cmpint (get_int (folder, "SELECT version FROM schema"), ==, NEWEST);
}

static gpointer
open_one (gpointer data)
{
  StoreFolder *folder = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabStore) store = kab_store_open (folder->url, &error);

  g_assert_no_error (error);
  return NULL;
}

/* Several services that start at once on a new database. */
static void
test_together (StoreFolder *folder, gconstpointer data)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("service", open_one, folder);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (get_int (folder, "SELECT COUNT(*) FROM schema"), ==, 1);
}

static void
test_stored_copies (StoreFolder *folder, gconstpointer data)
{
  for (int version = 1; version <= NEWEST; version++)
    {
      StoreFolder copy;
      g_autofree char *name = g_strdup_printf ("%03d.sql", version);
      g_autofree char *file = g_test_build_filename (G_TEST_DIST, "store", "schemas", name, NULL);
      g_autofree char *script = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (KabUser) user = NULL;

      store_folder_set_up (&copy, NULL);
      g_assert_true (g_file_get_contents (file, &script, NULL, NULL));
      run_script (&copy, script);
      g_assert_cmpint (get_int (&copy, "SELECT version FROM schema"), ==, version);

      g_autoptr (KabStore) store = kab_store_open (copy.url, &error);
      g_assert_no_error (error);
      g_assert_cmpint (get_int (&copy, "SELECT version FROM schema"), ==, NEWEST);
      g_assert_true (kab_store_find_user (store, "ivanov@example.ru", &user, &error));
      g_assert_cmpstr (user->name, ==, "Иванов Иван Иванович");
      g_autoptr (GPtrArray) accounts = kab_store_list_attached (store, user->id, &error);
      g_assert_cmpuint (accounts->len, ==, 1);
      g_assert_cmpint (kab_account_get_to_pay (g_ptr_array_index (accounts, 0)), ==, 44730);
      g_assert_cmpint (get_int (&copy, "SELECT COUNT(*) FROM pragma_foreign_key_check"), ==, 0);
      /* A letter from before is one that somebody waits for. */
      g_assert_cmpint (get_int (&copy, "SELECT id FROM letters WHERE account_id IS NULL"), ==, 9);
      g_assert_cmpint (get_int (&copy, "SELECT COUNT(*) FROM letters"), ==, version < 3 ? 1 : 2);

      g_clear_pointer (&store, kab_store_close);
      store_folder_tear_down (&copy, NULL);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (StoreFolder *folder, gconstpointer data);
  } tests[] = {
    { "/store/migrate/new", test_new },
    { "/store/migrate/newer", test_newer },
    { "/store/migrate/foreign", test_foreign },
    { "/store/migrate/fault", test_fault },
    { "/store/migrate/together", test_together },
    { "/store/migrate/stored-copies", test_stored_copies },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, StoreFolder, NULL, store_folder_set_up, tests[i].test,
                store_folder_tear_down);
  return g_test_run ();
}
