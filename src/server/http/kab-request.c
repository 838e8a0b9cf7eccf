/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-request.h"

#include "kab-error.h"

#define HEADERS_MAX (16 * 1024)
#define TARGET_MAX  1024

static gsize
measure (SoupMessageHeaders *headers)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;
  gsize size = 0;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    size += strlen (name) + strlen (value) + 4;
  return size;
}

static gboolean
is_json (SoupMessageHeaders *headers)
{
  g_autoptr (GHashTable) parameters = NULL;
  const char *type = soup_message_headers_get_content_type (headers, &parameters);
  const char *charset = parameters != NULL ? g_hash_table_lookup (parameters, "charset") : NULL;

  return type != NULL && g_ascii_strcasecmp (type, "application/json") == 0 &&
         (charset == NULL || g_ascii_strcasecmp (charset, "utf-8") == 0);
}

static GError *
refuse_path (const char *allow)
{
  GError *error;

  if (allow == NULL)
    return kab_error_new (KAB_ERROR_NOT_FOUND, "There is no such path");
  error = kab_error_new (KAB_ERROR_UNSUPPORTED, "The path does not have this method");
  kab_error_set_status (error, SOUP_STATUS_METHOD_NOT_ALLOWED);
  return error;
}

static GError *
find_fault (SoupMessageHeaders *headers, const KabRoute *route, const char *allow)
{
  if (route == NULL)
    return refuse_path (allow);
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > KAB_REQUEST_BODY_MAX)
    return kab_error_new (KAB_ERROR_TOO_LARGE, "The body is larger than %d bytes",
                          KAB_REQUEST_BODY_MAX);
  if ((route->flags & KAB_ROUTE_BODY) && !is_json (headers))
    return kab_error_new (KAB_ERROR_UNSUPPORTED, "The body must be application/json");
  return NULL;
}

const char *
kab_request_get_method (SoupServerMessage *message)
{
  static const char *const known[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" };
  const char *method = soup_server_message_get_method (message);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (method, known[i]) == 0)
      return known[i];
  return "-";
}

gboolean
kab_request_is_ambiguous (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *length = soup_message_headers_get_list (headers, "Content-Length");

  return length != NULL && (strchr (length, ',') != NULL ||
                            soup_message_headers_get_list (headers, "Transfer-Encoding") != NULL);
}

KabCall *
kab_request_read_head (SoupServerMessage *message,
                       const KabRoute **route,
                       char **allow,
                       GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  const char *path = g_uri_get_path (uri);
  const char *query = g_uri_get_query (uri);
  g_auto (GStrv) parameters = NULL;
  GError *fault;
  KabCall *call;

  *route = NULL;
  *allow = NULL;
  if (strlen (path) + (query != NULL ? strlen (query) : 0) > TARGET_MAX ||
      measure (headers) > HEADERS_MAX)
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_TOO_LARGE,
                                               "The headers or the target are too large"));
      return NULL;
    }
  *route = kab_routes_find (kab_request_get_method (message), path, &parameters, allow);
  fault = find_fault (headers, *route, *allow);
  if (fault != NULL)
    {
      g_propagate_error (error, fault);
      return NULL;
    }
  call = kab_call_new (*route);
  call->parameters = g_steal_pointer (&parameters);
  call->query = g_strdup (query);
  call->wanted.if_none_match = g_strdup (soup_message_headers_get_list (headers, "If-None-Match"));
  /* HEAD is about the whole (RFC 9110, 14.2). */
  if (g_str_equal (kab_request_get_method (message), "GET"))
    {
      call->wanted.range = g_strdup (soup_message_headers_get_list (headers, "Range"));
      call->wanted.if_range = g_strdup (soup_message_headers_get_one (headers, "If-Range"));
    }
  return call;
}

void
kab_request_read_body (SoupServerMessage *message, KabCall *call)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");
  const char *client = soup_message_headers_get_one (headers, "User-Agent");
  const char *address = soup_server_message_get_remote_host (message);

  if (authorization != NULL && g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0)
    call->token = g_strstrip (g_strdup (authorization + 7));
  call->client = g_utf8_make_valid (client != NULL ? client : "", -1);
  call->address = g_strdup (address != NULL ? address : "");
  if (call->route->flags & KAB_ROUTE_BODY)
    call->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
}
