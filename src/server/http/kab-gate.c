/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "kab-gate.h"

/* Accepted in one turn of the main loop, so that those who are inside get theirs. */
#define AT_ONCE 64

struct _KabGate
{
  SoupServer *server;
  GSocket *socket;
  GTlsCertificate *certificate;
  guint most;
  guint patience;
  GHashTable *by_address; /* GSocketAddress, by identity -> KabConnection */
  GSource *accept_source;
  guint sweep_source;
};

/* A connection whose TLS is not agreed upon yet. */
typedef struct
{
  KabGate *gate;
  KabConnection *connection;
  GSocketAddress *local;
  GSocketAddress *remote;
} Greeting;

static void
greeting_free (Greeting *self)
{
  g_clear_object (&self->connection);
  g_clear_object (&self->local);
  g_clear_object (&self->remote);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Greeting, greeting_free)

static gboolean accepting_cb (GSocket *socket, GIOCondition condition, gpointer data);

static void
start_accepting (KabGate *self)
{
  if (self->accept_source != NULL || g_socket_is_closed (self->socket))
    return;
  self->accept_source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->accept_source, G_SOURCE_FUNC (accepting_cb), self, NULL);
  g_source_attach (self->accept_source, g_main_context_get_thread_default ());
}

static void
stop_accepting (KabGate *self)
{
  if (self->accept_source != NULL)
    g_source_destroy (self->accept_source);
  g_clear_pointer (&self->accept_source, g_source_unref);
}

static gboolean
is_connection (gpointer key, gpointer value, gpointer data)
{
  return value == data;
}

static void
closed_cb (KabConnection *connection, gpointer data)
{
  KabGate *self = data;

  g_signal_handlers_disconnect_by_func (connection, closed_cb, self);
  g_hash_table_foreach_remove (self->by_address, is_connection, connection);
}

static void
give (Greeting *greeting)
{
  soup_server_accept_iostream (greeting->gate->server, G_IO_STREAM (greeting->connection),
                               greeting->local, greeting->remote, NULL);
}

/* GIO has no way to ask for a version beforehand, and its library takes TLS 1.0 still. */
static gboolean
is_safe (GTlsConnection *connection)
{
  GTlsProtocolVersion version = g_tls_connection_get_protocol_version (connection);

  return version == G_TLS_PROTOCOL_VERSION_TLS_1_2 || version == G_TLS_PROTOCOL_VERSION_TLS_1_3;
}

static void
shook_hands_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Greeting) greeting = data;
  GTlsConnection *connection = G_TLS_CONNECTION (source);

  if (g_tls_connection_handshake_finish (connection, result, NULL) && is_safe (connection) &&
      !g_io_stream_is_closed (G_IO_STREAM (greeting->connection)))
    give (greeting);
  else
    g_io_stream_close (G_IO_STREAM (greeting->connection), NULL, NULL);
}

static void
welcome (KabGate *self, GSocket *socket)
{
  g_autoptr (GSocketConnection) plain = g_socket_connection_factory_create_connection (socket);
  g_autoptr (GIOStream) secure = NULL;
  g_autoptr (Greeting) greeting = g_new0 (Greeting, 1);

  greeting->gate = self;
  greeting->local = g_socket_get_local_address (socket, NULL);
  greeting->remote = g_socket_get_remote_address (socket, NULL);
  if (greeting->local == NULL || greeting->remote == NULL)
    return; /* gone already */
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  if (self->certificate != NULL)
    {
      secure = g_tls_server_connection_new (G_IO_STREAM (plain), self->certificate, NULL);
      if (secure == NULL)
        return;
      g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (secure), FALSE);
    }
  greeting->connection = kab_connection_new (socket, secure != NULL ? secure : G_IO_STREAM (plain));
  kab_connection_set_state (greeting->connection, KAB_CONNECTION_READING, NULL, self->patience);
  g_signal_connect (greeting->connection, "closed", G_CALLBACK (closed_cb), self);
  g_hash_table_insert (self->by_address, g_object_ref (greeting->remote),
                       g_object_ref (greeting->connection));
  if (secure == NULL)
    {
      give (greeting);
      return;
    }
  g_tls_connection_handshake_async (G_TLS_CONNECTION (secure), G_PRIORITY_DEFAULT, NULL,
                                    shook_hands_cb, g_steal_pointer (&greeting));
}

/* When the house is full, or no descriptor is left, those outside wait in the socket's queue; the
 * sweep looks again. */
static gboolean
accepting_cb (GSocket *socket, GIOCondition condition, gpointer data)
{
  KabGate *self = data;

  for (guint i = 0; i < AT_ONCE; i++)
    {
      g_autoptr (GSocket) accepted = NULL;
      g_autoptr (GError) error = NULL;

      if (g_hash_table_size (self->by_address) >= self->most)
        {
          stop_accepting (self);
          return G_SOURCE_REMOVE;
        }
      accepted = g_socket_accept (socket, NULL, &error);
      if (accepted != NULL)
        welcome (self, accepted);
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES))
        {
          stop_accepting (self);
          return G_SOURCE_REMOVE;
        }
      else
        break;
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
sweep_cb (gpointer data)
{
  KabGate *self = data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer connection;

  g_hash_table_iter_init (&iter, self->by_address);
  while (g_hash_table_iter_next (&iter, NULL, &connection))
    kab_connection_check (connection, now);
  if (g_hash_table_size (self->by_address) < self->most)
    start_accepting (self);
  return G_SOURCE_CONTINUE;
}

KabGate *
kab_gate_new (SoupServer *server,
              GSocket *socket,
              GTlsCertificate *certificate,
              guint most,
              guint patience,
              GError **error)
{
  g_autoptr (KabGate) self = g_new0 (KabGate, 1);
  g_autoptr (GMainContext) never = g_main_context_new ();
  gboolean listens;

  self->server = g_object_ref (server);
  self->socket = g_object_ref (socket);
  g_set_object (&self->certificate, certificate);
  self->most = most;
  self->patience = patience;
  self->by_address = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  /* A SoupServer that listens on nothing keeps no connection alive. So it listens on our socket, in
   * a main context that never runs: it accepts nobody. */
  g_main_context_push_thread_default (never);
  listens = soup_server_listen_socket (server, socket, 0, error);
  g_main_context_pop_thread_default (never);
  if (!listens)
    return NULL;
  start_accepting (self);
  self->sweep_source = g_timeout_add (500, sweep_cb, self);
  return g_steal_pointer (&self);
}

KabConnection *
kab_gate_find (KabGate *self, SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return address != NULL ? g_hash_table_lookup (self->by_address, address) : NULL;
}

guint
kab_gate_get_patience (KabGate *self)
{
  return self->patience;
}

guint
kab_gate_get_count (KabGate *self)
{
  return g_hash_table_size (self->by_address);
}

void
kab_gate_close (KabGate *self)
{
  stop_accepting (self);
  g_clear_handle_id (&self->sweep_source, g_source_remove);
  /* soup_server_disconnect() would cut those who are inside as well. */
  g_socket_close (self->socket, NULL);
}

void
kab_gate_cut_idle (KabGate *self, gboolean reading)
{
  GHashTableIter iter;
  gpointer connection;

  g_hash_table_iter_init (&iter, self->by_address);
  while (g_hash_table_iter_next (&iter, NULL, &connection))
    {
      KabConnectionState state = kab_connection_get_state (connection);

      if (state == KAB_CONNECTION_IDLE || (reading && state == KAB_CONNECTION_READING))
        kab_connection_cut (connection);
    }
}

void
kab_gate_free (KabGate *self)
{
  GHashTableIter iter;
  gpointer connection;

  kab_gate_close (self);
  g_hash_table_iter_init (&iter, self->by_address);
  while (g_hash_table_iter_next (&iter, NULL, &connection))
    g_signal_handlers_disconnect_by_func (connection, closed_cb, self);
  soup_server_disconnect (self->server);
  g_hash_table_unref (self->by_address);
  g_clear_object (&self->certificate);
  g_clear_object (&self->socket);
  g_clear_object (&self->server);
  g_free (self);
}
