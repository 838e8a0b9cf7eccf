/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-password-rules.h"

#include "kab-password-rule.h"

struct _KabPasswordRules
{
  AdwBin parent_instance;

  KabOperator *operator_;
  char *password;
};

G_DEFINE_FINAL_TYPE (KabPasswordRules, kab_password_rules, ADW_TYPE_BIN)

enum
{
  PROP_OPERATOR = 1,
  PROP_PASSWORD,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static gboolean
is_met (KabOperator *operator_, const char *password, KabPasswordFault fault)
{
  if (operator_ == NULL || password == NULL || *password == '\0')
    return FALSE;
  return (kab_operator_check_password (operator_, password) & fault) == 0;
}

static void
kab_password_rules_dispose (GObject *object)
{
  KabPasswordRules *self = KAB_PASSWORD_RULES (object);

  g_clear_object (&self->operator_);
  G_OBJECT_CLASS (kab_password_rules_parent_class)->dispose (object);
}

static void
kab_password_rules_finalize (GObject *object)
{
  KabPasswordRules *self = KAB_PASSWORD_RULES (object);

  g_free (self->password);
  G_OBJECT_CLASS (kab_password_rules_parent_class)->finalize (object);
}

static void
kab_password_rules_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabPasswordRules *self = KAB_PASSWORD_RULES (object);

  switch (id)
    {
    case PROP_OPERATOR:
      g_value_set_object (value, self->operator_);
      break;
    case PROP_PASSWORD:
      g_value_set_string (value, self->password);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_password_rules_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabPasswordRules *self = KAB_PASSWORD_RULES (object);

  switch (id)
    {
    case PROP_OPERATOR:
      if (!g_set_object (&self->operator_, g_value_get_object (value)))
        return;
      break;
    case PROP_PASSWORD:
      if (g_strcmp0 (self->password, g_value_get_string (value)) == 0)
        return;
      g_free (self->password);
      self->password = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
kab_password_rules_class_init (KabPasswordRulesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = kab_password_rules_dispose;
  object_class->finalize = kab_password_rules_finalize;
  object_class->get_property = kab_password_rules_get_property;
  object_class->set_property = kab_password_rules_set_property;

  props[PROP_OPERATOR] = g_param_spec_object ("operator", NULL, NULL, KAB_TYPE_OPERATOR, flags);
  props[PROP_PASSWORD] = g_param_spec_string ("password", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KAB_TYPE_PASSWORD_RULE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-password-rules.ui");
  gtk_widget_class_bind_template_callback (widget_class, kab_password_rules_describe_min);
  gtk_widget_class_bind_template_callback (widget_class, kab_password_rules_describe_max);
  gtk_widget_class_bind_template_callback (widget_class, kab_password_rules_has_alphabet);
  gtk_widget_class_bind_template_callback (widget_class, kab_password_rules_is_min_met);
  gtk_widget_class_bind_template_callback (widget_class, kab_password_rules_is_max_met);
  gtk_widget_class_bind_template_callback (widget_class, kab_password_rules_is_alphabet_met);
}

static void
kab_password_rules_init (KabPasswordRules *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

char *
kab_password_rules_describe_min (KabPasswordRules *self, KabOperator *operator_)
{
  int min;

  if (operator_ == NULL)
    return g_strdup ("");
  min = kab_operator_get_password_min_length (operator_);
  return g_strdup_printf (ngettext ("At least %d character", "At least %d characters", min), min);
}

char *
kab_password_rules_describe_max (KabPasswordRules *self, KabOperator *operator_)
{
  int max;

  if (operator_ == NULL)
    return g_strdup ("");
  max = kab_operator_get_password_max_length (operator_);
  return g_strdup_printf (ngettext ("No more than %d character", "No more than %d characters", max),
                          max);
}

gboolean
kab_password_rules_has_alphabet (KabPasswordRules *self, KabOperator *operator_)
{
  return operator_ != NULL &&
         g_str_equal (kab_operator_get_password_alphabet (operator_), "latin_letters_and_digits");
}

gboolean
kab_password_rules_is_min_met (KabPasswordRules *self, KabOperator *operator_, const char *password)
{
  return is_met (operator_, password, KAB_PASSWORD_TOO_SHORT);
}

gboolean
kab_password_rules_is_max_met (KabPasswordRules *self, KabOperator *operator_, const char *password)
{
  return is_met (operator_, password, KAB_PASSWORD_TOO_LONG);
}

gboolean
kab_password_rules_is_alphabet_met (KabPasswordRules *self,
                                    KabOperator *operator_,
                                    const char *password)
{
  return is_met (operator_, password, KAB_PASSWORD_BAD_CHARACTERS);
}
