/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-welcome-page.h"

G_BEGIN_DECLS

/**
 * KabResetPage:
 *
 * A forgotten password in two steps: the address, then the code from the letter with a new
 * password.
 *
 * Properties: email: where the letter went, NULL in the first step; asks-code (boolean, read-only):
 * the second step is shown. Signal "done" (const char *email): the new password is in force, and
 * every session has ended.
 */
#define KAB_TYPE_RESET_PAGE (kab_reset_page_get_type ())
G_DECLARE_FINAL_TYPE (KabResetPage, kab_reset_page, KAB, RESET_PAGE, KabWelcomePage)

gboolean kab_reset_page_get_asks_code (KabResetPage *self);
void kab_reset_page_insert (KabResetPage *self, const char *code);
/* Back to the first step; FALSE when it is there already. */
gboolean kab_reset_page_go_back (KabResetPage *self);

G_END_DECLS
