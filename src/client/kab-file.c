/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gfiledescriptorbased.h>
#include <stdio.h>
#include <unistd.h>

#include "kab-error.h"
#include "kab-file.h"
#include "kab-sha256.h"

#define NAME_TRIES 16
#define PIECE_SIZE (64 * 1024)

typedef struct
{
  GBytes *bytes;
  gboolean replace;
} Writing;

typedef struct
{
  gint64 size;
  char *sha256;
} Likeness;

static void
writing_free (Writing *writing)
{
  g_bytes_unref (writing->bytes);
  g_free (writing);
}

static void
likeness_free (Likeness *likeness)
{
  g_free (likeness->sha256);
  g_free (likeness);
}

/* (transfer full): a new file in the folder of @file, of a name that nobody has. */
static GFileOutputStream *
create_beside (GFile *file, GFile **temporary, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);

  if (folder == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "It is no name of a file");
      return NULL;
    }

  for (int i = 0;; i++)
    {
      g_autofree char *name = g_strdup_printf (".kabinet-%08x.part", g_random_int ());
      g_autoptr (GFile) candidate = g_file_get_child (folder, name);
      g_autoptr (GError) failure = NULL;
      GFileOutputStream *stream =
        g_file_create (candidate, G_FILE_CREATE_PRIVATE, cancellable, &failure);

      if (stream != NULL)
        {
          *temporary = g_steal_pointer (&candidate);
          return stream;
        }
      if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_EXISTS) || i == NAME_TRIES)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
}

/* What takes the place of a file is on the disk before it does: a power cut must not cost both. */
static gboolean
fill (GFileOutputStream *stream, Writing *writing, GCancellable *cancellable, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (writing->bytes, &size);

  if (!g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, size, NULL, cancellable, error))
    return FALSE;

  if (writing->replace && G_IS_FILE_DESCRIPTOR_BASED (stream) &&
      fsync (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream))) != 0)
    {
      int problem = errno;

      g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (problem),
                           g_strerror (problem));
      return FALSE;
    }

  return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

static gboolean
name (GFile *temporary, GFile *file, gboolean replace, GCancellable *cancellable, GError **error)
{
  const char *from = g_file_peek_path (temporary);
  const char *to = g_file_peek_path (file);
  int problem = ENOSYS;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (!replace && from != NULL && to != NULL)
    {
      if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return TRUE;
      problem = errno;
    }

  /* Not every file system knows how to look and rename in one step. */
  if (problem == ENOSYS || problem == EINVAL)
    return g_file_move (temporary, file,
                        G_FILE_COPY_NO_FALLBACK_FOR_MOVE |
                          (replace ? G_FILE_COPY_OVERWRITE : G_FILE_COPY_NONE),
                        cancellable, NULL, NULL, error);

  g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (problem),
                       g_strerror (problem));

  return FALSE;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = source;
  Writing *writing = data;
  g_autoptr (GFile) temporary = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  stream = create_beside (file, &temporary, cancellable, &error);
  if (stream != NULL && fill (stream, writing, cancellable, &error) &&
      name (temporary, file, writing->replace, cancellable, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (temporary != NULL)
    g_file_delete (temporary, NULL, NULL);
  g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
has_checksum (GFile *file, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (KabSha256) checksum = kab_sha256_new ();
  g_autofree char *found = NULL;
  g_autofree guchar *piece = g_malloc (PIECE_SIZE);
  gssize length;

  if (stream == NULL)
    return FALSE;

  while (
    (length = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE_SIZE, cancellable, error)))
    {
      if (length < 0)
        return FALSE;
      kab_sha256_update (checksum, piece, (gsize) length);
    }

  found = kab_sha256_end (checksum);

  return g_str_equal (found, sha256);
}

static void
match_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = source;
  Likeness *likeness = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                       G_FILE_QUERY_INFO_NONE, cancellable, &error);
  KabFileMatch match = KAB_FILE_DIFFERENT;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      match = KAB_FILE_ABSENT;
    }
  else if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
           g_file_info_get_size (info) == likeness->size &&
           has_checksum (file, likeness->sha256, cancellable, &error))
    match = KAB_FILE_EQUAL;

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, (gssize) match);
}

GError *
kab_file_take_error (GError *error)
{
  g_autoptr (GError) foreign = error;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&foreign);

  return kab_error_new (KAB_ERROR_FILE, "%s", error->message);
}

void
kab_file_write_async (GFile *file,
                      GBytes *bytes,
                      gboolean replace,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Writing *writing;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (bytes != NULL);

  writing = g_new (Writing, 1);
  writing->bytes = g_bytes_ref (bytes);
  writing->replace = replace;

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, kab_file_write_async);
  g_task_set_task_data (task, writing, (GDestroyNotify) writing_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
kab_file_write_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_file_write_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
kab_file_match_async (GFile *file,
                      gint64 size,
                      const char *sha256,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Likeness *likeness;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (sha256 != NULL);

  likeness = g_new (Likeness, 1);
  likeness->size = size;
  likeness->sha256 = g_strdup (sha256);

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, kab_file_match_async);
  g_task_set_task_data (task, likeness, (GDestroyNotify) likeness_free);
  g_task_run_in_thread (task, match_in_thread);
}

gboolean
kab_file_match_finish (GFile *file, GAsyncResult *result, KabFileMatch *match, GError **error)
{
  gssize value;

  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_file_match_async), FALSE);
  g_return_val_if_fail (match != NULL, FALSE);

  value = g_task_propagate_int (G_TASK (result), error);
  if (value < 0)
    return FALSE;

  *match = (KabFileMatch) value;

  return TRUE;
}
