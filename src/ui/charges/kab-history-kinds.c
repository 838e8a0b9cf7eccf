/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-charges-text.h"
#include "kab-history-view.h"
#include "kab-money.h"

/* What a month says of itself; a year's total has it only where a sum means something. */
static gboolean
get_amount (gpointer item,
            gint64 (*get) (KabStatement *statement),
            const gint64 *total,
            gint64 *kopecks)
{
  if (!KAB_IS_YEAR_TOTAL (item))
    {
      *kopecks = get (item);
      return TRUE;
    }
  if (total == NULL || kab_year_total_get_totals (item)->overflown)
    return FALSE;
  *kopecks = *total;

  return TRUE;
}

static const KabTotals *
get_totals (gpointer item)
{
  static const KabTotals none;

  return KAB_IS_YEAR_TOTAL (item) ? kab_year_total_get_totals (item) : &none;
}

static gboolean
get_opening (gpointer item, gint64 *kopecks)
{
  return get_amount (item, kab_statement_get_opening, NULL, kopecks);
}

static gboolean
get_charged (gpointer item, gint64 *kopecks)
{
  return get_amount (item, kab_statement_get_charged, &get_totals (item)->charged, kopecks);
}

static gboolean
get_recalculated (gpointer item, gint64 *kopecks)
{
  return get_amount (item, kab_statement_get_recalculated, &get_totals (item)->recalculated,
                     kopecks);
}

static gboolean
get_penalty (gpointer item, gint64 *kopecks)
{
  return get_amount (item, kab_statement_get_penalty, &get_totals (item)->penalty, kopecks);
}

static gboolean
get_paid (gpointer item, gint64 *kopecks)
{
  return get_amount (item, kab_statement_get_paid, &get_totals (item)->paid, kopecks);
}

static gboolean
get_closing (gpointer item, gint64 *kopecks)
{
  return get_amount (item, kab_statement_get_closing, NULL, kopecks);
}

/* A minus is easily missed. */
static char *
note_overpaid (gint64 kopecks)
{
  return g_strdup (kopecks < 0 ? C_ ("note", "overpaid") : "");
}

static char *
note_opening (gpointer item, KabHistoryForm form)
{
  return note_overpaid (KAB_IS_YEAR_TOTAL (item) ? 0 : kab_statement_get_opening (item));
}

static char *
note_closing (gpointer item, KabHistoryForm form)
{
  return note_overpaid (KAB_IS_YEAR_TOTAL (item) ? 0 : kab_statement_get_closing (item));
}

static char *
format_month (gpointer item)
{
  return KAB_IS_YEAR_TOTAL (item) ? kab_charges_year (item)
                                  : kab_charges_month_title (kab_statement_get_month (item));
}

/* What has a column of its own where there is room. */
static char *
note_month (gpointer item, KabHistoryForm form)
{
  g_autofree char *charged = NULL;
  g_autofree char *paid = NULL;
  g_autofree char *charged_line = NULL;
  g_autofree char *paid_line = NULL;
  gint64 kopecks;

  /* A year's total has either both or, too large for a figure, neither. */
  if (form < KAB_HISTORY_NARROW || !get_paid (item, &kopecks))
    return g_strdup ("");
  paid = kab_money_format_plain (kopecks);
  /* Translators: under a month: "paid 447.30" */
  paid_line = g_strdup_printf (_ ("paid %s"), paid);
  if (form < KAB_HISTORY_NARROWEST || !get_charged (item, &kopecks))
    return g_steal_pointer (&paid_line);
  charged = kab_money_format_plain (kopecks);
  /* Translators: under a month: "charged 447.30" */
  charged_line = g_strdup_printf (_ ("charged %s"), charged);

  return g_strjoin ("\n", charged_line, paid_line, NULL);
}

static const KabHistoryColumn charges_columns[] = {
  { N_ ("Month"), KAB_HISTORY_NARROWEST, .text = format_month, .compare = kab_history_compare_time,
    .note = note_month },
  { N_ ("At the start"), KAB_HISTORY_WIDE, get_opening, .note = note_opening },
  { N_ ("Charged"), KAB_HISTORY_NARROW, get_charged },
  { N_ ("Recalculation"), KAB_HISTORY_WIDE, get_recalculated },
  { N_ ("Penalty"), KAB_HISTORY_WIDE, get_penalty },
  { N_ ("Paid"), KAB_HISTORY_WIDE, get_paid },
  { N_ ("To pay"), KAB_HISTORY_NARROWEST, get_closing, .note = note_closing },
};

static char *
format_date (gpointer item)
{
  return KAB_IS_YEAR_TOTAL (item) ? kab_payments_year (item)
                                  : kab_date_format_short (kab_payment_get_date (item));
}

static gboolean
get_payment (gpointer item, gint64 *kopecks)
{
  if (KAB_IS_YEAR_TOTAL (item))
    {
      *kopecks = get_totals (item)->paid;
      return !get_totals (item)->overflown;
    }
  *kopecks = kab_payment_get_amount (item);

  return TRUE;
}

static char *
format_channel (gpointer item)
{
  return g_strdup (KAB_IS_YEAR_TOTAL (item) ? "" : kab_payment_get_channel (item));
}

static char *
format_document (gpointer item)
{
  return g_strdup (KAB_IS_YEAR_TOTAL (item) ? "" : kab_payment_get_document (item));
}

static char *
format_state (gpointer item)
{
  return g_strdup (
    KAB_IS_YEAR_TOTAL (item) ? "" : kab_payment_state_title (kab_payment_get_state (item)));
}

/* Likewise. */
static char *
note_payment (gpointer item, KabHistoryForm form)
{
  g_autofree char *origin = NULL;
  g_autofree char *state = NULL;

  if (form < KAB_HISTORY_NARROW || KAB_IS_YEAR_TOTAL (item))
    return g_strdup ("");
  origin = kab_payment_origin (item);
  if (form < KAB_HISTORY_NARROWEST)
    return g_steal_pointer (&origin);
  state = format_state (item);

  return *origin != '\0' ? g_strdup_printf ("%s\n%s", origin, state) : g_steal_pointer (&state);
}

static const char *
get_state_icon (gpointer item)
{
  return KAB_IS_YEAR_TOTAL (item) ? NULL : kab_payment_state_icon (kab_payment_get_state (item));
}

static gboolean
is_not_counted (gpointer item)
{
  return !KAB_IS_YEAR_TOTAL (item) && kab_payment_get_state (item) != KAB_PAYMENT_ACCEPTED;
}

static const KabHistoryColumn payments_columns[] = {
  { N_ ("Date"), KAB_HISTORY_NARROWEST, .text = format_date, .compare = kab_history_compare_time,
    .note = note_payment },
  { N_ ("Amount"), KAB_HISTORY_NARROWEST, get_payment, .is_dim = is_not_counted },
  { N_ ("Paid through"), KAB_HISTORY_WIDE, .text = format_channel },
  { N_ ("Document"), KAB_HISTORY_WIDE, .text = format_document },
  { N_ ("State"), KAB_HISTORY_NARROW, .text = format_state, .icon = get_state_icon },
};

const KabHistoryKind kab_history_of_charges = {
  .name = N_ ("History of charges"),
  .empty = N_ ("There are no charges in this period"),
  .columns = charges_columns,
  .n_columns = G_N_ELEMENTS (charges_columns),
  .opens = TRUE,
  .summarise = kab_charges_summary,
};

const KabHistoryKind kab_history_of_payments = {
  .name = N_ ("History of payments"),
  .empty = N_ ("There are no payments in this period"),
  .columns = payments_columns,
  .n_columns = G_N_ELEMENTS (payments_columns),
  .summarise = kab_payments_summary,
};
