/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-client-private.h"
#include "kab-money.h"

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

typedef struct
{
  char *text;
  gint64 amount;
} PaymentCode;

static void
payment_code_free (PaymentCode *code)
{
  g_free (code->text);
  g_free (code);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PaymentCode, payment_code_free)

/* An amount of nothing is for the payer to fill in. */
static gpointer
read_payment_code (KabJson *json, GError **error)
{
  g_autoptr (PaymentCode) code = g_new0 (PaymentCode, 1);

  code->text = kab_json_get_string (json, "text");
  code->amount = kab_json_get_int (json, "amount", 0, KAB_MONEY_MAX);

  return kab_json_finish (json, error) ? g_steal_pointer (&code) : NULL;
}

static void
downloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  KabDownload *download = kab_transport_download_finish (KAB_TRANSPORT (source), result, &error);

  if (download != NULL)
    g_task_return_pointer (task, download, (GDestroyNotify) kab_download_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
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

void
kab_client_get_receipt_async (KabClient *self,
                              const char *number,
                              KabMonth month,
                              gsize limit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *text = NULL;
  g_autofree char *tail = NULL;
  g_autofree char *path = NULL;
  GTask *task;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (number != NULL);

  text = kab_month_to_string (month);
  tail = g_strconcat ("/receipts/", text, NULL);
  path = kab_client_make_path ("/accounts/", number, tail);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kab_client_get_receipt_async);
  kab_transport_download_async (kab_client_get_transport (self), path, "application/pdf", limit,
                                cancellable, downloaded_cb, task);
}

KabDownload *
kab_client_get_receipt_finish (KabClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return kab_client_call_finish (self, kab_client_get_receipt_async, result, error);
}

void
kab_client_get_payment_code_async (KabClient *self,
                                   const char *number,
                                   gint64 amount,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autofree char *tail = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (KAB_IS_CLIENT (self));
  g_return_if_fail (number != NULL);
  g_return_if_fail (amount >= 0);

  tail = amount > 0 ? g_strdup_printf ("/payment-code?amount=%" G_GINT64_FORMAT, amount)
                    : g_strdup ("/payment-code");
  path = kab_client_make_path ("/accounts/", number, tail);
  kab_client_call_async (self, kab_client_get_payment_code_async, "GET", path, NULL,
                         read_payment_code, (GDestroyNotify) payment_code_free, cancellable,
                         callback, user_data);
}

char *
kab_client_get_payment_code_finish (KabClient *self,
                                    GAsyncResult *result,
                                    gint64 *amount,
                                    GError **error)
{
  g_autoptr (PaymentCode) code = NULL;

  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  code = kab_client_call_finish (self, kab_client_get_payment_code_async, result, error);
  if (code == NULL)
    return NULL;

  if (amount != NULL)
    *amount = code->amount;

  return g_steal_pointer (&code->text);
}
