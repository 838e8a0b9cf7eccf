/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-month.h"
#include "kab-store.h"

G_BEGIN_DECLS

/* The operator's billing. Each is one transaction: all of it or nothing. */

typedef struct
{
  gint64 accounts;  /* taken (new or changed) */
  gint64 lines;
  gint64 payments;
} KabBillingCount;

/* Takes accounts.csv, opening.csv, charges.csv, payments.csv of @directory (design: «The billing files»). A bad line is a string
 * "file:line: column: what is wrong" in @faults (at most 100, then a last one that says how many more); FALSE then, and the database is as it was.
 * FALSE with @error for what is no fault of a line: a missing folder, a database that does not answer. */
gboolean kab_billing_import (KabStore *store, GFile *directory, KabBillingCount *count, GPtrArray *faults, GError **error);
/* Made-up accounts, deterministic in @seed, for trials and benchmarks. */
gboolean kab_billing_generate (KabStore *store, int accounts, int months, guint32 seed, KabMonth last, KabBillingCount *count, GError **error);
/* The demo household (design: «The demo household»), statements up to the month before @today's. The demo user is registered by the caller through the rules. */
gboolean kab_billing_add_demo (KabStore *store, KabMonth today, GError **error);

G_END_DECLS
