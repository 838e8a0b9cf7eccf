/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-delete-dialog.h"
#include "kab-fact-row.h"
#include "kab-file-choice.h"
#include "kab-password-dialog.h"
#include "kab-person-form.h"
#include "kab-profile-page.h"
#include "kab-sessions-group.h"
#include "kab-speech.h"
#include "kab-spinner.h"
#include "kab-state-stack.h"
#include "kab-toast.h"
#include "kab-weak.h"

struct _KabProfilePage
{
  AdwBin parent_instance;

  GtkSwitch *receipts_switch;
  GtkWidget *save_data_row;
  KabSpinner *save_data_spinner;

  KabCabinet *cabinet;
  GCancellable *cancellable;
  gboolean setting_receipts; /* the service is being told */
};

G_DEFINE_FINAL_TYPE (KabProfilePage, kab_profile_page, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static gboolean
wants_receipts (KabProfilePage *self)
{
  KabProfile *profile = kab_cabinet_get_profile (self->cabinet);

  return profile != NULL && kab_profile_get_receipts_by_mail (profile);
}

static void
profile_changed_cb (KabProfilePage *self)
{
  if (!self->setting_receipts)
    gtk_switch_set_active (self->receipts_switch, wants_receipts (self));
}

static void set_receipts (KabProfilePage *self, gboolean wanted);

static void
receipts_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabProfilePage) self = kab_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean set = kab_cabinet_update_profile_finish (KAB_CABINET (source), result, &error);

  if (self == NULL)
    return;

  self->setting_receipts = FALSE;
  /* Switched back meanwhile. */
  if (set && gtk_switch_get_active (self->receipts_switch) != wants_receipts (self))
    {
      set_receipts (self, !wants_receipts (self));
      return;
    }

  gtk_switch_set_active (self->receipts_switch, wants_receipts (self));
  gtk_switch_set_state (self->receipts_switch, wants_receipts (self));
  if (!set)
    kab_toast_show_error (GTK_WIDGET (self), error);
}

static void
set_receipts (KabProfilePage *self, gboolean wanted)
{
  self->setting_receipts = TRUE;
  kab_cabinet_update_profile_async (self->cabinet, NULL, NULL, &wanted, self->cancellable,
                                    receipts_set_cb, kab_weak_new (self));
}

/* The knob moves at once, the colour follows when the service has taken it. */
static gboolean
receipts_state_set_cb (KabProfilePage *self, gboolean state)
{
  /* The answer looks where the knob is by then. */
  if (self->setting_receipts)
    return TRUE;
  if (state == wants_receipts (self))
    return FALSE;

  set_receipts (self, state);

  return TRUE;
}

static void
password_done_cb (KabProfilePage *self)
{
  kab_toast_show (GTK_WIDGET (self), _ ("The password is changed"));
  kab_cabinet_load_sessions (self->cabinet);
}

static void
password_activated_cb (KabProfilePage *self)
{
  KabPasswordDialog *dialog = kab_password_dialog_new (self->cabinet);

  g_signal_connect_object (dialog, "done", G_CALLBACK (password_done_cb), self, G_CONNECT_SWAPPED);
  kab_form_dialog_open (KAB_FORM_DIALOG (dialog), GTK_WIDGET (self));
}

static void
delete_activated_cb (KabProfilePage *self)
{
  kab_form_dialog_open (KAB_FORM_DIALOG (kab_delete_dialog_new (self->cabinet)), GTK_WIDGET (self));
}

static void
set_saving (KabProfilePage *self, gboolean saving)
{
  kab_spinner_set_active (self->save_data_spinner, saving);
  gtk_widget_set_sensitive (self->save_data_row, !saving);
}

static void
data_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabProfilePage) self = kab_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean saved = kab_cabinet_save_data_finish (KAB_CABINET (source), result, &error);

  if (self == NULL)
    return;

  set_saving (self, FALSE);
  if (saved)
    kab_toast_show (GTK_WIDGET (self), _ ("Your data is saved"));
  else
    kab_toast_show_error (GTK_WIDGET (self), error);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabProfilePage) self = kab_weak_take (user_data);
  g_autoptr (GFile) file = kab_file_choice_finish (result);

  if (self == NULL || file == NULL)
    return;

  set_saving (self, TRUE);
  kab_cabinet_save_data_async (self->cabinet, file, self->cancellable, data_saved_cb,
                               kab_weak_new (self));
}

static void
save_data_activated_cb (KabProfilePage *self)
{
  kab_file_choice_save_async (GTK_WIDGET (self), _ ("Save my data"), _ ("my-data.json"),
                              self->cancellable, file_chosen_cb, kab_weak_new (self));
}

static void
retry_cb (KabProfilePage *self)
{
  kab_cabinet_refresh (self->cabinet);
}

static void
kab_profile_page_constructed (GObject *object)
{
  KabProfilePage *self = KAB_PROFILE_PAGE (object);

  G_OBJECT_CLASS (kab_profile_page_parent_class)->constructed (object);
  if (self->cabinet == NULL)
    return;

  g_signal_connect_object (self->cabinet, "notify::profile", G_CALLBACK (profile_changed_cb), self,
                           G_CONNECT_SWAPPED);
  profile_changed_cb (self);
}

static void
kab_profile_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabProfilePage *self = KAB_PROFILE_PAGE (object);

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
kab_profile_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabProfilePage *self = KAB_PROFILE_PAGE (object);

  switch (id)
    {
    case PROP_CABINET:
      self->cabinet = g_value_dup_object (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_profile_page_dispose (GObject *object)
{
  KabProfilePage *self = KAB_PROFILE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (kab_profile_page_parent_class)->dispose (object);
}

static void
kab_profile_page_finalize (GObject *object)
{
  KabProfilePage *self = KAB_PROFILE_PAGE (object);

  g_clear_object (&self->cabinet);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (kab_profile_page_parent_class)->finalize (object);
}

static void
kab_profile_page_class_init (KabProfilePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kab_profile_page_constructed;
  object_class->get_property = kab_profile_page_get_property;
  object_class->set_property = kab_profile_page_set_property;
  object_class->dispose = kab_profile_page_dispose;
  object_class->finalize = kab_profile_page_finalize;

  properties[PROP_CABINET] =
    g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS |
                           G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (KAB_TYPE_CABINET);
  g_type_ensure (KAB_TYPE_FACT_ROW);
  g_type_ensure (KAB_TYPE_PERSON_FORM);
  g_type_ensure (KAB_TYPE_SESSIONS_GROUP);
  g_type_ensure (KAB_TYPE_SPINNER);
  g_type_ensure (KAB_TYPE_STATE_STACK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/profile/kab-profile-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabProfilePage, receipts_switch);
  gtk_widget_class_bind_template_child (widget_class, KabProfilePage, save_data_row);
  gtk_widget_class_bind_template_child (widget_class, KabProfilePage, save_data_spinner);
  gtk_widget_class_bind_template_callback (widget_class, receipts_state_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_data_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
kab_profile_page_init (KabProfilePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_speech_name_groups (GTK_WIDGET (self));
}

KabProfilePage *
kab_profile_page_new (KabCabinet *cabinet)
{
  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  return g_object_new (KAB_TYPE_PROFILE_PAGE, "cabinet", cabinet, NULL);
}
