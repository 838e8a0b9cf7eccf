/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-pay-text.h"

#include "kab-money.h"

static gint64
get_due (KabAccount *account)
{
  if (account == NULL || !kab_account_has_statement (account))
    return 0;
  return MAX (kab_account_get_to_pay (account), 0);
}

gboolean
kab_pay_is_due (gpointer instance, KabAccount *account)
{
  return get_due (account) > 0;
}

char *
kab_pay_initial_amount (KabAccount *account)
{
  gint64 due = get_due (account);

  return due > 0 ? kab_money_format_plain (due) : g_strdup ("");
}

gboolean
kab_pay_read_amount (const char *text, gboolean optional, gint64 *kopecks)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  gint64 amount;

  if (optional && *trimmed == '\0')
    {
      *kopecks = 0;
      return TRUE;
    }
  if (!kab_money_parse (trimmed, &amount, NULL) || amount <= 0 || amount > KAB_MONEY_MAX)
    return FALSE;

  *kopecks = amount;
  return TRUE;
}

char *
kab_pay_amount_fault (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *continued = g_strconcat (trimmed, "1", NULL);
  gint64 kopecks;

  if (*trimmed == '\0')
    return NULL;
  if (kab_money_parse (trimmed, &kopecks, NULL) && kopecks < 0)
    return g_strdup (_ ("The amount must be above zero."));
  /* "447," and "0," are on their way. */
  if (kab_money_parse (trimmed, &kopecks, NULL) || kab_money_parse (continued, &kopecks, NULL))
    return NULL;
  return g_strdup (_ ("Enter the amount in figures, for example 447.30."));
}

char *
kab_pay_hint (gint64 kopecks)
{
  g_autofree char *amount = NULL;

  if (kopecks == 0)
    return g_strdup (_ ("Scan the code with your bank's app and enter the amount there."));
  amount = kab_money_format (kopecks);
  return g_strdup_printf (_ ("Scan the code with your bank's app to pay %s."), amount);
}

char *
kab_pay_code_name (KabAccount *account, gint64 kopecks)
{
  const char *number = account != NULL ? kab_account_get_number (account) : "";
  g_autofree char *amount = NULL;

  if (kopecks == 0)
    return g_strdup_printf (_ ("QR code for paying to account %s"), number);
  amount = kab_money_format (kopecks);
  return g_strdup_printf (_ ("QR code for paying %s to account %s"), amount, number);
}

char *
kab_pay_detail (gpointer instance, KabOperator *operator_, const char *key)
{
  return g_strdup (operator_ != NULL ? kab_operator_get_payee (operator_, key) : "");
}
