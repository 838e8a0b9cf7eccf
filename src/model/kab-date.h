/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-month.h"

G_BEGIN_DECLS

/**
 * KabDate:
 *
 * A calendar day without a time zone (a payment's date). Passed by value; {0, 0, 0} is "no date".
 */
typedef struct
{
  gint16 year;
  gint8 month;
  gint8 day;
} KabDate;

#define KAB_TYPE_DATE (kab_date_get_type ())
GType kab_date_get_type (void); /* boxed */

/* "2020-02-29" and nothing else */
gboolean kab_date_parse (const char *text, KabDate *date, GError **error);
char *kab_date_to_string (KabDate date);
gboolean kab_date_is_valid (KabDate date);
int kab_date_compare (KabDate a, KabDate b);
KabMonth kab_date_get_month (KabDate date);
char *kab_date_format (KabDate date);       /* "29 февраля 2020" */
char *kab_date_format_short (KabDate date); /* "29.02.2020", as the language has it */

/* RFC 3339 UTC instants, "2020-02-29T12:00:00Z". (transfer full), NULL and KAB_ERROR_FORMAT when it
 * is not one. */
GDateTime *kab_time_parse (const char *text, GError **error);
char *kab_time_to_string (GDateTime *time); /* always UTC, whole seconds */
GDateTime *kab_time_from_unix (gint64 seconds);
char *kab_time_format_date (GDateTime *time); /* the local day, "29 февраля 2020" */
char *kab_time_format (GDateTime *time);      /* local, "29 февраля 2020, 15:04" */

G_END_DECLS
