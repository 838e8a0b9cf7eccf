/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-bill.h"
#include "kab-intake.h"
#include "kab-settlement.h"
#include "kab-store-accounts.h"
#include "kab-store-letters.h"
#include "kab-store-receipts.h"

typedef struct
{
  gint64 id;
  gint64 line; /* of accounts.csv; 0: known from before */
} Known;

struct _KabIntake
{
  KabStore *store;     /* not owned */
  KabFaults *faults;   /* not owned */
  GHashTable *known;   /* number → Known */
  GHashTable *spoiled; /* the set of ids (gint64 *) of spoiled accounts: few */
  KabSettlement *settlement;
  gint64 last_id;
  gint64 accounts;
  gboolean telling;
  KabBillingCount *count; /* from settling on */
  GHashTable *receipts;   /* the set of "id month" of those given */
};

static Known *
learn_number (KabIntake *self, gint64 id, const char *number)
{
  Known *known = g_new0 (Known, 1);

  known->id = id;
  self->last_id = MAX (self->last_id, id);
  g_hash_table_insert (self->known, g_strdup (number), known);
  return known;
}

static void
got_number_cb (gint64 id, const char *number, gpointer data)
{
  learn_number (data, id, number);
}

/* NULL with a fault when the account is not known. */
static Known *
find_account (KabIntake *self, const char *number, KabFile file, gint64 line)
{
  Known *known = g_hash_table_lookup (self->known, number);

  if (known == NULL)
    kab_faults_add (self->faults, file, line, "number", "%s",
                    _ ("there is no such account in accounts.csv, nor was there one before"));
  return known;
}

/* A letter is worth a month that is newer than all the account had. Its first ones are no news, nor
 * is a correction; of several it is the newest. Both lists go by months. */
static gboolean
stage_news (KabIntake *self, const KabBilled *billed, GArray *lines, GError **error)
{
  GArray *stored = billed->stored_lines;
  int newest;

  if (!self->telling || stored->len == 0 || lines->len == 0)
    return TRUE;
  newest = g_array_index (lines, KabBilledLine, lines->len - 1).month;
  return newest <= g_array_index (stored, KabBilledLine, stored->len - 1).month ||
         kab_store_stage_news (self->store, billed->account, newest, error);
}

static gboolean
write_account (KabIntake *self, const KabBilled *billed, GError **error)
{
  GArray *lines = kab_settlement_get_lines (self->settlement);
  GArray *payments = kab_settlement_get_payments (self->settlement);
  GArray *dropped = kab_settlement_get_dropped (self->settlement);

  for (guint i = 0; i < dropped->len; i++)
    {
      const KabBilledPayment *payment = &g_array_index (dropped, KabBilledPayment, i);

      if (!kab_store_delete_payment (self->store, billed->account, payment->id, payment->service,
                                     error))
        return FALSE;
    }
  for (guint i = 0; i < payments->len; i++)
    if (!kab_store_put_payment (self->store, billed->account,
                                &g_array_index (payments, KabBilledPayment, i), error))
      return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!kab_store_put_line (self->store, billed->account, &g_array_index (lines, KabBilledLine, i),
                             error))
      return FALSE;

  self->count->payments += payments->len;
  self->count->lines += lines->len;
  return stage_news (self, billed, lines, error);
}

static gboolean
settle_account (const KabBilled *billed, gpointer data, GError **error)
{
  KabIntake *self = data;

  if (g_hash_table_contains (self->spoiled, &billed->account))
    return TRUE;
  if (!kab_settlement_run (self->settlement, billed, self->faults) ||
      kab_faults_get_count (self->faults) > 0)
    return TRUE;

  return write_account (self, billed, error);
}

static KabReceipt *
make_receipt (KabStatement *statement, GBytes *pdf)
{
  KabMonth month = kab_statement_get_month (statement);
  KabDate date = kab_bill_get_issue_date (month);
  g_autoptr (GDateTime) issued_at =
    g_date_time_new_utc (date.year, date.month, date.day, 0, 0, 0.0);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);

  return kab_receipt_new (month, kab_statement_get_closing (statement), issued_at,
                          (gint64) g_bytes_get_size (pdf), sha256);
}

KabIntake *
kab_intake_new (KabStore *store, KabFaults *faults, GError **error)
{
  g_autoptr (KabIntake) self = g_new0 (KabIntake, 1);

  self->store = store;
  self->faults = faults;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->spoiled = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->settlement = kab_settlement_new ();
  self->receipts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!kab_store_each_account_number (store, got_number_cb, self, error) ||
      !kab_store_open_staging (store, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
kab_intake_free (KabIntake *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->known);
  g_hash_table_unref (self->spoiled);
  kab_settlement_free (self->settlement);
  g_hash_table_unref (self->receipts);
  g_free (self);
}

void
kab_intake_tell_users (KabIntake *self)
{
  self->telling = TRUE;
}

gboolean
kab_intake_add_account (KabIntake *self,
                        gint64 line,
                        const KabBilledAccount *account,
                        GError **error)
{
  Known *known = g_hash_table_lookup (self->known, account->number);
  gboolean changed = FALSE;

  if (known != NULL && known->line != 0)
    {
      kab_faults_add (self->faults, KAB_FILE_ACCOUNTS, line, "number",
                      _ ("this account is in line %d already"), (int) known->line);
      return TRUE;
    }
  if (known == NULL)
    known = learn_number (self, self->last_id + 1, account->number);

  known->line = line;
  if (!kab_store_put_account (self->store, known->id, account, &changed, error))
    return FALSE;

  self->accounts += changed;
  return TRUE;
}

gboolean
kab_intake_add_opening (KabIntake *self,
                        const char *number,
                        const KabBilledOpening *opening,
                        GError **error)
{
  const Known *known = find_account (self, number, KAB_FILE_OPENING, opening->line);

  return known == NULL || kab_store_stage_opening (self->store, known->id, opening, error);
}

gboolean
kab_intake_add_charge (KabIntake *self,
                       const char *number,
                       const KabBilledLine *charge,
                       GError **error)
{
  const Known *known = find_account (self, number, KAB_FILE_CHARGES, charge->line);

  return known == NULL || kab_store_stage_charge (self->store, known->id, charge, error);
}

gboolean
kab_intake_add_payment (KabIntake *self,
                        const char *number,
                        const KabBilledPayment *payment,
                        GError **error)
{
  const Known *known = find_account (self, number, KAB_FILE_PAYMENTS, payment->line);

  return known == NULL || kab_store_stage_payment (self->store, known->id, payment, error);
}

void
kab_intake_spoil (KabIntake *self, KabFile file, const char *number)
{
  Known *known = g_hash_table_lookup (self->known, number);

  /* It must not look unknown in the other files. */
  if (known == NULL && file == KAB_FILE_ACCOUNTS)
    known = learn_number (self, self->last_id + 1, number);
  if (known != NULL)
    g_hash_table_add (self->spoiled, g_memdup2 (&known->id, sizeof known->id));
}

gboolean
kab_intake_settle (KabIntake *self, KabBillingCount *count, GError **error)
{
  *count = (KabBillingCount){ .accounts = self->accounts };
  self->count = count;

  return kab_store_each_billed (self->store, settle_account, self, error) &&
         (!self->telling ||
          kab_store_add_receipt_letters (self->store, g_get_real_time () / G_USEC_PER_SEC,
                                         &count->letters, error)) &&
         kab_store_close_staging (self->store, error);
}

gboolean
kab_intake_add_receipt (KabIntake *self,
                        const char *name,
                        const char *number,
                        KabMonth month,
                        GBytes *pdf,
                        GError **error)
{
  const Known *known = g_hash_table_lookup (self->known, number);
  g_autoptr (GPtrArray) statements = NULL;
  g_autoptr (KabReceipt) receipt = NULL;
  gboolean changed = FALSE;

  if (known == NULL)
    {
      kab_faults_add_receipt (
        self->faults, name, "%s",
        _ ("there is no such account in accounts.csv, nor was there one before"));
      return TRUE;
    }
  if (!g_hash_table_add (self->receipts, g_strdup_printf ("%" G_GINT64_FORMAT " %d", known->id,
                                                          kab_month_index (month))))
    {
      kab_faults_add_receipt (self->faults, name, "%s",
                              _ ("another file is of this account and month"));
      return TRUE;
    }
  statements = kab_store_list_statements (self->store, known->id, month, month, 1, error);
  if (statements == NULL)
    return FALSE;
  if (statements->len == 0)
    {
      kab_faults_add_receipt (self->faults, name, "%s",
                              _ ("the account has no charges of this month"));
      return TRUE;
    }
  receipt = make_receipt (statements->pdata[0], pdf);
  if (!kab_store_put_own_receipt (self->store, known->id, receipt, pdf, &changed, error))
    return FALSE;

  self->count->receipts += changed;
  return TRUE;
}
