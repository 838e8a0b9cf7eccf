/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "kab-error.h"
#include "kab-month.h"

#define FIRST_YEAR 1990
#define LAST_YEAR  2199

/* Russian needs a form of its own for each use, so a sentence is not put together of a preposition
 * and a name. */
static const char *const names[3][12] = {
  [KAB_MONTH_NAME] = {
    NC_ ("month", "January"), NC_ ("month", "February"), NC_ ("month", "March"),
    NC_ ("month", "April"), NC_ ("month", "May"), NC_ ("month", "June"),
    NC_ ("month", "July"), NC_ ("month", "August"), NC_ ("month", "September"),
    NC_ ("month", "October"), NC_ ("month", "November"), NC_ ("month", "December"),
  },
  [KAB_MONTH_IN] = {
    NC_ ("in month", "in January"), NC_ ("in month", "in February"), NC_ ("in month", "in March"),
    NC_ ("in month", "in April"), NC_ ("in month", "in May"), NC_ ("in month", "in June"),
    NC_ ("in month", "in July"), NC_ ("in month", "in August"), NC_ ("in month", "in September"),
    NC_ ("in month", "in October"), NC_ ("in month", "in November"), NC_ ("in month", "in December"),
  },
  [KAB_MONTH_OF] = {
    NC_ ("of month", "January"), NC_ ("of month", "February"), NC_ ("of month", "March"),
    NC_ ("of month", "April"), NC_ ("of month", "May"), NC_ ("of month", "June"),
    NC_ ("of month", "July"), NC_ ("of month", "August"), NC_ ("of month", "September"),
    NC_ ("of month", "October"), NC_ ("of month", "November"), NC_ ("of month", "December"),
  },
};

static const char *const contexts[3] = {
  [KAB_MONTH_NAME] = "month",
  [KAB_MONTH_IN] = "in month",
  [KAB_MONTH_OF] = "of month",
};

static gpointer
copy_month (gpointer month)
{
  return g_memdup2 (month, sizeof (KabMonth));
}

G_DEFINE_BOXED_TYPE (KabMonth, kab_month, copy_month, g_free)

gboolean
kab_month_parse (const char *text, KabMonth *month, GError **error)
{
  KabMonth read = KAB_MONTH_NONE;
  gboolean good = TRUE;

  /* The end of a shorter text is no digit, so nothing behind it is looked at. */
  for (int i = 0; good && i < 7; i++)
    good = i == 4 ? text[i] == '-' : g_ascii_isdigit (text[i]);
  if (good && text[7] == '\0')
    {
      read.year = (gint16) g_ascii_strtoll (text, NULL, 10);
      read.month = (gint8) g_ascii_strtoll (text + 5, NULL, 10);
    }
  if (!kab_month_is_valid (read))
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT, "not a month, YYYY-MM"));
      return FALSE;
    }
  *month = read;

  return TRUE;
}

char *
kab_month_to_string (KabMonth month)
{
  g_return_val_if_fail (kab_month_is_valid (month), NULL);

  return g_strdup_printf ("%04d-%02d", month.year, month.month);
}

gboolean
kab_month_is_valid (KabMonth month)
{
  return month.year >= FIRST_YEAR && month.year <= LAST_YEAR && month.month >= 1 &&
         month.month <= 12;
}

int
kab_month_compare (KabMonth a, KabMonth b)
{
  return (a.year * 12 + a.month) - (b.year * 12 + b.month);
}

KabMonth
kab_month_add (KabMonth month, int months)
{
  int index;

  if (!kab_month_is_valid (month) ||
      __builtin_add_overflow (kab_month_index (month), months, &index))
    return KAB_MONTH_NONE;

  return kab_month_from_index (index);
}

int
kab_month_index (KabMonth month)
{
  g_return_val_if_fail (kab_month_is_valid (month), -1);

  return month.year * 12 + month.month - 1;
}

KabMonth
kab_month_from_index (int index)
{
  if (index < FIRST_YEAR * 12 || index >= (LAST_YEAR + 1) * 12)
    return KAB_MONTH_NONE;

  return (KabMonth){ (gint16) (index / 12), (gint8) (index % 12 + 1) };
}

char *
kab_month_format (KabMonth month, KabMonthForm form)
{
  g_return_val_if_fail (kab_month_is_valid (month), NULL);
  g_return_val_if_fail (form <= KAB_MONTH_OF, NULL);

  return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, contexts[form], names[form][month.month - 1]));
}

char *
kab_month_format_with_year (KabMonth month, KabMonthForm form)
{
  g_autofree char *name = kab_month_format (month, form);

  g_return_val_if_fail (name, NULL);

  /* Translators: a month in any of its forms and a year: "in February 2020". */
  return g_strdup_printf (C_ ("month and year", "%s %d"), name, month.year);
}
