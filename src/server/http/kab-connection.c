/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-connection.h"

/* The input side: what is read passes through, but for an end that comes between two requests. */
#define KAB_TYPE_CONNECTION_INPUT (kab_connection_input_get_type ())
G_DECLARE_FINAL_TYPE (KabConnectionInput,
                      kab_connection_input,
                      KAB,
                      CONNECTION_INPUT,
                      GFilterInputStream)

struct _KabConnectionInput
{
  GFilterInputStream parent_instance;

  KabConnection *connection; /* not owned: it owns this */
};

struct _KabConnection
{
  GIOStream parent_instance;

  GSocket *socket;
  GIOStream *stream;
  KabConnectionInput *input;
  SoupServerMessage *message; /* by which libsoup knows the connection; dropped on closing */
  KabConnectionState state;
  gint64 deadline; /* monotonic; 0: none */
  guint take_back_source;
  GBytes *reply; /* of a refusal */
  guint linger;
  gboolean closed;
};

static void kab_connection_input_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KabConnectionInput,
                               kab_connection_input,
                               G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      kab_connection_input_pollable_init))

G_DEFINE_FINAL_TYPE (KabConnection, kab_connection, G_TYPE_IO_STREAM)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_deadline (KabConnection *self, guint seconds)
{
  self->deadline = seconds > 0 ? g_get_monotonic_time () + seconds * G_USEC_PER_SEC : 0;
}

/* libsoup lets go of the connection, and nothing of the exchange is left there. */
static void
steal (KabConnection *self)
{
  g_autoptr (SoupServerMessage) message = g_steal_pointer (&self->message);
  g_autoptr (GIOStream) stolen = NULL;

  if (message != NULL)
    stolen = soup_server_message_steal_connection (message);
}

static void
skipped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KabConnection) self = data;
  gssize skipped = g_input_stream_skip_finish (G_INPUT_STREAM (source), result, NULL);

  if (skipped > 0)
    g_input_stream_skip_async (G_INPUT_STREAM (source), 65536, G_PRIORITY_LOW, NULL, skipped_cb,
                               g_steal_pointer (&self));
  else
    g_io_stream_close (G_IO_STREAM (self), NULL, NULL);
}

/* A socket closed with something unread resets the connection, and the client would lose the reply.
 * So what it still sends is passed over until it closes or its time is up. */
static void
wrote_refusal_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KabConnection) self = data;
  GInputStream *input = g_io_stream_get_input_stream (self->stream);

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    {
      g_io_stream_close (G_IO_STREAM (self), NULL, NULL);
      return;
    }
  g_socket_shutdown (self->socket, FALSE, TRUE, NULL);
  g_input_stream_skip_async (input, 65536, G_PRIORITY_LOW, NULL, skipped_cb,
                             g_steal_pointer (&self));
}

static gboolean
take_back_cb (gpointer data)
{
  g_autoptr (KabConnection) self = g_object_ref (data);
  gsize size;
  gconstpointer bytes;

  self->take_back_source = 0;
  steal (self);
  if (self->reply == NULL)
    {
      g_io_stream_close (G_IO_STREAM (self), NULL, NULL);
      return G_SOURCE_REMOVE;
    }
  set_deadline (self, self->linger);
  self->state = KAB_CONNECTION_WRITING;
  bytes = g_bytes_get_data (self->reply, &size);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), bytes, size,
                                   G_PRIORITY_DEFAULT, NULL, wrote_refusal_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* Not at once: libsoup is in the midst of reading. */
static void
take_back (KabConnection *self)
{
  if (self->take_back_source == 0)
    self->take_back_source = g_idle_add_full (G_PRIORITY_HIGH, take_back_cb, self, NULL);
}

static gboolean
input_can_poll (GPollableInputStream *stream)
{
  return TRUE;
}

static GPollableInputStream *
input_get_base (GPollableInputStream *stream)
{
  return G_POLLABLE_INPUT_STREAM (
    g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream)));
}

static gboolean
input_is_readable (GPollableInputStream *stream)
{
  return g_pollable_input_stream_is_readable (input_get_base (stream));
}

static GSource *
input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GSource) base =
    g_pollable_input_stream_create_source (input_get_base (stream), cancellable);

  return g_pollable_source_new_full (stream, base, cancellable);
}

static gssize
input_read_nonblocking (GPollableInputStream *stream, void *buffer, gsize count, GError **error)
{
  KabConnection *connection = KAB_CONNECTION_INPUT (stream)->connection;
  g_autoptr (GError) fault = NULL;
  gssize n_read;

  n_read =
    g_pollable_input_stream_read_nonblocking (input_get_base (stream), buffer, count, NULL, &fault);
  if (n_read <= 0 && connection != NULL && connection->state == KAB_CONNECTION_IDLE &&
      !g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      take_back (connection);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "The connection has ended");
      return -1;
    }
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  return n_read;
}

static void
kab_connection_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->can_poll = input_can_poll;
  iface->is_readable = input_is_readable;
  iface->create_source = input_create_source;
  iface->read_nonblocking = input_read_nonblocking;
}

static void
kab_connection_input_class_init (KabConnectionInputClass *klass)
{
}

static void
kab_connection_input_init (KabConnectionInput *self)
{
}

static GInputStream *
kab_connection_get_input_stream (GIOStream *stream)
{
  return G_INPUT_STREAM (KAB_CONNECTION (stream)->input);
}

static GOutputStream *
kab_connection_get_output_stream (GIOStream *stream)
{
  return g_io_stream_get_output_stream (KAB_CONNECTION (stream)->stream);
}

static gboolean
kab_connection_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  KabConnection *self = KAB_CONNECTION (stream);

  if (self->closed)
    return TRUE;
  self->closed = TRUE;
  self->deadline = 0;
  g_clear_handle_id (&self->take_back_source, g_source_remove);
  /* The socket, not the stream: closing TLS politely would wait for the client. */
  g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
  g_socket_close (self->socket, NULL);
  g_signal_emit (self, signals[CLOSED], 0);
  g_clear_object (&self->message);
  return TRUE;
}

static void
kab_connection_dispose (GObject *object)
{
  KabConnection *self = KAB_CONNECTION (object);

  G_OBJECT_CLASS (kab_connection_parent_class)->dispose (object);
  g_clear_handle_id (&self->take_back_source, g_source_remove);
  g_clear_object (&self->message);
}

static void
kab_connection_finalize (GObject *object)
{
  KabConnection *self = KAB_CONNECTION (object);

  self->input->connection = NULL;
  g_clear_object (&self->input);
  g_clear_object (&self->stream);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->reply, g_bytes_unref);
  G_OBJECT_CLASS (kab_connection_parent_class)->finalize (object);
}

static void
kab_connection_class_init (KabConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  object_class->dispose = kab_connection_dispose;
  object_class->finalize = kab_connection_finalize;
  stream_class->get_input_stream = kab_connection_get_input_stream;
  stream_class->get_output_stream = kab_connection_get_output_stream;
  stream_class->close_fn = kab_connection_close;

  signals[CLOSED] = g_signal_new ("closed", KAB_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
kab_connection_init (KabConnection *self)
{
}

KabConnection *
kab_connection_new (GSocket *socket, GIOStream *stream)
{
  KabConnection *self = g_object_new (KAB_TYPE_CONNECTION, NULL);

  self->socket = g_object_ref (socket);
  self->stream = g_object_ref (stream);
  self->input =
    g_object_new (KAB_TYPE_CONNECTION_INPUT, "base-stream", g_io_stream_get_input_stream (stream),
                  "close-base-stream", FALSE, NULL);
  self->input->connection = self;
  return self;
}

void
kab_connection_set_state (KabConnection *self,
                          KabConnectionState state,
                          SoupServerMessage *message,
                          guint seconds)
{
  if (self->closed)
    return;
  self->state = state;
  g_set_object (&self->message, message);
  set_deadline (self, seconds);
}

KabConnectionState
kab_connection_get_state (KabConnection *self)
{
  return self->state;
}

void
kab_connection_check (KabConnection *self, gint64 now)
{
  if (self->deadline > 0 && now >= self->deadline)
    kab_connection_cut (self);
}

void
kab_connection_cut (KabConnection *self)
{
  self->deadline = 0;
  if (!self->closed)
    g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

void
kab_connection_refuse (KabConnection *self, GBytes *reply, guint seconds)
{
  g_return_if_fail (self->message != NULL && self->reply == NULL);

  self->reply = g_bytes_ref (reply);
  self->linger = seconds;
  take_back (self);
}
