/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-encoding.h"

/* Windows-1251 from 0x80 to 0xBF; 0: no character. From 0xC0 it is the alphabet, А to я, in order.
 */
static const guint16 upper_half[] = {
  0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, /* 80 */
  0x20AC, 0x2030, 0x0409, 0x2039, 0x040A, 0x040C, 0x040B, 0x040F, /* 88 */
  0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, /* 90 */
  0x0000, 0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, /* 98 */
  0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, /* A0 */
  0x0401, 0x00A9, 0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407, /* A8 */
  0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6, 0x00B7, /* B0 */
  0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457, /* B8 */
};

/* Counts what speaks for UTF-8 and what against it, over pieces of a file. */
typedef struct
{
  guint64 characters; /* of several bytes, whole */
  guint64 misplaced;  /* bytes that belong to none */
  int expected;       /* continuation bytes still to come */
} Scan;

static int
count_continuations (guint8 lead)
{
  if (lead >= 0xC2 && lead <= 0xDF)
    return 1;
  if (lead >= 0xE0 && lead <= 0xEF)
    return 2;
  if (lead >= 0xF0 && lead <= 0xF4)
    return 3;
  return 0;
}

static void
scan_bytes (Scan *scan, const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = bytes[i];

      if (scan->expected > 0 && (byte & 0xC0) == 0x80)
        {
          if (--scan->expected == 0)
            scan->characters++;
          continue;
        }
      if (scan->expected > 0)
        scan->misplaced++;
      scan->expected = 0;

      if (byte >= 0x80 && (scan->expected = count_continuations (byte)) == 0)
        scan->misplaced++;
    }
}

static gboolean
has_mark (const guint8 *bytes, gsize length, KabEncoding *encoding)
{
  if (length >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0)
    *encoding = KAB_ENCODING_UTF_8;
  else if (length >= 2 &&
           (memcmp (bytes, "\xFF\xFE", 2) == 0 || memcmp (bytes, "\xFE\xFF", 2) == 0))
    *encoding = KAB_ENCODING_UTF_16;
  else
    return FALSE;

  return TRUE;
}

gboolean
kab_encoding_recognise (GFile *file, KabEncoding *encoding, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  guint8 bytes[16384];
  Scan scan = { 0 };
  gsize length;

  if (stream == NULL)
    return FALSE;

  for (gboolean first = TRUE;; first = FALSE)
    {
      if (!g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, sizeof bytes, &length, NULL,
                                    error))
        return FALSE;
      if (first && has_mark (bytes, length, encoding))
        return TRUE;

      scan_bytes (&scan, bytes, length);
      if (length < sizeof bytes)
        break;
    }

  if (scan.expected > 0)
    scan.misplaced++;
  *encoding = scan.misplaced == 0 || scan.characters > scan.misplaced ? KAB_ENCODING_UTF_8
                                                                      : KAB_ENCODING_WINDOWS_1251;
  return TRUE;
}

char *
kab_encoding_decode (KabEncoding encoding, const char *bytes, gsize length)
{
  if (encoding == KAB_ENCODING_UTF_8)
    return g_utf8_validate_len (bytes, length, NULL) ? g_strndup (bytes, length) : NULL;
  if (encoding != KAB_ENCODING_WINDOWS_1251)
    return NULL;

  /* No character of it takes more than three bytes in UTF-8. */
  g_autofree char *text = g_malloc (3 * length + 1);
  char *end = text;

  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = (guint8) bytes[i];
      gunichar character = byte;

      if (byte >= 0xC0)
        character = 0x0410 + (byte - 0xC0);
      else if (byte >= 0x80)
        character = upper_half[byte - 0x80];
      if (character == 0)
        return NULL;

      end += g_unichar_to_utf8 (character, end);
    }

  *end = '\0';
  return g_steal_pointer (&text);
}
