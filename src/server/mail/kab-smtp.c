/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <curl/curl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "kab-error.h"
#include "kab-smtp.h"
#include "kab-web-address.h"

struct _KabSmtp
{
  char *url; /* for curl: without user and password */
  char *user;
  char *password;
  char *authorities; /* a file, or NULL */
  gboolean must_encrypt;
  gboolean any_certificate;
  int timeout;
  gint stopped; /* atomic */
  CURL *curl;   /* holds the connection; NULL when there is none */
};

/* A letter under way. */
typedef struct
{
  const char *text;
  gsize left;
  const gint *stopped; /* atomic */
  char command[5];    /* the last that was sent: curl tells the reply's code, not to what it was the
                         reply */
  gboolean of_policy; /* it was refused by policy */
} Sending;

static gboolean
read_options (KabSmtp *self, const char *query, gboolean *insists, GError **error)
{
  g_autoptr (GHashTable) options = NULL;
  GHashTableIter iter;
  gpointer name, value;

  if (query == NULL)
    return TRUE;
  options = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, error);
  if (options == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, options);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (g_str_equal (name, "starttls") && g_str_equal (value, "required"))
        *insists = TRUE;
      else if (g_str_equal (name, "ca") && g_file_test (value, G_FILE_TEST_IS_REGULAR))
        {
          g_free (self->authorities);
          self->authorities = g_strdup (value);
        }
      else
        {
          g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT,
                                                   _ ("the mail server's option “%s” is not known, "
                                                      "or not with this value"),
                                                   (const char *) name));
          return FALSE;
        }
    }
  return TRUE;
}

static gsize
read_text_cb (char *buffer, size_t size, size_t count, void *data)
{
  Sending *sending = data;
  gsize part = MIN (size * count, sending->left);

  memcpy (buffer, sending->text, part);
  sending->text += part;
  sending->left -= part;
  return part;
}

/* "554 5.7.1 Relay access denied": security or policy (RFC 3463, 3.8). Who such a server does not
 * take letters from is for the operator to mend. */
static gboolean
is_of_policy (const char *line, gsize size)
{
  return size > 8 && line[0] == '5' && strncmp (line + 4, "5.7.", 4) == 0;
}

/* Only what is known to be a command is kept: the lines between may hold the password. */
static int
talked_cb (CURL *curl, curl_infotype type, char *bytes, size_t size, void *data)
{
  static const char commands[][5] = { "EHLO", "HELO", "STAR", "AUTH", "MAIL", "RCPT", "DATA" };
  Sending *sending = data;

  if (sending != NULL && type == CURLINFO_HEADER_IN && is_of_policy (bytes, size))
    sending->of_policy = TRUE;
  if (sending == NULL || type != CURLINFO_HEADER_OUT || size < 4)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (memcmp (bytes, commands[i], 4) == 0)
      {
        memcpy (sending->command, commands[i], sizeof commands[i]);
        sending->of_policy = FALSE;
      }
  return 0;
}

/* Comes about once a second, also while nothing does. A text that is on its way may have been taken
 * already, and would come twice. */
static int
waiting_cb (void *data, curl_off_t to_get, curl_off_t got, curl_off_t to_send, curl_off_t sent)
{
  const Sending *sending = data;

  /* Between letters, as when the connection is let go of. */
  if (sending == NULL)
    return 0;
  return g_atomic_int_get (sending->stopped) && !g_str_equal (sending->command, "DATA");
}

static CURL *
open_curl (KabSmtp *self)
{
  CURL *curl = curl_easy_init ();

  if (curl == NULL)
    return NULL;
  curl_easy_setopt (curl, CURLOPT_URL, self->url);
  curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt (curl, CURLOPT_PROXY, "");
  curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, (long) self->timeout);
  curl_easy_setopt (curl, CURLOPT_TIMEOUT, (long) self->timeout);
  curl_easy_setopt (curl, CURLOPT_USE_SSL,
                    (long) (self->must_encrypt ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  curl_easy_setopt (curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, self->any_certificate ? 0L : 1L);
  curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, self->any_certificate ? 0L : 2L);
  if (self->authorities != NULL)
    {
      curl_easy_setopt (curl, CURLOPT_CAINFO, self->authorities);
      curl_easy_setopt (curl, CURLOPT_CAPATH, NULL);
    }
  if (self->user != NULL)
    {
      curl_easy_setopt (curl, CURLOPT_USERNAME, self->user);
      curl_easy_setopt (curl, CURLOPT_PASSWORD, self->password);
    }
  curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt (curl, CURLOPT_READFUNCTION, read_text_cb);
  curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, waiting_cb);
  curl_easy_setopt (curl, CURLOPT_DEBUGFUNCTION, talked_cb);
  curl_easy_setopt (curl, CURLOPT_VERBOSE, 1L);
  return curl;
}

/* Only what is said of the recipient or of the letter itself is about this letter. A refusal of the
 * sender, of the password, of the connection or by policy is the operator's to mend, and letters
 * wait for that. */
static KabSmtpResult
judge (const Sending *sending, long reply)
{
  gboolean about_letter =
    g_str_equal (sending->command, "RCPT") || g_str_equal (sending->command, "DATA");

  return about_letter && !sending->of_policy && reply >= 500 && reply <= 599 ? KAB_SMTP_REFUSED
                                                                             : KAB_SMTP_LATER;
}

KabSmtp *
kab_smtp_new (const char *url, const char *helo, int timeout, GError **error)
{
  g_autoptr (KabSmtp) self = g_new0 (KabSmtp, 1);
  g_autoptr (GUri) uri = NULL;
  gboolean insists = FALSE;
  gboolean implicit;
  gboolean loopback;
  const char *host;

  /* GUri's own message would repeat the URL, and the password with it. */
  uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_QUERY, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL || host[0] == '\0' || g_uri_get_fragment (uri) != NULL ||
      (g_uri_get_path (uri)[0] != '\0' && !g_str_equal (g_uri_get_path (uri), "/")))
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT, "%s",
                                               _ ("the mail server must be given as "
                                                  "smtp[s]://[user:password@]host[:port]")));
      return NULL;
    }
  if (!read_options (self, g_uri_get_query (uri), &insists, error))
    return NULL;

  implicit = g_ascii_strcasecmp (g_uri_get_scheme (uri), "smtps") == 0;
  loopback = kab_web_address_is_loopback (host);
  self->must_encrypt = insists || !loopback;
  self->any_certificate = loopback && !implicit && !insists && self->authorities == NULL;
  self->timeout = timeout;
  self->user = g_strdup (g_uri_get_user (uri));
  self->password = g_strdup (g_uri_get_password (uri));
  self->url = g_strdup_printf (strchr (host, ':') != NULL ? "%s://[%s]:%d/%s" : "%s://%s:%d/%s",
                               implicit ? "smtps" : "smtp", host,
                               g_uri_get_port (uri) > 0 ? g_uri_get_port (uri)
                               : implicit               ? 465
                                                        : 25,
                               helo);
  return g_steal_pointer (&self);
}

void
kab_smtp_close (KabSmtp *self)
{
  g_clear_pointer (&self->curl, curl_easy_cleanup);
}

void
kab_smtp_stop (KabSmtp *self)
{
  g_atomic_int_set (&self->stopped, TRUE);
}

void
kab_smtp_free (KabSmtp *self)
{
  if (self == NULL)
    return;
  kab_smtp_close (self);
  g_free (self->url);
  g_free (self->user);
  g_free (self->password);
  g_free (self->authorities);
  g_free (self);
}

KabSmtpResult
kab_smtp_send (KabSmtp *self,
               const KabMailAddress *sender,
               const KabMailAddress *recipient,
               const char *text,
               char **why)
{
  Sending sending = { text, strlen (text), &self->stopped, "", FALSE };
  struct curl_slist *recipients = NULL;
  CURLcode result;
  long reply = 0;

  g_return_val_if_fail (why != NULL && *why == NULL, KAB_SMTP_LATER);

  if (self->curl == NULL)
    self->curl = open_curl (self);
  if (self->curl == NULL)
    g_error ("out of memory");
  recipients = curl_slist_append (NULL, recipient->address);
  curl_easy_setopt (self->curl, CURLOPT_MAIL_FROM, sender->address);
  curl_easy_setopt (self->curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt (self->curl, CURLOPT_READDATA, &sending);
  curl_easy_setopt (self->curl, CURLOPT_DEBUGDATA, &sending);
  curl_easy_setopt (self->curl, CURLOPT_XFERINFODATA, &sending);
  result = curl_easy_perform (self->curl);
  curl_easy_getinfo (self->curl, CURLINFO_RESPONSE_CODE, &reply);
  curl_easy_setopt (self->curl, CURLOPT_MAIL_RCPT, NULL);
  curl_easy_setopt (self->curl, CURLOPT_DEBUGDATA, NULL);
  curl_easy_setopt (self->curl, CURLOPT_XFERINFODATA, NULL);
  curl_slist_free_all (recipients);
  if (result == CURLE_OK)
    return KAB_SMTP_SENT;

  *why = g_strdup_printf ("%s: %s, reply %ld",
                          sending.command[0] != '\0' ? sending.command : "connecting",
                          curl_easy_strerror (result), reply);
  /* After a failure the dialogue is in an unknown state. */
  kab_smtp_close (self);
  return judge (&sending, reply);
}
