/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-operator.h"
#include "kab-session.h"

G_BEGIN_DECLS

/*
 * What the page of the profile says: pure functions. Texts are (transfer full).
 */

char *kab_session_title (KabSessionInfo *session);    /* the program, or that it is this one */
char *kab_session_subtitle (KabSessionInfo *session); /* when it was last used */

/* Under the field it belongs to, NULL where it belongs to none of the dialog's fields. @field:
 * "current" or "new". */
char *
kab_password_change_fault (KabOperator *service_operator, const GError *error, const char *field);

G_END_DECLS
