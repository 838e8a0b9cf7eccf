/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabEntryRow:
 *
 * A row of a boxed list to type into, under its title, which wraps where text is large. It looks
 * like an AdwEntryRow, but what takes the focus is a GtkEntry: a screen reader on GTK 4.8 is silent
 * in the other.
 *
 * It is a GtkEditable, which of a hidden password tells dots; `<child type="suffix">` stands at its
 * end.
 *
 * Properties: title (of AdwPreferencesRow); password (gboolean, construct-only): what is typed is
 * hidden until a button is pressed, kept out of what is swapped to the disk, and Caps Lock is
 * warned of; input-purpose, input-hints.
 *
 * Signals: entry-activated: Return was pressed in it.
 */
#define KAB_TYPE_ENTRY_ROW (kab_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (KabEntryRow, kab_entry_row, KAB, ENTRY_ROW, AdwPreferencesRow)

/* What assistive technologies know it by. Transfer none. */
GtkAccessible *kab_entry_row_get_accessible (KabEntryRow *self);

/* What was typed, hidden or not; so does the property "text". Transfer none. */
const char *kab_entry_row_get_text (KabEntryRow *self);

G_END_DECLS
