/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* No field of a billing is longer; a quotation mark that is never closed ends here. */
#define KAB_CSV_FIELD_MAX 4096 /* bytes, as they stand in the file */

/* What ended a field, besides ';' and '\n'. */
#define KAB_CSV_END (-1) /* the file, or what can be read of it */
#define KAB_CSV_BROKEN \
  (-2) /* a fault after which the rest of the line means nothing; it is skipped */

/**
 * KabCsvLexer:
 *
 * Takes a stream apart into the fields of RFC 4180, with `;` between them, as bytes of whatever
 * encoding has ASCII in it. It does not know what a record is.
 */
typedef struct
{
  GInputStream *stream;
  GError *error;     /* of reading: the stream ends there */
  gint64 line;       /* the line at which it stands, from 1 */
  GString *field;    /* the bytes of the last field */
  const char *fault; /* what is wrong with it, in the user's language, or NULL */

  guint8 buffer[16384];
  gsize filled;
  gsize position;
} KabCsvLexer;

KabCsvLexer *kab_csv_lexer_new (GInputStream *stream);
void kab_csv_lexer_free (KabCsvLexer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabCsvLexer, kab_csv_lexer_free)

/* Leaves out the mark of UTF-8 at the beginning of the file. */
void kab_csv_lexer_skip_mark (KabCsvLexer *self);
gboolean kab_csv_lexer_is_at_end (KabCsvLexer *self);
/* Reads a field. A control character in it is a fault and left out; line breaks within quotation
 * marks are '\n'. */
int kab_csv_lexer_read (KabCsvLexer *self);

G_END_DECLS
