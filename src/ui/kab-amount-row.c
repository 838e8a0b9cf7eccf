/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-amount-row.h"

#include "kab-class.h"
#include "kab-figures.h"
#include "kab-pair.h"

struct _KabAmountRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *title_label;
  GtkLabel *value_label;

  char *value;
  gboolean strong;
};

G_DEFINE_FINAL_TYPE (KabAmountRow, kab_amount_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_VALUE = 1,
  PROP_STRONG,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
name_row (KabAmountRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *name = g_strdup_printf ("%s: %s", title, self->value);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
kab_amount_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabAmountRow *self = KAB_AMOUNT_ROW (object);

  switch (id)
    {
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_STRONG:
      g_value_set_boolean (value, self->strong);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_amount_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabAmountRow *self = KAB_AMOUNT_ROW (object);

  switch (id)
    {
    case PROP_VALUE:
      kab_amount_row_set_value (self, g_value_get_string (value));
      break;
    case PROP_STRONG:
      kab_amount_row_set_strong (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_amount_row_finalize (GObject *object)
{
  KabAmountRow *self = KAB_AMOUNT_ROW (object);

  g_free (self->value);
  G_OBJECT_CLASS (kab_amount_row_parent_class)->finalize (object);
}

static void
kab_amount_row_class_init (KabAmountRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kab_amount_row_get_property;
  object_class->set_property = kab_amount_row_set_property;
  object_class->finalize = kab_amount_row_finalize;

  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, "", flags);
  properties[PROP_STRONG] = g_param_spec_boolean ("strong", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (KAB_TYPE_PAIR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-amount-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KabAmountRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, KabAmountRow, value_label);
}

static void
kab_amount_row_init (KabAmountRow *self)
{
  self->value = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_figures_keep_all (GTK_WIDGET (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (name_row), NULL);
}

KabAmountRow *
kab_amount_row_new (const char *title, const char *value)
{
  return g_object_new (KAB_TYPE_AMOUNT_ROW, "title", title, "value", value, NULL);
}

const char *
kab_amount_row_get_value (KabAmountRow *self)
{
  g_return_val_if_fail (KAB_IS_AMOUNT_ROW (self), NULL);

  return self->value;
}

void
kab_amount_row_set_value (KabAmountRow *self, const char *value)
{
  g_return_if_fail (KAB_IS_AMOUNT_ROW (self));

  if (value == NULL)
    value = "";
  if (strcmp (self->value, value) == 0)
    return;

  g_free (self->value);
  self->value = g_strdup (value);
  name_row (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

gboolean
kab_amount_row_get_strong (KabAmountRow *self)
{
  g_return_val_if_fail (KAB_IS_AMOUNT_ROW (self), FALSE);

  return self->strong;
}

void
kab_amount_row_set_strong (KabAmountRow *self, gboolean strong)
{
  g_return_if_fail (KAB_IS_AMOUNT_ROW (self));

  strong = !!strong;
  if (self->strong == strong)
    return;

  self->strong = strong;
  kab_class_set (GTK_WIDGET (self->title_label), "heading", strong);
  kab_class_set (GTK_WIDGET (self->value_label), "heading", strong);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STRONG]);
}
