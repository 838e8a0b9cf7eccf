/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-database.h"
#include "kab-store.h"

G_BEGIN_DECLS

/* For the files of store/ only. */
struct _KabStore
{
  KabDatabase *database;
};

G_END_DECLS
