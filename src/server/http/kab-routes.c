/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-routes.h"

#include "kab-handlers.h"

/* Longer than any number or id the contract has. */
#define PARAMETER_MAX 128

#define V1 "/api/v1"

const KabRoute kab_routes[] = {
  { "GET", "/healthz", 0, kab_handle_healthz },
  { "GET", V1 "/openapi.yaml", KAB_ROUTE_FIXED, NULL },
  { "GET", V1 "/operator", KAB_ROUTE_FIXED, NULL },

  { "POST", V1 "/registrations", KAB_ROUTE_BODY | KAB_ROUTE_SLOW, kab_handle_register },
  { "POST", V1 "/registrations/code", KAB_ROUTE_BODY, kab_handle_resend_code },
  { "POST", V1 "/registrations/confirmation", KAB_ROUTE_BODY, kab_handle_confirm },

  { "POST", V1 "/sessions", KAB_ROUTE_BODY | KAB_ROUTE_SLOW, kab_handle_sign_in },
  { "GET", V1 "/sessions", KAB_ROUTE_SIGNED_IN, kab_handle_list_sessions },
  { "DELETE", V1 "/sessions/current", KAB_ROUTE_SIGNED_IN, kab_handle_end_session },
  { "DELETE", V1 "/sessions/{id}", KAB_ROUTE_SIGNED_IN, kab_handle_end_session },

  { "POST", V1 "/password-resets", KAB_ROUTE_BODY, kab_handle_request_reset },
  { "POST", V1 "/password-resets/confirmation", KAB_ROUTE_BODY | KAB_ROUTE_SLOW,
    kab_handle_confirm_reset },

  { "GET", V1 "/profile", KAB_ROUTE_SIGNED_IN, kab_handle_get_profile },
  { "PATCH", V1 "/profile", KAB_ROUTE_SIGNED_IN | KAB_ROUTE_BODY, kab_handle_update_profile },
  { "DELETE", V1 "/profile", KAB_ROUTE_SIGNED_IN | KAB_ROUTE_BODY | KAB_ROUTE_SLOW,
    kab_handle_delete_profile },
  { "PUT", V1 "/profile/password", KAB_ROUTE_SIGNED_IN | KAB_ROUTE_BODY | KAB_ROUTE_SLOW,
    kab_handle_change_password },
  { "GET", V1 "/profile/data", KAB_ROUTE_SIGNED_IN, kab_handle_export_data },

  { "GET", V1 "/accounts", KAB_ROUTE_SIGNED_IN, kab_handle_list_accounts },
  { "POST", V1 "/accounts", KAB_ROUTE_SIGNED_IN | KAB_ROUTE_BODY, kab_handle_attach },
  { "GET", V1 "/accounts/{number}", KAB_ROUTE_SIGNED_IN, kab_handle_get_account },
  { "PATCH", V1 "/accounts/{number}", KAB_ROUTE_SIGNED_IN | KAB_ROUTE_BODY, kab_handle_set_label },
  { "DELETE", V1 "/accounts/{number}", KAB_ROUTE_SIGNED_IN, kab_handle_detach },
  { "GET", V1 "/accounts/{number}/statements", KAB_ROUTE_SIGNED_IN, kab_handle_list_statements },
  { "GET", V1 "/accounts/{number}/payments", KAB_ROUTE_SIGNED_IN, kab_handle_list_payments },
  { "GET", V1 "/accounts/{number}/payment-code", KAB_ROUTE_SIGNED_IN, kab_handle_get_payment_code },
  { "GET", V1 "/accounts/{number}/receipts", KAB_ROUTE_SIGNED_IN, kab_handle_list_receipts },
  { "GET", V1 "/accounts/{number}/receipts/{month}", KAB_ROUTE_SIGNED_IN, kab_handle_get_receipt },
  { NULL },
};

/* A part of the path, up to the next slash, as it is meant; NULL when it is none. */
static char *
take_parameter (const char *path, gsize *length)
{
  g_autofree char *taken = NULL;

  *length = strcspn (path, "/");
  if (*length == 0 || *length > PARAMETER_MAX)
    return NULL;
  taken = g_uri_unescape_segment (path, path + *length, NULL);
  return taken != NULL && g_utf8_validate (taken, -1, NULL) ? g_steal_pointer (&taken) : NULL;
}

/* Walks pattern and path side by side. */
static gboolean
matches (const char *pattern, const char *path, GStrv *parameters)
{
  g_autoptr (GStrvBuilder) taken = g_strv_builder_new ();

  while (*pattern != '\0' && *path != '\0')
    {
      if (*pattern == '{')
        {
          gsize length;
          g_autofree char *parameter = take_parameter (path, &length);

          if (parameter == NULL)
            return FALSE;
          g_strv_builder_add (taken, parameter);
          path += length;
          pattern = strchr (pattern, '}') + 1;
        }
      else if (*pattern++ != *path++)
        return FALSE;
    }
  if (*pattern != '\0' || *path != '\0')
    return FALSE;
  *parameters = g_strv_builder_end (taken);
  return TRUE;
}

static void
allow_method (GString *allow, const char *method)
{
  g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", method);
  if (g_str_equal (method, "GET"))
    g_string_append (allow, ", HEAD");
}

const KabRoute *
kab_routes_find (const char *method, const char *path, GStrv *parameters, char **allow)
{
  g_autoptr (GString) others = g_string_new (NULL);
  const char *wanted = g_str_equal (method, "HEAD") ? "GET" : method;
  const char *first = NULL;

  *parameters = NULL;
  *allow = NULL;
  for (const KabRoute *route = kab_routes; route->method != NULL; route++)
    {
      g_auto (GStrv) taken = NULL;

      if (!matches (route->pattern, path, &taken))
        continue;
      /* The first pattern that fits is the path's: /sessions/current is no {id}. */
      if (first == NULL)
        first = route->pattern;
      if (!g_str_equal (first, route->pattern))
        continue;
      if (g_str_equal (route->method, wanted))
        {
          *parameters = g_steal_pointer (&taken);
          return route;
        }
      allow_method (others, route->method);
    }
  if (first != NULL)
    {
      g_string_append (others, ", OPTIONS");
      *allow = g_string_free (g_steal_pointer (&others), FALSE);
    }
  return NULL;
}
