/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to the model: the tree behind KabJson. */

typedef enum
{
  KAB_JSON_NULL,
  KAB_JSON_BOOLEAN,
  KAB_JSON_NUMBER,
  KAB_JSON_STRING,
  KAB_JSON_ARRAY,
  KAB_JSON_OBJECT,
} KabJsonType;

/**
 * KabJsonValue:
 *
 * One value. A number stays as it was written, for who asks decides what it must be.
 */
typedef struct
{
  KabJsonType type;
  union
  {
    gboolean boolean;
    GString *text;       /* number and string; a string may hold NUL */
    GPtrArray *elements; /* of KabJsonValue */
    GHashTable *members; /* name → KabJsonValue */
  };
} KabJsonValue;

/* The whole grammar of RFC 8259 and nothing more, in UTF-8 without a byte order mark; a repeated
 * member, a lone surrogate, and nesting deeper than @max_depth are refused. KAB_ERROR_FORMAT names
 * the byte. */
KabJsonValue *
kab_json_value_parse (const char *data, gsize length, unsigned max_depth, GError **error);
void kab_json_value_free (KabJsonValue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabJsonValue, kab_json_value_free)

G_END_DECLS
