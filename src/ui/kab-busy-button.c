/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-busy-button.h"

#include "kab-spinner.h"

struct _KabBusyButton
{
  GtkButton parent_instance;

  GtkLabel *label;
  KabSpinner *spinner;

  char *text;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (KabBusyButton, kab_busy_button, GTK_TYPE_BUTTON)

enum
{
  PROP_TEXT = 1,
  PROP_BUSY,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
set_text (KabBusyButton *self, const char *text)
{
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

static void
spinner_notify_spinning_cb (KabBusyButton *self)
{
  gtk_widget_set_opacity (GTK_WIDGET (self->label),
                          kab_spinner_is_spinning (self->spinner) ? 0.0 : 1.0);
}

static void
kab_busy_button_finalize (GObject *object)
{
  KabBusyButton *self = KAB_BUSY_BUTTON (object);

  g_free (self->text);
  G_OBJECT_CLASS (kab_busy_button_parent_class)->finalize (object);
}

static void
kab_busy_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabBusyButton *self = KAB_BUSY_BUTTON (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_busy_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabBusyButton *self = KAB_BUSY_BUTTON (object);

  switch (id)
    {
    case PROP_TEXT:
      set_text (self, g_value_get_string (value));
      break;
    case PROP_BUSY:
      kab_busy_button_set_busy (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_busy_button_class_init (KabBusyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = kab_busy_button_finalize;
  object_class->get_property = kab_busy_button_get_property;
  object_class->set_property = kab_busy_button_set_property;

  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KAB_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-busy-button.ui");
  gtk_widget_class_bind_template_child (widget_class, KabBusyButton, label);
  gtk_widget_class_bind_template_child (widget_class, KabBusyButton, spinner);
  gtk_widget_class_bind_template_callback (widget_class, spinner_notify_spinning_cb);
}

static void
kab_busy_button_init (KabBusyButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
kab_busy_button_get_busy (KabBusyButton *self)
{
  g_return_val_if_fail (KAB_IS_BUSY_BUTTON (self), FALSE);
  return self->busy;
}

void
kab_busy_button_set_busy (KabBusyButton *self, gboolean busy)
{
  g_return_if_fail (KAB_IS_BUSY_BUTTON (self));

  busy = !!busy;
  if (self->busy == busy)
    return;
  self->busy = busy;
  /* Not made insensitive: that would move the focus away from where the user left it. */
  gtk_widget_set_can_target (GTK_WIDGET (self), !busy);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}
