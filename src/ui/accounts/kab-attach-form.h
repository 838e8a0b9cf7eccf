/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabAttachForm:
 *
 * Attaches a personal account by its number and the amount of a receipt. What is wrong stands under
 * the field it belongs to, and what was typed stays until the account is attached.
 *
 * Property: cabinet (#KabCabinet).
 */
#define KAB_TYPE_ATTACH_FORM (kab_attach_form_get_type ())
G_DECLARE_FINAL_TYPE (KabAttachForm, kab_attach_form, KAB, ATTACH_FORM, AdwBin)

KabCabinet *kab_attach_form_get_cabinet (KabAttachForm *self);
void kab_attach_form_set_cabinet (KabAttachForm *self, KabCabinet *cabinet);

G_END_DECLS
