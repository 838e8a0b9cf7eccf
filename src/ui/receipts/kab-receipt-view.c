/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-receipt-view.h"

#include "kab-dialog.h"
#include "kab-error.h"
#include "kab-file-choice.h"
#include "kab-file.h"
#include "kab-pair.h"
#include "kab-pdf-view.h"
#include "kab-receipt-outside.h"
#include "kab-receipt-saver.h"
#include "kab-receipts-text.h"
#include "kab-spinner.h"
#include "kab-toast.h"
#include "kab-weak.h"
#include "kab-words.h"

struct _KabReceiptView
{
  AdwBin parent_instance;

  GtkStack *stack;
  KabSpinner *spinner;
  KabPdfView *pdf_view;
  AdwStatusPage *failed_page;

  KabCabinet *cabinet;
  KabReceipt *receipt;
  gboolean can_go_back;
  gboolean looked_at;

  GCancellable *loading;  /* of fetching and opening; NULL: nothing is under way */
  GCancellable *choosing; /* of a file for this receipt; NULL: none was to be chosen yet */
  GCancellable *cancellable;
  gboolean wanted; /* the receipt is still to be fetched */
  guint seen_id;
  gboolean laid_out; /* since it was mapped */
  GPtrArray *places; /* of GFile: the copies made for other programs */
};

G_DEFINE_FINAL_TYPE (KabReceiptView, kab_receipt_view, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  PROP_RECEIPT,
  PROP_CAN_GO_BACK,
  PROP_LOOKED_AT,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  BACK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Something that is being done with the receipt; the page may be gone or show another one by then.
 */
typedef struct
{
  GWeakRef view;
  KabMonth month;
  GFile *file; /* nullable */
} Errand;

static Errand *
errand_new (KabReceiptView *view, GFile *file)
{
  Errand *self = g_new0 (Errand, 1);

  g_weak_ref_init (&self->view, view);
  self->month = kab_receipt_get_month (view->receipt);
  g_set_object (&self->file, file);

  return self;
}

static void
errand_free (Errand *self)
{
  g_weak_ref_clear (&self->view);
  g_clear_object (&self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

/* Keys are heard in all of the window: out of sight none of this is meant. */
static void
update_actions (KabReceiptView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean seen = gtk_widget_get_mapped (widget) && self->receipt != NULL;
  gboolean opened = seen && kab_pdf_view_get_pdf (self->pdf_view) != NULL;

  gtk_widget_action_set_enabled (widget, "receipt.save", seen);
  gtk_widget_action_set_enabled (widget, "receipt.print", opened);
  gtk_widget_action_set_enabled (widget, "receipt.find", opened);
  gtk_widget_action_set_enabled (widget, "receipt.open-outside", opened);
}

static void
show_state (KabReceiptView *self, const char *name)
{
  kab_spinner_set_active (self->spinner, g_str_equal (name, "loading"));
  gtk_stack_set_visible_child_name (self->stack, name);
  update_actions (self);
}

static void
stop (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
show_failure (KabReceiptView *self, const GError *error)
{
  g_autofree char *title = kab_receipt_fault_title (error);
  g_autofree char *sentence =
    kab_receipt_fault_sentence (error, kab_receipt_get_month (self->receipt));
  g_autofree char *description = g_markup_escape_text (sentence, -1);
  gboolean unreachable = g_error_matches (error, KAB_ERROR, KAB_ERROR_OFFLINE);

  g_clear_object (&self->loading);
  adw_status_page_set_icon_name (self->failed_page, unreachable ? "network-offline-symbolic"
                                                                : "dialog-warning-symbolic");
  adw_status_page_set_title (self->failed_page, title);
  adw_status_page_set_description (self->failed_page, description);
  show_state (self, "failed");
}

static void
opened_pdf_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabReceiptView) self = kab_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabPdf) pdf = kab_pdf_open_finish (result, &error);

  /* A cancelled one has made place for another, whose state this is. */
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (pdf == NULL)
    {
      show_failure (self, error);
      return;
    }

  g_clear_object (&self->loading);
  kab_pdf_view_set_pdf (self->pdf_view, pdf);
  show_state (self, "page");
}

static void
got_receipt_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabReceiptView) self = kab_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kab_cabinet_get_receipt_finish (KAB_CABINET (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes != NULL)
    kab_pdf_open_async (bytes, self->loading, opened_pdf_cb, kab_weak_new (self));
  else
    show_failure (self, error);
}

static void
load (KabReceiptView *self)
{
  stop (&self->loading);
  self->wanted = FALSE;
  self->loading = g_cancellable_new ();
  show_state (self, "loading");
  kab_cabinet_get_receipt_async (self->cabinet, self->receipt, self->loading, got_receipt_cb,
                                 kab_weak_new (self));
}

static gboolean
is_same (KabReceipt *a, KabReceipt *b)
{
  return a != NULL && b != NULL &&
         kab_month_compare (kab_receipt_get_month (a), kab_receipt_get_month (b)) == 0 &&
         g_str_equal (kab_receipt_get_sha256 (a), kab_receipt_get_sha256 (b));
}

/* (nullable) (transfer full): as a saved receipt is called. */
static char *
make_name (KabReceiptView *self)
{
  KabAccount *account = kab_cabinet_get_chosen (self->cabinet);

  return account != NULL && self->receipt != NULL
           ? kab_receipt_saver_make_name (self->receipt, kab_account_get_number (account))
           : NULL;
}

static void
retry_clicked_cb (KabReceiptView *self)
{
  if (self->receipt != NULL)
    load (self);
}

static void
back_clicked_cb (KabReceiptView *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
tell_failure (KabReceiptView *self, const GError *error, KabMonth month)
{
  g_autofree char *sentence = NULL;

  if (!kab_words_is_worth_saying (error))
    return;
  sentence = g_error_matches (error, KAB_ERROR, KAB_ERROR_FILE)
               ? kab_error_to_sentence (error)
               : kab_receipt_fault_sentence (error, month);
  kab_toast_show (GTK_WIDGET (self), sentence);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (KabReceiptView) self = g_weak_ref_get (&errand->view);
  g_autoptr (GError) error = NULL;
  gboolean saved = kab_cabinet_save_receipt_finish (KAB_CABINET (source), result, &error);

  if (self == NULL)
    return;
  if (saved)
    {
      g_autoptr (GFile) folder = g_file_get_parent (errand->file);

      kab_outside_offer_folder (GTK_WIDGET (self), _ ("The receipt is saved"), folder);
    }
  else
    {
      tell_failure (self, error, errand->month);
    }
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabReceiptView) self = kab_weak_take (user_data);
  g_autoptr (GFile) file = kab_file_choice_finish (result);

  if (self != NULL && file != NULL && self->receipt != NULL)
    kab_cabinet_save_receipt_async (self->cabinet, self->receipt, file, self->cancellable, saved_cb,
                                    errand_new (self, file));
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KabReceiptView *self = KAB_RECEIPT_VIEW (widget);
  g_autofree char *name = make_name (self);

  if (name == NULL)
    return;

  stop (&self->choosing);
  self->choosing = g_cancellable_new ();
  kab_file_choice_save_async (widget, _ ("Save the receipt"), name, self->choosing, file_chosen_cb,
                              kab_weak_new (self));
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (KabReceiptView) self = g_weak_ref_get (&errand->view);
  g_autoptr (GError) error = NULL;

  if (!kab_pdf_print_finish (KAB_PDF (source), result, &error) && error != NULL && self != NULL)
    tell_failure (self, error, errand->month);
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KabReceiptView *self = KAB_RECEIPT_VIEW (widget);
  g_autofree char *month =
    kab_month_format_with_year (kab_receipt_get_month (self->receipt), KAB_MONTH_NAME);
  g_autofree char *title = g_strdup_printf (_ ("Receipt for %s"), month);

  kab_pdf_print_async (kab_pdf_view_get_pdf (self->pdf_view), kab_dialog_find_window (widget),
                       title, NULL, self->cancellable, printed_cb, errand_new (self, NULL));
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (KabReceiptView) self = g_weak_ref_get (&errand->view);
  g_autoptr (GError) error = NULL;
  gboolean copied = kab_file_write_finish (errand->file, result, &error);

  if (self == NULL)
    {
      kab_outside_drop_place (errand->file);
      return;
    }

  g_ptr_array_add (self->places, g_object_ref (errand->file));
  if (copied)
    {
      kab_outside_open (GTK_WIDGET (self), errand->file);
      return;
    }
  error = kab_file_take_error (error);
  tell_failure (self, error, errand->month);
}

static void
open_outside_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KabReceiptView *self = KAB_RECEIPT_VIEW (widget);
  KabPdf *pdf = kab_pdf_view_get_pdf (self->pdf_view);
  g_autofree char *name = make_name (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  if (name == NULL)
    return;
  file = kab_outside_make_place (name, &error);
  if (file != NULL)
    kab_file_write_async (file, kab_pdf_get_bytes (pdf), TRUE, self->cancellable, copied_cb,
                          errand_new (self, file));
  else
    tell_failure (self, error, kab_receipt_get_month (self->receipt));
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (KAB_RECEIPT_VIEW (widget)->pdf_view), "pdf.find", NULL);
}

static void
load_if_seen (KabReceiptView *self)
{
  if (self->wanted && self->looked_at && self->seen_id == 0 &&
      kab_cabinet_get_state (self->cabinet) == KAB_CABINET_SIGNED_IN &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

/* What is under way when a session ends would never be answered: it waits for the next one. */
static void
session_changed_cb (KabReceiptView *self)
{
  if (kab_cabinet_get_state (self->cabinet) != KAB_CABINET_SIGNED_IN && self->loading != NULL)
    {
      stop (&self->loading);
      self->wanted = TRUE;
      show_state (self, "none");
    }
  load_if_seen (self);
}

static void
set_cabinet (KabReceiptView *self, KabCabinet *cabinet)
{
  if (self->cabinet == cabinet)
    return;

  if (self->cabinet != NULL)
    g_signal_handlers_disconnect_by_data (self->cabinet, self);
  g_set_object (&self->cabinet, cabinet);
  if (cabinet != NULL)
    g_signal_connect_object (cabinet, "notify::state", G_CALLBACK (session_changed_cb), self,
                             G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CABINET]);
}

/* A leaflet maps all it has and then finds out that there is room for one: what is still mapped in
 * the frame after is what is looked at. */
static gboolean
seen_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KabReceiptView *self = KAB_RECEIPT_VIEW (widget);

  if (!self->laid_out)
    {
      self->laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }

  self->seen_id = 0;
  load_if_seen (self);
  return G_SOURCE_REMOVE;
}

static void
kab_receipt_view_map (GtkWidget *widget)
{
  KabReceiptView *self = KAB_RECEIPT_VIEW (widget);

  GTK_WIDGET_CLASS (kab_receipt_view_parent_class)->map (widget);
  self->laid_out = FALSE;
  self->seen_id = gtk_widget_add_tick_callback (widget, seen_cb, NULL, NULL);
  update_actions (self);
}

static void
kab_receipt_view_unmap (GtkWidget *widget)
{
  KabReceiptView *self = KAB_RECEIPT_VIEW (widget);

  if (self->seen_id != 0)
    gtk_widget_remove_tick_callback (widget, self->seen_id);
  self->seen_id = 0;
  GTK_WIDGET_CLASS (kab_receipt_view_parent_class)->unmap (widget);
  update_actions (self);
}

static void
kab_receipt_view_dispose (GObject *object)
{
  KabReceiptView *self = KAB_RECEIPT_VIEW (object);

  stop (&self->loading);
  stop (&self->choosing);
  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (kab_receipt_view_parent_class)->dispose (object);
}

static void
kab_receipt_view_finalize (GObject *object)
{
  KabReceiptView *self = KAB_RECEIPT_VIEW (object);

  for (guint i = 0; i < self->places->len; i++)
    kab_outside_drop_place (self->places->pdata[i]);
  g_ptr_array_unref (self->places);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->cabinet);
  g_clear_object (&self->receipt);
  G_OBJECT_CLASS (kab_receipt_view_parent_class)->finalize (object);
}

static void
kab_receipt_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabReceiptView *self = KAB_RECEIPT_VIEW (object);

  switch (id)
    {
    case PROP_CABINET:
      g_value_set_object (value, self->cabinet);
      break;
    case PROP_RECEIPT:
      g_value_set_object (value, self->receipt);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, self->can_go_back);
      break;
    case PROP_LOOKED_AT:
      g_value_set_boolean (value, self->looked_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_receipt_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabReceiptView *self = KAB_RECEIPT_VIEW (object);

  switch (id)
    {
    case PROP_CABINET:
      set_cabinet (self, g_value_get_object (value));
      break;
    case PROP_RECEIPT:
      kab_receipt_view_set_receipt (self, g_value_get_object (value));
      break;
    case PROP_CAN_GO_BACK:
      if (self->can_go_back != g_value_get_boolean (value))
        {
          self->can_go_back = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_LOOKED_AT:
      if (self->looked_at != g_value_get_boolean (value))
        {
          self->looked_at = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
          load_if_seen (self);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_receipt_view_class_init (KabReceiptViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = kab_receipt_view_dispose;
  object_class->finalize = kab_receipt_view_finalize;
  object_class->get_property = kab_receipt_view_get_property;
  object_class->set_property = kab_receipt_view_set_property;
  widget_class->map = kab_receipt_view_map;
  widget_class->unmap = kab_receipt_view_unmap;

  props[PROP_CABINET] = g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET, flags);
  props[PROP_RECEIPT] = g_param_spec_object ("receipt", NULL, NULL, KAB_TYPE_RECEIPT, flags);
  props[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, flags);
  props[PROP_LOOKED_AT] = g_param_spec_boolean ("looked-at", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[BACK] = g_signal_new ("back", KAB_TYPE_RECEIPT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "receipt.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "receipt.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "receipt.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "receipt.open-outside", NULL, open_outside_cb);

  g_type_ensure (KAB_TYPE_PDF_VIEW);
  g_type_ensure (KAB_TYPE_SPINNER);
  g_type_ensure (KAB_TYPE_PAIR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/receipts/kab-receipt-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KabReceiptView, stack);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptView, spinner);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptView, pdf_view);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptView, failed_page);
  gtk_widget_class_bind_template_callback (widget_class, kab_receipt_title);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, kab_outside_ask_link);
}

static void
kab_receipt_view_init (KabReceiptView *self)
{
  self->cancellable = g_cancellable_new ();
  self->places = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

KabReceipt *
kab_receipt_view_get_receipt (KabReceiptView *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT_VIEW (self), NULL);

  return self->receipt;
}

void
kab_receipt_view_set_receipt (KabReceiptView *self, KabReceipt *receipt)
{
  gboolean same;

  g_return_if_fail (KAB_IS_RECEIPT_VIEW (self));
  g_return_if_fail (receipt == NULL || KAB_IS_RECEIPT (receipt));

  same = is_same (self->receipt, receipt);
  if (!g_set_object (&self->receipt, receipt))
    return;

  if (!same)
    {
      stop (&self->loading);
      stop (&self->choosing);
      kab_pdf_view_set_pdf (self->pdf_view, NULL);
      self->wanted = receipt != NULL;
      show_state (self, "none");
      load_if_seen (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RECEIPT]);
}
