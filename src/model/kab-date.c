/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "kab-date.h"
#include "kab-error.h"

static gpointer
copy_date (gpointer date)
{
  return g_memdup2 (date, sizeof (KabDate));
}

G_DEFINE_BOXED_TYPE (KabDate, kab_date, copy_date, g_free)

/* Whether @text is as long as @pattern and has a digit where that has 0, and its characters
 * elsewhere. */
static gboolean
has_shape (const char *text, const char *pattern)
{
  for (; *pattern; text++, pattern++)
    if (*pattern == '0' ? !g_ascii_isdigit (*text) : *text != *pattern)
      return FALSE;

  return *text == '\0';
}

static int
read_number (const char *text)
{
  return (int) g_ascii_strtoll (text, NULL, 10);
}

gboolean
kab_date_parse (const char *text, KabDate *date, GError **error)
{
  KabDate read = { 0, 0, 0 };

  if (has_shape (text, "0000-00-00"))
    read = (KabDate){ (gint16) read_number (text), (gint8) read_number (text + 5),
                      (gint8) read_number (text + 8) };
  if (!kab_date_is_valid (read))
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT, "not a date, YYYY-MM-DD"));
      return FALSE;
    }
  *date = read;

  return TRUE;
}

char *
kab_date_to_string (KabDate date)
{
  g_return_val_if_fail (kab_date_is_valid (date), NULL);

  return g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
}

gboolean
kab_date_is_valid (KabDate date)
{
  return kab_month_is_valid (kab_date_get_month (date)) && date.day >= 1 &&
         g_date_valid_dmy ((GDateDay) date.day, (GDateMonth) date.month, (GDateYear) date.year);
}

int
kab_date_compare (KabDate a, KabDate b)
{
  int months = kab_month_compare (kab_date_get_month (a), kab_date_get_month (b));

  return months != 0 ? months : a.day - b.day;
}

KabMonth
kab_date_get_month (KabDate date)
{
  return (KabMonth){ date.year, date.month };
}

char *
kab_date_format (KabDate date)
{
  g_autofree char *month = NULL;

  g_return_val_if_fail (kab_date_is_valid (date), NULL);

  month = kab_month_format (kab_date_get_month (date), KAB_MONTH_OF);

  /* Translators: day, month, year: "29 February 2020". */
  return g_strdup_printf (C_ ("date", "%d %s %d"), date.day, month, date.year);
}

char *
kab_date_format_short (KabDate date)
{
  g_return_val_if_fail (kab_date_is_valid (date), NULL);

  /* Translators: day, month, year in figures: "29/02/2020". */
  return g_strdup_printf (C_ ("date", "%02d/%02d/%04d"), date.day, date.month, date.year);
}

GDateTime *
kab_time_parse (const char *text, GError **error)
{
  GDateTime *time = NULL;

  if (has_shape (text, "0000-00-00T00:00:00Z"))
    time = g_date_time_new_utc (read_number (text), read_number (text + 5), read_number (text + 8),
                                read_number (text + 11), read_number (text + 14),
                                read_number (text + 17));
  if (!time)
    g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT, "not a time, YYYY-MM-DDTHH:MM:SSZ"));

  return time;
}

char *
kab_time_to_string (GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);

  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

GDateTime *
kab_time_from_unix (gint64 seconds)
{
  return g_date_time_new_from_unix_utc (seconds);
}

char *
kab_time_format_date (GDateTime *time)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);
  KabDate date = { (gint16) g_date_time_get_year (local), (gint8) g_date_time_get_month (local),
                   (gint8) g_date_time_get_day_of_month (local) };

  return kab_date_format (date);
}

char *
kab_time_format (GDateTime *time)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);
  g_autofree char *date = kab_time_format_date (time);

  return g_strdup_printf ("%s, %02d:%02d", date, g_date_time_get_hour (local),
                          g_date_time_get_minute (local));
}
