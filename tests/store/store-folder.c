/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "store-folder.h"

void
store_folder_set_up (StoreFolder *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->path = g_dir_make_tmp ("kabinet-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("sqlite:%s/kabinet.db", self->path);
}

void
store_folder_tear_down (StoreFolder *self, gconstpointer data)
{
  g_autoptr (GDir) directory = g_dir_open (self->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (self->path, name, NULL);

      g_remove (file);
    }
  g_rmdir (self->path);
  g_free (self->path);
  g_free (self->url);
}
