/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KAB_ENCODING_UTF_8,
  KAB_ENCODING_WINDOWS_1251,
  KAB_ENCODING_UTF_16, /* by its mark; it is recognised in order to be refused with a clear word */
} KabEncoding;

/* Reads the whole of @file, in pieces. A UTF-8 mark decides; without one a file is UTF-8 when all
 * of it is valid, and also when it has more characters of several bytes than bytes out of place: a
 * damaged UTF-8 file must not be taken for Windows-1251, in which any bytes make letters. */
gboolean kab_encoding_recognise (GFile *file, KabEncoding *encoding, GError **error);

/* (transfer full): @bytes as UTF-8, or NULL when they are not text of @encoding. */
char *kab_encoding_decode (KabEncoding encoding, const char *bytes, gsize length);

G_END_DECLS
