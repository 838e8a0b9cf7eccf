/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-routes.h"

typedef struct
{
  const char *name;
  const char *method;
  const char *path;
  const char *pattern;    /* NULL: no route */
  const char *parameters; /* joined with "+" */
  const char *allow;
} Case;

static const Case cases[] = {
  { "plain", "GET", "/healthz", "/healthz", NULL, NULL },
  { "head", "HEAD", "/healthz", "/healthz", NULL, NULL },
  { "nowhere", "GET", "/", NULL, NULL, NULL },
  { "empty", "GET", "", NULL, NULL, NULL },
  { "asterisk", "OPTIONS", "*", NULL, NULL, NULL },
  { "longer", "GET", "/healthz/", NULL, NULL, NULL },
  { "shorter", "GET", "/health", NULL, NULL, NULL },
  { "other-method", "PUT", "/api/v1/accounts", NULL, NULL, "GET, HEAD, POST, OPTIONS" },
  { "options", "OPTIONS", "/api/v1/profile", NULL, NULL, "GET, HEAD, PATCH, DELETE, OPTIONS" },
  { "number", "GET", "/api/v1/accounts/123543566", "/api/v1/accounts/{number}", "123543566", NULL },
  { "number-and-more", "GET", "/api/v1/accounts/00-1/statements",
    "/api/v1/accounts/{number}/statements", "00-1", NULL },
  { "escaped", "GET", "/api/v1/accounts/%D0%901", "/api/v1/accounts/{number}", "А1", NULL },
  { "escaped-slash", "GET", "/api/v1/accounts/a%2Fb", "/api/v1/accounts/{number}", "a/b", NULL },
  { "no-utf8", "GET", "/api/v1/accounts/%ff", NULL, NULL, NULL },
  { "zero", "GET", "/api/v1/accounts/%00", NULL, NULL, NULL },
  { "half-escaped", "GET", "/api/v1/accounts/%4", NULL, NULL, NULL },
  { "no-number", "GET", "/api/v1/accounts/", NULL, NULL, NULL },
  { "no-number-and-more", "GET", "/api/v1/accounts//statements", NULL, NULL, NULL },
  { "too-deep", "GET", "/api/v1/accounts/1/statements/2", NULL, NULL, NULL },
  { "two", "GET", "/api/v1/accounts/1%2F2/receipts/2020-02",
    "/api/v1/accounts/{number}/receipts/{month}", "1/2+2020-02", NULL },
  { "two-but-one", "GET", "/api/v1/accounts/1/receipts/", NULL, NULL, NULL },
  { "two-but-the-other", "GET", "/api/v1/accounts//receipts/2020-02", NULL, NULL, NULL },
  { "one-of-two", "GET", "/api/v1/accounts/1/receipts", "/api/v1/accounts/{number}/receipts", "1",
    NULL },
  { "current", "DELETE", "/api/v1/sessions/current", "/api/v1/sessions/current", NULL, NULL },
  { "other-session", "DELETE", "/api/v1/sessions/currents", "/api/v1/sessions/{id}", "currents",
    NULL },
  { "current-other-method", "GET", "/api/v1/sessions/current", NULL, NULL, "DELETE, OPTIONS" },
  { "case", "get", "/healthz", NULL, NULL, "GET, HEAD, OPTIONS" },
};

static void
test_find (gconstpointer data)
{
  const Case *wanted = data;
  g_auto (GStrv) parameters = NULL;
  g_autofree char *allow = NULL;
  g_autofree char *joined = NULL;
  const KabRoute *route = kab_routes_find (wanted->method, wanted->path, &parameters, &allow);

  g_assert_cmpstr (route != NULL ? route->pattern : NULL, ==, wanted->pattern);
  g_assert_cmpint (parameters != NULL, ==, route != NULL);
  joined = parameters != NULL ? g_strjoinv ("+", parameters) : NULL;
  g_assert_cmpstr (joined != NULL ? joined : "", ==,
                   wanted->parameters != NULL ? wanted->parameters : "");
  g_assert_cmpstr (allow, ==, wanted->allow);
}

static void
test_long_parameter (void)
{
  g_autofree char *number = g_strnfill (4096, '1');
  g_autofree char *path = g_strconcat ("/api/v1/accounts/", number, NULL);
  g_auto (GStrv) parameters = NULL;
  g_autofree char *allow = NULL;

  g_assert_null (kab_routes_find ("GET", path, &parameters, &allow));
  g_assert_null (allow);
}

/* What the rest of the service takes for granted of the table. */
static void
test_table (void)
{
  for (const KabRoute *route = kab_routes; route->method != NULL; route++)
    {
      g_test_message ("%s %s", route->method, route->pattern);
      g_assert_true (g_str_has_prefix (route->pattern, "/"));
      g_assert_cmpint (route->handler == NULL, ==, (route->flags & KAB_ROUTE_FIXED) != 0);
      for (const KabRoute *other = route + 1; other->method != NULL; other++)
        g_assert_false (g_str_equal (route->method, other->method) &&
                        g_str_equal (route->pattern, other->pattern));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/routes/find/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_find);
    }
  g_test_add_func ("/routes/long-parameter", test_long_parameter);
  g_test_add_func ("/routes/table", test_table);
  return g_test_run ();
}
