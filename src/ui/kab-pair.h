/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KabPair:
 *
 * Two children beside each other, the first as wide as the second leaves it; the second under the
 * first where there is no room for that. It is never wider than the wider of the two has to be.
 *
 * Properties: threshold (int): below so many pixels at the usual size of text, and so many times as
 * many at a larger one, they stand beside each other only where neither has to wrap for it; spacing
 * (int): between the two in pixels, beside each other.
 */
#define KAB_TYPE_PAIR (kab_pair_get_type ())
G_DECLARE_FINAL_TYPE (KabPair, kab_pair, KAB, PAIR, GtkWidget)

G_END_DECLS
