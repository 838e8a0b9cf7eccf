/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-statement.h"

G_BEGIN_DECLS

/**
 * KabBalanceGroup:
 *
 * A month's balance as a boxed list: the six rows of the operator's guide, the last in bold, and
 * under them the debt by service where there is more than one.
 *
 * Property: statement (#KabStatement or NULL; nothing is shown for NULL).
 */
#define KAB_TYPE_BALANCE_GROUP (kab_balance_group_get_type ())
G_DECLARE_FINAL_TYPE (KabBalanceGroup, kab_balance_group, KAB, BALANCE_GROUP, AdwBin)

KabStatement *kab_balance_group_get_statement (KabBalanceGroup *self);
void kab_balance_group_set_statement (KabBalanceGroup *self, KabStatement *statement);

G_END_DECLS
