/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinet.h"
#include "kab-form-dialog.h"

G_BEGIN_DECLS

/**
 * KabLabelDialog:
 *
 * Asks for an account's nickname. An empty one takes the nickname away.
 */
#define KAB_TYPE_LABEL_DIALOG (kab_label_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabLabelDialog, kab_label_dialog, KAB, LABEL_DIALOG, KabFormDialog)

KabLabelDialog *kab_label_dialog_new (KabCabinet *cabinet, KabAccount *account);

G_END_DECLS
