/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KabStore:
 *
 * What the service keeps, as operations with a meaning; the only door to the database for cabinet/,
 * mail/ and billing/. One object a thread. Operations are grouped by header: kab-store-users.h,
 * kab-store-accounts.h, kab-store-billing.h, kab-store-letters.h, kab-store-receipts.h.
 */
typedef struct _KabStore KabStore;

/* Opens and migrates. */
KabStore *kab_store_open (const char *url, GError **error);
void kab_store_close (KabStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabStore, kab_store_close)

gboolean kab_store_ping (KabStore *self,
                         GError **error); /* healthz: one read that touches the database */

gboolean kab_store_begin (KabStore *self, GError **error);
gboolean kab_store_commit (KabStore *self, GError **error);
void kab_store_rollback (KabStore *self); /* harmless when none is open */

/* A transaction that is rolled back at the end of its block unless it was committed:
 * `g_autoptr (KabTransaction) transaction = kab_transaction_begin (store, error);` */
typedef KabStore KabTransaction;
KabTransaction *kab_transaction_begin (KabStore *store, GError **error);
/* The same, but it does not wait: NULL without an error while another connection writes (a long
 * import). */
KabTransaction *kab_transaction_try_begin (KabStore *store, GError **error);
void kab_transaction_end (KabTransaction *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabTransaction, kab_transaction_end)

/* For tests: see kab_database_fail_after(). */
gint64 kab_store_fail_after (KabStore *self, gint64 steps);

G_END_DECLS
