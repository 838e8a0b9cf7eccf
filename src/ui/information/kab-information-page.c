/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-amount-row.h"
#include "kab-balance-group.h"
#include "kab-closure.h"
#include "kab-fact-row.h"
#include "kab-figures.h"
#include "kab-information-page.h"
#include "kab-information-text.h"
#include "kab-speech.h"
#include "kab-state-stack.h"
#include "kab-words.h"

struct _KabInformationPage
{
  AdwBin parent_instance;

  GtkWidget *card;

  KabCabinet *cabinet;
};

G_DEFINE_FINAL_TYPE (KabInformationPage, kab_information_page, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* Without an account there are no details to wait for: the accounts then say how the page stands.
 */
static KabLoad *
choose_load (gpointer instance, KabAccount *chosen, KabLoad *details, KabLoad *accounts)
{
  KabLoad *load = chosen != NULL ? details : accounts;

  return load != NULL ? g_object_ref (load) : NULL;
}

static KabStatement *
get_balance (gpointer instance, KabAccountDetails *details)
{
  KabStatement *balance = details != NULL ? kab_account_details_get_balance (details) : NULL;

  return balance != NULL ? g_object_ref (balance) : NULL;
}

static gboolean
is_due (gpointer instance, KabAccountDetails *details)
{
  KabStatement *balance = details != NULL ? kab_account_details_get_balance (details) : NULL;

  return balance != NULL && kab_statement_get_closing (balance) > 0;
}

/* A text of the details; which one is what the row of the template asks for. */
#define DEFINE_FACT(name)                                                              \
  static char *get_##name (gpointer instance, KabAccountDetails *details)              \
  {                                                                                    \
    return g_strdup (details != NULL ? kab_account_details_get_##name (details) : ""); \
  }

DEFINE_FACT (number)
DEFINE_FACT (contract)
DEFINE_FACT (owner)
DEFINE_FACT (phone)
DEFINE_FACT (email)

static char *
get_address (gpointer instance, KabAccountDetails *details)
{
  return kab_words_address (details != NULL ? kab_account_details_get_address (details) : NULL);
}

static char *
get_delivery_address (gpointer instance, KabAccountDetails *details)
{
  return kab_words_address (details != NULL ? kab_account_details_get_delivery_address (details)
                                            : NULL);
}

static char *
get_registered (gpointer instance, KabAccountDetails *details)
{
  return details != NULL
           ? kab_information_people (instance, kab_account_details_get_registered (details))
           : g_strdup ("");
}

static char *
get_residing (gpointer instance, KabAccountDetails *details)
{
  return details != NULL
           ? kab_information_people (instance, kab_account_details_get_residing (details))
           : g_strdup ("");
}

static gboolean
has_contract (gpointer instance, KabAccountDetails *details)
{
  return details != NULL && kab_account_details_get_contract (details)[0] != '\0';
}

static void
retry_cb (KabInformationPage *self)
{
  kab_cabinet_refresh (self->cabinet);
}

/* What the card says in three labels is one sentence for a screen reader. */
static void
details_changed_cb (KabInformationPage *self)
{
  KabAccountDetails *details = kab_cabinet_get_details (self->cabinet);
  g_autofree char *name = kab_information_card_name (self, details);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->card), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
kab_information_page_constructed (GObject *object)
{
  KabInformationPage *self = KAB_INFORMATION_PAGE (object);

  G_OBJECT_CLASS (kab_information_page_parent_class)->constructed (object);
  if (self->cabinet == NULL)
    return;

  g_signal_connect_object (self->cabinet, "notify::details", G_CALLBACK (details_changed_cb), self,
                           G_CONNECT_SWAPPED);
  details_changed_cb (self);
}

static void
kab_information_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabInformationPage *self = KAB_INFORMATION_PAGE (object);

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
kab_information_page_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  KabInformationPage *self = KAB_INFORMATION_PAGE (object);

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
kab_information_page_finalize (GObject *object)
{
  KabInformationPage *self = KAB_INFORMATION_PAGE (object);

  g_clear_object (&self->cabinet);
  G_OBJECT_CLASS (kab_information_page_parent_class)->finalize (object);
}

static void
kab_information_page_class_init (KabInformationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kab_information_page_constructed;
  object_class->get_property = kab_information_page_get_property;
  object_class->set_property = kab_information_page_set_property;
  object_class->finalize = kab_information_page_finalize;

  properties[PROP_CABINET] =
    g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS |
                           G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (KAB_TYPE_AMOUNT_ROW);
  g_type_ensure (KAB_TYPE_BALANCE_GROUP);
  g_type_ensure (KAB_TYPE_CABINET);
  g_type_ensure (KAB_TYPE_FACT_ROW);
  g_type_ensure (KAB_TYPE_LOAD);
  g_type_ensure (KAB_TYPE_STATE_STACK);
  g_type_ensure (KAB_TYPE_STATEMENT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/ru/sah67/Kabinet/ui/information/kab-information-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabInformationPage, card);
  gtk_widget_class_bind_template_callback (widget_class, choose_load);
  gtk_widget_class_bind_template_callback (widget_class, kab_closure_is_null);
  gtk_widget_class_bind_template_callback (widget_class, kab_closure_is_text);
  gtk_widget_class_bind_template_callback (widget_class, is_due);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, kab_information_card_title);
  gtk_widget_class_bind_template_callback (widget_class, kab_information_card_figure);
  gtk_widget_class_bind_template_callback (widget_class, kab_information_card_period);
  gtk_widget_class_bind_template_callback (widget_class, get_balance);
  gtk_widget_class_bind_template_callback (widget_class, get_number);
  gtk_widget_class_bind_template_callback (widget_class, get_contract);
  gtk_widget_class_bind_template_callback (widget_class, has_contract);
  gtk_widget_class_bind_template_callback (widget_class, get_registered);
  gtk_widget_class_bind_template_callback (widget_class, get_residing);
  gtk_widget_class_bind_template_callback (widget_class, get_owner);
  gtk_widget_class_bind_template_callback (widget_class, get_address);
  gtk_widget_class_bind_template_callback (widget_class, get_delivery_address);
  gtk_widget_class_bind_template_callback (widget_class, get_phone);
  gtk_widget_class_bind_template_callback (widget_class, get_email);
}

static void
kab_information_page_init (KabInformationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_speech_name_groups (GTK_WIDGET (self));
  kab_figures_keep_all (GTK_WIDGET (self));
}

KabInformationPage *
kab_information_page_new (KabCabinet *cabinet)
{
  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);

  return g_object_new (KAB_TYPE_INFORMATION_PAGE, "cabinet", cabinet, NULL);
}
