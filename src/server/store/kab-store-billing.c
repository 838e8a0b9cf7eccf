/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-store-billing.h"
#include "kab-store-private.h"
#include "kab-store-receipts.h"

/* The staged rows of one kind, read in the order of accounts. */
typedef struct
{
  KabRows *rows;
  gboolean more;
} Cursor;

static const char *
keep_text (KabBilled *billed, KabRows *rows, int column)
{
  return g_string_chunk_insert (billed->texts, kab_rows_get_text (rows, column));
}

static gboolean
cursor_next (Cursor *cursor, GError **error)
{
  g_autoptr (GError) local = NULL;

  cursor->more = kab_rows_next (cursor->rows, &local);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
cursor_is_at (Cursor *cursor, gint64 account)
{
  return cursor->more && kab_rows_get_int (cursor->rows, 0) == account;
}

static void
cursor_clear (Cursor *cursor)
{
  g_clear_pointer (&cursor->rows, kab_rows_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cursor, cursor_clear)

/* Columns: account_id, line, month, service, amount. */
static gboolean
take_openings (Cursor *cursor, KabBilled *billed, GError **error)
{
  while (cursor_is_at (cursor, billed->account))
    {
      KabBilledOpening opening = {
        .line = kab_rows_get_int (cursor->rows, 1),
        .month = (int) kab_rows_get_int (cursor->rows, 2),
        .service = keep_text (billed, cursor->rows, 3),
        .amount = kab_rows_get_int (cursor->rows, 4),
      };

      g_array_append_val (billed->openings, opening);
      if (!cursor_next (cursor, error))
        return FALSE;
    }

  return TRUE;
}

/* Columns: account_id, line, month, service, unit, quantity, tariff, charged, recalculated,
 * penalty, reason, opening, paid, closing. */
static gboolean
take_lines (Cursor *cursor, KabBilled *billed, GArray *lines, GError **error)
{
  while (cursor_is_at (cursor, billed->account))
    {
      KabBilledLine line = {
        .line = kab_rows_get_int (cursor->rows, 1),
        .month = (int) kab_rows_get_int (cursor->rows, 2),
        .service = keep_text (billed, cursor->rows, 3),
        .unit = keep_text (billed, cursor->rows, 4),
        .quantity = keep_text (billed, cursor->rows, 5),
        .tariff = keep_text (billed, cursor->rows, 6),
        .charged = kab_rows_get_int (cursor->rows, 7),
        .recalculated = kab_rows_get_int (cursor->rows, 8),
        .penalty = kab_rows_get_int (cursor->rows, 9),
        .reason = keep_text (billed, cursor->rows, 10),
        .opening = kab_rows_get_int (cursor->rows, 11),
        .paid = kab_rows_get_int (cursor->rows, 12),
        .closing = kab_rows_get_int (cursor->rows, 13),
      };

      g_array_append_val (lines, line);
      if (!cursor_next (cursor, error))
        return FALSE;
    }

  return TRUE;
}

/* Columns: account_id, line, id, service, date, amount, channel, document, state. */
static gboolean
take_payments (Cursor *cursor, KabBilled *billed, GArray *payments, GError **error)
{
  while (cursor_is_at (cursor, billed->account))
    {
      KabBilledPayment payment = {
        .line = kab_rows_get_int (cursor->rows, 1),
        .id = keep_text (billed, cursor->rows, 2),
        .service = keep_text (billed, cursor->rows, 3),
        .date = keep_text (billed, cursor->rows, 4),
        .amount = kab_rows_get_int (cursor->rows, 5),
        .channel = keep_text (billed, cursor->rows, 6),
        .document = keep_text (billed, cursor->rows, 7),
        .state = keep_text (billed, cursor->rows, 8),
      };

      g_array_append_val (payments, payment);
      if (!cursor_next (cursor, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_stored (KabStore *self, KabBilled *billed, GError **error)
{
  g_auto (Cursor) lines = { 0 };
  g_auto (Cursor) payments = { 0 };

  lines.rows = kab_database_select (
    self->database,
    "SELECT account_id, 0, month, service, unit, quantity, tariff, charged, recalculated, "
    "penalty, reason, opening, paid, closing FROM lines WHERE account_id = $1 "
    "ORDER BY month, service",
    "i", billed->account);
  payments.rows = kab_database_select (
    self->database,
    "SELECT account_id, 0, id, service, date, amount, channel, document, state "
    "FROM payments WHERE account_id = $1 ORDER BY date, id, service",
    "i", billed->account);

  return cursor_next (&lines, error) && cursor_next (&payments, error) &&
         take_lines (&lines, billed, billed->stored_lines, error) &&
         take_payments (&payments, billed, billed->stored_payments, error);
}

static void
billed_start (KabBilled *self, gint64 account)
{
  self->account = account;
  g_array_set_size (self->openings, 0);
  g_array_set_size (self->charges, 0);
  g_array_set_size (self->payments, 0);
  g_array_set_size (self->stored_lines, 0);
  g_array_set_size (self->stored_payments, 0);
  g_string_chunk_clear (self->texts);
}

/* The smallest account at which a cursor stands; FALSE when none does. */
static gboolean
find_next_account (Cursor *const *cursors, gsize n_cursors, gint64 *account)
{
  gboolean found = FALSE;

  for (gsize i = 0; i < n_cursors; i++)
    {
      if (!cursors[i]->more)
        continue;

      gint64 id = kab_rows_get_int (cursors[i]->rows, 0);
      if (!found || id < *account)
        *account = id;
      found = TRUE;
    }

  return found;
}

KabBilled *
kab_billed_new (void)
{
  KabBilled *self = g_new0 (KabBilled, 1);

  self->openings = g_array_new (FALSE, FALSE, sizeof (KabBilledOpening));
  self->charges = g_array_new (FALSE, FALSE, sizeof (KabBilledLine));
  self->payments = g_array_new (FALSE, FALSE, sizeof (KabBilledPayment));
  self->stored_lines = g_array_new (FALSE, FALSE, sizeof (KabBilledLine));
  self->stored_payments = g_array_new (FALSE, FALSE, sizeof (KabBilledPayment));
  self->texts = g_string_chunk_new (8192);
  return self;
}

void
kab_billed_free (KabBilled *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->openings);
  g_array_unref (self->charges);
  g_array_unref (self->payments);
  g_array_unref (self->stored_lines);
  g_array_unref (self->stored_payments);
  g_string_chunk_free (self->texts);
  g_free (self);
}

gboolean
kab_store_each_account_number (KabStore *self, KabNumberFunc func, gpointer data, GError **error)
{
  g_auto (Cursor) cursor = { 0 };

  cursor.rows = kab_database_select (self->database, "SELECT id, number FROM accounts", "");
  if (!cursor_next (&cursor, error))
    return FALSE;

  while (cursor.more)
    {
      func (kab_rows_get_int (cursor.rows, 0), kab_rows_get_text (cursor.rows, 1), data);
      if (!cursor_next (&cursor, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
kab_store_put_account (KabStore *self,
                       gint64 id,
                       const KabBilledAccount *account,
                       gboolean *changed,
                       GError **error)
{
  gint64 rows = 0;

  if (!kab_database_run (
        self->database, &rows, error,
        "INSERT INTO accounts (id, number, owner, address, delivery_address, phone, email, "
        "contract, registered, residing) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
        "ON CONFLICT (number) DO UPDATE SET owner = excluded.owner, address = excluded.address, "
        "delivery_address = excluded.delivery_address, phone = excluded.phone, "
        "email = excluded.email, contract = excluded.contract, "
        "registered = excluded.registered, residing = excluded.residing "
        "WHERE accounts.owner <> excluded.owner OR accounts.address <> excluded.address "
        "OR accounts.delivery_address <> excluded.delivery_address "
        "OR accounts.phone <> excluded.phone OR accounts.email <> excluded.email "
        "OR accounts.contract <> excluded.contract "
        "OR accounts.registered <> excluded.registered OR accounts.residing <> excluded.residing",
        "itttttttii", id, account->number, account->owner, account->address,
        account->delivery_address, account->phone, account->email, account->contract,
        account->registered, account->residing))
    return FALSE;

  *changed = rows > 0;
  return TRUE;
}

gboolean
kab_store_open_staging (KabStore *self, GError **error)
{
  return kab_database_run_script (
    self->database,
    "CREATE TEMPORARY TABLE staged_openings (account_id BIGINT NOT NULL, line BIGINT NOT NULL, "
    "month BIGINT NOT NULL, service TEXT NOT NULL, amount BIGINT NOT NULL);"
    "CREATE TEMPORARY TABLE staged_charges (account_id BIGINT NOT NULL, line BIGINT NOT NULL, "
    "month BIGINT NOT NULL, service TEXT NOT NULL, unit TEXT NOT NULL, quantity TEXT NOT NULL, "
    "tariff TEXT NOT NULL, charged BIGINT NOT NULL, recalculated BIGINT NOT NULL, "
    "penalty BIGINT NOT NULL, reason TEXT NOT NULL);"
    "CREATE TEMPORARY TABLE staged_payments (account_id BIGINT NOT NULL, line BIGINT NOT NULL, "
    "id TEXT NOT NULL, service TEXT NOT NULL, date TEXT NOT NULL, amount BIGINT NOT NULL, "
    "channel TEXT NOT NULL, document TEXT NOT NULL, state TEXT NOT NULL);"
    "CREATE TEMPORARY TABLE staged_news (account_id BIGINT PRIMARY KEY, month BIGINT NOT NULL);",
    error);
}

gboolean
kab_store_close_staging (KabStore *self, GError **error)
{
  return kab_database_run_script (
    self->database,
    "DROP TABLE staged_openings; DROP TABLE staged_charges; DROP TABLE staged_payments; "
    "DROP TABLE staged_news;",
    error);
}

gboolean
kab_store_stage_opening (KabStore *self,
                         gint64 account,
                         const KabBilledOpening *opening,
                         GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "INSERT INTO staged_openings (account_id, line, month, service, amount) "
                           "VALUES ($1, $2, $3, $4, $5)",
                           "iiiti", account, opening->line, (gint64) opening->month,
                           opening->service, opening->amount);
}

gboolean
kab_store_stage_charge (KabStore *self, gint64 account, const KabBilledLine *charge, GError **error)
{
  return kab_database_run (
    self->database, NULL, error,
    "INSERT INTO staged_charges (account_id, line, month, service, unit, quantity, tariff, "
    "charged, recalculated, penalty, reason) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    "iiittttiiit", account, charge->line, (gint64) charge->month, charge->service, charge->unit,
    charge->quantity, charge->tariff, charge->charged, charge->recalculated, charge->penalty,
    charge->reason);
}

gboolean
kab_store_stage_payment (KabStore *self,
                         gint64 account,
                         const KabBilledPayment *payment,
                         GError **error)
{
  return kab_database_run (
    self->database, NULL, error,
    "INSERT INTO staged_payments (account_id, line, id, service, date, amount, channel, document, "
    "state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    "iitttittt", account, payment->line, payment->id, payment->service, payment->date,
    payment->amount, payment->channel, payment->document, payment->state);
}

gboolean
kab_store_stage_news (KabStore *self, gint64 account, int month, GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "INSERT INTO staged_news (account_id, month) VALUES ($1, $2)", "ii",
                           account, (gint64) month);
}

gboolean
kab_store_each_billed (KabStore *self, KabBilledFunc func, gpointer data, GError **error)
{
  g_autoptr (KabBilled) billed = kab_billed_new ();
  g_auto (Cursor) openings = { 0 };
  g_auto (Cursor) charges = { 0 };
  g_auto (Cursor) payments = { 0 };
  Cursor *const cursors[] = { &openings, &charges, &payments };
  gint64 account = 0;

  openings.rows = kab_database_select (self->database,
                                       "SELECT account_id, line, month, service, amount "
                                       "FROM staged_openings ORDER BY account_id, line",
                                       "");
  charges.rows = kab_database_select (
    self->database,
    "SELECT account_id, line, month, service, unit, quantity, tariff, charged, recalculated, "
    "penalty, reason, 0, 0, 0 FROM staged_charges ORDER BY account_id, line",
    "");
  payments.rows = kab_database_select (
    self->database,
    "SELECT account_id, line, id, service, date, amount, channel, document, state "
    "FROM staged_payments ORDER BY account_id, line",
    "");

  for (gsize i = 0; i < G_N_ELEMENTS (cursors); i++)
    if (!cursor_next (cursors[i], error))
      return FALSE;

  while (find_next_account (cursors, G_N_ELEMENTS (cursors), &account))
    {
      billed_start (billed, account);
      if (!take_openings (&openings, billed, error) ||
          !take_lines (&charges, billed, billed->charges, error) ||
          !take_payments (&payments, billed, billed->payments, error) ||
          !take_stored (self, billed, error) || !func (billed, data, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
kab_store_put_line (KabStore *self, gint64 account, const KabBilledLine *line, GError **error)
{
  return kab_database_run (
           self->database, NULL, error,
           "INSERT INTO lines (account_id, month, service, unit, quantity, tariff, opening, "
           "charged, "
           "recalculated, penalty, paid, closing, reason) "
           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
           "ON CONFLICT (account_id, month, service) DO UPDATE SET unit = excluded.unit, "
           "quantity = excluded.quantity, tariff = excluded.tariff, opening = excluded.opening, "
           "charged = excluded.charged, recalculated = excluded.recalculated, "
           "penalty = excluded.penalty, paid = excluded.paid, closing = excluded.closing, "
           "reason = excluded.reason",
           "iittttiiiiiit", account, (gint64) line->month, line->service, line->unit,
           line->quantity, line->tariff, line->opening, line->charged, line->recalculated,
           line->penalty, line->paid, line->closing, line->reason) &&
         kab_store_withdraw_receipt (self, account, kab_month_from_index (line->month), error);
}

gboolean
kab_store_put_payment (KabStore *self,
                       gint64 account,
                       const KabBilledPayment *payment,
                       GError **error)
{
  KabDate date;

  if (!kab_date_parse (payment->date, &date, error))
    return FALSE;

  return kab_database_run (
           self->database, NULL, error,
           "INSERT INTO payments (id, account_id, service, date, amount, channel, document, state) "
           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
           "ON CONFLICT (id, account_id, service) DO UPDATE SET date = excluded.date, "
           "amount = excluded.amount, channel = excluded.channel, document = excluded.document, "
           "state = excluded.state",
           "tittittt", payment->id, account, payment->service, payment->date, payment->amount,
           payment->channel, payment->document, payment->state) &&
         kab_store_withdraw_receipt (self, account, kab_date_get_month (date), error);
}

gboolean
kab_store_delete_payment (KabStore *self,
                          gint64 account,
                          const char *id,
                          const char *service,
                          GError **error)
{
  return kab_database_run (self->database, NULL, error,
                           "DELETE FROM payments WHERE id = $1 AND account_id = $2 "
                           "AND service = $3",
                           "tit", id, account, service);
}
