/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-receipt.h"

G_BEGIN_DECLS

/*
 * What the page of the receipts says: pure functions. Texts are (transfer full); @instance is the
 * widget that binds and is not looked at; NULL stands for "not there yet" and gives "".
 */

/* "Февраль 2020" */
char *kab_receipts_month (KabMonth month);

char *kab_receipt_title (gpointer instance, KabReceipt *receipt); /* its month */
char *kab_receipt_total (gpointer instance,
                         KabReceipt *receipt); /* "Переплата 120,00 ₽" */
char *kab_receipt_issued (gpointer instance, KabReceipt *receipt); /* "от 1 марта 2020" */
char *kab_receipt_name (KabReceipt *receipt); /* all of it, for a screen reader */

/* Why there is nothing in the list: @chosen is the account, NULL: there is none. */
char *kab_receipts_empty_title (gpointer instance, KabAccount *chosen);
char *kab_receipts_empty_description (gpointer instance, KabAccount *chosen);

/* Why the receipt of @month cannot be shown or saved, as a heading and as a sentence. */
char *kab_receipt_fault_title (const GError *error);
char *kab_receipt_fault_sentence (const GError *error, KabMonth month);

/* While saving: "Сохранено 5 из 14". @ready: saved, or there already. */
char *kab_saving_progress (int ready, int total);
/* What the folder has got when nothing failed. */
char *kab_saving_result (int saved, int skipped);

G_END_DECLS
