/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-month-view.h"

#include "kab-amount-row.h"
#include "kab-charges-text.h"
#include "kab-fact-row.h"
#include "kab-figures.h"
#include "kab-money.h"

#define COLUMN_SPACING 18
#define ROW_SPACING    12

struct _KabMonthView
{
  AdwBin parent_instance;

  GtkLabel *heading_label;
  GtkLabel *comparison_label;
  AdwBin *lines_bin;

  KabStatement *statement;
  KabStatement *year_before;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (KabMonthView, kab_month_view, ADW_TYPE_BIN)

enum
{
  PROP_NARROW = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* What is said of a service. An amount has a total; a text has none. */
typedef struct
{
  const char *title;
  gboolean always; /* shown though it is nothing */
  gint64 (*amount) (KabStatementLine *line);
  char *(*text) (KabStatementLine *line);
  gint64 (*total) (KabStatement *statement);
} Column;

static char *
format_quantity (KabStatementLine *line)
{
  return kab_statement_line_get_quantity (line).digits != 0 ? kab_charges_quantity (line)
                                                            : g_strdup ("");
}

static char *
format_tariff (KabStatementLine *line)
{
  KabDecimal tariff = kab_statement_line_get_tariff (line);

  return tariff.digits != 0 ? kab_charges_tariff (line) : g_strdup ("");
}

static gint64
get_total (KabStatement *statement)
{
  return kab_statement_get_charged (statement) + kab_statement_get_recalculated (statement) +
         kab_statement_get_penalty (statement);
}

static const Column columns[] = {
  { N_ ("Quantity"), .text = format_quantity },
  { N_ ("Tariff"), .text = format_tariff },
  { N_ ("Charged"), TRUE, kab_statement_line_get_charged, .total = kab_statement_get_charged },
  { N_ ("Recalculation"), FALSE, kab_statement_line_get_recalculated,
    .total = kab_statement_get_recalculated },
  { N_ ("Penalty"), FALSE, kab_statement_line_get_penalty, .total = kab_statement_get_penalty },
  { N_ ("Total"), TRUE, kab_charges_line_total, .total = get_total },
};

static gboolean
has_value (const Column *column, KabStatementLine *line)
{
  g_autofree char *text = NULL;

  if (column->amount != NULL)
    return column->always || column->amount (line) != 0;

  text = column->text (line);

  return *text != '\0';
}

static gboolean
is_shown (const Column *column, GListModel *lines)
{
  gboolean shown = column->always;

  for (guint i = 0; !shown && i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KabStatementLine) line = g_list_model_get_item (lines, i);

      shown = has_value (column, line);
    }

  return shown;
}

static char *
format_cell (const Column *column, KabStatementLine *line)
{
  return column->amount != NULL ? kab_money_format (column->amount (line)) : column->text (line);
}

static GtkWidget *
create_label (const char *text, float xalign, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
create_figure (const char *text, const char *title, const char *style)
{
  GtkWidget *label = create_label (text, 1, style);

  gtk_widget_add_css_class (label, "amount");
  kab_figures_keep (GTK_LABEL (label));
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  /* Of a figure alone nobody hears what it is. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title, -1);

  return label;
}

/* The service, and under it why it was recalculated. */
static GtkWidget *
create_service (KabStatementLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *service = create_label (kab_statement_line_get_service (line), 0, NULL);
  const char *reason = kab_statement_line_get_reason (line);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_BASELINE);
  gtk_label_set_wrap (GTK_LABEL (service), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (service), 16);
  gtk_box_append (GTK_BOX (box), service);
  if (*reason != '\0')
    {
      g_autofree char *text = g_strdup_printf (_ ("Recalculation: %s"), reason);
      GtkWidget *label = create_label (text, 0, "dim-label");

      gtk_widget_add_css_class (label, "caption");
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }

  return box;
}

static void
attach_separator (GtkGrid *grid, int n_columns, int row)
{
  gtk_grid_attach (grid, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, row, n_columns, 1);
}

static GtkWidget *
create_table (KabMonthView *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  GListModel *lines = kab_statement_get_lines (self->statement);
  int n_lines = (int) g_list_model_get_n_items (lines);
  int total_row = 2 + 2 * n_lines;
  int n_columns = 1;

  gtk_grid_set_column_spacing (grid, COLUMN_SPACING);
  gtk_grid_set_row_spacing (grid, ROW_SPACING);
  gtk_widget_add_css_class (GTK_WIDGET (grid), "card");
  gtk_grid_attach (grid, create_label (_ ("Service"), 0, "caption-heading"), 0, 0, 1, 1);
  for (int i = 0; i < n_lines; i++)
    {
      g_autoptr (KabStatementLine) line = g_list_model_get_item (lines, (guint) i);

      gtk_grid_attach (grid, create_service (line), 0, 2 + 2 * i, 1, 1);
    }
  gtk_grid_attach (grid, create_label (_ ("Total"), 0, "heading"), 0, total_row, 1, 1);

  for (gsize c = 0; c < G_N_ELEMENTS (columns); c++)
    {
      const char *title = _ (columns[c].title);

      if (!is_shown (&columns[c], lines))
        continue;

      gtk_grid_attach (grid, create_label (title, 1, "caption-heading"), n_columns, 0, 1, 1);
      for (int i = 0; i < n_lines; i++)
        {
          g_autoptr (KabStatementLine) line = g_list_model_get_item (lines, (guint) i);
          g_autofree char *text = format_cell (&columns[c], line);

          gtk_grid_attach (grid, create_figure (text, title, NULL), n_columns, 2 + 2 * i, 1, 1);
        }
      if (columns[c].total != NULL)
        {
          g_autofree char *text = kab_money_format (columns[c].total (self->statement));

          gtk_grid_attach (grid, create_figure (text, title, "heading"), n_columns, total_row, 1,
                           1);
        }
      n_columns++;
    }
  for (int row = 1; row < total_row; row += 2)
    attach_separator (grid, n_columns, row);

  return GTK_WIDGET (grid);
}

/* A boxed list under its title, which wraps: a group's own would be cut, and names of services are
 * long. */
static GtkWidget *
append_list (GtkWidget *box, const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *group = adw_preferences_group_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (card), label);
  gtk_box_append (GTK_BOX (card), group);
  gtk_box_append (GTK_BOX (box), card);

  return group;
}

static void
add_row (GtkWidget *group, const char *title, gint64 kopecks, gboolean strong)
{
  g_autofree char *text = kab_money_format (kopecks);
  KabAmountRow *row = kab_amount_row_new (title, text);

  kab_amount_row_set_strong (row, strong);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (row));
}

static void
append_card (GtkWidget *box, KabStatementLine *line)
{
  GtkWidget *group = append_list (box, kab_statement_line_get_service (line));
  const char *reason = kab_statement_line_get_reason (line);

  for (gsize c = 0; c < G_N_ELEMENTS (columns); c++)
    {
      const Column *column = &columns[c];

      if (!has_value (column, line))
        continue;

      if (column->amount != NULL)
        add_row (group, _ (column->title), column->amount (line),
                 column->amount == kab_charges_line_total);
      else
        {
          g_autofree char *text = column->text (line);

          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                     GTK_WIDGET (kab_amount_row_new (_ (column->title), text)));
        }
    }
  if (*reason != '\0')
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               g_object_new (KAB_TYPE_FACT_ROW, "title",
                                             _ ("Why it was recalculated"), "value", reason, NULL));
}

static GtkWidget *
create_cards (KabMonthView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GListModel *lines = kab_statement_get_lines (self->statement);
  guint n = g_list_model_get_n_items (lines);
  GtkWidget *sums;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabStatementLine) line = g_list_model_get_item (lines, i);

      append_card (box, line);
    }
  if (n == 1)
    return box;

  /* What several services come to. */
  sums = append_list (box, _ ("All services"));
  for (gsize c = 0; c < G_N_ELEMENTS (columns); c++)
    if (columns[c].total != NULL && is_shown (&columns[c], lines))
      add_row (sums, _ (columns[c].title), columns[c].total (self->statement),
               columns[c].total == get_total);

  return box;
}

static void
update (KabMonthView *self)
{
  g_autofree char *heading = kab_charges_heading (self->statement);
  g_autofree char *comparison = kab_charges_comparison (self->statement, self->year_before);
  GtkWidget *lines = NULL;

  if (self->statement != NULL)
    lines = self->narrow ? create_cards (self) : create_table (self);
  gtk_label_set_text (self->heading_label, heading);
  gtk_label_set_text (self->comparison_label, comparison);
  gtk_widget_set_visible (GTK_WIDGET (self->comparison_label), *comparison != '\0');
  adw_bin_set_child (self->lines_bin, lines);
}

static void
kab_month_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabMonthView *self = KAB_MONTH_VIEW (object);

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
kab_month_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabMonthView *self = KAB_MONTH_VIEW (object);

  switch (id)
    {
    case PROP_NARROW:
      kab_month_view_set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_month_view_finalize (GObject *object)
{
  KabMonthView *self = KAB_MONTH_VIEW (object);

  g_clear_object (&self->statement);
  g_clear_object (&self->year_before);
  G_OBJECT_CLASS (kab_month_view_parent_class)->finalize (object);
}

static void
kab_month_view_class_init (KabMonthViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_month_view_get_property;
  object_class->set_property = kab_month_view_set_property;
  object_class->finalize = kab_month_view_finalize;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/charges/kab-month-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KabMonthView, heading_label);
  gtk_widget_class_bind_template_child (widget_class, KabMonthView, comparison_label);
  gtk_widget_class_bind_template_child (widget_class, KabMonthView, lines_bin);
}

static void
kab_month_view_init (KabMonthView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kab_month_view_show (KabMonthView *self, KabStatement *statement, KabStatement *year_before)
{
  gboolean changed;

  g_return_if_fail (KAB_IS_MONTH_VIEW (self));
  g_return_if_fail (statement == NULL || KAB_IS_STATEMENT (statement));
  g_return_if_fail (year_before == NULL || KAB_IS_STATEMENT (year_before));

  changed = g_set_object (&self->statement, statement);
  changed = g_set_object (&self->year_before, year_before) || changed;
  if (changed)
    update (self);
}

void
kab_month_view_set_narrow (KabMonthView *self, gboolean narrow)
{
  g_return_if_fail (KAB_IS_MONTH_VIEW (self));

  narrow = !!narrow;
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}
