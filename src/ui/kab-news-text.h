/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"

G_BEGIN_DECLS

/* What a notification says. Others may see it, on a locked screen too: no amounts, no names of
 * people, no addresses. Pure functions, in the user's language; every string is (transfer full). */

/* "Новая квитанция за март 2020": that of the latest month of @account. */
char *kab_news_text_bill (KabAccount *account);
/* "Поступила оплата" */
char *kab_news_text_payment (void);
/* Which account it is about: "Дача", "№ 123543566"; NULL when there is but one (@only). */
char *kab_news_text_account (KabAccount *account, gboolean only);

G_END_DECLS
