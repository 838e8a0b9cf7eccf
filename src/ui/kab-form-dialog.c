/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-busy-button.h"
#include "kab-dialog.h"
#include "kab-fit.h"
#include "kab-form-dialog.h"

typedef struct
{
  GtkLabel *description_label;
  AdwBin *content_bin;
  GtkLabel *error_label;
  KabBusyButton *submit_button;

  GCancellable *cancellable;
  gboolean ready;
} KabFormDialogPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KabFormDialog, kab_form_dialog, ADW_TYPE_WINDOW)

enum
{
  PROP_READY = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static KabFormDialogPrivate *
get_private (KabFormDialog *self)
{
  return kab_form_dialog_get_instance_private (self);
}

static void
show_error (KabFormDialog *self, const char *sentence)
{
  KabFormDialogPrivate *priv = get_private (self);

  gtk_label_set_label (priv->error_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->error_label), sentence != NULL);
}

static void
kab_form_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabFormDialog *self = KAB_FORM_DIALOG (object);

  switch (id)
    {
    case PROP_READY:
      g_value_set_boolean (value, get_private (self)->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_form_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabFormDialog *self = KAB_FORM_DIALOG (object);

  switch (id)
    {
    case PROP_READY:
      kab_form_dialog_set_ready (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_form_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (get_private (KAB_FORM_DIALOG (object))->cancellable);
  G_OBJECT_CLASS (kab_form_dialog_parent_class)->dispose (object);
}

static void
kab_form_dialog_finalize (GObject *object)
{
  g_clear_object (&get_private (KAB_FORM_DIALOG (object))->cancellable);
  G_OBJECT_CLASS (kab_form_dialog_parent_class)->finalize (object);
}

static void
kab_form_dialog_class_init (KabFormDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_form_dialog_get_property;
  object_class->set_property = kab_form_dialog_set_property;
  object_class->dispose = kab_form_dialog_dispose;
  object_class->finalize = kab_form_dialog_finalize;

  properties[PROP_READY] =
    g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[DONE] = g_signal_new ("done", KAB_TYPE_FORM_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (KAB_TYPE_BUSY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-form-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, KabFormDialog, description_label);
  gtk_widget_class_bind_template_child_private (widget_class, KabFormDialog, content_bin);
  gtk_widget_class_bind_template_child_private (widget_class, KabFormDialog, error_label);
  gtk_widget_class_bind_template_child_private (widget_class, KabFormDialog, submit_button);
  gtk_widget_class_bind_template_callback (widget_class, kab_form_dialog_submit);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kab_form_dialog_init (KabFormDialog *self)
{
  get_private (self)->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_fit_dialog (ADW_WINDOW (self));
}

void
kab_form_dialog_set_up (KabFormDialog *self,
                        const char *title,
                        const char *description,
                        const char *submit_label,
                        GtkWidget *content)
{
  KabFormDialogPrivate *priv = get_private (self);

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (priv->description_label, description != NULL ? description : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->description_label), description != NULL);
  g_object_set (priv->submit_button, "text", submit_label, NULL);
  adw_bin_set_child (priv->content_bin, content);
}

void
kab_form_dialog_set_destructive (KabFormDialog *self)
{
  GtkWidget *button = GTK_WIDGET (get_private (self)->submit_button);

  gtk_widget_remove_css_class (button, "suggested-action");
  gtk_widget_add_css_class (button, "destructive-action");
}

gboolean
kab_form_dialog_get_ready (KabFormDialog *self)
{
  g_return_val_if_fail (KAB_IS_FORM_DIALOG (self), FALSE);

  return get_private (self)->ready;
}

gboolean
kab_form_dialog_is_busy (KabFormDialog *self)
{
  g_return_val_if_fail (KAB_IS_FORM_DIALOG (self), FALSE);

  return kab_busy_button_get_busy (get_private (self)->submit_button);
}

void
kab_form_dialog_set_ready (KabFormDialog *self, gboolean ready)
{
  KabFormDialogPrivate *priv;

  g_return_if_fail (KAB_IS_FORM_DIALOG (self));

  priv = get_private (self);
  ready = !!ready;
  if (priv->ready == ready)
    return;

  priv->ready = ready;
  gtk_widget_set_sensitive (GTK_WIDGET (priv->submit_button), ready);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

void
kab_form_dialog_submit (KabFormDialog *self)
{
  KabFormDialogPrivate *priv;

  g_return_if_fail (KAB_IS_FORM_DIALOG (self));

  priv = get_private (self);
  if (!priv->ready || kab_form_dialog_is_busy (self))
    return;

  show_error (self, NULL);
  kab_busy_button_set_busy (priv->submit_button, TRUE);
  KAB_FORM_DIALOG_GET_CLASS (self)->submit (self, priv->cancellable);
}

void
kab_form_dialog_succeed (KabFormDialog *self)
{
  g_return_if_fail (KAB_IS_FORM_DIALOG (self));

  g_signal_emit (self, signals[DONE], 0);
  gtk_window_close (GTK_WINDOW (self));
}

void
kab_form_dialog_fail (KabFormDialog *self, const char *sentence)
{
  g_return_if_fail (KAB_IS_FORM_DIALOG (self));

  kab_busy_button_set_busy (get_private (self)->submit_button, FALSE);
  show_error (self, sentence);
}

void
kab_form_dialog_open (KabFormDialog *self, GtkWidget *widget)
{
  g_return_if_fail (KAB_IS_FORM_DIALOG (self));

  kab_dialog_set_parent (GTK_WINDOW (self), widget);
  gtk_window_present (GTK_WINDOW (self));
}
