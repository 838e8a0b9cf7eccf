/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-error.h"
#include "kab-web-address.h"

/* What is escaped in a path or a query stays so; the usual port need not be there. */
#define URI_FLAGS                                                                    \
  (G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY | \
   G_URI_FLAGS_ENCODED_FRAGMENT | G_URI_FLAGS_SCHEME_NORMALIZE)

gboolean
kab_web_address_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* By now a name of other letters is written with these; "%" is in the scope of an address. */
static gboolean
is_host (const char *host)
{
  return host != NULL && *host != '\0' &&
         strspn (host, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS ".-_:%") == strlen (host);
}

GUri *
kab_web_address_parse (const char *text, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  const char *scheme, *host, *path;

  g_return_val_if_fail (text != NULL, NULL);

  uri = g_uri_parse (text, URI_FLAGS, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  path = uri != NULL ? g_uri_get_path (uri) : "";

  if ((!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")) || !is_host (host) ||
      (*path != '\0' && !g_str_equal (path, "/")) || g_uri_get_userinfo (uri) != NULL ||
      g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_propagate_error (error,
                         kab_error_new (KAB_ERROR_FORMAT,
                                        "the server is not of the form https://host[:port]"));
      return NULL;
    }

  if (g_str_equal (scheme, "http") && !kab_web_address_is_loopback (host))
    {
      g_propagate_error (error,
                         kab_error_new (KAB_ERROR_INSECURE,
                                        "plain http is for this machine only, not for %s", host));
      return NULL;
    }

  return g_steal_pointer (&uri);
}

char *
kab_web_address_normalise (const char *text, GError **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *host = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *scheme;
  int usual;

  g_return_val_if_fail (text != NULL, NULL);

  stripped = g_strstrip (g_strdup (text));
  uri = kab_web_address_parse (stripped, error);
  if (uri == NULL)
    return NULL;

  scheme = g_uri_get_scheme (uri);
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  usual = g_str_equal (scheme, "https") ? 443 : 80;

  return g_uri_join (G_URI_FLAGS_NONE, scheme, NULL, host,
                     g_uri_get_port (uri) != usual ? g_uri_get_port (uri) : -1, "", NULL, NULL);
}
