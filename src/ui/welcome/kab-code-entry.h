/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KAB_CODE_LENGTH 6

/**
 * KabCodeEntry:
 *
 * One field for the six digits of a letter, large. Whatever else is typed or pasted with them,
 * spaces, dashes, words, is left out.
 */
#define KAB_TYPE_CODE_ENTRY (kab_code_entry_get_type ())
G_DECLARE_FINAL_TYPE (KabCodeEntry, kab_code_entry, KAB, CODE_ENTRY, GtkEntry)

/* (transfer full): the digits of @text. */
char *kab_code_entry_filter (const char *text, gssize length);
gboolean kab_code_entry_is_complete (KabCodeEntry *self);

G_END_DECLS
