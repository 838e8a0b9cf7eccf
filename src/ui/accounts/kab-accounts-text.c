/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-accounts-text.h"
#include "kab-error.h"
#include "kab-money.h"
#include "kab-words.h"

static char *
word_number_reason (const char *reason)
{
  if (strcmp (reason, "empty") == 0 || strcmp (reason, "missing") == 0)
    return g_strdup (_ ("Enter the number of the personal account."));

  return g_strdup (_ ("The number can have only letters and digits, at most 30."));
}

static char *
word_amount_reason (const char *reason)
{
  if (strcmp (reason, "empty") == 0 || strcmp (reason, "missing") == 0)
    return g_strdup (_ ("Enter the amount to pay from a receipt."));

  return g_strdup (_ ("Enter the amount as on the receipt, for example 447.30."));
}

char *
kab_binding_title (gpointer instance, KabAccount *account)
{
  const char *label;

  if (account == NULL)
    return g_strdup ("");

  label = kab_account_get_label (account);
  if (label[0] != '\0')
    return g_strdup (label);

  return kab_words_account_number (account);
}

char *
kab_binding_number (gpointer instance, KabAccount *account)
{
  if (account == NULL || kab_account_get_label (account)[0] == '\0')
    return g_strdup ("");

  return kab_words_account_number (account);
}

char *
kab_binding_date (gpointer instance, KabAccount *account)
{
  return account != NULL ? kab_time_format_date (kab_account_get_attached_at (account))
                         : g_strdup ("");
}

char *
kab_binding_amount (gpointer instance, KabAccount *account)
{
  g_autofree char *amount = NULL;
  gint64 to_pay;

  if (account == NULL)
    return g_strdup ("");
  if (!kab_account_has_statement (account))
    return g_strdup (_ ("No charges yet"));

  to_pay = kab_account_get_to_pay (account);
  if (to_pay == 0)
    return g_strdup (_ ("All paid"));

  amount = kab_money_format (ABS (to_pay));
  if (to_pay < 0)
    return g_strdup_printf (_ ("Overpaid %s"), amount);

  return g_steal_pointer (&amount);
}

char *
kab_attach_number_fault (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *number = NULL;

  if (trimmed[0] == '\0')
    return NULL;

  number = kab_account_number_normalise (trimmed, NULL);

  return number == NULL ? word_number_reason ("bad_format") : NULL;
}

char *
kab_attach_amount_fault (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *continued = NULL;
  gint64 kopecks;

  if (trimmed[0] == '\0' || kab_money_parse (trimmed, &kopecks, NULL))
    return NULL;

  /* "447," is on its way to "447,30", and "447 р" to "447 руб.". */
  continued = g_strconcat (trimmed, "0", NULL);
  if (kab_money_parse (continued, &kopecks, NULL))
    return NULL;
  if (g_str_has_suffix (trimmed, "р") || g_str_has_suffix (trimmed, "ру"))
    {
      g_autofree char *roubles = g_strndup (trimmed, strcspn (trimmed, "р"));

      if (kab_money_parse (roubles, &kopecks, NULL))
        return NULL;
    }

  return word_amount_reason ("bad_format");
}

char *
kab_attach_number_refusal (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  return word_number_reason (trimmed[0] == '\0' ? "empty" : "bad_format");
}

char *
kab_attach_amount_refusal (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  return word_amount_reason (trimmed[0] == '\0' ? "empty" : "bad_format");
}

void
kab_attach_fault_clear (KabAttachFault *self)
{
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->amount, g_free);
  g_clear_pointer (&self->form, g_free);
  self->both = FALSE;
}

void
kab_attach_fault_init (KabAttachFault *self, const GError *error)
{
  *self = (KabAttachFault){ 0 };

  if (!kab_words_is_worth_saying (error))
    return;

  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_ALREADY_ATTACHED))
    {
      self->number = g_strdup (_ ("This personal account is attached already."));
      return;
    }
  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_ACCOUNT_MISMATCH))
    {
      self->form =
        g_strdup (_ ("There is no account with this number and this amount. Compare both "
                     "with one of your three latest receipts."));
      self->both = TRUE;
      return;
    }
  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_INVALID_INPUT))
    {
      const char *number = kab_error_get_field (error, "number");
      const char *amount = kab_error_get_field (error, "receipt_amount");

      if (number != NULL)
        self->number = word_number_reason (number);
      if (amount != NULL)
        self->amount = word_amount_reason (amount);
      if (number != NULL || amount != NULL)
        return;
    }

  self->form = kab_error_to_sentence (error);
}
