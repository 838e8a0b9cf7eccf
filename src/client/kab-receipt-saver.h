/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinet.h"
#include "kab-save-failure.h"

G_BEGIN_DECLS

/**
 * KabReceiptSaver:
 *
 * Saves receipts of the account that was chosen when it was made into a folder, as
 * "2020-02 123543566.pdf", four at a time. A file that is there and equal is skipped without asking
 * the service, and a different one is never overwritten. Each file is written whole or not at all.
 *
 * A failure of one does not stop the others, unless it is one they would all meet (a full disk, a
 * folder that cannot be written to, an expired session): that is told once, and the rest is left
 * undone.
 *
 * Properties (read-only): total, done (saved, skipped or failed), saved, skipped: int; running:
 * gboolean; failures: GListModel of #KabSaveFailure, the same object for life. The counts are
 * notified a few times a second, and once more before the end.
 *
 * Signal "finished": nothing is under way any more: all is done, or it was cancelled, or it is in
 * vain. It holds itself while it runs.
 */
#define KAB_TYPE_RECEIPT_SAVER (kab_receipt_saver_get_type ())
G_DECLARE_FINAL_TYPE (KabReceiptSaver, kab_receipt_saver, KAB, RECEIPT_SAVER, GObject)

/* (transfer full): "2020-02 123543566.pdf"; what is no letter, digit or one of "-._~" in the number
 * of the account is escaped, so that it is one name whatever is in it, and two accounts never share
 * it. */
char *kab_receipt_saver_make_name (KabReceipt *receipt, const char *number);

/* @receipts: of #KabReceipt; copied. */
KabReceiptSaver *kab_receipt_saver_new (KabCabinet *cabinet, GListModel *receipts, GFile *folder);

/* Begins, or goes on with what is left undone. */
void kab_receipt_saver_start (KabReceiptSaver *self);
/* What is whole stays, what is under way leaves nothing behind, the rest is left undone. */
void kab_receipt_saver_cancel (KabReceiptSaver *self);
/* Those that failed again, and what is left undone. Nothing while it runs. */
void kab_receipt_saver_retry (KabReceiptSaver *self);

int kab_receipt_saver_get_total (KabReceiptSaver *self);
int kab_receipt_saver_get_done (KabReceiptSaver *self);
int kab_receipt_saver_get_saved (KabReceiptSaver *self);
int kab_receipt_saver_get_skipped (KabReceiptSaver *self);
gboolean kab_receipt_saver_get_running (KabReceiptSaver *self);
GListModel *kab_receipt_saver_get_failures (KabReceiptSaver *self);

G_END_DECLS
