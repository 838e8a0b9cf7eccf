/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-payment.h"
#include "kab-statement.h"
#include "kab-totals.h"

G_BEGIN_DECLS

/*
 * What the page of charges and payments says: pure functions of what it shows. Every string is
 * (transfer full) unless it is const.
 */

/* "Начисления за февраль 2020"; "" for NULL. */
char *kab_charges_heading (KabStatement *statement);
/* "На 10,50 ₽ больше, чем в феврале 2019"; "" when there is nothing to compare
 * with.
 */
char *kab_charges_comparison (KabStatement *statement, KabStatement *year_before);
/* Among statements in any order: the latest, and that of a month; NULL when there is none. */
KabStatement *kab_charges_find_latest (GListModel *statements);
KabStatement *kab_charges_find_month (GListModel *statements, KabMonth month);

/* "5 чел." */
char *kab_charges_quantity (KabStatementLine *line);
/* "89,46 ₽": as many places as the operator writes. */
char *kab_charges_tariff (KabStatementLine *line);
/* What a line adds to the month: charged + recalculated + penalty. */
gint64 kab_charges_line_total (KabStatementLine *line);

/* "февраль 2020", "Февраль 2020" where a line begins with it. */
char *kab_charges_month (KabMonth month);
char *kab_charges_month_title (KabMonth month);
/* "Итого за 2019 год", "Итого за 2019 год, 3 месяца" when the year is shown in part. */
char *kab_charges_year (KabYearTotal *total);
char *kab_payments_year (KabYearTotal *total);

/* "Итого начислено 5 367,60 ₽, оплачено 5 367,60 ₽"; a recalculation and
 * a penalty are named when there are any. */
char *kab_charges_summary (const KabTotals *totals);
/* "Итого зачислено 5 367,60 ₽, обрабатывается 447,30 ₽". */
char *kab_payments_summary (const KabTotals *totals);

/* "Зачислен", "Обрабатывается", "Возвращен", and the icon that goes with it. */
const char *kab_payment_state_title (KabPaymentState state);
const char *kab_payment_state_icon (KabPaymentState state);
/* "Банк, документ № 123"; "" when the billing knows neither. */
char *kab_payment_origin (KabPayment *payment);

G_END_DECLS
