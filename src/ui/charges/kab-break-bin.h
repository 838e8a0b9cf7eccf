/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KabBreakBin:
 *
 * Holds one child and says whether there is room for its wide form.
 *
 * Properties: threshold (int, pixels, construct-only); narrow (boolean, read-only): less than that
 * wide, and than that many times where text is larger. It changes between two frames, never while
 * sizes are given out, so the child may change with it whatever it likes. Styles know it by the
 * class "narrow".
 */
#define KAB_TYPE_BREAK_BIN (kab_break_bin_get_type ())
G_DECLARE_FINAL_TYPE (KabBreakBin, kab_break_bin, KAB, BREAK_BIN, GtkWidget)

gboolean kab_break_bin_get_narrow (KabBreakBin *self);
/* For the templates: how what stands side by side lies where it is @narrow. */
GtkOrientation kab_break_bin_orient (gpointer instance, gboolean narrow);

G_END_DECLS
