/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-demo-letter.h"

static char *
to_utf8 (const char *bytes, gsize length, const char *charset)
{
  char *text = NULL;

  if (charset != NULL && g_ascii_strcasecmp (charset, "utf-8") != 0)
    text = g_convert (bytes, (gssize) length, "UTF-8", charset, NULL, NULL, NULL);

  return text != NULL ? text : g_utf8_make_valid (bytes, (gssize) length);
}

/* RFC 2045, 6.7; @underscores: a word of a header, RFC 2047, 4.2. */
static GByteArray *
decode_quoted (const char *text, gsize length, gboolean underscores)
{
  GByteArray *bytes = g_byte_array_sized_new ((guint) length);

  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) text[i];
      gsize rest = length - i - 1;

      if (byte == '_' && underscores)
        byte = ' ';
      else if (byte == '=' && rest >= 2 && g_ascii_isxdigit (text[i + 1]) &&
               g_ascii_isxdigit (text[i + 2]))
        {
          byte =
            (guint8) (g_ascii_xdigit_value (text[i + 1]) * 16 + g_ascii_xdigit_value (text[i + 2]));
          i += 2;
        }
      else if (byte == '=' && rest >= 1 && text[i + 1] == '\n')
        {
          i += 1;
          continue;
        }
      else if (byte == '=' && rest >= 2 && text[i + 1] == '\r' && text[i + 2] == '\n')
        {
          i += 2;
          continue;
        }

      g_byte_array_append (bytes, &byte, 1);
    }

  return bytes;
}

static GByteArray *
decode_base64 (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  gsize size = 0;
  guchar *bytes = g_base64_decode (copy, &size);

  return g_byte_array_new_take (bytes, size);
}

static gboolean
decode_word_cb (const GMatchInfo *match, GString *result, gpointer user_data)
{
  g_autofree char *charset = g_match_info_fetch (match, 1);
  g_autofree char *encoding = g_match_info_fetch (match, 2);
  g_autofree char *text = g_match_info_fetch (match, 3);
  g_autoptr (GByteArray) bytes = g_ascii_toupper (*encoding) == 'B'
                                   ? decode_base64 (text, strlen (text))
                                   : decode_quoted (text, strlen (text), TRUE);
  g_autofree char *decoded = to_utf8 ((const char *) bytes->data, bytes->len, charset);

  g_string_append (result, decoded);

  return FALSE;
}

/* The encoded words of a header; the space between two of them is no space (RFC 2047, 6.2). */
static char *
decode_words (const char *text)
{
  g_autoptr (GRegex) between = g_regex_new ("\\?=\\s+=\\?", 0, 0, NULL);
  g_autoptr (GRegex) word = g_regex_new ("=\\?([^?]+)\\?([BbQq])\\?([^?]*)\\?=", 0, 0, NULL);
  g_autofree char *joined = g_regex_replace_literal (between, text, -1, 0, "?==?", 0, NULL);

  return g_regex_replace_eval (word, joined, -1, 0, 0, decode_word_cb, NULL, NULL);
}

/* (transfer full) (nullable): the value of the header @name, unfolded. */
static char *
find_header (const char *head, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("^%s:[ \\t]*(.*(?:\\n[ \\t].*)*)", name);
  g_autoptr (GRegex) header =
    g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_MULTILINE | G_REGEX_NEWLINE_LF, 0, NULL);
  g_autoptr (GRegex) fold = g_regex_new ("\\s*\\n\\s*", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *value = NULL;

  if (!g_regex_match (header, head, 0, &match))
    return NULL;

  value = g_match_info_fetch (match, 1);

  return g_regex_replace_literal (fold, g_strstrip (value), -1, 0, " ", 0, NULL);
}

/* The first group of @pattern in @text, "" when there is none. */
static char *
find_text (const char *text, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return g_strdup ("");

  return g_match_info_fetch (match, 1);
}

static char *
decode_body (const char *head, const char *data, gsize length)
{
  g_autofree char *encoding = find_header (head, "Content-Transfer-Encoding");
  g_autofree char *type = find_header (head, "Content-Type");
  g_autofree char *charset = find_text (type != NULL ? type : "", "charset=\"?([^\\s\";]+)");
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (encoding != NULL && g_ascii_strcasecmp (encoding, "base64") == 0)
    bytes = decode_base64 (data, length);
  else if (encoding != NULL && g_ascii_strcasecmp (encoding, "quoted-printable") == 0)
    bytes = decode_quoted (data, length, FALSE);

  if (bytes != NULL)
    text = to_utf8 ((const char *) bytes->data, bytes->len, *charset != '\0' ? charset : NULL);
  else
    text = to_utf8 (data, length, *charset != '\0' ? charset : NULL);

  lines = g_strsplit (text, "\r\n", -1);

  return g_strjoinv ("\n", lines);
}

KabDemoLetter *
kab_demo_letter_parse (const char *data, gsize length)
{
  const char *end = g_strstr_len (data, (gssize) length, "\n\r\n");
  gsize gap = 3;
  g_autofree char *head = NULL;
  g_autofree char *recipient = NULL;
  g_autofree char *subject = NULL;
  g_autoptr (KabDemoLetter) letter = NULL;

  if (end == NULL)
    {
      end = g_strstr_len (data, (gssize) length, "\n\n");
      gap = 2;
    }
  if (end == NULL)
    return NULL;

  head = g_utf8_make_valid (data, end - data);
  recipient = find_header (head, "To");
  subject = find_header (head, "Subject");
  if (recipient == NULL || subject == NULL)
    return NULL;

  letter = g_new0 (KabDemoLetter, 1);
  letter->recipient = find_text (recipient, "([^\\s<>]+@[^\\s<>]+)");
  letter->subject = decode_words (subject);
  letter->body = decode_body (head, end + gap, length - (gsize) (end - data) - gap);
  letter->code = find_text (letter->body, "Код:\\s*([0-9]{6})(?![0-9])");

  return g_steal_pointer (&letter);
}

void
kab_demo_letter_free (KabDemoLetter *self)
{
  g_free (self->recipient);
  g_free (self->subject);
  g_free (self->body);
  g_free (self->code);
  g_free (self);
}
