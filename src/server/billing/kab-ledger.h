/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-intake.h"

G_BEGIN_DECLS

/**
 * KabLedger:
 *
 * One service of a made-up account, written month by month into an intake; knows what is owed so
 * far, so that the made-up payer can pay it. A plain struct: nothing to free.
 */
typedef struct
{
  KabIntake *intake;
  const char *number;
  const char *service;
  gint64 balance; /* kopecks; below zero: overpaid */
  gint64 line;    /* counts the rows, as the lines of a file would */
} KabLedger;

/* Opens with @opening at @month, the account's first. */
gboolean kab_ledger_open (KabLedger *self, KabMonth month, gint64 opening, GError **error);
/* Charges @tariff (roubles) × @quantity. @reason: of the recalculation, or "". */
gboolean kab_ledger_charge (KabLedger *self,
                            KabMonth month,
                            const char *unit,
                            const char *quantity,
                            const char *tariff,
                            gint64 recalculated,
                            gint64 penalty,
                            const char *reason,
                            GError **error);
/* The id is made of number, month and day, so payments for two services on one day are one. An
 * accepted payment lowers what is owed. Nothing is written for an @amount of zero or below. */
gboolean kab_ledger_pay (KabLedger *self,
                         KabMonth month,
                         int day,
                         gint64 amount,
                         const char *channel,
                         const char *state,
                         GError **error);

/* The fee of ТКО in Smolensk in kopecks a person and month (domain: published fees and those that
 * follow from the tariffs). */
gint64 kab_ledger_get_fee (KabMonth month);

G_END_DECLS
