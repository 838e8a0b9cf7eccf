/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-operator.h"
#include "kab-paycode.h"

G_BEGIN_DECLS

/* The payment code of a bill: the operator's bank details, @number as PersAcc, @month as PaymPeriod
 * unless it is KAB_MONTH_NONE, and
 * @kopecks as Sum unless it is 0 or below (nothing due: the payer fills it in). KAB_ERROR_FORMAT
 * names the bank detail that makes no payment code. */
KabPaycode *kab_bill_paycode_new (KabOperator *operator_,
                                  const char *number,
                                  KabMonth month,
                                  gint64 kopecks,
                                  GError **error);

G_END_DECLS
