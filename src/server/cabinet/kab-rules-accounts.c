/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-attempts.h"
#include "kab-input.h"
#include "kab-money.h"
#include "kab-store-accounts.h"

/* A receipt as old as this shows that one has the account's letters. */
#define RECEIPTS_THAT_COUNT 3
#define LABEL_MAX_LENGTH    60
/* No account has it: the way of an unknown number through the same queries. */
#define NO_ACCOUNT G_GINT64_CONSTANT (-1)

/* One that was just found in the same transaction, or may be gone in another's. */
static KabAccount *
load_account (KabRules *self, const KabVisitor *visitor, gint64 account, GError **error)
{
  g_autoptr (GError) failure = NULL;
  KabAccount *loaded = kab_store_get_attached (self->store, visitor->user, account, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (loaded == NULL)
    kab_rules_refuse (KAB_ERROR_NOT_FOUND, "No such account", error);

  return loaded;
}

GPtrArray *
kab_rules_list_accounts (KabRules *self, const KabVisitor *visitor, GError **error)
{
  return kab_store_list_attached (self->store, visitor->user, error);
}

/* Whose tries these are. */
typedef struct
{
  char *user;
  char *number;
  char *network;
  char *undo;
} Claim;

static void
claim_clear (Claim *claim)
{
  g_free (claim->user);
  g_free (claim->number);
  g_free (claim->network);
  g_free (claim->undo);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Claim, claim_clear)

/* The subject of a detaching, and of attaching that again. */
static char *
make_undo (const KabVisitor *visitor, const char *number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", visitor->user, number);
}

/* Who has just detached the account had shown before that they have its letters: wrong tries with
 * others do not stand in the way of taking that back. */
static gboolean
is_undo (KabRules *self, const Claim *claim, gboolean *undo, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (kab_attempts_allow (self, &kab_limit_undo, claim->undo, &fault))
    *undo = FALSE;
  else if (g_error_matches (fault, KAB_ERROR, KAB_ERROR_TOO_MANY_ATTEMPTS))
    *undo = TRUE;
  else
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  return TRUE;
}

static gboolean
allow_claim (KabRules *self, const Claim *claim, GError **error)
{
  return kab_attempts_allow (self, &kab_limit_attach_user, claim->user, error) &&
         kab_attempts_allow (self, &kab_limit_attach_number, claim->number, error) &&
         kab_attempts_allow (self, &kab_limit_attach_address, claim->network, error);
}

/* A wrong try is kept, so its transaction is committed; then it is refused. */
static gboolean
refuse_claim (KabRules *self, const Claim *claim, GError **error)
{
  return kab_attempts_count (self, &kab_limit_attach_user, claim->user, NULL, error) &&
         kab_attempts_count (self, &kab_limit_attach_number, claim->number, NULL, error) &&
         kab_attempts_count (self, &kab_limit_attach_address, claim->network, NULL, error) &&
         kab_store_commit (self->store, error) &&
         kab_rules_refuse (KAB_ERROR_ACCOUNT_MISMATCH, "No account of this number and amount",
                           error);
}

/* Whether a receipt's total is @amount. Receipts print an overpayment with a minus or without one.
 */
static gboolean
is_shown (GArray *closings, gint64 amount, KabMonth month)
{
  gboolean shown = FALSE;

  for (guint i = 0; i < closings->len; i++)
    {
      KabClosing closing = g_array_index (closings, KabClosing, i);
      gboolean counts =
        !kab_month_is_valid (month) || kab_month_compare (closing.month, month) == 0;
      gboolean equal =
        closing.closing == amount || (closing.closing < 0 && closing.closing == -amount);

      shown |= counts && equal;
    }

  return shown;
}

static gboolean
check_claim (const char *number, gint64 amount, char **normal, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (number));

  *normal = kab_account_number_normalise (number, NULL);
  if (*normal == NULL)
    kab_input_refuse (&fault, "number", *stripped == '\0' ? "empty" : "bad_format");
  if (amount < -KAB_MONEY_MAX || amount > KAB_MONEY_MAX)
    kab_input_refuse (&fault, "receipt_amount", "bad_format");

  return kab_input_finish (&fault, error);
}

KabAccount *
kab_rules_attach (KabRules *self,
                  const KabVisitor *visitor,
                  const char *number,
                  gint64 receipt_amount,
                  KabMonth receipt_month,
                  const KabCaller *caller,
                  GError **error)
{
  g_auto (Claim) claim = { 0 };
  gint64 own = 0;
  gint64 account = 0;
  gboolean attached = FALSE;
  gboolean undo = FALSE;

  if (!check_claim (number, receipt_amount, &claim.number, error))
    return NULL;
  claim.user = g_strdup_printf ("%" G_GINT64_FORMAT, visitor->user);
  claim.network = kab_attempts_get_network (caller->address);
  claim.undo = make_undo (visitor, claim.number);

  /* Looking and counting are one transaction, so that guesses made at once do not all pass. */
  g_autoptr (KabTransaction) transaction = kab_rules_begin (self, error);
  g_autoptr (KabUser) user =
    transaction != NULL ? kab_rules_load_user (self, visitor, error) : NULL;
  if (user == NULL ||
      !kab_store_find_attached (self->store, visitor->user, claim.number, &own, error))
    return NULL;
  if (own != 0)
    {
      kab_rules_refuse (KAB_ERROR_ALREADY_ATTACHED, "Attached already", error);
      return NULL;
    }

  if (!is_undo (self, &claim, &undo, error) || (!undo && !allow_claim (self, &claim, error)) ||
      !kab_store_find_account (self->store, claim.number, &account, error))
    return NULL;

  g_autoptr (GArray) closings =
    kab_store_list_closings (self->store, account != 0 ? account : NO_ACCOUNT, RECEIPTS_THAT_COUNT,
                             error);
  if (closings == NULL)
    return NULL;
  if (!is_shown (closings, receipt_amount, receipt_month))
    {
      /* With another amount it is a try like any other. */
      if (!undo || allow_claim (self, &claim, error))
        refuse_claim (self, &claim, error);
      return NULL;
    }

  if (!kab_store_attach (self->store, visitor->user, account, kab_rules_now (self), &attached,
                         error))
    return NULL;
  g_autoptr (KabAccount) loaded = load_account (self, visitor, account, error);
  if (loaded == NULL || !kab_store_commit (self->store, error))
    return NULL;

  return g_steal_pointer (&loaded);
}

KabAccountDetails *
kab_rules_get_account (KabRules *self,
                       const KabVisitor *visitor,
                       const char *number,
                       GError **error)
{
  gint64 account;

  return kab_rules_find_own (self, visitor, number, &account, error)
           ? kab_rules_load_details (self, visitor, account, error)
           : NULL;
}

KabAccount *
kab_rules_set_label (KabRules *self,
                     const KabVisitor *visitor,
                     const char *number,
                     const char *label,
                     GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *line = kab_input_line (&fault, "label", label, LABEL_MAX_LENGTH);
  gint64 account;

  if (!kab_input_finish (&fault, error))
    return NULL;

  g_autoptr (KabTransaction) transaction = kab_transaction_begin (self->store, error);
  if (transaction == NULL || !kab_rules_find_own (self, visitor, number, &account, error) ||
      !kab_store_set_label (self->store, visitor->user, account, line, error))
    return NULL;

  g_autoptr (KabAccount) loaded = load_account (self, visitor, account, error);
  if (loaded == NULL || !kab_store_commit (self->store, error))
    return NULL;

  return g_steal_pointer (&loaded);
}

gboolean
kab_rules_detach (KabRules *self, const KabVisitor *visitor, const char *number, GError **error)
{
  g_autoptr (KabTransaction) transaction = kab_rules_begin (self, error);
  g_autofree char *normal = NULL;
  g_autofree char *undo = NULL;
  gint64 account;

  if (transaction == NULL || !kab_rules_find_own (self, visitor, number, &account, error))
    return FALSE;

  normal = kab_account_number_normalise (number, NULL);
  undo = make_undo (visitor, normal);

  return kab_store_detach (self->store, visitor->user, account, error) &&
         kab_attempts_count (self, &kab_limit_undo, undo, NULL, error) &&
         kab_store_commit (self->store, error);
}

gboolean
kab_rules_find_own (KabRules *self,
                    const KabVisitor *visitor,
                    const char *number,
                    gint64 *account,
                    GError **error)
{
  g_autofree char *normal = kab_account_number_normalise (number, NULL);

  *account = 0;
  if (normal != NULL &&
      !kab_store_find_attached (self->store, visitor->user, normal, account, error))
    return FALSE;

  return *account != 0 || kab_rules_refuse (KAB_ERROR_NOT_FOUND, "No such account", error);
}

KabAccountDetails *
kab_rules_load_details (KabRules *self, const KabVisitor *visitor, gint64 account, GError **error)
{
  g_autoptr (GError) failure = NULL;
  KabAccountDetails *details =
    kab_store_get_details (self->store, visitor->user, account, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (details == NULL)
    kab_rules_refuse (KAB_ERROR_NOT_FOUND, "No such account", error);

  return details;
}
