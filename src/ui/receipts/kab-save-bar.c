/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-save-bar.h"

#include "kab-fact-row.h"
#include "kab-fit.h"
#include "kab-receipt-outside.h"
#include "kab-receipts-text.h"
#include "kab-speech.h"
#include "kab-toast.h"

struct _KabSaveBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;
  GtkWidget *failures_box;
  AdwBin *failures_bin;
  GtkListBox *failures_list;

  KabReceiptSaver *saver; /* NULL: nothing was saved yet */
  GFile *folder;
  gboolean cancelled;
};

G_DEFINE_FINAL_TYPE (KabSaveBar, kab_save_bar, ADW_TYPE_BIN)

enum
{
  PROP_BUSY = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static int
count_ready (KabSaveBar *self)
{
  return kab_receipt_saver_get_saved (self->saver) + kab_receipt_saver_get_skipped (self->saver);
}

static GtkWidget *
create_failure_row (gpointer item, gpointer user_data)
{
  KabSaveFailure *failure = item;
  KabMonth month = kab_save_failure_get_month (failure);
  g_autofree char *title = kab_receipts_month (month);
  g_autofree char *why = NULL;

  if (kab_save_failure_get_conflict (failure))
    why = g_strdup (_ ("Another file of this name is there already; it was left as it is. Rename "
                       "it or choose another folder."));
  else
    why = kab_receipt_fault_sentence (kab_save_failure_get_error (failure), month);

  return g_object_new (KAB_TYPE_FACT_ROW, "title", title, "value", why, NULL);
}

static void
show_progress (KabSaveBar *self)
{
  int total = kab_receipt_saver_get_total (self->saver);
  g_autofree char *text = kab_saving_progress (count_ready (self), total);

  gtk_label_set_label (self->label, text);
  gtk_progress_bar_set_fraction (
    self->progress, total > 0 ? (double) kab_receipt_saver_get_done (self->saver) / total : 0.0);
}

static void
show_running (KabSaveBar *self, gboolean running)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_set_visible (self->failures_box, !running);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static void
run (KabSaveBar *self)
{
  self->cancelled = FALSE;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  show_progress (self);
}

static void
progressed_cb (KabSaveBar *self)
{
  show_progress (self);
}

static void
finished_cb (KabSaveBar *self)
{
  int total = kab_receipt_saver_get_total (self->saver);
  int saved = kab_receipt_saver_get_saved (self->saver);
  int skipped = kab_receipt_saver_get_skipped (self->saver);
  guint n_failures = g_list_model_get_n_items (kab_receipt_saver_get_failures (self->saver));

  show_progress (self);
  show_running (self, FALSE);
  if (n_failures > 0 && !self->cancelled)
    {
      kab_speech_announce (GTK_WIDGET (self), gtk_label_get_label (self->label));
      return;
    }

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  if (saved + skipped == total)
    {
      g_autofree char *text = kab_saving_result (saved, skipped);

      kab_outside_offer_folder (GTK_WIDGET (self), text, self->folder);
    }
  else if (self->cancelled)
    {
      g_autofree char *progress = kab_saving_progress (saved + skipped, total);
      g_autofree char *text = g_strdup_printf (_ ("Stopped. %s"), progress);

      kab_toast_show (GTK_WIDGET (self), text);
    }
}

static void
cancel_clicked_cb (KabSaveBar *self)
{
  self->cancelled = TRUE;
  kab_receipt_saver_cancel (self->saver);
}

static void
retry_clicked_cb (KabSaveBar *self)
{
  kab_receipt_saver_retry (self->saver);
  run (self);
  show_running (self, kab_save_bar_get_busy (self));
}

static void
close_clicked_cb (KabSaveBar *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
drop_saver (KabSaveBar *self)
{
  if (self->saver == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->saver, self);
  kab_receipt_saver_cancel (self->saver);
  g_clear_object (&self->saver);
  g_clear_object (&self->folder);
}

static void
kab_save_bar_dispose (GObject *object)
{
  drop_saver (KAB_SAVE_BAR (object));
  G_OBJECT_CLASS (kab_save_bar_parent_class)->dispose (object);
}

static void
kab_save_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, kab_save_bar_get_busy (KAB_SAVE_BAR (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_save_bar_class_init (KabSaveBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kab_save_bar_dispose;
  object_class->get_property = kab_save_bar_get_property;

  props[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/receipts/kab-save-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, KabSaveBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, KabSaveBar, label);
  gtk_widget_class_bind_template_child (widget_class, KabSaveBar, progress);
  gtk_widget_class_bind_template_child (widget_class, KabSaveBar, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KabSaveBar, failures_box);
  gtk_widget_class_bind_template_child (widget_class, KabSaveBar, failures_bin);
  gtk_widget_class_bind_template_child (widget_class, KabSaveBar, failures_list);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
}

static void
kab_save_bar_init (KabSaveBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_fit_scrolled (self->failures_bin);
}

GtkWidget *
kab_save_bar_new (void)
{
  return g_object_new (KAB_TYPE_SAVE_BAR, NULL);
}

gboolean
kab_save_bar_get_busy (KabSaveBar *self)
{
  g_return_val_if_fail (KAB_IS_SAVE_BAR (self), FALSE);

  return self->saver != NULL && kab_receipt_saver_get_running (self->saver);
}

void
kab_save_bar_start (KabSaveBar *self, KabReceiptSaver *saver, GFile *folder)
{
  g_return_if_fail (KAB_IS_SAVE_BAR (self));
  g_return_if_fail (KAB_IS_RECEIPT_SAVER (saver));
  g_return_if_fail (G_IS_FILE (folder));
  g_return_if_fail (!kab_save_bar_get_busy (self));

  drop_saver (self);
  self->saver = g_object_ref (saver);
  self->folder = g_object_ref (folder);
  gtk_list_box_bind_model (self->failures_list, kab_receipt_saver_get_failures (saver),
                           create_failure_row, NULL, NULL);
  g_signal_connect_swapped (saver, "notify::done", G_CALLBACK (progressed_cb), self);
  g_signal_connect_swapped (saver, "finished", G_CALLBACK (finished_cb), self);
  kab_receipt_saver_start (saver);
  run (self);
  show_running (self, kab_save_bar_get_busy (self));
}
