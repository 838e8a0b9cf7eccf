/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-intake.h"

G_BEGIN_DECLS

/* The operator's own receipts: `receipts/NUMBER_YYYY-MM.pdf` of @directory, if there is such a
 * folder; hidden files in it are left alone. Each must look like a whole PDF of at most 10 MiB, one
 * an account and month. They come last, when the months they belong to are settled: with @settled
 * FALSE (other files have faults) they are only looked at. FALSE with @error: a file is not
 * readable, or the database failed. */
gboolean kab_own_receipts_read (GFile *directory,
                                KabIntake *intake,
                                KabFaults *faults,
                                gboolean settled,
                                GError **error);

G_END_DECLS
