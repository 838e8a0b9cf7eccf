/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-operator.h"

G_BEGIN_DECLS

/* The day a month's bill is due: the 15th of the next month (the operator's rule; domain.md, «Waste
 * charges»). */
KabDate kab_bill_get_due_date (KabMonth month);

/* The day it is out: the first of the next month. A drawing that is done later bears this day, so
 * that it is the same whenever it is done. */
KabDate kab_bill_get_issue_date (KabMonth month);

/* "март", and "1 234,50" with "−" as minus: as on a bill, Russian whatever the process's locale. */
const char *kab_bill_get_month_name (KabMonth month);
char *kab_bill_format_money (gint64 kopecks);

/* A month's statement as the bill a resident knows (the form of order 43/пр as the schema of ГИС
 * ЖКХ encodes it): A4, Russian whatever the process's locale, text that can be searched and copied,
 * the payment code as vectors. Columns that are empty are left out. @last_payment: the day of the
 * latest payment that the statement counts; no date where there was none. The same statement gives
 * the same bytes. KAB_ERROR_INTERNAL, KAB_ERROR_FORMAT (the operator's bank details make no payment
 * code). Any thread. */
GBytes *kab_bill_draw (KabOperator *operator_,
                       KabAccountDetails *account,
                       KabStatement *statement,
                       KabDate last_payment,
                       GError **error);

G_END_DECLS
