/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-bill-paycode.h"
#include "kab-input.h"
#include "kab-money.h"
#include "kab-rules-private.h"
#include "kab-store-accounts.h"
#include "kab-store-payments.h"

gboolean
kab_rules_find_period (KabRules *self,
                       const KabVisitor *visitor,
                       const char *number,
                       KabMonth from,
                       KabMonth to,
                       gint64 *account,
                       GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (kab_month_is_valid (from) && kab_month_is_valid (to))
    {
      if (kab_month_compare (from, to) > 0)
        kab_input_refuse (&fault, "to", "wrong");
      else if (kab_month_index (to) - kab_month_index (from) >= KAB_RULES_MONTHS_MAX)
        kab_input_refuse (&fault, "from", "too_long");
    }

  return kab_rules_find_own (self, visitor, number, account, error) &&
         kab_input_finish (&fault, error);
}

GPtrArray *
kab_rules_list_statements (KabRules *self,
                           const KabVisitor *visitor,
                           const char *number,
                           KabMonth from,
                           KabMonth to,
                           GError **error)
{
  gint64 account;

  if (!kab_rules_find_period (self, visitor, number, from, to, &account, error))
    return NULL;

  return kab_store_list_statements (self->store, account, from, to, KAB_RULES_MONTHS_MAX, error);
}

GPtrArray *
kab_rules_list_payments (KabRules *self,
                         const KabVisitor *visitor,
                         const char *number,
                         KabMonth from,
                         KabMonth to,
                         GError **error)
{
  gint64 account;

  if (!kab_rules_find_period (self, visitor, number, from, to, &account, error))
    return NULL;

  return kab_store_list_payments (self->store, account, from, to, KAB_RULES_MONTHS_MAX, error);
}

char *
kab_rules_get_payment_code (KabRules *self,
                            const KabVisitor *visitor,
                            const char *number,
                            gint64 amount,
                            gint64 *sum,
                            GError **error)
{
  g_autofree char *normal = kab_account_number_normalise (number, NULL);
  g_autoptr (GError) fault = NULL;
  KabClosing latest = { KAB_MONTH_NONE, 0 };
  gint64 account;

  if (amount < 0 || amount > KAB_MONEY_MAX)
    kab_input_refuse (&fault, "amount", "bad_format");
  if (!kab_rules_find_own (self, visitor, number, &account, error) ||
      !kab_input_finish (&fault, error))
    return NULL;

  g_autoptr (GArray) closings = kab_store_list_closings (self->store, account, 1, error);
  if (closings == NULL)
    return NULL;
  if (closings->len > 0)
    latest = g_array_index (closings, KabClosing, 0);
  *sum = amount != 0 ? amount : MAX (latest.closing, 0);

  g_autoptr (KabPaycode) code =
    kab_bill_paycode_new (self->operator_, normal, latest.month, *sum, error);
  g_autoptr (GBytes) bytes =
    code != NULL ? kab_paycode_write (code, KAB_PAYCODE_UTF_8, error) : NULL;
  if (bytes == NULL)
    return NULL;

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}
