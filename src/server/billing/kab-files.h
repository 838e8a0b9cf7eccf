/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-intake.h"

G_BEGIN_DECLS

/* Reads the four files of @directory into @intake. @whole (out): whether every line could be read,
 * so that the sums are worth checking; not so when a header is wrong or a broken quotation hides
 * lines. FALSE with @error: a file is missing or not readable, or the database failed. */
gboolean kab_files_read (GFile *directory,
                         KabIntake *intake,
                         KabFaults *faults,
                         gboolean *whole,
                         GError **error);

G_END_DECLS
