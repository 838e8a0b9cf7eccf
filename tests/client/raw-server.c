/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fake-service.h"
#include "raw-server.h"

static void raw_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_request (RawServer *self, GIOStream *connection)
{
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (connection), 4096,
                                   G_PRIORITY_DEFAULT, NULL, raw_read_cb, self);
}

static void
raw_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GIOStream) connection = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_io_stream_close (connection, NULL, NULL);
}

static void
answer (RawServer *self, GIOStream *connection)
{
  GOutputStream *output = g_io_stream_get_output_stream (connection);

  if (self->fickle && self->n_requests == 1)
    {
      g_output_stream_write_all (output, self->reply, strlen (self->reply), NULL, NULL, NULL);
      read_request (self, connection);
    }
  else if (self->fickle)
    g_io_stream_close (connection, NULL, NULL);
  else
    g_output_stream_write_all_async (output, self->reply, strlen (self->reply), G_PRIORITY_DEFAULT,
                                     NULL, raw_written_cb, g_object_ref (connection));
}

static void
raw_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RawServer *self = user_data;
  g_autoptr (GBytes) bytes =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    return;

  self->n_requests++;
  for (guint i = 0; self->reply != NULL && i < self->connections->len; i++)
    {
      GIOStream *connection = g_ptr_array_index (self->connections, i);

      if (g_io_stream_get_input_stream (connection) == G_INPUT_STREAM (source))
        answer (self, connection);
    }
}

static gboolean
raw_incoming_cb (GSocketService *service,
                 GSocketConnection *connection,
                 GObject *source,
                 gpointer user_data)
{
  RawServer *self = user_data;

  g_ptr_array_add (self->connections, g_object_ref (connection));
  if (self->eager)
    {
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                 self->reply, strlen (self->reply), NULL, NULL, NULL);
      return TRUE;
    }
  read_request (self, G_IO_STREAM (connection));

  return TRUE;
}

void
raw_server_init (RawServer *self, const char *reply)
{
  g_autoptr (GError) error = NULL;
  guint16 port;

  self->service = g_socket_service_new ();
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", port);
  self->reply = reply;
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (self->service, "incoming", G_CALLBACK (raw_incoming_cb), self);
}

void
raw_server_clear (RawServer *self)
{
  for (guint i = 0; i < self->connections->len; i++)
    {
      GSocket *socket = g_socket_connection_get_socket (g_ptr_array_index (self->connections, i));

      if (!g_socket_is_closed (socket))
        g_socket_shutdown (socket, TRUE, TRUE, NULL);
    }
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  run_until_idle ();
  g_object_unref (self->service);
  g_ptr_array_unref (self->connections);
  g_free (self->url);
}
