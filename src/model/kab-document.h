/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KabDocument:
 *
 * A document of the operator a resident consents to: one purpose, one consent, with a version
 * (152-ФЗ).
 */
#define KAB_TYPE_DOCUMENT (kab_document_get_type ())
G_DECLARE_FINAL_TYPE (KabDocument, kab_document, KAB, DOCUMENT, GObject)
/* properties: kind, title, url, version (strings) */
KabDocument *
kab_document_new (const char *kind, const char *title, const char *url, const char *version);
const char *kab_document_get_kind (KabDocument *self);
const char *kab_document_get_title (KabDocument *self);
const char *kab_document_get_url (KabDocument *self);
const char *kab_document_get_version (KabDocument *self);

G_END_DECLS
