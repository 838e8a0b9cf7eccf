/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-receipts-page.h"

struct _KabReceiptsPage
{
  AdwBin parent_instance;

  KabCabinet *cabinet;
};

G_DEFINE_FINAL_TYPE (KabReceiptsPage, kab_receipts_page, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
kab_receipts_page_dispose (GObject *object)
{
  KabReceiptsPage *self = KAB_RECEIPTS_PAGE (object);

  g_clear_object (&self->cabinet);
  G_OBJECT_CLASS (kab_receipts_page_parent_class)->dispose (object);
}

static void
kab_receipts_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabReceiptsPage *self = KAB_RECEIPTS_PAGE (object);

  switch (id)
    {
    case PROP_CABINET:
      g_value_set_object (value, self->cabinet);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_receipts_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabReceiptsPage *self = KAB_RECEIPTS_PAGE (object);

  switch (id)
    {
    case PROP_CABINET:
      self->cabinet = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_receipts_page_class_init (KabReceiptsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kab_receipts_page_dispose;
  object_class->get_property = kab_receipts_page_get_property;
  object_class->set_property = kab_receipts_page_set_property;

  props[PROP_CABINET] =
    g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/ru/sah67/Kabinet/ui/receipts/kab-receipts-page.ui");
}

static void
kab_receipts_page_init (KabReceiptsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
