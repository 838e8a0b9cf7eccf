/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether a handshake with @certificate comes about: not when its key is another's, which GIO takes
 * without a look. KAB_ERROR_FILE otherwise. Takes some milliseconds. */
gboolean kab_certificate_check (GTlsCertificate *certificate, GError **error);
/* (transfer full) (nullable): what is wrong with its time at @now, a sentence for who started the
 * service; NULL: it is valid. */
char *kab_certificate_check_time (GTlsCertificate *certificate, GDateTime *now);

G_END_DECLS
