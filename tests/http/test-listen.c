/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error.h"
#include "kab-listen.h"

static const struct
{
  const char *text;
  const char *host; /* NULL: refused */
  guint port;
} cases[] = {
  { "127.0.0.1:8080", "127.0.0.1", 8080 },
  { "0.0.0.0:0", "0.0.0.0", 0 },
  { "localhost:65535", "127.0.0.1", 65535 },
  { "[::1]:80", "::1", 80 },
  { "[::]:80", "::", 80 },
  { "*:80", "::", 80 },
  { "", NULL, 0 },
  { ":80", NULL, 0 },
  { "80", NULL, 0 },
  { "127.0.0.1", NULL, 0 },
  { "127.0.0.1:", NULL, 0 },
  { "127.0.0.1:x", NULL, 0 },
  { "127.0.0.1:+1", NULL, 0 },
  { "127.0.0.1:65536", NULL, 0 },
  { "127.0.0.1:-1", NULL, 0 },
  { "127.0.0.1:80 ", NULL, 0 },
  { "::1:80", NULL, 0 },
  { "[::1:80", NULL, 0 },
  { "[]:80", NULL, 0 },
  { "[127.0.0.1]:80", NULL, 0 },
  { "example.ru:80", NULL, 0 },
  { "http://127.0.0.1:80", NULL, 0 },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocketAddress) address = kab_listen_parse (cases[i].text, &error);
      g_autofree char *host = NULL;

      g_test_message ("“%s”", cases[i].text);
      if (cases[i].host == NULL)
        {
          g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
          g_assert_null (address);
          continue;
        }
      g_assert_no_error (error);
      host = g_inet_address_to_string (
        g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
      g_assert_cmpstr (host, ==, cases[i].host);
      g_assert_cmpuint (g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)), ==,
                        cases[i].port);
    }
}

static void
test_open (gconstpointer text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) wanted = kab_listen_parse (text, NULL);
  g_autoptr (GSocket) socket = kab_listen_open (wanted, &error);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GSocket) client = NULL;
  g_autofree char *at = NULL;

  if (socket == NULL && g_str_has_prefix (text, "["))
    {
      g_test_skip ("no IPv6 here");
      return;
    }
  g_assert_no_error (error);
  at = kab_listen_to_string (socket);
  g_assert_false (g_str_has_suffix (at, ":0"));
  g_assert_cmpint (g_socket_get_listen_backlog (socket), >=, 1024);

  /* What it says of itself is where it is. */
  got = kab_listen_parse (at, &error);
  g_assert_no_error (error);
  client = g_socket_new (g_socket_address_get_family (got), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_true (g_socket_connect (client, got, NULL, &error));
  g_assert_no_error (error);
}

static void
test_taken (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) any = kab_listen_parse ("127.0.0.1:0", NULL);
  g_autoptr (GSocket) first = kab_listen_open (any, NULL);
  g_autoptr (GSocketAddress) taken = g_socket_get_local_address (first, NULL);
  g_autoptr (GSocket) second = kab_listen_open (taken, &error);

  g_assert_null (second);
  g_assert_error (error, KAB_ERROR, KAB_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "127.0.0.1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/listen/parse", test_parse);
  g_test_add_data_func ("/listen/open/ipv4", "127.0.0.1:0", test_open);
  g_test_add_data_func ("/listen/open/ipv6", "[::1]:0", test_open);
  g_test_add_func ("/listen/taken", test_taken);
  return g_test_run ();
}
