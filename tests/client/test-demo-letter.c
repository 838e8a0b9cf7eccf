/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-demo-letter.h"

#define FRAME(subject, encoding, body)                                    \
  "From: =?UTF-8?B?0JrQsNCx0LjQvdC10YI=?=\r\n <no-reply@example.org>\r\n" \
  "To: =?UTF-8?Q?=D0=98?= <a.b+c@example.org>\r\n"                        \
  "Subject: " subject "\r\n"                                              \
  "Content-Type: text/plain; charset=utf-8\r\n"                           \
  "Content-Transfer-Encoding: " encoding "\r\n\r\n" body

static const struct
{
  const char *name;
  const char *text;
  const char *subject;
  const char *body;
  const char *code;
} letters[] = {
  { "plain", FRAME ("Code", "8bit", "Код: 012345\r\n"), "Code", "Код: 012345\n", "012345" },
  { "base64", FRAME ("=?UTF-8?B?0JrQvtC0?=", "base64", "0JrQvtC0OiAxMjM0\r\nNTYNCg==\r\n"), "Код",
    "Код: 123456\n", "123456" },
  { "quoted-printable",
    FRAME ("=?utf-8?q?=D0=9A=D0=BE=D0=B4_1?=",
           "quoted-printable",
           "=D0=9A=D0=BE=D0=B4: 1234=\r\n56\r\n1 =3D 1\r\n"),
    "Код 1", "Код: 123456\n1 = 1\n", "123456" },
  { "folded-words", FRAME ("=?UTF-8?B?0JrQvg==?=\r\n =?UTF-8?B?0LQ=?= 1", "7bit", "-"), "Код 1",
    "-", "" },
  { "folded-text", FRAME ("a\r\n  b", "7bit", ""), "a b", "", "" },
  { "no-code", FRAME ("x", "8bit", "Номер: 123456\r\n"), "x", "Номер: 123456\n", "" },
  { "too-many-digits", FRAME ("x", "8bit", "Код: 1234567\r\n"), "x", "Код: 1234567\n", "" },
  { "too-few-digits", FRAME ("x", "8bit", "Код: 12345\r\n"), "x", "Код: 12345\n", "" },
  { "bare-line-feeds", "To: a.b+c@example.org\nSubject: x\n\nКод: 123456\n", "x", "Код: 123456\n",
    "123456" },
  { "other-charset",
    "To: a.b+c@example.org\r\nsubject: x\r\nContent-Type: text/plain; charset=\"windows-1251\"\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n=CA=EE=E4: 123456",
    "x", "Код: 123456", "123456" },
  { "broken-escapes", FRAME ("=?UTF-8?Q?=4?=", "quoted-printable", "=zz=\r\n="), "=4", "=zz=", "" },
};

static void
test_letters (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autoptr (KabDemoLetter) letter =
        kab_demo_letter_parse (letters[i].text, strlen (letters[i].text));

      g_test_message ("%s", letters[i].name);
      g_assert_nonnull (letter);
      g_assert_cmpstr (letter->recipient, ==, "a.b+c@example.org");
      g_assert_cmpstr (letter->subject, ==, letters[i].subject);
      g_assert_cmpstr (letter->body, ==, letters[i].body);
      g_assert_cmpstr (letter->code, ==, letters[i].code);
    }
}

static void
test_no_letters (void)
{
  const char *texts[] = { "", "\n\n", "Subject: x\r\n\r\n", "To: a@b.c\r\n\r\n",
                          "To: a@b.c\r\nSubject: x\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (kab_demo_letter_parse (texts[i], strlen (texts[i])));
}

/* Whatever is in the folder is read without a fault. */
static void
test_any_bytes (void)
{
  const char *text = letters[1].text;
  gsize length = strlen (text);

  for (int round = 0; round < 2000; round++)
    {
      g_autofree char *bytes = g_memdup2 (text, length);
      gsize cut = (gsize) g_test_rand_int_range (0, (gint32) length + 1);
      g_autoptr (KabDemoLetter) letter = NULL;

      for (int change = 0; change < 8; change++)
        bytes[g_test_rand_int_range (0, (gint32) length)] = (char) g_test_rand_int_range (0, 256);
      letter = kab_demo_letter_parse (bytes, cut);
      if (letter != NULL)
        g_assert_true (g_utf8_validate (letter->body, -1, NULL) &&
                       g_utf8_validate (letter->subject, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo-letter/letters", test_letters);
  g_test_add_func ("/demo-letter/no-letters", test_no_letters);
  g_test_add_func ("/demo-letter/any-bytes", test_any_bytes);

  return g_test_run ();
}
