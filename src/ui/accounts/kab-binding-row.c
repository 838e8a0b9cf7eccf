/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-accounts-text.h"
#include "kab-binding-cells.h"
#include "kab-binding-row.h"
#include "kab-closure.h"
#include "kab-figures.h"
#include "kab-words.h"

struct _KabBindingRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *date_cell;
  GtkWidget *amount_cell;
  GtkWidget *actions_cell;
  GtkWidget *rename_button;
  GtkWidget *detach_button;

  KabAccount *account;
};

G_DEFINE_FINAL_TYPE (KabBindingRow, kab_binding_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_ACCOUNT = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static char *
get_address (gpointer instance, KabAccount *account)
{
  return kab_words_address (account != NULL ? kab_account_get_address (account) : NULL);
}

static void
name_button (GtkWidget *button, const char *number, const char *format)
{
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *name = g_strjoinv (number, parts);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
kab_binding_row_constructed (GObject *object)
{
  KabBindingRow *self = KAB_BINDING_ROW (object);
  const char *number = kab_account_get_number (self->account);
  g_autofree char *title = kab_binding_title (self, self->account);
  g_autofree char *amount = kab_binding_amount (self, self->account);
  g_autofree char *name = NULL;

  G_OBJECT_CLASS (kab_binding_row_parent_class)->constructed (object);

  name = g_strdup_printf ("%s, %s, %s", title, kab_account_get_address (self->account), amount);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  name_button (self->rename_button, number, _ ("Set nickname of account %s"));
  name_button (self->detach_button, number, _ ("Detach account %s"));
}

static void
kab_binding_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabBindingRow *self = KAB_BINDING_ROW (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_binding_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabBindingRow *self = KAB_BINDING_ROW (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_binding_row_finalize (GObject *object)
{
  KabBindingRow *self = KAB_BINDING_ROW (object);

  g_clear_object (&self->account);
  G_OBJECT_CLASS (kab_binding_row_parent_class)->finalize (object);
}

static void
kab_binding_row_class_init (KabBindingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kab_binding_row_constructed;
  object_class->get_property = kab_binding_row_get_property;
  object_class->set_property = kab_binding_row_set_property;
  object_class->finalize = kab_binding_row_finalize;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, KAB_TYPE_ACCOUNT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS |
                           G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (KAB_TYPE_BINDING_CELLS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/accounts/kab-binding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KabBindingRow, date_cell);
  gtk_widget_class_bind_template_child (widget_class, KabBindingRow, amount_cell);
  gtk_widget_class_bind_template_child (widget_class, KabBindingRow, actions_cell);
  gtk_widget_class_bind_template_child (widget_class, KabBindingRow, rename_button);
  gtk_widget_class_bind_template_child (widget_class, KabBindingRow, detach_button);
  gtk_widget_class_bind_template_callback (widget_class, kab_closure_is_text);
  gtk_widget_class_bind_template_callback (widget_class, get_address);
  gtk_widget_class_bind_template_callback (widget_class, kab_binding_title);
  gtk_widget_class_bind_template_callback (widget_class, kab_binding_number);
  gtk_widget_class_bind_template_callback (widget_class, kab_binding_date);
  gtk_widget_class_bind_template_callback (widget_class, kab_binding_amount);
}

static void
kab_binding_row_init (KabBindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_figures_keep_all (GTK_WIDGET (self));
}

KabBindingRow *
kab_binding_row_new (KabAccount *account)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT (account), NULL);

  return g_object_new (KAB_TYPE_BINDING_ROW, "account", account, NULL);
}

KabAccount *
kab_binding_row_get_account (KabBindingRow *self)
{
  g_return_val_if_fail (KAB_IS_BINDING_ROW (self), NULL);

  return self->account;
}

void
kab_binding_row_join (KabBindingRow *self,
                      GtkSizeGroup *dates,
                      GtkSizeGroup *amounts,
                      GtkSizeGroup *actions)
{
  g_return_if_fail (KAB_IS_BINDING_ROW (self));

  gtk_size_group_add_widget (dates, self->date_cell);
  gtk_size_group_add_widget (amounts, self->amount_cell);
  gtk_size_group_add_widget (actions, self->actions_cell);
}
