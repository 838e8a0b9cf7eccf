/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabPersonForm:
 *
 * The user's name and phone, and the button that saves them. What is being typed is not overwritten
 * when the profile is loaded again.
 *
 * Property: cabinet (#KabCabinet).
 */
#define KAB_TYPE_PERSON_FORM (kab_person_form_get_type ())
G_DECLARE_FINAL_TYPE (KabPersonForm, kab_person_form, KAB, PERSON_FORM, AdwBin)

KabCabinet *kab_person_form_get_cabinet (KabPersonForm *self);
void kab_person_form_set_cabinet (KabPersonForm *self, KabCabinet *cabinet);

G_END_DECLS
