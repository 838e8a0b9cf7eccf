/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-help-topic.h"

struct _KabHelpTopic
{
  AdwBin parent_instance;

  GtkScrolledWindow *scroll;
  GtkBox *steps;
  GtkButton *next_button;

  char *next;
  char *next_title;
};

static void kab_help_topic_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KabHelpTopic,
                               kab_help_topic,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      kab_help_topic_buildable_init))

static GtkBuildableIface *parent_buildable;

enum
{
  PROP_NEXT = 1,
  PROP_NEXT_TITLE,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
kab_help_topic_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabHelpTopic *self = KAB_HELP_TOPIC (object);

  switch (id)
    {
    case PROP_NEXT:
      g_value_set_string (value, self->next);
      break;
    case PROP_NEXT_TITLE:
      g_value_set_string (value, self->next_title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_help_topic_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabHelpTopic *self = KAB_HELP_TOPIC (object);

  switch (id)
    {
    case PROP_NEXT:
      self->next = g_value_dup_string (value);
      break;
    case PROP_NEXT_TITLE:
      self->next_title = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_help_topic_constructed (GObject *object)
{
  KabHelpTopic *self = KAB_HELP_TOPIC (object);

  G_OBJECT_CLASS (kab_help_topic_parent_class)->constructed (object);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), self->next != NULL);
  if (self->next != NULL)
    {
      /* Translators: the button under a topic of the help; %s is the next topic */
      g_autofree char *label = g_strdup_printf (_ ("Next: %s"), self->next_title);

      gtk_label_set_label (GTK_LABEL (gtk_button_get_child (self->next_button)), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->next_button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->next_button), "s", self->next);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->next_button), "help.show");
    }
}

static void
kab_help_topic_finalize (GObject *object)
{
  KabHelpTopic *self = KAB_HELP_TOPIC (object);

  g_free (self->next);
  g_free (self->next_title);
  G_OBJECT_CLASS (kab_help_topic_parent_class)->finalize (object);
}

static void
kab_help_topic_add_child (GtkBuildable *buildable,
                          GtkBuilder *builder,
                          GObject *child,
                          const char *type)
{
  KabHelpTopic *self = KAB_HELP_TOPIC (buildable);

  /* Until the template stands, the children are the template's own. */
  if (self->steps != NULL)
    gtk_box_append (self->steps, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
kab_help_topic_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = kab_help_topic_add_child;
}

static void
kab_help_topic_class_init (KabHelpTopicClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = kab_help_topic_constructed;
  object_class->finalize = kab_help_topic_finalize;
  object_class->get_property = kab_help_topic_get_property;
  object_class->set_property = kab_help_topic_set_property;

  props[PROP_NEXT] = g_param_spec_string ("next", NULL, NULL, NULL, flags);
  props[PROP_NEXT_TITLE] = g_param_spec_string ("next-title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/help/kab-help-topic.ui");
  gtk_widget_class_bind_template_child (widget_class, KabHelpTopic, scroll);
  gtk_widget_class_bind_template_child (widget_class, KabHelpTopic, steps);
  gtk_widget_class_bind_template_child (widget_class, KabHelpTopic, next_button);
}

static void
kab_help_topic_init (KabHelpTopic *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kab_help_topic_start (KabHelpTopic *self)
{
  GtkWidget *first;

  g_return_if_fail (KAB_IS_HELP_TOPIC (self));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroll), 0);
  first = gtk_widget_get_first_child (GTK_WIDGET (self->steps));
  if (first != NULL)
    gtk_widget_grab_focus (first);
}
