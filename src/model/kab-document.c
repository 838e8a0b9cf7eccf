/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-document.h"

struct _KabDocument
{
  GObject parent_instance;

  char *kind;
  char *title;
  char *url;
  char *version;
};

G_DEFINE_FINAL_TYPE (KabDocument, kab_document, G_TYPE_OBJECT)

enum
{
  PROP_KIND = 1,
  PROP_TITLE,
  PROP_URL,
  PROP_VERSION,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
kab_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabDocument *self = KAB_DOCUMENT (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_URL:
      g_value_set_string (value, self->url);
      break;
    case PROP_VERSION:
      g_value_set_string (value, self->version);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_document_finalize (GObject *object)
{
  KabDocument *self = KAB_DOCUMENT (object);

  g_free (self->kind);
  g_free (self->title);
  g_free (self->url);
  g_free (self->version);

  G_OBJECT_CLASS (kab_document_parent_class)->finalize (object);
}

static void
kab_document_class_init (KabDocumentClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_document_get_property;
  object_class->finalize = kab_document_finalize;

  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags);
  properties[PROP_VERSION] = g_param_spec_string ("version", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
kab_document_init (KabDocument *self)
{
}

KabDocument *
kab_document_new (const char *kind, const char *title, const char *url, const char *version)
{
  KabDocument *self = g_object_new (KAB_TYPE_DOCUMENT, NULL);

  self->kind = g_strdup (kind);
  self->title = g_strdup (title);
  self->url = g_strdup (url);
  self->version = g_strdup (version);

  return self;
}

const char *
kab_document_get_kind (KabDocument *self)
{
  g_return_val_if_fail (KAB_IS_DOCUMENT (self), NULL);

  return self->kind;
}

const char *
kab_document_get_title (KabDocument *self)
{
  g_return_val_if_fail (KAB_IS_DOCUMENT (self), NULL);

  return self->title;
}

const char *
kab_document_get_url (KabDocument *self)
{
  g_return_val_if_fail (KAB_IS_DOCUMENT (self), NULL);

  return self->url;
}

const char *
kab_document_get_version (KabDocument *self)
{
  g_return_val_if_fail (KAB_IS_DOCUMENT (self), NULL);

  return self->version;
}
