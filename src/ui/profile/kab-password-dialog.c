/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error.h"
#include "kab-entry-row.h"
#include "kab-field-error.h"
#include "kab-password-dialog.h"
#include "kab-password-rules.h"
#include "kab-profile-text.h"
#include "kab-weak.h"

struct _KabPasswordDialog
{
  KabFormDialog parent_instance;

  GtkWidget *form;
  KabEntryRow *current_row;
  KabFieldError *current_error;
  KabEntryRow *new_row;
  KabFieldError *new_error;
  GtkWidget *rules;

  KabCabinet *cabinet;
};

G_DEFINE_FINAL_TYPE (KabPasswordDialog, kab_password_dialog, KAB_TYPE_FORM_DIALOG)

static void
show_failure (KabPasswordDialog *self, const GError *error)
{
  KabFieldError *errors[] = { self->current_error, self->new_error };
  KabOperator *service_operator = kab_cabinet_get_operator (self->cabinet);
  g_autofree char *current = kab_password_change_fault (service_operator, error, "current");
  g_autofree char *new_password = kab_password_change_fault (service_operator, error, "new");
  g_autofree char *sentence = NULL;

  kab_field_error_set_text (self->current_error, current);
  kab_field_error_set_text (self->new_error, new_password);
  if (current == NULL && new_password == NULL)
    sentence = kab_error_to_sentence (error);
  kab_form_dialog_fail (KAB_FORM_DIALOG (self), sentence);
  kab_field_error_focus_first (errors, G_N_ELEMENTS (errors));
}

static void
password_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabPasswordDialog) self = kab_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = kab_cabinet_change_password_finish (KAB_CABINET (source), result, &error);

  if (self == NULL)
    return;

  if (done)
    kab_form_dialog_succeed (KAB_FORM_DIALOG (self));
  else
    show_failure (self, error);
}

/* Without the operator the rule is not known: the service then says what it does not take. */
static void
typed_cb (KabPasswordDialog *self)
{
  const char *current = kab_entry_row_get_text (self->current_row);
  const char *new_password = kab_entry_row_get_text (self->new_row);
  KabOperator *service_operator = kab_cabinet_get_operator (self->cabinet);
  gboolean follows =
    service_operator == NULL || kab_operator_check_password (service_operator, new_password) == 0;

  kab_form_dialog_set_ready (KAB_FORM_DIALOG (self),
                             current[0] != '\0' && new_password[0] != '\0' && follows);
}

static void
kab_password_dialog_submit (KabFormDialog *dialog, GCancellable *cancellable)
{
  KabPasswordDialog *self = KAB_PASSWORD_DIALOG (dialog);

  kab_cabinet_change_password_async (self->cabinet, kab_entry_row_get_text (self->current_row),
                                     kab_entry_row_get_text (self->new_row), cancellable,
                                     password_changed_cb, kab_weak_new (self));
}

static void
kab_password_dialog_finalize (GObject *object)
{
  KabPasswordDialog *self = KAB_PASSWORD_DIALOG (object);

  g_clear_object (&self->cabinet);
  G_OBJECT_CLASS (kab_password_dialog_parent_class)->finalize (object);
}

static void
kab_password_dialog_class_init (KabPasswordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kab_password_dialog_finalize;
  KAB_FORM_DIALOG_CLASS (klass)->submit = kab_password_dialog_submit;

  g_type_ensure (KAB_TYPE_ENTRY_ROW);
  g_type_ensure (KAB_TYPE_FIELD_ERROR);
  g_type_ensure (KAB_TYPE_PASSWORD_RULES);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/ru/sah67/Kabinet/ui/profile/kab-password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPasswordDialog, form);
  gtk_widget_class_bind_template_child (widget_class, KabPasswordDialog, current_row);
  gtk_widget_class_bind_template_child (widget_class, KabPasswordDialog, current_error);
  gtk_widget_class_bind_template_child (widget_class, KabPasswordDialog, new_row);
  gtk_widget_class_bind_template_child (widget_class, KabPasswordDialog, new_error);
  gtk_widget_class_bind_template_child (widget_class, KabPasswordDialog, rules);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kab_form_dialog_submit);
}

static void
kab_password_dialog_init (KabPasswordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_form_dialog_set_up (KAB_FORM_DIALOG (self), _ ("Change password"), NULL, _ ("C_hange"),
                          self->form);
}

KabPasswordDialog *
kab_password_dialog_new (KabCabinet *cabinet)
{
  KabPasswordDialog *self;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  self = g_object_new (KAB_TYPE_PASSWORD_DIALOG, NULL);
  self->cabinet = g_object_ref (cabinet);
  g_object_set (self->rules, "operator", kab_cabinet_get_operator (cabinet), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->current_row));

  return self;
}
