/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-month-dialog.h"

#include "kab-balance-group.h"
#include "kab-break-bin.h"
#include "kab-charges-text.h"
#include "kab-dialog.h"
#include "kab-month-view.h"
#include "kab-speech.h"

struct _KabMonthDialog
{
  AdwWindow parent_instance;

  KabMonthView *month_view;
  KabBalanceGroup *balance_group;
};

G_DEFINE_FINAL_TYPE (KabMonthDialog, kab_month_dialog, ADW_TYPE_WINDOW)

static void
kab_month_dialog_class_init (KabMonthDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KAB_TYPE_BALANCE_GROUP);
  g_type_ensure (KAB_TYPE_BREAK_BIN);
  g_type_ensure (KAB_TYPE_MONTH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/charges/kab-month-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KabMonthDialog, month_view);
  gtk_widget_class_bind_template_child (widget_class, KabMonthDialog, balance_group);
}

static void
kab_month_dialog_init (KabMonthDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_speech_name_groups (GTK_WIDGET (self));
}

KabMonthDialog *
kab_month_dialog_new (KabStatement *statement, KabStatement *year_before, GtkWidget *parent)
{
  KabMonthDialog *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (KAB_IS_STATEMENT (statement), NULL);

  title = kab_charges_month_title (kab_statement_get_month (statement));
  self = g_object_new (KAB_TYPE_MONTH_DIALOG, "title", title, NULL);
  kab_dialog_set_parent (GTK_WINDOW (self), parent);
  kab_month_view_show (self->month_view, statement, year_before);
  kab_balance_group_set_statement (self->balance_group, statement);

  return self;
}
