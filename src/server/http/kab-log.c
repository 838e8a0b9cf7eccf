/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-log.h"

/* A line is one write, so that lines of several threads do not mix. */
static void
write_line (const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *line =
    g_strdup_printf ("%s.%03dZ %s\n", time, g_date_time_get_microsecond (now) / 1000, text);

  g_printerr ("%s", line);
}

void
kab_log_request (const char *method,
                 const char *pattern,
                 guint status,
                 gint64 started_at,
                 gsize bytes)
{
  gint64 ms = (g_get_monotonic_time () - started_at) / 1000;
  g_autofree char *text = g_strdup_printf ("%s %s %u %" G_GINT64_FORMAT " ms %" G_GSIZE_FORMAT " B",
                                           method, pattern, status, ms, bytes);

  write_line (text);
}

void
kab_log_fault (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = g_strconcat ("fault: ", text, NULL);
  g_strdelimit (line, "\r\n", ' ');
  write_line (line);
}
