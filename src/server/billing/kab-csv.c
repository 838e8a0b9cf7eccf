/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kab-csv.h"
#include "kab-encoding.h"
#include "kab-error.h"

#define END    (-1) /* of the file, or of what can be read of it */
#define BROKEN (-2) /* a field after which the rest of the line means nothing */

struct _KabCsv
{
  KabFile file;
  const char *const *columns;
  guint n_columns;
  KabFaults *faults; /* not owned */

  GInputStream *stream;
  guint8 buffer[16384];
  gsize filled;
  gsize position;
  GError *error;
  KabEncoding encoding;

  guint *order;     /* field of the line → column */
  GString *raw;     /* the bytes of a field */
  GPtrArray *texts; /* column → its field, or NULL */
  gint64 next_line;
  gint64 line;
  gboolean bad;
  gboolean whole;
};

static int
peek (KabCsv *self)
{
  if (self->position == self->filled)
    {
      if (self->error != NULL ||
          !g_input_stream_read_all (self->stream, self->buffer, sizeof self->buffer, &self->filled,
                                    NULL, &self->error))
        self->filled = 0;
      self->position = 0;
      if (self->filled == 0)
        return END;
    }

  return self->buffer[self->position];
}

static int
get (KabCsv *self)
{
  int byte = peek (self);

  if (byte != END)
    self->position++;
  if (byte == '\n')
    self->next_line++;
  return byte;
}

static const char *
column_name (KabCsv *self, guint field)
{
  guint column = MIN (field, self->n_columns - 1);

  return self->columns[self->order[column]];
}

static void
refuse_field (KabCsv *self, guint field, const char *what)
{
  self->bad = TRUE;
  kab_faults_add (self->faults, self->file, self->line, column_name (self, field), "%s", what);
}

static int
refuse_line (KabCsv *self, guint field, const char *what)
{
  refuse_field (self, field, what);
  self->whole = FALSE;
  return BROKEN;
}

static void
skip_line (KabCsv *self)
{
  int byte;

  do
    byte = get (self);
  while (byte != '\n' && byte != END);
}

/* A CR counts only before an LF, and is left out then. */
static gboolean
is_line_end (KabCsv *self, int *byte)
{
  if (*byte == '\r' && peek (self) == '\n')
    *byte = get (self);
  return *byte == '\n' || *byte == END;
}

static gboolean
is_control (int byte)
{
  return (byte >= 0 && byte < 0x20) || byte == 0x7F;
}

/* Adds @byte to the field. A control character is told once a field and left out. */
static void
append (KabCsv *self, guint field, int byte, gboolean *told)
{
  if (!is_control (byte) || byte == '\n')
    {
      g_string_append_c (self->raw, (char) byte);
      return;
    }
  if (*told)
    return;

  *told = TRUE;
  refuse_field (self, field, _ ("there is a control character in it"));
}

/* After the opening mark. Returns what follows the closing one. */
static int
read_quoted (KabCsv *self, guint field)
{
  gboolean told = FALSE;

  while (TRUE)
    {
      int byte = get (self);

      if (byte == END)
        return refuse_line (self, field, _ ("its quotation mark is never closed"));
      if (byte == '"' && peek (self) != '"')
        break;
      if (byte == '"')
        byte = get (self);
      else if (byte == '\r' && peek (self) == '\n')
        byte = get (self);

      if (self->raw->len == KAB_CSV_FIELD_MAX)
        {
          if (byte != '\n')
            skip_line (self);
          return refuse_line (self, field,
                              _ ("it is too long; is its quotation mark never closed?"));
        }
      append (self, field, byte, &told);
    }

  int byte = get (self);
  if (byte == ';' || is_line_end (self, &byte))
    return byte;

  skip_line (self);
  return refuse_line (self, field, _ ("there is text after its closing quotation mark"));
}

/* Reads a field into raw. Returns what ended it: ';', '\n', END, or BROKEN. */
static int
read_field (KabCsv *self, guint field)
{
  gboolean told = FALSE;
  int byte = get (self);

  g_string_truncate (self->raw, 0);
  if (byte == '"')
    return read_quoted (self, field);

  while (byte != ';' && !is_line_end (self, &byte))
    {
      if (byte == '"')
        {
          skip_line (self);
          return refuse_line (self, field,
                              _ ("a quotation mark inside it: put the whole field in quotation "
                                 "marks and double this one"));
        }
      if (self->raw->len == KAB_CSV_FIELD_MAX)
        {
          skip_line (self);
          return refuse_line (self, field, _ ("it is too long"));
        }
      append (self, field, byte, &told);
      byte = get (self);
    }

  return byte;
}

/* In place: runs of spaces and line breaks become a space, the ends have none. */
static void
tidy (char *text)
{
  char *end = text;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p != ' ' && *p != '\n')
        *end++ = *p;
      else if (end > text && end[-1] != ' ')
        *end++ = ' ';
    }
  if (end > text && end[-1] == ' ')
    end--;
  *end = '\0';
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (*p != '\n' && g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* (transfer full): raw as text, or NULL after a fault. */
static char *
take_text (KabCsv *self, guint field)
{
  g_autofree char *text = kab_encoding_decode (self->encoding, self->raw->str, self->raw->len);

  if (text == NULL)
    {
      refuse_field (self, field,
                    self->encoding == KAB_ENCODING_UTF_8
                      ? _ ("there are bytes in it that are not UTF-8, as the file is otherwise")
                      : _ ("there is a byte in it that is no character of Windows-1251"));
      return NULL;
    }
  if (has_control (text))
    {
      refuse_field (self, field, _ ("there is a control character in it"));
      return NULL;
    }

  tidy (text);
  return g_steal_pointer (&text);
}

static void
put_text (KabCsv *self, guint column, char *text)
{
  g_free (self->texts->pdata[column]);
  self->texts->pdata[column] = text;
}

static gboolean
is_blank (guint n_fields, const char *text, int end)
{
  return n_fields == 0 && end != ';' && end != BROKEN && text != NULL && *text == '\0';
}

/* Reads a record's fields. FALSE: the line was blank. */
static gboolean
read_record (KabCsv *self)
{
  guint n_fields = 0;
  int end;

  self->line = self->next_line;
  self->bad = FALSE;
  for (guint i = 0; i < self->n_columns; i++)
    put_text (self, i, NULL);

  do
    {
      end = read_field (self, n_fields);
      if (n_fields < self->n_columns && end != BROKEN)
        {
          char *text = take_text (self, n_fields);

          put_text (self, self->order[n_fields], text);
          if (is_blank (n_fields, text, end))
            return FALSE;
        }
      n_fields++;
    }
  while (end == ';');

  if (end == BROKEN)
    return TRUE;
  if (n_fields < self->n_columns)
    refuse_field (self, n_fields, _ ("the line ends before it"));
  else if (n_fields > self->n_columns)
    refuse_field (self, self->n_columns - 1, _ ("there are more fields after it than columns"));
  return TRUE;
}

static gboolean
refuse_header (KabCsv *self, const char *column, const char *what)
{
  kab_faults_add (self->faults, self->file, self->line, column, "%s", what);
  self->whole = FALSE;
  return FALSE;
}

static guint
find_column (KabCsv *self, const char *name)
{
  guint column = 0;

  while (column < self->n_columns && strcmp (self->columns[column], name) != 0)
    column++;
  return column;
}

static GPtrArray *
read_header_names (KabCsv *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int end;

  self->line = self->next_line;
  do
    {
      end = read_field (self, names->len);

      char *name = end != BROKEN ? take_text (self, names->len) : NULL;
      if (name == NULL)
        return NULL;
      g_ptr_array_add (names, name);
    }
  while (end == ';' && names->len <= 4 * self->n_columns);

  return g_steal_pointer (&names);
}

/* Finds which column each field of a line is. */
static gboolean
map_header (KabCsv *self, GPtrArray *names)
{
  g_autofree char *wanted = g_strjoinv (";", (char **) self->columns);
  g_autofree gboolean *seen = g_new0 (gboolean, self->n_columns);
  guint known = 0;
  gboolean good = TRUE;

  for (guint i = 0; i < names->len; i++)
    known += find_column (self, names->pdata[i]) < self->n_columns;
  if (known == 0)
    {
      g_autofree char *what = g_strdup_printf (_ ("the first line must be “%s”"), wanted);
      return refuse_header (self, self->columns[0], what);
    }

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      guint column = find_column (self, name);

      if (column == self->n_columns)
        {
          g_autofree char *what =
            g_strdup_printf (_ ("there is no such column; the columns are “%s”"), wanted);
          good = refuse_header (self, name, what);
        }
      else if (seen[column])
        good = refuse_header (self, name, _ ("this column is there twice"));
      else
        {
          seen[column] = TRUE;
          if (i < self->n_columns)
            self->order[i] = column;
        }
    }
  for (guint i = 0; i < self->n_columns; i++)
    if (!seen[i])
      good = refuse_header (self, self->columns[i], _ ("this column is missing"));

  return good;
}

static gboolean
read_header (KabCsv *self)
{
  g_autoptr (GPtrArray) names = NULL;

  if (self->encoding == KAB_ENCODING_UTF_16)
    return refuse_header (self, self->columns[0],
                          _ ("the file is in UTF-16; save it as UTF-8 or Windows-1251"));

  if (peek (self) == 0xEF && self->encoding == KAB_ENCODING_UTF_8 && self->filled >= 3 &&
      memcmp (self->buffer, "\xEF\xBB\xBF", 3) == 0)
    self->position = 3;

  names = read_header_names (self);
  if (names != NULL && !self->bad)
    return map_header (self, names);

  self->whole = FALSE;
  return FALSE;
}

KabCsv *
kab_csv_open (GFile *directory,
              KabFile file,
              const char *const *columns,
              KabFaults *faults,
              GError **error)
{
  g_autoptr (KabCsv) self = g_new0 (KabCsv, 1);
  g_autoptr (GFile) child = g_file_get_child (directory, kab_file_get_name (file));
  g_autoptr (GError) local = NULL;

  self->file = file;
  self->columns = columns;
  self->n_columns = g_strv_length ((char **) columns);
  self->faults = faults;
  self->order = g_new (guint, self->n_columns);
  self->raw = g_string_new (NULL);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (self->texts, (int) self->n_columns);
  self->line = self->next_line = 1;
  self->whole = TRUE;
  for (guint i = 0; i < self->n_columns; i++)
    self->order[i] = i;

  if (kab_encoding_recognise (child, &self->encoding, &local))
    self->stream = G_INPUT_STREAM (g_file_read (child, NULL, &local));
  if (self->stream == NULL)
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_FILE, "%s: %s", g_file_peek_path (child),
                                               local->message));
      return NULL;
    }

  /* Without a header that can be trusted there is nothing to read on. */
  if (!read_header (self))
    g_clear_object (&self->stream);

  return g_steal_pointer (&self);
}

void
kab_csv_free (KabCsv *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->stream);
  g_clear_error (&self->error);
  g_string_free (self->raw, TRUE);
  g_free (self->order);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

gboolean
kab_csv_next (KabCsv *self, GError **error)
{
  if (self->stream == NULL)
    return FALSE;

  while (peek (self) != END)
    if (read_record (self) && self->error == NULL)
      return TRUE;

  if (self->error != NULL)
    g_propagate_error (error, kab_error_new (KAB_ERROR_FILE, "%s: %s",
                                             kab_file_get_name (self->file), self->error->message));
  return FALSE;
}

gboolean
kab_csv_is_bad (KabCsv *self)
{
  return self->bad;
}

gboolean
kab_csv_is_whole (KabCsv *self)
{
  return self->whole;
}

gint64
kab_csv_get_line (KabCsv *self)
{
  return self->line;
}

const char *
kab_csv_get_field (KabCsv *self, guint column)
{
  const char *text = self->texts->pdata[column];

  return text != NULL ? text : "";
}

void
kab_csv_refuse (KabCsv *self, guint column, const char *what)
{
  self->bad = TRUE;
  kab_faults_add (self->faults, self->file, self->line, self->columns[column], "%s", what);
}
