/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KabWord:
 *
 * A word on a button, and an icon in its place where there is no room for the word. Nothing is
 * shown or hidden for it: that would ask for another size while sizes are given out.
 *
 * Properties: label (string, nullable), icon-name (string, nullable).
 */
#define KAB_TYPE_WORD (kab_word_get_type ())
G_DECLARE_FINAL_TYPE (KabWord, kab_word, KAB, WORD, GtkWidget)

G_END_DECLS
