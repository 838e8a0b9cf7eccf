/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-paycode.h"

G_BEGIN_DECLS

/* How many fields are mandatory; they are the table's first. */
#define KAB_PAYCODE_MANDATORY 5
/* Bytes that the mandatory block, from "ST" to its last value, should fit (one source only). */
#define KAB_PAYCODE_BLOCK_MAX 300
/* The separators of the standard in order of preference. */
#define KAB_PAYCODE_SEPARATORS "|#;:^_~{}!$%&()*+,/@"

typedef enum
{
  KAB_PAYCODE_TEXT,
  KAB_PAYCODE_DIGITS,       /* up to the length */
  KAB_PAYCODE_DIGITS_EXACT, /* of just the length */
} KabPaycodeShape;

typedef struct
{
  const char *key;
  guint8 length; /* characters */
  KabPaycodeShape shape;
} KabPaycodeField;

/* (nullable): the field of that very key. */
const KabPaycodeField *kab_paycode_field_find (const char *key);
/* (nullable): the field meant by a key as real receipts write it; *@fault is set where it is not
 * the very key. */
const KabPaycodeField *kab_paycode_field_guess (const char *key, KabPaycodeFault *fault);
/* The mandatory field of that place, 0..KAB_PAYCODE_MANDATORY − 1. */
const KabPaycodeField *kab_paycode_field_mandatory (guint place);
/* Place among the mandatory fields, −1 for an optional one. */
int kab_paycode_field_place (const KabPaycodeField *field);

gboolean kab_paycode_field_fits_length (const KabPaycodeField *field, const char *value);
gboolean kab_paycode_field_fits_shape (const KabPaycodeField *field, const char *value);

/* The charset's name for iconv. */
const char *kab_paycode_encoding_get_charset (KabPaycodeEncoding encoding);

G_END_DECLS
