/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-entry-row.h"
#include "kab-field-error.h"

struct _KabFieldError
{
  GtkListBoxRow parent_instance;

  GtkLabel *label;

  char *text;
  GtkWidget *field; /* weak: a row beside this one, whose life is not ours to prolong */
};

G_DEFINE_FINAL_TYPE (KabFieldError, kab_field_error, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_TEXT = 1,
  PROP_FIELD,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

/* What explains @field stands in @message; GTK 4.8 does not read it there, so that it is @text too.
 */
static void
explain_field (GtkAccessible *field, GtkWidget *message, const char *text)
{
  gtk_accessible_update_property (field, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_accessible_update_relation (field, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, message, NULL, -1);
  /* An error had one message up to GTK 4.8 and has a list of them from 4.16 on, which who takes the
   * one for the other does not survive; of the versions in between some have the one, some the
   * other. */
  if (gtk_get_minor_version () >= 16)
    gtk_accessible_update_relation (field, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, message, NULL,
                                    -1);
  else if (gtk_get_minor_version () <= 8)
    gtk_accessible_update_relation (field, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, message, -1);
}

static void
mark_field (KabFieldError *self, gboolean wrong)
{
  GtkAccessible *accessible;

  if (self->field == NULL)
    return;
  accessible = KAB_IS_ENTRY_ROW (self->field)
                 ? kab_entry_row_get_accessible (KAB_ENTRY_ROW (self->field))
                 : GTK_ACCESSIBLE (self->field);
  if (wrong)
    {
      gtk_widget_add_css_class (self->field, "error");
      gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      explain_field (accessible, GTK_WIDGET (self->label), self->text);
    }
  else
    {
      gtk_widget_remove_css_class (self->field, "error");
      gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
      gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
    }
}

static void
field_changed_cb (KabFieldError *self)
{
  kab_field_error_set_text (self, NULL);
}

static void
kab_field_error_dispose (GObject *object)
{
  KabFieldError *self = KAB_FIELD_ERROR (object);

  g_clear_weak_pointer (&self->field);
  G_OBJECT_CLASS (kab_field_error_parent_class)->dispose (object);
}

static void
kab_field_error_finalize (GObject *object)
{
  KabFieldError *self = KAB_FIELD_ERROR (object);

  g_free (self->text);
  G_OBJECT_CLASS (kab_field_error_parent_class)->finalize (object);
}

static void
kab_field_error_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabFieldError *self = KAB_FIELD_ERROR (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_FIELD:
      g_value_set_object (value, self->field);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_field_error_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabFieldError *self = KAB_FIELD_ERROR (object);

  switch (id)
    {
    case PROP_TEXT:
      kab_field_error_set_text (self, g_value_get_string (value));
      break;
    case PROP_FIELD:
      kab_field_error_set_field (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_field_error_class_init (KabFieldErrorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = kab_field_error_dispose;
  object_class->finalize = kab_field_error_finalize;
  object_class->get_property = kab_field_error_get_property;
  object_class->set_property = kab_field_error_set_property;

  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_FIELD] = g_param_spec_object ("field", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /* Its text is announced by itself and belongs to the field: the row in between is nobody's item.
   */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-field-error.ui");
  gtk_widget_class_bind_template_child (widget_class, KabFieldError, label);
}

static void
kab_field_error_init (KabFieldError *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

const char *
kab_field_error_get_text (KabFieldError *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_ERROR (self), NULL);
  return self->text;
}

void
kab_field_error_set_text (KabFieldError *self, const char *text)
{
  g_return_if_fail (KAB_IS_FIELD_ERROR (self));

  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  mark_field (self, text != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

GtkWidget *
kab_field_error_get_field (KabFieldError *self)
{
  g_return_val_if_fail (KAB_IS_FIELD_ERROR (self), NULL);
  return self->field;
}

void
kab_field_error_set_field (KabFieldError *self, GtkWidget *field)
{
  g_return_if_fail (KAB_IS_FIELD_ERROR (self));
  g_return_if_fail (field == NULL || GTK_IS_WIDGET (field));

  if (self->field == field)
    return;
  if (self->field != NULL)
    {
      mark_field (self, FALSE);
      g_signal_handlers_disconnect_by_func (self->field, field_changed_cb, self);
    }
  g_set_weak_pointer (&self->field, field);
  if (GTK_IS_EDITABLE (field))
    g_signal_connect_object (field, "changed", G_CALLBACK (field_changed_cb), self,
                             G_CONNECT_SWAPPED);
  if (field != NULL && self->text != NULL)
    mark_field (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FIELD]);
}

gboolean
kab_field_error_focus_first (KabFieldError *const *errors, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (errors[i]->text == NULL)
        continue;
      if (errors[i]->field != NULL)
        gtk_widget_grab_focus (errors[i]->field);
      return TRUE;
    }
  return FALSE;
}
