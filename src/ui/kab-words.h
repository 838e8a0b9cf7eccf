/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-operator.h"

G_BEGIN_DECLS

/* Words that more than one place of the window needs. Pure functions, in the user's language; every
 * string is (transfer full). */

/* "К оплате: 447,30 ₽", "Переплата: 120,00 ₽", "Все оплачено"; "" for an account
 * without a statement or for NULL. */
char *kab_words_due (KabAccount *account);
/* The same without words where the sign says it: "447,30 ₽", "−120,00 ₽"; "" without a
 * statement. */
char *kab_words_due_short (KabAccount *account);
/* "№ 123543566"; without an account: "лицевой счет не привязан". */
char *kab_words_account_number (KabAccount *account);
/* What the resident calls the account: the nickname, else the address; "" for NULL. */
char *kab_words_account_name (KabAccount *account);

/* An address for the eye: an abbreviation is not parted from its name or number ("кв. 147") at the
 * end of a line. "" for NULL. */
char *kab_words_address (const char *address);

/* "Нет сети. Данные на 29 февраля 2020, 15:04." */
char *kab_words_offline (GDateTime *as_of);

/* "Мы отправили письмо с кодом на a@b.ru." "" for NULL. */
char *kab_words_code_sent (const char *email);

/* For a page that has nothing to show: a short title of what went wrong, and a sentence that says
 * more than the title and what to do. */
char *kab_words_failure_title (const GError *error);
char *kab_words_failure (const GError *error);

/* FALSE: nothing is to be said of @error where it was met: it was cancelled, or the session has
 * ended, and the window asks to sign in again and says why there. */
gboolean kab_words_is_worth_saying (const GError *error);

/* What is wrong with a field, by the service's words for it (kab_error_get_field()): "email" and
 * "bad_format" give a sentence that says what to type. @operator (nullable) knows the rule of the
 * password. */
char *kab_words_field_fault (KabOperator *operator_, const char *field, const char *reason);
/* The first fault of an e-mail or of a new password as typed, NULL when there is none. */
char *kab_words_email_fault (const char *email);
char *kab_words_password_fault (KabOperator *operator_, const char *password);

G_END_DECLS
