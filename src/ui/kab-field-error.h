/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabFieldError:
 *
 * What is wrong with a field, right under it: a row that follows the field's row in a boxed list,
 * seen only while there is something to say. The field is marked, and assistive technologies read
 * the text as the field's error; editing the field clears it.
 *
 * Properties: field (GtkWidget): whose error it is; text (plain; NULL or "": none).
 */
#define KAB_TYPE_FIELD_ERROR (kab_field_error_get_type ())
G_DECLARE_FINAL_TYPE (KabFieldError, kab_field_error, KAB, FIELD_ERROR, GtkListBoxRow)

const char *kab_field_error_get_text (KabFieldError *self);
void kab_field_error_set_text (KabFieldError *self, const char *text);
GtkWidget *kab_field_error_get_field (KabFieldError *self);
void kab_field_error_set_field (KabFieldError *self, GtkWidget *field);

/* Moves the focus to the field of the first of @n that has something to say; FALSE when none has.
 */
gboolean kab_field_error_focus_first (KabFieldError *const *errors, gsize n);

G_END_DECLS
