/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-busy-button.h"
#include "kab-error.h"
#include "kab-entry-row.h"
#include "kab-field-error.h"
#include "kab-person-form.h"
#include "kab-toast.h"
#include "kab-weak.h"
#include "kab-words.h"

struct _KabPersonForm
{
  AdwBin parent_instance;

  GtkEditable *name_row;
  KabFieldError *name_error;
  GtkEditable *phone_row;
  KabFieldError *phone_error;
  KabFieldError *form_error;
  KabBusyButton *save_button;

  KabCabinet *cabinet;
  KabProfile *shown; /* what the fields were last filled from */
  char *sent_name;   /* of the call under way, or of the last one */
  char *sent_phone;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KabPersonForm, kab_person_form, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static const char *
get_shown_name (KabPersonForm *self)
{
  return self->shown != NULL ? kab_profile_get_name (self->shown) : "";
}

static const char *
get_shown_phone (KabPersonForm *self)
{
  return self->shown != NULL ? kab_profile_get_phone (self->shown) : "";
}

static char *
read_field (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static gboolean
is_edited (KabPersonForm *self)
{
  g_autofree char *name = read_field (self->name_row);
  g_autofree char *phone = read_field (self->phone_row);

  return strcmp (name, get_shown_name (self)) != 0 || strcmp (phone, get_shown_phone (self)) != 0;
}

static void
edited_cb (KabPersonForm *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), is_edited (self));
  kab_field_error_set_text (self->form_error, NULL);
}

static void
fill_field (GtkEditable *row, const char *before, const char *after)
{
  g_autofree char *text = read_field (row);

  if (strcmp (text, before) == 0 && strcmp (text, after) != 0)
    gtk_editable_set_text (row, after);
}

static void
profile_changed_cb (KabPersonForm *self)
{
  KabProfile *profile = kab_cabinet_get_profile (self->cabinet);

  if (profile == NULL)
    return;

  fill_field (self->name_row, get_shown_name (self), kab_profile_get_name (profile));
  fill_field (self->phone_row, get_shown_phone (self), kab_profile_get_phone (profile));
  g_set_object (&self->shown, profile);
  edited_cb (self);
}

/* What was typed since stays as it is. */
static void
tidy_field (GtkEditable *row, const char *sent, const char *kept)
{
  g_autofree char *text = read_field (row);

  if (strcmp (text, sent) == 0)
    gtk_editable_set_text (row, kept);
}

static void
show_failure (KabPersonForm *self, const GError *error)
{
  KabFieldError *errors[] = { self->name_error, self->phone_error };
  g_autofree char *sentence = NULL;

  if (!kab_words_is_worth_saying (error))
    return;
  if (kab_error_get_field (error, "name") != NULL)
    kab_field_error_set_text (self->name_error, _ ("This name is too long. Shorten it."));
  if (kab_error_get_field (error, "phone") != NULL)
    kab_field_error_set_text (
      self->phone_error, _ ("Enter the phone number in digits, for example +7 4812 12-34-56."));
  if (kab_field_error_focus_first (errors, G_N_ELEMENTS (errors)))
    return;

  sentence = kab_error_to_sentence (error);
  kab_field_error_set_text (self->form_error, sentence);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabPersonForm) self = kab_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean saved = kab_cabinet_update_profile_finish (KAB_CABINET (source), result, &error);

  if (self == NULL)
    return;

  kab_busy_button_set_busy (self->save_button, FALSE);
  if (!saved)
    {
      show_failure (self, error);
      return;
    }

  /* The service may have tidied up what was typed. */
  tidy_field (self->name_row, self->sent_name, get_shown_name (self));
  tidy_field (self->phone_row, self->sent_phone, get_shown_phone (self));
  kab_toast_show (GTK_WIDGET (self), _ ("Saved"));
}

static void
save_cb (KabPersonForm *self)
{
  if (!is_edited (self) || kab_busy_button_get_busy (self->save_button))
    return;

  kab_field_error_set_text (self->form_error, NULL);
  kab_busy_button_set_busy (self->save_button, TRUE);
  g_free (self->sent_name);
  g_free (self->sent_phone);
  self->sent_name = read_field (self->name_row);
  self->sent_phone = read_field (self->phone_row);
  kab_cabinet_update_profile_async (self->cabinet, self->sent_name, self->sent_phone, NULL,
                                    self->cancellable, saved_cb, kab_weak_new (self));
}

static void
kab_person_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabPersonForm *self = KAB_PERSON_FORM (object);

  switch (id)
    {
    case PROP_CABINET:
      g_value_set_object (value, self->cabinet);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_person_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabPersonForm *self = KAB_PERSON_FORM (object);

  switch (id)
    {
    case PROP_CABINET:
      kab_person_form_set_cabinet (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_person_form_dispose (GObject *object)
{
  KabPersonForm *self = KAB_PERSON_FORM (object);

  g_cancellable_cancel (self->cancellable);
  if (self->cabinet != NULL)
    g_signal_handlers_disconnect_by_data (self->cabinet, self);
  G_OBJECT_CLASS (kab_person_form_parent_class)->dispose (object);
}

static void
kab_person_form_finalize (GObject *object)
{
  KabPersonForm *self = KAB_PERSON_FORM (object);

  g_clear_object (&self->cabinet);
  g_clear_object (&self->shown);
  g_clear_object (&self->cancellable);
  g_free (self->sent_name);
  g_free (self->sent_phone);
  G_OBJECT_CLASS (kab_person_form_parent_class)->finalize (object);
}

static void
kab_person_form_class_init (KabPersonFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_person_form_get_property;
  object_class->set_property = kab_person_form_set_property;
  object_class->dispose = kab_person_form_dispose;
  object_class->finalize = kab_person_form_finalize;

  properties[PROP_CABINET] =
    g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (KAB_TYPE_BUSY_BUTTON);
  g_type_ensure (KAB_TYPE_ENTRY_ROW);
  g_type_ensure (KAB_TYPE_FIELD_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/profile/kab-person-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPersonForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, KabPersonForm, name_error);
  gtk_widget_class_bind_template_child (widget_class, KabPersonForm, phone_row);
  gtk_widget_class_bind_template_child (widget_class, KabPersonForm, phone_error);
  gtk_widget_class_bind_template_child (widget_class, KabPersonForm, form_error);
  gtk_widget_class_bind_template_child (widget_class, KabPersonForm, save_button);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
kab_person_form_init (KabPersonForm *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

KabCabinet *
kab_person_form_get_cabinet (KabPersonForm *self)
{
  g_return_val_if_fail (KAB_IS_PERSON_FORM (self), NULL);

  return self->cabinet;
}

void
kab_person_form_set_cabinet (KabPersonForm *self, KabCabinet *cabinet)
{
  g_return_if_fail (KAB_IS_PERSON_FORM (self));
  g_return_if_fail (cabinet == NULL || KAB_IS_CABINET (cabinet));

  if (self->cabinet == cabinet)
    return;

  if (self->cabinet != NULL)
    g_signal_handlers_disconnect_by_data (self->cabinet, self);
  g_set_object (&self->cabinet, cabinet);
  if (cabinet != NULL)
    {
      g_signal_connect_swapped (cabinet, "notify::profile", G_CALLBACK (profile_changed_cb), self);
      profile_changed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CABINET]);
}
