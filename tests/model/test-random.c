/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-json.h"
#include "kab-money.h"
#include "kab-statement.h"
#include "language.h"

/* What holds for every value, tried on random ones; --seed of GLib's tests repeats a run. */

#define TRIES 20000

static gint64
random_int64 (void)
{
  guint64 high = (guint32) g_test_rand_int ();
  guint64 low = (guint32) g_test_rand_int ();

  /* Small numbers as often as large ones. */
  return (gint64) (high << 32 | low) >> g_test_rand_int_range (0, 63);
}

static gint64
random_kopecks (void)
{
  return random_int64 () % (KAB_MONEY_MAX + 1);
}

static KabDecimal
random_decimal (void)
{
  return (KabDecimal){ random_int64 (), (guint8) g_test_rand_int_range (0, 10) };
}

static void
test_money (void)
{
  for (int i = 0; i < TRIES; i++)
    {
      gint64 kopecks = random_kopecks ();
      gint64 read = 1;
      g_autofree char *plain = kab_money_to_string (kopecks);
      g_autofree char *russian = kab_money_format (kopecks);

      g_assert_true (kab_money_parse (plain, &read, NULL));
      g_assert_cmpint (read, ==, kopecks);
      g_assert_true (kab_money_parse (russian, &read, NULL));
      g_assert_cmpint (read, ==, kopecks);
    }
}

static __int128
power_of_ten (int exponent)
{
  return exponent == 0 ? 1 : 10 * power_of_ten (exponent - 1);
}

static __int128
size_of (__int128 number)
{
  return number < 0 ? -number : number;
}

/* Not the division again, but what defines its result: how far amount × 10^scale is from the
 * product. */
static void
check_product (KabDecimal a, KabDecimal b, KabRounding rounding, gint64 kopecks)
{
  int scale = a.scale + b.scale;
  __int128 product = (__int128) a.digits * b.digits * (scale < 2 ? power_of_ten (2 - scale) : 1);
  __int128 unit = scale < 2 ? 1 : power_of_ten (scale - 2);
  __int128 rest = size_of (product) - size_of (kopecks) * unit;

  if (rounding == KAB_ROUNDING_TRUNCATE)
    g_assert_true (rest >= 0 && rest < unit);
  else
    g_assert_true (2 * rest < unit && 2 * rest >= -unit);
  g_assert_true (kopecks == 0 || (kopecks < 0) == (product < 0));
}

static void
test_multiply (void)
{
  int fitting = 0;

  for (int i = 0; i < TRIES; i++)
    {
      KabDecimal a = random_decimal ();
      KabDecimal b = random_decimal ();
      KabRounding rounding = g_test_rand_bit () ? KAB_ROUNDING_HALF_UP : KAB_ROUNDING_TRUNCATE;
      gint64 kopecks = 0;

      if (kab_money_multiply (a, b, rounding, &kopecks))
        {
          check_product (a, b, rounding, kopecks);
          g_assert_cmpint (ABS (kopecks), <=, KAB_MONEY_MAX);
          fitting++;
        }
      else
        {
          /* Too large by more than any rounding: |a × b| ≥ MAX, compared without a division. */
          __int128 product = size_of ((__int128) a.digits * b.digits);
          __int128 bound = (__int128) (KAB_MONEY_MAX / 100) * power_of_ten (a.scale + b.scale);

          g_assert_true (product >= bound);
        }
    }
  g_assert_cmpint (fitting, >, TRIES / 10);
  g_assert_cmpint (fitting, <, TRIES);
}

static void
test_decimal (void)
{
  for (int i = 0; i < TRIES; i++)
    {
      KabDecimal a = random_decimal ();
      KabDecimal b = random_decimal ();
      g_autofree char *text = NULL;
      KabDecimal read;

      a.digits = MAX (a.digits, -G_MAXINT64);
      text = kab_decimal_to_string (a);
      g_assert_true (kab_decimal_parse (text, &read, NULL));
      g_assert_cmpint (read.digits, ==, a.digits);
      g_assert_cmpuint (read.scale, ==, a.scale);
      g_assert_cmpint (kab_decimal_compare (a, read), ==, 0);
      g_assert_cmpint (kab_decimal_compare (a, b), ==, -kab_decimal_compare (b, a));
    }
}

static void
test_month (void)
{
  const int first = kab_month_index ((KabMonth){ 1990, 1 });
  const int last = kab_month_index ((KabMonth){ 2199, 12 });

  for (int i = 0; i < TRIES; i++)
    {
      int from = g_test_rand_int_range (first, last + 1);
      int to = g_test_rand_int_range (first, last + 1);
      KabMonth month = kab_month_from_index (from);
      KabMonth other = kab_month_add (month, to - from);
      g_autofree char *text = kab_month_to_string (month);
      KabMonth read;

      g_assert_true (kab_month_is_valid (month));
      g_assert_cmpint (kab_month_index (month), ==, from);
      g_assert_cmpint (kab_month_index (other), ==, to);
      g_assert_cmpint (kab_month_compare (kab_month_add (other, from - to), month), ==, 0);
      g_assert_cmpint (kab_month_compare (month, other) < 0, ==, from < to);
      g_assert_true (kab_month_parse (text, &read, NULL));
      g_assert_cmpint (kab_month_compare (read, month), ==, 0);
    }
}

static void
test_date (void)
{
  for (int i = 0; i < TRIES; i++)
    {
      KabDate date = { (gint16) g_test_rand_int_range (1988, 2202),
                       (gint8) g_test_rand_int_range (0, 14),
                       (gint8) g_test_rand_int_range (0, 33) };
      g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d", date.year, date.month, date.day);
      g_autoptr (GDateTime) day = g_date_time_new_utc (date.year, date.month, date.day, 0, 0, 0);
      KabDate read;

      g_assert_cmpint (kab_date_parse (text, &read, NULL), ==,
                       day != NULL && date.year >= 1990 && date.year <= 2199);
    }
}

static char *
random_text (void)
{
  GString *text = g_string_new (NULL);

  for (int length = g_test_rand_int_range (0, 20); length > 0; length--)
    {
      gunichar c = (gunichar) g_test_rand_int_range (1, 0x110000) >> g_test_rand_int_range (0, 15);

      if (c != 0 && g_unichar_validate (c))
        g_string_append_unichar (text, c);
    }

  return g_string_free (text, FALSE);
}

static KabStatement *
random_statement (void)
{
  g_autoptr (GListStore) lines = g_list_store_new (KAB_TYPE_STATEMENT_LINE);
  gint64 opening = random_kopecks () / 1000;
  gint64 total[4] = { 0, 0, 0, 0 };
  gint64 paid;

  for (int count = g_test_rand_int_range (0, 5); count > 0; count--)
    {
      gint64 part[4];
      g_autofree char *service = random_text ();
      g_autofree char *reason = random_text ();
      KabDecimal quantity = random_decimal ();
      g_autoptr (KabStatementLine) line = NULL;

      quantity.digits = MAX (quantity.digits, -G_MAXINT64);
      for (int i = 0; i < 4; i++)
        {
          part[i] = random_kopecks () / 1000;
          total[i] += part[i];
        }
      line = kab_statement_line_new (service, "m³", quantity, quantity, part[0], part[1], part[2],
                                     part[3], reason);
      g_list_store_append (lines, line);
    }
  paid = opening + total[0] + total[1] + total[2] - total[3];

  return kab_statement_new (kab_month_from_index (g_test_rand_int_range (24000, 26000)), opening,
                            total[0], total[1], total[2], paid, total[3], G_LIST_MODEL (lines));
}

static void
test_statement (void)
{
  for (int i = 0; i < TRIES / 10; i++)
    {
      g_autoptr (KabStatement) statement = random_statement ();
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autoptr (JsonBuilder) builder_again = json_builder_new ();
      g_autoptr (KabJson) json = NULL;
      g_autoptr (KabStatement) read = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autofree char *again = NULL;

      kab_statement_to_json (statement, builder);
      text = kab_json_to_string (builder);
      json = kab_json_new (text, -1);
      read = kab_statement_new_from_json (json, &error);
      g_assert_no_error (error);
      kab_statement_to_json (read, builder_again);
      again = kab_json_to_string (builder_again);
      g_assert_cmpstr (again, ==, text);
    }
}

/* Any text goes through the writer and the reader unchanged. */
static void
test_text (void)
{
  for (int i = 0; i < TRIES; i++)
    {
      g_autofree char *text = random_text ();
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autoptr (KabJson) json = NULL;
      g_autofree char *document = NULL;
      g_autofree char *read = NULL;

      json_builder_begin_object (builder);
      kab_json_add_string (builder, "text", text);
      json_builder_end_object (builder);
      document = kab_json_to_string (builder);
      json = kab_json_new (document, -1);
      read = kab_json_get_string (json, "text");
      g_assert_cmpstr (read, ==, text);
    }
}

/* A good document with bytes changed, dropped or cut is read or refused; the sanitizers watch. */
static void
test_damaged (void)
{
  static const char good[] = "{\"a\":[1,-2.5e+3,\"\\u0424\\ud83d\\ude00\\n\",null,true],\"b\":{}}";
  static const char alphabet[] = "{}[]\":,\\u0x1e-+. \n\xff\xd0";

  for (int i = 0; i < TRIES; i++)
    {
      char text[sizeof good];
      gsize length = (gsize) g_test_rand_int_range (0, sizeof good);
      g_autofree char *exact = NULL;
      g_autoptr (KabJson) json = NULL;

      memcpy (text, good, sizeof good);
      for (int changes = g_test_rand_int_range (0, 4); changes > 0; changes--)
        text[g_test_rand_int_range (0, sizeof good)] =
          alphabet[g_test_rand_int_range (0, sizeof alphabet)];
      /* In a block of just its size, so that a look behind its end is seen. */
      exact = g_memdup2 (text, length);
      json = kab_json_new (exact ? exact : "", (gssize) length);
      kab_json_enter (json, "a");
      for (guint j = 0; j < kab_json_get_length (json); j++)
        {
          kab_json_enter_element (json, j);
          kab_json_leave (json);
        }
      kab_json_leave (json);
      if (length < sizeof good - 1 && memcmp (text, good, length) == 0)
        g_assert_true (kab_json_failed (json));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  set_language ("ru");

  g_test_add_func ("/random/money", test_money);
  g_test_add_func ("/random/multiply", test_multiply);
  g_test_add_func ("/random/decimal", test_decimal);
  g_test_add_func ("/random/month", test_month);
  g_test_add_func ("/random/date", test_date);
  g_test_add_func ("/random/statement", test_statement);
  g_test_add_func ("/random/text", test_text);
  g_test_add_func ("/random/damaged", test_damaged);

  return g_test_run ();
}
