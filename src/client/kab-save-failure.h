/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-receipt.h"

G_BEGIN_DECLS

/**
 * KabSaveFailure:
 *
 * A receipt that was not saved, and why.
 */
#define KAB_TYPE_SAVE_FAILURE (kab_save_failure_get_type ())
G_DECLARE_FINAL_TYPE (KabSaveFailure, kab_save_failure, KAB, SAVE_FAILURE, GObject)

KabSaveFailure *kab_save_failure_new (KabReceipt *receipt, const GError *error, gboolean conflict);
KabReceipt *kab_save_failure_get_receipt (KabSaveFailure *self);
KabMonth kab_save_failure_get_month (KabSaveFailure *self);
const GError *kab_save_failure_get_error (KabSaveFailure *self);
/* Another file of that name is there, and was left as it is. */
gboolean kab_save_failure_get_conflict (KabSaveFailure *self);

G_END_DECLS
