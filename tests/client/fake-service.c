/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fake-service.h"

#define PATIENCE 20

typedef struct
{
  unsigned status;
  char *type;
  char *body;
  char *location;
  char *etag;

  gboolean held;
  GQueue waiting; /* of SoupServerMessage */

  guint n_calls;
  char *last_body;
  SoupMessageHeaders *last_headers;
} Answer;

struct _FakeService
{
  SoupServer *server;
  GSocketService *tls;          /* NULL without a certificate */
  GTlsCertificate *certificate; /* as above */
  guint n_handshakes;           /* under way */
  char *url;
  GHashTable *answers; /* name of the call → Answer */
  guint n_calls;
};

static void
answer_free (Answer *self)
{
  g_free (self->type);
  g_free (self->body);
  g_free (self->location);
  g_free (self->etag);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_free (self->last_body);
  g_clear_pointer (&self->last_headers, soup_message_headers_unref);
  g_free (self);
}

static Answer *
get_answer (FakeService *self, const char *call)
{
  Answer *answer = g_hash_table_lookup (self->answers, call);

  if (answer == NULL)
    {
      answer = g_new0 (Answer, 1);
      g_queue_init (&answer->waiting);
      g_hash_table_insert (self->answers, g_strdup (call), answer);
    }

  return answer;
}

static void
reply (Answer *answer, SoupServerMessage *message)
{
  soup_server_message_set_status (message, answer->status, NULL);
  if (answer->location != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location",
                                  answer->location);
  if (answer->etag != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag",
                                  answer->etag);
  if (answer->body != NULL)
    soup_server_message_set_response (message, answer->type, SOUP_MEMORY_COPY, answer->body,
                                      strlen (answer->body));
}

static void
called_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  FakeService *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  const char *place = g_uri_get_path (uri);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *call = NULL;
  Answer *answer;

  g_assert_true (g_str_has_prefix (place, "/api/v1/"));
  call = g_strconcat (soup_server_message_get_method (message), " ", place + strlen ("/api/v1"),
                      g_uri_get_query (uri) != NULL ? "?" : "",
                      g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "", NULL);

  self->n_calls++;
  answer = g_hash_table_lookup (self->answers, call);
  if (answer == NULL)
    g_error ("There is no answer to %s", call);

  answer->n_calls++;
  g_free (answer->last_body);
  answer->last_body = g_strndup (body->data, (gsize) body->length);
  g_clear_pointer (&answer->last_headers, soup_message_headers_unref);
  answer->last_headers =
    soup_message_headers_ref (soup_server_message_get_request_headers (message));

  if (answer->held)
    {
      g_queue_push_tail (&answer->waiting, g_object_ref (message));
      soup_server_message_pause (message);
    }
  else
    reply (answer, message);
}

static void
shaken_hands_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FakeService *self = user_data;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GSocketAddress) here = NULL;
  g_autoptr (GSocketAddress) there = NULL;
  g_autoptr (GError) error = NULL;

  self->n_handshakes--;
  if (!g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL))
    return;
  g_object_get (source, "base-io-stream", &connection, NULL);
  here = g_socket_connection_get_local_address (connection, NULL);
  there = g_socket_connection_get_remote_address (connection, NULL);
  soup_server_accept_iostream (self->server, G_IO_STREAM (source), here, there, &error);
  g_assert_no_error (error);
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  FakeService *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) tls =
    g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, &error);

  g_assert_no_error (error);
  self->n_handshakes++;
  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls), G_PRIORITY_DEFAULT, NULL,
                                    shaken_hands_cb, self);
  return TRUE;
}

/* libsoup 3.6 itself does not survive that it goes before a handshake has failed. */
static void
listen_with_tls (FakeService *self, GTlsCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  guint16 port;

  self->certificate = g_object_ref (certificate);
  self->tls = g_socket_service_new ();
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->tls), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (self->tls, "incoming", G_CALLBACK (incoming_cb), self);
  self->url = g_strdup_printf ("https://127.0.0.1:%u", port);
}

static void
listen_plainly (FakeService *self)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

FakeService *
fake_service_new (GTlsCertificate *certificate)
{
  FakeService *self = g_new0 (FakeService, 1);

  self->answers =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) answer_free);
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, called_cb, self, NULL);
  if (certificate != NULL)
    listen_with_tls (self, certificate);
  else
    listen_plainly (self);

  return self;
}

void
fake_service_free (FakeService *self)
{
  WAIT_UNTIL (self->n_handshakes == 0);
  if (self->tls != NULL)
    {
      g_socket_service_stop (self->tls);
      g_socket_listener_close (G_SOCKET_LISTENER (self->tls));
    }
  g_clear_object (&self->tls);
  g_clear_object (&self->certificate);
  run_until_idle ();
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_hash_table_unref (self->answers);
  g_free (self->url);
  g_free (self);
  run_until_idle ();
}

void
fake_service_stop (FakeService *self)
{
  soup_server_disconnect (self->server);
}

const char *
fake_service_get_url (FakeService *self)
{
  return self->url;
}

void
fake_service_answer (FakeService *self,
                     const char *call,
                     unsigned status,
                     const char *type,
                     const char *body)
{
  Answer *answer = get_answer (self, call);

  answer->status = status;
  g_free (answer->type);
  answer->type = g_strdup (type);
  g_free (answer->body);
  answer->body = g_strdup (body);
  g_clear_pointer (&answer->location, g_free);
  g_clear_pointer (&answer->etag, g_free);
}

void
fake_service_answer_json (FakeService *self, const char *call, unsigned status, const char *json)
{
  fake_service_answer (self, call, status, "application/json; charset=utf-8", json);
}

void
fake_service_answer_problem (FakeService *self, const char *call, unsigned status, const char *code)
{
  g_autofree char *json = g_strdup_printf (
    "{\"type\":\"about:blank\",\"title\":\"A problem\",\"status\":%u,\"code\":\"%s\"}", status,
    code);

  fake_service_answer (self, call, status, "application/problem+json", json);
}

void
fake_service_redirect (FakeService *self, const char *call, unsigned status, const char *target)
{
  fake_service_answer (self, call, status, NULL, NULL);
  get_answer (self, call)->location = g_strdup (target);
}

void
fake_service_answer_document (FakeService *self,
                              const char *call,
                              const char *type,
                              const char *etag,
                              const char *body)
{
  fake_service_answer (self, call, 200, type, body);
  get_answer (self, call)->etag = g_strdup (etag);
}

void
fake_service_hold (FakeService *self, const char *call)
{
  get_answer (self, call)->held = TRUE;
}

void
fake_service_release (FakeService *self, const char *call)
{
  Answer *answer = get_answer (self, call);
  SoupServerMessage *message;

  answer->held = FALSE;
  while ((message = g_queue_pop_head (&answer->waiting)) != NULL)
    {
      reply (answer, message);
      soup_server_message_unpause (message);
      g_object_unref (message);
    }
}

guint
fake_service_count_held (FakeService *self, const char *call)
{
  return g_queue_get_length (&get_answer (self, call)->waiting);
}

guint
fake_service_count (FakeService *self, const char *call)
{
  return get_answer (self, call)->n_calls;
}

guint
fake_service_count_all (FakeService *self)
{
  return self->n_calls;
}

const char *
fake_service_get_body (FakeService *self, const char *call)
{
  return get_answer (self, call)->last_body;
}

const char *
fake_service_get_header (FakeService *self, const char *call, const char *header)
{
  Answer *answer = get_answer (self, call);

  return answer->last_headers != NULL ? soup_message_headers_get_one (answer->last_headers, header)
                                      : NULL;
}

void
outcome_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *self = user_data;

  self->n_results++;
  g_set_object (&self->result, result);
}

GAsyncResult *
outcome_wait (Outcome *self)
{
  WAIT_UNTIL (self->n_results > 0);
  g_assert_cmpuint (self->n_results, ==, 1);

  return self->result;
}

void
outcome_clear (Outcome *self)
{
  g_clear_object (&self->result);
  self->n_results = 0;
}

static gboolean
waited_too_long_cb (gpointer user_data)
{
  g_error ("Waited too long until %s", (const char *) user_data);

  return G_SOURCE_REMOVE;
}

guint
wait_begin (const char *condition)
{
  return g_timeout_add_seconds (PATIENCE, waited_too_long_cb, (gpointer) condition);
}

void
run_until_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
