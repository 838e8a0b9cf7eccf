/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kab-csv-lexer.h"
#include "kab-csv.h"
#include "kab-encoding.h"
#include "kab-error.h"

struct _KabCsv
{
  KabFile file;
  const char *const *columns;
  guint n_columns;
  KabFaults *faults; /* not owned */

  KabCsvLexer *lexer; /* NULL when there is nothing to read on */
  KabEncoding encoding;
  guint *order;     /* field of the line → column */
  GPtrArray *texts; /* column → its field, or NULL */
  gint64 line;
  gboolean bad;
  gboolean whole;
};

/* A field beyond the last column is told as the last one. */
static void
refuse_field (KabCsv *self, guint field, const char *what)
{
  kab_csv_refuse (self, self->order[MIN (field, self->n_columns - 1)], what);
}

/* Reads the next field. Its faults are told. */
static int
read_field (KabCsv *self, guint field)
{
  int end = kab_csv_lexer_read (self->lexer);

  if (self->lexer->fault != NULL)
    refuse_field (self, field, self->lexer->fault);
  if (end == KAB_CSV_BROKEN)
    self->whole = FALSE;
  return end;
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

/* (transfer full): the field just read as text, or NULL after a fault. */
static char *
take_text (KabCsv *self, guint field)
{
  const GString *bytes = self->lexer->field;
  g_autofree char *text = kab_encoding_decode (self->encoding, bytes->str, bytes->len);

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
  return n_fields == 0 && end != ';' && end != KAB_CSV_BROKEN && text != NULL && *text == '\0';
}

/* Reads a record's fields. FALSE: the line was blank. */
static gboolean
read_record (KabCsv *self)
{
  guint n_fields = 0;
  int end;

  self->line = self->lexer->line;
  self->bad = FALSE;
  for (guint i = 0; i < self->n_columns; i++)
    put_text (self, i, NULL);

  do
    {
      end = read_field (self, n_fields);
      if (n_fields < self->n_columns && end != KAB_CSV_BROKEN)
        {
          char *text = take_text (self, n_fields);

          put_text (self, self->order[n_fields], text);
          if (is_blank (n_fields, text, end))
            return FALSE;
        }
      n_fields++;
    }
  while (end == ';');

  if (end == KAB_CSV_BROKEN)
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

  self->line = self->lexer->line;
  do
    {
      end = read_field (self, names->len);

      char *name = end != KAB_CSV_BROKEN ? take_text (self, names->len) : NULL;
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
          g_autofree char *position = g_strdup_printf ("%u", i + 1);
          good = refuse_header (self, *name != '\0' ? name : position, what);
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

  kab_csv_lexer_skip_mark (self->lexer);
  names = read_header_names (self);
  if (names != NULL && !self->bad)
    return map_header (self, names);

  self->whole = FALSE;
  return FALSE;
}

/* (transfer full): NULL with a fault of GIO. A pipe or a device would be read for ever, and the
 * service could not write all the while. */
static GInputStream *
open_file (GFile *file, KabEncoding *encoding, GError **error)
{
  GFileType type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL);

  if (type != G_FILE_TYPE_REGULAR && type != G_FILE_TYPE_UNKNOWN)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("it is not a file"));
      return NULL;
    }
  return kab_encoding_recognise (file, encoding, error)
           ? G_INPUT_STREAM (g_file_read (file, NULL, error))
           : NULL;
}

KabCsv *
kab_csv_open (GFile *directory,
              KabFile file,
              const char *const *columns,
              KabFaults *faults,
              GError **error)
{
  g_autoptr (KabCsv) self = g_new0 (KabCsv, 1);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GFile) child = g_file_get_child (directory, kab_file_get_name (file));
  g_autoptr (GError) local = NULL;

  self->file = file;
  self->columns = columns;
  self->n_columns = g_strv_length ((char **) columns);
  self->faults = faults;
  self->order = g_new (guint, self->n_columns);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (self->texts, (int) self->n_columns);
  self->line = 1;
  self->whole = TRUE;
  for (guint i = 0; i < self->n_columns; i++)
    self->order[i] = i;

  stream = open_file (child, &self->encoding, &local);
  if (stream == NULL)
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_FILE, "%s: %s", g_file_peek_path (child),
                                               local->message));
      return NULL;
    }

  /* Without a header that can be trusted there is nothing to read on. */
  self->lexer = kab_csv_lexer_new (stream);
  if (!read_header (self))
    g_clear_pointer (&self->lexer, kab_csv_lexer_free);

  return g_steal_pointer (&self);
}

void
kab_csv_free (KabCsv *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->lexer, kab_csv_lexer_free);
  g_free (self->order);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

gboolean
kab_csv_next (KabCsv *self, GError **error)
{
  if (self->lexer == NULL)
    return FALSE;

  /* A record that an error of reading cut short is none. */
  while (!kab_csv_lexer_is_at_end (self->lexer))
    if (read_record (self) && self->lexer->error == NULL)
      return TRUE;

  if (self->lexer->error != NULL)
    g_propagate_error (error,
                       kab_error_new (KAB_ERROR_FILE, "%s: %s", kab_file_get_name (self->file),
                                      self->lexer->error->message));
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
