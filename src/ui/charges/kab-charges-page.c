/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-charges-page.h"

#include "kab-break-bin.h"
#include "kab-charges-text.h"
#include "kab-closure.h"
#include "kab-history-view.h"
#include "kab-month-dialog.h"
#include "kab-month-view.h"
#include "kab-state-stack.h"

struct _KabChargesPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  KabStateStack *month_state;
  KabStateStack *charges_state;
  KabStateStack *payments_state;
  KabMonthView *month_view;
  KabHistoryView *charges_view;
  KabHistoryView *payments_view;

  KabCabinet *cabinet;
  KabPeriod *period;
  char *number;            /* the account that the period was chosen for */
  GtkWindow *month_dialog; /* weak: the month that was opened last */
};

G_DEFINE_FINAL_TYPE (KabChargesPage, kab_charges_page, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  PROP_VIEW,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* Without an account there is nothing to wait for but the accounts. */
static KabLoad *
choose_load (gpointer instance, KabAccount *chosen, KabLoad *list, KabLoad *accounts)
{
  KabLoad *load = chosen != NULL ? list : accounts;

  return load != NULL ? g_object_ref (load) : NULL;
}

static char *
describe_no_charges (gpointer instance, KabAccount *chosen)
{
  return g_strdup (chosen != NULL ? _ ("No charges yet") : _ ("No personal account is attached"));
}

static char *
advise_no_charges (gpointer instance, KabAccount *chosen)
{
  return g_strdup (chosen != NULL
                     ? _ ("They will appear here after the first charge.")
                     : _ ("Attach one with its number and the amount of a recent receipt."));
}

static char *
describe_no_payments (gpointer instance, KabAccount *chosen)
{
  return g_strdup (chosen != NULL ? _ ("No payments yet") : _ ("No personal account is attached"));
}

static char *
advise_no_payments (gpointer instance, KabAccount *chosen)
{
  return g_strdup (chosen != NULL
                     ? _ ("A payment will appear here once the operator knows of it.")
                     : _ ("Attach one with its number and the amount of a recent receipt."));
}

static gboolean
is_known_empty (KabChargesPage *self, GListModel *list, KabLoad *load)
{
  return kab_cabinet_get_chosen (self->cabinet) == NULL ||
         (kab_load_get_as_of (load) != NULL && g_list_model_get_n_items (list) == 0);
}

static void
include (GListModel *list, KabMonth *first, KabMonth *last)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);
      KabMonth month = kab_history_get_month (item);

      if (!kab_month_is_valid (*first) || kab_month_compare (month, *first) < 0)
        *first = month;
      if (!kab_month_is_valid (*last) || kab_month_compare (month, *last) > 0)
        *last = month;
    }
}

/* The last twelve months are counted by what was charged: a payment on its way moves nothing. */
static void
update_span (KabChargesPage *self)
{
  KabMonth first = KAB_MONTH_NONE;
  KabMonth last = KAB_MONTH_NONE;
  KabMonth latest;

  include (kab_cabinet_get_statements (self->cabinet), &first, &last);
  latest = last;
  include (kab_cabinet_get_payments (self->cabinet), &first, &last);
  kab_period_set_span (self->period, first, last, kab_month_is_valid (latest) ? latest : last);
}

static void
update_month (KabChargesPage *self)
{
  GListModel *statements = kab_cabinet_get_statements (self->cabinet);
  KabStatement *latest = kab_charges_find_latest (statements);
  KabStatement *year_before = NULL;

  if (latest != NULL)
    year_before =
      kab_charges_find_month (statements, kab_month_add (kab_statement_get_month (latest), -12));
  kab_month_view_show (self->month_view, latest, year_before);
}

static void
update_states (KabChargesPage *self)
{
  gboolean no_charges = is_known_empty (self, kab_cabinet_get_statements (self->cabinet),
                                        kab_cabinet_get_statements_load (self->cabinet));

  kab_state_stack_set_is_empty (self->month_state, no_charges);
  kab_state_stack_set_is_empty (self->charges_state, no_charges);
  kab_state_stack_set_is_empty (self->payments_state,
                                is_known_empty (self, kab_cabinet_get_payments (self->cabinet),
                                                kab_cabinet_get_payments_load (self->cabinet)));
}

/* What is not seen is not asked for. */
static void
load_if_needed (KabChargesPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || kab_cabinet_get_chosen (self->cabinet) == NULL)
    return;

  if (kab_load_get_state (kab_cabinet_get_statements_load (self->cabinet)) == KAB_LOAD_IDLE)
    kab_cabinet_load_statements (self->cabinet);
  if (kab_load_get_state (kab_cabinet_get_payments_load (self->cabinet)) == KAB_LOAD_IDLE)
    kab_cabinet_load_payments (self->cabinet);
}

static void
statements_changed_cb (KabChargesPage *self)
{
  update_span (self);
  update_month (self);
  update_states (self);
}

static void
payments_changed_cb (KabChargesPage *self)
{
  update_span (self);
  update_states (self);
}

static void
chosen_changed_cb (KabChargesPage *self)
{
  KabAccount *chosen = kab_cabinet_get_chosen (self->cabinet);
  const char *number = chosen != NULL ? kab_account_get_number (chosen) : NULL;

  if (g_strcmp0 (number, self->number) != 0)
    {
      g_free (self->number);
      self->number = g_strdup (number);
      if (self->month_dialog != NULL)
        gtk_window_close (self->month_dialog);
      kab_period_reset (self->period);
      update_span (self);
    }
  update_states (self);
  load_if_needed (self);
}

static void
month_opened_cb (KabChargesPage *self, KabStatement *statement)
{
  KabStatement *year_before =
    kab_charges_find_month (kab_cabinet_get_statements (self->cabinet),
                            kab_month_add (kab_statement_get_month (statement), -12));
  KabMonthDialog *dialog = kab_month_dialog_new (statement, year_before, GTK_WIDGET (self));

  g_set_weak_pointer (&self->month_dialog, GTK_WINDOW (dialog));
  gtk_window_present (self->month_dialog);
}

static void
retry_cb (KabChargesPage *self)
{
  kab_cabinet_refresh (self->cabinet);
}

static void
set_view (KabChargesPage *self, const char *name)
{
  if (name == NULL || gtk_stack_get_child_by_name (self->stack, name) == NULL ||
      g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0)
    return;

  gtk_stack_set_visible_child_name (self->stack, name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
kab_charges_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kab_charges_page_parent_class)->map (widget);
  load_if_needed (KAB_CHARGES_PAGE (widget));
}

static void
connect_to (KabChargesPage *self,
            gpointer object,
            const char *signal,
            void (*changed_cb) (KabChargesPage *))
{
  g_signal_connect_object (object, signal, G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
kab_charges_page_constructed (GObject *object)
{
  KabChargesPage *self = KAB_CHARGES_PAGE (object);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GListModel *statements, *payments;

  G_OBJECT_CLASS (kab_charges_page_parent_class)->constructed (object);
  if (self->cabinet == NULL)
    return;

  statements = kab_cabinet_get_statements (self->cabinet);
  payments = kab_cabinet_get_payments (self->cabinet);
  self->period = kab_period_new (
    (KabMonth){ (gint16) g_date_time_get_year (now), (gint8) g_date_time_get_month (now) });
  kab_history_view_set_up (self->charges_view, &kab_history_of_charges, statements, statements,
                           self->period);
  kab_history_view_set_up (self->payments_view, &kab_history_of_payments, payments, statements,
                           self->period);

  connect_to (self, statements, "items-changed", statements_changed_cb);
  connect_to (self, payments, "items-changed", payments_changed_cb);
  connect_to (self, kab_cabinet_get_statements_load (self->cabinet), "notify::as-of",
              update_states);
  connect_to (self, kab_cabinet_get_payments_load (self->cabinet), "notify::as-of", update_states);
  connect_to (self, self->cabinet, "notify::chosen", chosen_changed_cb);
  statements_changed_cb (self);
  chosen_changed_cb (self);
}

static void
kab_charges_page_dispose (GObject *object)
{
  KabChargesPage *self = KAB_CHARGES_PAGE (object);

  g_clear_weak_pointer (&self->month_dialog);
  g_clear_object (&self->period);
  g_clear_object (&self->cabinet);
  G_OBJECT_CLASS (kab_charges_page_parent_class)->dispose (object);
}

static void
kab_charges_page_finalize (GObject *object)
{
  g_free (KAB_CHARGES_PAGE (object)->number);
  G_OBJECT_CLASS (kab_charges_page_parent_class)->finalize (object);
}

static void
kab_charges_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabChargesPage *self = KAB_CHARGES_PAGE (object);

  switch (id)
    {
    case PROP_CABINET:
      g_value_set_object (value, self->cabinet);
      break;
    case PROP_VIEW:
      g_value_set_string (value, gtk_stack_get_visible_child_name (self->stack));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_charges_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabChargesPage *self = KAB_CHARGES_PAGE (object);

  switch (id)
    {
    case PROP_CABINET:
      self->cabinet = g_value_dup_object (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_VIEW:
      set_view (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_charges_page_class_init (KabChargesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kab_charges_page_constructed;
  object_class->dispose = kab_charges_page_dispose;
  object_class->finalize = kab_charges_page_finalize;
  object_class->get_property = kab_charges_page_get_property;
  object_class->set_property = kab_charges_page_set_property;
  widget_class->map = kab_charges_page_map;

  properties[PROP_CABINET] =
    g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS |
                           G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_VIEW] =
    g_param_spec_string ("view", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_install_property_action (widget_class, "charges.view", "view");

  g_type_ensure (KAB_TYPE_BREAK_BIN);
  g_type_ensure (KAB_TYPE_CABINET);
  g_type_ensure (KAB_TYPE_HISTORY_VIEW);
  g_type_ensure (KAB_TYPE_LOAD);
  g_type_ensure (KAB_TYPE_MONTH_VIEW);
  g_type_ensure (KAB_TYPE_STATE_STACK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/charges/kab-charges-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabChargesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KabChargesPage, month_state);
  gtk_widget_class_bind_template_child (widget_class, KabChargesPage, charges_state);
  gtk_widget_class_bind_template_child (widget_class, KabChargesPage, payments_state);
  gtk_widget_class_bind_template_child (widget_class, KabChargesPage, month_view);
  gtk_widget_class_bind_template_child (widget_class, KabChargesPage, charges_view);
  gtk_widget_class_bind_template_child (widget_class, KabChargesPage, payments_view);
  gtk_widget_class_bind_template_callback (widget_class, kab_break_bin_orient);
  gtk_widget_class_bind_template_callback (widget_class, choose_load);
  gtk_widget_class_bind_template_callback (widget_class, kab_closure_is_null);
  gtk_widget_class_bind_template_callback (widget_class, describe_no_charges);
  gtk_widget_class_bind_template_callback (widget_class, advise_no_charges);
  gtk_widget_class_bind_template_callback (widget_class, describe_no_payments);
  gtk_widget_class_bind_template_callback (widget_class, advise_no_payments);
  gtk_widget_class_bind_template_callback (widget_class, month_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
kab_charges_page_init (KabChargesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
