/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinet.h"
#include "kab-form-dialog.h"

G_BEGIN_DECLS

/**
 * KabPasswordDialog:
 *
 * Changes the password: the present one, and a new one by the operator's rule, which ticks itself
 * while it is typed.
 */
#define KAB_TYPE_PASSWORD_DIALOG (kab_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabPasswordDialog, kab_password_dialog, KAB, PASSWORD_DIALOG, KabFormDialog)

KabPasswordDialog *kab_password_dialog_new (KabCabinet *cabinet);

G_END_DECLS
