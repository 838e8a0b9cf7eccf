/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-payment.h"
#include "kab-store.h"

G_BEGIN_DECLS

/* Payments as residents see them: what was paid for several services at once is one payment. */

/* Of KabPayment, oldest first: those of the months from @from to @to (KAB_MONTH_NONE: open), of the
 * latest @count months of them. */
GPtrArray *kab_store_list_payments (KabStore *self,
                                    gint64 account,
                                    KabMonth from,
                                    KabMonth to,
                                    int count,
                                    GError **error);

/* The day of the latest accepted payment of @month; no date: there was none. */
gboolean kab_store_find_last_payment (KabStore *self,
                                      gint64 account,
                                      KabMonth month,
                                      KabDate *date,
                                      GError **error);

G_END_DECLS
