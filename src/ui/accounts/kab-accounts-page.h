/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabAccountsPage:
 *
 * Attaching a personal account by its number and the amount of a receipt, and the table of those
 * that are attached.
 *
 * Actions: accounts.rename and accounts.detach, with an account's number.
 * Property: cabinet (#KabCabinet, construct-only).
 */
#define KAB_TYPE_ACCOUNTS_PAGE (kab_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (KabAccountsPage, kab_accounts_page, KAB, ACCOUNTS_PAGE, AdwBin)

KabAccountsPage *kab_accounts_page_new (KabCabinet *cabinet);

G_END_DECLS
