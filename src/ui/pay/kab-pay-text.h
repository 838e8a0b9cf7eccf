/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-operator.h"

G_BEGIN_DECLS

/*
 * What the sheet of the payment code says: pure functions. Texts are (transfer full); @instance is
 * the widget that binds and is not looked at.
 */

/* Whether there is something to pay on the account; NULL: no. */
gboolean kab_pay_is_due (gpointer instance, KabAccount *account);

/* What the amount begins with: what is to pay, "" when nothing is. */
char *kab_pay_initial_amount (KabAccount *account);
/* The amount as typed, above zero. An empty one counts as 0, "as much as the payer says", where
 * there is nothing to pay: @optional. */
gboolean kab_pay_read_amount (const char *text, gboolean optional, gint64 *kopecks);
/* What is wrong with it while it is being typed: NULL while it still can become right. */
char *kab_pay_amount_fault (const char *text);

/* Under the code: what it pays and what to do with it. */
char *kab_pay_hint (gint64 kopecks);
/* The code in words. */
char *kab_pay_code_name (KabAccount *account, gint64 kopecks);

/* A bank detail by its name in the operator's description; "" while that is not there. */
char *kab_pay_detail (gpointer instance, KabOperator *operator_, const char *key);

G_END_DECLS
