/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-decimal.h"
#include "kab-error.h"
#include "language.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64 digits;
    guint8 scale;
  } cases[] = {
    { "0", 0, 0 },
    { "5", 5, 0 },
    { "5.0", 50, 1 },
    { "608.30", 60830, 2 },
    { "0.15166", 15166, 5 },
    { "-12.5", -125, 1 },
    { "0.000000001", 1, 9 },
    { "9223372036854775807", G_MAXINT64, 0 },
    { "9223372036.854775807", G_MAXINT64, 9 },
    { "-9223372036854775807", -G_MAXINT64, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KabDecimal decimal = { 0, 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *written = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_true (kab_decimal_parse (cases[i].text, &decimal, &error));
      g_assert_no_error (error);
      g_assert_cmpint (decimal.digits, ==, cases[i].digits);
      g_assert_cmpuint (decimal.scale, ==, cases[i].scale);
      written = kab_decimal_to_string (decimal);
      g_assert_cmpstr (written, ==, cases[i].text);
    }
}

static void
test_refuse (void)
{
  static const char *const cases[] = {
    "",    " ",   "-",    ".5",   "5.",    "1,5", "1 000",        "+1",
    "1e3", "0x5", "--1",  "1..2", "1.2.3", "nan", "0.0000000001", "9223372036854775808",
    "5\n", " 5",  "5₽", "٥",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KabDecimal decimal = { 42, 7 };
      g_autoptr (GError) error = NULL;

      g_test_message ("\"%s\"", cases[i]);
      g_assert_false (kab_decimal_parse (cases[i], &decimal, &error));
      g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
      g_assert_cmpint (decimal.digits, ==, 42);
      g_assert_cmpint (decimal.scale, ==, 7);
    }
}

static void
test_compare (void)
{
  static const struct
  {
    KabDecimal a, b;
    int sign;
  } cases[] = {
    { { 5, 0 }, { 50, 1 }, 0 },
    { { 0, 0 }, { 0, 9 }, 0 },
    { { 60830, 2 }, { 6083, 1 }, 0 },
    { { 60830, 2 }, { 60831, 2 }, -1 },
    { { -1, 9 }, { 0, 0 }, -1 },
    { { G_MAXINT64, 0 }, { G_MAXINT64, 9 }, 1 },
    { { G_MININT64, 0 }, { G_MAXINT64, 0 }, -1 },
    { { G_MAXINT64, 9 }, { 9223372036, 0 }, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int forth = kab_decimal_compare (cases[i].a, cases[i].b);
      int back = kab_decimal_compare (cases[i].b, cases[i].a);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint ((forth > 0) - (forth < 0), ==, cases[i].sign);
      g_assert_cmpint ((back > 0) - (back < 0), ==, -cases[i].sign);
    }
}

static void
test_format (void)
{
  static const struct
  {
    const char *language;
    KabDecimal decimal;
    const char *text;
  } cases[] = {
    { "en", { 60830, 2 }, "608.30" },
    { "en", { -1234567, 3 }, "−1,234.567" },
    { "ru", { 60830, 2 }, "608,30" },
    { "ru", { 15166, 5 }, "0,15166" },
    { "ru", { 5, 0 }, "5" },
    { "ru", { -5, 1 }, "−0,5" },
    { "ru", { 1234567, 0 }, "1" NBSP "234" NBSP "567" },
    { "ru", { G_MININT64, 9 }, "−9" NBSP "223" NBSP "372" NBSP "036,854775808" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      set_language (cases[i].language);
      text = kab_decimal_format (cases[i].decimal);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/decimal/parse", test_parse);
  g_test_add_func ("/decimal/refuse", test_refuse);
  g_test_add_func ("/decimal/compare", test_compare);
  g_test_add_func ("/decimal/format", test_format);

  return g_test_run ();
}
