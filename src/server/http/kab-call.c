/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-call.h"

#include "kab-error.h"
#include "kab-log.h"
#include "kab-money.h"
#include "kab-routes.h"

/* What a caller, or a balancer, is told to wait while the database does not answer. */
#define DATABASE_RETRY_AFTER 5

static const char *
why_refused (KabCall *self, const char *member)
{
  gsize length;
  const char *data = g_bytes_get_data (self->body, &length);
  g_autoptr (KabJson) again = kab_json_new (data, (gssize) length);

  return kab_json_has (again, member) ? "bad_format" : "missing";
}

static gboolean
read_body (KabCall *self, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (self->body, &length);

  self->json = kab_json_new (data != NULL ? data : "", (gssize) length);
  return kab_call_input_ok (self, error);
}

static gboolean
answer (KabCall *self, GError **error)
{
  const KabRoute *route = self->route;

  if (route->flags & KAB_ROUTE_SIGNED_IN)
    {
      if (self->token == NULL)
        {
          g_propagate_error (error,
                             kab_error_new (KAB_ERROR_SESSION_EXPIRED, "No token was given"));
          return FALSE;
        }
      if (!kab_rules_authorise (self->rules, self->token, &self->visitor, error))
        return FALSE;
    }
  if ((route->flags & KAB_ROUTE_BODY) && !read_body (self, error))
    return FALSE;
  return route->handler (self, error);
}

/* @text (out) (transfer full): NULL when the query has it not. FALSE: the query is none. */
static gboolean
get_query (KabCall *self, const char *name, char **text)
{
  g_autoptr (GHashTable) parameters = NULL;

  *text = NULL;
  if (self->query == NULL)
    return TRUE;
  parameters = g_uri_parse_params (self->query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  if (parameters == NULL)
    return FALSE;
  *text = g_strdup (g_hash_table_lookup (parameters, name));
  return TRUE;
}

/* Always FALSE. */
static gboolean
refuse_query (const char *name, const char *what, GError **error)
{
  GError *refusal = kab_error_new (KAB_ERROR_INVALID_INPUT, "“%s” must be %s", name, what);

  kab_error_add_field (refusal, name, "bad_format");
  g_propagate_error (error, refusal);
  return FALSE;
}

KabCall *
kab_call_new (const KabRoute *route)
{
  KabCall *self = g_new0 (KabCall, 1);

  self->route = route;
  return self;
}

void
kab_call_free (KabCall *self)
{
  g_strfreev (self->parameters);
  g_free (self->query);
  g_free (self->token);
  g_free (self->address);
  g_free (self->client);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->json, kab_json_free);
  kab_visitor_clear (&self->visitor);
  kab_wanted_clear (&self->wanted);
  g_free (self->reply);
  g_clear_pointer (&self->content, kab_content_free);
  g_free (self);
}

void
kab_call_run (KabCall *self, KabRules *rules, KabStore *store)
{
  g_autoptr (GError) error = NULL;

  self->rules = rules;
  self->store = store;
  self->caller.address = self->address;
  self->caller.client = self->client;
  if (!answer (self, &error))
    kab_call_answer_error (self, error);
}

void
kab_call_answer (KabCall *self, guint status, JsonBuilder *builder)
{
  g_autofree char *json = kab_json_to_string (builder);

  kab_call_answer_text (self, status, json);
}

void
kab_call_answer_text (KabCall *self, guint status, const char *json)
{
  g_free (self->reply);
  self->reply = g_strdup (json);
  self->status = status;
}

void
kab_call_answer_content (KabCall *self, KabContent *content)
{
  self->content = content;
  self->status = 200;
}

void
kab_call_answer_nothing (KabCall *self)
{
  self->status = 204;
}

void
kab_call_answer_error (KabCall *self, const GError *error)
{
  g_autoptr (GError) told = NULL;

  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_BILLING_UNAVAILABLE))
    {
      told = kab_error_new (KAB_ERROR_BILLING_UNAVAILABLE, "The database does not answer");
      kab_error_set_retry_after (told, DATABASE_RETRY_AFTER);
    }
  else if (error->domain != KAB_ERROR || kab_error_code_to_word (error->code) == NULL ||
           error->code == KAB_ERROR_INTERNAL)
    told = kab_error_new (KAB_ERROR_INTERNAL, "%s", "");
  if (told != NULL)
    {
      kab_log_fault ("%s %s: %s", self->route != NULL ? self->route->method : "-",
                     self->route != NULL ? self->route->pattern : "-", error->message);
      error = told;
    }
  g_free (self->reply);
  self->reply = kab_error_to_problem_json (error);
  self->status = kab_error_get_status (error);
  self->is_problem = TRUE;
  self->retry_after = kab_error_get_retry_after (error);
}

gboolean
kab_call_input_ok (KabCall *self, GError **error)
{
  g_autoptr (GError) fault = NULL;
  const char *member;
  GError *refusal;

  if (kab_json_finish (self->json, &fault))
    return TRUE;
  refusal = kab_error_new (KAB_ERROR_INVALID_INPUT, "%s", fault->message);
  member = kab_json_get_failed_member (self->json);
  if (member != NULL && *member != '\0')
    kab_error_add_field (refusal, member, why_refused (self, member));
  g_propagate_error (error, refusal);
  return FALSE;
}

gboolean
kab_call_get_query_month (KabCall *self, const char *name, KabMonth *month, GError **error)
{
  g_autofree char *text = NULL;

  *month = KAB_MONTH_NONE;
  if (!get_query (self, name, &text))
    return refuse_query (name, "a month, YYYY-MM", error);

  return text == NULL || kab_month_parse (text, month, NULL) ||
         refuse_query (name, "a month, YYYY-MM", error);
}

gboolean
kab_call_get_query_amount (KabCall *self, const char *name, gint64 *amount, GError **error)
{
  g_autofree char *text = NULL;

  *amount = 0;
  if (!get_query (self, name, &text))
    return refuse_query (name, "an amount in kopecks", error);

  return text == NULL ||
         (g_ascii_isdigit (*text) &&
          g_ascii_string_to_signed (text, 10, 1, KAB_MONEY_MAX, amount, NULL)) ||
         refuse_query (name, "an amount in kopecks", error);
}
