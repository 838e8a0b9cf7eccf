/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-spinner.h"

struct _KabSpinner
{
  AdwBin parent_instance;

  GtkWidget *spinner;
  guint delay_id;
  gboolean active;
};

G_DEFINE_FINAL_TYPE (KabSpinner, kab_spinner, ADW_TYPE_BIN)

enum
{
  PROP_ACTIVE = 1,
  PROP_SPINNING,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
show_spinning (KabSpinner *self, gboolean spinning)
{
  if (kab_spinner_is_spinning (self) == spinning)
    return;
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), spinning);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SPINNING]);
}

static gboolean
delay_over_cb (gpointer user_data)
{
  KabSpinner *self = user_data;

  self->delay_id = 0;
  show_spinning (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
kab_spinner_dispose (GObject *object)
{
  KabSpinner *self = KAB_SPINNER (object);

  g_clear_handle_id (&self->delay_id, g_source_remove);
  G_OBJECT_CLASS (kab_spinner_parent_class)->dispose (object);
}

static void
kab_spinner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabSpinner *self = KAB_SPINNER (object);

  switch (id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    case PROP_SPINNING:
      g_value_set_boolean (value, kab_spinner_is_spinning (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_spinner_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabSpinner *self = KAB_SPINNER (object);

  switch (id)
    {
    case PROP_ACTIVE:
      kab_spinner_set_active (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_spinner_class_init (KabSpinnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kab_spinner_dispose;
  object_class->get_property = kab_spinner_get_property;
  object_class->set_property = kab_spinner_set_property;

  props[PROP_ACTIVE] =
    g_param_spec_boolean ("active", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_SPINNING] =
    g_param_spec_boolean ("spinning", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kab_spinner_init (KabSpinner *self)
{
  /* What turns says nothing: who has it says what is going on, or has a role and a name for it. */
  self->spinner =
    g_object_new (GTK_TYPE_SPINNER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_bin_set_child (ADW_BIN (self), self->spinner);
}

GtkWidget *
kab_spinner_new (void)
{
  return g_object_new (KAB_TYPE_SPINNER, NULL);
}

gboolean
kab_spinner_get_active (KabSpinner *self)
{
  g_return_val_if_fail (KAB_IS_SPINNER (self), FALSE);
  return self->active;
}

void
kab_spinner_set_active (KabSpinner *self, gboolean active)
{
  g_return_if_fail (KAB_IS_SPINNER (self));

  active = !!active;
  if (self->active == active)
    return;
  self->active = active;
  if (active)
    {
      self->delay_id = g_timeout_add (KAB_SPINNER_DELAY_MS, delay_over_cb, self);
    }
  else
    {
      g_clear_handle_id (&self->delay_id, g_source_remove);
      show_spinning (self, FALSE);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACTIVE]);
}

gboolean
kab_spinner_is_spinning (KabSpinner *self)
{
  g_return_val_if_fail (KAB_IS_SPINNER (self), FALSE);
  return gtk_spinner_get_spinning (GTK_SPINNER (self->spinner));
}
