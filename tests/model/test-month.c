/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-date.h"
#include "kab-error.h"
#include "language.h"

static void
test_month_parse (void)
{
  static const struct
  {
    const char *text;
    gboolean good;
  } cases[] = {
    { "2020-02", TRUE },     { "1990-01", TRUE },   { "2199-12", TRUE },  { "1989-12", FALSE },
    { "2200-01", FALSE },    { "2020-00", FALSE },  { "2020-13", FALSE }, { "2020-2", FALSE },
    { "2020-002", FALSE },   { "2020/02", FALSE },  { "", FALSE },        { "2020", FALSE },
    { " 2020-02", FALSE },   { "2020-02 ", FALSE }, { "+020-02", FALSE }, { "2020--2", FALSE },
    { "2020-02-01", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KabMonth month = { 2000, 7 };
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_test_message ("\"%s\"", cases[i].text);
      g_assert_cmpint (kab_month_parse (cases[i].text, &month, &error), ==, cases[i].good);
      text = kab_month_to_string (month);
      g_assert_cmpstr (text, ==, cases[i].good ? cases[i].text : "2000-07");
      if (!cases[i].good)
        g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
    }
}

static void
test_month_add (void)
{
  static const struct
  {
    KabMonth from;
    int months;
    KabMonth to;
  } cases[] = {
    { { 2020, 2 }, 0, { 2020, 2 } },     { { 2020, 2 }, 1, { 2020, 3 } },
    { { 2020, 12 }, 1, { 2021, 1 } },    { { 2020, 1 }, -1, { 2019, 12 } },
    { { 2020, 2 }, -26, { 2017, 12 } },  { { 2020, 2 }, 1200, { 2120, 2 } },
    { { 2199, 12 }, 1, { 0, 0 } },       { { 1990, 1 }, -1, { 0, 0 } },
    { { 2020, 2 }, G_MAXINT, { 0, 0 } }, { { 2020, 2 }, G_MININT, { 0, 0 } },
    { { 0, 0 }, 5, { 0, 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KabMonth to = kab_month_add (cases[i].from, cases[i].months);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (kab_month_compare (to, cases[i].to), ==, 0);
    }
  g_assert_cmpint (kab_month_index ((KabMonth){ 2020, 2 }), ==, 24241);
  g_assert_false (kab_month_is_valid (KAB_MONTH_NONE));
  g_assert_false (kab_month_is_valid (kab_month_from_index (-1)));
  g_assert_cmpint (kab_month_compare ((KabMonth){ 2019, 12 }, (KabMonth){ 2020, 1 }), <, 0);
}

static void
test_month_format (void)
{
  static const char *const russian[12][3] = {
    { "январь", "в\u00a0январе", "января" },
    { "февраль", "в\u00a0феврале", "февраля" },
    { "март", "в\u00a0марте", "марта" },
    { "апрель", "в\u00a0апреле", "апреля" },
    { "май", "в\u00a0мае", "мая" },
    { "июнь", "в\u00a0июне", "июня" },
    { "июль", "в\u00a0июле", "июля" },
    { "август", "в\u00a0августе", "августа" },
    { "сентябрь", "в\u00a0сентябре", "сентября" },
    { "октябрь", "в\u00a0октябре", "октября" },
    { "ноябрь", "в\u00a0ноябре", "ноября" },
    { "декабрь", "в\u00a0декабре", "декабря" },
  };
  g_autofree char *english = NULL;

  set_language ("ru");
  for (int i = 0; i < 12; i++)
    for (KabMonthForm form = KAB_MONTH_NAME; form <= KAB_MONTH_OF; form++)
      {
        KabMonth month = { 2020, (gint8) (i + 1) };
        g_autofree char *text = kab_month_format (month, form);
        g_autofree char *with_year = kab_month_format_with_year (month, form);
        g_autofree char *expected = g_strconcat (russian[i][form], "\u00a02020", NULL);

        g_assert_cmpstr (text, ==, russian[i][form]);
        g_assert_cmpstr (with_year, ==, expected);
      }

  set_language ("en");
  english = kab_month_format_with_year ((KabMonth){ 2020, 2 }, KAB_MONTH_IN);
  g_assert_cmpstr (english, ==, "in February 2020");
}

static void
test_date_parse (void)
{
  static const struct
  {
    const char *text;
    gboolean good;
  } cases[] = {
    { "2020-02-29", TRUE },   { "2000-02-29", TRUE },   { "2019-02-29", FALSE },
    { "2100-02-29", FALSE },  { "2020-04-31", FALSE },  { "2020-12-31", TRUE },
    { "2020-01-00", FALSE },  { "2020-00-01", FALSE },  { "2020-13-01", FALSE },
    { "2020-1-1", FALSE },    { "29.02.2020", FALSE },  { "", FALSE },
    { "2020-02-29 ", FALSE }, { "2020-02-290", FALSE }, { "2020-02", FALSE },
    { "1989-12-31", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KabDate date = { 2000, 7, 8 };
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_test_message ("\"%s\"", cases[i].text);
      g_assert_cmpint (kab_date_parse (cases[i].text, &date, &error), ==, cases[i].good);
      text = kab_date_to_string (date);
      g_assert_cmpstr (text, ==, cases[i].good ? cases[i].text : "2000-07-08");
      if (!cases[i].good)
        g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
    }
}

static void
test_date_compare (void)
{
  static const KabDate ordered[] = {
    { 0, 0, 0 }, { 1990, 1, 1 }, { 2019, 12, 31 }, { 2020, 1, 1 }, { 2020, 1, 31 }, { 2020, 2, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ordered); j++)
      {
        int order = kab_date_compare (ordered[i], ordered[j]);

        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
}

static void
test_date_format (void)
{
  KabDate date = { 2020, 2, 29 };
  g_autofree char *english = NULL;
  g_autofree char *russian = NULL;
  g_autofree char *without_zero = NULL;
  g_autofree char *english_numbers = NULL;
  g_autofree char *russian_numbers = NULL;

  set_language ("en");
  english = kab_date_format (date);
  g_assert_cmpstr (english, ==, "29 February 2020");
  english_numbers = kab_date_format_short ((KabDate){ 2020, 2, 9 });
  g_assert_cmpstr (english_numbers, ==, "09/02/2020");
  set_language ("ru");
  russian = kab_date_format (date);
  g_assert_cmpstr (russian, ==, "29\u00a0февраля 2020");
  without_zero = kab_date_format ((KabDate){ 2020, 5, 9 });
  g_assert_cmpstr (without_zero, ==, "9\u00a0мая 2020");
  russian_numbers = kab_date_format_short ((KabDate){ 2020, 2, 9 });
  g_assert_cmpstr (russian_numbers, ==, "09.02.2020");
}

static void
test_time_parse (void)
{
  static const struct
  {
    const char *text;
    gint64 unix_time; /* −1: refused */
  } cases[] = {
    { "2020-02-29T12:00:00Z", 1582977600 },
    { "1970-01-01T00:00:00Z", 0 },
    { "2038-01-19T03:14:08Z", 2147483648 },
    { "2020-02-30T12:00:00Z", -1 },
    { "2020-02-29T24:00:00Z", -1 },
    { "2020-02-29T12:60:00Z", -1 },
    { "2020-02-29T12:00:60Z", -1 },
    { "2020-02-29T12:00:00", -1 },
    { "2020-02-29T12:00:00+03:00", -1 },
    { "2020-02-29 12:00:00Z", -1 },
    { "2020-02-29T12:00Z", -1 },
    { "2020-02-29", -1 },
    { "", -1 },
    { "0000-01-01T00:00:00Z", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GDateTime) time = kab_time_parse (cases[i].text, &error);

      g_test_message ("\"%s\"", cases[i].text);
      if (cases[i].unix_time >= 0)
        {
          g_autoptr (GDateTime) same = kab_time_from_unix (cases[i].unix_time);
          g_autofree char *text = kab_time_to_string (time);

          g_assert_no_error (error);
          g_assert_true (g_date_time_equal (time, same));
          g_assert_cmpstr (text, ==, cases[i].text);
        }
      else
        {
          g_assert_null (time);
          g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
        }
    }
}

/* TZ is set for the whole program: the day in Moscow is not that in UTC. */
static void
test_time_format (void)
{
  g_autoptr (GDateTime) time = kab_time_parse ("2020-02-28T22:04:59Z", NULL);
  g_autofree char *day = NULL;
  g_autofree char *minute = NULL;
  g_autofree char *written = kab_time_to_string (time);

  set_language ("ru");
  day = kab_time_format_date (time);
  minute = kab_time_format (time);
  g_assert_cmpstr (day, ==, "29\u00a0февраля 2020");
  g_assert_cmpstr (minute, ==, "29\u00a0февраля 2020, 01:04");
  g_assert_cmpstr (written, ==, "2020-02-28T22:04:59Z");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "<MSK>-3", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/month/parse", test_month_parse);
  g_test_add_func ("/month/add", test_month_add);
  g_test_add_func ("/month/format", test_month_format);
  g_test_add_func ("/date/parse", test_date_parse);
  g_test_add_func ("/date/compare", test_date_compare);
  g_test_add_func ("/date/format", test_date_format);
  g_test_add_func ("/time/parse", test_time_parse);
  g_test_add_func ("/time/format", test_time_format);

  return g_test_run ();
}
