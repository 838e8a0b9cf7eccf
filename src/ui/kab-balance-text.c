/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-balance-text.h"

#include "kab-money.h"

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
