/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-entry-row.h"
#include "kab-error.h"
#include "kab-label-dialog.h"
#include "kab-weak.h"

struct _KabLabelDialog
{
  KabFormDialog parent_instance;

  GtkEditable *label_row;

  KabCabinet *cabinet;
  char *number;
};

G_DEFINE_FINAL_TYPE (KabLabelDialog, kab_label_dialog, KAB_TYPE_FORM_DIALOG)

static void
label_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabLabelDialog) self = kab_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean set = kab_cabinet_set_label_finish (KAB_CABINET (source), result, &error);

  if (self == NULL)
    return;

  if (set)
    {
      kab_form_dialog_succeed (KAB_FORM_DIALOG (self));
      return;
    }

  if (g_strcmp0 (kab_error_get_field (error, "label"), "too_long") == 0)
    sentence = g_strdup (_ ("This nickname is too long. Shorten it."));
  else
    sentence = kab_error_to_sentence (error);
  kab_form_dialog_fail (KAB_FORM_DIALOG (self), sentence);
}

static void
kab_label_dialog_submit (KabFormDialog *dialog, GCancellable *cancellable)
{
  KabLabelDialog *self = KAB_LABEL_DIALOG (dialog);
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (self->label_row)));

  kab_cabinet_set_label_async (self->cabinet, self->number, label, cancellable, label_set_cb,
                               kab_weak_new (self));
}

static void
kab_label_dialog_finalize (GObject *object)
{
  KabLabelDialog *self = KAB_LABEL_DIALOG (object);

  g_clear_object (&self->cabinet);
  g_free (self->number);
  G_OBJECT_CLASS (kab_label_dialog_parent_class)->finalize (object);
}

static void
kab_label_dialog_class_init (KabLabelDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_label_dialog_finalize;
  KAB_FORM_DIALOG_CLASS (klass)->submit = kab_label_dialog_submit;
}

static void
kab_label_dialog_init (KabLabelDialog *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = g_object_new (KAB_TYPE_ENTRY_ROW, "title", _ ("Nickname"), NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Nickname"), -1);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (kab_form_dialog_submit), self,
                           G_CONNECT_SWAPPED);
  self->label_row = GTK_EDITABLE (row);

  kab_form_dialog_set_up (KAB_FORM_DIALOG (self), _ ("Nickname"),
                          _ ("Only you see it, for example “Flat” or “Parents”."), _ ("_Save"),
                          list);
  kab_form_dialog_set_ready (KAB_FORM_DIALOG (self), TRUE);
}

KabLabelDialog *
kab_label_dialog_new (KabCabinet *cabinet, KabAccount *account)
{
  KabLabelDialog *self;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);
  g_return_val_if_fail (KAB_IS_ACCOUNT (account), NULL);

  self = g_object_new (KAB_TYPE_LABEL_DIALOG, NULL);
  self->cabinet = g_object_ref (cabinet);
  self->number = g_strdup (kab_account_get_number (account));
  gtk_editable_set_text (self->label_row, kab_account_get_label (account));
  gtk_widget_grab_focus (GTK_WIDGET (self->label_row));

  return self;
}
