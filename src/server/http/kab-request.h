/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "kab-routes.h"

G_BEGIN_DECLS

/* What is read of a request, and what is said against it by its head alone. */

#define KAB_REQUEST_BODY_MAX (64 * 1024)

/* The method, "-" for one that is no method: the log should not hold what a stranger likes. */
const char *kab_request_get_method (SoupServerMessage *message);
/* Two lengths, or a length and chunks: where such a request ends is a matter of opinion, and a
 * proxy may have another one (RFC 9112, 6.3). */
gboolean kab_request_is_ambiguous (SoupServerMessage *message);
/* (transfer full): the call that the head asks for. NULL with @error: NOT_FOUND, UNSUPPORTED,
 * TOO_LARGE. @route (out) is the route as far as it was found; @allow (out) (transfer full) are the
 * path's methods where it has not this one. */
KabCall *kab_request_read_head (SoupServerMessage *message,
                                const KabRoute **route,
                                char **allow,
                                GError **error);
/* The rest, when the request has come in whole. */
void kab_request_read_body (SoupServerMessage *message, KabCall *call);

G_END_DECLS
