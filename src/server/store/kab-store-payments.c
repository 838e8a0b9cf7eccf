/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error.h"
#include "kab-store-payments.h"
#include "kab-store-private.h"

/* After every day of any month, as texts are ordered. */
#define END_OF_TIME "9999-12-31"

/* @month: its index, which may lie before every KabMonth. */
static char *
write_day (int month, int day)
{
  return g_strdup_printf ("%04d-%02d-%02d", month / 12, month % 12 + 1, day);
}

/* A query for one date: no date when there is no row, or it is null. Takes over @rows. */
static gboolean
read_date (KabRows *rows, KabDate *date, GError **error)
{
  g_autoptr (KabRows) own = rows;
  g_autoptr (GError) failure = NULL;

  *date = (KabDate){ 0, 0, 0 };
  if (kab_rows_next (own, &failure) && !kab_rows_is_null (own, 0))
    kab_date_parse (kab_rows_get_text (own, 0), date, &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static KabPayment *
read_payment (KabRows *rows, GError **error)
{
  KabDate date;
  KabPaymentState state;

  if (kab_date_parse (kab_rows_get_text (rows, 1), &date, NULL) &&
      kab_payment_state_from_word (kab_rows_get_text (rows, 5), &state))
    return kab_payment_new (kab_rows_get_text (rows, 0), date, kab_rows_get_int (rows, 2),
                            kab_rows_get_text (rows, 3), kab_rows_get_text (rows, 4), state);

  g_propagate_error (error, kab_error_new (KAB_ERROR_INTERNAL,
                                           "Database: a payment's date or state is none"));
  return NULL;
}

GPtrArray *
kab_store_list_payments (KabStore *self,
                         gint64 account,
                         KabMonth from,
                         KabMonth to,
                         int count,
                         GError **error)
{
  g_autoptr (GPtrArray) payments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;
  g_autofree char *last =
    kab_month_is_valid (to) ? write_day (kab_month_index (to), 31) : g_strdup (END_OF_TIME);
  g_autofree char *first = NULL;
  KabDate latest;

  if (!read_date (
        kab_database_select (self->database,
                             "SELECT MAX(date) FROM payments WHERE account_id = $1 AND date <= $2",
                             "it", account, last),
        &latest, error))
    return NULL;
  if (!kab_date_is_valid (latest))
    return g_steal_pointer (&payments);

  first = write_day (MAX (kab_month_index (kab_date_get_month (latest)) - count + 1,
                          kab_month_is_valid (from) ? kab_month_index (from) : 0),
                     1);

  /* The rows of an id are alike but for service and amount. */
  g_autoptr (KabRows) rows = kab_database_select (
    self->database,
    "SELECT id, date, CAST(SUM(amount) AS BIGINT), channel, document, state FROM payments "
    "WHERE account_id = $1 AND date >= $2 AND date <= $3 "
    "GROUP BY id, date, channel, document, state ORDER BY date, id",
    "itt", account, first, last);
  while (failure == NULL && kab_rows_next (rows, &failure))
    {
      KabPayment *payment = read_payment (rows, &failure);

      if (payment != NULL)
        g_ptr_array_add (payments, payment);
    }

  if (failure == NULL)
    return g_steal_pointer (&payments);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
kab_store_find_last_payment (KabStore *self,
                             gint64 account,
                             KabMonth month,
                             KabDate *date,
                             GError **error)
{
  g_autofree char *first = write_day (kab_month_index (month), 1);
  g_autofree char *last = write_day (kab_month_index (month), 31);

  return read_date (kab_database_select (self->database,
                                         "SELECT MAX(date) FROM payments WHERE account_id = $1 "
                                         "AND date >= $2 AND date <= $3 AND state = 'accepted'",
                                         "itt", account, first, last),
                    date, error);
}
