/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "kab-money.h"
#include "kab-number.h"

#define NO_BREAK_SPACE "\302\240"
#define ROUBLE         "\342\202\275"
#define MINUS          "\342\210\222"

static const char *
skip_spaces (const char *at)
{
  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  return at;
}

/* One more digit; FALSE when the amount grows too large. */
static gboolean
append_digit (gint64 *amount, char digit)
{
  gint64 grown = *amount * 10 + g_ascii_digit_value (digit);

  if (grown > KAB_MONEY_MAX)
    return FALSE;
  *amount = grown;

  return TRUE;
}

/* Whether a comma parts thousands here: ",234.50" is English, while ",234" may be decimals. */
static gboolean
is_english_group (const char *at)
{
  if (*at != ',')
    return FALSE;
  for (; *at == ','; at += 4)
    for (int i = 1; i <= 3; i++)
      if (!g_ascii_isdigit (at[i]))
        return FALSE;

  return *at == '.';
}

/* "1234", "1 234" or "1,234" before a point: the first group has one to three digits then, the
 * others three each. */
static gboolean
take_roubles (const char **text, gint64 *amount)
{
  const char *at = *text;
  gboolean grouped = FALSE;
  int group = 0;

  for (;;)
    {
      for (group = 0; g_ascii_isdigit (*at); at++, group++)
        if (!append_digit (amount, *at))
          return FALSE;
      *text = at;
      if (group == 0 || (grouped && group != 3))
        return FALSE;

      at = is_english_group (at) ? at + 1 : skip_spaces (at);
      if (at == *text || !g_ascii_isdigit (*at))
        return TRUE;
      if (group > 3)
        return FALSE;
      grouped = TRUE;
    }
}

/* "", ",5", ".50": always two more digits of the amount. */
static gboolean
take_kopecks (const char **text, gint64 *amount)
{
  const char *at = *text;
  int places = 0;

  if (*at == ',' || *at == '.')
    {
      for (at++; g_ascii_isdigit (*at) && places < 2; at++, places++)
        if (!append_digit (amount, *at))
          return FALSE;
      if (places == 0)
        return FALSE;
      *text = at;
    }
  for (; places < 2; places++)
    if (!append_digit (amount, '0'))
      return FALSE;

  return TRUE;
}

/* Nothing, or a way to write the rouble, up to the end. */
static gboolean
is_currency (const char *text)
{
  static const char *const signs[] = { ROUBLE, "руб.", "руб", "р.", "р", "rub" };
  g_autofree char *lower = g_utf8_strdown (text, -1);
  const char *at = lower;

  for (gsize i = 0; at == lower && i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (lower, signs[i]))
      at += strlen (signs[i]);

  return *skip_spaces (at) == '\0';
}

gboolean
kab_money_parse (const char *text, gint64 *kopecks, GError **error)
{
  const char *at = text;
  gboolean negative = FALSE;
  gint64 amount = 0;

  if (!g_utf8_validate (text, -1, NULL))
    goto refused;

  at = skip_spaces (at);
  if (*at == '-' || g_str_has_prefix (at, MINUS))
    {
      negative = TRUE;
      at = g_utf8_next_char (at);
    }
  if (!take_roubles (&at, &amount) || !take_kopecks (&at, &amount) ||
      !is_currency (skip_spaces (at)))
    goto refused;
  *kopecks = negative ? -amount : amount;

  return TRUE;

refused:
  g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT, "not an amount of money"));

  return FALSE;
}

char *
kab_money_to_string (gint64 kopecks)
{
  return kab_number_to_string (kopecks, 2);
}

char *
kab_money_format_plain (gint64 kopecks)
{
  return kab_number_format (kopecks, 2);
}

char *
kab_money_format (gint64 kopecks)
{
  g_autofree char *plain = kab_money_format_plain (kopecks);

  return g_strconcat (plain, NO_BREAK_SPACE ROUBLE, NULL);
}

gboolean
kab_money_add (gint64 a, gint64 b, gint64 *sum)
{
  gint64 added;

  if (__builtin_add_overflow (a, b, &added) || added > KAB_MONEY_MAX || added < -KAB_MONEY_MAX)
    return FALSE;
  *sum = added;

  return TRUE;
}

gboolean
kab_money_multiply (KabDecimal tariff, KabDecimal quantity, KabRounding rounding, gint64 *kopecks)
{
  /* The product of two gint64 is below 2^126, and has at most 18 places. */
  __int128 product = (__int128) tariff.digits * quantity.digits;
  unsigned scale = (unsigned) tariff.scale + quantity.scale;
  __int128 amount;

  if (scale < 2)
    {
      /* Checked before it grows, for it might grow past 2^127. */
      if (product > KAB_MONEY_MAX || product < -KAB_MONEY_MAX)
        return FALSE;
      amount = product * kab_number_power_of_ten (2 - scale);
    }
  else
    {
      gint64 unit = kab_number_power_of_ten (scale - 2);
      __int128 rest = product % unit;

      amount = product / unit;
      if (rounding == KAB_ROUNDING_HALF_UP && (rest < 0 ? -rest : rest) * 2 >= unit)
        amount += product < 0 ? -1 : 1;
    }
  if (amount > KAB_MONEY_MAX || amount < -KAB_MONEY_MAX)
    return FALSE;
  *kopecks = (gint64) amount;

  return TRUE;
}
