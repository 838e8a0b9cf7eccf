/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A checksum of what comes in pieces. GLib's own takes several times as long, which is more than
 * all the rest of getting a receipt. */
typedef struct _KabSha256 KabSha256;

KabSha256 *kab_sha256_new (void);
void kab_sha256_free (KabSha256 *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabSha256, kab_sha256_free)

void kab_sha256_update (KabSha256 *self, const void *data, gsize size);
/* (transfer full): of all there was, in lower-case hexadecimal; it begins anew then. */
char *kab_sha256_end (KabSha256 *self);

G_END_DECLS
