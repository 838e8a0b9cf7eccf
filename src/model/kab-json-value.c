/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "kab-json-value.h"

/* json-glib 1.6 takes comments, repeated members, lone surrogates and numbers that wrap, and cannot
 * be told not to. A parser that builds the tree itself cannot disagree with a check made before it.
 */
typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  unsigned depth;
  unsigned max_depth;
  GError **error;
} Parser;

static KabJsonValue *parse_value (Parser *parser);

static KabJsonValue *
new_value (KabJsonType type)
{
  KabJsonValue *self = g_new0 (KabJsonValue, 1);

  self->type = type;

  return self;
}

/* Says where and what, never what stood there: it may be anybody's. */
static gboolean
refuse (Parser *parser, const char *what)
{
  g_propagate_error (parser->error, kab_error_new (KAB_ERROR_FORMAT, "byte %" G_GSIZE_FORMAT ": %s",
                                                   (gsize) (parser->at - parser->start), what));

  return FALSE;
}

static gboolean
at_char (Parser *parser, char c)
{
  return parser->at < parser->end && *parser->at == c;
}

static gboolean
at_digit (Parser *parser)
{
  return parser->at < parser->end && g_ascii_isdigit (*parser->at);
}

static gboolean
take_char (Parser *parser, char c)
{
  if (!at_char (parser, c))
    return FALSE;

  parser->at++;

  return TRUE;
}

static void
skip_space (Parser *parser)
{
  while (at_char (parser, ' ') || at_char (parser, '\t') || at_char (parser, '\n') ||
         at_char (parser, '\r'))
    parser->at++;
}

static gboolean
take_digits (Parser *parser)
{
  if (!at_digit (parser))
    return refuse (parser, "a digit is missing");

  while (at_digit (parser))
    parser->at++;

  return TRUE;
}

static gboolean
take_hex4 (Parser *parser, gunichar *unit)
{
  gunichar read = 0;

  for (int i = 0; i < 4; i++)
    {
      if (parser->at == parser->end || !g_ascii_isxdigit (*parser->at))
        return refuse (parser, "four hexadecimal digits must follow \\u");
      read = read * 16 + (gunichar) g_ascii_xdigit_value (*parser->at);
      parser->at++;
    }
  *unit = read;

  return TRUE;
}

/* After "\u": one unit of UTF-16, or the two of a pair. */
static gboolean
take_unicode_escape (Parser *parser, GString *text)
{
  gunichar unit = 0, low = 0;

  if (!take_hex4 (parser, &unit))
    return FALSE;
  if (unit >= 0xd800 && unit <= 0xdfff)
    {
      if (unit >= 0xdc00 || !take_char (parser, '\\') || !take_char (parser, 'u'))
        return refuse (parser, "half of a surrogate pair");
      if (!take_hex4 (parser, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return refuse (parser, "half of a surrogate pair");
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }

  /* g_string_append_unichar() would take NUL for nothing. */
  if (unit == 0)
    g_string_append_c (text, '\0');
  else
    g_string_append_unichar (text, unit);

  return TRUE;
}

static gboolean
take_escape (Parser *parser, GString *text)
{
  static const char names[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (take_char (parser, 'u'))
    return take_unicode_escape (parser, text);
  found = parser->at < parser->end && *parser->at ? strchr (names, *parser->at) : NULL;
  if (!found)
    return refuse (parser, "no such escape in a string");
  g_string_append_c (text, meanings[found - names]);
  parser->at++;

  return TRUE;
}

static GString *
parse_text (Parser *parser)
{
  g_autoptr (GString) text = NULL;

  if (!take_char (parser, '"'))
    {
      refuse (parser, "a string must stand here");
      return NULL;
    }

  text = g_string_new (NULL);
  while (!take_char (parser, '"'))
    {
      const char *from = parser->at;

      while (parser->at < parser->end && *parser->at != '"' && *parser->at != '\\' &&
             (unsigned char) *parser->at >= 0x20)
        parser->at++;
      g_string_append_len (text, from, parser->at - from);

      if (at_char (parser, '"'))
        continue;
      if (!take_char (parser, '\\'))
        {
          refuse (parser, parser->at == parser->end ? "the string has no end"
                                                    : "a control character in a string");
          return NULL;
        }
      if (!take_escape (parser, text))
        return NULL;
    }

  return g_steal_pointer (&text);
}

static KabJsonValue *
parse_string (Parser *parser)
{
  GString *text = parse_text (parser);
  KabJsonValue *self;

  if (!text)
    return NULL;

  self = new_value (KAB_JSON_STRING);
  self->text = text;

  return self;
}

static KabJsonValue *
parse_number (Parser *parser)
{
  const char *from = parser->at;
  KabJsonValue *self;

  take_char (parser, '-');
  if (!take_char (parser, '0') && !take_digits (parser))
    return NULL;
  if (take_char (parser, '.') && !take_digits (parser))
    return NULL;
  if (take_char (parser, 'e') || take_char (parser, 'E'))
    {
      if (!take_char (parser, '-'))
        take_char (parser, '+');
      if (!take_digits (parser))
        return NULL;
    }

  self = new_value (KAB_JSON_NUMBER);
  self->text = g_string_new_len (from, parser->at - from);

  return self;
}

static KabJsonValue *
parse_word (Parser *parser)
{
  static const struct
  {
    const char *word;
    KabJsonType type;
    gboolean boolean;
  } words[] = {
    { "null", KAB_JSON_NULL, FALSE },
    { "true", KAB_JSON_BOOLEAN, TRUE },
    { "false", KAB_JSON_BOOLEAN, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i].word);
      KabJsonValue *self;

      if ((gsize) (parser->end - parser->at) < length ||
          memcmp (parser->at, words[i].word, length) != 0)
        continue;

      parser->at += length;
      self = new_value (words[i].type);
      self->boolean = words[i].boolean;
      return self;
    }

  refuse (parser, parser->at == parser->end ? "the document has no end" : "no value stands here");

  return NULL;
}

static KabJsonValue *
parse_array (Parser *parser)
{
  g_autoptr (KabJsonValue) self = new_value (KAB_JSON_ARRAY);

  self->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_json_value_free);
  parser->at++;
  skip_space (parser);
  if (take_char (parser, ']'))
    return g_steal_pointer (&self);

  do
    {
      KabJsonValue *element = parse_value (parser);

      if (!element)
        return NULL;
      g_ptr_array_add (self->elements, element);
    }
  while (take_char (parser, ','));

  if (!take_char (parser, ']'))
    {
      refuse (parser, "\",\" or \"]\" must stand here");
      return NULL;
    }

  return g_steal_pointer (&self);
}

static gboolean
parse_member (Parser *parser, GHashTable *members)
{
  g_autoptr (GString) name = NULL;
  KabJsonValue *value;

  skip_space (parser);
  name = parse_text (parser);
  if (!name)
    return FALSE;
  if (strlen (name->str) != name->len)
    return refuse (parser, "the name of a member holds NUL");
  if (g_hash_table_contains (members, name->str))
    return refuse (parser, "the member is repeated");
  skip_space (parser);
  if (!take_char (parser, ':'))
    return refuse (parser, "\":\" must stand here");

  value = parse_value (parser);
  if (!value)
    return FALSE;
  g_hash_table_insert (members, g_string_free (g_steal_pointer (&name), FALSE), value);

  return TRUE;
}

static KabJsonValue *
parse_object (Parser *parser)
{
  g_autoptr (KabJsonValue) self = new_value (KAB_JSON_OBJECT);

  self->members =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) kab_json_value_free);
  parser->at++;
  skip_space (parser);
  if (take_char (parser, '}'))
    return g_steal_pointer (&self);

  do
    {
      if (!parse_member (parser, self->members))
        return NULL;
    }
  while (take_char (parser, ','));

  if (!take_char (parser, '}'))
    {
      refuse (parser, "\",\" or \"}\" must stand here");
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* One value with the space around it. */
static KabJsonValue *
parse_value (Parser *parser)
{
  KabJsonValue *self = NULL;

  skip_space (parser);
  if (at_char (parser, '{') || at_char (parser, '['))
    {
      if (parser->depth == parser->max_depth)
        {
          refuse (parser, "nested too deep");
          return NULL;
        }
      parser->depth++;
      self = at_char (parser, '{') ? parse_object (parser) : parse_array (parser);
      parser->depth--;
    }
  else if (at_char (parser, '"'))
    self = parse_string (parser);
  else if (at_char (parser, '-') || at_digit (parser))
    self = parse_number (parser);
  else
    self = parse_word (parser);
  skip_space (parser);

  return self;
}

KabJsonValue *
kab_json_value_parse (const char *data, gsize length, unsigned max_depth, GError **error)
{
  Parser parser = { data, data, data + length, 0, max_depth, error };
  g_autoptr (KabJsonValue) self = NULL;

  if (!g_utf8_validate_len (data, length, &parser.at))
    {
      refuse (&parser, "not UTF-8");
      return NULL;
    }

  parser.at = data;
  self = parse_value (&parser);
  if (!self)
    return NULL;
  if (parser.at != parser.end)
    {
      refuse (&parser, "something follows the document");
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
kab_json_value_free (KabJsonValue *self)
{
  if (!self)
    return;

  switch (self->type)
    {
    case KAB_JSON_NUMBER:
    case KAB_JSON_STRING:
      g_string_free (self->text, TRUE);
      break;
    case KAB_JSON_ARRAY:
      g_ptr_array_unref (self->elements);
      break;
    case KAB_JSON_OBJECT:
      g_hash_table_unref (self->members);
      break;
    case KAB_JSON_NULL:
    case KAB_JSON_BOOLEAN:
    default:
      break;
    }
  g_free (self);
}
