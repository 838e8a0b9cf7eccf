/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-receipt.h"

#define SHA256_LENGTH 64

struct _KabReceipt
{
  GObject parent_instance;

  KabMonth month;
  gint64 total;
  GDateTime *issued_at;
  gint64 size;
  char *sha256;
};

G_DEFINE_FINAL_TYPE (KabReceipt, kab_receipt, G_TYPE_OBJECT)

static void
kab_receipt_finalize (GObject *object)
{
  KabReceipt *self = KAB_RECEIPT (object);

  g_clear_pointer (&self->issued_at, g_date_time_unref);
  g_free (self->sha256);

  G_OBJECT_CLASS (kab_receipt_parent_class)->finalize (object);
}

static void
kab_receipt_class_init (KabReceiptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_receipt_finalize;
}

static void
kab_receipt_init (KabReceipt *self)
{
}

/* In lower case only, so that two of them are compared as texts. */
static char *
read_sha256 (KabJson *json)
{
  g_autofree char *sha256 = kab_json_get_string (json, "sha256");

  if (sha256 &&
      (strlen (sha256) != SHA256_LENGTH || strspn (sha256, "0123456789abcdef") != SHA256_LENGTH))
    kab_json_fail (json, "sha256", "must be %d hexadecimal digits", SHA256_LENGTH);

  return g_steal_pointer (&sha256);
}

KabReceipt *
kab_receipt_new (KabMonth month,
                 gint64 total,
                 GDateTime *issued_at,
                 gint64 size,
                 const char *sha256)
{
  KabReceipt *self = g_object_new (KAB_TYPE_RECEIPT, NULL);

  self->month = month;
  self->total = total;
  self->issued_at = g_date_time_ref (issued_at);
  self->size = size;
  self->sha256 = g_strdup (sha256);

  return self;
}

KabReceipt *
kab_receipt_new_from_json (KabJson *json, GError **error)
{
  KabMonth month = kab_json_get_month (json, "month");
  gint64 total = kab_json_get_kopecks (json, "total");
  g_autoptr (GDateTime) issued_at = kab_json_get_time (json, "issued_at");
  gint64 size = kab_json_get_int (json, "size", 1, G_MAXINT64);
  g_autofree char *sha256 = read_sha256 (json);

  if (!kab_json_finish (json, error))
    return NULL;

  return kab_receipt_new (month, total, issued_at, size, sha256);
}

void
kab_receipt_to_json (KabReceipt *self, JsonBuilder *builder)
{
  g_return_if_fail (KAB_IS_RECEIPT (self));

  json_builder_begin_object (builder);
  kab_json_add_month (builder, "month", self->month);
  kab_json_add_int (builder, "total", self->total);
  kab_json_add_time (builder, "issued_at", self->issued_at);
  kab_json_add_int (builder, "size", self->size);
  kab_json_add_string (builder, "sha256", self->sha256);
  json_builder_end_object (builder);
}

KabMonth
kab_receipt_get_month (KabReceipt *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT (self), KAB_MONTH_NONE);

  return self->month;
}

gint64
kab_receipt_get_total (KabReceipt *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT (self), 0);

  return self->total;
}

GDateTime *
kab_receipt_get_issued_at (KabReceipt *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT (self), NULL);

  return self->issued_at;
}

gint64
kab_receipt_get_size (KabReceipt *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT (self), 0);

  return self->size;
}

const char *
kab_receipt_get_sha256 (KabReceipt *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT (self), NULL);

  return self->sha256;
}
