/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-account-switcher.h"

#include "kab-account-row.h"
#include "kab-figures.h"
#include "kab-fit.h"
#include "kab-list.h"
#include "kab-words.h"

struct _KabAccountSwitcher
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkPopover *popover;
  AdwBin *list_bin;
  GtkListBox *list;

  KabCabinet *cabinet;
};

G_DEFINE_FINAL_TYPE (KabAccountSwitcher, kab_account_switcher, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

/* That there is no account is said only when the service has said so. */
static gboolean
is_known (KabAccountSwitcher *self, KabAccount *chosen, GDateTime *as_of)
{
  return chosen != NULL || as_of != NULL;
}

static char *
describe_number (KabAccountSwitcher *self, KabAccount *chosen, GDateTime *as_of)
{
  return is_known (self, chosen, as_of) ? kab_words_account_number (chosen) : g_strdup ("");
}

static char *
describe_name (KabAccountSwitcher *self, KabAccount *chosen)
{
  return kab_words_account_name (chosen);
}

/* The line keeps its place while it is not known what will stand there. */
static gboolean
has_name (KabAccountSwitcher *self, KabAccount *chosen, GDateTime *as_of)
{
  return chosen != NULL || as_of == NULL;
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return kab_account_row_new (item);
}

/* A refresh brings new objects, so the chosen one is known by its number. */
static GtkListBoxRow *
find_chosen_row (KabAccountSwitcher *self)
{
  KabAccount *chosen = kab_cabinet_get_chosen (self->cabinet);
  GtkListBoxRow *row;

  if (chosen == NULL)
    return NULL;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      KabAccount *account = kab_account_row_get_account (KAB_ACCOUNT_ROW (row));

      if (g_str_equal (kab_account_get_number (account), kab_account_get_number (chosen)))
        return row;
    }
  return NULL;
}

static void
popover_mapped_cb (KabAccountSwitcher *self)
{
  GtkListBoxRow *row;

  if (self->cabinet == NULL)
    return;
  row = find_chosen_row (self);
  gtk_list_box_select_row (self->list, row);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
row_activated_cb (KabAccountSwitcher *self, KabAccountRow *row)
{
  KabAccount *account = kab_account_row_get_account (row);

  gtk_menu_button_popdown (self->button);
  kab_cabinet_choose (self->cabinet, kab_account_get_number (account));
}

static void
add_clicked_cb (KabAccountSwitcher *self)
{
  gtk_menu_button_popdown (self->button);
}

static void
accounts_changed_cb (KabAccountSwitcher *self)
{
  guint n = g_list_model_get_n_items (kab_cabinet_get_accounts (self->cabinet));

  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
}

/* A screen reader says what the button does, and which account is chosen. */
static void
chosen_changed_cb (KabAccountSwitcher *self)
{
  g_autofree char *number = kab_words_account_number (kab_cabinet_get_chosen (self->cabinet));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, number, -1);
}

static void
kab_account_switcher_dispose (GObject *object)
{
  KabAccountSwitcher *self = KAB_ACCOUNT_SWITCHER (object);

  g_clear_object (&self->cabinet);
  G_OBJECT_CLASS (kab_account_switcher_parent_class)->dispose (object);
}

static void
kab_account_switcher_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabAccountSwitcher *self = KAB_ACCOUNT_SWITCHER (object);

  switch (id)
    {
    case PROP_CABINET:
      g_value_set_object (value, self->cabinet);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_account_switcher_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  KabAccountSwitcher *self = KAB_ACCOUNT_SWITCHER (object);

  switch (id)
    {
    case PROP_CABINET:
      kab_account_switcher_set_cabinet (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_account_switcher_class_init (KabAccountSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kab_account_switcher_dispose;
  object_class->get_property = kab_account_switcher_get_property;
  object_class->set_property = kab_account_switcher_set_property;

  props[PROP_CABINET] =
    g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-account-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, KabAccountSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, KabAccountSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, KabAccountSwitcher, list_bin);
  gtk_widget_class_bind_template_child (widget_class, KabAccountSwitcher, list);
  gtk_widget_class_bind_template_callback (widget_class, is_known);
  gtk_widget_class_bind_template_callback (widget_class, describe_number);
  gtk_widget_class_bind_template_callback (widget_class, describe_name);
  gtk_widget_class_bind_template_callback (widget_class, has_name);
  gtk_widget_class_bind_template_callback (widget_class, popover_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
kab_account_switcher_init (KabAccountSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_figures_keep_all (GTK_WIDGET (self));
  kab_fit_scrolled (self->list_bin);
  kab_fit_popover (self->popover);
}

void
kab_account_switcher_set_cabinet (KabAccountSwitcher *self, KabCabinet *cabinet)
{
  g_return_if_fail (KAB_IS_ACCOUNT_SWITCHER (self));
  g_return_if_fail (cabinet == NULL || KAB_IS_CABINET (cabinet));

  if (self->cabinet == cabinet)
    return;
  if (self->cabinet != NULL)
    {
      g_signal_handlers_disconnect_by_data (kab_cabinet_get_accounts (self->cabinet), self);
      g_signal_handlers_disconnect_by_data (self->cabinet, self);
    }
  g_set_object (&self->cabinet, cabinet);
  kab_list_bind (self->list, cabinet != NULL ? kab_cabinet_get_accounts (cabinet) : NULL,
                 create_row, NULL);
  if (cabinet != NULL)
    {
      g_signal_connect_object (kab_cabinet_get_accounts (cabinet), "items-changed",
                               G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (cabinet, "notify::chosen", G_CALLBACK (chosen_changed_cb), self,
                               G_CONNECT_SWAPPED);
      accounts_changed_cb (self);
      chosen_changed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CABINET]);
}

void
kab_account_switcher_open (KabAccountSwitcher *self)
{
  g_return_if_fail (KAB_IS_ACCOUNT_SWITCHER (self));
  gtk_menu_button_popup (self->button);
}
