/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-welcome-page.h"

G_BEGIN_DECLS

/**
 * KabSignInPage:
 *
 * E-mail and password, and the ways to registration and to a new password. Property notice (string,
 * nullable): why the user is asked, when it is not the first time.
 */
#define KAB_TYPE_SIGN_IN_PAGE (kab_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (KabSignInPage, kab_sign_in_page, KAB, SIGN_IN_PAGE, KabWelcomePage)

/* @password: NULL leaves it empty. */
void kab_sign_in_page_fill_in (KabSignInPage *self, const char *email, const char *password);
void kab_sign_in_page_set_notice (KabSignInPage *self, const char *notice);

G_END_DECLS
