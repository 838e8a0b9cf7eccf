/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A temporary folder and the address of a database in it. */
typedef struct
{
  char *path;
  char *url;
} StoreFolder;

void store_folder_set_up (StoreFolder *self, gconstpointer data);
void store_folder_tear_down (StoreFolder *self, gconstpointer data);

G_END_DECLS
