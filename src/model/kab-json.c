/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "kab-json-value.h"
#include "kab-json.h"
#include "kab-money.h"

#define MAX_DEPTH  32
#define MAX_BYTES  (16 * 1024 * 1024)
#define MAX_STRING (64 * 1024)

/* A step from the root. value is NULL where there was nothing to step on: the reader is in error
 * then. */
typedef struct
{
  const KabJsonValue *value;
  char *path;
} Step;

struct _KabJson
{
  KabJsonValue *root;
  GArray *steps;
  GError *error;
  char *failed_member;
};

static void
clear_step (gpointer data)
{
  Step *step = data;

  g_free (step->path);
}

static const Step *
get_step (KabJson *self)
{
  return &g_array_index (self->steps, Step, self->steps->len - 1);
}

static void
push_step (KabJson *self, const KabJsonValue *value, char *path)
{
  Step step = { value, path };

  g_array_append_val (self->steps, step);
}

static char *
get_path (KabJson *self, const char *member)
{
  const char *path = get_step (self)->path;

  if (!member)
    return g_strdup (path);

  return *path ? g_strconcat (path, ".", member, NULL) : g_strdup (member);
}

static void G_GNUC_PRINTF (3, 0)
  fail (KabJson *self, const char *member, const char *format, va_list arguments)
{
  g_autofree char *path = NULL;
  g_autofree char *what = NULL;

  if (self->error)
    return;

  path = get_path (self, member);
  what = g_strdup_vprintf (format, arguments);
  self->error = kab_error_new (KAB_ERROR_BAD_REPLY, "%s: %s", *path ? path : "the document", what);
  if (*path)
    self->failed_member = g_steal_pointer (&path);
}

/* What @member is, NULL for the value the reader stands on; NULL when it is missing or something
 * was wrong. */
static const KabJsonValue *
look_up (KabJson *self, const char *member)
{
  const KabJsonValue *value = get_step (self)->value;

  if (self->error || !member)
    return self->error ? NULL : value;

  if (value->type != KAB_JSON_OBJECT)
    {
      kab_json_fail (self, NULL, "must be an object");
      return NULL;
    }
  value = g_hash_table_lookup (value->members, member);
  if (!value)
    kab_json_fail (self, member, "is missing");

  return value;
}

static const KabJsonValue *
look_up_typed (KabJson *self, const char *member, KabJsonType type, const char *type_name)
{
  const KabJsonValue *value = look_up (self, member);

  if (value && value->type != type)
    {
      kab_json_fail (self, member, "must be %s", type_name);
      return NULL;
    }

  return value;
}

KabJson *
kab_json_new (const char *data, gssize length)
{
  KabJson *self = g_new0 (KabJson, 1);
  gsize bytes = length < 0 ? strlen (data) : (gsize) length;
  g_autoptr (GError) error = NULL;

  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (self->steps, clear_step);
  if (bytes <= MAX_BYTES)
    self->root = kab_json_value_parse (data, bytes, MAX_DEPTH, &error);
  push_step (self, self->root, g_strdup (""));
  if (!self->root)
    kab_json_fail (self, NULL, "%s", error ? error->message : "larger than 16 MiB");

  return self;
}

void
kab_json_free (KabJson *self)
{
  if (!self)
    return;

  kab_json_value_free (self->root);
  g_array_unref (self->steps);
  g_clear_error (&self->error);
  g_free (self->failed_member);
  g_free (self);
}

gboolean
kab_json_finish (KabJson *self, GError **error)
{
  if (!self->error)
    return TRUE;

  if (error)
    *error = g_error_copy (self->error);

  return FALSE;
}

void
kab_json_fail (KabJson *self, const char *member, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  fail (self, member, format, arguments);
  va_end (arguments);
}

gboolean
kab_json_failed (KabJson *self)
{
  return self->error != NULL;
}

const char *
kab_json_get_failed_member (KabJson *self)
{
  return self->failed_member;
}

void
kab_json_enter (KabJson *self, const char *member)
{
  const KabJsonValue *value = look_up (self, member);

  if (value && value->type != KAB_JSON_OBJECT && value->type != KAB_JSON_ARRAY)
    {
      kab_json_fail (self, member, "must be an object or an array");
      value = NULL;
    }
  push_step (self, value, get_path (self, member));
}

gboolean
kab_json_enter_nullable (KabJson *self, const char *member)
{
  if (kab_json_is_null (self, member) || self->error)
    return FALSE;

  kab_json_enter (self, member);
  if (!self->error)
    return TRUE;

  kab_json_leave (self);

  return FALSE;
}

void
kab_json_enter_element (KabJson *self, guint index)
{
  guint length = kab_json_get_length (self);
  const KabJsonValue *element = NULL;

  if (index < length)
    element = g_ptr_array_index (get_step (self)->value->elements, index);
  else
    kab_json_fail (self, NULL, "has no element %u", index);
  push_step (self, element, g_strdup_printf ("%s[%u]", get_step (self)->path, index));
}

void
kab_json_leave (KabJson *self)
{
  g_return_if_fail (self->steps->len > 1);

  g_array_set_size (self->steps, self->steps->len - 1);
}

guint
kab_json_get_length (KabJson *self)
{
  const KabJsonValue *value = look_up_typed (self, NULL, KAB_JSON_ARRAY, "an array");

  return value ? value->elements->len : 0;
}

gboolean
kab_json_has (KabJson *self, const char *member)
{
  const KabJsonValue *value = look_up_typed (self, NULL, KAB_JSON_OBJECT, "an object");

  return value && g_hash_table_contains (value->members, member);
}

gboolean
kab_json_is_null (KabJson *self, const char *member)
{
  const KabJsonValue *value = look_up (self, member);

  return value && value->type == KAB_JSON_NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
kab_json_get_members (KabJson *self)
{
  const KabJsonValue *value = look_up_typed (self, NULL, KAB_JSON_OBJECT, "an object");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  if (value)
    {
      g_hash_table_iter_init (&iter, value->members);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        g_ptr_array_add (names, g_strdup (name));
      g_ptr_array_sort (names, compare_names);
    }
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

char *
kab_json_get_string (KabJson *self, const char *member)
{
  const KabJsonValue *value = look_up_typed (self, member, KAB_JSON_STRING, "a string");

  if (!value)
    return NULL;
  if (value->text->len > MAX_STRING)
    {
      kab_json_fail (self, member, "is longer than 64 KiB");
      return NULL;
    }
  if (strlen (value->text->str) != value->text->len)
    {
      kab_json_fail (self, member, "holds NUL");
      return NULL;
    }

  return g_strndup (value->text->str, value->text->len);
}

char *
kab_json_get_string_nullable (KabJson *self, const char *member)
{
  return kab_json_is_null (self, member) ? NULL : kab_json_get_string (self, member);
}

char *
kab_json_get_string_optional (KabJson *self, const char *member)
{
  return kab_json_has (self, member) ? kab_json_get_string (self, member) : NULL;
}

gint64
kab_json_get_int (KabJson *self, const char *member, gint64 min, gint64 max)
{
  const KabJsonValue *value = look_up_typed (self, member, KAB_JSON_NUMBER, "an integer");
  gint64 number = 0;

  if (!value)
    return 0;
  if (strpbrk (value->text->str, ".eE"))
    {
      kab_json_fail (self, member, "must be an integer, written as one");
      return 0;
    }
  if (!g_ascii_string_to_signed (value->text->str, 10, min, max, &number, NULL))
    {
      kab_json_fail (self, member, "must be within %" G_GINT64_FORMAT "..%" G_GINT64_FORMAT, min,
                     max);
      return 0;
    }

  return number;
}

gint64
kab_json_get_kopecks (KabJson *self, const char *member)
{
  return kab_json_get_int (self, member, -KAB_MONEY_MAX, KAB_MONEY_MAX);
}

gboolean
kab_json_get_boolean (KabJson *self, const char *member)
{
  const KabJsonValue *value = look_up_typed (self, member, KAB_JSON_BOOLEAN, "true or false");

  return value && value->boolean;
}

KabMonth
kab_json_get_month (KabJson *self, const char *member)
{
  g_autofree char *text = kab_json_get_string (self, member);
  KabMonth month = KAB_MONTH_NONE;

  if (text && !kab_month_parse (text, &month, NULL))
    kab_json_fail (self, member, "must be a month, YYYY-MM");

  return month;
}

KabDate
kab_json_get_date (KabJson *self, const char *member)
{
  g_autofree char *text = kab_json_get_string (self, member);
  KabDate date = { 0, 0, 0 };

  if (text && !kab_date_parse (text, &date, NULL))
    kab_json_fail (self, member, "must be a date, YYYY-MM-DD");

  return date;
}

KabDecimal
kab_json_get_decimal (KabJson *self, const char *member)
{
  g_autofree char *text = kab_json_get_string (self, member);
  KabDecimal decimal = { 0, 0 };

  if (text && !kab_decimal_parse (text, &decimal, NULL))
    kab_json_fail (self, member, "must be a decimal with at most nine places");

  return decimal;
}

GDateTime *
kab_json_get_time (KabJson *self, const char *member)
{
  g_autofree char *text = kab_json_get_string (self, member);
  GDateTime *time = text ? kab_time_parse (text, NULL) : NULL;

  if (text && !time)
    kab_json_fail (self, member, "must be a time, YYYY-MM-DDTHH:MM:SSZ");

  return time;
}

static void
add_member (JsonBuilder *builder, const char *member)
{
  if (member)
    json_builder_set_member_name (builder, member);
}

static void
take_string (JsonBuilder *builder, const char *member, char *value)
{
  kab_json_add_string (builder, member, value);
  g_free (value);
}

void
kab_json_add_string (JsonBuilder *builder, const char *member, const char *value)
{
  add_member (builder, member);
  if (value)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
kab_json_add_int (JsonBuilder *builder, const char *member, gint64 value)
{
  add_member (builder, member);
  json_builder_add_int_value (builder, value);
}

void
kab_json_add_boolean (JsonBuilder *builder, const char *member, gboolean value)
{
  add_member (builder, member);
  json_builder_add_boolean_value (builder, value);
}

void
kab_json_add_month (JsonBuilder *builder, const char *member, KabMonth value)
{
  take_string (builder, member, kab_month_is_valid (value) ? kab_month_to_string (value) : NULL);
}

void
kab_json_add_date (JsonBuilder *builder, const char *member, KabDate value)
{
  take_string (builder, member, kab_date_to_string (value));
}

void
kab_json_add_decimal (JsonBuilder *builder, const char *member, KabDecimal value)
{
  take_string (builder, member, kab_decimal_to_string (value));
}

void
kab_json_add_time (JsonBuilder *builder, const char *member, GDateTime *value)
{
  take_string (builder, member, kab_time_to_string (value));
}

char *
kab_json_to_string (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);
  g_auto (GStrv) parts = g_strsplit (text, "\037", -1);

  /* json-glib 1.6 escapes all control characters but this one. */
  return g_strjoinv ("\\u001f", parts);
}
