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

static char *
format_month (const char *format, KabStatement *statement, KabMonthForm form)
{
  g_autofree char *month = kab_month_format (kab_statement_get_month (statement), form);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strjoinv (month, parts);
}

/* An overpayment is said in words, so its figure needs no minus. */
static char *
format_debt (gint64 kopecks)
{
  return kab_money_format (ABS (kopecks));
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

  return format_debt (kab_statement_get_closing (balance));
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
kab_balance_opening_title (gpointer instance, KabStatement *statement)
{
  if (statement == NULL)
    return g_strdup ("");
  if (kab_statement_get_opening (statement) < 0)
    return format_month (_ ("Overpaid at the start of %s"), statement, KAB_MONTH_OF);

  return format_month (_ ("Debt at the start of %s"), statement, KAB_MONTH_OF);
}

char *
kab_balance_opening_value (gpointer instance, KabStatement *statement)
{
  return statement != NULL ? format_debt (kab_statement_get_opening (statement)) : g_strdup ("");
}

char *
kab_balance_charged_title (gpointer instance, KabStatement *statement)
{
  /* Translators: %s is "in February" */
  return statement != NULL ? format_month (_ ("Charged %s"), statement, KAB_MONTH_IN)
                           : g_strdup ("");
}

char *
kab_balance_charged_value (gpointer instance, KabStatement *statement)
{
  return statement != NULL ? kab_money_format (kab_statement_get_charged (statement))
                           : g_strdup ("");
}

char *
kab_balance_recalculated_value (gpointer instance, KabStatement *statement)
{
  return statement != NULL ? kab_money_format (kab_statement_get_recalculated (statement))
                           : g_strdup ("");
}

char *
kab_balance_penalty_value (gpointer instance, KabStatement *statement)
{
  return statement != NULL ? kab_money_format (kab_statement_get_penalty (statement))
                           : g_strdup ("");
}

char *
kab_balance_paid_title (gpointer instance, KabStatement *statement)
{
  /* Translators: %s is "in February" */
  return statement != NULL ? format_month (_ ("Paid %s"), statement, KAB_MONTH_IN) : g_strdup ("");
}

char *
kab_balance_paid_value (gpointer instance, KabStatement *statement)
{
  return statement != NULL ? kab_money_format (kab_statement_get_paid (statement)) : g_strdup ("");
}

char *
kab_balance_closing_title (gpointer instance, KabStatement *statement)
{
  if (statement == NULL)
    return g_strdup ("");
  if (kab_statement_get_closing (statement) < 0)
    return format_month (_ ("Overpaid at the end of %s"), statement, KAB_MONTH_OF);

  return format_month (_ ("To pay at the end of %s"), statement, KAB_MONTH_OF);
}

char *
kab_balance_closing_value (gpointer instance, KabStatement *statement)
{
  return statement != NULL ? format_debt (kab_statement_get_closing (statement)) : g_strdup ("");
}

char *
kab_information_people (gpointer instance, int people)
{
  return g_strdup_printf ("%d", people);
}
