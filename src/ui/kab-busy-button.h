/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabBusyButton:
 *
 * A button that starts something which takes a while. While busy it cannot be pressed again and,
 * after 300 ms, shows a spinner in place of its text; its size stays. Properties: text (with a
 * mnemonic), busy (boolean).
 */
#define KAB_TYPE_BUSY_BUTTON (kab_busy_button_get_type ())
G_DECLARE_FINAL_TYPE (KabBusyButton, kab_busy_button, KAB, BUSY_BUTTON, GtkButton)

gboolean kab_busy_button_get_busy (KabBusyButton *self);
void kab_busy_button_set_busy (KabBusyButton *self, gboolean busy);

G_END_DECLS
