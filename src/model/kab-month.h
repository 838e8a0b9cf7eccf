/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KabMonth:
 *
 * A calendar month, to which a statement belongs. Passed by value; {0, 0} is "no month".
 */
typedef struct
{
  gint16 year; /* 1990..2199 */
  gint8 month; /* 1..12 */
} KabMonth;

#define KAB_TYPE_MONTH (kab_month_get_type ())
GType kab_month_get_type (void); /* boxed */

#define KAB_MONTH_NONE ((KabMonth){ 0, 0 })

/* "2020-02" and nothing else. KAB_ERROR_FORMAT. */
gboolean kab_month_parse (const char *text, KabMonth *month, GError **error);
char *kab_month_to_string (KabMonth month); /* "2020-02" */

gboolean kab_month_is_valid (KabMonth month);
int kab_month_compare (KabMonth a, KabMonth b);
KabMonth kab_month_add (KabMonth month, int months);
int kab_month_index (KabMonth month); /* year × 12 + month − 1: how the database keeps it */
KabMonth kab_month_from_index (int index);

/* The forms a sentence needs, in the user's language, lower case as Russian has them. */
typedef enum
{
  KAB_MONTH_NAME, /* "февраль"   "February" */
  KAB_MONTH_IN,   /* "в феврале" "in February" */
  KAB_MONTH_OF,   /* "февраля"   "February": «на начало февраля» */
} KabMonthForm;
char *kab_month_format (KabMonth month, KabMonthForm form); /* without the year */
/* "февраль 2020", "в феврале 2020" */
char *kab_month_format_with_year (KabMonth month, KabMonthForm form);

G_END_DECLS
