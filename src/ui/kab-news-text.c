/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-news-text.h"

#include "kab-words.h"

char *
kab_news_text_bill (KabAccount *account)
{
  g_autofree char *month =
    kab_month_format_with_year (kab_account_get_month (account), KAB_MONTH_NAME);

  /* Translators: the period of a receipt: "New receipt for February 2020" */
  return g_strdup_printf (_ ("New receipt for %s"), month);
}

char *
kab_news_text_payment (void)
{
  return g_strdup (_ ("Payment received"));
}

char *
kab_news_text_account (KabAccount *account, gboolean only)
{
  const char *label = kab_account_get_label (account);

  if (only)
    return NULL;

  return *label != '\0' ? g_strdup (label) : kab_words_account_number (account);
}
