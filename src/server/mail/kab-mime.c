/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "kab-error.h"
#include "kab-mime.h"

/* An encoded word is at most 75 characters (RFC 2047, 2): 12 of frame and base64 of 39 bytes leave
 * room for "Subject: ". */
#define WORD_BYTES 39
#define BODY_BYTES 57 /* make a line of 76 in base64 (RFC 2045, 6.8) */
#define NAME_BYTES 54 /* of a file's name in a line of 76: 18 escaped ones (RFC 2231, 3) */
#define PLAIN_MAX  60 /* longer than this a header of ASCII needs folding as well */

/* How many bytes of @text, at most @limit, end at a character's end. */
static gsize
cut_at_character (const char *text, gsize length, gsize limit)
{
  if (length <= limit)
    return length;
  while ((text[limit] & 0xC0) == 0x80)
    limit--;
  return limit;
}

static gboolean
is_plain (const char *text)
{
  gsize length = strlen (text);

  if (length > PLAIN_MAX || (length > 0 && (text[0] == ' ' || text[length - 1] == ' ')))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isprint (*p))
      return FALSE;
  return strstr (text, "=?") == NULL;
}

/* A display name that needs neither quotes nor words: atoms of RFC 5322 with spaces between. */
static gboolean
is_phrase (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != ' ' && *p != '-')
      return FALSE;
  return is_plain (text);
}

static void
append_words (GString *out, const char *text)
{
  gsize length = strlen (text);
  gsize done = 0;

  while (done < length)
    {
      gsize part = cut_at_character (text + done, length - done, WORD_BYTES);
      g_autofree char *coded = g_base64_encode ((const guchar *) text + done, part);

      g_string_append_printf (out, "%s=?UTF-8?B?%s?=", done > 0 ? "\r\n " : "", coded);
      done += part;
    }
}

static void
append_mailbox (GString *out, const char *header, const KabMailAddress *mailbox)
{
  g_string_append_printf (out, "%s: ", header);
  if (mailbox->name[0] == '\0')
    {
      g_string_append_printf (out, "%s\r\n", mailbox->address);
      return;
    }
  if (is_phrase (mailbox->name))
    g_string_append (out, mailbox->name);
  else
    append_words (out, mailbox->name);
  g_string_append_printf (out, "\r\n <%s>\r\n", mailbox->address);
}

/* RFC 5322, 3.3; the names are English whatever the locale is. */
static gboolean
append_date (GString *out, gint64 date)
{
  static const char days[][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (date);

  if (time == NULL)
    return FALSE;
  g_string_append_printf (out, "Date: %s, %d %s %04d %02d:%02d:%02d +0000\r\n",
                          days[g_date_time_get_day_of_week (time) - 1],
                          g_date_time_get_day_of_month (time),
                          months[g_date_time_get_month (time) - 1], g_date_time_get_year (time),
                          g_date_time_get_hour (time), g_date_time_get_minute (time),
                          g_date_time_get_second (time));
  return TRUE;
}

static void
append_base64 (GString *out, const guchar *bytes, gsize size)
{
  for (gsize done = 0; done < size; done += BODY_BYTES)
    {
      g_autofree char *line = g_base64_encode (bytes + done, MIN (size - done, BODY_BYTES));

      g_string_append_printf (out, "%s\r\n", line);
    }
}

/* Text is coded with its line ends as they go over the wire (RFC 2045, 6.8). */
static void
append_body (GString *out, const char *body)
{
  g_autoptr (GString) text = g_string_new (body);

  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\n", "\r\n", 0);
  g_string_append (out, "Content-Type: text/plain; charset=utf-8\r\n"
                        "Content-Transfer-Encoding: base64\r\n"
                        "\r\n");
  append_base64 (out, (const guchar *) text->str, text->len);
}

/* A file's name in pieces (RFC 2231, 3 and 4), none of which cuts an escaped byte. */
static void
append_file_name (GString *out, const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  const char *rest = escaped;

  for (int piece = 0; *rest != '\0'; piece++)
    {
      gsize length = MIN (strlen (rest), NAME_BYTES);

      for (int i = 1; i <= 2 && rest[length] != '\0'; i++)
        if (rest[length - (gsize) i] == '%')
          length -= (gsize) i;
      g_string_append_printf (out, ";\r\n filename*%d*=%s%.*s", piece, piece == 0 ? "UTF-8''" : "",
                              (int) length, rest);
      rest += length;
    }
}

/* The plain name stands where programs look that do not know RFC 2231. */
static void
append_file (GString *out, const KabMimeFile *file)
{
  g_string_append_printf (out,
                          "Content-Type: %s;\r\n name=\"%s\"\r\n"
                          "Content-Disposition: attachment",
                          file->type, file->ascii_name);
  append_file_name (out, file->name);
  g_string_append (out, "\r\nContent-Transfer-Encoding: base64\r\n\r\n");
  append_base64 (out, g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
}

/* No line of base64 begins with the boundary, nor has one a "=" or "_" at its beginning. */
static void
append_parts (GString *out, gint64 id, const char *body, const KabMimeFile *file)
{
  g_autofree char *boundary = g_strdup_printf ("=_%" G_GINT64_MODIFIER "x", (guint64) id);

  g_string_append_printf (out, "Content-Type: multipart/mixed;\r\n boundary=\"%s\"\r\n\r\n--%s\r\n",
                          boundary, boundary);
  append_body (out, body);
  g_string_append_printf (out, "--%s\r\n", boundary);
  append_file (out, file);
  g_string_append_printf (out, "--%s--\r\n", boundary);
}

static gboolean
is_line (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static gboolean
is_file_name (const KabMimeFile *file)
{
  return *file->name != '\0' && is_line (file->name) && is_plain (file->ascii_name) &&
         strpbrk (file->ascii_name, "\"\\") == NULL;
}

static char *
refuse (GError **error, const char *what)
{
  g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT, "a letter cannot have this %s", what));
  return NULL;
}

char *
kab_mime_format (gint64 id,
                 gint64 date,
                 const KabMailAddress *sender,
                 const KabMailAddress *recipient,
                 const char *subject,
                 const char *body,
                 const KabMimeFile *file,
                 GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (sender != NULL && recipient != NULL, NULL);
  g_return_val_if_fail (subject != NULL && body != NULL, NULL);

  if (!is_line (subject))
    return refuse (error, "subject");
  if (!g_utf8_validate (body, -1, NULL))
    return refuse (error, "body");
  if (file != NULL && !is_file_name (file))
    return refuse (error, "file");
  if (!append_date (out, date))
    return refuse (error, "date");
  append_mailbox (out, "From", sender);
  append_mailbox (out, "To", recipient);
  g_string_append (out, "Subject: ");
  if (is_plain (subject))
    g_string_append (out, subject);
  else
    append_words (out, subject);
  g_string_append_printf (out,
                          "\r\nMessage-ID: <%" G_GINT64_MODIFIER "x.%" G_GINT64_MODIFIER
                          "x@%s>\r\n",
                          (guint64) date, (guint64) id, kab_mail_address_get_domain (sender));
  g_string_append (out, "Auto-Submitted: auto-generated\r\n"
                        "MIME-Version: 1.0\r\n");
  if (file != NULL)
    append_parts (out, id, body, file);
  else
    append_body (out, body);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
