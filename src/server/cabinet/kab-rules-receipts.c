/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-bill.h"
#include "kab-rules-private.h"
#include "kab-store-accounts.h"
#include "kab-store-payments.h"
#include "kab-store-receipts.h"

/* How many drawings are held in memory, and written at once. */
#define BATCH 24

/* A receipt that was just drawn, and from what. */
typedef struct
{
  KabStatement *statement;
  KabDate last_payment;
  KabReceipt *receipt;
  GBytes *pdf;
} Drawing;

static void
drawing_free (Drawing *self)
{
  g_clear_object (&self->statement);
  g_clear_object (&self->receipt);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drawing, drawing_free)

static Drawing *
draw (KabRules *self,
      KabAccountDetails *details,
      gint64 account,
      KabStatement *statement,
      GError **error)
{
  g_autoptr (Drawing) drawing = g_new0 (Drawing, 1);
  KabMonth month = kab_statement_get_month (statement);
  KabDate date = kab_bill_get_issue_date (month);
  g_autoptr (GDateTime) issued_at =
    g_date_time_new_utc (date.year, date.month, date.day, 0, 0, 0.0);
  g_autofree char *sha256 = NULL;

  drawing->statement = g_object_ref (statement);
  if (!kab_store_find_last_payment (self->store, account, month, &drawing->last_payment, error))
    return NULL;
  drawing->pdf = kab_bill_draw (self->operator_, details, statement, drawing->last_payment, error);
  if (drawing->pdf == NULL)
    return NULL;

  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, drawing->pdf);
  drawing->receipt = kab_receipt_new (month, kab_statement_get_closing (statement), issued_at,
                                      (gint64) g_bytes_get_size (drawing->pdf), sha256);
  return g_steal_pointer (&drawing);
}

static char *
statement_to_json (KabStatement *statement)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kab_statement_to_json (statement, builder);
  return kab_json_to_string (builder);
}

/* Within a transaction. Drawing took place outside of it, and an import may have changed the month
 * meanwhile: the drawing is not worth keeping then. */
static gboolean
is_current (KabRules *self,
            gint64 account,
            const Drawing *drawing,
            gboolean *current,
            GError **error)
{
  KabMonth month = kab_receipt_get_month (drawing->receipt);
  g_autoptr (GPtrArray) now =
    kab_store_list_statements (self->store, account, month, month, 1, error);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  KabDate last_payment;

  if (now == NULL ||
      !kab_store_find_last_payment (self->store, account, month, &last_payment, error))
    return FALSE;
  before = statement_to_json (drawing->statement);
  after = now->len > 0 ? statement_to_json (now->pdata[0]) : NULL;
  *current =
    g_strcmp0 (before, after) == 0 && kab_date_compare (last_payment, drawing->last_payment) == 0;
  return TRUE;
}

static gboolean
keep_one (KabRules *self, gint64 account, const Drawing *drawing, GError **error)
{
  gboolean current;

  return is_current (self, account, drawing, &current, error) &&
         (!current ||
          kab_store_keep_receipt (self->store, account, drawing->receipt, drawing->pdf, error));
}

/* Who only reads does not wait for an import: while another connection writes, the drawings are
 * not kept, and the next call draws the same. */
static gboolean
try_to_keep (KabRules *self, gint64 account, GPtrArray *drawings, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (KabTransaction) transaction = kab_transaction_try_begin (self->store, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (transaction == NULL)
    return TRUE;
  for (guint i = 0; i < drawings->len; i++)
    if (!keep_one (self, account, drawings->pdata[i], error))
      return FALSE;

  return kab_store_commit (self->store, error);
}

/* Nor is anybody refused a receipt because a full disk has no room for it. */
static gboolean
keep (KabRules *self, gint64 account, GPtrArray *drawings, GError **error)
{
  g_autoptr (GError) failure = NULL;

  return try_to_keep (self, account, drawings, &failure) ||
         kab_rules_do_without (g_steal_pointer (&failure), "receipts are drawn and not kept",
                               error);
}

static void
index_receipt (GHashTable *by_month, KabReceipt *receipt)
{
  int month = kab_month_index (kab_receipt_get_month (receipt));

  g_hash_table_replace (by_month, GINT_TO_POINTER (month), g_object_ref (receipt));
}

static gboolean
index_kept (KabRules *self,
            gint64 account,
            GPtrArray *statements,
            GHashTable *by_month,
            GError **error)
{
  KabMonth from = kab_statement_get_month (statements->pdata[0]);
  KabMonth to = kab_statement_get_month (statements->pdata[statements->len - 1]);
  g_autoptr (GPtrArray) kept = kab_store_list_receipts (self->store, account, from, to, error);

  if (kept == NULL)
    return FALSE;
  for (guint i = 0; i < kept->len; i++)
    index_receipt (by_month, kept->pdata[i]);
  return TRUE;
}

static KabReceipt *
look_up (GHashTable *by_month, KabStatement *statement)
{
  int month = kab_month_index (kab_statement_get_month (statement));

  return g_hash_table_lookup (by_month, GINT_TO_POINTER (month));
}

/* Draws and keeps what @by_month lacks. */
static gboolean
draw_missing (KabRules *self,
              KabAccountDetails *details,
              gint64 account,
              GPtrArray *statements,
              GHashTable *by_month,
              GError **error)
{
  g_autoptr (GPtrArray) drawings = g_ptr_array_new_with_free_func ((GDestroyNotify) drawing_free);
  guint before = g_hash_table_size (by_month);

  for (guint i = 0; i < statements->len; i++)
    {
      KabStatement *statement = statements->pdata[i];
      Drawing *drawing;

      if (look_up (by_month, statement) != NULL)
        continue;
      drawing = draw (self, details, account, statement, error);
      if (drawing == NULL)
        return FALSE;
      index_receipt (by_month, drawing->receipt);
      g_ptr_array_add (drawings, drawing);
      if (drawings->len < BATCH)
        continue;
      if (!keep (self, account, drawings, error))
        return FALSE;
      g_ptr_array_set_size (drawings, 0);
    }
  if (drawings->len > 0 && !keep (self, account, drawings, error))
    return FALSE;

  /* Where another call was first, it is that receipt which is served. */
  return g_hash_table_size (by_month) == before ||
         index_kept (self, account, statements, by_month, error);
}

GPtrArray *
kab_rules_list_receipts (KabRules *self,
                         const KabVisitor *visitor,
                         const char *number,
                         KabMonth from,
                         KabMonth to,
                         GError **error)
{
  g_autoptr (GPtrArray) receipts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_month = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_autoptr (KabAccountDetails) details = NULL;
  g_autoptr (GPtrArray) statements = NULL;
  gint64 account;

  if (!kab_rules_find_period (self, visitor, number, from, to, &account, error) ||
      (details = kab_rules_load_details (self, visitor, account, error)) == NULL)
    return NULL;
  statements =
    kab_store_list_statements (self->store, account, from, to, KAB_RULES_MONTHS_MAX, error);
  if (statements == NULL)
    return NULL;
  if (statements->len > 0 && (!index_kept (self, account, statements, by_month, error) ||
                              !draw_missing (self, details, account, statements, by_month, error)))
    return NULL;

  for (guint i = 0; i < statements->len; i++)
    g_ptr_array_add (receipts, g_object_ref (look_up (by_month, statements->pdata[i])));
  return g_steal_pointer (&receipts);
}

static Drawing *
draw_month (KabRules *self,
            const KabVisitor *visitor,
            gint64 account,
            KabMonth month,
            GError **error)
{
  g_autoptr (KabAccountDetails) details = kab_rules_load_details (self, visitor, account, error);
  g_autoptr (GPtrArray) statements = NULL;

  if (details == NULL)
    return NULL;
  statements = kab_store_list_statements (self->store, account, month, month, 1, error);
  if (statements == NULL)
    return NULL;
  if (statements->len == 0)
    {
      kab_rules_refuse (KAB_ERROR_NOT_FOUND, "No such receipt", error);
      return NULL;
    }
  return draw (self, details, account, statements->pdata[0], error);
}

/* A month of which none is kept. */
static KabReceipt *
draw_and_keep (KabRules *self,
               const KabVisitor *visitor,
               gint64 account,
               KabMonth month,
               GBytes **pdf,
               GError **error)
{
  g_autoptr (GPtrArray) drawings = g_ptr_array_new_with_free_func ((GDestroyNotify) drawing_free);
  g_autoptr (GError) failure = NULL;
  Drawing *drawing = draw_month (self, visitor, account, month, error);
  KabReceipt *kept;

  if (drawing == NULL)
    return NULL;
  g_ptr_array_add (drawings, drawing);
  if (!keep (self, account, drawings, error))
    return NULL;

  /* Where another call was first, it is that receipt which is served. */
  kept = kab_store_get_receipt (self->store, account, month, pdf, &failure);
  if (kept != NULL || failure != NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return kept;
    }
  *pdf = g_bytes_ref (drawing->pdf);
  return g_object_ref (drawing->receipt);
}

KabReceipt *
kab_rules_make_receipt (KabRules *self,
                        const KabVisitor *visitor,
                        gint64 account,
                        KabMonth month,
                        GBytes **pdf,
                        GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (Drawing) drawing = NULL;
  KabReceipt *kept = kab_store_get_receipt (self->store, account, month, pdf, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (kept != NULL)
    return kept;
  drawing = draw_month (self, visitor, account, month, error);
  if (drawing == NULL)
    return NULL;
  *pdf = g_bytes_ref (drawing->pdf);
  return g_object_ref (drawing->receipt);
}

KabReceipt *
kab_rules_get_receipt (KabRules *self,
                       const KabVisitor *visitor,
                       const char *number,
                       KabMonth month,
                       GBytes **pdf,
                       GError **error)
{
  g_autoptr (GError) failure = NULL;
  KabReceipt *kept;
  gint64 account;

  *pdf = NULL;
  if (!kab_rules_find_own (self, visitor, number, &account, error))
    return NULL;
  kept = kab_store_get_receipt (self->store, account, month, pdf, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return kept != NULL ? kept : draw_and_keep (self, visitor, account, month, pdf, error);
}
