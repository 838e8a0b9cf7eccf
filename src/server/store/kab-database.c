/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kab-database.h"
#include "kab-error.h"

/* How long a statement waits for another connection's transaction. */
#define BUSY_TIMEOUT_MS 15000
/* Switching a new file to WAL does not wait by itself while another connection does the same. */
#define WAL_PAUSE_US (10 * 1000)
#define WAL_LIMIT    "4194304" /* what SQLite writes between two checkpoints, usually */

typedef struct
{
  sqlite3_stmt *stmt;
  gboolean in_use;
  gboolean kept; /* in the table of prepared statements */
} Statement;

struct _KabDatabase
{
  sqlite3 *handle;
  GHashTable *statements; /* SQL text → Statement */
  gint64 fail_after;      /* see kab_database_fail_after() */
};

struct _KabRows
{
  KabDatabase *database;
  Statement *statement; /* NULL once an error was met */
  GError *error;
};

/* Whether the trouble is around the database and not in it: a lock that lasts, a disk that is full
 * or takes nothing. */
static gboolean
is_of_surroundings (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_PROTOCOL: /* a lock that lasts, while it is only read */
    case SQLITE_READONLY:
      return TRUE;
    default:
      return FALSE;
    }
}

static GError *
make_error (KabDatabase *self, const char *what)
{
  return kab_error_new (is_of_surroundings (sqlite3_errcode (self->handle))
                          ? KAB_ERROR_BILLING_UNAVAILABLE
                          : KAB_ERROR_INTERNAL,
                        "Database: %s: %s", what, sqlite3_errmsg (self->handle));
}

/* The tests' hook: FALSE when this is the step that is to fail. */
static gboolean
count_step (KabDatabase *self, GError **error)
{
  if (self->fail_after == 0 || --self->fail_after > 0)
    return TRUE;

  g_propagate_error (error, kab_error_new (KAB_ERROR_INTERNAL, "Database: made to fail here"));
  return FALSE;
}

static void
statement_free (Statement *statement)
{
  sqlite3_finalize (statement->stmt);
  g_free (statement);
}

static void
statement_release (Statement *statement)
{
  if (!statement->kept)
    {
      statement_free (statement);
      return;
    }

  /* The error a reset repeats was reported by the step. Values do not stay in memory. */
  sqlite3_reset (statement->stmt);
  sqlite3_clear_bindings (statement->stmt);
  statement->in_use = FALSE;
}

/* A statement that is running already (a query inside its own loop) is prepared a second time and
 * not kept. */
static Statement *
statement_acquire (KabDatabase *self, const char *sql, GError **error)
{
  Statement *statement = g_hash_table_lookup (self->statements, sql);
  sqlite3_stmt *stmt = NULL;

  if (statement != NULL && !statement->in_use)
    {
      statement->in_use = TRUE;
      return statement;
    }

  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) !=
      SQLITE_OK)
    {
      g_propagate_error (error, make_error (self, sql));
      return NULL;
    }

  gboolean kept = statement == NULL;
  statement = g_new0 (Statement, 1);
  statement->stmt = stmt;
  statement->in_use = TRUE;
  statement->kept = kept;
  if (kept)
    g_hash_table_insert (self->statements, g_strdup (sql), statement);

  return statement;
}

/* A pointer to nothing would bind null. */
static void
bind_bytes (Statement *statement, int index, GBytes *bytes)
{
  gsize size = 0;
  gconstpointer data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes == NULL)
    sqlite3_bind_null (statement->stmt, index);
  else if (size == 0)
    sqlite3_bind_zeroblob (statement->stmt, index, 0);
  else
    sqlite3_bind_blob64 (statement->stmt, index, data, size, SQLITE_TRANSIENT);
}

/* SQLite numbers `$n` by first appearance, so a parameter is found by its name. One that the
 * statement does not have is the program's mistake. */
static void
bind_parameters (Statement *statement, const char *types, va_list arguments)
{
  g_assert (sqlite3_bind_parameter_count (statement->stmt) == (int) strlen (types));

  for (int i = 0; types[i] != '\0'; i++)
    {
      char name[16];

      g_snprintf (name, sizeof name, "$%d", i + 1);
      int index = sqlite3_bind_parameter_index (statement->stmt, name);
      g_assert (index > 0);

      if (types[i] == 'i')
        sqlite3_bind_int64 (statement->stmt, index, va_arg (arguments, gint64));
      else if (types[i] == 't')
        /* NULL binds null. */
        sqlite3_bind_text (statement->stmt, index, va_arg (arguments, const char *), -1,
                           SQLITE_TRANSIENT);
      else if (types[i] == 'b')
        bind_bytes (statement, index, va_arg (arguments, GBytes *));
      else
        g_assert_not_reached ();
    }
}

static gboolean
execute (KabDatabase *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  g_propagate_error (error, make_error (self, sql));
  return FALSE;
}

static gboolean
switch_to_wal (KabDatabase *self, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + BUSY_TIMEOUT_MS * G_GINT64_CONSTANT (1000);

  while (TRUE)
    {
      int result = sqlite3_exec (self->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);

      if (result == SQLITE_OK)
        return TRUE;
      if ((result & 0xff) != SQLITE_BUSY || g_get_monotonic_time () > deadline)
        break;
      g_usleep (WAL_PAUSE_US);
    }

  g_propagate_error (error, make_error (self, "cannot switch to write-ahead logging"));
  return FALSE;
}

/* SQLite makes a file with the umask's mode; this one holds people's data. Its -wal and -shm take
 * over the file's mode. A file that is there must not be opened here: closing it again would drop
 * the locks that every other connection of this process holds on it (POSIX gives them to the
 * process). */
static gboolean
make_private_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);

  if (fd < 0 && (errno != EEXIST || access (path, R_OK | W_OK) != 0))
    {
      g_propagate_error (
        error, kab_error_new (KAB_ERROR_INTERNAL,
                              "Database: cannot open “%s” for writing: %s. Check that its folder "
                              "exists and belongs to the service's user",
                              path, g_strerror (errno)));
      return FALSE;
    }

  if (fd >= 0)
    close (fd);
  return TRUE;
}

static gboolean
open_sqlite (KabDatabase *self, const char *path, GError **error)
{
  gboolean in_memory = strcmp (path, ":memory:") == 0;
  /* Never taken for a URI, nor for one of SQLite's special names. */
  g_autofree char *file =
    in_memory || g_path_is_absolute (path) ? g_strdup (path) : g_strconcat ("./", path, NULL);

  if (!in_memory && !make_private_file (file, error))
    return FALSE;

  if (sqlite3_open_v2 (file, &self->handle,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
                         SQLITE_OPEN_EXRESCODE,
                       NULL) != SQLITE_OK)
    {
      g_propagate_error (error, make_error (self, file));
      return FALSE;
    }

  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);

  /* What a large import leaves of the log is cut again, as soon as that is written anew: no disk is
   * kept full by it.
   *
   * FULL: what was answered to a caller is on the disk, also when the power fails a moment later.
   * secure_delete: what was deleted is overwritten. */
  return switch_to_wal (self, error) &&
         execute (self,
                  "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; "
                  "PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = " WAL_LIMIT ";",
                  error);
}

KabDatabase *
kab_database_open (const char *url, GError **error)
{
  g_return_val_if_fail (url != NULL, NULL);

  g_autoptr (KabDatabase) self = g_new0 (KabDatabase, 1);
  self->statements =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) statement_free);

  if (g_str_has_prefix (url, "sqlite:") && url[strlen ("sqlite:")] != '\0')
    {
      if (!open_sqlite (self, url + strlen ("sqlite:"), error))
        return NULL;
      return g_steal_pointer (&self);
    }

  /* The URL may hold a password, so the message does not repeat it. */
  if (g_str_has_prefix (url, "postgresql:") || g_str_has_prefix (url, "postgres:"))
    g_propagate_error (
      error, kab_error_new (KAB_ERROR_UNSUPPORTED,
                            "Database: this program is built without PostgreSQL; use sqlite:PATH"));
  else
    g_propagate_error (
      error, kab_error_new (KAB_ERROR_UNSUPPORTED,
                            "Database: the address must begin with “sqlite:” and a path"));
  return NULL;
}

void
kab_database_close (KabDatabase *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self);
}

gboolean
kab_database_begin (KabDatabase *self, GError **error)
{
  return count_step (self, error) && execute (self, "BEGIN IMMEDIATE", error);
}

gboolean
kab_database_try_begin (KabDatabase *self, GError **error)
{
  if (!count_step (self, error))
    return FALSE;

  sqlite3_busy_timeout (self->handle, 0);
  int result = sqlite3_exec (self->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (result != SQLITE_OK && (result & 0xff) != SQLITE_BUSY)
    g_propagate_error (error, make_error (self, "BEGIN"));
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);

  return result == SQLITE_OK;
}

gboolean
kab_database_commit (KabDatabase *self, GError **error)
{
  if (count_step (self, error) && execute (self, "COMMIT", error))
    return TRUE;

  kab_database_rollback (self);
  return FALSE;
}

void
kab_database_rollback (KabDatabase *self)
{
  if (self->handle != NULL && !sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
kab_database_run (KabDatabase *self,
                  gint64 *changed,
                  GError **error,
                  const char *sql,
                  const char *types,
                  ...)
{
  g_return_val_if_fail (self != NULL && sql != NULL && types != NULL, FALSE);

  Statement *statement;
  va_list arguments;
  int result;

  if (!count_step (self, error) || (statement = statement_acquire (self, sql, error)) == NULL)
    return FALSE;

  va_start (arguments, types);
  bind_parameters (statement, types, arguments);
  va_end (arguments);

  do
    result = sqlite3_step (statement->stmt);
  while (result == SQLITE_ROW);

  if (result != SQLITE_DONE)
    g_propagate_error (error, make_error (self, sql));
  else if (changed != NULL)
    *changed = sqlite3_stmt_readonly (statement->stmt) ? 0 : sqlite3_changes64 (self->handle);
  statement_release (statement);

  return result == SQLITE_DONE;
}

gboolean
kab_database_run_script (KabDatabase *self, const char *script, GError **error)
{
  return count_step (self, error) && execute (self, script, error);
}

KabRows *
kab_database_select (KabDatabase *self, const char *sql, const char *types, ...)
{
  g_return_val_if_fail (self != NULL && sql != NULL && types != NULL, NULL);

  KabRows *rows = g_new0 (KabRows, 1);
  va_list arguments;

  rows->database = self;
  rows->statement = statement_acquire (self, sql, &rows->error);
  if (rows->statement != NULL)
    {
      va_start (arguments, types);
      bind_parameters (rows->statement, types, arguments);
      va_end (arguments);
    }

  return rows;
}

gboolean
kab_rows_next (KabRows *self, GError **error)
{
  if (self->statement == NULL)
    {
      if (self->error != NULL)
        g_propagate_error (error, g_error_copy (self->error));
      return FALSE;
    }

  if (count_step (self->database, &self->error))
    {
      int result = sqlite3_step (self->statement->stmt);

      if (result == SQLITE_ROW)
        return TRUE;
      if (result != SQLITE_DONE)
        self->error = make_error (self->database, sqlite3_sql (self->statement->stmt));
    }

  /* Past its last row a statement would begin anew. */
  statement_release (g_steal_pointer (&self->statement));
  if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

gint64
kab_rows_get_int (KabRows *self, int column)
{
  g_return_val_if_fail (self->statement != NULL, 0);

  return sqlite3_column_int64 (self->statement->stmt, column);
}

const char *
kab_rows_get_text (KabRows *self, int column)
{
  g_return_val_if_fail (self->statement != NULL, "");

  const char *text = (const char *) sqlite3_column_text (self->statement->stmt, column);

  return text != NULL ? text : "";
}

GBytes *
kab_rows_get_bytes (KabRows *self, int column)
{
  g_return_val_if_fail (self->statement != NULL, NULL);

  /* The pointer first: asking for it settles the length. */
  gconstpointer data = sqlite3_column_blob (self->statement->stmt, column);
  int size = sqlite3_column_bytes (self->statement->stmt, column);

  return g_bytes_new (data, (gsize) size);
}

gboolean
kab_rows_is_null (KabRows *self, int column)
{
  g_return_val_if_fail (self->statement != NULL, TRUE);

  return sqlite3_column_type (self->statement->stmt, column) == SQLITE_NULL;
}

void
kab_rows_free (KabRows *self)
{
  if (self == NULL)
    return;

  if (self->statement != NULL)
    statement_release (self->statement);
  g_clear_error (&self->error);
  g_free (self);
}

gint64
kab_database_fail_after (KabDatabase *self, gint64 steps)
{
  gint64 left = self->fail_after;

  self->fail_after = steps;
  return left;
}
