/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether @host, a name or an address without brackets, is this very machine: what is sent there
 * passes no network, and may go without encryption. */
gboolean kab_web_address_is_loopback (const char *host);

/* The address of an operator's service: "https://host[:port]", for loopback "http://host[:port]"
 * too; nothing else is in it but a slash at the end. Else NULL, and %KAB_ERROR_FORMAT, or
 * %KAB_ERROR_INSECURE for plain http to another machine. */
GUri *kab_web_address_parse (const char *text, GError **error);

/* (transfer full): the one form of an address by which two are compared: without spaces around it,
 * a slash at the end or the usual port, the host in lower case, as it is known to the network.
 * Errors as above. */
char *kab_web_address_normalise (const char *text, GError **error);

G_END_DECLS
