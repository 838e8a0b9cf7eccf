/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-delete-dialog.h"
#include "kab-error.h"
#include "kab-entry-row.h"
#include "kab-field-error.h"
#include "kab-weak.h"

struct _KabDeleteDialog
{
  KabFormDialog parent_instance;

  GtkWidget *form;
  KabEntryRow *password_row;
  KabFieldError *password_error;

  KabCabinet *cabinet;
};

G_DEFINE_FINAL_TYPE (KabDeleteDialog, kab_delete_dialog, KAB_TYPE_FORM_DIALOG)

static void
show_failure (KabDeleteDialog *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (!g_error_matches (error, KAB_ERROR, KAB_ERROR_WRONG_CREDENTIALS))
    sentence = kab_error_to_sentence (error);
  kab_form_dialog_fail (KAB_FORM_DIALOG (self), sentence);
  if (sentence != NULL)
    return;

  kab_field_error_set_text (self->password_error, _ ("The password is wrong. Try again."));
  kab_field_error_focus_first (&self->password_error, 1);
}

static void
profile_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabDeleteDialog) self = kab_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = kab_cabinet_delete_profile_finish (KAB_CABINET (source), result, &error);

  if (self == NULL)
    return;

  if (done)
    kab_form_dialog_succeed (KAB_FORM_DIALOG (self));
  else
    show_failure (self, error);
}

static void
typed_cb (KabDeleteDialog *self)
{
  kab_form_dialog_set_ready (KAB_FORM_DIALOG (self),
                             kab_entry_row_get_text (self->password_row)[0] != '\0');
}

static void
kab_delete_dialog_submit (KabFormDialog *dialog, GCancellable *cancellable)
{
  KabDeleteDialog *self = KAB_DELETE_DIALOG (dialog);

  kab_cabinet_delete_profile_async (self->cabinet, kab_entry_row_get_text (self->password_row),
                                    cancellable, profile_deleted_cb, kab_weak_new (self));
}

static void
kab_delete_dialog_finalize (GObject *object)
{
  KabDeleteDialog *self = KAB_DELETE_DIALOG (object);

  g_clear_object (&self->cabinet);
  G_OBJECT_CLASS (kab_delete_dialog_parent_class)->finalize (object);
}

static void
kab_delete_dialog_class_init (KabDeleteDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kab_delete_dialog_finalize;
  KAB_FORM_DIALOG_CLASS (klass)->submit = kab_delete_dialog_submit;

  g_type_ensure (KAB_TYPE_ENTRY_ROW);
  g_type_ensure (KAB_TYPE_FIELD_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/profile/kab-delete-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabDeleteDialog, form);
  gtk_widget_class_bind_template_child (widget_class, KabDeleteDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, KabDeleteDialog, password_error);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kab_form_dialog_submit);
}

static void
kab_delete_dialog_init (KabDeleteDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_form_dialog_set_up (KAB_FORM_DIALOG (self), _ ("Delete profile?"),
                          _ ("Your profile, attached accounts and sessions will be deleted for "
                             "good. This does not change what the operator bills."),
                          _ ("_Delete"), self->form);
  kab_form_dialog_set_destructive (KAB_FORM_DIALOG (self));
}

KabDeleteDialog *
kab_delete_dialog_new (KabCabinet *cabinet)
{
  KabDeleteDialog *self;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  self = g_object_new (KAB_TYPE_DELETE_DIALOG, NULL);
  self->cabinet = g_object_ref (cabinet);
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));

  return self;
}
