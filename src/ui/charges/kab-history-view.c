/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-history-view.h"

#include "kab-charges-chart.h"
#include "kab-headed-scroll.h"
#include "kab-history-cell.h"
#include "kab-money.h"
#include "kab-period-chooser.h"
#include "kab-speech.h"
#include "kab-text-scale.h"

/* GTK 4.8 makes some 200 rows of a long list at once, however few are seen. The first rows fill the
 * highest screens; more come a few a frame, and when there are as many as GTK makes, all the rest.
 */
#define FIRST_ROWS 60
#define MORE_ROWS  16
#define MADE_ROWS  240

struct _KabHistoryView
{
  AdwBin parent_instance;

  KabPeriodChooser *chooser;
  KabChargesChart *chart;
  GtkLabel *summary_label;
  GtkWidget *empty_box;
  GtkLabel *empty_label;
  GtkColumnView *column_view;
  GPtrArray *columns; /* of GtkColumnViewColumn: all, in their order */

  const KabHistoryKind *kind;
  KabPeriod *period;
  KabHistoryList *list;
  KabHistoryList *charted; /* what the chart is of */
  GtkSliceListModel *rows; /* those of the list that have come so far */
  guint tick_id;           /* 0: no more come */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (KabHistoryView, kab_history_view, ADW_TYPE_BIN)

enum
{
  PROP_NARROW = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

enum
{
  OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const KabHistoryColumn *column = user_data;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (column->amount != NULL)
    {
      gint64 left = 0, right = 0;

      column->amount ((gpointer) a, &left);
      column->amount ((gpointer) b, &right);

      return (left > right) - (left < right);
    }

  first = column->text ((gpointer) a);
  second = column->text ((gpointer) b);

  return g_utf8_collate (first, second);
}

static void
open_item (KabHistoryView *self, gpointer item)
{
  if (self->kind->opens && !KAB_IS_YEAR_TOTAL (item))
    g_signal_emit (self, signals[OPENED], 0, item);
}

static void
row_activated_cb (KabHistoryView *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (item != NULL)
    open_item (self, item);
}

static void
open_clicked_cb (GtkButton *button, GtkListItem *list_item)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (button), KAB_TYPE_HISTORY_VIEW);
  g_autoptr (GObject) item = g_object_ref (gtk_list_item_get_item (list_item));

  open_item (KAB_HISTORY_VIEW (view), item);
}

static void
set_up_open_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (open_clicked_cb), list_item);
  gtk_list_item_set_child (list_item, button);
}

static void
bind_open_cb (GtkListItemFactory *factory, GtkListItem *list_item, KabHistoryView *self)
{
  GtkWidget *button = gtk_list_item_get_child (list_item);
  gpointer item = gtk_list_item_get_item (list_item);
  g_autofree char *title = self->kind->columns[0].text (item);
  /* Translators: %s is a month: "More about February 2020" */
  g_autofree char *name = g_strdup_printf (_ ("Details: %s"), title);

  gtk_widget_set_visible (button, !KAB_IS_YEAR_TOTAL (item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkColumnViewColumn *
add_column (KabHistoryView *self, const KabHistoryColumn *column)
{
  g_autoptr (GtkColumnViewColumn) added = gtk_column_view_column_new (_ (column->title), NULL);
  GCompareDataFunc compare = column->compare != NULL ? column->compare : compare_items;
  g_autoptr (GtkSorter) sorter =
    GTK_SORTER (gtk_custom_sorter_new (compare, (gpointer) column, NULL));

  gtk_column_view_column_set_sorter (added, sorter);
  gtk_column_view_append_column (self->column_view, added);
  g_ptr_array_add (self->columns, g_object_ref (added));

  return added;
}

static void
add_open_column (KabHistoryView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_open_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_open_cb), self);
  column = gtk_column_view_column_new (NULL, g_steal_pointer (&factory));
  gtk_column_view_append_column (self->column_view, column);
  g_ptr_array_add (self->columns, g_object_ref (column));
}

/* What a screen reader says of a row: of all columns, also of those there is no room for. */
static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *list_item, KabHistoryView *self)
{
  gpointer item = gtk_list_item_get_item (list_item);
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (list_item));
  GtkWidget *row = gtk_widget_get_parent (cell);
  g_autofree char *name = kab_history_describe (self->kind, item);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static KabHistoryForm
get_form (KabHistoryView *self)
{
  if (!self->narrow)
    return KAB_HISTORY_WIDE;
  return kab_text_scale_is_large (GTK_WIDGET (self)) ? KAB_HISTORY_NARROWEST : KAB_HISTORY_NARROW;
}

static gboolean
has_room_for (KabHistoryView *self, guint column, KabHistoryForm form)
{
  return column >= self->kind->n_columns || self->kind->columns[column].form >= form;
}

/* Those there is room for first, in their order: in GTK 4.24 a row gives its cells the widths of as
 * many columns, whether these are hidden or not. */
static void
order_columns (KabHistoryView *self, KabHistoryForm form)
{
  guint position = 0;

  for (int seen = 1; seen >= 0; seen--)
    for (guint i = 0; i < self->columns->len; i++)
      if (has_room_for (self, i, form) == seen)
        gtk_column_view_insert_column (self->column_view, position++, self->columns->pdata[i]);
}

/* Which columns there is room for, and in what form their cells are. */
static void
update_columns (KabHistoryView *self)
{
  KabHistoryForm form = get_form (self);

  /* Cells that are there keep the factory they were made by; hidden, a column drops them. Shown, it
   * puts them after those that are there, whatever its place is: so all come anew, in their order.
   * By that order a row knows how wide they are, and who listens hears them. */
  for (guint i = 0; i < self->columns->len; i++)
    gtk_column_view_column_set_visible (self->columns->pdata[i], FALSE);
  order_columns (self, form);
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkColumnViewColumn *shown = self->columns->pdata[i];

      if (i < self->kind->n_columns)
        {
          const KabHistoryColumn *column = &self->kind->columns[i];
          g_autoptr (GtkListItemFactory) factory = kab_history_cell_factory_new (column, form);

          if (i == 0)
            g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
          gtk_column_view_column_set_factory (shown, factory);
          /* Figures need no more room than they have; what is said of the time does. */
          gtk_column_view_column_set_expand (shown, i == 0 || !self->narrow);
        }
      gtk_column_view_column_set_visible (shown, has_room_for (self, i, form));
    }
}

/* A title stands over its figures. GTK 4.8 has no word for that. */
static void
align_titles (KabHistoryView *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->column_view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (gsize i = 0; i < self->kind->n_columns && title != NULL; i++)
    {
      GtkWidget *box = gtk_widget_get_first_child (title);

      if (self->kind->columns[i].amount != NULL && box != NULL)
        gtk_widget_set_halign (box, GTK_ALIGN_END);
      title = gtk_widget_get_next_sibling (title);
    }
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  KabHistoryView *self = KAB_HISTORY_VIEW (widget);
  guint size = gtk_slice_list_model_get_size (self->rows) + MORE_ROWS;

  if (size < MADE_ROWS)
    {
      gtk_slice_list_model_set_size (self->rows, size);

      return G_SOURCE_CONTINUE;
    }

  gtk_slice_list_model_set_size (self->rows, G_MAXUINT);
  self->tick_id = 0;

  return G_SOURCE_REMOVE;
}

/* What arrives where nothing was comes bit by bit; what changes later changes at once. */
static void
list_changed_cb (KabHistoryView *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    gtk_slice_list_model_set_size (self->rows, FIRST_ROWS);
  else if (self->tick_id == 0 && gtk_slice_list_model_get_size (self->rows) != G_MAXUINT)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
totals_changed_cb (KabHistoryView *self)
{
  guint n = g_list_model_get_n_items (kab_history_list_get_shown (self->list));
  g_autofree char *summary = self->kind->summarise (kab_history_list_get_totals (self->list));

  gtk_label_set_text (self->summary_label, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary_label), n > 0 && *summary != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->column_view), n > 0);
  gtk_widget_set_visible (self->empty_box, n == 0);
}

static void
show_all_clicked_cb (KabHistoryView *self)
{
  kab_period_set_kind (self->period, KAB_PERIOD_ALL);
}

static void
kab_history_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabHistoryView *self = KAB_HISTORY_VIEW (object);

  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_history_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabHistoryView *self = KAB_HISTORY_VIEW (object);

  switch (id)
    {
    case PROP_NARROW:
      kab_history_view_set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_history_view_dispose (GObject *object)
{
  KabHistoryView *self = KAB_HISTORY_VIEW (object);

  /* First of all the rows: what follows would sort them once more for nobody. */
  if (self->list != NULL)
    gtk_column_view_set_model (self->column_view, NULL);
  g_clear_object (&self->rows);
  g_clear_object (&self->list);
  g_clear_object (&self->charted);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_object (&self->period);
  G_OBJECT_CLASS (kab_history_view_parent_class)->dispose (object);
}

static void
kab_history_view_class_init (KabHistoryViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_history_view_get_property;
  object_class->set_property = kab_history_view_set_property;
  object_class->dispose = kab_history_view_dispose;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[OPENED] = g_signal_new ("opened", KAB_TYPE_HISTORY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);

  g_type_ensure (KAB_TYPE_CHARGES_CHART);
  g_type_ensure (KAB_TYPE_HEADED_SCROLL);
  g_type_ensure (KAB_TYPE_PERIOD_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/charges/kab-history-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KabHistoryView, chooser);
  gtk_widget_class_bind_template_child (widget_class, KabHistoryView, chart);
  gtk_widget_class_bind_template_child (widget_class, KabHistoryView, summary_label);
  gtk_widget_class_bind_template_child (widget_class, KabHistoryView, empty_box);
  gtk_widget_class_bind_template_child (widget_class, KabHistoryView, empty_label);
  gtk_widget_class_bind_template_child (widget_class, KabHistoryView, column_view);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_clicked_cb);
}

static void
kab_history_view_init (KabHistoryView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_bind_property (self, "narrow", self->chooser, "narrow", G_BINDING_SYNC_CREATE);
}

void
kab_history_view_set_up (KabHistoryView *self,
                         const KabHistoryKind *kind,
                         GListModel *items,
                         GListModel *statements,
                         KabPeriod *period)
{
  g_autoptr (GtkSelectionModel) selection = NULL;
  GtkColumnViewColumn *time = NULL;

  g_return_if_fail (KAB_IS_HISTORY_VIEW (self));
  g_return_if_fail (kind != NULL && self->kind == NULL);

  self->kind = kind;
  self->period = g_object_ref (period);
  self->list = kab_history_list_new (items, period);
  for (gsize i = 0; i < kind->n_columns; i++)
    {
      GtkColumnViewColumn *column = add_column (self, &kind->columns[i]);

      if (i == 0)
        time = column;
    }
  if (kind->opens)
    add_open_column (self);
  align_titles (self);
  kab_speech_name_table (self->column_view);
  update_columns (self);

  kab_period_chooser_set_period (self->chooser, period);
  gtk_label_set_text (self->empty_label, _ (kind->empty));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->column_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kind->name), -1);
  g_signal_connect_object (self->list, "totals-changed", G_CALLBACK (totals_changed_cb), self,
                           G_CONNECT_SWAPPED);
  totals_changed_cb (self);

  self->charted =
    items != statements ? kab_history_list_new (statements, period) : g_object_ref (self->list);
  kab_charges_chart_set_statements (self->chart, kab_history_list_get_shown (self->charted));

  gtk_column_view_sort_by_column (self->column_view, time, GTK_SORT_DESCENDING);
  kab_history_list_set_sorter (self->list, gtk_column_view_get_sorter (self->column_view));
  self->rows = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->list)), 0, FIRST_ROWS);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  list_changed_cb (self);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows))));
  gtk_column_view_set_model (self->column_view, selection);
}

void
kab_history_view_set_narrow (KabHistoryView *self, gboolean narrow)
{
  g_return_if_fail (KAB_IS_HISTORY_VIEW (self));

  narrow = !!narrow;
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  if (self->kind != NULL)
    update_columns (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}
