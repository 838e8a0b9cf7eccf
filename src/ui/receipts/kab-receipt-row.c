/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-receipt-row.h"

#include "kab-figures.h"
#include "kab-pair.h"
#include "kab-receipts-text.h"

struct _KabReceiptRow
{
  GtkListBoxRow parent_instance;

  KabReceipt *receipt;
};

G_DEFINE_FINAL_TYPE (KabReceiptRow, kab_receipt_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_RECEIPT = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
kab_receipt_row_constructed (GObject *object)
{
  KabReceiptRow *self = KAB_RECEIPT_ROW (object);
  g_autofree char *name = kab_receipt_name (self->receipt);

  G_OBJECT_CLASS (kab_receipt_row_parent_class)->constructed (object);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
kab_receipt_row_finalize (GObject *object)
{
  g_clear_object (&KAB_RECEIPT_ROW (object)->receipt);
  G_OBJECT_CLASS (kab_receipt_row_parent_class)->finalize (object);
}

static void
kab_receipt_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RECEIPT:
      g_value_set_object (value, KAB_RECEIPT_ROW (object)->receipt);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_receipt_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RECEIPT:
      KAB_RECEIPT_ROW (object)->receipt = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_receipt_row_class_init (KabReceiptRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kab_receipt_row_constructed;
  object_class->finalize = kab_receipt_row_finalize;
  object_class->get_property = kab_receipt_row_get_property;
  object_class->set_property = kab_receipt_row_set_property;

  props[PROP_RECEIPT] =
    g_param_spec_object ("receipt", NULL, NULL, KAB_TYPE_RECEIPT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KAB_TYPE_PAIR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/receipts/kab-receipt-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, kab_receipt_title);
  gtk_widget_class_bind_template_callback (widget_class, kab_receipt_total);
  gtk_widget_class_bind_template_callback (widget_class, kab_receipt_issued);
}

static void
kab_receipt_row_init (KabReceiptRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_figures_keep_all (GTK_WIDGET (self));
}

KabReceiptRow *
kab_receipt_row_new (KabReceipt *receipt)
{
  g_return_val_if_fail (KAB_IS_RECEIPT (receipt), NULL);

  return g_object_new (KAB_TYPE_RECEIPT_ROW, "receipt", receipt, NULL);
}

KabReceipt *
kab_receipt_row_get_receipt (KabReceiptRow *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT_ROW (self), NULL);

  return self->receipt;
}
