/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-paycode-fields.h"

/* GOST R 56042-2014, as four independent implementations agree on it: the mandatory block in its
 * order, then the optional fields a waste receipt may carry. Where they name no length, 100 is a
 * bound of ours. */
static const KabPaycodeField fields[] = {
  { "Name", 160, KAB_PAYCODE_TEXT },
  { "PersonalAcc", 20, KAB_PAYCODE_DIGITS_EXACT },
  { "BankName", 45, KAB_PAYCODE_TEXT },
  { "BIC", 9, KAB_PAYCODE_DIGITS_EXACT },
  { "CorrespAcc", 20, KAB_PAYCODE_DIGITS },
  { "Sum", 18, KAB_PAYCODE_DIGITS },
  { "Purpose", 210, KAB_PAYCODE_TEXT },
  { "PayeeINN", 12, KAB_PAYCODE_DIGITS },
  { "PayerINN", 12, KAB_PAYCODE_DIGITS },
  { "DrawerStatus", 2, KAB_PAYCODE_TEXT },
  { "KPP", 9, KAB_PAYCODE_DIGITS },
  { "CBC", 20, KAB_PAYCODE_TEXT },
  { "OKTMO", 11, KAB_PAYCODE_DIGITS },
  { "LastName", 100, KAB_PAYCODE_TEXT },
  { "FirstName", 100, KAB_PAYCODE_TEXT },
  { "MiddleName", 100, KAB_PAYCODE_TEXT },
  { "PayerAddress", 200, KAB_PAYCODE_TEXT },
  { "PersonalAccount", 30, KAB_PAYCODE_TEXT },
  { "DocIdx", 100, KAB_PAYCODE_TEXT },
  { "PersAcc", 30, KAB_PAYCODE_TEXT },
  { "Contract", 100, KAB_PAYCODE_TEXT },
  { "Flat", 100, KAB_PAYCODE_TEXT },
  { "Phone", 100, KAB_PAYCODE_TEXT },
  { "PaymPeriod", 7, KAB_PAYCODE_TEXT },
  { "Category", 100, KAB_PAYCODE_TEXT },
  { "ServiceName", 100, KAB_PAYCODE_TEXT },
  { "CounterId", 100, KAB_PAYCODE_TEXT },
  { "CounterVal", 100, KAB_PAYCODE_TEXT },
  { "QuittId", 100, KAB_PAYCODE_TEXT },
  { "QuittDate", 100, KAB_PAYCODE_TEXT },
  { "PaymTerm", 100, KAB_PAYCODE_TEXT },
  { "UIN", 100, KAB_PAYCODE_TEXT },
  { "TechCode", 2, KAB_PAYCODE_DIGITS_EXACT },
  { "UniqId", 100, KAB_PAYCODE_TEXT },
};

static const char *const charsets[] = {
  [KAB_PAYCODE_WINDOWS_1251] = "WINDOWS-1251",
  [KAB_PAYCODE_UTF_8] = "UTF-8",
  [KAB_PAYCODE_KOI8_R] = "KOI8-R",
};

/* Cyrillic capitals and the Latin ones that look the same: real codes hold "СВС" for "CBC". */
static char *
fold_lookalikes (const char *key)
{
  static const char *const pairs[][2] = {
    { "А", "A" }, { "В", "B" }, { "С", "C" }, { "Е", "E" }, { "Н", "H" }, { "К", "K" },
    { "М", "M" }, { "О", "O" }, { "Р", "P" }, { "Т", "T" }, { "Х", "X" }, { "а", "a" },
    { "с", "c" }, { "е", "e" }, { "о", "o" }, { "р", "p" }, { "х", "x" },
  };
  g_autoptr (GString) folded = g_string_new (key);

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_string_replace (folded, pairs[i][0], pairs[i][1], 0);

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static const KabPaycodeField *
find_caseless (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_ascii_strcasecmp (fields[i].key, key) == 0)
      return &fields[i];

  return NULL;
}

const KabPaycodeField *
kab_paycode_field_find (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].key, key) == 0)
      return &fields[i];

  return NULL;
}

const KabPaycodeField *
kab_paycode_field_guess (const char *key, KabPaycodeFault *fault)
{
  const KabPaycodeField *field = kab_paycode_field_find (key);
  g_autofree char *folded = NULL;

  if (field != NULL)
    return field;

  *fault = KAB_PAYCODE_KEY_CASE;
  field = find_caseless (key);
  if (field != NULL)
    return field;

  *fault = KAB_PAYCODE_KEY_MISSPELT;
  if (g_ascii_strcasecmp (key, "Docldx") == 0)
    return kab_paycode_field_find ("DocIdx");

  folded = fold_lookalikes (key);
  field = find_caseless (folded);
  if (field == NULL)
    *fault = KAB_PAYCODE_KEY_UNKNOWN;
  return field;
}

const KabPaycodeField *
kab_paycode_field_mandatory (guint place)
{
  g_return_val_if_fail (place < KAB_PAYCODE_MANDATORY, NULL);

  return &fields[place];
}

int
kab_paycode_field_place (const KabPaycodeField *field)
{
  gsize place = (gsize) (field - fields);

  return place < KAB_PAYCODE_MANDATORY ? (int) place : -1;
}

gboolean
kab_paycode_field_fits_length (const KabPaycodeField *field, const char *value)
{
  glong length = g_utf8_strlen (value, -1);

  return length <= field->length &&
         (field->shape != KAB_PAYCODE_DIGITS_EXACT || length == field->length);
}

gboolean
kab_paycode_field_fits_shape (const KabPaycodeField *field, const char *value)
{
  return field->shape == KAB_PAYCODE_TEXT || strspn (value, "0123456789") == strlen (value);
}

const char *
kab_paycode_encoding_get_charset (KabPaycodeEncoding encoding)
{
  g_return_val_if_fail (encoding >= KAB_PAYCODE_WINDOWS_1251 && encoding <= KAB_PAYCODE_KOI8_R,
                        NULL);

  return charsets[encoding];
}
