/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-class.h"
#include "kab-fact-row.h"
#include "kab-figures.h"
#include "kab-toast.h"

struct _KabFactRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *value_label;
  GtkWidget *copy_button;

  char *value;
  gboolean copyable;
};

G_DEFINE_FINAL_TYPE (KabFactRow, kab_fact_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_VALUE = 1,
  PROP_COPYABLE,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
show_value (KabFactRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  const char *text = self->value[0] != '\0' ? self->value : _ ("not given");
  g_autofree char *name = g_strdup_printf ("%s: %s", title, text);

  gtk_label_set_label (self->value_label, text);
  kab_class_set (GTK_WIDGET (self->value_label), "dim-label", self->value[0] == '\0');

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* Which of many such values and buttons it is: they have the focus, the row does not. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->value_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, title, -1);
}

static gboolean
is_copy_visible (gpointer instance, gboolean copyable, const char *value)
{
  return copyable && value != NULL && value[0] != '\0';
}

static void
copy_clicked_cb (KabFactRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->value);
  kab_toast_show (GTK_WIDGET (self), _ ("Copied"));
}

static void
kab_fact_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabFactRow *self = KAB_FACT_ROW (object);

  switch (id)
    {
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_COPYABLE:
      g_value_set_boolean (value, self->copyable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_fact_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabFactRow *self = KAB_FACT_ROW (object);

  switch (id)
    {
    case PROP_VALUE:
      kab_fact_row_set_value (self, g_value_get_string (value));
      break;
    case PROP_COPYABLE:
      kab_fact_row_set_copyable (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_fact_row_finalize (GObject *object)
{
  KabFactRow *self = KAB_FACT_ROW (object);

  g_free (self->value);
  G_OBJECT_CLASS (kab_fact_row_parent_class)->finalize (object);
}

static void
kab_fact_row_class_init (KabFactRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kab_fact_row_get_property;
  object_class->set_property = kab_fact_row_set_property;
  object_class->finalize = kab_fact_row_finalize;

  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, "", flags);
  properties[PROP_COPYABLE] = g_param_spec_boolean ("copyable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-fact-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KabFactRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, KabFactRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, is_copy_visible);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
kab_fact_row_init (KabFactRow *self)
{
  self->value = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_figures_keep (self->value_label);
  g_signal_connect (self, "notify::title", G_CALLBACK (show_value), NULL);
  show_value (self);
}

const char *
kab_fact_row_get_value (KabFactRow *self)
{
  g_return_val_if_fail (KAB_IS_FACT_ROW (self), NULL);

  return self->value;
}

void
kab_fact_row_set_value (KabFactRow *self, const char *value)
{
  g_return_if_fail (KAB_IS_FACT_ROW (self));

  if (value == NULL)
    value = "";
  if (strcmp (self->value, value) == 0)
    return;

  g_free (self->value);
  self->value = g_strdup (value);
  show_value (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

gboolean
kab_fact_row_get_copyable (KabFactRow *self)
{
  g_return_val_if_fail (KAB_IS_FACT_ROW (self), FALSE);

  return self->copyable;
}

void
kab_fact_row_set_copyable (KabFactRow *self, gboolean copyable)
{
  g_return_if_fail (KAB_IS_FACT_ROW (self));

  copyable = !!copyable;
  if (self->copyable == copyable)
    return;

  self->copyable = copyable;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COPYABLE]);
}
