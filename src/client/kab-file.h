/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files as a whole or not at all, on threads of GIO's.
 *
 * Errors are of GIO, so that a full disk can be told from a file that is there;
 * kab_file_take_error() makes one of KAB_ERROR of it. */

/* (transfer full) both ways: %KAB_ERROR_FILE, or a cancellation untouched. */
GError *kab_file_take_error (GError *error);

/* Writes a new file under a temporary name beside @file, mode 0600, and gives it its name at the
 * end. @replace: a file of that name is replaced; else it is %G_IO_ERROR_EXISTS and stays as it is.
 * Whether a cancellation came in time is told by the result. */
void kab_file_write_async (GFile *file,
                           GBytes *bytes,
                           gboolean replace,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean kab_file_write_finish (GFile *file, GAsyncResult *result, GError **error);

typedef enum
{
  KAB_FILE_ABSENT,
  KAB_FILE_EQUAL,
  KAB_FILE_DIFFERENT,
} KabFileMatch;

/* Whether @file is there, and is of this size and sha256. */
void kab_file_match_async (GFile *file,
                           gint64 size,
                           const char *sha256,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* FALSE: it cannot be told, and @match is not set. */
gboolean
kab_file_match_finish (GFile *file, GAsyncResult *result, KabFileMatch *match, GError **error);

G_END_DECLS
