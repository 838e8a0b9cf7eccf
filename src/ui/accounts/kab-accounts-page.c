/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-accounts-page.h"
#include "kab-attach-form.h"
#include "kab-binding-cells.h"
#include "kab-binding-row.h"
#include "kab-error.h"
#include "kab-label-dialog.h"
#include "kab-list.h"
#include "kab-part.h"
#include "kab-state-stack.h"
#include "kab-toast.h"

/* Long enough to see what has gone, and to think about it. */
#define UNDO_SECONDS 10

struct _KabAccountsPage
{
  AdwBin parent_instance;

  KabAttachForm *attach_form;
  KabStateStack *stack;
  GtkListBox *bindings_list;
  GtkSizeGroup *dates;
  GtkSizeGroup *amounts;
  GtkSizeGroup *actions;

  KabCabinet *cabinet;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KabAccountsPage, kab_accounts_page, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* One detaching: what is needed to say that it is done, and to undo it from a toast that may
 * outlive the page. */
typedef struct
{
  GWeakRef page;
  KabAccount *account;
  int index; /* of its row, which had the focus; −1: it had not */
} Detaching;

static Detaching *
detaching_new (KabAccountsPage *page, KabAccount *account)
{
  Detaching *self = g_new0 (Detaching, 1);

  g_weak_ref_init (&self->page, page);
  self->account = g_object_ref (account);
  self->index = -1;

  return self;
}

static void
detaching_free (Detaching *self)
{
  g_weak_ref_clear (&self->page);
  g_object_unref (self->account);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Detaching, detaching_free)

static KabBindingRow *
find_row (KabAccountsPage *self, const char *number)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->bindings_list, i)) != NULL; i++)
    {
      KabAccount *account = kab_binding_row_get_account (KAB_BINDING_ROW (row));

      if (strcmp (kab_account_get_number (account), number) == 0)
        return KAB_BINDING_ROW (row);
    }

  return NULL;
}

/* A row that is not to be pressed any more cannot keep the focus, and gives it to nobody. */
static void
return_focus (KabAccountsPage *self, const Detaching *detaching)
{
  if (detaching->index >= 0 && kab_part_get_focus (GTK_WIDGET (self)) == NULL &&
      !kab_list_focus (self->bindings_list, detaching->index))
    gtk_widget_grab_focus (GTK_WIDGET (self->attach_form));
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  KabAccountsPage *self = KAB_ACCOUNTS_PAGE (user_data);
  KabBindingRow *row = kab_binding_row_new (KAB_ACCOUNT (item));

  kab_binding_row_join (row, self->dates, self->amounts, self->actions);

  return GTK_WIDGET (row);
}

static void undo_clicked_cb (AdwToast *toast, gpointer user_data);

/* A toast whose button attaches the account again. Takes @detaching over. */
static void
offer_undo (KabAccountsPage *self, Detaching *detaching, const char *text, const char *label)
{
  AdwToast *toast = kab_toast_show (GTK_WIDGET (self), text);

  if (toast == NULL)
    {
      detaching_free (detaching);
      return;
    }

  adw_toast_set_button_label (toast, label);
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked_cb), detaching,
                         (GClosureNotify) (void (*) (void)) detaching_free, 0);
}

static void
reattached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Detaching) detaching = user_data;
  g_autoptr (KabAccountsPage) self = g_weak_ref_get (&detaching->page);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (kab_cabinet_reattach_finish (KAB_CABINET (source), result, &error) || self == NULL)
    return;

  /* Attached, only without its nickname: there is nothing to undo any more. */
  if (find_row (self, kab_account_get_number (detaching->account)) != NULL ||
      !kab_error_is_retryable (error))
    {
      kab_toast_show_error (GTK_WIDGET (self), error);
      return;
    }

  sentence = kab_error_to_sentence (error);
  offer_undo (self, g_steal_pointer (&detaching), sentence, _ ("_Retry"));
}

static void
undo_clicked_cb (AdwToast *toast, gpointer user_data)
{
  Detaching *detaching = user_data;
  g_autoptr (KabAccountsPage) page = g_weak_ref_get (&detaching->page);

  if (page != NULL)
    kab_cabinet_reattach_async (page->cabinet, detaching->account, page->cancellable, reattached_cb,
                                detaching_new (page, detaching->account));
}

static void
detached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Detaching) detaching = user_data;
  g_autoptr (KabAccountsPage) self = g_weak_ref_get (&detaching->page);
  g_autoptr (GError) error = NULL;
  gboolean detached = kab_cabinet_detach_finish (KAB_CABINET (source), result, &error);
  KabBindingRow *row;

  if (self == NULL)
    return;

  if (detached)
    {
      g_autofree char *text =
        g_strdup_printf (_ ("Account %s is detached"), kab_account_get_number (detaching->account));

      return_focus (self, detaching);
      offer_undo (self, g_steal_pointer (&detaching), text, _ ("_Undo"));
      return;
    }

  row = find_row (self, kab_account_get_number (detaching->account));
  if (row != NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (row), TRUE);
  return_focus (self, detaching);
  kab_toast_show_error (GTK_WIDGET (self), error);
}

static void
detach_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  KabAccountsPage *self = KAB_ACCOUNTS_PAGE (widget);
  KabBindingRow *row = find_row (self, g_variant_get_string (target, NULL));
  GtkWidget *focus = kab_part_get_focus (widget);
  KabAccount *account;
  Detaching *detaching;

  if (row == NULL)
    return;

  account = kab_binding_row_get_account (row);
  detaching = detaching_new (self, account);
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (row)))
    detaching->index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  gtk_widget_set_sensitive (GTK_WIDGET (row), FALSE);
  kab_cabinet_detach_async (self->cabinet, kab_account_get_number (account), self->cancellable,
                            detached_cb, detaching);
}

static void
rename_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  KabAccountsPage *self = KAB_ACCOUNTS_PAGE (widget);
  KabBindingRow *row = find_row (self, g_variant_get_string (target, NULL));

  if (row != NULL)
    kab_form_dialog_open (
      KAB_FORM_DIALOG (kab_label_dialog_new (self->cabinet, kab_binding_row_get_account (row))),
      widget);
}

static void
accounts_changed_cb (KabAccountsPage *self)
{
  GListModel *accounts = kab_cabinet_get_accounts (self->cabinet);

  kab_state_stack_set_is_empty (self->stack, g_list_model_get_n_items (accounts) == 0);
}

static void
retry_cb (KabAccountsPage *self)
{
  kab_cabinet_refresh (self->cabinet);
}

static void
kab_accounts_page_constructed (GObject *object)
{
  KabAccountsPage *self = KAB_ACCOUNTS_PAGE (object);
  GListModel *accounts;

  G_OBJECT_CLASS (kab_accounts_page_parent_class)->constructed (object);
  if (self->cabinet == NULL)
    return;

  accounts = kab_cabinet_get_accounts (self->cabinet);
  kab_list_bind (self->bindings_list, accounts, create_row, self);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self);
}

static void
kab_accounts_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabAccountsPage *self = KAB_ACCOUNTS_PAGE (object);

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
kab_accounts_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabAccountsPage *self = KAB_ACCOUNTS_PAGE (object);

  switch (id)
    {
    case PROP_CABINET:
      self->cabinet = g_value_dup_object (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_accounts_page_dispose (GObject *object)
{
  g_cancellable_cancel (KAB_ACCOUNTS_PAGE (object)->cancellable);
  G_OBJECT_CLASS (kab_accounts_page_parent_class)->dispose (object);
}

static void
kab_accounts_page_finalize (GObject *object)
{
  KabAccountsPage *self = KAB_ACCOUNTS_PAGE (object);

  g_clear_object (&self->cabinet);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (kab_accounts_page_parent_class)->finalize (object);
}

static void
kab_accounts_page_class_init (KabAccountsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kab_accounts_page_constructed;
  object_class->get_property = kab_accounts_page_get_property;
  object_class->set_property = kab_accounts_page_set_property;
  object_class->dispose = kab_accounts_page_dispose;
  object_class->finalize = kab_accounts_page_finalize;

  properties[PROP_CABINET] =
    g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS |
                           G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_install_action (widget_class, "accounts.rename", "s", rename_cb);
  gtk_widget_class_install_action (widget_class, "accounts.detach", "s", detach_cb);

  g_type_ensure (KAB_TYPE_ATTACH_FORM);
  g_type_ensure (KAB_TYPE_BINDING_CELLS);
  g_type_ensure (KAB_TYPE_CABINET);
  g_type_ensure (KAB_TYPE_STATE_STACK);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/ru/sah67/Kabinet/ui/accounts/kab-accounts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, attach_form);
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, bindings_list);
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, dates);
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, amounts);
  gtk_widget_class_bind_template_child (widget_class, KabAccountsPage, actions);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
kab_accounts_page_init (KabAccountsPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

KabAccountsPage *
kab_accounts_page_new (KabCabinet *cabinet)
{
  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  return g_object_new (KAB_TYPE_ACCOUNTS_PAGE, "cabinet", cabinet, NULL);
}
