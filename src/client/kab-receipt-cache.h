/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Receipts in memory, by the sha256 of what is in them: what is found is what was asked for. Those
 * that were not asked for the longest go first when there is no room. */
typedef struct _KabReceiptCache KabReceiptCache;

KabReceiptCache *kab_receipt_cache_new (gsize room); /* in bytes */
void kab_receipt_cache_free (KabReceiptCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabReceiptCache, kab_receipt_cache_free)

/* (transfer full) (nullable) */
GBytes *kab_receipt_cache_get (KabReceiptCache *self, const char *sha256);
void kab_receipt_cache_put (KabReceiptCache *self, const char *sha256, GBytes *bytes);
void kab_receipt_cache_clear (KabReceiptCache *self);

G_END_DECLS
