/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-charges-text.h"

#include "kab-money.h"

#define NBSP "\302\240"

/* How a state is shown. */
typedef struct
{
  KabPaymentState state;
  const char *title;
  const char *icon;
} StateWords;

static const StateWords state_words[] = {
  { KAB_PAYMENT_ACCEPTED, NC_ ("payment", "Accepted"), "object-select-symbolic" },
  { KAB_PAYMENT_PROCESSING, NC_ ("payment", "Processing"), "content-loading-symbolic" },
  { KAB_PAYMENT_RETURNED, NC_ ("payment", "Returned"), "edit-undo-symbolic" },
};

static const StateWords *
find_words (KabPaymentState state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (state_words); i++)
    if (state_words[i].state == state)
      return &state_words[i];
  g_return_val_if_reached (&state_words[0]);
}

char *
kab_charges_heading (KabStatement *statement)
{
  g_autofree char *month = NULL;

  if (statement == NULL)
    return g_strdup ("");

  month = kab_charges_month (kab_statement_get_month (statement));

  /* Translators: the charges of a month: "Charges for February 2020" */
  return g_strdup_printf (_ ("Charges for %s"), month);
}

char *
kab_charges_comparison (KabStatement *statement, KabStatement *year_before)
{
  g_autofree char *month = NULL;
  g_autofree char *amount = NULL;
  gint64 more;

  if (statement == NULL || year_before == NULL)
    return g_strdup ("");

  month = kab_month_format_with_year (kab_statement_get_month (year_before), KAB_MONTH_IN);
  /* Both are within KAB_MONEY_MAX. */
  more = kab_statement_get_charged (statement) - kab_statement_get_charged (year_before);
  if (more == 0)
    /* Translators: compares the charges of two months; %s is "in February 2019" */
    return g_strdup_printf (_ ("The same as %s"), month);

  amount = kab_money_format (ABS (more));
  if (more > 0)
    /* Translators: compares the charges of two months: "10.50 ₽ more than in February 2019" */
    return g_strdup_printf (_ ("%s more than %s"), amount, month);

  return g_strdup_printf (_ ("%s less than %s"), amount, month);
}

KabStatement *
kab_charges_find_latest (GListModel *statements)
{
  KabStatement *latest = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (statements); i++)
    {
      g_autoptr (KabStatement) statement = g_list_model_get_item (statements, i);

      if (latest == NULL || kab_month_compare (kab_statement_get_month (statement),
                                               kab_statement_get_month (latest)) > 0)
        latest = statement;
    }

  return latest;
}

KabStatement *
kab_charges_find_month (GListModel *statements, KabMonth month)
{
  for (guint i = 0; i < g_list_model_get_n_items (statements); i++)
    {
      g_autoptr (KabStatement) statement = g_list_model_get_item (statements, i);

      if (kab_month_compare (kab_statement_get_month (statement), month) == 0)
        return statement;
    }

  return NULL;
}

char *
kab_charges_quantity (KabStatementLine *line)
{
  g_autofree char *quantity = kab_decimal_format (kab_statement_line_get_quantity (line));

  return g_strconcat (quantity, NBSP, kab_statement_line_get_unit (line), NULL);
}

char *
kab_charges_tariff (KabStatementLine *line)
{
  g_autofree char *tariff = kab_decimal_format (kab_statement_line_get_tariff (line));

  return g_strconcat (tariff, NBSP "₽", NULL);
}

gint64
kab_charges_line_total (KabStatementLine *line)
{
  return kab_statement_line_get_charged (line) + kab_statement_line_get_recalculated (line) +
         kab_statement_line_get_penalty (line);
}

char *
kab_charges_month (KabMonth month)
{
  return kab_month_format_with_year (month, KAB_MONTH_NAME);
}

char *
kab_charges_month_title (KabMonth month)
{
  g_autofree char *text = kab_charges_month (month);
  g_autofree char *first = g_utf8_substring (text, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (text), NULL);
}

char *
kab_charges_year (KabYearTotal *total)
{
  int year = kab_year_total_get_year (total);
  int n = kab_year_total_get_totals (total)->n;

  if (n == 12)
    /* Translators: the total of a year: "Total for 2019" */
    return g_strdup_printf (_ ("Total for %d"), year);

  return g_strdup_printf (
    /* Translators: the total of a part of a year: "Total for 2019, 3 months" */
    ngettext ("Total for %d, %d\302\240month", "Total for %d, %d\302\240months", (gulong) n), year,
    n);
}

char *
kab_payments_year (KabYearTotal *total)
{
  return g_strdup_printf (_ ("Accepted in %d"), kab_year_total_get_year (total));
}

/* Appends an amount to a sentence that has begun. */
static void
append_amount (GString *sentence, const char *name, gint64 kopecks)
{
  g_autofree char *amount = kab_money_format (kopecks);

  g_string_append_printf (sentence, "%s%s %s", sentence->len > 0 ? ", " : "", name, amount);
}

char *
kab_charges_summary (const KabTotals *totals)
{
  g_autoptr (GString) sentence = g_string_new (NULL);

  if (totals->overflown)
    return g_strdup ("");

  append_amount (sentence, C_ ("summary", "Total: charged"), totals->charged);
  if (totals->recalculated != 0)
    append_amount (sentence, C_ ("summary", "recalculated"), totals->recalculated);
  if (totals->penalty != 0)
    append_amount (sentence, C_ ("summary", "penalty"), totals->penalty);
  append_amount (sentence, C_ ("summary", "paid"), totals->paid);

  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

char *
kab_payments_summary (const KabTotals *totals)
{
  g_autoptr (GString) sentence = g_string_new (NULL);

  if (totals->overflown)
    return g_strdup ("");

  append_amount (sentence, C_ ("summary", "Total: accepted"), totals->paid);
  if (totals->processing != 0)
    append_amount (sentence, C_ ("summary", "processing"), totals->processing);

  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

const char *
kab_payment_state_title (KabPaymentState state)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "payment", find_words (state)->title);
}

const char *
kab_payment_state_icon (KabPaymentState state)
{
  return find_words (state)->icon;
}

char *
kab_payment_origin (KabPayment *payment)
{
  const char *channel = kab_payment_get_channel (payment);
  const char *document = kab_payment_get_document (payment);

  if (*channel != '\0' && *document != '\0')
    return g_strdup_printf ("%s, %s", channel, document);

  return g_strdup (*channel != '\0' ? channel : document);
}
