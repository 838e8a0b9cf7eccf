/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-receipts-text.h"

#include "kab-date.h"
#include "kab-error.h"
#include "kab-money.h"
#include "kab-words.h"

/* What is said of a receipt otherwise than of anything else. */
static const struct
{
  KabErrorCode code;
  const char *title;
  const char *sentence;
} faults[] = {
  { KAB_ERROR_CHECKSUM, N_ ("The receipt arrived damaged"),
    N_ ("It is not the file that the service announced, so it was not kept. Try again; if that "
        "does not help, tell the operator.") },
  { KAB_ERROR_FILE, N_ ("The receipt cannot be opened"),
    N_ ("The file is damaged or protected. Try again; if that does not help, ask the operator for "
        "another one.") },
  { KAB_ERROR_TOO_LARGE, N_ ("The receipt is too large"),
    N_ ("It cannot be shown here. Save it and open it in another program.") },
};

char *
kab_receipts_month (KabMonth month)
{
  g_autofree char *name = kab_month_format_with_year (month, KAB_MONTH_NAME);
  g_autofree char *first = g_utf8_substring (name, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (name), NULL);
}

char *
kab_receipt_title (gpointer instance, KabReceipt *receipt)
{
  return receipt != NULL ? kab_receipts_month (kab_receipt_get_month (receipt)) : g_strdup ("");
}

char *
kab_receipt_total (gpointer instance, KabReceipt *receipt)
{
  g_autofree char *amount = NULL;
  gint64 total;

  if (receipt == NULL)
    return g_strdup ("");

  total = kab_receipt_get_total (receipt);
  amount = kab_money_format (ABS (total));
  return total < 0 ? g_strdup_printf (_ ("Overpaid %s"), amount) : g_steal_pointer (&amount);
}

char *
kab_receipt_issued (gpointer instance, KabReceipt *receipt)
{
  g_autofree char *date = NULL;

  if (receipt == NULL)
    return g_strdup ("");

  date = kab_time_format_date (kab_receipt_get_issued_at (receipt));
  return g_strdup_printf (_ ("issued %s"), date);
}

char *
kab_receipt_name (KabReceipt *receipt)
{
  g_autofree char *title = kab_receipt_title (NULL, receipt);
  g_autofree char *total = kab_receipt_total (NULL, receipt);
  g_autofree char *issued = kab_receipt_issued (NULL, receipt);

  return receipt != NULL ? g_strdup_printf ("%s, %s, %s", title, total, issued) : g_strdup ("");
}

char *
kab_receipts_empty_title (gpointer instance, KabAccount *chosen)
{
  return g_strdup (chosen != NULL ? _ ("No receipts yet") : _ ("No personal account is attached"));
}

char *
kab_receipts_empty_description (gpointer instance, KabAccount *chosen)
{
  return g_strdup (chosen != NULL
                     ? _ ("The first one will appear here when the operator has issued it.")
                     : _ ("Attach one with its number and the amount of a recent receipt."));
}

char *
kab_receipt_fault_title (const GError *error)
{
  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_NOT_FOUND))
    return g_strdup (_ ("The receipt is gone"));
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_error_matches (error, KAB_ERROR, (int) faults[i].code))
      return g_strdup (_ (faults[i].title));
  return kab_words_failure_title (error);
}

char *
kab_receipt_fault_sentence (const GError *error, KabMonth month)
{
  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_NOT_FOUND))
    {
      g_autofree char *name = kab_month_format_with_year (month, KAB_MONTH_NAME);

      return g_strdup_printf (_ ("The operator has withdrawn the receipt for %s. A new one may be "
                                 "issued in its place."),
                              name);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_error_matches (error, KAB_ERROR, (int) faults[i].code))
      return g_strdup (_ (faults[i].sentence));
  return kab_words_failure (error);
}

char *
kab_saving_progress (int ready, int total)
{
  return g_strdup_printf (_ ("Saved %d of %d"), ready, total);
}

char *
kab_saving_result (int saved, int skipped)
{
  g_autofree char *text = NULL;
  g_autofree char *rest = NULL;

  if (saved == 0 && skipped > 0)
    return g_strdup (_ ("These receipts are in the folder already"));

  text = g_strdup_printf (
    ngettext ("%d receipt is saved", "%d receipts are saved", (unsigned long) saved), saved);
  if (skipped == 0)
    return g_steal_pointer (&text);

  rest = g_strdup_printf (
    ngettext ("%d was there already", "%d were there already", (unsigned long) skipped), skipped);
  return g_strdup_printf ("%s, %s", text, rest);
}
