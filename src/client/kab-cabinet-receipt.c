/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-cabinet-private.h"
#include "kab-file.h"

/* Receipts as files, and payment codes. */

#define MAX_RECEIPT_SIZE (200 * 1024 * 1024)

static gboolean
is_chosen (KabCabinet *self, const char *number)
{
  return self->chosen != NULL && g_str_equal (kab_account_get_number (self->chosen), number);
}

static gboolean
is_what_was_said (KabDownload *download, KabReceipt *receipt)
{
  return (gint64) g_bytes_get_size (download->bytes) == kab_receipt_get_size (receipt) &&
         g_str_equal (download->sha256, kab_receipt_get_sha256 (receipt));
}

/* What the service says of this month by now, where that is known without asking again. */
static gboolean
is_what_is_listed (KabCabinet *self, const char *number, KabMonth month, KabDownload *download)
{
  GListModel *receipts = G_LIST_MODEL (self->receipts);

  if (!is_chosen (self, number))
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (receipts); i++)
    {
      g_autoptr (KabReceipt) receipt = g_list_model_get_item (receipts, i);

      if (kab_month_compare (kab_receipt_get_month (receipt), month) == 0)
        return is_what_was_said (download, receipt);
    }

  return FALSE;
}

static void
return_download (GTask *task, KabDownload *download)
{
  KabCabinet *self = g_task_get_source_object (task);

  kab_receipt_cache_put (self->cache, download->sha256, download->bytes);
  g_task_return_pointer (task, g_bytes_ref (download->bytes), (GDestroyNotify) g_bytes_unref);
}

static void
return_mismatch (GTask *task)
{
  g_task_return_error (task, kab_error_new (KAB_ERROR_CHECKSUM,
                                            "the receipt is not of the size and sha256 listed"));
}

/* The list is as the service has it now: it tells whether the receipt is. */
static void
listed_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabCabinet *self = g_task_get_source_object (task);
  KabOperation *operation = g_task_get_task_data (task);
  KabMonth month = kab_receipt_get_month (operation->receipt);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) receipts =
    kab_client_get_receipts_finish (KAB_CLIENT (source), result, &error);

  if (!kab_cabinet_take_reply (task, error))
    return;

  if (is_chosen (self, operation->id))
    {
      kab_cabinet_stop_load (self, KAB_PART_RECEIPTS);
      kab_cabinet_put_receipts (self, receipts);
      kab_cabinet_loaded (self, KAB_PART_RECEIPTS);
    }

  for (guint i = 0; i < receipts->len; i++)
    if (kab_month_compare (kab_receipt_get_month (receipts->pdata[i]), month) == 0 &&
        is_what_was_said (operation->download, receipts->pdata[i]))
      {
        return_download (task, operation->download);
        return;
      }

  return_mismatch (task);
}

static void
downloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabCabinet *self = g_task_get_source_object (task);
  KabOperation *operation = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabDownload) download =
    kab_client_get_receipt_finish (KAB_CLIENT (source), result, &error);

  if (!kab_cabinet_take_reply (task, error))
    return;

  if (is_what_was_said (download, operation->receipt) ||
      is_what_is_listed (self, operation->id, kab_receipt_get_month (operation->receipt), download))
    return_download (task, download);
  else if (download->etag == NULL ||
           g_str_equal (download->etag, kab_receipt_get_sha256 (operation->receipt)))
    return_mismatch (task);
  else
    {
      /* By its tag it is another than the one that was listed: issued anew meanwhile. */
      operation->download = g_steal_pointer (&download);
      kab_client_get_receipts_async (self->client, operation->id, g_task_get_cancellable (task),
                                     listed_again_cb, g_object_ref (task));
    }
}

static void
receipt_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (kab_file_write_finish (G_FILE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, kab_file_take_error (error));
}

static void
got_receipt_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabOperation *operation = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = kab_cabinet_get_receipt_finish (KAB_CABINET (source), result, &error);

  if (bytes == NULL)
    g_task_return_error (task, error);
  else
    kab_file_write_async (operation->file, bytes, TRUE, g_task_get_cancellable (task),
                          receipt_written_cb, g_object_ref (task));
}

static void
got_payment_code_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabOperation *operation = g_task_get_task_data (task);
  gint64 asked = operation->amount;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    kab_client_get_payment_code_finish (KAB_CLIENT (source), result, &operation->amount, &error);

  if (error == NULL && asked > 0 && operation->amount != asked)
    error = kab_error_new (KAB_ERROR_BAD_REPLY, "amount: is not the amount asked for");

  if (kab_cabinet_take_reply (task, error))
    g_task_return_pointer (task, g_steal_pointer (&text), g_free);
}

/* FALSE when no account is chosen: @task (transfer full) has returned then. */
static gboolean
need_chosen (KabCabinet *self, GTask *task)
{
  if (self->chosen != NULL)
    return TRUE;

  g_task_return_error (task, kab_error_new (KAB_ERROR_NOT_FOUND, "no account is chosen"));
  g_object_unref (task);

  return FALSE;
}

/* Takes @task over. */
static void
fetch_receipt (KabCabinet *self, GTask *task, const char *number, KabReceipt *receipt)
{
  KabOperation *operation = g_task_get_task_data (task);
  g_autoptr (GBytes) kept = kab_receipt_cache_get (self->cache, kab_receipt_get_sha256 (receipt));

  operation->id = g_strdup (number);
  operation->receipt = g_object_ref (receipt);

  if (kept != NULL)
    g_task_return_pointer (task, g_steal_pointer (&kept), (GDestroyNotify) g_bytes_unref);
  else if (kab_receipt_get_size (receipt) > MAX_RECEIPT_SIZE)
    g_task_return_error (task, kab_error_new (KAB_ERROR_BAD_REPLY, "the receipt is over %d bytes",
                                              MAX_RECEIPT_SIZE));
  else
    {
      kab_client_get_receipt_async (self->client, number, kab_receipt_get_month (receipt),
                                    MAX_RECEIPT_SIZE, g_task_get_cancellable (task), downloaded_cb,
                                    task);
      return;
    }

  g_object_unref (task);
}

void
kab_cabinet_fetch_receipt_async (KabCabinet *self,
                                 const char *number,
                                 KabReceipt *receipt,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  fetch_receipt (self,
                 kab_cabinet_begin (self, kab_cabinet_fetch_receipt_async, cancellable, callback,
                                    user_data),
                 number, receipt);
}

GBytes *
kab_cabinet_fetch_receipt_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_cabinet_fetch_receipt_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kab_cabinet_get_receipt_async (KabCabinet *self,
                               KabReceipt *receipt,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (KAB_IS_RECEIPT (receipt));

  task = kab_cabinet_begin (self, kab_cabinet_get_receipt_async, cancellable, callback, user_data);
  if (need_chosen (self, task))
    fetch_receipt (self, task, kab_account_get_number (self->chosen), receipt);
}

GBytes *
kab_cabinet_get_receipt_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_cabinet_get_receipt_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kab_cabinet_save_receipt_async (KabCabinet *self,
                                KabReceipt *receipt,
                                GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  KabOperation *operation;
  GTask *task;

  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (KAB_IS_RECEIPT (receipt));
  g_return_if_fail (G_IS_FILE (file));

  task = kab_cabinet_begin (self, kab_cabinet_save_receipt_async, cancellable, callback, user_data);
  operation = g_task_get_task_data (task);
  operation->file = g_object_ref (file);
  kab_cabinet_get_receipt_async (self, receipt, cancellable, got_receipt_cb, task);
}

gboolean
kab_cabinet_save_receipt_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_save_receipt_async, result, error);
}

void
kab_cabinet_get_payment_code_async (KabCabinet *self,
                                    gint64 amount,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  KabOperation *operation;
  GTask *task;

  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (amount >= 0);

  task =
    kab_cabinet_begin (self, kab_cabinet_get_payment_code_async, cancellable, callback, user_data);
  if (!need_chosen (self, task))
    return;

  operation = g_task_get_task_data (task);
  operation->amount = amount;
  kab_client_get_payment_code_async (self->client, kab_account_get_number (self->chosen), amount,
                                     cancellable, got_payment_code_cb, task);
}

char *
kab_cabinet_get_payment_code_finish (KabCabinet *self,
                                     GAsyncResult *result,
                                     gint64 *amount,
                                     GError **error)
{
  KabOperation *operation;
  char *text;

  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_cabinet_get_payment_code_async),
                        NULL);

  operation = g_task_get_task_data (G_TASK (result));
  text = g_task_propagate_pointer (G_TASK (result), error);
  if (text != NULL && amount != NULL)
    *amount = operation->amount;

  return text;
}
