/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KabDatabase:
 *
 * One connection, used by one thread at a time. The same SQL for both engines: `$1` parameters, no
 * engine's own words. Only files of store/ include this header.
 *
 * URL: "sqlite:PATH" ("sqlite::memory:" in tests) or "postgresql://…". A connection that cannot be
 * opened is KAB_ERROR_INTERNAL with a message that says what to mend; an engine that is not built
 * in is KAB_ERROR_UNSUPPORTED. The file of SQLite is made with mode 0600.
 *
 * Whatever fails later is KAB_ERROR_INTERNAL, but KAB_ERROR_BILLING_UNAVAILABLE where another
 * connection writes too long, and where the disk is full or does not take or give: the same may be
 * done once that has passed.
 */
typedef struct _KabDatabase KabDatabase;
typedef struct _KabRows KabRows;

KabDatabase *kab_database_open (const char *url, GError **error);
void kab_database_close (KabDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabDatabase, kab_database_close)

/* Brings the schema up to date, each numbered migration in a transaction of its own; a schema newer
 * than this program is an error. */
gboolean kab_database_migrate (KabDatabase *self, GError **error);

/* A transaction that means to write (BEGIN IMMEDIATE): it waits for others, and does not fail
 * half-way for want of a lock. Such transactions behave as if one came after the other, on any
 * engine: the rules count tries within one. */
gboolean kab_database_begin (KabDatabase *self, GError **error);
/* The same, but it does not wait: FALSE without an error while another connection writes (a long
 * import). */
gboolean kab_database_try_begin (KabDatabase *self, GError **error);
gboolean kab_database_commit (KabDatabase *self,
                              GError **error);  /* a failed one is rolled back already */
void kab_database_rollback (KabDatabase *self); /* harmless when none is open */

/* Runs a statement. @types has a letter a parameter: 'i' gint64 (cast an int: it is read from
 * variable arguments), 't' const char *, 'b' GBytes * (NULL is SQL's null). Statements are prepared
 * once per connection and kept by their text, so @sql should be a literal. @changed (out)
 * (optional): rows changed. */
gboolean kab_database_run (KabDatabase *self,
                           gint64 *changed,
                           GError **error,
                           const char *sql,
                           const char *types,
                           ...);
/* Several statements without parameters, separated by ";": a migration. Not kept. */
gboolean kab_database_run_script (KabDatabase *self, const char *script, GError **error);
/* Asks for rows; never NULL: an error shows at the first kab_rows_next(). */
KabRows *kab_database_select (KabDatabase *self, const char *sql, const char *types, ...);
/* TRUE: stands on a row. FALSE: no more (@error untouched), or failed (@error set). */
gboolean kab_rows_next (KabRows *self, GError **error);
gint64 kab_rows_get_int (KabRows *self, int column); /* from 0; null is 0 */
const char *kab_rows_get_text (KabRows *self,
                               int column);             /* valid until the next call; null is "" */
GBytes *kab_rows_get_bytes (KabRows *self, int column); /* (transfer full); null is empty */
gboolean kab_rows_is_null (KabRows *self, int column);
void kab_rows_free (KabRows *self); /* the statement is free again */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabRows, kab_rows_free)

/* For tests of what a fault leaves behind: the @steps-th step from now (a begin, a commit, a
 * statement, a row) fails, once; 0: none. Returns how many steps were left of the former order: 0
 * when it has failed. */
gint64 kab_database_fail_after (KabDatabase *self, gint64 steps);

G_END_DECLS
