/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "kab-money.h"
#include "kab-paycode-private.h"

static void
pair_free (KabPaycodePair *pair)
{
  g_free (pair->key);
  g_free (pair->value);
  g_free (pair);
}

/* A line break would end the code for some scanners; the other control characters mean nothing in
 * it. */
static gboolean
holds_control (const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* The first separator of the standard that no value holds; '\0' when they hold them all. */
static char
choose_separator (KabPaycode *self)
{
  for (const char *separator = KAB_PAYCODE_SEPARATORS; *separator != '\0'; separator++)
    {
      gboolean held = FALSE;

      for (guint i = 0; i < self->pairs->len && !held; i++)
        {
          KabPaycodePair *pair = g_ptr_array_index (self->pairs, i);
          held = strchr (pair->value, *separator) != NULL;
        }
      if (!held)
        return *separator;
    }

  return '\0';
}

static void
append_pair (GString *code, char separator, const KabPaycodePair *pair)
{
  g_string_append_c (code, separator);
  g_string_append (code, pair->key);
  g_string_append_c (code, '=');
  g_string_append (code, pair->value);
}

static GBytes *
encode (const char *text, gsize length, KabPaycodeEncoding encoding, GError **error)
{
  const char *charset = kab_paycode_encoding_get_charset (encoding);
  char *encoded = NULL;
  gsize written = 0;

  encoded = g_convert (text, (gssize) length, charset, "UTF-8", NULL, &written, NULL);
  if (encoded == NULL)
    {
      g_set_error (error, KAB_ERROR, KAB_ERROR_FORMAT,
                   "a payment code's value has a letter that %s cannot write", charset);
      return NULL;
    }

  return g_bytes_new_take (encoded, written);
}

KabPaycodePair *
kab_paycode_find (KabPaycode *self, const char *key)
{
  for (guint i = 0; i < self->pairs->len; i++)
    {
      KabPaycodePair *pair = g_ptr_array_index (self->pairs, i);
      if (strcmp (pair->key, key) == 0)
        return pair;
    }

  return NULL;
}

void
kab_paycode_append (KabPaycode *self, const char *key, const char *value)
{
  KabPaycodePair *pair = g_new0 (KabPaycodePair, 1);

  pair->key = g_strdup (key);
  pair->value = g_strdup (value);
  g_ptr_array_add (self->pairs, pair);
}

KabPaycode *
kab_paycode_new (void)
{
  KabPaycode *self = g_new0 (KabPaycode, 1);

  self->pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) pair_free);
  return self;
}

void
kab_paycode_free (KabPaycode *self)
{
  g_ptr_array_unref (self->pairs);
  g_free (self);
}

gboolean
kab_paycode_set (KabPaycode *self, const char *key, const char *value, GError **error)
{
  const KabPaycodeField *field = NULL;
  KabPaycodePair *pair = NULL;
  const char *fault = NULL;

  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  field = kab_paycode_field_find (key);
  pair = kab_paycode_find (self, key);

  if (field == NULL)
    fault = "is no field of a payment code";
  else if (value == NULL)
    {
      if (pair != NULL)
        g_ptr_array_remove (self->pairs, pair);
      return TRUE;
    }
  else if (*value == '\0')
    fault = "is empty";
  else if (!g_utf8_validate (value, -1, NULL) || holds_control (value))
    fault = "holds a line break or what is no text";
  else if (!kab_paycode_field_fits_shape (field, value))
    fault = "takes digits alone";
  else if (!kab_paycode_field_fits_length (field, value))
    fault = "has not the length that the standard gives it";

  if (fault != NULL)
    {
      g_set_error (error, KAB_ERROR, KAB_ERROR_FORMAT, "%s %s", key, fault);
      return FALSE;
    }

  if (pair == NULL)
    kab_paycode_append (self, key, value);
  else
    {
      g_free (pair->value);
      pair->value = g_strdup (value);
    }
  return TRUE;
}

gboolean
kab_paycode_set_sum (KabPaycode *self, gint64 kopecks, GError **error)
{
  char value[32];

  if (kopecks < 1 || kopecks > KAB_MONEY_MAX)
    {
      g_set_error_literal (error, KAB_ERROR, KAB_ERROR_FORMAT, "Sum must be above zero");
      return FALSE;
    }

  g_snprintf (value, sizeof value, "%" G_GINT64_FORMAT, kopecks);
  return kab_paycode_set (self, "Sum", value, error);
}

gboolean
kab_paycode_set_period (KabPaycode *self, KabMonth month, GError **error)
{
  char value[16];

  g_return_val_if_fail (kab_month_is_valid (month), FALSE);

  g_snprintf (value, sizeof value, "%02d%04d", month.month, month.year);
  return kab_paycode_set (self, "PaymPeriod", value, error);
}

const char *
kab_paycode_get (KabPaycode *self, const char *key)
{
  KabPaycodePair *pair = NULL;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  pair = kab_paycode_find (self, key);
  return pair != NULL ? pair->value : NULL;
}

GBytes *
kab_paycode_write (KabPaycode *self, KabPaycodeEncoding encoding, GError **error)
{
  g_autoptr (GString) code = NULL;
  g_autoptr (GBytes) block = NULL;
  char separator = '\0';

  g_return_val_if_fail (self != NULL, NULL);

  separator = choose_separator (self);
  if (separator == '\0')
    {
      g_set_error_literal (error, KAB_ERROR, KAB_ERROR_FORMAT,
                           "the values of the payment code leave no separator");
      return NULL;
    }

  code = g_string_new (NULL);
  g_string_printf (code, "ST0001%d", (int) encoding);
  for (guint place = 0; place < KAB_PAYCODE_MANDATORY; place++)
    {
      const char *key = kab_paycode_field_mandatory (place)->key;
      const KabPaycodePair *pair = kab_paycode_find (self, key);

      if (pair == NULL)
        {
          g_set_error (error, KAB_ERROR, KAB_ERROR_FORMAT, "the payment code lacks %s", key);
          return NULL;
        }
      append_pair (code, separator, pair);
    }

  block = encode (code->str, code->len, encoding, error);
  if (block == NULL)
    return NULL;
  if (g_bytes_get_size (block) > KAB_PAYCODE_BLOCK_MAX)
    {
      g_set_error (error, KAB_ERROR, KAB_ERROR_FORMAT,
                   "the mandatory block of the payment code has %" G_GSIZE_FORMAT
                   " bytes, more than %d",
                   g_bytes_get_size (block), KAB_PAYCODE_BLOCK_MAX);
      return NULL;
    }

  for (guint i = 0; i < self->pairs->len; i++)
    {
      const KabPaycodePair *pair = g_ptr_array_index (self->pairs, i);
      const KabPaycodeField *field = kab_paycode_field_find (pair->key);

      if (field == NULL || kab_paycode_field_place (field) < 0)
        append_pair (code, separator, pair);
    }

  return encode (code->str, code->len, encoding, error);
}
