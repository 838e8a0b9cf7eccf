/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* "127.0.0.1:8080", "[::]:8080", "localhost:0", "*:8080" (every address, IPv6 and IPv4). A host's
 * name is not looked up: a service listens on an address of its own machine. KAB_ERROR_FORMAT says
 * what is expected. */
GSocketAddress *kab_listen_parse (const char *text, GError **error);

/* A socket that listens, with a queue long enough for a crowd that comes at once (GLib's own of 10
 * loses connections). Port 0 picks a free one. KAB_ERROR_FAILED says what to do. */
GSocket *kab_listen_open (GSocketAddress *address, GError **error);

/* "127.0.0.1:8080", "[::1]:8080": (transfer full). */
char *kab_listen_to_string (GSocket *socket);

G_END_DECLS
