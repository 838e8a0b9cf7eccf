/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-service.h"

#include "kab-error.h"
#include "kab-gate.h"
#include "kab-http-resources.h"
#include "kab-listen.h"
#include "kab-log.h"
#include "kab-pool.h"
#include "kab-reply.h"
#include "kab-request.h"
#include "kab-routes.h"

#define CONNECTIONS_MAX 1000
/* Ordinary calls take about a millisecond, slow ones about a hundred: no queue is longer than some
 * seconds. But who writes waits for an import, and must not stand in the way of those who read. */
#define THREADS          4
#define QUEUE            256
#define WRITING_THREADS  2
#define WRITING_QUEUE    64
#define SLOW_THREADS     2
#define SLOW_QUEUE       64
#define BUSY_RETRY_AFTER 3
#define LINGER           2
/* What a client must have read within its patience, to be given as much time again. */
#define PROGRESS     (64 * 1024)
#define STOP_TICK_MS 50
#define STOP_READING (2 * G_USEC_PER_SEC)
#define STOP_MOST    (10 * G_USEC_PER_SEC)

struct _KabService
{
  GMainContext *context;
  SoupServer *server;
  KabGate *gate;
  KabPool *pool; /* only reads */
  KabPool *writing_pool;
  KabPool *slow_pool;
  GPtrArray *workers;
  GPtrArray *writing_workers;
  GPtrArray *slow_workers;
  KabMailer *mailer;
  GBytes *operator_json;
  GBytes *contract;
  char *url;
  GHashTable *exchanges; /* SoupServerMessage -> Exchange */
  GHashTable *shared;    /* see kab_content_share() */
  gint64 stopping_since; /* 0: not stopping */
  guint stop_source;
  GSourceOnceFunc stopped;
  gpointer stopped_data;
};

/* What a thread of a pool has to itself. */
typedef struct
{
  KabStore *store;
  KabRules *rules;
} Worker;

/* A request and its reply. Shared by the main loop and the thread that answers; only the main loop
 * looks at anything but the call. */
typedef struct
{
  grefcount references;
  KabService *service;
  SoupServerMessage *message; /* NULL: the client has left, or was sent off */
  KabConnection *connection;
  const char *method;
  const KabRoute *route; /* NULL: none was found */
  KabCall *call;
  gint64 started_at;
  gsize received;
  guint status;
  gsize sent;
  gsize progress; /* of what is written, since the connection was given time */
} Exchange;

static void
worker_free (Worker *self)
{
  g_clear_pointer (&self->rules, kab_rules_free);
  g_clear_pointer (&self->store, kab_store_close);
  g_free (self);
}

static Exchange *
exchange_ref (Exchange *self)
{
  g_ref_count_inc (&self->references);
  return self;
}

static void
exchange_unref (Exchange *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->call, kab_call_free);
  g_clear_object (&self->connection);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, exchange_unref)

static void
log_exchange (Exchange *exchange)
{
  kab_log_request (exchange->method, exchange->route != NULL ? exchange->route->pattern : "-",
                   exchange->status, exchange->started_at, exchange->sent);
}

static void
reply (Exchange *exchange, KabReply *answer)
{
  KabService *self = exchange->service;

  answer->close = answer->close || self->stopping_since > 0;
  exchange->status = answer->status;
  exchange->sent = answer->body != NULL && !g_str_equal (exchange->method, "HEAD")
                     ? g_bytes_get_size (answer->body)
                     : 0;
  kab_reply_set (answer, exchange->message);
}

static void
reply_error (Exchange *exchange, const GError *error, const char *allow, gboolean close)
{
  g_autofree char *problem = kab_error_to_problem_json (error);
  g_autoptr (GBytes) body = g_bytes_new (problem, strlen (problem));
  KabReply answer = { .status = kab_error_get_status (error),
                      .content_type = "application/problem+json",
                      .body = body,
                      .allow = allow,
                      .retry_after = kab_error_get_retry_after (error),
                      .close = close };

  reply (exchange, &answer);
}

/* A body that is not worth reading: libsoup would read it to its end before it replies, so the
 * connection is taken from it. */
static void
send_off (Exchange *exchange, const GError *error)
{
  KabService *self = exchange->service;
  SoupServerMessage *message = exchange->message;
  g_autofree char *problem = kab_error_to_problem_json (error);
  g_autoptr (GBytes) body = g_bytes_new (problem, strlen (problem));
  KabReply answer = { .status = kab_error_get_status (error),
                      .content_type = "application/problem+json",
                      .body = body };
  g_autoptr (GBytes) bytes = kab_reply_to_bytes (&answer);

  soup_server_message_pause (message);
  kab_connection_refuse (exchange->connection, bytes, LINGER);
  exchange->status = answer.status;
  exchange->sent = g_bytes_get_size (body);
  log_exchange (exchange);
  exchange->message = NULL;
  g_hash_table_remove (self->exchanges, message);
}

static void
reply_fixed (Exchange *exchange)
{
  KabService *self = exchange->service;
  gboolean is_contract = g_str_has_suffix (exchange->route->pattern, ".yaml");
  KabReply answer = { .status = SOUP_STATUS_OK,
                      .content_type = is_contract ? "application/yaml" : "application/json",
                      .body = is_contract ? self->contract : self->operator_json,
                      .cache = is_contract ? "no-cache" : NULL };

  reply (exchange, &answer);
}

static gboolean
answered_cb (gpointer data)
{
  Exchange *exchange = data;
  KabService *self = exchange->service;
  KabCall *call = exchange->call;
  g_autoptr (GBytes) body = NULL;
  KabReply answer = { .status = call->status, .retry_after = call->retry_after };

  /* Also for a client that has left: what it asked is done. */
  if (call->status < 300 && !g_str_equal (exchange->method, "GET"))
    kab_mailer_wake (self->mailer);
  if (exchange->message == NULL)
    return G_SOURCE_REMOVE;
  if (call->reply != NULL)
    {
      body = g_bytes_new (call->reply, strlen (call->reply));
      answer.body = body;
      answer.content_type = call->is_problem ? "application/problem+json" : "application/json";
    }
  else if (call->content != NULL)
    {
      kab_content_share (call->content, self->shared);
      kab_content_answer (call->content, &call->wanted, &answer);
    }
  kab_connection_set_state (exchange->connection, KAB_CONNECTION_WRITING, exchange->message,
                            kab_gate_get_patience (self->gate));
  reply (exchange, &answer);
  soup_server_message_unpause (exchange->message);
  return G_SOURCE_REMOVE;
}

/* Not g_main_context_invoke(): while nobody runs the context, as at the end, that would answer on
 * this thread. */
static void
work (gpointer job, gpointer context)
{
  Exchange *exchange = job;
  Worker *worker = context;
  g_autoptr (GSource) source = g_idle_source_new ();

  kab_call_run (exchange->call, worker->rules, worker->store);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, answered_cb, exchange, (GDestroyNotify) exchange_unref);
  g_source_attach (source, exchange->service->context);
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  KabService *self = data;
  Exchange *exchange = g_hash_table_lookup (self->exchanges, message);
  g_autoptr (GError) error = NULL;

  if (exchange == NULL)
    return;
  exchange->received += g_bytes_get_size (chunk);
  if (exchange->received <= KAB_REQUEST_BODY_MAX)
    return;
  error =
    kab_error_new (KAB_ERROR_TOO_LARGE, "The body is larger than %d bytes", KAB_REQUEST_BODY_MAX);
  send_off (exchange, error);
}

/* A slow line is no reason to be cut off; to read nothing, or a byte now and then, is. */
static void
wrote_body_data_cb (SoupServerMessage *message, guint size, gpointer data)
{
  KabService *self = data;
  Exchange *exchange = g_hash_table_lookup (self->exchanges, message);

  if (exchange == NULL)
    return;
  exchange->progress += size;
  if (exchange->progress < PROGRESS)
    return;
  exchange->progress = 0;
  kab_connection_set_state (exchange->connection, KAB_CONNECTION_WRITING, message,
                            kab_gate_get_patience (self->gate));
}

static void
got_headers_cb (SoupServer *server,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer data)
{
  KabService *self = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  KabConnection *connection = kab_gate_find (self->gate, message);
  Exchange *exchange;
  g_autofree char *allow = NULL;
  g_autoptr (GError) fault = NULL;

  if (connection == NULL)
    return;
  if (kab_request_is_ambiguous (message))
    {
      soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Connection", "close");
      return;
    }
  exchange = g_new0 (Exchange, 1);
  g_ref_count_init (&exchange->references);
  exchange->service = self;
  exchange->message = message;
  exchange->connection = g_object_ref (connection);
  exchange->method = kab_request_get_method (message);
  exchange->started_at = g_get_monotonic_time ();
  g_hash_table_insert (self->exchanges, message, exchange);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), self);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), self);
  exchange->call = kab_request_read_head (message, &exchange->route, &allow, &fault);
  /* libsoup would answer a part by itself, with what the contract has not. */
  soup_message_headers_remove (headers, "Range");
  if (exchange->call != NULL)
    {
      soup_message_body_set_accumulate (soup_server_message_get_request_body (message),
                                        (exchange->route->flags & KAB_ROUTE_BODY) != 0);
      return;
    }
  if (g_str_equal (exchange->method, "OPTIONS") && allow != NULL)
    {
      KabReply answer = { .status = SOUP_STATUS_NO_CONTENT, .allow = allow };

      reply (exchange, &answer);
    }
  else if (soup_message_headers_get_expectations (headers) & SOUP_EXPECTATION_CONTINUE)
    reply_error (exchange, fault, allow, TRUE);
  else if (fault->code == KAB_ERROR_TOO_LARGE)
    send_off (exchange, fault);
  else
    reply_error (exchange, fault, allow, FALSE);
}

static KabPool *
find_pool (KabService *self, const KabRoute *route)
{
  if (route->flags & KAB_ROUTE_SLOW)
    return self->slow_pool;
  return g_str_equal (route->method, "GET") ? self->pool : self->writing_pool;
}

static void
got_request_cb (SoupServer *server,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer data)
{
  KabService *self = data;
  Exchange *exchange = g_hash_table_lookup (self->exchanges, message);
  g_autoptr (GError) busy = NULL;

  if (exchange == NULL)
    return;
  kab_connection_set_state (exchange->connection, KAB_CONNECTION_WRITING, message,
                            kab_gate_get_patience (self->gate));
  if (exchange->route->flags & KAB_ROUTE_FIXED)
    {
      reply_fixed (exchange);
      return;
    }
  kab_request_read_body (message, exchange->call);
  if (kab_pool_push (find_pool (self, exchange->route), exchange_ref (exchange)))
    {
      kab_connection_set_state (exchange->connection, KAB_CONNECTION_WORKING, message, 0);
      soup_server_message_pause (message);
      return;
    }
  exchange_unref (exchange);
  busy = kab_error_new (KAB_ERROR_BILLING_UNAVAILABLE, "The service has more to do than it can");
  kab_error_set_retry_after (busy, BUSY_RETRY_AFTER);
  reply_error (exchange, busy, NULL, FALSE);
}

static void
request_started_cb (SoupServer *server, SoupServerMessage *message, gpointer data)
{
  KabService *self = data;
  KabConnection *connection = kab_gate_find (self->gate, message);

  /* libsoup reads the body of a request that it refuses by itself, and of "OPTIONS *", however long
   * it is: what nobody asks for is not kept. */
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  if (connection != NULL)
    kab_connection_set_state (connection, KAB_CONNECTION_READING, message,
                              kab_gate_get_patience (self->gate));
}

/* Finished or aborted: for libsoup a reply of 500 is an aborted one too. A request that it refused
 * by itself has no exchange; one whose client left before it was answered has status 0. */
static void
request_over_cb (SoupServer *server, SoupServerMessage *message, gpointer data)
{
  KabService *self = data;
  KabConnection *connection = kab_gate_find (self->gate, message);
  Exchange *exchange = g_hash_table_lookup (self->exchanges, message);

  if (connection != NULL)
    kab_connection_set_state (connection, KAB_CONNECTION_IDLE, message,
                              kab_gate_get_patience (self->gate));
  if (exchange == NULL)
    {
      kab_log_request (kab_request_get_method (message), "-",
                       soup_server_message_get_status (message), g_get_monotonic_time (), 0);
      return;
    }
  log_exchange (exchange);
  exchange->message = NULL;
  g_hash_table_remove (self->exchanges, message);
}

static gboolean
stopping_cb (gpointer data)
{
  KabService *self = data;
  gint64 since = g_get_monotonic_time () - self->stopping_since;

  kab_gate_cut_idle (self->gate, since > STOP_READING);
  if (kab_gate_get_count (self->gate) > 0 && since < STOP_MOST)
    return G_SOURCE_CONTINUE;
  self->stop_source = 0;
  self->stopped (self->stopped_data);
  return G_SOURCE_REMOVE;
}

static GPtrArray *
make_workers (const KabServiceOptions *options, guint n, GError **error)
{
  g_autoptr (GPtrArray) workers = g_ptr_array_new_with_free_func ((GDestroyNotify) worker_free);

  for (guint i = 0; i < n; i++)
    {
      Worker *worker = g_new0 (Worker, 1);

      g_ptr_array_add (workers, worker);
      worker->store = kab_store_open (options->database, error);
      if (worker->store == NULL)
        return NULL;
      worker->rules = kab_rules_new (worker->store, options->operator_, &kab_world_real);
    }
  return g_steal_pointer (&workers);
}

static GBytes *
operator_to_json (KabOperator *operator_)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char *json;

  kab_operator_to_json (operator_, builder);
  json = kab_json_to_string (builder);
  return g_bytes_new_take (json, strlen (json));
}

static gboolean
listen_on (KabService *self, const KabServiceOptions *options, GError **error)
{
  g_autoptr (GSocket) socket = kab_listen_open (options->address, error);
  g_autofree char *at = NULL;

  if (socket == NULL)
    return FALSE;
  at = kab_listen_to_string (socket);
  self->url = g_strconcat (options->certificate != NULL ? "https://" : "http://", at, NULL);
  self->gate = kab_gate_new (self->server, socket, options->certificate, CONNECTIONS_MAX,
                             options->patience, error);
  return self->gate != NULL;
}

KabService *
kab_service_new (const KabServiceOptions *options, GError **error)
{
  g_autoptr (KabService) self = g_new0 (KabService, 1);

  self->context = g_main_context_ref_thread_default ();
  self->mailer = options->mailer;
  self->exchanges = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) exchange_unref);
  self->shared = g_hash_table_new (g_str_hash, g_str_equal);
  self->operator_json = operator_to_json (options->operator_);
  self->contract = kab_service_get_resource ("openapi.yaml");
  if ((self->workers = make_workers (options, THREADS, error)) == NULL ||
      (self->writing_workers = make_workers (options, WRITING_THREADS, error)) == NULL ||
      (self->slow_workers = make_workers (options, SLOW_THREADS, error)) == NULL)
    return NULL;
  self->pool = kab_pool_new ("calls", self->workers, QUEUE, work);
  self->writing_pool = kab_pool_new ("writing-calls", self->writing_workers, WRITING_QUEUE, work);
  self->slow_pool = kab_pool_new ("slow-calls", self->slow_workers, SLOW_QUEUE, work);

  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_early_handler (self->server, NULL, got_headers_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, got_request_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), self);
  g_signal_connect (self->server, "request-finished", G_CALLBACK (request_over_cb), self);
  g_signal_connect (self->server, "request-aborted", G_CALLBACK (request_over_cb), self);
  if (!listen_on (self, options, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
kab_service_get_url (KabService *self)
{
  return self->url;
}

void
kab_service_stop (KabService *self, GSourceOnceFunc callback, gpointer data)
{
  g_return_if_fail (self->stopping_since == 0);

  self->stopping_since = g_get_monotonic_time ();
  self->stopped = callback;
  self->stopped_data = data;
  kab_gate_close (self->gate);
  self->stop_source = g_timeout_add (STOP_TICK_MS, stopping_cb, self);
}

void
kab_service_free (KabService *self)
{
  GHashTableIter iter;
  gpointer exchange;

  g_clear_handle_id (&self->stop_source, g_source_remove);
  /* Nobody is answered any more. */
  g_hash_table_iter_init (&iter, self->exchanges);
  while (g_hash_table_iter_next (&iter, NULL, &exchange))
    ((Exchange *) exchange)->message = NULL;
  g_clear_pointer (&self->pool, kab_pool_free);
  g_clear_pointer (&self->writing_pool, kab_pool_free);
  g_clear_pointer (&self->slow_pool, kab_pool_free);
  /* The threads' last answers, though nobody waits for them. */
  for (guint i = 0;
       i < QUEUE + WRITING_QUEUE + SLOW_QUEUE && g_main_context_iteration (self->context, FALSE);
       i++)
    ;
  if (self->server != NULL)
    g_signal_handlers_disconnect_by_data (self->server, self);
  g_clear_pointer (&self->gate, kab_gate_free);
  g_clear_object (&self->server);
  g_clear_pointer (&self->exchanges, g_hash_table_unref);
  g_clear_pointer (&self->shared, g_hash_table_unref);
  g_clear_pointer (&self->workers, g_ptr_array_unref);
  g_clear_pointer (&self->writing_workers, g_ptr_array_unref);
  g_clear_pointer (&self->slow_workers, g_ptr_array_unref);
  g_clear_pointer (&self->operator_json, g_bytes_unref);
  g_clear_pointer (&self->contract, g_bytes_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->url);
  g_free (self);
}

GBytes *
kab_service_get_resource (const char *name)
{
  g_autofree char *path = g_strconcat ("/ru/sah67/Kabinet/server/", name, NULL);
  GBytes *bytes =
    g_resource_lookup_data (kab_http_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  return bytes;
}
