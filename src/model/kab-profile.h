/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-json.h"

G_BEGIN_DECLS

/**
 * KabProfile:
 *
 * The user: `{email, name, phone, receipts_by_mail, registered_at, consents [{kind, version,
 * accepted_at}]}`. name and phone are "" until filled in. Properties (read-only): email, name,
 * phone, receipts-by-mail, registered-at.
 */
#define KAB_TYPE_PROFILE (kab_profile_get_type ())
G_DECLARE_FINAL_TYPE (KabProfile, kab_profile, KAB, PROFILE, GObject)

typedef struct
{
  char *kind;
  char *version;
  GDateTime *accepted_at; /* NULL in a request: when it was given is the service's to say */
} KabConsent;
KabConsent *kab_consent_new (const char *kind, const char *version, GDateTime *accepted_at);
void kab_consent_free (KabConsent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabConsent, kab_consent_free)

KabProfile *
kab_profile_new (const char *email,
                 const char *name,
                 const char *phone,
                 gboolean receipts_by_mail,
                 GDateTime *registered_at,
                 GPtrArray *consents); /* (transfer none): of KabConsent, held by reference */
KabProfile *kab_profile_new_from_json (KabJson *json, GError **error);
void kab_profile_to_json (KabProfile *self, JsonBuilder *builder);

const char *kab_profile_get_email (KabProfile *self);
const char *kab_profile_get_name (KabProfile *self);
const char *kab_profile_get_phone (KabProfile *self);
gboolean kab_profile_get_receipts_by_mail (KabProfile *self);
GDateTime *kab_profile_get_registered_at (KabProfile *self);
GPtrArray *kab_profile_get_consents (KabProfile *self); /* (transfer none) */

/* "a@b.c" as far as a machine can tell without writing to it: one @, a dot in the domain, no
 * spaces, ≤254 bytes; IDN and +tags pass. Used by both sides, so that they agree. */
gboolean kab_email_is_valid (const char *email);
/* (transfer full): trimmed, lower case: the form in which addresses are compared. */
char *kab_email_normalise (const char *email);

G_END_DECLS
