/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-faults.h"
#include "kab-store-billing.h"

G_BEGIN_DECLS

/**
 * KabSettlement:
 *
 * One account's arithmetic, without files and without a database: what the files bring and what is
 * stored are put together, every month's line is worked out anew, and what of it differs from what
 * is stored is to be written. The rules:
 *
 * - closing = opening + charged + recalculated + penalty − paid, for each service and month.
 * - paid is the sum of the accepted payments of the service whose date falls in the month.
 * - The account's first month takes its openings from opening.csv (or keeps the stored ones). Any
 * other opening is the former closing of the service, 0.00 for a service that begins later; where
 * opening.csv has it too, the two must be equal.
 * - A service has a line for every month as long as its balance is not 0.00: a balance may not
 * disappear from a statement in between. Nothing is carried over by guessing: a month in which
 * nothing was charged is a line with charged 0.00. Once its balance is 0.00, a service may stay
 * away for a while or for good, and then begins again from 0.00.
 * - A payment needs the line of its month and service. Later than the account's last month, it
 * waits for its month to come.
 * - What the files have replaces what is stored under the same account, month and service, or the
 * same account and payment. A stored month that is not in charges.csv keeps its opening: a
 * correction after which it would not is refused. Nothing stored goes away because the files are
 * silent about it.
 */
typedef struct _KabSettlement KabSettlement;

KabSettlement *kab_settlement_new (void);
void kab_settlement_free (KabSettlement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabSettlement, kab_settlement_free)

/* FALSE when something is wrong: it is in @faults then, and the results mean nothing. */
gboolean kab_settlement_run (KabSettlement *self, const KabBilled *billed, KabFaults *faults);

/* (transfer none), valid as long as @billed and until the next run: what is to be written, and
 * which stored parts of payments the files divide otherwise now. */
GArray *kab_settlement_get_lines (KabSettlement *self);    /* of KabBilledLine */
GArray *kab_settlement_get_payments (KabSettlement *self); /* of KabBilledPayment */
GArray *kab_settlement_get_dropped (KabSettlement *self);  /* of KabBilledPayment */

G_END_DECLS
