/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-month.h"
#include "kab-store.h"

G_BEGIN_DECLS

/* The operator's billing. Each is one transaction: all of it or nothing. Others may read meanwhile;
 * who wants to write waits. In memory there is the number of every account and the data of one:
 * lines and payments are staged in temporary tables. */

typedef struct
{
  gint64 accounts; /* taken (new or changed) */
  gint64 lines;    /* of statements, also those worked out anew because a payment or a former month
                      changed */
  gint64 payments; /* parts of payments, one a service */
  gint64 receipts; /* of the operator's own */
  gint64 letters;  /* put into the outbox, about new receipts */
} KabBillingCount;

/* Takes accounts.csv, opening.csv, charges.csv, payments.csv of @directory (design: «The billing
 * files»); all four must be there, be it with nothing but the header. Also takes
 * receipts/NUMBER_YYYY-MM.pdf, if there are any (see kab_own_receipts_read()); what is wrong with
 * one is told as "receipts/NAME: what is wrong". A bad line is a string
 * "file:line: column: what is wrong" in @faults (at most 100, then a last one that says how many
 * more); FALSE then, without @error, and the database is as it was. FALSE with @error for what is
 * no fault of a line: KAB_ERROR_FILE, a missing folder or file; KAB_ERROR_INTERNAL, a database that
 * does not answer.
 *
 * Beyond what the design says:
 * - Dates are 2020-02-29, months 2020-02; amounts have at most two decimals, quantities and tariffs
 * at most nine and no sign. Only names and texts may be empty, service where the account has one
 * service in that month. Line breaks within a field become a space.
 * - How months are worked out, what may be missing between them, and when a correction is refused:
 * see KabSettlement.
 * - A payment is above zero. Its parts (rows of one id and account) are alike but for service and
 * amount. The rows of an id in the files stand for all of that payment on that account. A payment
 * later than the account's last month is kept and counts when its month comes; one before the first
 * month, or for a month or service without a line, is a fault.
 * - A month that is written anew loses its drawn receipt; the operator's own stays as it was
 * issued until another one comes.
 * - Accounts, months, payments and receipts that the files do not name stay as they are.
 * - Of an account that had months and gets a newer one, its users who asked for receipts by mail
 * get a letter, about the newest; it is put into the outbox in the same transaction.
 * - The sums of an account are not looked at when one of its lines was refused for itself; nor are
 * any when a header or quotation is so broken that lines are hidden: what followed from that would
 * hide what is wrong. */
gboolean kab_billing_import (KabStore *store,
                             GFile *directory,
                             KabBillingCount *count,
                             GPtrArray *faults,
                             GError **error);
/* Made-up accounts with @months of statements up to @last, deterministic in @seed, for trials and
 * benchmarks; they pass the very checks of an import. Meant for a database of its own: the same
 * arguments again change nothing, others write over the same account numbers.
 * KAB_ERROR_INVALID_INPUT: more than can be numbered, or at odds with what the database holds. */
gboolean kab_billing_generate (KabStore *store,
                               int accounts,
                               int months,
                               guint32 seed,
                               KabMonth last,
                               KabBillingCount *count,
                               GError **error);
/* The demo household (design: «The demo household»), statements up to the month before @today's.
 * One that is there already stays as it is: what happens to it is counted from its last month. The
 * demo user is registered by the caller through the rules. */
gboolean kab_billing_add_demo (KabStore *store, KabMonth today, GError **error);

G_END_DECLS
