/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-pay-sheet.h"

#include "kab-closure.h"
#include "kab-code-picture.h"
#include "kab-dialog.h"
#include "kab-error.h"
#include "kab-fact-row.h"
#include "kab-entry-row.h"
#include "kab-field-error.h"
#include "kab-figures.h"
#include "kab-pay-text.h"
#include "kab-speech.h"
#include "kab-spinner.h"
#include "kab-weak.h"
#include "kab-words.h"

/* A pause in typing: the service is not asked about every digit. */
#define PAUSE_MS 400

struct _KabPaySheet
{
  AdwWindow parent_instance;

  GtkLabel *number_label;
  GtkLabel *name_label;
  GtkStack *stack;
  KabCodePicture *picture;
  KabSpinner *spinner;
  GtkLabel *failure_label;
  GtkWidget *retry_button;
  GtkLabel *hint_label;
  GtkEditable *amount_row;
  KabFieldError *amount_error;
  KabFactRow *account_row;

  KabCabinet *cabinet;
  KabAccount *account;
  GCancellable *cancellable; /* of the call under way; NULL: there is none */
  guint pause_id;
};

G_DEFINE_FINAL_TYPE (KabPaySheet, kab_pay_sheet, ADW_TYPE_WINDOW)

enum
{
  PROP_CABINET = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static gboolean
read_amount (KabPaySheet *self, gint64 *kopecks)
{
  return kab_pay_read_amount (gtk_editable_get_text (self->amount_row),
                              !kab_pay_is_due (NULL, self->account), kopecks);
}

/* What is not the code says so in its place; the place keeps its size. */
static void
show_state (KabPaySheet *self, const char *name)
{
  kab_spinner_set_active (self->spinner, g_str_equal (name, "waiting"));
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
show_code (KabPaySheet *self, const char *text, gint64 amount)
{
  g_autofree char *name = kab_pay_code_name (self->account, amount);
  g_autofree char *hint = kab_pay_hint (amount);

  kab_code_picture_set_text (self->picture, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_label_set_label (self->hint_label, hint);
  show_state (self, "code");
}

static void
show_failure (KabPaySheet *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  /* What the service does not take of an amount that reads well is how large it is. */
  if (kab_error_get_field (error, "amount") != NULL)
    {
      kab_field_error_set_text (self->amount_error,
                                _ ("The service does not accept this amount. Enter another one."));
      show_state (self, "none");
      return;
    }

  sentence = kab_error_to_sentence (error);
  gtk_label_set_label (self->failure_label, sentence);
  gtk_widget_set_visible (self->retry_button, kab_error_is_retryable (error));
  show_state (self, "failed");
}

static void
forget_call (KabPaySheet *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
got_code_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabPaySheet) self = kab_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 amount = 0;

  text = kab_cabinet_get_payment_code_finish (KAB_CABINET (source), result, &amount, &error);
  /* A cancelled call has made place for another one, whose state this is. */
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (text != NULL)
    show_code (self, text, amount);
  else
    show_failure (self, error);
}

static void
ask (KabPaySheet *self)
{
  gint64 amount;

  forget_call (self);
  if (!read_amount (self, &amount))
    return;

  show_state (self, "waiting");
  self->cancellable = g_cancellable_new ();
  kab_cabinet_get_payment_code_async (self->cabinet, amount, self->cancellable, got_code_cb,
                                      kab_weak_new (self));
}

static gboolean
pause_over_cb (gpointer user_data)
{
  KabPaySheet *self = user_data;

  self->pause_id = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
amount_changed_cb (KabPaySheet *self)
{
  const char *text = gtk_editable_get_text (self->amount_row);
  g_autofree char *fault = kab_pay_amount_fault (text);
  gint64 amount;

  forget_call (self);
  kab_code_picture_set_text (self->picture, NULL);
  kab_field_error_set_text (self->amount_error, fault);
  if (!read_amount (self, &amount))
    {
      show_state (self, "none");
      return;
    }

  show_state (self, "waiting");
  self->pause_id = g_timeout_add (PAUSE_MS, pause_over_cb, self);
}

static void
amount_activated_cb (KabPaySheet *self)
{
  gint64 amount;

  if (read_amount (self, &amount))
    {
      if (self->pause_id != 0)
        ask (self);
      return;
    }
  if (kab_field_error_get_text (self->amount_error) == NULL)
    kab_field_error_set_text (self->amount_error, _ ("Enter the amount to pay."));
}

static void
retry_clicked_cb (KabPaySheet *self)
{
  ask (self);
}

/* The account refreshed is the same account; another one, or none, has another code. */
static void
cabinet_changed_cb (KabPaySheet *self)
{
  KabAccount *chosen = kab_cabinet_get_chosen (self->cabinet);

  if (kab_cabinet_get_state (self->cabinet) != KAB_CABINET_SIGNED_IN || chosen == NULL ||
      !g_str_equal (kab_account_get_number (chosen), kab_account_get_number (self->account)))
    gtk_window_close (GTK_WINDOW (self));
}

static void
kab_pay_sheet_constructed (GObject *object)
{
  KabPaySheet *self = KAB_PAY_SHEET (object);
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  g_autofree char *amount = NULL;

  G_OBJECT_CLASS (kab_pay_sheet_parent_class)->constructed (object);

  self->account = g_object_ref (kab_cabinet_get_chosen (self->cabinet));
  number = kab_words_account_number (self->account);
  name = kab_words_account_name (self->account);
  amount = kab_pay_initial_amount (self->account);
  gtk_label_set_label (self->number_label, number);
  gtk_label_set_label (self->name_label, name);
  kab_fact_row_set_value (self->account_row, kab_account_get_number (self->account));
  gtk_editable_set_text (self->amount_row, amount);

  g_signal_connect_object (self->cabinet, "notify::state", G_CALLBACK (cabinet_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cabinet, "notify::chosen", G_CALLBACK (cabinet_changed_cb), self,
                           G_CONNECT_SWAPPED);
  ask (self);
}

static void
kab_pay_sheet_dispose (GObject *object)
{
  forget_call (KAB_PAY_SHEET (object));
  G_OBJECT_CLASS (kab_pay_sheet_parent_class)->dispose (object);
}

static void
kab_pay_sheet_finalize (GObject *object)
{
  KabPaySheet *self = KAB_PAY_SHEET (object);

  g_clear_object (&self->cabinet);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (kab_pay_sheet_parent_class)->finalize (object);
}

static void
kab_pay_sheet_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CABINET:
      g_value_set_object (value, KAB_PAY_SHEET (object)->cabinet);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_pay_sheet_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CABINET:
      KAB_PAY_SHEET (object)->cabinet = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_pay_sheet_class_init (KabPaySheetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kab_pay_sheet_constructed;
  object_class->dispose = kab_pay_sheet_dispose;
  object_class->finalize = kab_pay_sheet_finalize;
  object_class->get_property = kab_pay_sheet_get_property;
  object_class->set_property = kab_pay_sheet_set_property;

  props[PROP_CABINET] =
    g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KAB_TYPE_CODE_PICTURE);
  g_type_ensure (KAB_TYPE_FACT_ROW);
  g_type_ensure (KAB_TYPE_ENTRY_ROW);
  g_type_ensure (KAB_TYPE_FIELD_ERROR);
  g_type_ensure (KAB_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/pay/kab-pay-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPaySheet, number_label);
  gtk_widget_class_bind_template_child (widget_class, KabPaySheet, name_label);
  gtk_widget_class_bind_template_child (widget_class, KabPaySheet, stack);
  gtk_widget_class_bind_template_child (widget_class, KabPaySheet, picture);
  gtk_widget_class_bind_template_child (widget_class, KabPaySheet, spinner);
  gtk_widget_class_bind_template_child (widget_class, KabPaySheet, failure_label);
  gtk_widget_class_bind_template_child (widget_class, KabPaySheet, retry_button);
  gtk_widget_class_bind_template_child (widget_class, KabPaySheet, hint_label);
  gtk_widget_class_bind_template_child (widget_class, KabPaySheet, amount_row);
  gtk_widget_class_bind_template_child (widget_class, KabPaySheet, amount_error);
  gtk_widget_class_bind_template_child (widget_class, KabPaySheet, account_row);
  gtk_widget_class_bind_template_callback (widget_class, kab_closure_is_text);
  gtk_widget_class_bind_template_callback (widget_class, kab_pay_detail);
  gtk_widget_class_bind_template_callback (widget_class, amount_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
}

static void
kab_pay_sheet_init (KabPaySheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_figures_keep (self->number_label);
  kab_speech_name_groups (GTK_WIDGET (self));
}

void
kab_pay_sheet_present (GtkWindow *parent, KabCabinet *cabinet)
{
  GtkWindow *self;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (KAB_IS_CABINET (cabinet));

  if (kab_cabinet_get_chosen (cabinet) == NULL)
    return;
  self = g_object_new (KAB_TYPE_PAY_SHEET, "cabinet", cabinet, NULL);
  if (parent != NULL)
    kab_dialog_set_parent (self, GTK_WIDGET (parent));
  gtk_window_present (self);
}
