/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabSides:
 *
 * Two sides, each with a header bar: beside each other from 720 pixels on (at the usual size of
 * text), below that one over the other, the content first, with a button that goes back to the
 * side.
 *
 * It is made of what the version of libadwaita has for it: kab-sides-split.c of a navigation split
 * view (from 1.4 on), kab-sides-leaflet.c of a leaflet. The build takes one; nothing else in the
 * window knows which.
 *
 * Buildable children: "side-bar", "side" and "side-foot" of the one side; "content-bar" (the header
 * bar, then whatever bars belong under it) and "content" of the other.
 *
 * Properties: folded (boolean, read-only): whether there is room for one side only; side-title,
 * content-title (string, write-only): what each side is called.
 */
#define KAB_TYPE_SIDES (kab_sides_get_type ())
G_DECLARE_FINAL_TYPE (KabSides, kab_sides, KAB, SIDES, AdwBin)

gboolean kab_sides_get_folded (KabSides *self);
/* Brings one of the two to the front, where there is room for one only. */
void kab_sides_show_side (KabSides *self);
void kab_sides_show_content (KabSides *self);
/* Which of the two is in front; while not folded, which of them would be. */
gboolean kab_sides_is_content_shown (KabSides *self);

G_END_DECLS
