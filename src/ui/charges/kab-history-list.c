/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-history-list.h"

struct _KabHistoryList
{
  GObject parent_instance;

  KabPeriod *period;
  GtkCustomFilter *filter;
  GListModel *shown;
  GListStore *years;
  GListStore *parts; /* what is shown, and the years when they have a place */
  GtkSortListModel *rows;
  GtkSorter *sorter;
  KabTotals totals;
};

static void kab_history_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KabHistoryList,
                               kab_history_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      kab_history_list_model_init))

enum
{
  TOTALS_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
is_in_period (gpointer item, gpointer user_data)
{
  return kab_period_contains (user_data, kab_history_get_month (item));
}

static void
add_item (KabTotals *totals, gpointer item)
{
  if (KAB_IS_STATEMENT (item))
    kab_totals_add_statement (totals, item);
  else
    kab_totals_add_payment (totals, item);
}

/* An item of the kind of this list, to ask a sorter about: all its figures go by @rank. */
static gpointer
create_probe (GType type, gint16 year, gint64 rank)
{
  g_autoptr (GListStore) lines = NULL;

  if (type == KAB_TYPE_PAYMENT)
    {
      g_autofree char *word = g_strdup_printf ("%" G_GINT64_FORMAT, rank);

      return kab_payment_new ("", (KabDate){ year, 1, 1 }, rank, word, word,
                              (KabPaymentState) rank);
    }

  lines = g_list_store_new (KAB_TYPE_STATEMENT_LINE);

  return kab_statement_new ((KabMonth){ year, 1 }, rank, rank, rank, rank, rank, rank,
                            G_LIST_MODEL (lines));
}

static GtkOrdering
ask_sorter (KabHistoryList *self, gint64 rank_before, gint64 rank_after)
{
  GType type = g_list_model_get_item_type (self->shown);
  g_autoptr (GObject) before = create_probe (type, 2000, rank_before);
  g_autoptr (GObject) after = create_probe (type, 2001, rank_after);

  return gtk_sorter_compare (self->sorter, before, after);
}

/* GTK 4.8 does not tell by which column a view is sorted. The order is one of time when the later
 * of two items stands on the same side of the earlier, whichever has the larger figures. */
static gboolean
is_ordered_by_time (KabHistoryList *self)
{
  GtkOrdering rising, falling;

  if (self->sorter == NULL)
    return FALSE;

  rising = ask_sorter (self, 0, 1);
  falling = ask_sorter (self, 1, 0);

  return rising != GTK_ORDERING_EQUAL && rising == falling;
}

static void
order_changed_cb (KabHistoryList *self)
{
  gboolean shown = g_list_model_get_n_items (G_LIST_MODEL (self->parts)) > 1;

  if (shown == is_ordered_by_time (self))
    return;

  if (shown)
    g_list_store_remove (self->parts, 1);
  else
    g_list_store_append (self->parts, self->years);
}

static void
shown_changed_cb (KabHistoryList *self)
{
  g_autoptr (GPtrArray) years = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_year = g_hash_table_new (NULL, NULL);
  guint n = g_list_model_get_n_items (self->shown);
  KabYearTotal *total = NULL;

  self->totals = (KabTotals){ 0 };
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->shown, i);
      int year = kab_history_get_month (item).year;

      /* Those of a year come together as a rule. */
      if (total == NULL || kab_year_total_get_year (total) != year)
        total = g_hash_table_lookup (by_year, GINT_TO_POINTER (year));
      if (total == NULL)
        {
          total = kab_year_total_new (year);
          g_ptr_array_add (years, total);
          g_hash_table_insert (by_year, GINT_TO_POINTER (year), total);
        }
      add_item (kab_year_total_get_totals (total), item);
      add_item (&self->totals, item);
    }

  g_list_store_splice (self->years, 0, g_list_model_get_n_items (G_LIST_MODEL (self->years)),
                       years->pdata, years->len);
  g_signal_emit (self, signals[TOTALS_CHANGED], 0);
}

/* A period without bounds holds everything: nothing needs to be asked of each item then. */
static void
period_changed_cb (KabHistoryList *self)
{
  gboolean bounded = kab_month_is_valid (kab_period_get_first (self->period)) ||
                     kab_month_is_valid (kab_period_get_last (self->period));

  gtk_custom_filter_set_filter_func (self->filter, bounded ? is_in_period : NULL,
                                     bounded ? g_object_ref (self->period) : NULL,
                                     bounded ? g_object_unref : NULL);
}

static void
rows_changed_cb (KabHistoryList *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static GType
kab_history_list_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
kab_history_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (KAB_HISTORY_LIST (model)->rows));
}

static gpointer
kab_history_list_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (KAB_HISTORY_LIST (model)->rows), position);
}

static void
kab_history_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = kab_history_list_get_item_type;
  iface->get_n_items = kab_history_list_get_n_items;
  iface->get_item = kab_history_list_get_item;
}

static void
kab_history_list_finalize (GObject *object)
{
  KabHistoryList *self = KAB_HISTORY_LIST (object);

  if (self->sorter != NULL)
    g_signal_handlers_disconnect_by_data (self->sorter, self);
  g_clear_object (&self->sorter);
  g_clear_object (&self->rows);
  g_clear_object (&self->parts);
  g_clear_object (&self->years);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->period);
  G_OBJECT_CLASS (kab_history_list_parent_class)->finalize (object);
}

static void
kab_history_list_class_init (KabHistoryListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_history_list_finalize;

  signals[TOTALS_CHANGED] = g_signal_new ("totals-changed", KAB_TYPE_HISTORY_LIST,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kab_history_list_init (KabHistoryList *self)
{
  self->years = g_list_store_new (KAB_TYPE_YEAR_TOTAL);
  self->parts = g_list_store_new (G_TYPE_LIST_MODEL);
}

KabHistoryList *
kab_history_list_new (GListModel *items, KabPeriod *period)
{
  KabHistoryList *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (items), NULL);
  g_return_val_if_fail (KAB_IS_PERIOD (period), NULL);

  self = g_object_new (KAB_TYPE_HISTORY_LIST, NULL);
  self->period = g_object_ref (period);
  self->filter = gtk_custom_filter_new (NULL, NULL, NULL);
  period_changed_cb (self);
  self->shown = G_LIST_MODEL (
    gtk_filter_list_model_new (g_object_ref (items), GTK_FILTER (g_object_ref (self->filter))));
  g_list_store_append (self->parts, self->shown);
  self->rows = gtk_sort_list_model_new (
    G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->parts)))), NULL);

  g_signal_connect_object (period, "changed", G_CALLBACK (period_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (shown_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED);
  shown_changed_cb (self);

  return self;
}

GListModel *
kab_history_list_get_shown (KabHistoryList *self)
{
  g_return_val_if_fail (KAB_IS_HISTORY_LIST (self), NULL);

  return self->shown;
}

const KabTotals *
kab_history_list_get_totals (KabHistoryList *self)
{
  g_return_val_if_fail (KAB_IS_HISTORY_LIST (self), NULL);

  return &self->totals;
}

void
kab_history_list_set_sorter (KabHistoryList *self, GtkSorter *sorter)
{
  g_return_if_fail (KAB_IS_HISTORY_LIST (self));
  g_return_if_fail (sorter == NULL || GTK_IS_SORTER (sorter));

  if (self->sorter == sorter)
    return;

  if (self->sorter != NULL)
    g_signal_handlers_disconnect_by_data (self->sorter, self);
  g_set_object (&self->sorter, sorter);
  order_changed_cb (self);
  gtk_sort_list_model_set_sorter (self->rows, sorter);
  /* After the rows, which must not be added to while they still go by the order before. */
  if (sorter != NULL)
    g_signal_connect_data (sorter, "changed", G_CALLBACK (order_changed_cb), self, NULL,
                           G_CONNECT_AFTER | G_CONNECT_SWAPPED);
}

KabMonth
kab_history_get_month (gpointer item)
{
  return KAB_IS_STATEMENT (item) ? kab_statement_get_month (item)
                                 : kab_date_get_month (kab_payment_get_date (item));
}

/* A number that grows with time; the day counts for payments only. */
static int
get_time (gpointer item)
{
  KabMonth month;

  if (KAB_IS_YEAR_TOTAL (item))
    return kab_year_total_get_year (item) * 10000 + 9999;

  month = kab_history_get_month (item);

  return month.year * 10000 + month.month * 100 +
         (KAB_IS_PAYMENT (item) ? kab_payment_get_date (item).day : 0);
}

int
kab_history_compare_time (gconstpointer a, gconstpointer b, gpointer unused)
{
  return get_time ((gpointer) a) - get_time ((gpointer) b);
}
