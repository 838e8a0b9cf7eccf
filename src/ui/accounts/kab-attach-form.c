/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-accounts-text.h"
#include "kab-attach-form.h"
#include "kab-busy-button.h"
#include "kab-entry-row.h"
#include "kab-field-error.h"
#include "kab-fit.h"
#include "kab-money.h"
#include "kab-receipt-sketch.h"
#include "kab-toast.h"
#include "kab-weak.h"

struct _KabAttachForm
{
  AdwBin parent_instance;

  GtkPopover *help_popover;
  GtkWidget *number_row;
  KabFieldError *number_error;
  GtkWidget *amount_row;
  KabFieldError *amount_error;
  KabFieldError *form_error;
  KabBusyButton *attach_button;

  KabCabinet *cabinet;
  GCancellable *cancellable;
  char *sent_number; /* as typed, of the call under way or of the last one */
  char *sent_amount;
};

G_DEFINE_FINAL_TYPE (KabAttachForm, kab_attach_form, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* Both rows together: neither is wrong by itself. @fault (nullable) */
static void
mark_both (KabAttachForm *self, const char *fault)
{
  GtkWidget *rows[] = { self->number_row, self->amount_row };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkAccessible *entry = kab_entry_row_get_accessible (KAB_ENTRY_ROW (rows[i]));

      if (fault != NULL)
        {
          gtk_widget_add_css_class (rows[i], "error");
          gtk_accessible_update_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, fault, -1);
        }
      else
        {
          gtk_widget_remove_css_class (rows[i], "error");
          gtk_accessible_reset_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
        }
    }
}

static void
show_fault (KabAttachForm *self, const KabAttachFault *fault)
{
  KabFieldError *errors[] = { self->number_error, self->amount_error };

  mark_both (self, fault->both ? fault->form : NULL);
  kab_field_error_set_text (self->number_error, fault->number);
  kab_field_error_set_text (self->amount_error, fault->amount);
  kab_field_error_set_text (self->form_error, fault->form);
  if (fault->both)
    gtk_widget_grab_focus (self->number_row);
  else
    kab_field_error_focus_first (errors, G_N_ELEMENTS (errors));
}

/* FALSE, with the faults shown, when there is nothing worth sending. */
static gboolean
read_fields (KabAttachForm *self, char **number, gint64 *amount)
{
  const char *number_text = gtk_editable_get_text (GTK_EDITABLE (self->number_row));
  const char *amount_text = gtk_editable_get_text (GTK_EDITABLE (self->amount_row));
  g_auto (KabAttachFault) fault = { 0 };

  *number = kab_account_number_normalise (number_text, NULL);
  if (*number == NULL)
    fault.number = kab_attach_number_refusal (number_text);
  if (!kab_money_parse (amount_text, amount, NULL))
    fault.amount = kab_attach_amount_refusal (amount_text);

  show_fault (self, &fault);

  return fault.number == NULL && fault.amount == NULL;
}

/* What was typed since is the next account. */
static void
clear_field (GtkWidget *row, const char *sent)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), sent) == 0)
    gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static void
celebrate (KabAttachForm *self, const char *number)
{
  g_autofree char *text = g_strdup_printf (_ ("Account %s is attached"), number);

  clear_field (self->number_row, self->sent_number);
  clear_field (self->amount_row, self->sent_amount);
  kab_toast_show (GTK_WIDGET (self), text);
}

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabAttachForm) self = kab_weak_take (user_data);
  KabCabinet *cabinet = KAB_CABINET (source);
  g_autoptr (GError) error = NULL;
  g_auto (KabAttachFault) fault = { 0 };
  gboolean attached = kab_cabinet_attach_finish (cabinet, result, &error);

  if (self == NULL)
    return;

  kab_busy_button_set_busy (self->attach_button, FALSE);
  if (attached)
    {
      KabAccount *chosen = kab_cabinet_get_chosen (cabinet);

      celebrate (self, chosen != NULL ? kab_account_get_number (chosen) : "");
      return;
    }

  kab_attach_fault_init (&fault, error);
  show_fault (self, &fault);
}

static void
attach_cb (KabAttachForm *self)
{
  g_autofree char *number = NULL;
  gint64 amount;

  if (kab_busy_button_get_busy (self->attach_button) || !read_fields (self, &number, &amount))
    return;

  kab_busy_button_set_busy (self->attach_button, TRUE);
  g_free (self->sent_number);
  g_free (self->sent_amount);
  self->sent_number = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->number_row)));
  self->sent_amount = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->amount_row)));
  kab_cabinet_attach_async (self->cabinet, number, amount, self->cancellable, attached_cb,
                            kab_weak_new (self));
}

static void
forget_answer (KabAttachForm *self)
{
  if (kab_field_error_get_text (self->form_error) == NULL)
    return;

  kab_field_error_set_text (self->form_error, NULL);
  mark_both (self, NULL);
}

static void
number_changed_cb (KabAttachForm *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->number_row));
  g_autofree char *fault = kab_attach_number_fault (text);

  forget_answer (self);
  kab_field_error_set_text (self->number_error, fault);
}

static void
amount_changed_cb (KabAttachForm *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->amount_row));
  g_autofree char *fault = kab_attach_amount_fault (text);

  forget_answer (self);
  kab_field_error_set_text (self->amount_error, fault);
}

static gboolean
kab_attach_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KAB_ATTACH_FORM (widget)->number_row);
}

static void
kab_attach_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabAttachForm *self = KAB_ATTACH_FORM (object);

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
kab_attach_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabAttachForm *self = KAB_ATTACH_FORM (object);

  switch (id)
    {
    case PROP_CABINET:
      kab_attach_form_set_cabinet (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_attach_form_dispose (GObject *object)
{
  g_cancellable_cancel (KAB_ATTACH_FORM (object)->cancellable);
  G_OBJECT_CLASS (kab_attach_form_parent_class)->dispose (object);
}

static void
kab_attach_form_finalize (GObject *object)
{
  KabAttachForm *self = KAB_ATTACH_FORM (object);

  g_clear_object (&self->cabinet);
  g_clear_object (&self->cancellable);
  g_free (self->sent_number);
  g_free (self->sent_amount);
  G_OBJECT_CLASS (kab_attach_form_parent_class)->finalize (object);
}

static void
kab_attach_form_class_init (KabAttachFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_attach_form_get_property;
  object_class->set_property = kab_attach_form_set_property;
  object_class->dispose = kab_attach_form_dispose;
  object_class->finalize = kab_attach_form_finalize;
  widget_class->grab_focus = kab_attach_form_grab_focus;

  properties[PROP_CABINET] =
    g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (KAB_TYPE_BUSY_BUTTON);
  g_type_ensure (KAB_TYPE_ENTRY_ROW);
  g_type_ensure (KAB_TYPE_FIELD_ERROR);
  g_type_ensure (KAB_TYPE_RECEIPT_SKETCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/accounts/kab-attach-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KabAttachForm, help_popover);
  gtk_widget_class_bind_template_child (widget_class, KabAttachForm, number_row);
  gtk_widget_class_bind_template_child (widget_class, KabAttachForm, number_error);
  gtk_widget_class_bind_template_child (widget_class, KabAttachForm, amount_row);
  gtk_widget_class_bind_template_child (widget_class, KabAttachForm, amount_error);
  gtk_widget_class_bind_template_child (widget_class, KabAttachForm, form_error);
  gtk_widget_class_bind_template_child (widget_class, KabAttachForm, attach_button);
  gtk_widget_class_bind_template_callback (widget_class, attach_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_changed_cb);
}

static void
kab_attach_form_init (KabAttachForm *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_fit_popover (self->help_popover);
}

KabCabinet *
kab_attach_form_get_cabinet (KabAttachForm *self)
{
  g_return_val_if_fail (KAB_IS_ATTACH_FORM (self), NULL);

  return self->cabinet;
}

void
kab_attach_form_set_cabinet (KabAttachForm *self, KabCabinet *cabinet)
{
  g_return_if_fail (KAB_IS_ATTACH_FORM (self));
  g_return_if_fail (cabinet == NULL || KAB_IS_CABINET (cabinet));

  if (g_set_object (&self->cabinet, cabinet))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CABINET]);
}
