/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-information-text.h"
#include "kab-money.h"

static KabStatement *
get_balance (KabAccountDetails *details)
{
  return details != NULL ? kab_account_details_get_balance (details) : NULL;
}

char *
kab_information_card_title (gpointer instance, KabAccountDetails *details)
{
  KabStatement *balance = get_balance (details);

  if (balance == NULL || kab_statement_get_closing (balance) == 0)
    return g_strdup ("");

  return g_strdup (kab_statement_get_closing (balance) > 0 ? _ ("To pay") : _ ("Overpaid"));
}

char *
kab_information_card_figure (gpointer instance, KabAccountDetails *details)
{
  KabStatement *balance = get_balance (details);

  if (details == NULL)
    return g_strdup ("");
  if (balance == NULL)
    return g_strdup (_ ("No charges yet"));
  if (kab_statement_get_closing (balance) == 0)
    return g_strdup (_ ("All paid"));

  /* Its title says whether it is a debt or an overpayment. */
  return kab_money_format (ABS (kab_statement_get_closing (balance)));
}

char *
kab_information_card_period (gpointer instance, KabAccountDetails *details)
{
  KabStatement *balance = get_balance (details);
  g_autofree char *month = NULL;

  if (details == NULL)
    return g_strdup ("");
  if (balance == NULL)
    return g_strdup (_ ("The balance will appear here after the first charge."));

  month = kab_month_format_with_year (kab_statement_get_month (balance), KAB_MONTH_NAME);

  /* Translators: the period of an amount to pay: "for February 2020" */
  return g_strdup_printf (_ ("for %s"), month);
}

char *
kab_information_card_name (gpointer instance, KabAccountDetails *details)
{
  g_autofree char *title = kab_information_card_title (instance, details);
  g_autofree char *figure = kab_information_card_figure (instance, details);
  g_autofree char *period = kab_information_card_period (instance, details);

  if (title[0] != '\0')
    return g_strdup_printf ("%s %s %s", title, figure, period);

  return g_strdup_printf ("%s, %s", figure, period);
}

char *
kab_information_people (gpointer instance, int people)
{
  return g_strdup_printf ("%d", people);
}
