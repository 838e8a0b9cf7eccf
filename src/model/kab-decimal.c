/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-decimal.h"
#include "kab-error.h"
#include "kab-number.h"

#define MAX_SCALE 9

gboolean
kab_decimal_parse (const char *text, KabDecimal *decimal, GError **error)
{
  const char *at = text;
  gboolean negative = *at == '-';
  gboolean point = FALSE;
  gint64 digits = 0;
  guint8 scale = 0;

  at += negative;
  if (!g_ascii_isdigit (*at))
    goto refused;
  for (; *at; at++)
    {
      int digit = g_ascii_digit_value (*at);

      if (*at == '.' && !point && g_ascii_isdigit (at[1]))
        {
          point = TRUE;
          continue;
        }
      if (digit < 0 || (point && ++scale > MAX_SCALE) ||
          __builtin_mul_overflow (digits, (gint64) 10, &digits) ||
          __builtin_add_overflow (digits, (gint64) digit, &digits))
        goto refused;
    }
  decimal->digits = negative ? -digits : digits;
  decimal->scale = scale;

  return TRUE;

refused:
  g_propagate_error (error,
                     kab_error_new (KAB_ERROR_FORMAT, "not a decimal number of at most 9 places"));

  return FALSE;
}

char *
kab_decimal_to_string (KabDecimal decimal)
{
  return kab_number_to_string (decimal.digits, decimal.scale);
}

char *
kab_decimal_format (KabDecimal decimal)
{
  return kab_number_format (decimal.digits, decimal.scale);
}

int
kab_decimal_compare (KabDecimal a, KabDecimal b)
{
  /* 19 digits and 9 more places are less than 2^127. */
  __int128 left = (__int128) a.digits * kab_number_power_of_ten (MAX_SCALE - a.scale);
  __int128 right = (__int128) b.digits * kab_number_power_of_ten (MAX_SCALE - b.scale);

  return (left > right) - (left < right);
}
