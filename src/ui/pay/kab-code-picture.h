/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KabCodePicture:
 *
 * A text as a QR code: black on white in any style, for that is what cameras read, with the quiet
 * zone that the standard asks for (ISO/IEC 18004: four modules). A module is a whole number of the
 * screen's pixels, so its edges are sharp at every scale.
 *
 * Property: text (string, nullable): what the code holds; without it, or with more than a code
 * holds, the white square is empty. A description is the business of whoever shows it.
 */
#define KAB_TYPE_CODE_PICTURE (kab_code_picture_get_type ())
G_DECLARE_FINAL_TYPE (KabCodePicture, kab_code_picture, KAB, CODE_PICTURE, GtkWidget)

GtkWidget *kab_code_picture_new (void);
const char *kab_code_picture_get_text (KabCodePicture *self);
void kab_code_picture_set_text (KabCodePicture *self, const char *text);

G_END_DECLS
