/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-client-private.h"

/* The calls about what was paid, and how to: payments, receipts, payment codes. */

static gpointer
read_payment (KabJson *json, GError **error)
{
  return kab_payment_new_from_json (json, error);
}

static gpointer
read_receipt (KabJson *json, GError **error)
{
  return kab_receipt_new_from_json (json, error);
}

static gpointer
read_payments (KabJson *json, GError **error)
{
  return kab_client_read_list (json, "payments", read_payment, error);
}

static gpointer
read_receipts (KabJson *json, GError **error)
{
  return kab_client_read_list (json, "receipts", read_receipt, error);
}

void
kab_client_get_payments_async (KabClient *self,
                               const char *number,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (number != NULL);

  path = kab_client_make_path ("/accounts/", number, "/payments");
  kab_client_call_async (self, kab_client_get_payments_async, "GET", path, NULL, read_payments,
                         (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
kab_client_get_payments_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_get_payments_async, result, error);
}

void
kab_client_get_receipts_async (KabClient *self,
                               const char *number,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autofree char *path = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (number != NULL);

  path = kab_client_make_path ("/accounts/", number, "/receipts");
  kab_client_call_async (self, kab_client_get_receipts_async, "GET", path, NULL, read_receipts,
                         (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
kab_client_get_receipts_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_get_receipts_async, result, error);
}
