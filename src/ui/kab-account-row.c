/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-account-row.h"

#include "kab-figures.h"
#include "kab-pair.h"
#include "kab-words.h"

struct _KabAccountRow
{
  GtkListBoxRow parent_instance;

  KabAccount *account;
};

G_DEFINE_FINAL_TYPE (KabAccountRow, kab_account_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_ACCOUNT = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static char *
describe_number (KabAccountRow *self, KabAccount *account)
{
  return kab_words_account_number (account);
}

static char *
describe_amount (KabAccountRow *self, KabAccount *account)
{
  return kab_words_due_short (account);
}

static char *
describe_label (KabAccountRow *self, KabAccount *account)
{
  return g_strdup (account != NULL ? kab_account_get_label (account) : "");
}

static gboolean
has_label (KabAccountRow *self, KabAccount *account)
{
  return account != NULL && *kab_account_get_label (account) != '\0';
}

static char *
describe_address (KabAccountRow *self, KabAccount *account)
{
  return kab_words_address (account != NULL ? kab_account_get_address (account) : NULL);
}

/* The row is spoken as one: the parts that are there, in the order they are seen. */
static void
kab_account_row_constructed (GObject *object)
{
  KabAccountRow *self = KAB_ACCOUNT_ROW (object);
  g_autofree char *number = kab_words_account_number (self->account);
  g_autofree char *due = kab_words_due (self->account);
  const char *const parts[] = {
    number,
    due,
    kab_account_get_label (self->account),
    kab_account_get_address (self->account),
  };
  g_autoptr (GString) text = g_string_new (NULL);

  G_OBJECT_CLASS (kab_account_row_parent_class)->constructed (object);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", parts[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str,
                                  -1);
}

static void
kab_account_row_dispose (GObject *object)
{
  KabAccountRow *self = KAB_ACCOUNT_ROW (object);

  g_clear_object (&self->account);
  G_OBJECT_CLASS (kab_account_row_parent_class)->dispose (object);
}

static void
kab_account_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabAccountRow *self = KAB_ACCOUNT_ROW (object);

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
kab_account_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabAccountRow *self = KAB_ACCOUNT_ROW (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_account_row_class_init (KabAccountRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kab_account_row_constructed;
  object_class->dispose = kab_account_row_dispose;
  object_class->get_property = kab_account_row_get_property;
  object_class->set_property = kab_account_row_set_property;

  props[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, KAB_TYPE_ACCOUNT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KAB_TYPE_PAIR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-account-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, describe_number);
  gtk_widget_class_bind_template_callback (widget_class, describe_amount);
  gtk_widget_class_bind_template_callback (widget_class, describe_label);
  gtk_widget_class_bind_template_callback (widget_class, has_label);
  gtk_widget_class_bind_template_callback (widget_class, describe_address);
}

static void
kab_account_row_init (KabAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_figures_keep_all (GTK_WIDGET (self));
}

GtkWidget *
kab_account_row_new (KabAccount *account)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT (account), NULL);
  return g_object_new (KAB_TYPE_ACCOUNT_ROW, "account", account, NULL);
}

KabAccount *
kab_account_row_get_account (KabAccountRow *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_ROW (self), NULL);
  return self->account;
}
