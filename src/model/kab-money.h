/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-decimal.h"

G_BEGIN_DECLS

/* Money is a gint64 of kopecks, everywhere. There is no float anywhere near it. */

/* The contract's bound on one amount, both signs: 10^15 kopecks. The sum of a thousand fits. */
#define KAB_MONEY_MAX G_GINT64_CONSTANT (1000000000000000)

typedef enum
{
  KAB_ROUNDING_HALF_UP,  /* away from zero at one half: the usual bookkeeping */
  KAB_ROUNDING_TRUNCATE, /* toward zero: what the published fees of Smolensk follow (domain.md) */
} KabRounding;

/* What a person types or a file holds: "447.30", "447,30", "1 234,5 ₽", "1 234,50 руб.",
 * "1,234.50", "-120". Spaces of any kind group digits, and commas where a point follows; at most
 * two decimals. KAB_ERROR_FORMAT otherwise,
 * @kopecks untouched. */
gboolean kab_money_parse (const char *text, gint64 *kopecks, GError **error);

/* "-447.30": files, logs of tests; locale-independent */
char *kab_money_to_string (gint64 kopecks);
/* "1 234,50" in the user's language, no-break spaces, "−" as minus */
char *kab_money_format_plain (gint64 kopecks);
char *kab_money_format (gint64 kopecks); /* "1 234,50 ₽", likewise */

/* FALSE on overflow of KAB_MONEY_MAX; @sum untouched then. */
gboolean kab_money_add (gint64 a, gint64 b, gint64 *sum);

/* tariff (roubles) × quantity, exact, rounded once to kopecks. FALSE on overflow. */
gboolean
kab_money_multiply (KabDecimal tariff, KabDecimal quantity, KabRounding rounding, gint64 *kopecks);

G_END_DECLS
