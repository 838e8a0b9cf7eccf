/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "kab-date.h"
#include "kab-decimal.h"

G_BEGIN_DECLS

/**
 * KabJson:
 *
 * A strict reader of one JSON document. A wrong type, a missing member, a number out of range, a
 * text that is no month is an error that names the member by its path ("lines[2].tariff"). The
 * first error stays: later calls answer 0, NULL or FALSE, and kab_json_finish() reports it. So a
 * constructor reads all its members in a row and asks once. Unknown members are ignored (a newer
 * service may add them).
 *
 * json-glib's own getters turn "x" into 0 and wrap on overflow, so nothing else reads JSON here.
 */
typedef struct _KabJson KabJson;

/* The document must be UTF-8, one value, without repeated members, nested at most 32 deep, at most
 * 16 MiB. A document that is not gives a reader in error. @length −1: zero-terminated. */
KabJson *kab_json_new (const char *data, gssize length);
void kab_json_free (KabJson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabJson, kab_json_free)

/* TRUE when nothing was wrong so far; else @error is KAB_ERROR_BAD_REPLY with the member's path.
 * May be asked at any time. */
gboolean kab_json_finish (KabJson *self, GError **error);
/* For rules a type cannot say; @member may be NULL (the value itself). The first error stays. */
void kab_json_fail (KabJson *self, const char *member, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
gboolean kab_json_failed (KabJson *self);
/* (transfer none) (nullable): path of the member that failed, "email"; NULL where the document
 * itself is no JSON. */
const char *kab_json_get_failed_member (KabJson *self);

/* Where the reader stands. Enter must be matched by leave, also after an error. */
void kab_json_enter (KabJson *self, const char *member); /* an object or an array */
/* FALSE, not entered (so no leave): it is null */
gboolean kab_json_enter_nullable (KabJson *self, const char *member);
void kab_json_enter_element (KabJson *self, guint index);
void kab_json_leave (KabJson *self);
guint kab_json_get_length (KabJson *self);                 /* elements of the array it stands on */
gboolean kab_json_has (KabJson *self, const char *member); /* present (null counts as present) */
/* present and null; absent is an error */
gboolean kab_json_is_null (KabJson *self, const char *member);

/* (transfer full): names of the members of the object it stands on, sorted; for an object whose
 * names are data. */
GStrv kab_json_get_members (KabJson *self);

/* Members of the object it stands on; a NULL member is the value itself, for elements that are no
 * objects. Strings are (transfer full), never NULL without an error; a string holds no NUL and is
 * at most 64 KiB. */
char *kab_json_get_string (KabJson *self, const char *member);
char *kab_json_get_string_nullable (KabJson *self, const char *member);
/* absent gives NULL; null is an error */
char *kab_json_get_string_optional (KabJson *self, const char *member);
gint64 kab_json_get_int (KabJson *self, const char *member, gint64 min, gint64 max);
gint64 kab_json_get_kopecks (KabJson *self, const char *member); /* within ±KAB_MONEY_MAX */
gboolean kab_json_get_boolean (KabJson *self, const char *member);
KabMonth kab_json_get_month (KabJson *self, const char *member);
KabDate kab_json_get_date (KabJson *self, const char *member);
KabDecimal kab_json_get_decimal (KabJson *self, const char *member); /* a string "608.30" */
GDateTime *kab_json_get_time (KabJson *self, const char *member);    /* (transfer full) */

/* Writing: JsonBuilder, plus what it lacks. A NULL member adds an element to an array. */
/* NULL writes null */
void kab_json_add_string (JsonBuilder *builder, const char *member, const char *value);
void kab_json_add_int (JsonBuilder *builder, const char *member, gint64 value);
void kab_json_add_boolean (JsonBuilder *builder, const char *member, gboolean value);
/* KAB_MONTH_NONE writes null */
void kab_json_add_month (JsonBuilder *builder, const char *member, KabMonth value);
void kab_json_add_date (JsonBuilder *builder, const char *member, KabDate value);
void kab_json_add_decimal (JsonBuilder *builder, const char *member, KabDecimal value);
void kab_json_add_time (JsonBuilder *builder, const char *member, GDateTime *value);
char *kab_json_to_string (JsonBuilder *builder); /* (transfer full), compact */

G_END_DECLS
