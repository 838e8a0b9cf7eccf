/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The service's log, on standard error. It knows no person: the pattern of a path and never the
 * path, no query, no address. */
void kab_log_request (const char *method,
                      const char *pattern,
                      guint status,
                      gint64 started_at,
                      gsize bytes);
/* What an administrator should know. */
void kab_log_fault (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
