/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-month.h"

G_BEGIN_DECLS

/**
 * KabPaycode:
 *
 * The payment code of GOST R 56042-2014 ("ST00012|Name=…"): what the QR code on a receipt holds. A
 * strict writer, for our own receipts, and a tolerant reader, for everybody's, that lists what it
 * had to forgive.
 *
 * Keys are named as the standard writes them ("PersonalAcc"). Values are UTF-8 here, whatever the
 * code's encoding. Lengths are counted in characters.
 */
typedef struct _KabPaycode KabPaycode;

/* The digit after "ST0001". Windows-1251 fits the most Cyrillic into a code. */
typedef enum
{
  KAB_PAYCODE_WINDOWS_1251 = 1,
  KAB_PAYCODE_UTF_8 = 2,
  KAB_PAYCODE_KOI8_R = 3,
} KabPaycodeEncoding;

/* What a reader forgave, as real receipts have it. */
typedef enum
{
  KAB_PAYCODE_KEY_CASE,     /* "name=" for "Name=" */
  KAB_PAYCODE_KEY_MISSPELT, /* look-alike letters of Cyrillic, "Docldx" */
  KAB_PAYCODE_KEY_UNKNOWN,
  KAB_PAYCODE_KEY_TWICE, /* the first one counts */
  KAB_PAYCODE_NO_KEY,    /* a piece without "=" */
  KAB_PAYCODE_VALUE_EMPTY,
  KAB_PAYCODE_VALUE_TOO_LONG,
  KAB_PAYCODE_VALUE_CHARACTERS, /* letters where the standard has digits, a wrong number of digits
                                 */
  KAB_PAYCODE_LINE_BREAK,
  KAB_PAYCODE_TRAILING_SEPARATOR,
  KAB_PAYCODE_ORDER, /* the mandatory fields are not first, or not in their order */
  KAB_PAYCODE_MANDATORY_MISSING,
  KAB_PAYCODE_PERIOD_FORM,    /* another form than MMYYYY */
  KAB_PAYCODE_SUM_IN_ROUBLES, /* "447,30": read as what it means, 44730 */
  KAB_PAYCODE_VERSION,        /* another version than 0001 */
  KAB_PAYCODE_ENCODING,       /* the text is not in the encoding that its digit names */
} KabPaycodeFault;

typedef struct
{
  KabPaycodeFault fault;
  char *key; /* as the standard or, when unknown, the code writes it; "" where no field is meant */
} KabPaycodeDeviation;

KabPaycode *kab_paycode_new (void);
void kab_paycode_free (KabPaycode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabPaycode, kab_paycode_free)

/* Sets a field, or with NULL removes it. KAB_ERROR_FORMAT, and nothing changed, when the standard
 * has no such key, or the value is empty, too long, holds a line break or what is no digit where
 * digits are due. */
gboolean kab_paycode_set (KabPaycode *self, const char *key, const char *value, GError **error);
/* The sum in kopecks, 1..KAB_MONEY_MAX; the month as MMYYYY. */
gboolean kab_paycode_set_sum (KabPaycode *self, gint64 kopecks, GError **error);
gboolean kab_paycode_set_period (KabPaycode *self, KabMonth month, GError **error);

/* (transfer none) (nullable): a field by the standard's key; unknown keys by their own. */
const char *kab_paycode_get (KabPaycode *self, const char *key);
/* FALSE when there is none, or it cannot be read. */
gboolean kab_paycode_get_sum (KabPaycode *self, gint64 *kopecks);
gboolean kab_paycode_get_period (KabPaycode *self, KabMonth *month);

/* The code's bytes: the mandatory block first and in order, then the rest in the order it was set.
 * KAB_ERROR_FORMAT when a mandatory field is missing, the mandatory block passes 300 bytes, a
 * letter has no place in @encoding, or the values use up every separator. */
GBytes *kab_paycode_write (KabPaycode *self, KabPaycodeEncoding encoding, GError **error);

/* Reads a code as a scanner gives it. @deviations (out) (optional) (transfer container): of
 * KabPaycodeDeviation, in the order met. KAB_ERROR_FORMAT only where there is no payment code at
 * all ("ST" + four digits + encoding + separator, then a field). */
KabPaycode *kab_paycode_read (GBytes *bytes, GPtrArray **deviations, GError **error);

G_END_DECLS
