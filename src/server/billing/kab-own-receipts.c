/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kab-account.h"
#include "kab-error.h"
#include "kab-own-receipts.h"

#define FOLDER     "receipts"
#define SUFFIX     ".pdf"
#define MONTH_SIZE 7
#define PDF_MAX    (10 * 1024 * 1024)
/* Where a reader looks for the end (ISO 32000, annex H). */
#define END_SIZE 1024

static gboolean
fail (GFile *file, const GError *cause, GError **error)
{
  g_propagate_error (error, kab_error_new (KAB_ERROR_FILE, "%s: %s", g_file_peek_path (file),
                                           cause->message));
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names in the folder, sorted, so that the same files are always told of alike; none when there
 * is no folder. NULL with @error. */
static GPtrArray *
list_names (GFile *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileEnumerator) files =
    g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE, NULL,
                               &failure);
  GFileInfo *info = NULL;

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_steal_pointer (&names);
  while (failure == NULL && g_file_enumerator_iterate (files, &info, NULL, NULL, &failure) &&
         info != NULL)
    if (g_file_info_get_name (info)[0] != '.')
      g_ptr_array_add (names, g_strdup (g_file_info_get_name (info)));
  if (failure != NULL)
    {
      fail (folder, failure, error);
      return NULL;
    }

  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* "00-1_2020-02.pdf": the account's number as it is kept, and the month. */
static gboolean
parse_name (const char *name, char **number, KabMonth *month)
{
  gsize length = strlen (name);
  gsize tail = 1 + MONTH_SIZE + strlen (SUFFIX);
  g_autofree char *text = NULL;

  if (length <= tail || !g_str_has_suffix (name, SUFFIX) || name[length - tail] != '_')
    return FALSE;
  text = g_strndup (name + length - tail + 1, MONTH_SIZE);
  if (!kab_month_parse (text, month, NULL))
    return FALSE;
  g_free (text);
  text = g_strndup (name, length - tail);
  *number = kab_account_number_normalise (text, NULL);
  return *number != NULL;
}

static gboolean
contains (const char *data, gsize size, const char *word)
{
  gsize length = strlen (word);

  for (gsize i = 0; i + length <= size; i++)
    if (memcmp (data + i, word, length) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_whole_pdf (GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes);
  const char *data = g_bytes_get_data (bytes, NULL);
  gsize end = MIN (size, END_SIZE);

  return contains (data, MIN (size, strlen ("%PDF-")), "%PDF-") &&
         contains (data + size - end, end, "startxref") &&
         contains (data + size - end, end, "%%EOF");
}

/* @pdf (out): NULL after a fault. */
static gboolean
load (GFile *file, const char *name, KabFaults *faults, GBytes **pdf, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                       G_FILE_QUERY_INFO_NONE, NULL, &failure);
  g_autoptr (GBytes) bytes = NULL;

  *pdf = NULL;
  if (info == NULL)
    return fail (file, failure, error);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    kab_faults_add_receipt (faults, name, "%s", _ ("it is not a file"));
  else if (g_file_info_get_size (info) > PDF_MAX)
    kab_faults_add_receipt (faults, name, "%s", _ ("it is larger than 10 MiB"));
  else
    {
      bytes = g_file_load_bytes (file, NULL, NULL, &failure);
      if (bytes == NULL)
        return fail (file, failure, error);
      if (is_whole_pdf (bytes))
        *pdf = g_steal_pointer (&bytes);
      else
        kab_faults_add_receipt (faults, name, "%s", _ ("it is not a PDF, or its end is missing"));
    }

  return TRUE;
}

gboolean
kab_own_receipts_read (GFile *directory,
                       KabIntake *intake,
                       KabFaults *faults,
                       gboolean settled,
                       GError **error)
{
  g_autoptr (GFile) folder = g_file_get_child (directory, FOLDER);
  g_autoptr (GPtrArray) names = list_names (folder, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autoptr (GFile) file = g_file_get_child (folder, name);
      g_autoptr (GBytes) pdf = NULL;
      g_autofree char *number = NULL;
      KabMonth month;

      if (!parse_name (name, &number, &month))
        {
          kab_faults_add_receipt (faults, name, "%s",
                                  _ ("its name is not as in 123543566_2020-02.pdf"));
          continue;
        }
      if (!load (file, name, faults, &pdf, error))
        return FALSE;
      if (pdf != NULL && settled &&
          !kab_intake_add_receipt (intake, name, number, month, pdf, error))
        return FALSE;
    }

  return TRUE;
}
