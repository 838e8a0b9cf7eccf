/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "kab-database.h"
#include "kab-error.h"
#include "store-folder.h"

static KabDatabase *
open_database (StoreFolder *folder)
{
  g_autoptr (GError) error = NULL;
  KabDatabase *database = kab_database_open (folder->url, &error);

  g_assert_no_error (error);
  return database;
}

static void
run (KabDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  kab_database_run (database, NULL, &error, sql, "");
  g_assert_no_error (error);
}

static gint64
get_int (KabDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabRows) rows = kab_database_select (database, sql, "");

  g_assert_true (kab_rows_next (rows, &error));
  return kab_rows_get_int (rows, 0);
}

static void
assert_fails (gboolean done, GError **error)
{
  g_assert_false (done);
  g_assert_error (*error, KAB_ERROR, KAB_ERROR_INTERNAL);
  g_clear_error (error);
}

/* Nobody else reads the file, nor what lies beside it while it is open. */
static void
test_mode (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (KabDatabase) database = open_database (folder);
  g_autoptr (GDir) directory = g_dir_open (folder->path, 0, NULL);
  const char *name;
  int files = 0;

  run (database, "CREATE TABLE t (a BIGINT)");
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder->path, name, NULL);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      files++;
    }
  g_assert_cmpint (files, >=, 2);

  g_assert_cmpint (get_int (database, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (get_int (database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (get_int (database, "PRAGMA secure_delete"), ==, 1);
  g_autoptr (KabRows) mode = kab_database_select (database, "PRAGMA journal_mode", "");
  g_assert_true (kab_rows_next (mode, NULL));
  g_assert_cmpstr (kab_rows_get_text (mode, 0), ==, "wal");
}

static void
test_urls (StoreFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *url;
    int code;
  } cases[] = {
    { "postgresql://kabinet:secret@localhost/kabinet", KAB_ERROR_UNSUPPORTED },
    { "mysql://secret@localhost", KAB_ERROR_UNSUPPORTED },
    { "sqlite:", KAB_ERROR_UNSUPPORTED },
    { "", KAB_ERROR_UNSUPPORTED },
    { "sqlite:/no such folder/kabinet.db", KAB_ERROR_INTERNAL },
    { "sqlite:/", KAB_ERROR_INTERNAL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kab_database_open (cases[i].url, &error));
      g_assert_error (error, KAB_ERROR, cases[i].code);
      g_assert_null (g_strstr_len (error->message, -1, "secret"));
    }

  /* No database at all. */
  g_autofree char *file = g_build_filename (folder->path, "kabinet.db", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_true (g_file_set_contents (file, "Это не база данных, а письмо.", -1, NULL));
  g_assert_null (kab_database_open (folder->url, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_INTERNAL);

  g_autoptr (KabDatabase) memory = kab_database_open ("sqlite::memory:", NULL);
  g_assert_nonnull (memory);
  run (memory, "CREATE TABLE t (a BIGINT)");
}

static gint64
measure_log (StoreFolder *folder)
{
  g_autofree char *path = g_build_filename (folder->path, "kabinet.db-wal", NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_size;
}

/* A large import does not leave its size behind while the service runs. */
static void
test_log_is_cut (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (KabDatabase) database = open_database (folder);
  g_autoptr (KabDatabase) service = open_database (folder);
  gint64 most;

  run (database, "CREATE TABLE t (a BLOB)");
  run (database, "INSERT INTO t (a) VALUES (zeroblob (16 * 1024 * 1024))");
  most = measure_log (folder);
  g_assert_cmpint (most, >, 16 * 1024 * 1024);
  for (int i = 0; i < 3; i++)
    run (service, "INSERT INTO t (a) VALUES (1)");
  g_assert_cmpint (measure_log (folder), <=, 4 * 1024 * 1024);
}

static void
test_values (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (KabDatabase) database = open_database (folder);
  g_autoptr (GError) error = NULL;
  gint64 changed = -1;

  run (database, "CREATE TABLE t (id BIGINT PRIMARY KEY, name TEXT)");
  /* Parameters go by their numbers, not by where they stand; one may stand twice. */
  g_assert_true (kab_database_run (database, &changed, &error,
                                   "INSERT INTO t (name, id) VALUES ($2, $1)", "it", G_MAXINT64,
                                   "О'Нил"));
  g_assert_cmpint (changed, ==, 1);
  g_assert_true (kab_database_run (database, NULL, &error,
                                   "INSERT INTO t (id, name) VALUES ($1, $2), ($1 + 1, $2)", "it",
                                   G_MININT64, NULL));

  g_autoptr (KabRows) rows =
    kab_database_select (database, "SELECT id, name FROM t ORDER BY id", "");
  g_assert_true (kab_rows_next (rows, &error));
  g_assert_cmpint (kab_rows_get_int (rows, 0), ==, G_MININT64);
  g_assert_true (kab_rows_is_null (rows, 1));
  g_assert_cmpstr (kab_rows_get_text (rows, 1), ==, "");
  g_assert_cmpint (kab_rows_get_int (rows, 1), ==, 0);
  g_assert_true (kab_rows_next (rows, &error));
  g_assert_true (kab_rows_next (rows, &error));
  g_assert_cmpint (kab_rows_get_int (rows, 0), ==, G_MAXINT64);
  g_assert_false (kab_rows_is_null (rows, 1));
  g_assert_cmpstr (kab_rows_get_text (rows, 1), ==, "О'Нил");
  /* Past the end it stays at the end. */
  g_assert_false (kab_rows_next (rows, &error));
  g_assert_false (kab_rows_next (rows, &error));
  g_assert_no_error (error);

  g_assert_true (kab_database_run (database, &changed, &error, "UPDATE t SET name = $1", "t", "x"));
  g_assert_cmpint (changed, ==, 3);
  g_assert_true (
    kab_database_run (database, &changed, &error, "DELETE FROM t WHERE id = $1", "i", (gint64) 5));
  g_assert_cmpint (changed, ==, 0);
}

/* Bytes are bytes, a zero among them too; nothing is something else than none. */
static void
test_bytes (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (KabDatabase) database = open_database (folder);
  g_autoptr (GBytes) some = g_bytes_new_static ("%PDF\0\xff\n", 7);
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);
  GBytes *const values[] = { some, none, NULL };
  g_autoptr (GError) error = NULL;

  run (database, "CREATE TABLE t (id BIGINT PRIMARY KEY, bytes BLOB)");
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_true (kab_database_run (database, NULL, &error, "INSERT INTO t VALUES ($1, $2)", "ib",
                                     (gint64) i, values[i]));

  g_autoptr (KabRows) rows = kab_database_select (database, "SELECT bytes FROM t ORDER BY id", "");
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      g_assert_true (kab_rows_next (rows, &error));
      bytes = kab_rows_get_bytes (rows, 0);
      g_assert_true (g_bytes_equal (bytes, values[i] != NULL ? values[i] : none));
      g_assert_cmpint (kab_rows_is_null (rows, 0), ==, values[i] == NULL);
    }
}

/* A query within its own loop. */
static void
test_nested (StoreFolder *folder, gconstpointer data)
{
  static const char sql[] = "SELECT a FROM t WHERE a >= $1 ORDER BY a";
  g_autoptr (KabDatabase) database = open_database (folder);
  int pairs = 0;

  run (database, "CREATE TABLE t (a BIGINT)");
  run (database, "INSERT INTO t VALUES (1), (2), (3)");
  for (int round = 0; round < 2; round++)
    {
      g_autoptr (KabRows) outer = kab_database_select (database, sql, "i", (gint64) 1);

      while (kab_rows_next (outer, NULL))
        {
          g_autoptr (KabRows) inner =
            kab_database_select (database, sql, "i", kab_rows_get_int (outer, 0));

          while (kab_rows_next (inner, NULL))
            pairs++;
        }
    }
  g_assert_cmpint (pairs, ==, 2 * (3 + 2 + 1));
}

static void
test_errors (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (KabDatabase) database = open_database (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabRows) rows = kab_database_select (database, "SELECT nothing FROM nowhere", "");

  assert_fails (kab_rows_next (rows, &error), &error);
  assert_fails (kab_rows_next (rows, &error), &error);
  run (database, "CREATE TABLE t (a TEXT PRIMARY KEY)");
  run (database, "CREATE TABLE u (a TEXT NOT NULL REFERENCES t (a))");
  g_assert_true (kab_database_run (database, NULL, &error, "INSERT INTO t VALUES ($1)", "t",
                                   "ivanov@example.ru"));

  /* What is refused is not told with the values. */
  g_assert_false (kab_database_run (database, NULL, &error, "INSERT INTO t VALUES ($1)", "t",
                                    "ivanov@example.ru"));
  g_assert_null (g_strstr_len (error->message, -1, "ivanov"));
  assert_fails (FALSE, &error);
  assert_fails (
    kab_database_run (database, NULL, &error, "INSERT INTO u VALUES ($1)", "t", "petrov"), &error);
  /* And the statement can be used again. */
  g_assert_true (
    kab_database_run (database, NULL, &error, "INSERT INTO t VALUES ($1)", "t", "petrov"));
  g_assert_true (
    kab_database_run (database, NULL, &error, "INSERT INTO u VALUES ($1)", "t", "petrov"));
}

static void
test_transactions (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (KabDatabase) database = open_database (folder);
  g_autoptr (KabDatabase) other = open_database (folder);
  g_autoptr (GError) error = NULL;

  run (database, "CREATE TABLE t (a BIGINT)");
  g_assert_true (kab_database_begin (database, &error));
  run (database, "INSERT INTO t VALUES (1)");
  /* Readers see the state before, and do not wait. */
  g_assert_cmpint (get_int (other, "SELECT COUNT(*) FROM t"), ==, 0);
  g_assert_false (kab_database_try_begin (other, &error));
  g_assert_no_error (error);
  kab_database_rollback (database);
  kab_database_rollback (database);
  g_assert_cmpint (get_int (database, "SELECT COUNT(*) FROM t"), ==, 0);

  g_assert_true (kab_database_try_begin (other, &error));
  run (other, "INSERT INTO t VALUES (2)");
  g_assert_true (kab_database_commit (other, &error));
  g_assert_cmpint (get_int (database, "SELECT COUNT(*) FROM t"), ==, 1);
  /* One that cannot be committed leaves nothing open. */
  assert_fails (kab_database_commit (database, &error), &error);
  g_assert_true (kab_database_begin (database, &error));
  kab_database_rollback (database);
}

#define TURNS 200

static gpointer
add_many (gpointer data)
{
  g_autoptr (KabDatabase) database = open_database (data);

  for (int i = 0; i < TURNS; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (kab_database_begin (database, &error));
      gint64 count = get_int (database, "SELECT n FROM t");
      g_assert_true (
        kab_database_run (database, NULL, &error, "UPDATE t SET n = $1", "i", count + 1));
      g_assert_true (kab_database_commit (database, &error));
    }

  return NULL;
}

/* A writer waits for the other; no sum is lost. Both also open a new file at once. */
static void
test_writers (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (KabDatabase) database = open_database (folder);

  run (database, "CREATE TABLE t (n BIGINT)");
  run (database, "INSERT INTO t VALUES (0)");
  GThread *first = g_thread_new ("writer", add_many, folder);
  GThread *second = g_thread_new ("writer", add_many, folder);
  g_thread_join (first);
  g_thread_join (second);
  g_assert_cmpint (get_int (database, "SELECT n FROM t"), ==, 2 * TURNS);
}

static void
test_fail_after (StoreFolder *folder, gconstpointer data)
{
  g_autoptr (KabDatabase) database = open_database (folder);
  g_autoptr (GError) error = NULL;

  run (database, "CREATE TABLE t (a BIGINT)");
  kab_database_fail_after (database, 2);
  g_assert_true (kab_database_begin (database, &error));
  assert_fails (kab_database_run (database, NULL, &error, "INSERT INTO t VALUES (1)", ""), &error);
  g_assert_cmpint (kab_database_fail_after (database, 2), ==, 0);
  run (database, "INSERT INTO t VALUES (1)");
  assert_fails (kab_database_commit (database, &error), &error);
  g_assert_cmpint (get_int (database, "SELECT COUNT(*) FROM t"), ==, 0);

  g_autoptr (KabRows) rows = kab_database_select (database, "SELECT COUNT(*) FROM t", "");
  kab_database_fail_after (database, 1);
  assert_fails (kab_rows_next (rows, &error), &error);
  kab_database_fail_after (database, 5);
  run (database, "INSERT INTO t VALUES (1)");
  g_assert_cmpint (kab_database_fail_after (database, 0), ==, 4);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (StoreFolder *folder, gconstpointer data);
  } tests[] = {
    { "/store/database/mode", test_mode },
    { "/store/database/urls", test_urls },
    { "/store/database/log-is-cut", test_log_is_cut },
    { "/store/database/values", test_values },
    { "/store/database/bytes", test_bytes },
    { "/store/database/nested", test_nested },
    { "/store/database/errors", test_errors },
    { "/store/database/transactions", test_transactions },
    { "/store/database/writers", test_writers },
    { "/store/database/fail-after", test_fail_after },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, StoreFolder, NULL, store_folder_set_up, tests[i].test,
                store_folder_tear_down);
  return g_test_run ();
}
