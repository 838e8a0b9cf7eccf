/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "kab-json.h"
#include "kab-money.h"

/* Documents that are no JSON, or not of the kind taken; lengths are given where NUL stands inside.
 */
static void
test_document (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    const char *message;
  } cases[] = {
    { "", -1, "the document: byte 0: the document has no end" },
    { "   ", -1, "the document: byte 3: the document has no end" },
    { "{", -1, "the document: byte 1: a string must stand here" },
    { "[1,", -1, "the document: byte 3: the document has no end" },
    { "{} {}", -1, "the document: byte 3: something follows the document" },
    { "{}x", -1, "the document: byte 2: something follows the document" },
    { "{}\0", 3, "the document: byte 2: not UTF-8" },
    { "{\"a\0\":1}", 8, "the document: byte 3: not UTF-8" },
    { "\xef\xbb\xbf{}", -1, "the document: byte 0: no value stands here" },
    { "{\"a\":1,}", -1, "the document: byte 7: a string must stand here" },
    { "[1,]", -1, "the document: byte 3: no value stands here" },
    { "[1 2]", -1, "the document: byte 3: \",\" or \"]\" must stand here" },
    { "{\"a\":1 \"b\":2}", -1, "the document: byte 7: \",\" or \"}\" must stand here" },
    { "{\"a\" 1}", -1, "the document: byte 5: \":\" must stand here" },
    { "{a:1}", -1, "the document: byte 1: a string must stand here" },
    { "{'a':1}", -1, "the document: byte 1: a string must stand here" },
    { "{1:1}", -1, "the document: byte 1: a string must stand here" },
    { "{\"a\":1,\"a\":2}", -1, "the document: byte 10: the member is repeated" },
    { "{\"a\":1,\"\\u0061\":2}", -1, "the document: byte 15: the member is repeated" },
    { "/* no */ {}", -1, "the document: byte 0: no value stands here" },
    { "{} // no", -1, "the document: byte 3: something follows the document" },
    { "NaN", -1, "the document: byte 0: no value stands here" },
    { "Infinity", -1, "the document: byte 0: no value stands here" },
    { "True", -1, "the document: byte 0: no value stands here" },
    { "nul", -1, "the document: byte 0: no value stands here" },
    { "nullx", -1, "the document: byte 4: something follows the document" },
    { "01", -1, "the document: byte 1: something follows the document" },
    { "-", -1, "the document: byte 1: a digit is missing" },
    { "+1", -1, "the document: byte 0: no value stands here" },
    { ".5", -1, "the document: byte 0: no value stands here" },
    { "1.", -1, "the document: byte 2: a digit is missing" },
    { "1e", -1, "the document: byte 2: a digit is missing" },
    { "1e+", -1, "the document: byte 3: a digit is missing" },
    { "0x10", -1, "the document: byte 1: something follows the document" },
    { "\"", -1, "the document: byte 1: the string has no end" },
    { "\"\\", -1, "the document: byte 2: no such escape in a string" },
    { "\"\\x41\"", -1, "the document: byte 2: no such escape in a string" },
    { "\"\\u12\"", -1, "the document: byte 5: four hexadecimal digits must follow \\u" },
    { "\"\\ud83d\"", -1, "the document: byte 7: half of a surrogate pair" },
    { "\"\\ude00\"", -1, "the document: byte 7: half of a surrogate pair" },
    { "\"\\ud83d\\u0041\"", -1, "the document: byte 13: half of a surrogate pair" },
    { "\"a\tb\"", -1, "the document: byte 2: a control character in a string" },
    { "\"a\nb\"", -1, "the document: byte 2: a control character in a string" },
    { "\"\xff\"", -1, "the document: byte 1: not UTF-8" },
    { "\"\xc0\x80\"", -1, "the document: byte 1: not UTF-8" },
    { "\"\xed\xa0\xbd\"", -1, "the document: byte 1: not UTF-8" },
    { "{\"\\u0000\":1}", -1, "the document: byte 9: the name of a member holds NUL" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabJson) json = kab_json_new (cases[i].text, cases[i].length);
      g_autoptr (GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_true (kab_json_failed (json));
      g_assert_false (kab_json_finish (json, &error));
      g_assert_error (error, KAB_ERROR, KAB_ERROR_BAD_REPLY);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_null (kab_json_get_failed_member (json));
      g_assert_null (kab_json_get_string (json, "a"));
      g_assert_cmpint (kab_json_get_int (json, NULL, 1, 2), ==, 0);
    }
}

static void
test_depth (void)
{
  static const struct
  {
    int depth;
    gboolean good;
  } cases[] = { { 32, TRUE }, { 33, FALSE }, { 1000000, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int open = 0; open < 2; open++)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (KabJson) json = NULL;

        for (int depth = 0; depth < cases[i].depth; depth++)
          g_string_append (text, open ? "{\"a\":" : "[");
        g_string_append (text, open ? "0" : "");
        for (int depth = 0; depth < cases[i].depth; depth++)
          g_string_append_c (text, open ? '}' : ']');
        json = kab_json_new (text->str, (gssize) text->len);
        g_assert_cmpint (kab_json_finish (json, NULL), ==, cases[i].good);
      }
}

static void
test_size (void)
{
  const gsize limit = 16 * 1024 * 1024;
  g_autofree char *text = g_malloc (limit + 1);

  memset (text, ' ', limit + 1);
  memcpy (text, "[]", 2);
  for (gsize bytes = limit; bytes <= limit + 1; bytes++)
    {
      g_autoptr (KabJson) json = kab_json_new (text, (gssize) bytes);

      g_assert_cmpint (kab_json_failed (json), ==, bytes > limit);
    }
}

typedef void (*Read) (KabJson *json);

static void
read_string (KabJson *json)
{
  g_free (kab_json_get_string (json, "a"));
}

static void
read_nullable (KabJson *json)
{
  g_free (kab_json_get_string_nullable (json, "a"));
}

static void
read_optional (KabJson *json)
{
  g_free (kab_json_get_string_optional (json, "a"));
}

static void
read_int (KabJson *json)
{
  kab_json_get_int (json, "a", -5, 5);
}

static void
read_int64 (KabJson *json)
{
  kab_json_get_int (json, "a", G_MININT64, G_MAXINT64);
}

static void
read_kopecks (KabJson *json)
{
  kab_json_get_kopecks (json, "a");
}

static void
read_boolean (KabJson *json)
{
  kab_json_get_boolean (json, "a");
}

static void
read_month (KabJson *json)
{
  kab_json_get_month (json, "a");
}

static void
read_date (KabJson *json)
{
  kab_json_get_date (json, "a");
}

static void
read_decimal (KabJson *json)
{
  kab_json_get_decimal (json, "a");
}

static void
read_time (KabJson *json)
{
  g_autoptr (GDateTime) time = kab_json_get_time (json, "a");
}

static void
read_tariff (KabJson *json)
{
  kab_json_enter (json, "lines");
  kab_json_enter_element (json, 1);
  kab_json_get_decimal (json, "tariff");
  kab_json_leave (json);
  kab_json_leave (json);
}

static void
read_object (KabJson *json)
{
  kab_json_enter (json, "a");
  kab_json_leave (json);
}

static void
read_object_nullable (KabJson *json)
{
  if (kab_json_enter_nullable (json, "a"))
    kab_json_leave (json);
}

static void
read_length (KabJson *json)
{
  kab_json_enter (json, "a");
  kab_json_get_length (json);
  kab_json_leave (json);
}

/* message is NULL where nothing is wrong. */
static void
test_members (void)
{
  static const struct
  {
    Read read;
    const char *text;
    const char *member;
    const char *message;
  } cases[] = {
    { read_string, "{\"a\":\"x\"}", NULL, NULL },
    { read_string, "{\"a\":1}", "a", "must be a string" },
    { read_string, "{\"a\":null}", "a", "must be a string" },
    { read_string, "{}", "a", "is missing" },
    { read_string, "{\"A\":\"x\"}", "a", "is missing" },
    { read_string, "{\"a\":\"x\\u0000y\"}", "a", "holds NUL" },
    { read_string, "[]", NULL, "must be an object" },
    { read_string, "\"a\"", NULL, "must be an object" },
    { read_nullable, "{\"a\":null}", NULL, NULL },
    { read_nullable, "{}", "a", "is missing" },
    { read_nullable, "{\"a\":false}", "a", "must be a string" },
    { read_optional, "{}", NULL, NULL },
    { read_optional, "{\"a\":null}", "a", "must be a string" },
    { read_int, "{\"a\":5}", NULL, NULL },
    { read_int, "{\"a\":-0}", NULL, NULL },
    { read_int, "{\"a\":6}", "a", "must be within -5..5" },
    { read_int, "{\"a\":-6}", "a", "must be within -5..5" },
    { read_int, "{\"a\":1.0}", "a", "must be an integer, written as one" },
    { read_int, "{\"a\":1e0}", "a", "must be an integer, written as one" },
    { read_int, "{\"a\":1e400}", "a", "must be an integer, written as one" },
    { read_int, "{\"a\":\"1\"}", "a", "must be an integer" },
    { read_int, "{\"a\":true}", "a", "must be an integer" },
    { read_int64, "{\"a\":9223372036854775807}", NULL, NULL },
    { read_int64, "{\"a\":-9223372036854775808}", NULL, NULL },
    { read_int64, "{\"a\":9223372036854775808}", "a",
      "must be within -9223372036854775808..9223372036854775807" },
    { read_int64, "{\"a\":18446744073709551617}", "a",
      "must be within -9223372036854775808..9223372036854775807" },
    { read_kopecks, "{\"a\":1000000000000000}", NULL, NULL },
    { read_kopecks, "{\"a\":1000000000000001}", "a",
      "must be within -1000000000000000..1000000000000000" },
    { read_kopecks, "{\"a\":447.30}", "a", "must be an integer, written as one" },
    { read_boolean, "{\"a\":false}", NULL, NULL },
    { read_boolean, "{\"a\":0}", "a", "must be true or false" },
    { read_boolean, "{\"a\":\"true\"}", "a", "must be true or false" },
    { read_month, "{\"a\":\"2020-02\"}", NULL, NULL },
    { read_month, "{\"a\":\"2020-13\"}", "a", "must be a month, YYYY-MM" },
    { read_month, "{\"a\":202002}", "a", "must be a string" },
    { read_date, "{\"a\":\"2020-02-30\"}", "a", "must be a date, YYYY-MM-DD" },
    { read_decimal, "{\"a\":\"0.15166\"}", NULL, NULL },
    { read_decimal, "{\"a\":0.15166}", "a", "must be a string" },
    { read_decimal, "{\"a\":\"0,15\"}", "a", "must be a decimal with at most nine places" },
    { read_time, "{\"a\":\"2020-02-29\"}", "a", "must be a time, YYYY-MM-DDTHH:MM:SSZ" },
    { read_tariff, "{\"lines\":[{},{\"tariff\":\"608.30\"}]}", NULL, NULL },
    { read_tariff, "{\"lines\":[{},{\"tariff\":608.30}]}", "lines[1].tariff", "must be a string" },
    { read_tariff, "{\"lines\":[{},{}]}", "lines[1].tariff", "is missing" },
    { read_tariff, "{\"lines\":[{}]}", "lines", "has no element 1" },
    { read_tariff, "{\"lines\":[{},3]}", "lines[1]", "must be an object" },
    { read_tariff, "{\"lines\":{}}", "lines", "must be an array" },
    { read_tariff, "{\"lines\":null}", "lines", "must be an object or an array" },
    { read_tariff, "{}", "lines", "is missing" },
    { read_object, "{\"a\":7}", "a", "must be an object or an array" },
    { read_object_nullable, "{\"a\":null}", NULL, NULL },
    { read_object_nullable, "{\"a\":{}}", NULL, NULL },
    { read_object_nullable, "{\"a\":7}", "a", "must be an object or an array" },
    { read_object_nullable, "{}", "a", "is missing" },
    { read_length, "{\"a\":{}}", "a", "must be an array" },
    /* Unknown members may be anything, large numbers too. */
    { read_int, "{\"a\":1,\"new\":1e400,\"b\":[{}],\"c\":99999999999999999999}", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabJson) json = kab_json_new (cases[i].text, -1);
      g_autoptr (GError) error = NULL;
      g_autofree char *message = NULL;

      g_test_message ("%s", cases[i].text);
      cases[i].read (json);
      g_assert_cmpint (kab_json_finish (json, &error), ==, !cases[i].message);
      if (!cases[i].message)
        continue;

      message = g_strconcat (cases[i].member ? cases[i].member : "the document", ": ",
                             cases[i].message, NULL);
      g_assert_error (error, KAB_ERROR, KAB_ERROR_BAD_REPLY);
      g_assert_cmpstr (error->message, ==, message);
      g_assert_cmpstr (kab_json_get_failed_member (json), ==, cases[i].member);
    }
}

static void
test_values (void)
{
  g_autoptr (KabJson) json = kab_json_new (
    " { \"text\" : \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0424\\ud83d\\ude00é\", \"list\":[ \"x\" , 7 ] } ",
    -1);
  g_autofree char *text = kab_json_get_string (json, "text");
  g_autofree char *element = NULL;
  g_autofree char *absent = kab_json_get_string_optional (json, "absent");

  g_assert_cmpstr (text, ==, "\"\\/\b\f\n\r\tФ😀é");
  g_assert_null (absent);
  g_assert_true (kab_json_has (json, "list"));
  g_assert_false (kab_json_has (json, "absent"));
  kab_json_enter (json, "list");
  g_assert_cmpuint (kab_json_get_length (json), ==, 2);
  kab_json_enter_element (json, 0);
  element = kab_json_get_string (json, NULL);
  kab_json_leave (json);
  kab_json_enter_element (json, 1);
  g_assert_cmpint (kab_json_get_int (json, NULL, 0, 9), ==, 7);
  kab_json_leave (json);
  kab_json_leave (json);
  g_assert_cmpstr (element, ==, "x");
  g_assert_true (kab_json_finish (json, NULL));
}

static void
test_long_string (void)
{
  for (gsize length = 64 * 1024; length <= 64 * 1024 + 1; length++)
    {
      g_autofree char *filling = g_strnfill (length, 'x');
      g_autofree char *text = g_strdup_printf ("{\"a\":\"%s\"}", filling);
      g_autoptr (KabJson) json = kab_json_new (text, -1);
      g_autofree char *value = kab_json_get_string (json, "a");

      g_assert_cmpstr (value, ==, length > 64 * 1024 ? NULL : filling);
      g_assert_cmpint (kab_json_failed (json), ==, length > 64 * 1024);
    }
}

/* The first error stays, and what comes after it is silent, steps in and out too. */
static void
test_first_error (void)
{
  g_autoptr (KabJson) json = kab_json_new ("{\"a\":1,\"b\":[{}]}", -1);
  g_autoptr (GError) error = NULL;

  g_assert_null (kab_json_get_string (json, "a"));
  g_assert_cmpint (kab_json_get_int (json, "a", 0, 9), ==, 0);
  kab_json_enter (json, "b");
  g_assert_cmpuint (kab_json_get_length (json), ==, 0);
  kab_json_enter_element (json, 0);
  g_assert_false (kab_json_enter_nullable (json, "c"));
  kab_json_fail (json, "d", "another");
  kab_json_leave (json);
  kab_json_leave (json);
  g_assert_false (kab_json_has (json, "a"));
  g_assert_cmpstr (kab_json_get_failed_member (json), ==, "a");
  g_assert_false (kab_json_finish (json, &error));
  g_assert_cmpstr (error->message, ==, "a: must be a string");
}

static void
test_write (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GDateTime) time = kab_time_from_unix (1582977600);
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  kab_json_add_string (builder, "string", "«\"\n");
  kab_json_add_string (builder, "nothing", NULL);
  kab_json_add_int (builder, "int", G_MININT64);
  kab_json_add_boolean (builder, "boolean", TRUE);
  kab_json_add_month (builder, "month", (KabMonth){ 2020, 2 });
  kab_json_add_month (builder, "no_month", KAB_MONTH_NONE);
  kab_json_add_date (builder, "date", (KabDate){ 2020, 2, 29 });
  kab_json_add_decimal (builder, "decimal", (KabDecimal){ 60830, 2 });
  kab_json_add_time (builder, "time", time);
  json_builder_end_object (builder);

  text = kab_json_to_string (builder);
  g_assert_cmpstr (text, ==,
                   "{\"string\":\"«\\\"\\n\",\"nothing\":null,\"int\":-9223372036854775808,"
                   "\"boolean\":true,\"month\":\"2020-02\",\"no_month\":null,"
                   "\"date\":\"2020-02-29\",\"decimal\":\"608.30\","
                   "\"time\":\"2020-02-29T12:00:00Z\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/document", test_document);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/size", test_size);
  g_test_add_func ("/json/members", test_members);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/long-string", test_long_string);
  g_test_add_func ("/json/first-error", test_first_error);
  g_test_add_func ("/json/write", test_write);

  return g_test_run ();
}
