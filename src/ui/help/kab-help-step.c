/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-help-step.h"

#include "kab-closure.h"

#define PICTURES "/ru/sah67/Kabinet/help"

struct _KabHelpStep
{
  GtkBox parent_instance;

  GtkPicture *image;

  int number;
  char *text;
  char *picture;
  char *picture_description;
};

G_DEFINE_FINAL_TYPE (KabHelpStep, kab_help_step, GTK_TYPE_BOX)

enum
{
  PROP_NUMBER = 1,
  PROP_TEXT,
  PROP_PICTURE,
  PROP_PICTURE_DESCRIPTION,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static char *
describe_number (gpointer instance, int number)
{
  return g_strdup_printf ("%d", number);
}

static gboolean
is_number_set (gpointer instance, int number)
{
  return number > 0;
}

/* (transfer full) (nullable) */
static GdkPaintable *
create_picture (gpointer instance, const char *name)
{
  g_autofree char *path = NULL;

  if (name == NULL)
    return NULL;
  path = kab_help_step_find_picture (name, g_get_language_names ());
  return GDK_PAINTABLE (gdk_texture_new_from_resource (path));
}

/* What is said of the step as a whole; of what is in it, the picture has a description of its own.
 */
static void
describe (KabHelpStep *self)
{
  g_autofree char *name =
    self->number > 0 ? g_strdup_printf ("%d. %s", self->number, self->text) : g_strdup (self->text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (self->picture_description != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    self->picture_description, -1);
}

static void
kab_help_step_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabHelpStep *self = KAB_HELP_STEP (object);

  switch (id)
    {
    case PROP_NUMBER:
      g_value_set_int (value, self->number);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_PICTURE:
      g_value_set_string (value, self->picture);
      break;
    case PROP_PICTURE_DESCRIPTION:
      g_value_set_string (value, self->picture_description);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_help_step_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabHelpStep *self = KAB_HELP_STEP (object);

  switch (id)
    {
    case PROP_NUMBER:
      self->number = g_value_get_int (value);
      break;
    case PROP_TEXT:
      self->text = g_value_dup_string (value);
      break;
    case PROP_PICTURE:
      self->picture = g_value_dup_string (value);
      break;
    case PROP_PICTURE_DESCRIPTION:
      self->picture_description = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* A box is passed over on the way from one focus to the next; a step is not. */
static gboolean
kab_help_step_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return !gtk_widget_is_focus (widget) && gtk_widget_grab_focus (widget);
}

static void
kab_help_step_constructed (GObject *object)
{
  KabHelpStep *self = KAB_HELP_STEP (object);

  G_OBJECT_CLASS (kab_help_step_parent_class)->constructed (object);
  gtk_widget_init_template (GTK_WIDGET (self));
  describe (self);
}

static void
kab_help_step_finalize (GObject *object)
{
  KabHelpStep *self = KAB_HELP_STEP (object);

  g_free (self->text);
  g_free (self->picture);
  g_free (self->picture_description);
  G_OBJECT_CLASS (kab_help_step_parent_class)->finalize (object);
}

static void
kab_help_step_class_init (KabHelpStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = kab_help_step_constructed;
  object_class->finalize = kab_help_step_finalize;
  object_class->get_property = kab_help_step_get_property;
  object_class->set_property = kab_help_step_set_property;
  widget_class->focus = kab_help_step_focus;

  props[PROP_NUMBER] = g_param_spec_int ("number", NULL, NULL, 0, G_MAXINT, 0, flags);
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  props[PROP_PICTURE] = g_param_spec_string ("picture", NULL, NULL, NULL, flags);
  props[PROP_PICTURE_DESCRIPTION] =
    g_param_spec_string ("picture-description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/help/kab-help-step.ui");
  gtk_widget_class_bind_template_child (widget_class, KabHelpStep, image);
  gtk_widget_class_bind_template_callback (widget_class, describe_number);
  gtk_widget_class_bind_template_callback (widget_class, is_number_set);
  gtk_widget_class_bind_template_callback (widget_class, kab_closure_is_text);
  gtk_widget_class_bind_template_callback (widget_class, create_picture);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "helpstep");
}

static void
kab_help_step_init (KabHelpStep *self)
{
}

char *
kab_help_step_find_picture (const char *name, const char *const *languages)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (languages != NULL, NULL);

  for (gsize i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s/%s.png", PICTURES, languages[i], name);

      if (g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
        return g_steal_pointer (&path);
    }
  return g_strdup_printf ("%s/en/%s.png", PICTURES, name);
}
