/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-bar.h"

#include "kab-closure.h"
#include "kab-pair.h"
#include "kab-speech.h"

struct _KabBar
{
  AdwBin parent_instance;

  char *text;
  char *action_label;
  gboolean action_sensitive;
  gboolean closable;
  gboolean revealed;
};

G_DEFINE_FINAL_TYPE (KabBar, kab_bar, ADW_TYPE_BIN)

enum
{
  PROP_TEXT = 1,
  PROP_ACTION_LABEL,
  PROP_ACTION_SENSITIVE,
  PROP_CLOSABLE,
  PROP_REVEALED,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Whether it was another before; so does set_boolean(). */
static gboolean
set_string (KabBar *self, char **field, const char *value, int prop)
{
  if (g_strcmp0 (*field, value) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
  return TRUE;
}

static gboolean
set_boolean (KabBar *self, gboolean *field, gboolean value, int prop)
{
  if (*field == value)
    return FALSE;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
  return TRUE;
}

static void
announce (KabBar *self)
{
  if (self->revealed && kab_closure_is_text (self, self->text))
    kab_speech_announce (GTK_WIDGET (self), self->text);
}

static void
button_clicked_cb (KabBar *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
close_clicked_cb (KabBar *self)
{
  kab_bar_set_revealed (self, FALSE);
}

static void
kab_bar_finalize (GObject *object)
{
  KabBar *self = KAB_BAR (object);

  g_free (self->text);
  g_free (self->action_label);
  G_OBJECT_CLASS (kab_bar_parent_class)->finalize (object);
}

static void
kab_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabBar *self = KAB_BAR (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_ACTION_LABEL:
      g_value_set_string (value, self->action_label);
      break;
    case PROP_ACTION_SENSITIVE:
      g_value_set_boolean (value, self->action_sensitive);
      break;
    case PROP_CLOSABLE:
      g_value_set_boolean (value, self->closable);
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, self->revealed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabBar *self = KAB_BAR (object);

  switch (id)
    {
    case PROP_TEXT:
      kab_bar_set_text (self, g_value_get_string (value));
      break;
    case PROP_ACTION_LABEL:
      kab_bar_set_action_label (self, g_value_get_string (value));
      break;
    case PROP_ACTION_SENSITIVE:
      set_boolean (self, &self->action_sensitive, g_value_get_boolean (value), id);
      break;
    case PROP_CLOSABLE:
      set_boolean (self, &self->closable, g_value_get_boolean (value), id);
      break;
    case PROP_REVEALED:
      kab_bar_set_revealed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_bar_class_init (KabBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = kab_bar_finalize;
  object_class->get_property = kab_bar_get_property;
  object_class->set_property = kab_bar_set_property;

  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_ACTION_LABEL] = g_param_spec_string ("action-label", NULL, NULL, NULL, flags);
  props[PROP_ACTION_SENSITIVE] = g_param_spec_boolean ("action-sensitive", NULL, NULL, TRUE, flags);
  props[PROP_CLOSABLE] = g_param_spec_boolean ("closable", NULL, NULL, FALSE, flags);
  props[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[ACTIVATED] = g_signal_new ("activated", KAB_TYPE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  g_type_ensure (KAB_TYPE_PAIR);
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/sah67/Kabinet/ui/kab-bar.ui");
  gtk_widget_class_bind_template_callback (widget_class, kab_closure_is_text);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
}

static void
kab_bar_init (KabBar *self)
{
  self->action_sensitive = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

const char *
kab_bar_get_text (KabBar *self)
{
  g_return_val_if_fail (KAB_IS_BAR (self), NULL);
  return self->text;
}

void
kab_bar_set_text (KabBar *self, const char *text)
{
  g_return_if_fail (KAB_IS_BAR (self));
  if (set_string (self, &self->text, text, PROP_TEXT))
    announce (self);
}

const char *
kab_bar_get_action_label (KabBar *self)
{
  g_return_val_if_fail (KAB_IS_BAR (self), NULL);
  return self->action_label;
}

void
kab_bar_set_action_label (KabBar *self, const char *label)
{
  g_return_if_fail (KAB_IS_BAR (self));
  set_string (self, &self->action_label, label, PROP_ACTION_LABEL);
}

gboolean
kab_bar_get_revealed (KabBar *self)
{
  g_return_val_if_fail (KAB_IS_BAR (self), FALSE);
  return self->revealed;
}

void
kab_bar_set_revealed (KabBar *self, gboolean revealed)
{
  g_return_if_fail (KAB_IS_BAR (self));
  if (set_boolean (self, &self->revealed, !!revealed, PROP_REVEALED))
    announce (self);
}
