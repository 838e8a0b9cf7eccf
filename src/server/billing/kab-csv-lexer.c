/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kab-csv-lexer.h"

static const char mark[] = { '\xEF', '\xBB', '\xBF' };

static int
peek (KabCsvLexer *self)
{
  if (self->position == self->filled)
    {
      if (self->error != NULL ||
          !g_input_stream_read_all (self->stream, self->buffer, sizeof self->buffer, &self->filled,
                                    NULL, &self->error))
        self->filled = 0;
      self->position = 0;
      if (self->filled == 0)
        return KAB_CSV_END;
    }

  return self->buffer[self->position];
}

static int
get (KabCsvLexer *self)
{
  int byte = peek (self);

  if (byte != KAB_CSV_END)
    self->position++;
  if (byte == '\n')
    self->line++;
  return byte;
}

static void
skip_line (KabCsvLexer *self)
{
  int byte;

  do
    byte = get (self);
  while (byte != '\n' && byte != KAB_CSV_END);
}

static int
break_off (KabCsvLexer *self, const char *fault)
{
  self->fault = fault;
  return KAB_CSV_BROKEN;
}

/* A CR counts only before an LF, and is left out then. */
static gboolean
is_line_end (KabCsvLexer *self, int *byte)
{
  if (*byte == '\r' && peek (self) == '\n')
    *byte = get (self);
  return *byte == '\n' || *byte == KAB_CSV_END;
}

static void
append (KabCsvLexer *self, int byte)
{
  if ((byte < 0x20 && byte != '\n') || byte == 0x7F)
    self->fault = _ ("there is a control character in it");
  else
    g_string_append_c (self->field, (char) byte);
}

/* After the opening mark. Returns what follows the closing one. */
static int
read_quoted (KabCsvLexer *self)
{
  while (TRUE)
    {
      int byte = get (self);

      if (byte == KAB_CSV_END)
        return break_off (self, _ ("its quotation mark is never closed"));
      if (byte == '"' && peek (self) != '"')
        break;
      if (byte == '"' || (byte == '\r' && peek (self) == '\n'))
        byte = get (self);

      if (self->field->len == KAB_CSV_FIELD_MAX)
        {
          if (byte != '\n')
            skip_line (self);
          return break_off (self, _ ("it is too long; is its quotation mark never closed?"));
        }
      append (self, byte);
    }

  int byte = get (self);
  if (byte == ';' || is_line_end (self, &byte))
    return byte;

  skip_line (self);
  return break_off (self, _ ("there is text after its closing quotation mark"));
}

KabCsvLexer *
kab_csv_lexer_new (GInputStream *stream)
{
  KabCsvLexer *self = g_new0 (KabCsvLexer, 1);

  self->stream = g_object_ref (stream);
  self->field = g_string_new (NULL);
  self->line = 1;
  return self;
}

void
kab_csv_lexer_free (KabCsvLexer *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->stream);
  g_clear_error (&self->error);
  g_string_free (self->field, TRUE);
  g_free (self);
}

void
kab_csv_lexer_skip_mark (KabCsvLexer *self)
{
  if (peek (self) != KAB_CSV_END && self->filled - self->position >= sizeof mark &&
      memcmp (self->buffer + self->position, mark, sizeof mark) == 0)
    self->position += sizeof mark;
}

gboolean
kab_csv_lexer_is_at_end (KabCsvLexer *self)
{
  return peek (self) == KAB_CSV_END;
}

int
kab_csv_lexer_read (KabCsvLexer *self)
{
  int byte = get (self);

  g_string_truncate (self->field, 0);
  self->fault = NULL;
  if (byte == '"')
    return read_quoted (self);

  while (byte != ';' && !is_line_end (self, &byte))
    {
      if (byte == '"')
        {
          skip_line (self);
          return break_off (self, _ ("a quotation mark inside it: put the whole field in "
                                     "quotation marks and double this one"));
        }
      if (self->field->len == KAB_CSV_FIELD_MAX)
        {
          skip_line (self);
          return break_off (self, _ ("it is too long"));
        }
      append (self, byte);
      byte = get (self);
    }

  return byte;
}
