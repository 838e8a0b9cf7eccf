/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-save-failure.h"

struct _KabSaveFailure
{
  GObject parent_instance;

  KabReceipt *receipt;
  GError *error;
  gboolean conflict;
};

G_DEFINE_FINAL_TYPE (KabSaveFailure, kab_save_failure, G_TYPE_OBJECT)

static void
kab_save_failure_finalize (GObject *object)
{
  KabSaveFailure *self = KAB_SAVE_FAILURE (object);

  g_clear_object (&self->receipt);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (kab_save_failure_parent_class)->finalize (object);
}

static void
kab_save_failure_class_init (KabSaveFailureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_save_failure_finalize;
}

static void
kab_save_failure_init (KabSaveFailure *self)
{
}

KabSaveFailure *
kab_save_failure_new (KabReceipt *receipt, const GError *error, gboolean conflict)
{
  KabSaveFailure *self;

  g_return_val_if_fail (KAB_IS_RECEIPT (receipt), NULL);
  g_return_val_if_fail (error != NULL, NULL);

  self = g_object_new (KAB_TYPE_SAVE_FAILURE, NULL);
  self->receipt = g_object_ref (receipt);
  self->error = g_error_copy (error);
  self->conflict = conflict;

  return self;
}

KabReceipt *
kab_save_failure_get_receipt (KabSaveFailure *self)
{
  g_return_val_if_fail (KAB_IS_SAVE_FAILURE (self), NULL);

  return self->receipt;
}

KabMonth
kab_save_failure_get_month (KabSaveFailure *self)
{
  g_return_val_if_fail (KAB_IS_SAVE_FAILURE (self), KAB_MONTH_NONE);

  return kab_receipt_get_month (self->receipt);
}

const GError *
kab_save_failure_get_error (KabSaveFailure *self)
{
  g_return_val_if_fail (KAB_IS_SAVE_FAILURE (self), NULL);

  return self->error;
}

gboolean
kab_save_failure_get_conflict (KabSaveFailure *self)
{
  g_return_val_if_fail (KAB_IS_SAVE_FAILURE (self), FALSE);

  return self->conflict;
}
