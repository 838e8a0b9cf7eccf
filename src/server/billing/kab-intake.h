/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-billing.h"
#include "kab-faults.h"
#include "kab-store-billing.h"

G_BEGIN_DECLS

/**
 * KabIntake:
 *
 * The one door by which billing data comes into the store, wherever it is from: files, made-up
 * data, the demo household. It lives within a transaction of the caller. First the accounts are
 * given, then their openings, charges and payments in any order, then all is settled. Account
 * numbers are normalised by the caller. In memory it holds the number of every account and one
 * account's data.
 *
 * FALSE with @error set is a failure of the database. What is wrong with the data goes to the
 * KabFaults.
 */
typedef struct _KabIntake KabIntake;

KabIntake *kab_intake_new (KabStore *store, KabFaults *faults, GError **error);
void kab_intake_free (KabIntake *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabIntake, kab_intake_free)

/* Before anything is settled: users who asked for receipts by mail get a letter about an account
 * whose months go on. Not called for what is made up. */
void kab_intake_tell_users (KabIntake *self);

gboolean kab_intake_add_account (KabIntake *self,
                                 gint64 line,
                                 const KabBilledAccount *account,
                                 GError **error);
gboolean kab_intake_add_opening (KabIntake *self,
                                 const char *number,
                                 const KabBilledOpening *opening,
                                 GError **error);
gboolean kab_intake_add_charge (KabIntake *self,
                                const char *number,
                                const KabBilledLine *charge,
                                GError **error);
gboolean kab_intake_add_payment (KabIntake *self,
                                 const char *number,
                                 const KabBilledPayment *payment,
                                 GError **error);
/* A row of @file with this account was refused: its sums would tell nothing but what follows from
 * that, so they are not looked at. */
void kab_intake_spoil (KabIntake *self, KabFile file, const char *number);

/* Works every account out. As long as there is no fault at all, writes what is new or changed and
 * counts it, in @count also what comes afterwards. */
gboolean kab_intake_settle (KabIntake *self, KabBillingCount *count, GError **error);

/* Afterwards, if there was no fault: the operator's own receipt of a month that has a statement;
 * one an account and month. @name of its file. */
gboolean kab_intake_add_receipt (KabIntake *self,
                                 const char *name,
                                 const char *number,
                                 KabMonth month,
                                 GBytes *pdf,
                                 GError **error);

G_END_DECLS
