/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-letters.h"
#include "kab-store-accounts.h"

/* Mail servers take 10 MB or more, and base64 makes four bytes of three. */
#define ATTACHMENT_MAX (7 * 1024 * 1024)
/* As often a receipt that cannot be made is tried again, which gives the administrator three
 * quarters of an hour; then the letter goes without. */
#define TRIES 5

/* The wish of a moment ago, not of the import. @account (out) (transfer full): NULL when nobody
 * wants the letter any more. */
static gboolean
find_wish (KabRules *self, const KabLetter *letter, KabAccount **account, GError **error)
{
  g_autoptr (KabUser) user = NULL;
  g_autoptr (GError) failure = NULL;

  *account = NULL;
  if (!kab_store_get_user (self->store, letter->user, &user, error))
    return FALSE;
  if (user == NULL || !user->receipts_by_mail)
    return TRUE;
  *account = kab_store_get_attached (self->store, letter->user, letter->account, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Names as of the same document over HTTP, Russian whatever the language of the service. */
static void
attach (KabLetter *letter, const char *number, GBytes *pdf)
{
  g_autofree char *month = kab_month_to_string (letter->month);

  if (g_bytes_get_size (pdf) > ATTACHMENT_MAX)
    {
      g_message ("a receipt is too large for a letter, which goes without");
      return;
    }
  letter->file = g_strdup_printf ("Квитанция %s %s.pdf", number, month);
  letter->file_ascii = g_str_is_ascii (number) ? g_strdup_printf ("%s %s.pdf", number, month)
                                               : g_strdup_printf ("%s.pdf", month);
  letter->attachment = g_bytes_ref (pdf);
}

/* What is to be paid of the month, where there is no receipt to say it. */
static gboolean
find_closing (KabRules *self, const KabLetter *letter, gint64 *amount, GError **error)
{
  g_autoptr (GPtrArray) statements =
    kab_store_list_statements (self->store, letter->account, letter->month, letter->month, 1,
                               error);

  if (statements == NULL)
    return FALSE;
  if (statements->len == 0)
    return kab_rules_refuse (KAB_ERROR_INTERNAL, "A letter about a month that is not there", error);
  *amount = kab_statement_get_closing (statements->pdata[0]);
  return TRUE;
}

/* FALSE: not now. */
static gboolean
make_receipt (KabRules *self,
              KabLetter *letter,
              KabAccount *account,
              gint64 *amount,
              GError **error)
{
  const KabVisitor visitor = { .user = letter->user };
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (KabReceipt) receipt =
    kab_rules_make_receipt (self, &visitor, letter->account, letter->month, &pdf, &failure);

  if (receipt != NULL)
    {
      attach (letter, kab_account_get_number (account), pdf);
      *amount = kab_receipt_get_total (receipt);
      return TRUE;
    }
  if (letter->tries < TRIES || g_error_matches (failure, KAB_ERROR, KAB_ERROR_BILLING_UNAVAILABLE))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&failure), "its receipt: ");
      return FALSE;
    }
  g_message ("a letter goes without its receipt (%s)", failure->message);
  return find_closing (self, letter, amount, error);
}

gboolean
kab_rules_write_letter (KabRules *self, KabLetter *letter, gboolean *wanted, GError **error)
{
  g_autoptr (KabAccount) account = NULL;
  gint64 amount = 0;

  *wanted = FALSE;
  if (!find_wish (self, letter, &account, error))
    return FALSE;
  if (account == NULL)
    return TRUE;
  if (!make_receipt (self, letter, account, &amount, error))
    return FALSE;
  kab_letters_write_receipt (self, letter, account, amount);
  *wanted = TRUE;
  return TRUE;
}
