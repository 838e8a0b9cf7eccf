/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "kab-sha256.h"
#include "kab-transport.h"
#include "kab-web-address.h"

#define API_PREFIX     "/api/v1"
#define USER_AGENT     "Kabinet/" KAB_VERSION " (Linux)"
#define JSON_TYPE      "application/json"
#define PROBLEM_TYPE   "application/problem+json"
#define MAX_REPLY_SIZE (16 * 1024 * 1024)
#define CHUNK_SIZE     (64 * 1024)
#define MAX_REDIRECTS  5
#define TIMEOUT        20
/* Four receipts may be on their way, and nothing else waits for them. */
#define MAX_CONNECTIONS 6

struct _KabTransport
{
  GObject parent_instance;

  char *server;
  GUri *base;    /* NULL when the server is no good */
  GError *fault; /* why it is not */
  char *token;   /* wiped when let go of, as is what is made of it */
  SoupSession *session;
};

G_DEFINE_FINAL_TYPE (KabTransport, kab_transport, G_TYPE_OBJECT)

/* One call on its way. */
typedef struct
{
  GUri *uri;
  char *method;
  GBytes *body; /* NULL when there is none */
  char *authorization;
  char *type; /* what a reply must be */
  gsize limit;
  guint redirects;

  SoupMessage *message;
  /* Of its sending, which the caller's cancels in its time. */
  GCancellable *sending;
  gulong cancelled_id; /* 0: nobody waits for the caller's */
  GInputStream *stream;
  GByteArray *reply;
  /* NULL unless asked for. Of each piece as it comes: a large file at once would take its time. */
  KabSha256 *checksum;
} Call;

static void read_more (GTask *task);
static void send_message (GTask *task);

static void
free_wiped (gpointer text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
call_free (Call *call)
{
  g_clear_pointer (&call->uri, g_uri_unref);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_clear_pointer (&call->authorization, free_wiped);
  g_clear_object (&call->message);
  g_clear_object (&call->sending);
  g_clear_object (&call->stream);
  g_clear_pointer (&call->reply, g_byte_array_unref);
  g_clear_pointer (&call->checksum, kab_sha256_free);
  g_free (call->type);
  g_free (call->method);
  g_free (call);
}

/* A body may hold a password: what is in our hands is wiped when it has been sent. */
static GBytes *
body_to_bytes (JsonBuilder *builder)
{
  char *text = kab_json_to_string (builder);

  return g_bytes_new_with_free_func (text, strlen (text), free_wiped, text);
}

static GUri *
make_uri (GUri *base, const char *path)
{
  const char *query = strchr (path, '?');
  g_autofree char *full =
    g_strdup_printf (API_PREFIX "%.*s", query != NULL ? (int) (query - path) : (int) strlen (path),
                     path);

  return soup_uri_copy (base, SOUP_URI_PATH, full, SOUP_URI_QUERY, query != NULL ? query + 1 : NULL,
                        SOUP_URI_NONE);
}

static gboolean
is_same_origin (GUri *a, GUri *b)
{
  return g_strcmp0 (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         g_uri_get_port (a) == g_uri_get_port (b);
}

static gboolean
has_content_type (SoupMessage *message, const char *type)
{
  const char *given =
    soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  return given != NULL && g_ascii_strcasecmp (given, type) == 0;
}

static void
return_error (GTask *task, GError *error)
{
  g_task_return_error (task, kab_error_from_foreign (error));
}

/* A status that is no success: the problem of the contract, or the word of what stands between us
 * and the service, of which the status is all that can be told. */
static GError *
error_from_status (SoupMessage *message, GByteArray *reply)
{
  unsigned status = soup_message_get_status (message);

  if (!has_content_type (message, PROBLEM_TYPE))
    return kab_error_from_problem_json ("", 0, status);

  return kab_error_from_problem_json ((const char *) reply->data, (gssize) reply->len, status);
}

/* (transfer full) (nullable): "abc" of "\"abc\"" or W/"abc". */
static char *
get_etag (SoupMessage *message)
{
  const char *value =
    soup_message_headers_get_one (soup_message_get_response_headers (message), "ETag");
  const char *opening = value != NULL ? strchr (value, '"') : NULL;
  const char *closing = value != NULL ? strrchr (value, '"') : NULL;

  return opening != closing ? g_strndup (opening + 1, (gsize) (closing - opening - 1)) : NULL;
}

static void
finish_call (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = NULL;

  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (call->message)))
    {
      g_task_return_error (task, error_from_status (call->message, call->reply));
      return;
    }

  if (call->reply->len > 0 && !has_content_type (call->message, call->type))
    {
      g_task_return_error (task, kab_error_new (KAB_ERROR_BAD_REPLY, "the content type is not %s",
                                                call->type));
      return;
    }

  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&call->reply));
  if (call->checksum != NULL)
    {
      KabDownload *download = g_new0 (KabDownload, 1);

      download->bytes = g_steal_pointer (&bytes);
      download->sha256 = kab_sha256_end (call->checksum);
      download->etag = get_etag (call->message);
      g_task_return_pointer (task, download, (GDestroyNotify) kab_download_free);
    }
  else
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
}

static void
return_too_much (GTask *task, gsize limit)
{
  g_task_return_error (task, kab_error_new (KAB_ERROR_BAD_REPLY,
                                            "the reply is over %" G_GSIZE_FORMAT " bytes", limit));
}

/* Follows a redirect within the same origin, where following means the same call. */
static void
follow_redirect (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  const char *location =
    soup_message_headers_get_one (soup_message_get_response_headers (call->message), "Location");
  unsigned status = soup_message_get_status (call->message);
  gboolean repeatable = status == SOUP_STATUS_TEMPORARY_REDIRECT ||
                        status == SOUP_STATUS_PERMANENT_REDIRECT ||
                        g_str_equal (call->method, SOUP_METHOD_GET);
  g_autoptr (GUri) target = NULL;

  if (location != NULL)
    target = g_uri_parse_relative (call->uri, location, SOUP_HTTP_URI_FLAGS, NULL);

  if (target == NULL || g_uri_get_host (target) == NULL)
    g_task_return_error (task, kab_error_new (KAB_ERROR_BAD_REPLY, "a redirect to nowhere"));
  else if (!is_same_origin (call->uri, target))
    g_task_return_error (task, kab_error_new (KAB_ERROR_INSECURE, "a redirect away from %s",
                                              g_uri_get_host (call->uri)));
  else if (!repeatable || ++call->redirects > MAX_REDIRECTS)
    g_task_return_error (task,
                         kab_error_new (KAB_ERROR_BAD_REPLY, "a redirect with status %u", status));
  else
    {
      g_uri_unref (call->uri);
      call->uri = g_steal_pointer (&target);
      g_clear_object (&call->stream);
      g_clear_object (&call->message);
      g_clear_object (&call->sending);
      send_message (task);
      return;
    }

  g_object_unref (task);
}

static void
got_chunk_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (chunk == NULL)
    {
      return_error (task, g_steal_pointer (&error));
      return;
    }

  if (g_bytes_get_size (chunk) == 0)
    {
      finish_call (task);
      return;
    }

  if (call->reply->len + g_bytes_get_size (chunk) > call->limit)
    {
      return_too_much (task, call->limit);
      return;
    }

  g_byte_array_append (call->reply, g_bytes_get_data (chunk, NULL),
                       (guint) g_bytes_get_size (chunk));
  if (call->checksum != NULL)
    kab_sha256_update (call->checksum, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  read_more (g_steal_pointer (&task));
}

/* Takes @task over. */
static void
read_more (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (call->stream, CHUNK_SIZE, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), got_chunk_cb, task);
}

static void
stop_waiting (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  if (call->cancelled_id != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), call->cancelled_id);
  call->cancelled_id = 0;
}

/* libsoup 3.6 before 3.6.6 ends a call twice, and lets go of what is not its own, when it is
 * cancelled after its headers were read and before that was told of (CVE-2025-12105). From here on
 * it is the reading of the body that is cancelled, at once. */
static void
headers_read_cb (SoupMessage *message, gpointer task)
{
  stop_waiting (task);
}

static void
got_headers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  stop_waiting (task);
  call->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (call->stream == NULL)
    return_error (task, g_steal_pointer (&error));
  else if (SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (call->message)))
    follow_redirect (g_steal_pointer (&task));
  else if (soup_message_headers_get_content_length (
             soup_message_get_response_headers (call->message)) > (goffset) call->limit)
    return_too_much (task, call->limit);
  else
    {
      call->reply = g_byte_array_new ();
      read_more (g_steal_pointer (&task));
    }
}

/* Takes @task over. */
static void
send_message (GTask *task)
{
  KabTransport *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  SoupMessageHeaders *headers;
  g_autofree char *accept = g_strconcat (call->type, ", " PROBLEM_TYPE, NULL);

  call->message = soup_message_new_from_uri (call->method, call->uri);
  soup_message_add_flags (call->message, SOUP_MESSAGE_NO_REDIRECT);
  /* When a connection from before turns out to be closed libsoup asks again, also what it takes for
   * idempotent and is not: a password is changed once, and is wrong the second time. */
  if (!g_str_equal (call->method, SOUP_METHOD_GET))
    soup_message_add_flags (call->message, SOUP_MESSAGE_NEW_CONNECTION);

  headers = soup_message_get_request_headers (call->message);
  soup_message_headers_replace (headers, "Accept", accept);
  if (call->authorization != NULL)
    soup_message_headers_replace (headers, "Authorization", call->authorization);
  if (call->body != NULL)
    soup_message_set_request_body_from_bytes (call->message, "application/json", call->body);

  call->sending = g_cancellable_new ();
  if (cancellable != NULL)
    {
      g_signal_connect_object (call->message, "got-headers", G_CALLBACK (headers_read_cb), task, 0);
      call->cancelled_id =
        g_signal_connect_swapped (cancellable, "cancelled", G_CALLBACK (g_cancellable_cancel),
                                  call->sending);
      if (g_cancellable_is_cancelled (cancellable))
        g_cancellable_cancel (call->sending);
    }
  soup_session_send_async (self->session, call->message, G_PRIORITY_DEFAULT, call->sending,
                           got_headers_cb, task);
}

static void
kab_transport_finalize (GObject *object)
{
  KabTransport *self = KAB_TRANSPORT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->token, free_wiped);
  g_clear_pointer (&self->base, g_uri_unref);
  g_clear_error (&self->fault);
  g_free (self->server);

  G_OBJECT_CLASS (kab_transport_parent_class)->finalize (object);
}

static void
kab_transport_class_init (KabTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_transport_finalize;
}

static void
kab_transport_init (KabTransport *self)
{
  self->session = soup_session_new_with_options ("user-agent", USER_AGENT, "timeout", TIMEOUT,
                                                 "max-conns-per-host", MAX_CONNECTIONS, NULL);

  /* The token is the only way to be known, so nothing answers an authentication challenge. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
}

KabTransport *
kab_transport_new (const char *server)
{
  KabTransport *self;

  g_return_val_if_fail (server != NULL, NULL);

  self = g_object_new (KAB_TYPE_TRANSPORT, NULL);
  self->server = g_strdup (server);
  self->base = kab_web_address_parse (server, &self->fault);

  /* What is on this machine is not asked for through another. */
  if (self->base != NULL && kab_web_address_is_loopback (g_uri_get_host (self->base)))
    soup_session_set_proxy_resolver (self->session, NULL);

  return self;
}

const char *
kab_transport_get_server (KabTransport *self)
{
  g_return_val_if_fail (KAB_IS_TRANSPORT (self), NULL);

  return self->server;
}

gboolean
kab_transport_has_token (KabTransport *self)
{
  g_return_val_if_fail (KAB_IS_TRANSPORT (self), FALSE);

  return self->token != NULL;
}

void
kab_transport_set_token (KabTransport *self, const char *token)
{
  g_return_if_fail (KAB_IS_TRANSPORT (self));

  g_clear_pointer (&self->token, free_wiped);
  self->token = g_strdup (token);
}

void
kab_transport_set_timeout (KabTransport *self, guint seconds)
{
  g_return_if_fail (KAB_IS_TRANSPORT (self));

  soup_session_set_timeout (self->session, seconds);
}

/* Takes @task over. NULL when there is nothing to send: it has returned then. */
static Call *
begin_call (KabTransport *self, GTask *task, const char *method, const char *path, const char *type)
{
  g_autoptr (GTask) owned = task;
  Call *call;

  if (g_task_return_error_if_cancelled (task))
    return NULL;

  if (self->fault != NULL)
    {
      g_task_return_error (task, g_error_copy (self->fault));
      return NULL;
    }

  call = g_new0 (Call, 1);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  call->uri = make_uri (self->base, path);
  call->method = g_strdup (method);
  call->type = g_strdup (type);
  call->limit = MAX_REPLY_SIZE;
  if (self->token != NULL)
    call->authorization = g_strconcat ("Bearer ", self->token, NULL);
  g_steal_pointer (&owned);

  return call;
}

void
kab_transport_send_async (KabTransport *self,
                          const char *method,
                          const char *path,
                          JsonBuilder *body,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;
  Call *call;

  g_return_if_fail (KAB_IS_TRANSPORT (self));
  g_return_if_fail (method != NULL);
  g_return_if_fail (path != NULL && *path == '/');
  g_return_if_fail (body == NULL || JSON_IS_BUILDER (body));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kab_transport_send_async);
  call = begin_call (self, task, method, path, JSON_TYPE);
  if (call == NULL)
    return;

  if (body != NULL)
    call->body = body_to_bytes (body);
  send_message (task);
}

GBytes *
kab_transport_send_finish (KabTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_TRANSPORT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_transport_send_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kab_download_free (KabDownload *self)
{
  g_bytes_unref (self->bytes);
  g_free (self->sha256);
  g_free (self->etag);
  g_free (self);
}

void
kab_transport_download_async (KabTransport *self,
                              const char *path,
                              const char *type,
                              gsize limit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  Call *call;

  g_return_if_fail (KAB_IS_TRANSPORT (self));
  g_return_if_fail (path != NULL && *path == '/');
  g_return_if_fail (type != NULL);
  g_return_if_fail (limit <= G_MAXINT);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kab_transport_download_async);
  call = begin_call (self, task, SOUP_METHOD_GET, path, type);
  if (call == NULL)
    return;

  call->limit = limit;
  call->checksum = kab_sha256_new ();
  send_message (task);
}

KabDownload *
kab_transport_download_finish (KabTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_TRANSPORT (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_transport_download_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
