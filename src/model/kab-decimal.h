/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KabDecimal:
 *
 * An exact decimal number, digits / 10^scale: tariffs ("608.30") and quantities ("0.15166", "5").
 * Its scale is kept as it was written, so that "5.0" is shown as "5.0".
 */
typedef struct
{
  gint64 digits;
  guint8 scale; /* 0..9 */
} KabDecimal;

/* A plain decimal with a point, as in the contract: "-12.5"; no spaces, no exponent, at most 9
 * places. */
gboolean kab_decimal_parse (const char *text, KabDecimal *decimal, GError **error);
char *kab_decimal_to_string (KabDecimal decimal);     /* "608.30" */
char *kab_decimal_format (KabDecimal decimal);        /* in the user's locale: "608,30" */
int kab_decimal_compare (KabDecimal a, KabDecimal b); /* by value: 5 = 5.0 */

G_END_DECLS
