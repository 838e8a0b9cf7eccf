/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-client-private.h"

/* The calls about accounts, and the operator's card. */

static gpointer
read_operator (KabJson *json, GError **error)
{
  return kab_operator_new_from_json (json, error);
}

static gpointer
read_account (KabJson *json, GError **error)
{
  return kab_account_new_from_json (json, error);
}

static gpointer
read_account_details (KabJson *json, GError **error)
{
  return kab_account_details_new_from_json (json, error);
}

static gpointer
read_statement (KabJson *json, GError **error)
{
  return kab_statement_new_from_json (json, error);
}

static gpointer
read_accounts (KabJson *json, GError **error)
{
  return kab_client_read_list (json, "accounts", read_account, error);
}

static gpointer
read_statements (KabJson *json, GError **error)
{
  return kab_client_read_list (json, "statements", read_statement, error);
}

/* "?from=2020-01&to=2020-02", of what there is. */
static char *
make_range (KabMonth from, KabMonth to)
{
  g_autofree char *first = kab_month_is_valid (from) ? kab_month_to_string (from) : NULL;
  g_autofree char *last = kab_month_is_valid (to) ? kab_month_to_string (to) : NULL;

  if (first != NULL && last != NULL)
    return g_strdup_printf ("?from=%s&to=%s", first, last);
  if (first != NULL)
    return g_strdup_printf ("?from=%s", first);
  if (last != NULL)
    return g_strdup_printf ("?to=%s", last);

  return g_strdup ("");
}

void
kab_client_get_operator_async (KabClient *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (KAB_IS_CLIENT (self));

  kab_client_call_async (self, kab_client_get_operator_async, "GET", "/operator", NULL,
                         read_operator, g_object_unref, cancellable, callback, user_data);
}

KabOperator *
kab_client_get_operator_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_get_operator_async, result, error);
}

void
kab_client_get_accounts_async (KabClient *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (KAB_IS_CLIENT (self));

  kab_client_call_async (self, kab_client_get_accounts_async, "GET", "/accounts", NULL,
                         read_accounts, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                         user_data);
}

GPtrArray *
kab_client_get_accounts_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_get_accounts_async, result, error);
}

void
kab_client_attach_async (KabClient *self,
                         const char *number,
                         gint64 receipt_amount,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (JsonBuilder) body = json_builder_new ();

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (number != NULL);

  json_builder_begin_object (body);
  kab_json_add_string (body, "number", number);
  kab_json_add_int (body, "receipt_amount", receipt_amount);
  json_builder_end_object (body);

  kab_client_call_async (self, kab_client_attach_async, "POST", "/accounts", body, read_account,
                         g_object_unref, cancellable, callback, user_data);
}

KabAccount *
kab_client_attach_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_attach_async, result, error);
}

void
kab_client_get_account_async (KabClient *self,
                              const char *number,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (number != NULL);

  path = kab_client_make_path ("/accounts/", number, NULL);
  kab_client_call_async (self, kab_client_get_account_async, "GET", path, NULL,
                         read_account_details, g_object_unref, cancellable, callback, user_data);
}

KabAccountDetails *
kab_client_get_account_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_get_account_async, result, error);
}

void
kab_client_set_label_async (KabClient *self,
                            const char *number,
                            const char *label,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonBuilder) body = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (number != NULL);
  g_return_if_fail (label != NULL);

  path = kab_client_make_path ("/accounts/", number, NULL);
  body = kab_client_make_body ("label", label, NULL);
  kab_client_call_async (self, kab_client_set_label_async, "PATCH", path, body, read_account,
                         g_object_unref, cancellable, callback, user_data);
}

KabAccount *
kab_client_set_label_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_set_label_async, result, error);
}

void
kab_client_detach_async (KabClient *self,
                         const char *number,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (number != NULL);

  path = kab_client_make_path ("/accounts/", number, NULL);
  kab_client_call_async (self, kab_client_detach_async, "DELETE", path, NULL, KAB_CLIENT_NO_MODEL,
                         NULL, cancellable, callback, user_data);
}

gboolean
kab_client_detach_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), FALSE);

  return kab_client_answer_finish (self, kab_client_detach_async, result, error);
}

void
kab_client_get_statements_async (KabClient *self,
                                 const char *number,
                                 KabMonth from,
                                 KabMonth to,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autofree char *range = NULL;
  g_autofree char *tail = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (number != NULL);

  range = make_range (from, to);
  tail = g_strconcat ("/statements", range, NULL);
  path = kab_client_make_path ("/accounts/", number, tail);
  kab_client_call_async (self, kab_client_get_statements_async, "GET", path, NULL, read_statements,
                         (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
kab_client_get_statements_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_get_statements_async, result, error);
}
