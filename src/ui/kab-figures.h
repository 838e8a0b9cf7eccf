/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Where a text goes from right to left, one of digits and signs alone («447,30 ₽», «№ 123») would
 * be turned over with it. These labels keep such a text as it is, on the side they stand on; one
 * with words still goes as its words do. */

/* To be called when @label has its alignment. */
void kab_figures_keep (GtkLabel *label);
/* The labels of the classes amount and numeric within @root. */
void kab_figures_keep_all (GtkWidget *root);

G_END_DECLS
