/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error.h"
#include "kab-mime.h"
#include "mail-world.h"

#define LONG_RUSSIAN                                                                                                                                                       \
  "Подтверждение адреса электронной почты в личном кабинете абонента акционерного общества " \
  "«Спецавтохозяйство», город Смоленск: код действует пятнадцать минут"

static const struct
{
  const char *name;
  const char *sender;
  const char *sender_name;
  const char *sender_address;
  const char *recipient;
  const char *subject;
  const char *body;
} letters[] = {
  { "/mime/plain", "robot@sah67.ru", "", "robot@sah67.ru", "ann@example.com", "Hello",
    "One line\n" },
  { "/mime/russian", "АО «Спецавтохозяйство» <robot@sah67.ru>", "АО «Спецавтохозяйство»",
    "robot@sah67.ru", "ann@example.com", "Код подтверждения", "Ваш код: 123456\n\nДо свидания\n" },
  { "/mime/long-subject", "Kabinet <robot@sah67.ru>", "Kabinet", "robot@sah67.ru",
    "ann@example.com", LONG_RUSSIAN, "." },
  { "/mime/long-ascii-subject", "\"Kabinet, the cabinet\" <robot@sah67.ru>", "Kabinet, the cabinet",
    "robot@sah67.ru", "ann@example.com",
    "A subject of letters from the alphabet of the Latins alone that is far longer than a line may "
    "be",
    "" },
  { "/mime/looks-encoded", "robot@sah67.ru", "", "robot@sah67.ru", "ann@example.com",
    "=?UTF-8?B?0JA=?=", "=?UTF-8?B?0JA=?=\n" },
  { "/mime/long-name", LONG_RUSSIAN " <robot@sah67.ru>", LONG_RUSSIAN, "robot@sah67.ru",
    "ann@example.com", "", ".\n..\nFrom here\n" },
  { "/mime/long-lines", "robot@sah67.ru", "", "robot@sah67.ru", "ann@example.com", "😀 emoji 😀",
    LONG_RUSSIAN LONG_RUSSIAN LONG_RUSSIAN LONG_RUSSIAN LONG_RUSSIAN LONG_RUSSIAN "\n\tend " },
  { "/mime/russian-domain", "robot@почта.рф", "", "robot@xn--80a1acny.xn--p1ai", "ann@example.com",
    "Hello", "\n" },
};

static void
test_letter (gconstpointer data)
{
  int i = GPOINTER_TO_INT (data);
  g_autoptr (World) world = world_new ();
  g_autofree char *path = g_build_filename (world->folder, "letter.eml", NULL);
  g_autoptr (KabMailAddress) sender = NULL;
  g_autoptr (KabMailAddress) recipient = NULL;
  g_autoptr (JsonObject) read = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GString) body = NULL;
  g_autoptr (GError) error = NULL;

  sender = kab_mail_address_new (letters[i].sender, &error);
  g_assert_no_error (error);
  recipient = kab_mail_address_new (letters[i].recipient, &error);
  g_assert_no_error (error);
  text = kab_mime_format (77, 1582977600, sender, recipient, letters[i].subject, letters[i].body,
                          NULL, &error);
  g_assert_no_error (error);
  again = kab_mime_format (77, 1582977600, sender, recipient, letters[i].subject, letters[i].body,
                           NULL, NULL);
  g_assert_cmpstr (text, ==, again);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  read = world_read_letter (path);
  body = g_string_new (json_object_get_string_member (read, "body"));
  g_string_replace (body, "\r\n", "\n", 0);
  g_assert_cmpstr (json_object_get_string_member (read, "headers"), ==,
                   "Date From To Subject Message-ID Auto-Submitted MIME-Version Content-Type "
                   "Content-Transfer-Encoding");
  g_assert_cmpint (json_object_get_int_member (read, "date"), ==, 1582977600);
  g_assert_cmpstr (json_object_get_string_member (read, "from_name"), ==, letters[i].sender_name);
  g_assert_cmpstr (json_object_get_string_member (read, "from"), ==, letters[i].sender_address);
  g_assert_cmpstr (json_object_get_string_member (read, "to"), ==, letters[i].recipient);
  g_assert_cmpstr (json_object_get_string_member (read, "subject"), ==, letters[i].subject);
  g_assert_cmpstr (json_object_get_string_member (read, "auto"), ==, "auto-generated");
  g_assert_cmpstr (body->str, ==, letters[i].body);
}

#define LONG_NAME "Квитанция за обращение с твердыми коммунальными отходами 100% & «ё» 2020-03.pdf"

static const struct
{
  const char *name;
  const char *ascii_name;
  gsize size;
} files[] = {
  { "Квитанция 123543566 2020-03.pdf", "123543566 2020-03.pdf", 30000 },
  { LONG_NAME, "2020-03.pdf", 57 },
  { "ab " LONG_NAME, "2020-03.pdf", 58 },
  { "plain.pdf", "plain.pdf", 0 },
  { "a \"quoted\" name; x=y*'.pdf", "x.pdf", 1 },
};

/* As a mail program reads it, byte for byte, whatever the bytes are. */
static void
test_file (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (World) world = world_new ();
      g_autofree char *path = g_build_filename (world->folder, "letter.eml", NULL);
      g_autoptr (KabMailAddress) address = kab_mail_address_new ("robot@sah67.ru", NULL);
      guint8 *content = g_malloc (files[i].size + 1);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *sha256 = NULL;
      g_autofree char *text = NULL;
      g_autoptr (JsonObject) read = NULL;
      g_autoptr (GError) error = NULL;

      for (gsize at = 0; at < files[i].size; at++)
        content[at] = (guint8) (at * 7 + at / 256);
      bytes = g_bytes_new_take (content, files[i].size);
      sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      const KabMimeFile file = { files[i].name, files[i].ascii_name, "application/pdf", bytes };
      text = kab_mime_format (77, 1582977600, address, address, "Квитанция за март 2020",
                              "Здравствуйте!\n", &file, &error);
      g_assert_no_error (error);
      g_file_set_contents (path, text, -1, &error);
      g_assert_no_error (error);

      read = world_read_letter (path);
      g_assert_cmpstr (json_object_get_string_member (read, "subject"), ==,
                       "Квитанция за март 2020");
      g_assert_cmpstr (json_object_get_string_member (read, "body"), ==, "Здравствуйте!\r\n");
      g_assert_cmpstr (json_object_get_string_member (read, "file"), ==, files[i].name);
      g_assert_cmpstr (json_object_get_string_member (read, "file_ascii"), ==, files[i].ascii_name);
      g_assert_cmpstr (json_object_get_string_member (read, "file_type"), ==, "application/pdf");
      g_assert_cmpstr (json_object_get_string_member (read, "file_how"), ==, "attachment base64");
      g_assert_cmpstr (json_object_get_string_member (read, "file_sha256"), ==, sha256);
    }
}

static void
test_bad_files (void)
{
  static const struct
  {
    const char *name;
    const char *ascii_name;
  } names[] = {
    { "", "a.pdf" },        { "a\r\nBcc: eve@example.com", "a.pdf" }, { "\xff", "a.pdf" },
    { "a.pdf", "a\".pdf" }, { "a.pdf", "a\r\nBcc: eve@example.com" }, { "a.pdf", "ж.pdf" },
  };
  g_autoptr (KabMailAddress) address = kab_mail_address_new ("robot@sah67.ru", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const KabMimeFile file = { names[i].name, names[i].ascii_name, "application/pdf", bytes };
      g_autoptr (GError) error = NULL;

      g_assert_null (kab_mime_format (1, 0, address, address, "a", "b", &file, &error));
      g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
    }
}

static void
test_message_id (void)
{
  g_autoptr (KabMailAddress) address = kab_mail_address_new ("robot@sah67.ru", NULL);
  g_autofree char *one = kab_mime_format (1, 1582977600, address, address, "a", "b", NULL, NULL);
  g_autofree char *other = kab_mime_format (2, 1582977600, address, address, "a", "b", NULL, NULL);

  g_assert_nonnull (strstr (one, "@sah67.ru>\r\n"));
  g_assert_cmpstr (strstr (one, "Message-ID:"), !=, strstr (other, "Message-ID:"));
}

static const char *const bad_addresses[] = {
  "",
  "ann",
  "@example.com",
  "ann@",
  "ann@-example.com",
  "ann@example..com",
  "ann@example.com.",
  "ann@exam ple.com",
  "ann smith@example.com",
  ".ann@example.com",
  "анна@example.com",
  "ann@example.com\r\nBcc: eve@example.com",
  "ann@example.com\n",
  "ann\r@example.com",
  "ann@example.com>\r\nRCPT TO:<eve@example.com",
  "ann@example.com> SIZE=1",
  "<ann@example.com",
  "ann,eve@example.com",
  "\"ann eve\"@example.com",
  "Ann\r\nBcc: eve@example.com <ann@example.com>",
  "Ann\xff <ann@example.com>",
  "Ann\xe2\x80\xa8\x07 <ann@example.com>",
  "Ann <ann@example.com>, Eve <eve@example.com\n>",
};

static void
test_bad_addresses (void)
{
  g_autofree char *longest = g_strnfill (64, 'a');
  g_autofree char *fits = g_strconcat (longest, "@example.com", NULL);
  g_autofree char *too_long = g_strconcat ("a", fits, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad_addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KabMailAddress) address = kab_mail_address_new (bad_addresses[i], &error);

      g_test_message ("%s", bad_addresses[i]);
      g_assert_null (address);
      g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
      g_assert_null (strchr (error->message, '@'));
    }
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (KabMailAddress) address = kab_mail_address_new (i == 0 ? fits : too_long, NULL);

      g_assert_cmpint (address != NULL, ==, i == 0);
    }
}

static const char *const bad_subjects[] = {
  "Hello\r\nBcc: eve@example.com", "Hello\n", "\rHello",
  "Код\nBcc: eve@example.com",     "\xff",    "a\x01",
};

static void
test_bad_texts (void)
{
  g_autoptr (KabMailAddress) address = kab_mail_address_new ("robot@sah67.ru", NULL);

  for (gsize i = 0; i <= G_N_ELEMENTS (bad_subjects); i++)
    {
      gboolean last = i == G_N_ELEMENTS (bad_subjects);
      g_autoptr (GError) error = NULL;
      g_autofree char *text =
        kab_mime_format (1, 0, address, address, last ? "Hello" : bad_subjects[i],
                         last ? "\xd0" : "body", NULL, &error);

      g_assert_null (text);
      g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    g_test_add_data_func (letters[i].name, GINT_TO_POINTER (i), test_letter);
  g_test_add_func ("/mime/file", test_file);
  g_test_add_func ("/mime/bad-files", test_bad_files);
  g_test_add_func ("/mime/message-id", test_message_id);
  g_test_add_func ("/mime/bad-addresses", test_bad_addresses);
  g_test_add_func ("/mime/bad-texts", test_bad_texts);

  return g_test_run ();
}
