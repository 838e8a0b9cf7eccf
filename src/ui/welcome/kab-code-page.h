/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-welcome-page.h"

G_BEGIN_DECLS

/**
 * KabCodePage:
 *
 * The code that came by letter, which ends a registration and signs in. Property email: where the
 * letter went.
 */
#define KAB_TYPE_CODE_PAGE (kab_code_page_get_type ())
G_DECLARE_FINAL_TYPE (KabCodePage, kab_code_page, KAB, CODE_PAGE, KabWelcomePage)

/* A letter has just been sent to @email. */
void kab_code_page_start (KabCodePage *self, const char *email);
void kab_code_page_insert (KabCodePage *self, const char *code);

G_END_DECLS
