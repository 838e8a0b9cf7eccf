/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error.h"
#include "kab-web-address.h"

static void
test_loopback (void)
{
  static const struct
  {
    const char *host;
    gboolean loopback;
  } cases[] = {
    { "localhost", TRUE },
    { "LocalHost", TRUE },
    { "127.0.0.1", TRUE },
    { "127.1.2.3", TRUE },
    { "::1", TRUE },
    { "", FALSE },
    { "0.0.0.0", FALSE },
    { "::", FALSE },
    { "192.168.0.1", FALSE },
    { "localhost.example.org", FALSE },
    { "127.0.0.1.example.org", FALSE },
    { "lk.sah67.ru", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].host);
      g_assert_cmpint (kab_web_address_is_loopback (cases[i].host), ==, cases[i].loopback);
    }
}

static void
test_normalise (void)
{
  static const char *const cases[][2] = {
    { "https://lk.sah67.ru", "https://lk.sah67.ru" },
    { " https://lk.sah67.ru\n", "https://lk.sah67.ru" },
    { "https://lk.sah67.ru/", "https://lk.sah67.ru" },
    { "HTTPS://LK.Sah67.ru", "https://lk.sah67.ru" },
    { "https://lk.sah67.ru:443/", "https://lk.sah67.ru" },
    { "https://lk.sah67.ru:8443", "https://lk.sah67.ru:8443" },
    { "https://лк.смоленск.рф", "https://xn--j1ab.xn--e1akbdhdtf.xn--p1ai" },
    { "http://localhost:8080/", "http://localhost:8080" },
    { "http://127.0.0.1:80", "http://127.0.0.1" },
    { "http://[::1]:8080", "http://[::1]:8080" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = kab_web_address_normalise (cases[i][0], &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (address, ==, cases[i][1]);
      again = kab_web_address_normalise (address, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, address);
    }
}

static void
test_refuse (void)
{
  static const struct
  {
    const char *text;
    KabErrorCode code;
  } cases[] = {
    { "", KAB_ERROR_FORMAT },
    { "lk.sah67.ru", KAB_ERROR_FORMAT },
    { "localhost:8080", KAB_ERROR_FORMAT },
    { "ftp://lk.sah67.ru", KAB_ERROR_FORMAT },
    { "https://", KAB_ERROR_FORMAT },
    { "https://lk.sah67.ru/cabinet", KAB_ERROR_FORMAT },
    { "https://lk.sah67.ru?x", KAB_ERROR_FORMAT },
    { "https://lk.sah67.ru#x", KAB_ERROR_FORMAT },
    { "https://user:word@lk.sah67.ru", KAB_ERROR_FORMAT },
    { "https://lk.sah67.ru:99999", KAB_ERROR_FORMAT },
    { "https://lk sah67.ru", KAB_ERROR_FORMAT },
    { "http://lk.sah67.ru", KAB_ERROR_INSECURE },
    { "http://192.168.0.1:8080", KAB_ERROR_INSECURE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (kab_web_address_normalise (cases[i].text, &error));
      g_assert_error (error, KAB_ERROR, (int) cases[i].code);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/web-address/loopback", test_loopback);
  g_test_add_func ("/web-address/normalise", test_normalise);
  g_test_add_func ("/web-address/refuse", test_refuse);
  return g_test_run ();
}
