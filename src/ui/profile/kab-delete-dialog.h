/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinet.h"
#include "kab-form-dialog.h"

G_BEGIN_DECLS

/**
 * KabDeleteDialog:
 *
 * Deletes the profile for good. It says what goes, and asks once, for the password.
 */
#define KAB_TYPE_DELETE_DIALOG (kab_delete_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabDeleteDialog, kab_delete_dialog, KAB, DELETE_DIALOG, KabFormDialog)

KabDeleteDialog *kab_delete_dialog_new (KabCabinet *cabinet);

G_END_DECLS
