/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Private to the model: digits as people and files read them. */

/* (transfer full): digits / 10^places with a point, "-608.30": the same everywhere. */
char *kab_number_to_string (gint64 digits, unsigned places);
/* (transfer full): the same as the language of the messages writes it, "−1 608,30". The C library's
 * locale is not asked, so that the figures always agree with the words around them. */
char *kab_number_format (gint64 digits, unsigned places);

/* 10^exponent, exponent 0..18. */
gint64 kab_number_power_of_ten (unsigned exponent);

G_END_DECLS
