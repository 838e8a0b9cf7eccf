/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabAccountSwitcher:
 *
 * The chosen account as a button, under which all of them are listed. Property: cabinet
 * (#KabCabinet).
 */
#define KAB_TYPE_ACCOUNT_SWITCHER (kab_account_switcher_get_type ())
G_DECLARE_FINAL_TYPE (KabAccountSwitcher, kab_account_switcher, KAB, ACCOUNT_SWITCHER, AdwBin)

void kab_account_switcher_set_cabinet (KabAccountSwitcher *self, KabCabinet *cabinet);
void kab_account_switcher_open (KabAccountSwitcher *self);

G_END_DECLS
