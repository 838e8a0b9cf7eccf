/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-operator.h"

G_BEGIN_DECLS

/* What callers send, checked field by field. Each adds its field to @fault, an INVALID_INPUT that
 * is made when there is none yet, so that all that is wrong is said at once. */

void kab_input_refuse (GError **fault, const char *field, const char *reason);
/* TRUE when nothing was refused; else @fault moves into @error. */
gboolean kab_input_finish (GError **fault, GError **error);

/* (transfer full): the address as it is kept, or NULL. */
char *kab_input_email (GError **fault, const char *email);
void kab_input_password (GError **fault,
                         KabOperator *operator_,
                         const char *field,
                         const char *password);
/* (transfer full): six digits, or NULL. */
char *kab_input_code (GError **fault, const char *code);
/* (transfer full): without spaces around it; a line of at most @max characters. */
char *kab_input_line (GError **fault, const char *field, const char *text, int max);
char *kab_input_phone (GError **fault, const char *phone);

G_END_DECLS
