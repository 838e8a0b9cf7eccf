/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabBar:
 *
 * One sentence across the width with at most one button: no network, a letter of the demo. It
 * slides in when revealed.
 *
 * Properties: text (plain), action-label (none: no button), closable (a cross that only hides the
 * bar), revealed, action-sensitive. Signal "activated": the button was pressed. The bar stays;
 * whoever answers decides.
 */
#define KAB_TYPE_BAR (kab_bar_get_type ())
G_DECLARE_FINAL_TYPE (KabBar, kab_bar, KAB, BAR, AdwBin)

const char *kab_bar_get_text (KabBar *self);
void kab_bar_set_text (KabBar *self, const char *text);
const char *kab_bar_get_action_label (KabBar *self);
void kab_bar_set_action_label (KabBar *self, const char *label);
gboolean kab_bar_get_revealed (KabBar *self);
void kab_bar_set_revealed (KabBar *self, gboolean revealed);

G_END_DECLS
