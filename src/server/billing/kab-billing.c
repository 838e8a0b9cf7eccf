/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-billing.h"
#include "kab-error.h"
#include "kab-files.h"
#include "kab-generate.h"
#include "kab-household.h"
#include "kab-own-receipts.h"
#include "kab-store-accounts.h"

/* What the program made up itself has no faults, unless it contradicts what the database holds. */
static gboolean
finish_made_up (KabStore *store,
                KabIntake *intake,
                KabFaults *faults,
                KabBillingCount *count,
                GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!kab_intake_settle (intake, count, error))
    return FALSE;

  kab_faults_list (faults, texts);
  if (texts->len == 0)
    return kab_store_commit (store, error);

  g_propagate_error (
    error, kab_error_new (KAB_ERROR_INVALID_INPUT,
                          _ ("the database holds other data of the made-up accounts (%s)"),
                          (const char *) texts->pdata[0]));
  return FALSE;
}

gboolean
kab_billing_import (KabStore *store,
                    GFile *directory,
                    KabBillingCount *count,
                    GPtrArray *faults,
                    GError **error)
{
  g_autoptr (KabFaults) found = kab_faults_new ();
  g_autoptr (KabTransaction) transaction = kab_transaction_begin (store, error);
  g_autoptr (KabIntake) intake = NULL;
  KabBillingCount taken = { 0 };
  gboolean whole = FALSE;

  if (transaction == NULL || (intake = kab_intake_new (store, found, error)) == NULL)
    return FALSE;
  kab_intake_tell_users (intake);
  if (!kab_files_read (directory, intake, found, &whole, error) ||
      (whole && !kab_intake_settle (intake, &taken, error)) ||
      !kab_own_receipts_read (directory, intake, found, whole && kab_faults_get_count (found) == 0,
                              error))
    return FALSE;

  kab_faults_list (found, faults);
  if (kab_faults_get_count (found) > 0 || !kab_store_commit (store, error))
    return FALSE;

  *count = taken;
  return TRUE;
}

gboolean
kab_billing_generate (KabStore *store,
                      int accounts,
                      int months,
                      guint32 seed,
                      KabMonth last,
                      KabBillingCount *count,
                      GError **error)
{
  g_autoptr (KabFaults) found = kab_faults_new ();
  g_autoptr (KabTransaction) transaction = kab_transaction_begin (store, error);
  g_autoptr (KabIntake) intake = NULL;

  return transaction != NULL && (intake = kab_intake_new (store, found, error)) != NULL &&
         kab_generate (intake, accounts, months, seed, last, error) &&
         finish_made_up (store, intake, found, count, error);
}

gboolean
kab_billing_add_demo (KabStore *store, KabMonth today, GError **error)
{
  g_autoptr (KabFaults) found = kab_faults_new ();
  g_autoptr (KabTransaction) transaction = kab_transaction_begin (store, error);
  g_autoptr (KabIntake) intake = NULL;
  KabBillingCount count = { 0 };
  gint64 account;

  if (transaction == NULL ||
      !kab_store_find_account (store, KAB_HOUSEHOLD_ACCOUNT, &account, error))
    return FALSE;

  return account != 0 || ((intake = kab_intake_new (store, found, error)) != NULL &&
                          kab_household_add (intake, today, error) &&
                          finish_made_up (store, intake, found, &count, error));
}
