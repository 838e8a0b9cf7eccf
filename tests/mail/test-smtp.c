/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-error.h"
#include "kab-smtp.h"
#include "mail-world.h"

#define SIGN_IN "--user=robot --password=a@b:c/secret "
#define USER    "robot:a%40b%3Ac%2Fsecret@"

static const struct
{
  const char *name;
  const char *server; /* of smtp-server.py */
  const char *scheme;
  const char *user;
  const char *options; /* CA stands for the test's authority */
  KabSmtpResult result;
  gboolean encrypted;
  gboolean signed_in;
} dialogues[] = {
  { "/smtp/plain", "", "smtp", "", "", KAB_SMTP_SENT, FALSE, FALSE },
  { "/smtp/starttls-offered", "TLS", "smtp", "", "", KAB_SMTP_SENT, TRUE, FALSE },
  { "/smtp/starttls", "TLS --require-tls", "smtp", "", "?starttls=required&ca=CA", KAB_SMTP_SENT,
    TRUE, FALSE },
  { "/smtp/starttls-absent", "", "smtp", "", "?starttls=required", KAB_SMTP_LATER, FALSE, FALSE },
  { "/smtp/starttls-untrusted", "TLS", "smtp", "", "?starttls=required", KAB_SMTP_LATER, FALSE,
    FALSE },
  { "/smtp/sign-in", "TLS --require-tls " SIGN_IN, "smtp", USER, "?starttls=required&ca=CA",
    KAB_SMTP_SENT, TRUE, TRUE },
  { "/smtp/wrong-password", "TLS --require-tls " SIGN_IN, "smtp", "robot:secret@",
    "?starttls=required&ca=CA", KAB_SMTP_LATER, FALSE, FALSE },
  { "/smtp/implicit", "TLS --implicit", "smtps", "", "?ca=CA", KAB_SMTP_SENT, TRUE, FALSE },
  { "/smtp/implicit-sign-in", "TLS --implicit " SIGN_IN, "smtps", USER, "?ca=CA", KAB_SMTP_SENT,
    TRUE, TRUE },
  { "/smtp/implicit-untrusted", "TLS --implicit", "smtps", "", "", KAB_SMTP_LATER, FALSE, FALSE },
  { "/smtp/recipient-refused", "--refuse=RCPT --reply=550_No_such", "smtp", "", "",
    KAB_SMTP_REFUSED, FALSE, FALSE },
  { "/smtp/recipient-unknown", "--refuse=RCPT --reply=550_5.1.1_No_such", "smtp", "", "",
    KAB_SMTP_REFUSED, FALSE, FALSE },
  { "/smtp/relay-denied", "--refuse=RCPT --reply=554_5.7.1_Relay_access_denied", "smtp", "", "",
    KAB_SMTP_LATER, FALSE, FALSE },
  { "/smtp/letter-against-policy", "--refuse=DATA --reply=550_5.7.26_Who", "smtp", "", "",
    KAB_SMTP_LATER, FALSE, FALSE },
  { "/smtp/recipient-later", "--refuse=RCPT --reply=450_Later", "smtp", "", "", KAB_SMTP_LATER,
    FALSE, FALSE },
  { "/smtp/letter-refused", "--refuse=DATA --reply=554_No", "smtp", "", "", KAB_SMTP_REFUSED, FALSE,
    FALSE },
  { "/smtp/letter-later", "--refuse=DATA --reply=451_Later", "smtp", "", "", KAB_SMTP_LATER, FALSE,
    FALSE },
  { "/smtp/sender-refused", "--refuse=MAIL --reply=550_Who", "smtp", "", "", KAB_SMTP_LATER, FALSE,
    FALSE },
};

static KabSmtpResult
send_letter (KabSmtp *smtp, char **why)
{
  g_autoptr (KabMailAddress) sender = kab_mail_address_new ("robot@sah67.ru", NULL);
  g_autoptr (KabMailAddress) recipient = kab_mail_address_new ("ann@example.com", NULL);

  return kab_smtp_send (smtp, sender, recipient, "Subject: dots\r\n\r\n.\r\n..\r\nend\r\n", why);
}

static void
test_dialogue (gconstpointer data)
{
  int i = GPOINTER_TO_INT (data);
  g_autoptr (World) world = world_new ();
  g_autoptr (KabSmtp) smtp = NULL;
  g_autoptr (GString) url = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  world_start_server (world, dialogues[i].server);
  g_string_printf (url, "%s://%s127.0.0.1:%d%s", dialogues[i].scheme, dialogues[i].user,
                   world->port, dialogues[i].options);
  g_string_replace (url, "CA", world->authorities, 0);
  smtp = kab_smtp_new (url->str, "sah67.ru", 20, &error);
  g_assert_no_error (error);

  /* Twice: the second goes over the same connection, or after a refusal over a new one. */
  for (int n = 0; n < 2; n++)
    {
      g_autofree char *why = NULL;

      g_assert_cmpint (send_letter (smtp, &why), ==, dialogues[i].result);
      g_assert_cmpint (why == NULL, ==, dialogues[i].result == KAB_SMTP_SENT);
      g_assert_true (why == NULL || (strchr (why, '@') == NULL && strstr (why, "secret") == NULL));
    }
  kab_smtp_close (smtp);

  g_autoptr (GPtrArray) letters = world_list_letters (world);
  g_assert_cmpint (letters->len, ==, dialogues[i].result == KAB_SMTP_SENT ? 2 : 0);
  for (guint n = 0; n < letters->len; n++)
    {
      g_autoptr (JsonObject) envelope = world_read_envelope (letters->pdata[n]);
      g_autofree char *text = NULL;

      g_file_get_contents (letters->pdata[n], &text, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, "Subject: dots\r\n\r\n.\r\n..\r\nend\r\n");
      g_assert_cmpstr (json_object_get_string_member (envelope, "helo"), ==, "sah67.ru");
      g_assert_cmpstr (json_object_get_string_member (envelope, "sender"), ==, "robot@sah67.ru");
      g_assert_cmpstr (
        json_array_get_string_element (json_object_get_array_member (envelope, "recipients"), 0),
        ==, "ann@example.com");
      g_assert_cmpint (json_object_get_boolean_member (envelope, "encrypted"), ==,
                       dialogues[i].encrypted);
      g_assert_cmpint (json_object_get_boolean_member (envelope, "signed_in"), ==,
                       dialogues[i].signed_in);
    }
}

/* A server that takes the connection and says nothing. */
static void
test_silent (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *url = g_strdup_printf ("smtp://127.0.0.1:%d", port);
  g_autoptr (KabSmtp) smtp = kab_smtp_new (url, "sah67.ru", 1, NULL);
  g_autofree char *why = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_cmpint (send_letter (smtp, &why), ==, KAB_SMTP_LATER);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

static const struct
{
  const char *url;
  gboolean good;
} urls[] = {
  { "smtp://mail.example.com", TRUE },
  { "smtp://mail.example.com:587/", TRUE },
  { "smtp://[::1]:2525?starttls=required", TRUE },
  { "smtps://robot:secret@mail.example.com", TRUE },
  { "smtp://", FALSE },
  { "smtp:mail.example.com", FALSE },
  { "smtp://robot:sec%ret@mail.example.com", FALSE },
  { "smtp://robot:secret@mail.example.com/path", FALSE },
  { "smtp://robot:secret@mail.example.com#part", FALSE },
  { "smtp://robot:secret@mail.example.com:99999", FALSE },
  { "smtp://robot:secret@mail.example.com?starttls=never", FALSE },
  { "smtp://robot:secret@mail.example.com?ca=/no/such/file", FALSE },
  { "smtp://robot:secret@mail.example.com?tls=yes", FALSE },
};

static void
test_urls (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KabSmtp) smtp = kab_smtp_new (urls[i].url, "sah67.ru", 1, &error);

      g_test_message ("%s", urls[i].url);
      g_assert_cmpint (smtp != NULL, ==, urls[i].good);
      if (!urls[i].good)
        {
          g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
          g_assert_null (strstr (error->message, "sec"));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (dialogues); i++)
    g_test_add_data_func (dialogues[i].name, GINT_TO_POINTER (i), test_dialogue);
  g_test_add_func ("/smtp/silent", test_silent);
  g_test_add_func ("/smtp/urls", test_urls);

  return g_test_run ();
}
