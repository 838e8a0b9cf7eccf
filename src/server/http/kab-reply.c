/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-reply.h"

static void
add_headers (const KabReply *self, SoupMessageHeaders *headers)
{
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Cache-Control",
                                self->cache != NULL ? self->cache : "no-store");
  if (self->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", self->content_type);
  if (self->etag != NULL)
    {
      soup_message_headers_replace (headers, "ETag", self->etag);
      soup_message_headers_replace (headers, "Accept-Ranges", "bytes");
    }
  if (self->disposition != NULL)
    soup_message_headers_replace (headers, "Content-Disposition", self->disposition);
  if (self->range != NULL)
    soup_message_headers_replace (headers, "Content-Range", self->range);
  if (self->allow != NULL)
    soup_message_headers_replace (headers, "Allow", self->allow);
  if (self->status == SOUP_STATUS_UNAUTHORIZED)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer");
  if (self->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%d", self->retry_after);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
  if (self->close)
    soup_message_headers_replace (headers, "Connection", "close");
}

/* libsoup takes the length away from a 204, as it must, and then believes that the reply lasts to
 * the end of the connection. */
static void
wrote_headers_cb (SoupServerMessage *message, gpointer data)
{
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_NONE);
}

void
kab_reply_set (const KabReply *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, self->status, NULL);
  add_headers (self, headers);
  if (self->body != NULL)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), self->body);
  if (self->status == SOUP_STATUS_NO_CONTENT)
    g_signal_connect (message, "wrote-headers", G_CALLBACK (wrote_headers_cb), NULL);
}

GBytes *
kab_reply_to_bytes (const KabReply *self)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);
  GByteArray *bytes = g_byte_array_new ();
  GString *text = g_string_new (NULL);
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;
  gsize length = 0;
  gconstpointer body = self->body != NULL ? g_bytes_get_data (self->body, &length) : NULL;

  add_headers (self, headers);
  soup_message_headers_replace (headers, "Date", date);
  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_headers_set_content_length (headers, (goffset) length);
  g_string_append_printf (text, "HTTP/1.1 %u %s\r\n", self->status,
                          soup_status_get_phrase (self->status));
  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    g_string_append_printf (text, "%s: %s\r\n", name, value);
  g_string_append (text, "\r\n");
  g_byte_array_append (bytes, (const guint8 *) text->str, (guint) text->len);
  if (length > 0)
    g_byte_array_append (bytes, body, (guint) length);
  g_string_free (text, TRUE);
  return g_byte_array_free_to_bytes (bytes);
}
