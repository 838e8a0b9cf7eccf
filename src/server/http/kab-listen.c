/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-listen.h"

#include "kab-error.h"

#define BACKLOG 1024

/* Splits at the last colon; an IPv6 address is in brackets. */
static gboolean
split (const char *text, char **host, guint64 *port)
{
  const char *colon = strrchr (text, ':');
  gsize length;

  if (colon == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, 65535, port, NULL))
    return FALSE;
  length = (gsize) (colon - text);
  if (length == 0)
    return FALSE;
  if (text[0] == '[')
    {
      if (length < 3 || text[length - 1] != ']')
        return FALSE;
      *host = g_strndup (text + 1, length - 2);
      return strchr (*host, ':') != NULL;
    }
  *host = g_strndup (text, length);
  return strchr (*host, ':') == NULL;
}

GSocketAddress *
kab_listen_parse (const char *text, GError **error)
{
  g_autofree char *host = NULL;
  g_autoptr (GInetAddress) address = NULL;
  guint64 port = 0;

  g_return_val_if_fail (text != NULL, NULL);

  if (split (text, &host, &port))
    {
      if (g_str_equal (host, "*"))
        address = g_inet_address_new_any (G_SOCKET_FAMILY_IPV6);
      else if (g_str_equal (host, "localhost"))
        address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
      else
        address = g_inet_address_new_from_string (host);
    }
  if (address == NULL)
    {
      g_propagate_error (
        error, kab_error_new (KAB_ERROR_FORMAT,
                              _ ("“%s” is not HOST:PORT: give an IP address of this machine, "
                                 "localhost or * and a port, such as 127.0.0.1:8080 or "
                                 "[::1]:8080; port 0 picks a free one"),
                              text));
      return NULL;
    }
  return g_inet_socket_address_new (address, (guint16) port);
}

GSocket *
kab_listen_open (GSocketAddress *address, GError **error)
{
  GInetSocketAddress *inet = G_INET_SOCKET_ADDRESS (address);
  g_autofree char *host = g_inet_address_to_string (g_inet_socket_address_get_address (inet));
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) fault = NULL;

  socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, &fault);
  if (socket != NULL)
    {
      g_socket_set_listen_backlog (socket, BACKLOG);
      g_socket_set_blocking (socket, FALSE);
    }
  if (socket == NULL || !g_socket_bind (socket, address, TRUE, &fault) ||
      !g_socket_listen (socket, &fault))
    {
      g_propagate_error (
        error,
        kab_error_new (KAB_ERROR_FAILED,
                       _ ("cannot listen on %s port %u: %s; is another service running there, "
                          "does this machine have that address, is the port below 1024?"),
                       host, g_inet_socket_address_get_port (inet), fault->message));
      return NULL;
    }
  return g_steal_pointer (&socket);
}

char *
kab_listen_to_string (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);
  GInetSocketAddress *inet = G_INET_SOCKET_ADDRESS (address);
  g_autofree char *host = g_inet_address_to_string (g_inet_socket_address_get_address (inet));
  guint port = g_inet_socket_address_get_port (inet);

  if (g_socket_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
    return g_strdup_printf ("[%s]:%u", host, port);
  return g_strdup_printf ("%s:%u", host, port);
}
