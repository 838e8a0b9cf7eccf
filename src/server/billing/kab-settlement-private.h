/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-settlement.h"

G_BEGIN_DECLS

/* For the files of KabSettlement only. */

/* A service of a month, stored or in the files or both. */
typedef struct
{
  KabBilledLine line; /* its line: of charges.csv, 0 when it is stored only */
  const KabBilledLine *stored;
  const KabBilledOpening *opening;
  gint64 payment_line; /* of payments.csv: the last that changes what is paid here */
} KabEntry;

struct _KabSettlement
{
  GArray *entries;  /* of KabEntry, by month and service */
  GArray *services; /* of Service */
  GArray *taken;    /* of KabBilledPayment: those of the files, services filled in */

  GArray *lines;
  GArray *payments;
  GArray *dropped;

  const KabBilled *billed;
  KabFaults *faults;
};

/* The index of the first entry not before @month. */
guint kab_settlement_find_month (KabSettlement *self, int month);
int kab_settlement_get_last_month (KabSettlement *self);
/* The entry of a month and service, "" being the only one; NULL with @what is wrong, and in which
 * @column: NULL for that of the month. */
KabEntry *kab_settlement_find_entry (KabSettlement *self,
                                     int month,
                                     const char *service,
                                     const char **column,
                                     const char **what);
/* A line of the files to tell a fault by that has none of its own: of charges.csv, of the month if
 * it can be. */
void kab_settlement_locate (KabSettlement *self,
                            int month,
                            const char *service,
                            KabFile *file,
                            gint64 *line);

/* Counts the payments, of the files and stored, into their entries; finds those to write and to
 * drop. */
void kab_settlement_take_payments (KabSettlement *self);

G_END_DECLS
