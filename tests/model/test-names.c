/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-account.h"
#include "kab-error.h"
#include "kab-profile.h"

static void
test_email (void)
{
  static const struct
  {
    const char *email;
    gboolean good;
  } cases[] = {
    { "a@b.c", TRUE },
    { "abc@sah67.ru", TRUE },
    { "first.last+tag@mail.example.org", TRUE },
    { "o'neil_2-x@b-c.ru", TRUE },
    { "иван@почта.рф", TRUE },
    { "a@xn--80a1acny.xn--p1ai", TRUE },
    { "", FALSE },
    { "a", FALSE },
    { "@b.c", FALSE },
    { "a@", FALSE },
    { "a@b", FALSE },
    { "a@@b.c", FALSE },
    { "a@b@c.d", FALSE },
    { "a@.c", FALSE },
    { "a@b.", FALSE },
    { "a@b..c", FALSE },
    { "a@-b.c", FALSE },
    { "a@b-.c", FALSE },
    { "a b@c.d", FALSE },
    { "a@b c.d", FALSE },
    { " a@b.c", FALSE },
    { "a@b.c ", FALSE },
    { "a@b.c\n", FALSE },
    { "a\r\nBcc: x@b.c", FALSE },
    { "a@b.c\r\nBcc: d", FALSE },
    { "<a@b.c>", FALSE },
    { "a,b@c.d", FALSE },
    { "a@b.c,d", FALSE },
    { "\"a\"@b.c", FALSE },
    { "a\302\240b@c.d", FALSE },
    { "a@b\302\240.c", FALSE },
    { "a\xff@b.c", FALSE },
    { "a@[127.0.0.1]", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (kab_email_is_valid (cases[i].email), ==, cases[i].good);
    }
}

static void
test_email_length (void)
{
  for (gsize bytes = 254; bytes <= 255; bytes++)
    {
      g_autofree char *label = g_strnfill (bytes - 4, 'b');
      g_autofree char *email = g_strconcat ("a@", label, ".c", NULL);

      g_assert_cmpint (kab_email_is_valid (email), ==, bytes == 254);
    }
  for (gsize bytes = 64; bytes <= 65; bytes++)
    {
      g_autofree char *local = g_strnfill (bytes, 'a');
      g_autofree char *email = g_strconcat (local, "@b.c", NULL);

      g_assert_cmpint (kab_email_is_valid (email), ==, bytes == 64);
    }
}

static void
test_email_normalise (void)
{
  static const struct
  {
    const char *from;
    const char *to;
  } cases[] = {
    { "abc@sah67.ru", "abc@sah67.ru" },
    { " \tABC@Sah67.RU\302\240\n", "abc@sah67.ru" },
    { "ИВАН@ПОЧТА.РФ", "иван@почта.рф" },
    { "\320\270\314\206@b.c", "й@b.c" }, /* a letter and its mark are one letter */
    { "  ", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normal = kab_email_normalise (cases[i].from);

      g_assert_cmpstr (normal, ==, cases[i].to);
    }
}

static void
test_number_normalise (void)
{
  static const struct
  {
    const char *from;
    const char *to; /* NULL: refused */
  } cases[] = {
    { "123543566", "123543566" },
    { " 123 543\302\240566\t", "123543566" },
    { "123-543–566—7−8", "12354356678" },
    { "0012", "0012" },
    { "аб12x", "АБ12X" },
    { "\320\270\314\2061", "Й1" }, /* a letter and its mark are one letter */
    { "１２３", NULL },            /* full-width digits */
    { "123456789012345678901234567890", "123456789012345678901234567890" },
    { "1234567890123456789012345678901", NULL },
    { "", NULL },
    { " - ", NULL },
    { "12/3", NULL },
    { "12.3", NULL },
    { "№ 123", NULL },
    { "../123", NULL },
    { "١٢", NULL },
    { "12\xff", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *number = kab_account_number_normalise (cases[i].from, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (number, ==, cases[i].to);
      if (!cases[i].to)
        g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/names/email", test_email);
  g_test_add_func ("/names/email-length", test_email_length);
  g_test_add_func ("/names/email-normalise", test_email_normalise);
  g_test_add_func ("/names/number-normalise", test_number_normalise);

  return g_test_run ();
}
