/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error.h"
#include "kab-money.h"
#include "kab-store-accounts.h"
#include "kab-store-private.h"

/* An attachment with its latest month: the columns that make a KabAccount. Both subqueries go by
 * the primary key of lines. */
#define ACCOUNT_COLUMNS                                                               \
  "a.number, t.label, t.attached_at, a.owner, a.address, "                            \
  "(SELECT MAX(l.month) FROM lines l WHERE l.account_id = a.id), "                    \
  "CAST((SELECT SUM(l.closing) FROM lines l WHERE l.account_id = a.id AND l.month = " \
  "(SELECT MAX(m.month) FROM lines m WHERE m.account_id = a.id)) AS BIGINT)"

/* A query for one number: its value, or 0 when there is no row. Takes over @rows. */
static gboolean
read_id (KabRows *rows, gint64 *id, GError **error)
{
  g_autoptr (KabRows) own = rows;
  g_autoptr (GError) failure = NULL;

  *id = kab_rows_next (own, &failure) ? kab_rows_get_int (own, 0) : 0;
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
kab_store_find_account (KabStore *self, const char *number, gint64 *id, GError **error)
{
  return read_id (kab_database_select (self->database, "SELECT id FROM accounts WHERE number = $1",
                                       "t", number),
                  id, error);
}

gboolean
kab_store_find_attached (KabStore *self,
                         gint64 user,
                         const char *number,
                         gint64 *id,
                         GError **error)
{
  return read_id (
    kab_database_select (self->database,
                         "SELECT a.id FROM accounts a JOIN attachments t ON t.account_id = a.id "
                         "WHERE a.number = $2 AND t.user_id = $1",
                         "it", user, number),
    id, error);
}

GArray *
kab_store_list_closings (KabStore *self, gint64 account, int count, GError **error)
{
  g_autoptr (GArray) closings = g_array_new (FALSE, FALSE, sizeof (KabClosing));
  g_autoptr (GError) failure = NULL;
  g_autoptr (KabRows) rows = kab_database_select (
    self->database,
    "SELECT month, CAST(SUM(closing) AS BIGINT) FROM lines WHERE account_id = $1 "
    "GROUP BY month ORDER BY month DESC LIMIT $2",
    "ii", account, (gint64) count);

  while (kab_rows_next (rows, &failure))
    {
      KabClosing closing = { kab_month_from_index ((int) kab_rows_get_int (rows, 0)),
                             kab_rows_get_int (rows, 1) };

      g_array_append_val (closings, closing);
    }

  if (failure == NULL)
    return g_steal_pointer (&closings);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
kab_store_attach (KabStore *self,
                  gint64 user,
                  gint64 account,
                  gint64 now,
                  gboolean *attached,
                  GError **error)
{
  gint64 changed = 0;

  if (!kab_database_run (
        self->database, &changed, error,
        "INSERT INTO attachments (user_id, account_id, attached_at) VALUES ($1, $2, $3) "
        "ON CONFLICT (user_id, account_id) DO NOTHING",
        "iii", user, account, now))
    return FALSE;

  *attached = changed == 1;
  return TRUE;
}

gboolean
kab_store_set_label (KabStore *self, gint64 user, gint64 account, const char *label, GError **error)
{
  return kab_database_run (
    self->database, NULL, error,
    "UPDATE attachments SET label = $3 WHERE user_id = $1 AND account_id = $2", "iit", user,
    account, label);
}

gboolean
kab_store_detach (KabStore *self, gint64 user, gint64 account, GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "DELETE FROM attachments WHERE user_id = $1 AND account_id = $2", "ii",
                           user, account);
}

static KabAccount *
read_account (KabRows *rows)
{
  g_autoptr (GDateTime) attached_at = kab_time_from_unix (kab_rows_get_int (rows, 2));
  KabMonth month = kab_rows_is_null (rows, 5)
                     ? KAB_MONTH_NONE
                     : kab_month_from_index ((int) kab_rows_get_int (rows, 5));

  return kab_account_new (kab_rows_get_text (rows, 0), kab_rows_get_text (rows, 1), attached_at,
                          kab_rows_get_text (rows, 3), kab_rows_get_text (rows, 4), month,
                          kab_rows_get_int (rows, 6));
}

GPtrArray *
kab_store_list_attached (KabStore *self, gint64 user, GError **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;
  g_autoptr (KabRows) rows =
    kab_database_select (self->database,
                         "SELECT " ACCOUNT_COLUMNS
                         " FROM attachments t JOIN accounts a ON a.id = t.account_id "
                         "WHERE t.user_id = $1 ORDER BY t.attached_at, a.number",
                         "i", user);

  while (kab_rows_next (rows, &failure))
    g_ptr_array_add (accounts, read_account (rows));

  if (failure == NULL)
    return g_steal_pointer (&accounts);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

KabAccount *
kab_store_get_attached (KabStore *self, gint64 user, gint64 account, GError **error)
{
  g_autoptr (KabRows) rows =
    kab_database_select (self->database,
                         "SELECT " ACCOUNT_COLUMNS
                         " FROM attachments t JOIN accounts a ON a.id = t.account_id "
                         "WHERE t.user_id = $1 AND t.account_id = $2",
                         "ii", user, account);

  return kab_rows_next (rows, error) ? read_account (rows) : NULL;
}

KabAccountDetails *
kab_store_get_details (KabStore *self, gint64 user, gint64 account, GError **error)
{
  g_autoptr (GPtrArray) statements =
    kab_store_list_statements (self, account, KAB_MONTH_NONE, KAB_MONTH_NONE, 1, error);
  g_autoptr (KabRows) rows = NULL;

  if (statements == NULL)
    return NULL;

  rows = kab_database_select (
    self->database,
    "SELECT a.number, t.label, t.attached_at, a.owner, a.address, a.delivery_address, "
    "a.phone, a.email, a.contract, a.registered, a.residing "
    "FROM attachments t JOIN accounts a ON a.id = t.account_id "
    "WHERE t.user_id = $1 AND t.account_id = $2",
    "ii", user, account);
  if (!kab_rows_next (rows, error))
    return NULL;

  g_autoptr (GDateTime) attached_at = kab_time_from_unix (kab_rows_get_int (rows, 2));
  return kab_account_details_new (kab_rows_get_text (rows, 0), kab_rows_get_text (rows, 1),
                                  attached_at, kab_rows_get_text (rows, 3),
                                  kab_rows_get_text (rows, 4), kab_rows_get_text (rows, 5),
                                  kab_rows_get_text (rows, 6), kab_rows_get_text (rows, 7),
                                  kab_rows_get_text (rows, 8), (int) kab_rows_get_int (rows, 9),
                                  (int) kab_rows_get_int (rows, 10),
                                  statements->len > 0 ? g_ptr_array_index (statements, 0) : NULL);
}

/* A month while its lines are read. */
typedef struct
{
  int month; /* its index; 0: none yet */
  gint64 opening, charged, recalculated, penalty, paid, closing;
  GListStore *lines;
} Sum;

static void
finish_month (Sum *sum, GPtrArray *statements)
{
  if (sum->month != 0)
    g_ptr_array_add (statements,
                     kab_statement_new (kab_month_from_index (sum->month), sum->opening,
                                        sum->charged, sum->recalculated, sum->penalty, sum->paid,
                                        sum->closing, G_LIST_MODEL (sum->lines)));
  g_clear_object (&sum->lines);
  *sum = (Sum){ 0 };
}

static gboolean
add_line (Sum *sum, KabRows *rows, GError **error)
{
  KabDecimal quantity, tariff;

  if (!kab_decimal_parse (kab_rows_get_text (rows, 3), &quantity, error) ||
      !kab_decimal_parse (kab_rows_get_text (rows, 4), &tariff, error))
    {
      g_prefix_error (error, "Database: a line's quantity or tariff: ");
      return FALSE;
    }

  gint64 charged = kab_rows_get_int (rows, 6);
  gint64 recalculated = kab_rows_get_int (rows, 7);
  gint64 penalty = kab_rows_get_int (rows, 8);
  gint64 closing = kab_rows_get_int (rows, 10);
  g_autoptr (KabStatementLine) line =
    kab_statement_line_new (kab_rows_get_text (rows, 1), kab_rows_get_text (rows, 2), quantity,
                            tariff, charged, recalculated, penalty, closing,
                            kab_rows_get_text (rows, 11));

  if (sum->lines == NULL)
    sum->lines = g_list_store_new (KAB_TYPE_STATEMENT_LINE);
  g_list_store_append (sum->lines, line);

  if (kab_money_add (sum->opening, kab_rows_get_int (rows, 5), &sum->opening) &&
      kab_money_add (sum->charged, charged, &sum->charged) &&
      kab_money_add (sum->recalculated, recalculated, &sum->recalculated) &&
      kab_money_add (sum->penalty, penalty, &sum->penalty) &&
      kab_money_add (sum->paid, kab_rows_get_int (rows, 9), &sum->paid) &&
      kab_money_add (sum->closing, closing, &sum->closing))
    return TRUE;

  g_propagate_error (error, kab_error_new (KAB_ERROR_INTERNAL,
                                           "Database: a month's lines add up to too much"));
  return FALSE;
}

static GPtrArray *
read_statements (KabRows *rows, GError **error)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;
  Sum sum = { 0 };

  while (failure == NULL && kab_rows_next (rows, &failure))
    {
      int month = (int) kab_rows_get_int (rows, 0);

      if (month != sum.month)
        finish_month (&sum, statements);
      sum.month = month;
      add_line (&sum, rows, &failure);
    }
  finish_month (&sum, statements);

  if (failure == NULL)
    return g_steal_pointer (&statements);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GPtrArray *
kab_store_list_statements (KabStore *self,
                           gint64 account,
                           KabMonth from,
                           KabMonth to,
                           int count,
                           GError **error)
{
  gint64 first = kab_month_is_valid (from) ? kab_month_index (from) : 0;
  gint64 last = kab_month_is_valid (to) ? kab_month_index (to) : G_MAXINT32;
  gint64 latest;

  if (!read_id (
        kab_database_select (self->database,
                             "SELECT MAX(month) FROM lines WHERE account_id = $1 AND month <= $2",
                             "ii", account, last),
        &latest, error))
    return NULL;

  g_autoptr (KabRows) rows = kab_database_select (
    self->database,
    "SELECT month, service, unit, quantity, tariff, opening, charged, recalculated, penalty, "
    "paid, closing, reason FROM lines WHERE account_id = $1 AND month >= $2 AND month <= $3 "
    "ORDER BY month, service",
    "iii", account, MAX (first, latest - count + 1), latest);
  return read_statements (rows, error);
}
