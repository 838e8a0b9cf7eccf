/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-mail-address.h"

G_BEGIN_DECLS

/* What is attached to a letter. */
typedef struct
{
  const char *name;       /* of the file, UTF-8 */
  const char *ascii_name; /* for programs that know no other letters; no quotes */
  const char *type;       /* "application/pdf" */
  GBytes *bytes;
} KabMimeFile;

/**
 * kab_mime_format:
 * @id: (the number of the letter)
 * @date: unix seconds
 * @subject: UTF-8, one line
 * @body: UTF-8, lines end with \n
 * @file: (nullable): goes with it
 *
 * A letter of plain text as it goes over the wire: RFC 5322 headers, RFC 2047 words, RFC 2045
 * base64, with a file RFC 2046 parts and a name as of RFC 2231; CRLF at line ends, ASCII only, no
 * line over 76 but for a long address. The same arguments give the same text, Message-ID too: a
 * letter that was sent twice after a crash is recognised by whoever gets it.
 *
 * Returns: (transfer full): the text, or %NULL with KAB_ERROR_FORMAT
 */
char *kab_mime_format (gint64 id,
                       gint64 date,
                       const KabMailAddress *sender,
                       const KabMailAddress *recipient,
                       const char *subject,
                       const char *body,
                       const KabMimeFile *file,
                       GError **error);

G_END_DECLS
