/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "kab-operator.h"

#define MAX_PASSWORD   1024
#define DOCUMENT_GROUP "document " /* the kind follows */

/* The texts by their property names, which are also the names the JSON and the key file derive
 * from. */
enum
{
  PROP_NAME = 1,
  PROP_TITLE,
  PROP_PHONE,
  PROP_EMAIL,
  PROP_SITE,
  PROP_ADDRESS,
  PROP_HOURS,
  PROP_PAYEE_NAME,
  PROP_PAYEE_INN,
  PROP_PAYEE_KPP,
  PROP_PAYEE_ACCOUNT,
  PROP_PAYEE_BANK,
  PROP_PAYEE_BIC,
  PROP_PAYEE_CORRESPONDENT_ACCOUNT,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* Where a text stands: object is the member of the JSON, NULL the document itself; group is that of
 * the key file. */
static const struct
{
  const char *property;
  const char *object;
  const char *group;
  const char *key;
} texts[N_PROPERTIES] = {
  [PROP_NAME] = { "name", NULL, "operator", "name" },
  [PROP_TITLE] = { "title", NULL, "operator", "title" },
  [PROP_PHONE] = { "phone", "contacts", "contacts", "phone" },
  [PROP_EMAIL] = { "email", "contacts", "contacts", "email" },
  [PROP_SITE] = { "site", "contacts", "contacts", "site" },
  [PROP_ADDRESS] = { "address", "contacts", "contacts", "address" },
  [PROP_HOURS] = { "hours", "contacts", "contacts", "hours" },
  [PROP_PAYEE_NAME] = { "payee-name", "payee", "payee", "name" },
  [PROP_PAYEE_INN] = { "payee-inn", "payee", "payee", "inn" },
  [PROP_PAYEE_KPP] = { "payee-kpp", "payee", "payee", "kpp" },
  [PROP_PAYEE_ACCOUNT] = { "payee-account", "payee", "payee", "account" },
  [PROP_PAYEE_BANK] = { "payee-bank", "payee", "payee", "bank" },
  [PROP_PAYEE_BIC] = { "payee-bic", "payee", "payee", "bic" },
  [PROP_PAYEE_CORRESPONDENT_ACCOUNT] = { "payee-correspondent-account", "payee", "payee",
                                         "correspondent_account" },
};

struct _KabOperator
{
  GObject parent_instance;

  char *texts[N_PROPERTIES];
  int password_min_length;
  int password_max_length;
  char *password_alphabet;
  GStrv attach_fields;
  GListStore *documents;
};

G_DEFINE_FINAL_TYPE (KabOperator, kab_operator, G_TYPE_OBJECT)

static void
kab_operator_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabOperator *self = KAB_OPERATOR (object);

  if (id >= PROP_NAME && id < N_PROPERTIES)
    g_value_set_string (value, self->texts[id]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kab_operator_finalize (GObject *object)
{
  KabOperator *self = KAB_OPERATOR (object);

  for (guint id = PROP_NAME; id < N_PROPERTIES; id++)
    g_free (self->texts[id]);
  g_free (self->password_alphabet);
  g_strfreev (self->attach_fields);
  g_clear_object (&self->documents);

  G_OBJECT_CLASS (kab_operator_parent_class)->finalize (object);
}

static void
kab_operator_class_init (KabOperatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kab_operator_get_property;
  object_class->finalize = kab_operator_finalize;

  for (guint id = PROP_NAME; id < N_PROPERTIES; id++)
    properties[id] = g_param_spec_string (texts[id].property, NULL, NULL, NULL,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
kab_operator_init (KabOperator *self)
{
  self->documents = g_list_store_new (KAB_TYPE_DOCUMENT);
}

/* A link is opened by a click, so it must be one to the web and not to a file or a program. */
static gboolean
is_web_address (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri ? g_uri_get_host (uri) : NULL;

  return host && *host &&
         (g_str_equal (g_uri_get_scheme (uri), "https") ||
          g_str_equal (g_uri_get_scheme (uri), "http"));
}

/* Both readers end here, so that a file the service takes is never a reply the window refuses.
 * Gives what is wrong with which key of which group, or NULL. */
static const char *
find_fault (KabOperator *self, const char **group, const char **key)
{
  const struct
  {
    gboolean wrong;
    const char *group;
    const char *key;
    const char *why;
  } faults[] = {
    { !*self->texts[PROP_NAME], "operator", "name", "is empty" },
    { !*self->texts[PROP_TITLE], "operator", "title", "is empty" },
    { !*self->password_alphabet, "password", "alphabet", "is empty" },
    { self->password_max_length < self->password_min_length, "password", "max_length",
      "is less than min_length" },
    { !*self->attach_fields, "attach", "fields", "is empty" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (faults[i].wrong)
      {
        *group = faults[i].group;
        *key = faults[i].key;
        return faults[i].why;
      }

  return NULL;
}

static void
read_password (KabOperator *self, KabJson *json)
{
  kab_json_enter (json, "password");
  self->password_min_length = (int) kab_json_get_int (json, "min_length", 1, MAX_PASSWORD);
  self->password_max_length = (int) kab_json_get_int (json, "max_length", 1, MAX_PASSWORD);
  self->password_alphabet = kab_json_get_string (json, "alphabet");
  kab_json_leave (json);
}

static void
read_attach (KabOperator *self, KabJson *json)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();

  kab_json_enter (json, "attach");
  kab_json_enter (json, "fields");
  for (guint i = 0; i < kab_json_get_length (json); i++)
    {
      g_autofree char *field = NULL;

      kab_json_enter_element (json, i);
      field = kab_json_get_string (json, NULL);
      kab_json_leave (json);
      if (field)
        g_strv_builder_add (fields, field);
    }
  kab_json_leave (json);
  kab_json_leave (json);
  self->attach_fields = g_strv_builder_end (fields);
}

static void
read_documents (KabOperator *self, KabJson *json)
{
  kab_json_enter (json, "documents");
  for (guint i = 0; i < kab_json_get_length (json); i++)
    {
      g_autofree char *kind = NULL;
      g_autofree char *title = NULL;
      g_autofree char *url = NULL;
      g_autofree char *version = NULL;
      g_autoptr (KabDocument) document = NULL;

      kab_json_enter_element (json, i);
      kind = kab_json_get_string (json, "kind");
      title = kab_json_get_string (json, "title");
      url = kab_json_get_string (json, "url");
      version = kab_json_get_string (json, "version");
      if (url && !is_web_address (url))
        kab_json_fail (json, "url", "is no address of the web");
      kab_json_leave (json);
      document = kab_document_new (kind, title, url, version);
      g_list_store_append (self->documents, document);
    }
  kab_json_leave (json);
}

static void
write_texts (KabOperator *self, JsonBuilder *builder, const char *object)
{
  if (object)
    {
      json_builder_set_member_name (builder, object);
      json_builder_begin_object (builder);
    }
  for (guint id = PROP_NAME; id < N_PROPERTIES; id++)
    if (g_strcmp0 (texts[id].object, object) == 0)
      kab_json_add_string (builder, texts[id].key, self->texts[id]);
  if (object)
    json_builder_end_object (builder);
}

static gboolean
refuse_key (const char *group, const char *key, const char *why, GError **error)
{
  g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT, "[%s] %s: %s", group, key, why));

  return FALSE;
}

/* "" where the key is not there, unless it must be. */
static char *
take_text (GKeyFile *file, const char *group, const char *key, gboolean needed, GError **error)
{
  g_autoptr (GError) inner = NULL;
  char *text = g_key_file_get_string (file, group, key, &inner);

  if (text)
    return text;
  if (!needed && g_error_matches (inner, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND))
    return g_strdup ("");
  if (!needed && g_error_matches (inner, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_GROUP_NOT_FOUND))
    return g_strdup ("");
  refuse_key (group, key, inner->message, error);

  return NULL;
}

static gboolean
take_length (GKeyFile *file, const char *key, int *length, GError **error)
{
  g_autofree char *text = take_text (file, "password", key, TRUE, error);
  gint64 number;

  if (!text)
    return FALSE;
  if (!g_ascii_string_to_signed (text, 10, 1, MAX_PASSWORD, &number, NULL))
    return refuse_key ("password", key, "must be a number of characters", error);
  *length = (int) number;

  return TRUE;
}

static gboolean
take_document (KabOperator *self, GKeyFile *file, const char *group, GError **error)
{
  const char *kind = group + strlen (DOCUMENT_GROUP);
  g_autofree char *title = take_text (file, group, "title", TRUE, error);
  g_autofree char *url = title ? take_text (file, group, "url", TRUE, error) : NULL;
  g_autofree char *version = url ? take_text (file, group, "version", TRUE, error) : NULL;
  g_autoptr (KabDocument) document = NULL;

  if (!version)
    return FALSE;
  if (!is_web_address (url))
    return refuse_key (group, "url", "is no address of the web", error);

  document = kab_document_new (kind, title, url, version);
  g_list_store_append (self->documents, document);

  return TRUE;
}

KabOperator *
kab_operator_new_from_json (KabJson *json, GError **error)
{
  g_autoptr (KabOperator) self = g_object_new (KAB_TYPE_OPERATOR, NULL);
  const char *group, *key, *why;

  for (guint id = PROP_NAME; id < N_PROPERTIES; id++)
    {
      if (texts[id].object)
        kab_json_enter (json, texts[id].object);
      self->texts[id] = kab_json_get_string (json, texts[id].key);
      if (texts[id].object)
        kab_json_leave (json);
    }
  read_password (self, json);
  read_attach (self, json);
  read_documents (self, json);

  why = kab_json_failed (json) ? NULL : find_fault (self, &group, &key);
  if (why)
    {
      gboolean nested = !g_str_equal (group, "operator");

      if (nested)
        kab_json_enter (json, group);
      kab_json_fail (json, key, "%s", why);
      if (nested)
        kab_json_leave (json);
    }
  if (!kab_json_finish (json, error))
    return NULL;

  return g_steal_pointer (&self);
}

KabOperator *
kab_operator_new_from_key_file (GKeyFile *file, GError **error)
{
  g_autoptr (KabOperator) self = g_object_new (KAB_TYPE_OPERATOR, NULL);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  const char *group, *key, *why;

  for (guint id = PROP_NAME; id < N_PROPERTIES; id++)
    {
      self->texts[id] = take_text (file, texts[id].group, texts[id].key, id <= PROP_TITLE, error);
      if (!self->texts[id])
        return NULL;
    }
  self->password_alphabet = take_text (file, "password", "alphabet", TRUE, error);
  if (!self->password_alphabet ||
      !take_length (file, "min_length", &self->password_min_length, error) ||
      !take_length (file, "max_length", &self->password_max_length, error))
    return NULL;

  self->attach_fields = g_key_file_get_string_list (file, "attach", "fields", NULL, NULL);
  if (!self->attach_fields)
    {
      refuse_key ("attach", "fields", "is missing", error);
      return NULL;
    }
  for (gsize i = 0; groups[i]; i++)
    if (g_str_has_prefix (groups[i], DOCUMENT_GROUP) &&
        !take_document (self, file, groups[i], error))
      return NULL;

  why = find_fault (self, &group, &key);
  if (why)
    {
      refuse_key (group, key, why, error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
kab_operator_to_json (KabOperator *self, JsonBuilder *builder)
{
  g_return_if_fail (KAB_IS_OPERATOR (self));

  json_builder_begin_object (builder);
  write_texts (self, builder, NULL);
  write_texts (self, builder, "contacts");
  write_texts (self, builder, "payee");

  json_builder_set_member_name (builder, "password");
  json_builder_begin_object (builder);
  kab_json_add_int (builder, "min_length", self->password_min_length);
  kab_json_add_int (builder, "max_length", self->password_max_length);
  kab_json_add_string (builder, "alphabet", self->password_alphabet);
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, "attach");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (char **field = self->attach_fields; *field; field++)
    kab_json_add_string (builder, NULL, *field);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  json_builder_set_member_name (builder, "documents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->documents)); i++)
    {
      g_autoptr (KabDocument) document = g_list_model_get_item (G_LIST_MODEL (self->documents), i);

      json_builder_begin_object (builder);
      kab_json_add_string (builder, "kind", kab_document_get_kind (document));
      kab_json_add_string (builder, "title", kab_document_get_title (document));
      kab_json_add_string (builder, "url", kab_document_get_url (document));
      kab_json_add_string (builder, "version", kab_document_get_version (document));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

const char *
kab_operator_get_name (KabOperator *self)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), NULL);

  return self->texts[PROP_NAME];
}

const char *
kab_operator_get_title (KabOperator *self)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), NULL);

  return self->texts[PROP_TITLE];
}

const char *
kab_operator_get_phone (KabOperator *self)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), NULL);

  return self->texts[PROP_PHONE];
}

const char *
kab_operator_get_email (KabOperator *self)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), NULL);

  return self->texts[PROP_EMAIL];
}

const char *
kab_operator_get_site (KabOperator *self)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), NULL);

  return self->texts[PROP_SITE];
}

const char *
kab_operator_get_address (KabOperator *self)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), NULL);

  return self->texts[PROP_ADDRESS];
}

const char *
kab_operator_get_hours (KabOperator *self)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), NULL);

  return self->texts[PROP_HOURS];
}

const char *
kab_operator_get_payee (KabOperator *self, const char *key)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), NULL);

  for (guint id = PROP_PAYEE_NAME; id < N_PROPERTIES; id++)
    if (g_str_equal (texts[id].key, key))
      return self->texts[id];

  g_return_val_if_reached (NULL);
}

int
kab_operator_get_password_min_length (KabOperator *self)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), 0);

  return self->password_min_length;
}

int
kab_operator_get_password_max_length (KabOperator *self)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), 0);

  return self->password_max_length;
}

const char *
kab_operator_get_password_alphabet (KabOperator *self)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), NULL);

  return self->password_alphabet;
}

KabPasswordFault
kab_operator_check_password (KabOperator *self, const char *password)
{
  glong length = g_utf8_strlen (password, -1);
  KabPasswordFault faults = 0;

  g_return_val_if_fail (KAB_IS_OPERATOR (self), 0);

  if (length < self->password_min_length)
    faults |= KAB_PASSWORD_TOO_SHORT;
  if (length > self->password_max_length)
    faults |= KAB_PASSWORD_TOO_LONG;
  if (g_str_equal (self->password_alphabet, "latin_letters_and_digits"))
    for (const char *at = password; *at; at++)
      if (!g_ascii_isalnum (*at))
        faults |= KAB_PASSWORD_BAD_CHARACTERS;

  return faults;
}

const char *const *
kab_operator_get_attach_fields (KabOperator *self)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), NULL);

  return (const char *const *) self->attach_fields;
}

GListModel *
kab_operator_get_documents (KabOperator *self)
{
  g_return_val_if_fail (KAB_IS_OPERATOR (self), NULL);

  return G_LIST_MODEL (self->documents);
}
