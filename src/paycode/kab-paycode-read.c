/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "kab-money.h"
#include "kab-paycode-private.h"

/* "ST" + four digits of version + one of encoding + the separator. */
#define HEAD_LENGTH 8

typedef struct
{
  KabPaycode *code;
  GPtrArray *deviations;
  int last_place; /* of the mandatory field read last */
  gboolean optional_met;
  gboolean order_told;
} Reading;

static void
deviation_free (KabPaycodeDeviation *deviation)
{
  g_free (deviation->key);
  g_free (deviation);
}

static void
deviate (Reading *reading, KabPaycodeFault fault, const char *key)
{
  KabPaycodeDeviation *deviation = g_new0 (KabPaycodeDeviation, 1);

  deviation->fault = fault;
  deviation->key = g_strdup (key);
  g_ptr_array_add (reading->deviations, deviation);
}

/* The text in UTF-8. Some writers name one encoding and use another: bytes that are UTF-8 are
 * UTF-8, bytes that cannot be it are Windows-1251, the commonest. */
static char *
decode (Reading *reading, const char *data, gsize length, char digit)
{
  gboolean utf8 = g_utf8_validate (data, (gssize) length, NULL);
  gboolean ascii = g_str_is_ascii (data);
  KabPaycodeEncoding encoding = KAB_PAYCODE_WINDOWS_1251;

  if (digit >= '1' && digit <= '3')
    encoding = (KabPaycodeEncoding) (digit - '0');
  else
    deviate (reading, KAB_PAYCODE_ENCODING, "");

  if (utf8)
    {
      if (!ascii && encoding != KAB_PAYCODE_UTF_8 && digit >= '1' && digit <= '3')
        deviate (reading, KAB_PAYCODE_ENCODING, "");
      return g_strndup (data, length);
    }

  if (encoding == KAB_PAYCODE_UTF_8)
    {
      deviate (reading, KAB_PAYCODE_ENCODING, "");
      encoding = KAB_PAYCODE_WINDOWS_1251;
    }
  return g_convert_with_fallback (data, (gssize) length, "UTF-8",
                                  kab_paycode_encoding_get_charset (encoding), "?", NULL, NULL,
                                  NULL);
}

/* A scanner or a printer broke a long code into lines: the pieces belong together. */
static char *
join_lines (Reading *reading, const char *value, const char *key)
{
  g_autoptr (GString) joined = NULL;

  if (strpbrk (value, "\r\n") == NULL)
    return g_strdup (value);

  deviate (reading, KAB_PAYCODE_LINE_BREAK, key);
  joined = g_string_new (NULL);
  for (const char *p = value; *p != '\0'; p++)
    if (*p != '\r' && *p != '\n')
      g_string_append_c (joined, *p);

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* Tells once when a mandatory field stands behind an optional one or behind a later one. */
static void
check_order (Reading *reading, const KabPaycodeField *field)
{
  int place = field != NULL ? kab_paycode_field_place (field) : -1;

  if (place < 0)
    {
      reading->optional_met = TRUE;
      return;
    }

  if ((reading->optional_met || place < reading->last_place) && !reading->order_told)
    {
      deviate (reading, KAB_PAYCODE_ORDER, field->key);
      reading->order_told = TRUE;
    }
  reading->last_place = MAX (reading->last_place, place);
}

static gboolean
read_period (const char *text, KabMonth *month, gboolean *standard)
{
  int digits[7] = { 0 };
  int count = 0;
  KabMonth read = KAB_MONTH_NONE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p) && count < 6)
        digits[count++] = g_ascii_digit_value (*p);
      else if (!(*p == '.' && count == 2 && p == text + 2))
        return FALSE;
    }

  if (count == 6)
    {
      int first = digits[0] * 10 + digits[1];
      int last = digits[4] * 10 + digits[5];

      read.month = (gint8) first;
      read.year = (gint16) (digits[2] * 1000 + digits[3] * 100 + last);
      *standard = strlen (text) == 6;
      if (!kab_month_is_valid (read) && strlen (text) == 6)
        {
          read.month = (gint8) last;
          read.year = (gint16) (first * 100 + digits[2] * 10 + digits[3]);
          *standard = FALSE;
        }
    }
  else if (count == 4)
    {
      read.month = (gint8) (digits[0] * 10 + digits[1]);
      read.year = (gint16) (2000 + digits[2] * 10 + digits[3]);
      *standard = FALSE;
    }

  if (!kab_month_is_valid (read))
    return FALSE;
  *month = read;
  return TRUE;
}

static gboolean
read_roubles (const char *text, gint64 *kopecks)
{
  return strpbrk (text, ",.") != NULL && kab_money_parse (text, kopecks, NULL);
}

static void
check_value (Reading *reading, const KabPaycodeField *field, const char *value)
{
  KabMonth month = KAB_MONTH_NONE;
  gint64 kopecks = 0;
  gboolean standard = FALSE;

  if (*value == '\0')
    deviate (reading, KAB_PAYCODE_VALUE_EMPTY, field->key);
  else if (strcmp (field->key, "Sum") == 0 && read_roubles (value, &kopecks))
    deviate (reading, KAB_PAYCODE_SUM_IN_ROUBLES, field->key);
  else if (!kab_paycode_field_fits_shape (field, value))
    deviate (reading, KAB_PAYCODE_VALUE_CHARACTERS, field->key);
  else if (!kab_paycode_field_fits_length (field, value))
    deviate (reading,
             field->shape == KAB_PAYCODE_DIGITS_EXACT ? KAB_PAYCODE_VALUE_CHARACTERS
                                                      : KAB_PAYCODE_VALUE_TOO_LONG,
             field->key);
  else if (strcmp (field->key, "PaymPeriod") == 0 &&
           !(read_period (value, &month, &standard) && standard))
    deviate (reading, KAB_PAYCODE_PERIOD_FORM, field->key);
}

static void
read_piece (Reading *reading, const char *piece)
{
  const char *equals = strchr (piece, '=');
  KabPaycodeFault fault = KAB_PAYCODE_KEY_CASE;
  const KabPaycodeField *field = NULL;
  g_autofree char *written = NULL;
  g_autofree char *value = NULL;
  const char *key = NULL;

  if (equals == NULL)
    {
      deviate (reading, KAB_PAYCODE_NO_KEY, "");
      return;
    }

  written = g_strstrip (g_strndup (piece, (gsize) (equals - piece)));
  field = kab_paycode_field_guess (written, &fault);
  key = field != NULL ? field->key : written;
  if (field == NULL || strcmp (field->key, written) != 0)
    deviate (reading, fault, key);

  check_order (reading, field);
  value = join_lines (reading, equals + 1, key);
  if (field != NULL)
    check_value (reading, field, value);

  if (kab_paycode_find (reading->code, key) != NULL)
    deviate (reading, KAB_PAYCODE_KEY_TWICE, key);
  else
    kab_paycode_append (reading->code, key, value);
}

static gboolean
head_is_good (const char *data, gsize length)
{
  if (length <= HEAD_LENGTH || strncmp (data, "ST", 2) != 0 || memchr (data, '\0', length) != NULL)
    return FALSE;
  for (int i = 2; i < HEAD_LENGTH - 1; i++)
    if (!g_ascii_isdigit (data[i]))
      return FALSE;

  return strchr (KAB_PAYCODE_SEPARATORS, data[HEAD_LENGTH - 1]) != NULL;
}

static void
read_pieces (Reading *reading, const char *text, char separator)
{
  const char delimiter[] = { separator, '\0' };
  g_auto (GStrv) pieces = g_strsplit (text, delimiter, -1);
  guint count = g_strv_length (pieces);

  for (guint i = 0; i < count; i++)
    {
      gboolean blank = strspn (pieces[i], " \r\n\t") == strlen (pieces[i]);

      if (blank && i + 1 == count)
        deviate (reading, KAB_PAYCODE_TRAILING_SEPARATOR, "");
      else
        read_piece (reading, pieces[i]);
    }

  for (guint place = 0; place < KAB_PAYCODE_MANDATORY; place++)
    {
      const char *key = kab_paycode_field_mandatory (place)->key;
      if (kab_paycode_find (reading->code, key) == NULL)
        deviate (reading, KAB_PAYCODE_MANDATORY_MISSING, key);
    }
}

gboolean
kab_paycode_get_sum (KabPaycode *self, gint64 *kopecks)
{
  const char *value = kab_paycode_get (self, "Sum");
  guint64 read = 0;

  if (value == NULL)
    return FALSE;
  if (read_roubles (value, kopecks))
    return TRUE;
  if (!g_ascii_string_to_unsigned (value, 10, 0, (guint64) KAB_MONEY_MAX, &read, NULL))
    return FALSE;

  *kopecks = (gint64) read;
  return TRUE;
}

gboolean
kab_paycode_get_period (KabPaycode *self, KabMonth *month)
{
  const char *value = kab_paycode_get (self, "PaymPeriod");
  gboolean standard = FALSE;

  return value != NULL && read_period (value, month, &standard);
}

KabPaycode *
kab_paycode_read (GBytes *bytes, GPtrArray **deviations, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *copy = g_strndup (data != NULL ? data : "", length);
  g_autoptr (KabPaycode) code = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *text = NULL;
  Reading reading = { 0 };

  if (!head_is_good (copy, length))
    {
      g_set_error_literal (error, KAB_ERROR, KAB_ERROR_FORMAT, "this is no payment code");
      return NULL;
    }

  code = kab_paycode_new ();
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) deviation_free);
  reading.code = code;
  reading.deviations = found;

  if (strncmp (copy + 2, "0001", 4) != 0)
    deviate (&reading, KAB_PAYCODE_VERSION, "");
  text = decode (&reading, copy + HEAD_LENGTH, length - HEAD_LENGTH, copy[HEAD_LENGTH - 2]);
  if (text == NULL)
    {
      g_set_error_literal (error, KAB_ERROR, KAB_ERROR_FORMAT,
                           "the payment code's text cannot be decoded");
      return NULL;
    }
  read_pieces (&reading, text, copy[HEAD_LENGTH - 1]);

  if (code->pairs->len == 0)
    {
      g_set_error_literal (error, KAB_ERROR, KAB_ERROR_FORMAT, "the payment code has no field");
      return NULL;
    }

  if (deviations != NULL)
    *deviations = g_steal_pointer (&found);
  return g_steal_pointer (&code);
}
