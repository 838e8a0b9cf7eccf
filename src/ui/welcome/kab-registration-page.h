/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-welcome-page.h"

G_BEGIN_DECLS

/**
 * KabRegistrationPage:
 *
 * E-mail, a new password under the operator's rule, and the operator's consents.
 * Signal "registered" (const char *email): a letter with a code is on its way there.
 */
#define KAB_TYPE_REGISTRATION_PAGE (kab_registration_page_get_type ())
G_DECLARE_FINAL_TYPE (KabRegistrationPage,
                      kab_registration_page,
                      KAB,
                      REGISTRATION_PAGE,
                      KabWelcomePage)

G_END_DECLS
