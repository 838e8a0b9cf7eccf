/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-balance-group.h"

#include "kab-amount-row.h"
#include "kab-balance-text.h"
#include "kab-money.h"

struct _KabBalanceGroup
{
  AdwBin parent_instance;

  GtkWidget *services_group;
  GtkListBox *services_list;

  KabStatement *statement;
};

G_DEFINE_FINAL_TYPE (KabBalanceGroup, kab_balance_group, ADW_TYPE_BIN)

enum
{
  PROP_STATEMENT = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static GtkWidget *
create_service_row (gpointer item, gpointer user_data)
{
  KabStatementLine *line = KAB_STATEMENT_LINE (item);
  g_autofree char *closing = kab_money_format (kab_statement_line_get_closing (line));

  return GTK_WIDGET (kab_amount_row_new (kab_statement_line_get_service (line), closing));
}

static void
kab_balance_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabBalanceGroup *self = KAB_BALANCE_GROUP (object);

  switch (id)
    {
    case PROP_STATEMENT:
      g_value_set_object (value, self->statement);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_balance_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabBalanceGroup *self = KAB_BALANCE_GROUP (object);

  switch (id)
    {
    case PROP_STATEMENT:
      kab_balance_group_set_statement (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_balance_group_finalize (GObject *object)
{
  KabBalanceGroup *self = KAB_BALANCE_GROUP (object);

  g_clear_object (&self->statement);
  G_OBJECT_CLASS (kab_balance_group_parent_class)->finalize (object);
}

static void
kab_balance_group_class_init (KabBalanceGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_balance_group_get_property;
  object_class->set_property = kab_balance_group_set_property;
  object_class->finalize = kab_balance_group_finalize;

  properties[PROP_STATEMENT] =
    g_param_spec_object ("statement", NULL, NULL, KAB_TYPE_STATEMENT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (KAB_TYPE_AMOUNT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-balance-group.ui");
  gtk_widget_class_bind_template_child (widget_class, KabBalanceGroup, services_group);
  gtk_widget_class_bind_template_child (widget_class, KabBalanceGroup, services_list);
  gtk_widget_class_bind_template_callback (widget_class, kab_balance_opening_title);
  gtk_widget_class_bind_template_callback (widget_class, kab_balance_opening_value);
  gtk_widget_class_bind_template_callback (widget_class, kab_balance_charged_title);
  gtk_widget_class_bind_template_callback (widget_class, kab_balance_charged_value);
  gtk_widget_class_bind_template_callback (widget_class, kab_balance_recalculated_value);
  gtk_widget_class_bind_template_callback (widget_class, kab_balance_penalty_value);
  gtk_widget_class_bind_template_callback (widget_class, kab_balance_paid_title);
  gtk_widget_class_bind_template_callback (widget_class, kab_balance_paid_value);
  gtk_widget_class_bind_template_callback (widget_class, kab_balance_closing_title);
  gtk_widget_class_bind_template_callback (widget_class, kab_balance_closing_value);
}

static void
kab_balance_group_init (KabBalanceGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KabStatement *
kab_balance_group_get_statement (KabBalanceGroup *self)
{
  g_return_val_if_fail (KAB_IS_BALANCE_GROUP (self), NULL);

  return self->statement;
}

void
kab_balance_group_set_statement (KabBalanceGroup *self, KabStatement *statement)
{
  GListModel *lines = NULL;

  g_return_if_fail (KAB_IS_BALANCE_GROUP (self));
  g_return_if_fail (statement == NULL || KAB_IS_STATEMENT (statement));

  if (!g_set_object (&self->statement, statement))
    return;

  if (statement != NULL && g_list_model_get_n_items (kab_statement_get_lines (statement)) > 1)
    lines = kab_statement_get_lines (statement);
  gtk_list_box_bind_model (self->services_list, lines, create_service_row, NULL, NULL);
  gtk_widget_set_visible (self->services_group, lines != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), statement != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATEMENT]);
}
