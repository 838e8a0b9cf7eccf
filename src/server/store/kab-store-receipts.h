/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-receipt.h"
#include "kab-store.h"

G_BEGIN_DECLS

/* The receipts that are kept: drawn ones from the time they were first asked for, and the
 * operator's own. Months that have none here have a statement nevertheless, from which theirs can
 * be drawn. */

/* Of KabReceipt, oldest first: those from @from to @to (KAB_MONTH_NONE: open). */
GPtrArray *kab_store_list_receipts (KabStore *self,
                                    gint64 account,
                                    KabMonth from,
                                    KabMonth to,
                                    GError **error);
/* NULL without an error when none is kept. @pdf (out) (transfer full). */
KabReceipt *kab_store_get_receipt (KabStore *self,
                                   gint64 account,
                                   KabMonth month,
                                   GBytes **pdf,
                                   GError **error);

/* Keeps a drawn receipt; where one is kept already it stays. */
gboolean kab_store_keep_receipt (KabStore *self,
                                 gint64 account,
                                 KabReceipt *receipt,
                                 GBytes *pdf,
                                 GError **error);
/* Keeps the operator's own in place of what was kept; @changed (out): FALSE when it was this very
 * one. */
gboolean kab_store_put_own_receipt (KabStore *self,
                                    gint64 account,
                                    KabReceipt *receipt,
                                    GBytes *pdf,
                                    gboolean *changed,
                                    GError **error);
/* Withdraws a drawn receipt whose month has changed: it is drawn anew when it is asked for. The
 * operator's own stays as it was issued. */
gboolean
kab_store_withdraw_receipt (KabStore *self, gint64 account, KabMonth month, GError **error);

G_END_DECLS
