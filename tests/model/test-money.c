/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error.h"
#include "kab-money.h"
#include "language.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64 kopecks;
  } cases[] = {
    { "447.30", 44730 },
    { "447,30", 44730 },
    { "447,3", 44730 },
    { "447", 44700 },
    { "0", 0 },
    { "-0", 0 },
    { "0,01", 1 },
    { "-120", -12000 },
    { "−120,5", -12050 },
    { "1 234,5 ₽", 123450 },
    { "1 234,50 руб.", 123450 },
    { "1234,50 РУБ", 123450 },
    { "1234,50р.", 123450 },
    { "1" NBSP "234,50" NBSP "₽", 123450 },
    { "1\342\200\257234,50\342\200\257₽", 123450 }, /* narrow no-break spaces */
    { "12 345 678,90", 1234567890 },
    { "1,234.50", 123450 },
    { "12,345,678.9 ₽", 1234567890 },
    { "  447,30\t", 44730 },
    { "447,30 ₽" NBSP, 44730 },
    { "000447,30", 44730 },
    { "10000000000000", KAB_MONEY_MAX },
    { "-10 000 000 000 000,00", -KAB_MONEY_MAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 kopecks = 1;
      g_autoptr (GError) error = NULL;

      g_test_message ("\"%s\"", cases[i].text);
      g_assert_true (kab_money_parse (cases[i].text, &kopecks, &error));
      g_assert_no_error (error);
      g_assert_cmpint (kopecks, ==, cases[i].kopecks);
    }
}

static void
test_refuse (void)
{
  static const char *const cases[] = {
    "",
    " ",
    "-",
    "₽",
    "447,",
    ",30",
    "447,305",
    "447.30.1",
    "1,234",
    "1,23.50",
    "1234,567.50",
    "1,234,56.50",
    "1.234,50",
    "12 34",
    "1234 567",
    "1 2345",
    "1 23,50",
    "447,30 $",
    "447 ,30",
    "447, 30",
    "4e2",
    "0x10",
    "+5",
    "--5",
    "5-",
    "NaN",
    "١٢",
    "10000000000000,01",
    "99999999999999999999",
    "447\xff",
    "447,30 руб. 5",
    "5 ₽ ₽",
    "- 5",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 kopecks = 42;
      g_autoptr (GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_false (kab_money_parse (cases[i], &kopecks, &error));
      g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
      g_assert_cmpint (kopecks, ==, 42);
    }
}

static void
test_format (void)
{
  static const struct
  {
    gint64 kopecks;
    const char *plain;
    const char *english;
    const char *russian;
  } cases[] = {
    { 0, "0.00", "0.00", "0,00" },
    { 1, "0.01", "0.01", "0,01" },
    { -1, "-0.01", "−0.01", "−0,01" },
    { 44730, "447.30", "447.30", "447,30" },
    { 99999, "999.99", "999.99", "999,99" },
    { 123450, "1234.50", "1,234.50", "1" NBSP "234,50" },
    { -12345678, "-123456.78", "−123,456.78", "−123" NBSP "456,78" },
    { KAB_MONEY_MAX, "10000000000000.00", "10,000,000,000,000.00",
      "10" NBSP "000" NBSP "000" NBSP "000" NBSP "000,00" },
    { G_MININT64, "-92233720368547758.08", "−92,233,720,368,547,758.08",
      "−92" NBSP "233" NBSP "720" NBSP "368" NBSP "547" NBSP "758,08" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = kab_money_to_string (cases[i].kopecks);
      g_autofree char *english = NULL;
      g_autofree char *russian = NULL;
      g_autofree char *roubles = NULL;
      g_autofree char *expected = g_strconcat (cases[i].russian, NBSP "₽", NULL);

      g_assert_cmpstr (plain, ==, cases[i].plain);
      set_language ("en");
      english = kab_money_format_plain (cases[i].kopecks);
      g_assert_cmpstr (english, ==, cases[i].english);
      set_language ("ru");
      russian = kab_money_format_plain (cases[i].kopecks);
      g_assert_cmpstr (russian, ==, cases[i].russian);
      roubles = kab_money_format (cases[i].kopecks);
      g_assert_cmpstr (roubles, ==, expected);
    }
}

static void
test_add (void)
{
  static const struct
  {
    gint64 a, b;
    gboolean fits;
  } cases[] = {
    { 1, 2, TRUE },
    { KAB_MONEY_MAX, 0, TRUE },
    { KAB_MONEY_MAX, -KAB_MONEY_MAX, TRUE },
    { KAB_MONEY_MAX - 1, 1, TRUE },
    { KAB_MONEY_MAX, 1, FALSE },
    { -KAB_MONEY_MAX, -1, FALSE },
    { G_MAXINT64, 1, FALSE },
    { G_MININT64, -1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 sum = 42;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (kab_money_add (cases[i].a, cases[i].b, &sum), ==, cases[i].fits);
      g_assert_cmpint (sum, ==, cases[i].fits ? cases[i].a + cases[i].b : 42);
    }
}

static void
test_multiply (void)
{
  static const struct
  {
    const char *tariff;
    const char *quantity;
    gint64 half_up;
    gint64 truncated;
  } cases[] = {
    /* The published fees a person: tariff × 0.15166 m³, truncated. */
    { "608.30", "0.15166", 9225, 9225 },
    { "594.85", "0.15166", 9021, 9021 },
    { "617.38", "0.15166", 9363, 9363 },
    { "642.50", "0.15166", 9744, 9744 },
    { "697.68", "0.15166", 10581, 10581 },
    { "767.41", "0.15166", 11639, 11638 },
    /* The demo household's month: five people. */
    { "89.46", "5", 44730, 44730 },
    { "0.005", "1", 1, 0 },
    { "0.0049", "1", 0, 0 },
    { "-0.005", "1", -1, 0 },
    { "-0.0049", "1", 0, 0 },
    { "0.5", "0.01", 1, 0 },
    { "1", "1", 100, 100 },
    { "10", "0.1", 100, 100 },
    { "0", "123456.789", 0, 0 },
    { "0.000000001", "0.000000001", 0, 0 },
    { "10000000000000", "1", KAB_MONEY_MAX, KAB_MONEY_MAX },
    { "-10000000000000", "1.000", -KAB_MONEY_MAX, -KAB_MONEY_MAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KabDecimal tariff, quantity;
      gint64 kopecks = 42;

      g_test_message ("%s × %s", cases[i].tariff, cases[i].quantity);
      g_assert_true (kab_decimal_parse (cases[i].tariff, &tariff, NULL));
      g_assert_true (kab_decimal_parse (cases[i].quantity, &quantity, NULL));
      g_assert_true (kab_money_multiply (tariff, quantity, KAB_ROUNDING_HALF_UP, &kopecks));
      g_assert_cmpint (kopecks, ==, cases[i].half_up);
      g_assert_true (kab_money_multiply (quantity, tariff, KAB_ROUNDING_TRUNCATE, &kopecks));
      g_assert_cmpint (kopecks, ==, cases[i].truncated);
    }
}

static void
test_multiply_overflow (void)
{
  static const struct
  {
    KabDecimal tariff, quantity;
  } cases[] = {
    { { KAB_MONEY_MAX, 2 }, { 1000000001, 9 } },
    { { KAB_MONEY_MAX + 1, 2 }, { 1, 0 } },
    { { -KAB_MONEY_MAX - 1, 2 }, { 1, 0 } },
    { { KAB_MONEY_MAX * 10 + 5, 3 }, { 1, 0 } }, /* only by rounding */
    { { KAB_MONEY_MAX, 0 }, { 1, 0 } },
    { { G_MAXINT64, 0 }, { G_MAXINT64, 0 } },
    { { G_MININT64, 0 }, { G_MAXINT64, 1 } },
    { { G_MININT64, 9 }, { G_MININT64, 9 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 kopecks = 42;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_false (
        kab_money_multiply (cases[i].tariff, cases[i].quantity, KAB_ROUNDING_HALF_UP, &kopecks));
      g_assert_cmpint (kopecks, ==, 42);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/refuse", test_refuse);
  g_test_add_func ("/money/format", test_format);
  g_test_add_func ("/money/add", test_add);
  g_test_add_func ("/money/multiply", test_multiply);
  g_test_add_func ("/money/multiply-overflow", test_multiply_overflow);

  return g_test_run ();
}
