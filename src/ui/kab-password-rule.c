/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-class.h"
#include "kab-password-rule.h"

struct _KabPasswordRule
{
  AdwBin parent_instance;

  GtkWidget *mark;

  char *text;
  gboolean met;
};

G_DEFINE_FINAL_TYPE (KabPasswordRule, kab_password_rule, ADW_TYPE_BIN)

enum
{
  PROP_TEXT = 1,
  PROP_MET,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static char *
choose_icon (KabPasswordRule *self, gboolean met)
{
  return g_strdup (met ? "object-select-symbolic" : "kab-dot-symbolic");
}

/* A mark alone says nothing to whoever cannot see it. */
static void
say_met (KabPasswordRule *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->met ? _ ("done:") : _ ("not yet:"), -1);
  kab_class_set (GTK_WIDGET (self), "met", self->met);
}

static void
kab_password_rule_finalize (GObject *object)
{
  KabPasswordRule *self = KAB_PASSWORD_RULE (object);

  g_free (self->text);
  G_OBJECT_CLASS (kab_password_rule_parent_class)->finalize (object);
}

static void
kab_password_rule_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabPasswordRule *self = KAB_PASSWORD_RULE (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_MET:
      g_value_set_boolean (value, self->met);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_password_rule_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabPasswordRule *self = KAB_PASSWORD_RULE (object);

  switch (id)
    {
    case PROP_TEXT:
      if (g_strcmp0 (self->text, g_value_get_string (value)) == 0)
        return;
      g_free (self->text);
      self->text = g_value_dup_string (value);
      break;
    case PROP_MET:
      if (self->met == g_value_get_boolean (value))
        return;
      self->met = g_value_get_boolean (value);
      say_met (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
kab_password_rule_class_init (KabPasswordRuleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = kab_password_rule_finalize;
  object_class->get_property = kab_password_rule_get_property;
  object_class->set_property = kab_password_rule_set_property;

  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_MET] = g_param_spec_boolean ("met", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-password-rule.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPasswordRule, mark);
  gtk_widget_class_bind_template_callback (widget_class, choose_icon);
}

static void
kab_password_rule_init (KabPasswordRule *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  say_met (self);
}
