/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-account.h"

G_BEGIN_DECLS

/**
 * KabAccountRow:
 *
 * An account in the switcher's list: number, nickname, address, amount. Property: account
 * (#KabAccount, construct-only).
 */
#define KAB_TYPE_ACCOUNT_ROW (kab_account_row_get_type ())
G_DECLARE_FINAL_TYPE (KabAccountRow, kab_account_row, KAB, ACCOUNT_ROW, GtkListBoxRow)

GtkWidget *kab_account_row_new (KabAccount *account);
KabAccount *kab_account_row_get_account (KabAccountRow *self);

G_END_DECLS
