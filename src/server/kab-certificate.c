/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <sys/socket.h>

#include "kab-certificate.h"

#include "kab-error.h"

/* Of one side of a handshake that stays within the program: seconds. */
#define TIMEOUT 10

static GIOStream *
make_end (int fd, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_timeout (socket, TIMEOUT);
  return G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
}

/* The other side would wait for one that has given up. */
static gboolean
shake_hands (GTlsConnection *connection, GIOStream *end, GError **error)
{
  gboolean done = g_tls_connection_handshake (connection, NULL, error);

  if (!done)
    g_io_stream_close (end, NULL, NULL);
  return done;
}

/* Whom the certificate is of is not the question here. */
static gboolean
accept_cb (GTlsConnection *connection,
           GTlsCertificate *certificate,
           GTlsCertificateFlags flags,
           gpointer data)
{
  return TRUE;
}

static gpointer
call_in_thread (gpointer data)
{
  GIOStream *end = data;
  g_autoptr (GIOStream) client = g_tls_client_connection_new (end, NULL, NULL);

  if (client == NULL)
    {
      g_io_stream_close (end, NULL, NULL);
      return NULL;
    }
  g_signal_connect (client, "accept-certificate", G_CALLBACK (accept_cb), NULL);
  shake_hands (G_TLS_CONNECTION (client), end, NULL);
  return NULL;
}

gboolean
kab_certificate_check (GTlsCertificate *certificate, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (GIOStream) near = NULL;
  g_autoptr (GIOStream) far = NULL;
  g_autoptr (GIOStream) server = NULL;
  GThread *caller;
  int fds[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
    g_error ("no pair of sockets can be made");
  near = make_end (fds[0], &fault);
  far = near != NULL ? make_end (fds[1], &fault) : NULL;
  if (far != NULL && (server = g_tls_server_connection_new (near, certificate, &fault)) != NULL)
    {
      caller = g_thread_new ("handshake", call_in_thread, far);
      shake_hands (G_TLS_CONNECTION (server), near, &fault);
      g_thread_join (caller);
    }
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error,
                     kab_error_new (KAB_ERROR_FILE, _ ("no connection comes about with them (%s)"),
                                    fault->message));
  return FALSE;
}

char *
kab_certificate_check_time (GTlsCertificate *certificate, GDateTime *now)
{
  g_autoptr (GDateTime) from = g_tls_certificate_get_not_valid_before (certificate);
  g_autoptr (GDateTime) until = g_tls_certificate_get_not_valid_after (certificate);
  gboolean early = from != NULL && g_date_time_compare (now, from) < 0;
  gboolean late = until != NULL && g_date_time_compare (now, until) > 0;
  g_autofree char *limit = NULL;

  if (!early && !late)
    return NULL;
  limit = g_date_time_format (early ? from : until, "%Y-%m-%d %H:%M:%S UTC");
  return g_strdup_printf (
    early ? _ ("is valid from %s only, and every resident's program refuses it; is it the "
               "one to be used, and is the clock right?")
          : _ ("is valid until %s only, and every resident's program refuses it; is it the "
               "one to be used, and is the clock right?"),
    limit);
}
