/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-receipts-page.h"

#include "kab-closure.h"
#include "kab-file-choice.h"
#include "kab-period-chooser.h"
#include "kab-receipt-row.h"
#include "kab-receipt-saver.h"
#include "kab-receipt-view.h"
#include "kab-receipts-text.h"
#include "kab-save-bar.h"
#include "kab-state-stack.h"
#include "kab-weak.h"

struct _KabReceiptsPage
{
  AdwBin parent_instance;

  KabStateStack *stack;
  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  KabPeriodChooser *period_chooser;
  GtkWidget *save_button;
  GtkListBox *list;
  GtkWidget *placeholder;
  KabReceiptView *view;
  KabSaveBar *save_bar;

  KabCabinet *cabinet;
  char *number; /* of the account the list is of */
  KabPeriod *period;
  GtkFilter *filter;
  GListModel *shown;         /* the receipts of the period */
  KabMonth month;            /* of the receipt chosen */
  GCancellable *cancellable; /* of choosing a folder for the receipts of this account */
};

G_DEFINE_FINAL_TYPE (KabReceiptsPage, kab_receipts_page, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

/* Without an account there are no receipts to wait for: the accounts then say how the page stands.
 */
static KabLoad *
choose_load (gpointer instance, KabAccount *chosen, KabLoad *receipts, KabLoad *accounts)
{
  KabLoad *load = chosen != NULL ? receipts : accounts;

  return load != NULL ? g_object_ref (load) : NULL;
}

static gboolean
is_receipt_shown (gpointer instance, gboolean folded, GtkWidget *visible_child)
{
  return !folded || KAB_IS_RECEIPT_VIEW (visible_child);
}

static KabMonth
get_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return (KabMonth){ (gint16) g_date_time_get_year (now), (gint8) g_date_time_get_month (now) };
}

static KabMonth
get_month_at (GListModel *receipts, guint position)
{
  g_autoptr (KabReceipt) receipt = g_list_model_get_item (receipts, position);

  return receipt != NULL ? kab_receipt_get_month (receipt) : KAB_MONTH_NONE;
}

static gboolean
is_in_period (gpointer item, gpointer user_data)
{
  KabReceiptsPage *self = user_data;

  return kab_period_contains (self->period, kab_receipt_get_month (KAB_RECEIPT (item)));
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return GTK_WIDGET (kab_receipt_row_new (KAB_RECEIPT (item)));
}

static void
update_save_button (KabReceiptsPage *self)
{
  gtk_widget_set_sensitive (self->save_button, !kab_save_bar_get_busy (self->save_bar) &&
                                                 g_list_model_get_n_items (self->shown) > 0);
}

/* The one chosen stays chosen when the list is got anew; else it is the newest. */
static void
choose_receipt (KabReceiptsPage *self)
{
  guint n = g_list_model_get_n_items (self->shown);
  int chosen = 0;

  if (n == 0)
    {
      kab_receipt_view_set_receipt (self->view, NULL);
      return;
    }

  for (guint i = 0; i < n; i++)
    if (kab_month_compare (get_month_at (self->shown, i), self->month) == 0)
      chosen = (int) i;
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, chosen));
}

static void
load_if_needed (KabReceiptsPage *self)
{
  KabLoad *load = kab_cabinet_get_receipts_load (self->cabinet);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && kab_cabinet_get_chosen (self->cabinet) != NULL &&
      kab_load_get_state (load) == KAB_LOAD_IDLE)
    kab_cabinet_load_receipts (self->cabinet);
}

static void
shown_changed_cb (KabReceiptsPage *self)
{
  choose_receipt (self);
  update_save_button (self);
}

static void
receipts_changed_cb (KabReceiptsPage *self)
{
  GListModel *receipts = kab_cabinet_get_receipts (self->cabinet);
  guint n = g_list_model_get_n_items (receipts);
  KabMonth newest = n > 0 ? get_month_at (receipts, 0) : KAB_MONTH_NONE;
  KabMonth oldest = n > 0 ? get_month_at (receipts, n - 1) : KAB_MONTH_NONE;

  kab_period_set_span (self->period, oldest, newest, newest);
  kab_state_stack_set_is_empty (self->stack, n == 0);
}

static void
period_changed_cb (KabReceiptsPage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
chosen_changed_cb (KabReceiptsPage *self)
{
  KabAccount *chosen = kab_cabinet_get_chosen (self->cabinet);
  const char *number = chosen != NULL ? kab_account_get_number (chosen) : NULL;

  if (g_strcmp0 (number, self->number) != 0)
    {
      g_cancellable_cancel (self->cancellable);
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
      g_free (self->number);
      self->number = g_strdup (number);
      self->month = KAB_MONTH_NONE;
      kab_receipt_view_set_receipt (self->view, NULL);
      kab_period_reset (self->period);
      adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
    }
  load_if_needed (self);
}

static void
row_selected_cb (KabReceiptsPage *self, KabReceiptRow *row)
{
  KabReceipt *receipt;

  /* A row that goes with its list is not a choice. */
  if (row == NULL)
    return;

  receipt = kab_receipt_row_get_receipt (row);
  self->month = kab_receipt_get_month (receipt);
  kab_receipt_view_set_receipt (self->view, receipt);
}

static void
row_activated_cb (KabReceiptsPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->view));
}

static void
back_cb (KabReceiptsPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabReceiptsPage) self = kab_weak_take (user_data);
  g_autoptr (GFile) folder = kab_file_choice_finish (result);
  g_autoptr (KabReceiptSaver) saver = NULL;

  if (self == NULL || folder == NULL || g_list_model_get_n_items (self->shown) == 0 ||
      kab_save_bar_get_busy (self->save_bar))
    return;

  saver = kab_receipt_saver_new (self->cabinet, self->shown, folder);
  kab_save_bar_start (self->save_bar, saver, folder);
}

static void
save_clicked_cb (KabReceiptsPage *self)
{
  kab_file_choice_folder_async (GTK_WIDGET (self), _ ("Where to save the receipts"),
                                _ ("_Save here"), self->cancellable, folder_chosen_cb,
                                kab_weak_new (self));
}

static void
retry_cb (KabReceiptsPage *self)
{
  if (kab_cabinet_get_chosen (self->cabinet) != NULL)
    kab_cabinet_load_receipts (self->cabinet);
  else
    kab_cabinet_refresh (self->cabinet);
}

static void
kab_receipts_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kab_receipts_page_parent_class)->map (widget);
  load_if_needed (KAB_RECEIPTS_PAGE (widget));
}

static void
kab_receipts_page_constructed (GObject *object)
{
  KabReceiptsPage *self = KAB_RECEIPTS_PAGE (object);
  GListModel *receipts = kab_cabinet_get_receipts (self->cabinet);

  G_OBJECT_CLASS (kab_receipts_page_parent_class)->constructed (object);

  self->period = kab_period_new (get_today ());
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_in_period, self, NULL));
  self->shown =
    G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (receipts), g_object_ref (self->filter)));
  gtk_list_box_bind_model (self->list, self->shown, create_row, NULL, NULL);
  gtk_list_box_set_placeholder (self->list, self->placeholder);
  kab_period_chooser_set_period (self->period_chooser, self->period);

  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (shown_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->period, "changed", G_CALLBACK (period_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (receipts, "items-changed", G_CALLBACK (receipts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cabinet, "notify::chosen", G_CALLBACK (chosen_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->save_bar, "notify::busy", G_CALLBACK (update_save_button), self,
                           G_CONNECT_SWAPPED);
  chosen_changed_cb (self);
  receipts_changed_cb (self);
  shown_changed_cb (self);
}

static void
kab_receipts_page_dispose (GObject *object)
{
  KabReceiptsPage *self = KAB_RECEIPTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  /* The filter looks at the page. */
  g_clear_object (&self->shown);
  G_OBJECT_CLASS (kab_receipts_page_parent_class)->dispose (object);
}

static void
kab_receipts_page_finalize (GObject *object)
{
  KabReceiptsPage *self = KAB_RECEIPTS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->filter);
  g_clear_object (&self->period);
  g_clear_object (&self->cabinet);
  g_free (self->number);
  G_OBJECT_CLASS (kab_receipts_page_parent_class)->finalize (object);
}

static void
kab_receipts_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CABINET:
      g_value_set_object (value, KAB_RECEIPTS_PAGE (object)->cabinet);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_receipts_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CABINET:
      KAB_RECEIPTS_PAGE (object)->cabinet = g_value_dup_object (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_receipts_page_class_init (KabReceiptsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kab_receipts_page_constructed;
  object_class->dispose = kab_receipts_page_dispose;
  object_class->finalize = kab_receipts_page_finalize;
  object_class->get_property = kab_receipts_page_get_property;
  object_class->set_property = kab_receipts_page_set_property;
  widget_class->map = kab_receipts_page_map;

  props[PROP_CABINET] = g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET,
                                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                               G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KAB_TYPE_CABINET);
  g_type_ensure (KAB_TYPE_LOAD);
  g_type_ensure (KAB_TYPE_PERIOD_CHOOSER);
  g_type_ensure (KAB_TYPE_RECEIPT_VIEW);
  g_type_ensure (KAB_TYPE_SAVE_BAR);
  g_type_ensure (KAB_TYPE_STATE_STACK);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/ru/sah67/Kabinet/ui/receipts/kab-receipts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, period_chooser);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, list);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, placeholder);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, view);
  gtk_widget_class_bind_template_child (widget_class, KabReceiptsPage, save_bar);
  gtk_widget_class_bind_template_callback (widget_class, choose_load);
  gtk_widget_class_bind_template_callback (widget_class, kab_closure_is_null);
  gtk_widget_class_bind_template_callback (widget_class, is_receipt_shown);
  gtk_widget_class_bind_template_callback (widget_class, kab_receipts_empty_title);
  gtk_widget_class_bind_template_callback (widget_class, kab_receipts_empty_description);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
kab_receipts_page_init (KabReceiptsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
