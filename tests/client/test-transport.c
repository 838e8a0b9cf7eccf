/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fake-service.h"
#include "kab-transport.h"
#include "raw-server.h"

#define TOKEN "q1w2e3r4t5y6u7i8o9p0q1w2e3r4t5y6u7i8o9p0xyz"
#define CALL  "GET /profile"

static void
send (KabTransport *transport, GCancellable *cancellable, Outcome *outcome)
{
  kab_transport_send_async (transport, "GET", "/profile", NULL, cancellable, outcome_cb, outcome);
}

/* (transfer full): what one GET of /profile gave; asserts that it failed. */
static GError *
get_error (KabTransport *transport)
{
  g_auto (Outcome) outcome = { 0 };
  GError *error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  send (transport, NULL, &outcome);
  bytes = kab_transport_send_finish (transport, outcome_wait (&outcome), &error);
  g_assert_null (bytes);
  g_assert_nonnull (error);

  return error;
}

static void
assert_answered (KabTransport *transport)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  send (transport, NULL, &outcome);
  bytes = kab_transport_send_finish (transport, outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  g_assert_nonnull (bytes);
}

static void
assert_fails (const char *server, KabErrorCode code)
{
  KabTransport *transport = kab_transport_new (server);
  g_autoptr (GError) error = get_error (transport);

  g_assert_error (error, KAB_ERROR, (int) code);
  g_assert_finalize_object (transport);
}

static void
test_reply (void)
{
  g_autoptr (FakeService) service = fake_service_new (NULL);
  KabTransport *transport = kab_transport_new (fake_service_get_url (service));
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (JsonBuilder) body = json_builder_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *call = "PATCH /profile?x=%D1%8F";

  fake_service_answer_json (service, call, 200, "{\"email\":\"a@b.c\"}");
  json_builder_begin_object (body);
  kab_json_add_string (body, "name", "Ёлка");
  json_builder_end_object (body);

  kab_transport_set_token (transport, TOKEN);
  g_assert_true (kab_transport_has_token (transport));
  kab_transport_send_async (transport, "PATCH", "/profile?x=%D1%8F", body, NULL, outcome_cb,
                            &outcome);
  /* The call is on its way with the token it was made with. */
  kab_transport_set_token (transport, NULL);
  bytes = kab_transport_send_finish (transport, outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                   "{\"email\":\"a@b.c\"}", 17);

  g_assert_cmpstr (fake_service_get_body (service, call), ==, "{\"name\":\"Ёлка\"}");
  g_assert_cmpstr (fake_service_get_header (service, call, "Authorization"), ==, "Bearer " TOKEN);
  g_assert_cmpstr (fake_service_get_header (service, call, "Content-Type"), ==, "application/json");
  g_assert_cmpstr (fake_service_get_header (service, call, "User-Agent"), ==,
                   "Kabinet/" KAB_VERSION " (Linux)");
  g_assert_cmpstr (fake_service_get_header (service, call, "Cookie"), ==, NULL);

  outcome_clear (&outcome);
  g_assert_finalize_object (transport);
}

static void
test_no_token (void)
{
  g_autoptr (FakeService) service = fake_service_new (NULL);
  KabTransport *transport = kab_transport_new (fake_service_get_url (service));
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  fake_service_answer (service, CALL, 204, NULL, NULL);
  send (transport, NULL, &outcome);
  bytes = kab_transport_send_finish (transport, outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 0);
  g_assert_cmpstr (fake_service_get_header (service, CALL, "Authorization"), ==, NULL);

  outcome_clear (&outcome);
  g_assert_finalize_object (transport);
}

static const struct
{
  const char *name;
  unsigned status;
  const char *type;
  const char *body;
  KabErrorCode code;
} refusals[] = {
  { "problem", 422, "application/problem+json", "{\"code\":\"code_wrong\"}", KAB_ERROR_CODE_WRONG },
  { "problem-charset", 401, "application/problem+json; charset=utf-8",
    "{\"code\":\"session_expired\"}", KAB_ERROR_SESSION_EXPIRED },
  { "problem-by-code", 401, "application/problem+json", "{\"code\":\"wrong_credentials\"}",
    KAB_ERROR_WRONG_CREDENTIALS },
  { "problem-broken", 500, "application/problem+json", "{\"code\":", KAB_ERROR_INTERNAL },
  { "problem-unknown", 409, "application/problem+json", "{\"code\":\"new\"}", KAB_ERROR_BAD_REPLY },
  { "html-404", 404, "text/html", "<h1>404</h1>", KAB_ERROR_BAD_REPLY },
  { "html-401", 401, "text/html", "<h1>Who?</h1>", KAB_ERROR_BAD_REPLY },
  { "html-500", 500, "text/html", "<h1>500</h1>", KAB_ERROR_INTERNAL },
  { "html-502", 502, "text/html", "<h1>502</h1>", KAB_ERROR_BILLING_UNAVAILABLE },
  { "html-504", 504, "text/html", "<h1>504</h1>", KAB_ERROR_TIMED_OUT },
  { "not-problem-type", 422, "application/json", "{\"code\":\"code_wrong\"}", KAB_ERROR_BAD_REPLY },
  { "empty-500", 500, NULL, NULL, KAB_ERROR_INTERNAL },
  { "captive-portal", 200, "text/html", "<h1>Pay for Wi-Fi</h1>", KAB_ERROR_BAD_REPLY },
  { "json-as-text", 200, "text/plain", "{}", KAB_ERROR_BAD_REPLY },
  { "not-modified", 304, NULL, NULL, KAB_ERROR_BAD_REPLY },
};

static void
test_refusals (void)
{
  g_autoptr (FakeService) service = fake_service_new (NULL);
  KabTransport *transport = kab_transport_new (fake_service_get_url (service));

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", refusals[i].name);
      fake_service_answer (service, CALL, refusals[i].status, refusals[i].type, refusals[i].body);
      error = get_error (transport);
      g_assert_error (error, KAB_ERROR, (int) refusals[i].code);
    }

  g_assert_finalize_object (transport);
}

static const struct
{
  const char *server;
  KabErrorCode code;
} bad_servers[] = {
  { "", KAB_ERROR_FORMAT },
  { "cabinet.example", KAB_ERROR_FORMAT },
  { "ftp://cabinet.example", KAB_ERROR_FORMAT },
  { "file:///etc/passwd", KAB_ERROR_FORMAT },
  { "https://", KAB_ERROR_FORMAT },
  { "https:///", KAB_ERROR_FORMAT },
  { "https://cabinet.example/base", KAB_ERROR_FORMAT },
  { "https://cabinet.example?x", KAB_ERROR_FORMAT },
  { "https://cabinet.example#x", KAB_ERROR_FORMAT },
  { "https://user:word@cabinet.example", KAB_ERROR_FORMAT },
  { "https://cabinet.example:99999", KAB_ERROR_FORMAT },
  { "http://cabinet.example", KAB_ERROR_INSECURE },
  { "http://192.168.0.1:8080", KAB_ERROR_INSECURE },
  { "http://0.0.0.0", KAB_ERROR_INSECURE },
  { "http://127.0.0.1.example.org", KAB_ERROR_INSECURE },
  { "http://localhost.example.org", KAB_ERROR_INSECURE },
  { "http://[::2]", KAB_ERROR_INSECURE },
};

/* Refused before a name is looked up or a connection is made: it is answered without the network.
 */
static void
test_bad_servers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_servers); i++)
    {
      g_test_message ("%s", bad_servers[i].server);
      assert_fails (bad_servers[i].server, bad_servers[i].code);
    }
}

/* A port of @host nobody listens at. */
static char *
make_dead_url (const char *scheme, const char *host)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  g_socket_listener_close (listener);

  return g_strdup_printf ("%s://%s:%u", scheme, host, port);
}

static void
test_loopback (void)
{
  const char *hosts[] = { "127.0.0.1", "127.8.8.8", "localhost", "LOCALHOST", "[::1]" };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *url = make_dead_url ("http", hosts[i]);
      KabTransport *transport = kab_transport_new (url);
      g_autoptr (GError) error = get_error (transport);

      g_test_message ("%s", hosts[i]);
      /* Where the machine has no IPv6, there is no ::1 to refuse the connection. */
      g_assert_error (error, KAB_ERROR, KAB_ERROR_OFFLINE);
      g_assert_finalize_object (transport);
    }
}

static void
test_redirects (void)
{
  g_autoptr (FakeService) service = fake_service_new (NULL);
  g_autoptr (FakeService) other = fake_service_new (NULL);
  KabTransport *transport = kab_transport_new (fake_service_get_url (service));
  g_autofree char *other_port = g_strconcat (fake_service_get_url (other), "/api/v1/profile", NULL);
  const struct
  {
    const char *target;
    KabErrorCode code;
  } cases[] = {
    { other_port, KAB_ERROR_INSECURE },
    { "http://cabinet.example/api/v1/profile", KAB_ERROR_INSECURE },
    { "https://127.0.0.1/api/v1/profile", KAB_ERROR_INSECURE },
    { "//cabinet.example/api/v1/profile", KAB_ERROR_INSECURE },
    { "file:///etc/passwd", KAB_ERROR_INSECURE },
    { "http://", KAB_ERROR_INSECURE },
    { "http://[", KAB_ERROR_BAD_REPLY },
    { "/api/v1/profile", KAB_ERROR_BAD_REPLY }, /* goes round and round */
  };

  kab_transport_set_token (transport, TOKEN);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].target);
      fake_service_redirect (service, CALL, i % 2 == 0 ? 302 : 307, cases[i].target);
      error = get_error (transport);
      g_assert_error (error, KAB_ERROR, (int) cases[i].code);
    }
  g_assert_cmpuint (fake_service_count_all (other), ==, 0);

  g_assert_finalize_object (transport);
}

static void
test_redirect_within (void)
{
  g_autoptr (FakeService) service = fake_service_new (NULL);
  KabTransport *transport = kab_transport_new (fake_service_get_url (service));
  const struct
  {
    const char *method;
    unsigned status;
    gboolean followed;
  } cases[] = {
    { "GET", 301, TRUE },   { "GET", 302, TRUE },   { "GET", 303, TRUE },
    { "GET", 308, TRUE },   { "POST", 307, TRUE },  { "POST", 308, TRUE },
    { "POST", 301, FALSE }, { "POST", 302, FALSE }, { "POST", 303, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Outcome) outcome = { 0 };
      g_autofree char *from = g_strconcat (cases[i].method, " /old", NULL);
      g_autofree char *to = g_strconcat (cases[i].method, " /new", NULL);
      g_autoptr (JsonBuilder) body = json_builder_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %u", cases[i].method, cases[i].status);
      json_builder_begin_object (body);
      json_builder_end_object (body);
      fake_service_redirect (service, from, cases[i].status, "/api/v1/new");
      fake_service_answer_json (service, to, 200, "{}");
      kab_transport_send_async (transport, cases[i].method, "/old",
                                g_str_equal (cases[i].method, "POST") ? body : NULL, NULL,
                                outcome_cb, &outcome);
      bytes = kab_transport_send_finish (transport, outcome_wait (&outcome), &error);
      if (cases[i].followed)
        g_assert_no_error (error);
      else
        g_assert_error (error, KAB_ERROR, KAB_ERROR_BAD_REPLY);
      g_assert_true ((bytes != NULL) == cases[i].followed);
    }
  g_assert_cmpuint (fake_service_count (service, "POST /new"), ==, 2);
  g_assert_cmpstr (fake_service_get_body (service, "POST /new"), ==, "{}");

  g_assert_finalize_object (transport);
}

static GTlsCertificate *
load_certificate (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "client", name, NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return certificate;
}

static const struct
{
  const char *name;
  const char *certificate;
  gboolean known; /* whether this machine takes it for an authority's */
  gboolean good;
} certificates[] = {
  { "self-signed", "certificate-good.pem", FALSE, FALSE },
  { "good", "certificate-good.pem", TRUE, TRUE },
  { "of-another-name", "certificate-other-name.pem", TRUE, FALSE },
  { "expired", "certificate-expired.pem", TRUE, FALSE },
};

static void
test_certificates (void)
{
  GTlsBackend *backend = g_tls_backend_get_default ();
  g_autoptr (GTlsDatabase) usual = g_tls_backend_get_default_database (backend);

  if (!g_tls_backend_supports_tls (backend))
    {
      g_test_skip ("there is no TLS");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (certificates); i++)
    {
      g_autoptr (GTlsCertificate) certificate = load_certificate (certificates[i].certificate);
      g_autofree char *path =
        g_test_build_filename (G_TEST_DIST, "client", certificates[i].certificate, NULL);
      g_autoptr (FakeService) service = fake_service_new (certificate);
      g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, NULL);
      KabTransport *transport;
      g_auto (Outcome) outcome = { 0 };
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", certificates[i].name);
      g_tls_backend_set_default_database (backend, certificates[i].known ? database : usual);
      transport = kab_transport_new (fake_service_get_url (service));
      kab_transport_set_token (transport, TOKEN);
      fake_service_answer_json (service, CALL, 200, "{}");
      send (transport, NULL, &outcome);
      bytes = kab_transport_send_finish (transport, outcome_wait (&outcome), &error);
      if (certificates[i].good)
        g_assert_no_error (error);
      else
        g_assert_error (error, KAB_ERROR, KAB_ERROR_UNTRUSTED);
      g_assert_cmpuint (fake_service_count_all (service), ==, certificates[i].good ? 1 : 0);

      outcome_clear (&outcome);
      g_assert_finalize_object (transport);
    }

  g_tls_backend_set_default_database (backend, usual);
}

static const struct
{
  const char *name;
  const char *reply;
  KabErrorCode code;
} raw_replies[] = {
  { "closed-at-once", "", KAB_ERROR_OFFLINE },
  { "dropped-in-headers", "HTTP/1.1 200 OK\r\nContent-Ty", KAB_ERROR_BAD_REPLY },
  { "dropped-half-way",
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":",
    KAB_ERROR_OFFLINE },
  { "dropped-in-chunk",
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    "ff\r\n{\"a\":",
    KAB_ERROR_OFFLINE },
  { "no-type", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", KAB_ERROR_BAD_REPLY },
  { "not-http", "220 mail.example ESMTP\r\n\r\n", KAB_ERROR_BAD_REPLY },
  { "said-to-be-huge",
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{",
    KAB_ERROR_BAD_REPLY },
};

static void
test_raw_replies (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (raw_replies); i++)
    {
      g_auto (RawServer) server = { 0 };

      g_test_message ("%s", raw_replies[i].name);
      raw_server_init (&server, raw_replies[i].reply);
      assert_fails (server.url, raw_replies[i].code);
    }
}

/* Of no length that is said, so what it is shows only while it comes. */
static void
test_huge (void)
{
  g_autofree char *spaces = g_strnfill (17 * 1024 * 1024, ' ');
  g_autofree char *reply =
    g_strconcat ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", spaces, NULL);
  g_auto (RawServer) server = { 0 };

  raw_server_init (&server, reply);
  assert_fails (server.url, KAB_ERROR_BAD_REPLY);
}

static void
test_refused (void)
{
  g_autofree char *url = make_dead_url ("http", "127.0.0.1");
  g_autofree char *https = make_dead_url ("https", "127.0.0.1");

  assert_fails (url, KAB_ERROR_OFFLINE);
  assert_fails (https, KAB_ERROR_OFFLINE);
}

/* Slow is told from offline. */
static void
test_silent (void)
{
  g_auto (RawServer) server = { 0 };
  KabTransport *transport;
  g_autoptr (GError) error = NULL;

  raw_server_init (&server, NULL);
  transport = kab_transport_new (server.url);
  kab_transport_set_timeout (transport, 1);
  error = get_error (transport);
  g_assert_error (error, KAB_ERROR, KAB_ERROR_TIMED_OUT);

  g_assert_finalize_object (transport);
}

/* At each turn of the main loop: a call that is cancelled says so, and the next one is answered. */
static void
check_cancel (const char *url)
{
  KabTransport *transport = kab_transport_new (url);
  gboolean finished = FALSE;

  for (int turns = 0; !finished; turns++)
    {
      g_auto (Outcome) outcome = { 0 };
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;

      send (transport, cancellable, &outcome);
      for (int turn = 0; turn < turns && outcome.n_results == 0; turn++)
        g_main_context_iteration (NULL, TRUE);
      finished = outcome.n_results > 0;
      g_cancellable_cancel (cancellable);
      bytes = kab_transport_send_finish (transport, outcome_wait (&outcome), &error);
      if (!finished)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_null (bytes);
        }
      assert_answered (transport);
    }
  g_assert_finalize_object (transport);
}

static void
test_cancel (void)
{
  g_autoptr (FakeService) service = fake_service_new (NULL);

  fake_service_answer_json (service, CALL, 200, "{}");
  check_cancel (fake_service_get_url (service));
}

/* The answer is there when it is first looked for: libsoup has read it, and tells of it a turn
 * later. */
static void
test_cancel_eager (void)
{
  g_auto (RawServer) server = { 0 };

  raw_server_init (&server, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                            "Content-Length: 2\r\nConnection: close\r\n\r\n{}");
  server.eager = TRUE;
  check_cancel (server.url);
}

/* A connection from before is closed by the service in the moment it is used again: what was asked
 * is asked again where that changes nothing, and nowhere else. */
static void
test_repeats (void)
{
  static const struct
  {
    const char *method;
    gboolean repeated;
  } cases[] = {
    { "GET", TRUE }, { "PUT", FALSE }, { "DELETE", FALSE }, { "POST", FALSE }, { "PATCH", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (RawServer) server = { 0 };
      KabTransport *transport;
      g_auto (Outcome) outcome = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;

      raw_server_init (&server, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                "Content-Length: 2\r\n\r\n{}");
      server.fickle = TRUE;
      transport = kab_transport_new (server.url);
      assert_answered (transport);
      kab_transport_send_async (transport, cases[i].method, "/profile", NULL, NULL, outcome_cb,
                                &outcome);
      bytes = kab_transport_send_finish (transport, outcome_wait (&outcome), &error);
      g_assert_error (error, KAB_ERROR, KAB_ERROR_OFFLINE);
      g_assert_cmpuint (server.n_requests, ==, cases[i].repeated ? 3 : 2);
      outcome_clear (&outcome);
      g_assert_finalize_object (transport);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport/reply", test_reply);
  g_test_add_func ("/transport/no-token", test_no_token);
  g_test_add_func ("/transport/refusals", test_refusals);
  g_test_add_func ("/transport/bad-servers", test_bad_servers);
  g_test_add_func ("/transport/loopback", test_loopback);
  g_test_add_func ("/transport/redirects", test_redirects);
  g_test_add_func ("/transport/redirect-within", test_redirect_within);
  g_test_add_func ("/transport/certificates", test_certificates);
  g_test_add_func ("/transport/raw-replies", test_raw_replies);
  g_test_add_func ("/transport/huge", test_huge);
  g_test_add_func ("/transport/refused", test_refused);
  g_test_add_func ("/transport/silent", test_silent);
  g_test_add_func ("/transport/repeats", test_repeats);
  g_test_add_func ("/transport/cancel", test_cancel);
  g_test_add_func ("/transport/cancel-eager", test_cancel_eager);

  return g_test_run ();
}
