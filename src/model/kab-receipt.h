/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-json.h"

G_BEGIN_DECLS

/**
 * KabReceipt:
 *
 * A month's receipt: `{month, total, issued_at, size, sha256}`. total in kopecks (below zero: an
 * overpayment), size in bytes, sha256 of the PDF in lower-case hexadecimal.
 */
#define KAB_TYPE_RECEIPT (kab_receipt_get_type ())
G_DECLARE_FINAL_TYPE (KabReceipt, kab_receipt, KAB, RECEIPT, GObject)
KabReceipt *kab_receipt_new (KabMonth month,
                             gint64 total,
                             GDateTime *issued_at,
                             gint64 size,
                             const char *sha256);
KabReceipt *kab_receipt_new_from_json (KabJson *json, GError **error);
void kab_receipt_to_json (KabReceipt *self, JsonBuilder *builder);
KabMonth kab_receipt_get_month (KabReceipt *self);
gint64 kab_receipt_get_total (KabReceipt *self);
GDateTime *kab_receipt_get_issued_at (KabReceipt *self);
gint64 kab_receipt_get_size (KabReceipt *self);
const char *kab_receipt_get_sha256 (KabReceipt *self);

G_END_DECLS
