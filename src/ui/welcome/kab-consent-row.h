/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-operator.h"

G_BEGIN_DECLS

/**
 * KabConsentRow:
 *
 * One document, one consent: a box to tick and a button that opens the document. Properties:
 * document (#KabDocument, construct-only), agreed (boolean).
 */
#define KAB_TYPE_CONSENT_ROW (kab_consent_row_get_type ())
G_DECLARE_FINAL_TYPE (KabConsentRow, kab_consent_row, KAB, CONSENT_ROW, AdwActionRow)

KabConsentRow *kab_consent_row_new (KabDocument *document);
KabDocument *kab_consent_row_get_document (KabConsentRow *self);
/* What takes the focus and bears an error. */
GtkWidget *kab_consent_row_get_check (KabConsentRow *self);
gboolean kab_consent_row_get_agreed (KabConsentRow *self);
void kab_consent_row_set_agreed (KabConsentRow *self, gboolean agreed);

/* Only what a browser shows is handed to one: https, or http. */
gboolean kab_consent_row_is_link (KabConsentRow *self, KabDocument *document);

G_END_DECLS
