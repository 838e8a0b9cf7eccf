/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-month-dialog.h"

#include "kab-amount-row.h"
#include "kab-break-bin.h"
#include "kab-charges-text.h"
#include "kab-dialog.h"
#include "kab-money.h"
#include "kab-month-view.h"
#include "kab-speech.h"

struct _KabMonthDialog
{
  AdwWindow parent_instance;

  KabMonthView *month_view;
  AdwPreferencesGroup *balance_group;
};

G_DEFINE_FINAL_TYPE (KabMonthDialog, kab_month_dialog, ADW_TYPE_WINDOW)

static KabAmountRow *
add_row (KabMonthDialog *self, const char *title, gint64 kopecks)
{
  g_autofree char *amount = kab_money_format (kopecks);
  KabAmountRow *row = kab_amount_row_new (title, amount);

  adw_preferences_group_add (self->balance_group, GTK_WIDGET (row));

  return row;
}

/* How what was to pay at the start became what is to pay at the end. */
static void
show_balance (KabMonthDialog *self, KabStatement *statement)
{
  gint64 closing = kab_statement_get_closing (statement);

  add_row (self, _ ("At the start"), kab_statement_get_opening (statement));
  add_row (self, _ ("Charged"), kab_statement_get_charged (statement));
  add_row (self, _ ("Recalculation"), kab_statement_get_recalculated (statement));
  add_row (self, _ ("Penalty"), kab_statement_get_penalty (statement));
  add_row (self, _ ("Paid"), kab_statement_get_paid (statement));
  /* What is said in words needs no minus. */
  kab_amount_row_set_strong (
    add_row (self, closing < 0 ? _ ("Overpaid") : _ ("To pay"), ABS (closing)), TRUE);
}

static void
kab_month_dialog_class_init (KabMonthDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

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
  show_balance (self, statement);

  return self;
}
