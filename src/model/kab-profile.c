/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-profile.h"

#define MAX_EMAIL_BYTES 254 /* RFC 5321, 4.5.3.1.3, without the angle brackets */
#define MAX_LOCAL_BYTES 64  /* 4.5.3.1.1 */

struct _KabProfile
{
  GObject parent_instance;

  char *email;
  char *name;
  char *phone;
  gboolean receipts_by_mail;
  GDateTime *registered_at;
  GPtrArray *consents;
};

G_DEFINE_FINAL_TYPE (KabProfile, kab_profile, G_TYPE_OBJECT)

enum
{
  PROP_EMAIL = 1,
  PROP_NAME,
  PROP_PHONE,
  PROP_RECEIPTS_BY_MAIL,
  PROP_REGISTERED_AT,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
kab_profile_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabProfile *self = KAB_PROFILE (object);

  switch (id)
    {
    case PROP_EMAIL:
      g_value_set_string (value, self->email);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_PHONE:
      g_value_set_string (value, self->phone);
      break;
    case PROP_RECEIPTS_BY_MAIL:
      g_value_set_boolean (value, self->receipts_by_mail);
      break;
    case PROP_REGISTERED_AT:
      g_value_set_boxed (value, self->registered_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_profile_finalize (GObject *object)
{
  KabProfile *self = KAB_PROFILE (object);

  g_free (self->email);
  g_free (self->name);
  g_free (self->phone);
  g_clear_pointer (&self->registered_at, g_date_time_unref);
  g_clear_pointer (&self->consents, g_ptr_array_unref);

  G_OBJECT_CLASS (kab_profile_parent_class)->finalize (object);
}

static void
kab_profile_class_init (KabProfileClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_profile_get_property;
  object_class->finalize = kab_profile_finalize;

  properties[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_PHONE] = g_param_spec_string ("phone", NULL, NULL, NULL, flags);
  properties[PROP_RECEIPTS_BY_MAIL] =
    g_param_spec_boolean ("receipts-by-mail", NULL, NULL, FALSE, flags);
  properties[PROP_REGISTERED_AT] =
    g_param_spec_boxed ("registered-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
kab_profile_init (KabProfile *self)
{
}

KabConsent *
kab_consent_new (const char *kind, const char *version, GDateTime *accepted_at)
{
  KabConsent *self = g_new0 (KabConsent, 1);

  self->kind = g_strdup (kind);
  self->version = g_strdup (version);
  self->accepted_at = accepted_at != NULL ? g_date_time_ref (accepted_at) : NULL;

  return self;
}

void
kab_consent_free (KabConsent *self)
{
  if (!self)
    return;

  g_free (self->kind);
  g_free (self->version);
  g_clear_pointer (&self->accepted_at, g_date_time_unref);
  g_free (self);
}

static GPtrArray *
read_consents (KabJson *json)
{
  g_autoptr (GPtrArray) consents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kab_consent_free);

  kab_json_enter (json, "consents");
  for (guint i = 0; i < kab_json_get_length (json); i++)
    {
      g_autofree char *kind = NULL;
      g_autofree char *version = NULL;
      g_autoptr (GDateTime) accepted_at = NULL;

      kab_json_enter_element (json, i);
      kind = kab_json_get_string (json, "kind");
      version = kab_json_get_string (json, "version");
      accepted_at = kab_json_get_time (json, "accepted_at");
      kab_json_leave (json);
      if (!kab_json_failed (json))
        g_ptr_array_add (consents, kab_consent_new (kind, version, accepted_at));
    }
  kab_json_leave (json);

  return g_steal_pointer (&consents);
}

KabProfile *
kab_profile_new (const char *email,
                 const char *name,
                 const char *phone,
                 gboolean receipts_by_mail,
                 GDateTime *registered_at,
                 GPtrArray *consents)
{
  KabProfile *self = g_object_new (KAB_TYPE_PROFILE, NULL);

  self->email = g_strdup (email);
  self->name = g_strdup (name);
  self->phone = g_strdup (phone);
  self->receipts_by_mail = receipts_by_mail;
  self->registered_at = g_date_time_ref (registered_at);
  self->consents = g_ptr_array_ref (consents);

  return self;
}

KabProfile *
kab_profile_new_from_json (KabJson *json, GError **error)
{
  g_autofree char *email = kab_json_get_string (json, "email");
  g_autofree char *name = kab_json_get_string (json, "name");
  g_autofree char *phone = kab_json_get_string (json, "phone");
  gboolean receipts_by_mail = kab_json_get_boolean (json, "receipts_by_mail");
  g_autoptr (GDateTime) registered_at = kab_json_get_time (json, "registered_at");
  g_autoptr (GPtrArray) consents = read_consents (json);

  if (email && !kab_email_is_valid (email))
    kab_json_fail (json, "email", "is no e-mail address");
  if (!kab_json_finish (json, error))
    return NULL;

  return kab_profile_new (email, name, phone, receipts_by_mail, registered_at, consents);
}

void
kab_profile_to_json (KabProfile *self, JsonBuilder *builder)
{
  g_return_if_fail (KAB_IS_PROFILE (self));

  json_builder_begin_object (builder);
  kab_json_add_string (builder, "email", self->email);
  kab_json_add_string (builder, "name", self->name);
  kab_json_add_string (builder, "phone", self->phone);
  kab_json_add_boolean (builder, "receipts_by_mail", self->receipts_by_mail);
  kab_json_add_time (builder, "registered_at", self->registered_at);
  json_builder_set_member_name (builder, "consents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->consents->len; i++)
    {
      const KabConsent *consent = g_ptr_array_index (self->consents, i);

      json_builder_begin_object (builder);
      kab_json_add_string (builder, "kind", consent->kind);
      kab_json_add_string (builder, "version", consent->version);
      kab_json_add_time (builder, "accepted_at", consent->accepted_at);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

const char *
kab_profile_get_email (KabProfile *self)
{
  g_return_val_if_fail (KAB_IS_PROFILE (self), NULL);

  return self->email;
}

const char *
kab_profile_get_name (KabProfile *self)
{
  g_return_val_if_fail (KAB_IS_PROFILE (self), NULL);

  return self->name;
}

const char *
kab_profile_get_phone (KabProfile *self)
{
  g_return_val_if_fail (KAB_IS_PROFILE (self), NULL);

  return self->phone;
}

gboolean
kab_profile_get_receipts_by_mail (KabProfile *self)
{
  g_return_val_if_fail (KAB_IS_PROFILE (self), FALSE);

  return self->receipts_by_mail;
}

GDateTime *
kab_profile_get_registered_at (KabProfile *self)
{
  g_return_val_if_fail (KAB_IS_PROFILE (self), NULL);

  return self->registered_at;
}

GPtrArray *
kab_profile_get_consents (KabProfile *self)
{
  g_return_val_if_fail (KAB_IS_PROFILE (self), NULL);

  return self->consents;
}

/* Letters of any script, digits and hyphens inside, in two labels at least. */
static gboolean
is_domain (const char *domain)
{
  g_auto (GStrv) labels = g_strsplit (domain, ".", -1);

  for (gsize i = 0; labels[i]; i++)
    {
      if (!*labels[i] || g_str_has_prefix (labels[i], "-") || g_str_has_suffix (labels[i], "-"))
        return FALSE;
      for (const char *at = labels[i]; *at; at = g_utf8_next_char (at))
        if (*at != '-' && !g_unichar_isalnum (g_utf8_get_char (at)) &&
            !g_unichar_ismark (g_utf8_get_char (at)))
          return FALSE;
    }

  return g_strv_length (labels) >= 2;
}

gboolean
kab_email_is_valid (const char *email)
{
  const char *sign = strchr (email, '@');

  if (!sign || sign == email || sign - email > MAX_LOCAL_BYTES ||
      strlen (email) > MAX_EMAIL_BYTES || !g_utf8_validate (email, -1, NULL))
    return FALSE;

  /* What a header of a letter gives a meaning to is not taken; quoted local parts are not worth
   * their trouble. */
  for (const char *at = email; at < sign; at = g_utf8_next_char (at))
    if (strchr ("()<>[]:;,\\\"", *at) || !g_unichar_isgraph (g_utf8_get_char (at)))
      return FALSE;

  return is_domain (sign + 1);
}

char *
kab_email_normalise (const char *email)
{
  const char *start = email;
  const char *end;
  g_autofree char *composed = NULL;

  g_return_val_if_fail (g_utf8_validate (email, -1, NULL), NULL);

  while (g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  for (end = start + strlen (start); end > start; end = g_utf8_prev_char (end))
    if (!g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
      break;
  composed = g_utf8_normalize (start, end - start, G_NORMALIZE_NFC);

  return g_utf8_strdown (composed, -1);
}
