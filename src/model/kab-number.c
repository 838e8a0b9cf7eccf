/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "kab-number.h"

#define MINUS "\342\210\222" /* U+2212 */

/* The digits without their sign; at least one stands before the point. */
static char *
write_digits (gint64 digits, unsigned places)
{
  /* The unsigned detour keeps the least gint64, whose negative does not exist. */
  guint64 size = digits < 0 ? -(guint64) digits : (guint64) digits;

  return g_strdup_printf ("%0*" G_GINT64_MODIFIER "u", (int) places + 1, size);
}

char *
kab_number_to_string (gint64 digits, unsigned places)
{
  g_autofree char *written = write_digits (digits, places);
  gsize whole = strlen (written) - places;

  return g_strdup_printf ("%s%.*s%s%s", digits < 0 ? "-" : "", (int) whole, written,
                          places ? "." : "", written + whole);
}

char *
kab_number_format (gint64 digits, unsigned places)
{
  /* Translators: what stands between thousands: "1,234". A no-break space where a space is usual.
   */
  const char *group = C_ ("number", ",");
  /* Translators: what stands before the decimals: "447.30". */
  const char *point = C_ ("number", ".");
  g_autofree char *written = write_digits (digits, places);
  gsize whole = strlen (written) - places;
  GString *text = g_string_new (digits < 0 ? MINUS : "");

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (text, group);
      g_string_append_c (text, written[i]);
    }
  if (places > 0)
    g_string_append_printf (text, "%s%s", point, written + whole);

  return g_string_free (text, FALSE);
}

gint64
kab_number_power_of_ten (unsigned exponent)
{
  gint64 power = 1;

  g_return_val_if_fail (exponent <= 18, 1);

  while (exponent-- > 0)
    power *= 10;

  return power;
}
