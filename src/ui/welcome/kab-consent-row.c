/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-consent-row.h"

#include "kab-toast.h"

struct _KabConsentRow
{
  AdwActionRow parent_instance;

  GtkWidget *check;
  GtkWidget *open;

  KabDocument *document;
  gboolean agreed;
};

G_DEFINE_FINAL_TYPE (KabConsentRow, kab_consent_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_DOCUMENT = 1,
  PROP_AGREED,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabConsentRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    return;
  text = g_strdup_printf (_ ("Open it in a browser: %s"), kab_document_get_url (self->document));
  kab_toast_show (GTK_WIDGET (self), text);
}

static void
open_clicked_cb (KabConsentRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_show_uri_full (GTK_WINDOW (root), kab_document_get_url (self->document), GDK_CURRENT_TIME,
                     NULL, opened_cb, g_object_ref (self));
}

static void
kab_consent_row_constructed (GObject *object)
{
  KabConsentRow *self = KAB_CONSENT_ROW (object);
  g_autofree char *open_label =
    g_strdup_printf (_ ("Read “%s”"), kab_document_get_title (self->document));

  G_OBJECT_CLASS (kab_consent_row_parent_class)->constructed (object);
  /* Not bound: a binding of the template's own object complains when that goes. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 kab_document_get_title (self->document));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  open_label, -1);
}

static void
kab_consent_row_dispose (GObject *object)
{
  KabConsentRow *self = KAB_CONSENT_ROW (object);

  g_clear_object (&self->document);
  G_OBJECT_CLASS (kab_consent_row_parent_class)->dispose (object);
}

static void
kab_consent_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabConsentRow *self = KAB_CONSENT_ROW (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_AGREED:
      g_value_set_boolean (value, self->agreed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_consent_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabConsentRow *self = KAB_CONSENT_ROW (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      self->document = g_value_dup_object (value);
      break;
    case PROP_AGREED:
      kab_consent_row_set_agreed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_consent_row_class_init (KabConsentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kab_consent_row_constructed;
  object_class->dispose = kab_consent_row_dispose;
  object_class->get_property = kab_consent_row_get_property;
  object_class->set_property = kab_consent_row_set_property;

  props[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, KAB_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_AGREED] =
    g_param_spec_boolean ("agreed", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/welcome/kab-consent-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KabConsentRow, check);
  gtk_widget_class_bind_template_child (widget_class, KabConsentRow, open);
  gtk_widget_class_bind_template_callback (widget_class, kab_consent_row_is_link);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
kab_consent_row_init (KabConsentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KabConsentRow *
kab_consent_row_new (KabDocument *document)
{
  g_return_val_if_fail (KAB_IS_DOCUMENT (document), NULL);
  return g_object_new (KAB_TYPE_CONSENT_ROW, "document", document, NULL);
}

KabDocument *
kab_consent_row_get_document (KabConsentRow *self)
{
  g_return_val_if_fail (KAB_IS_CONSENT_ROW (self), NULL);
  return self->document;
}

GtkWidget *
kab_consent_row_get_check (KabConsentRow *self)
{
  g_return_val_if_fail (KAB_IS_CONSENT_ROW (self), NULL);
  return self->check;
}

gboolean
kab_consent_row_get_agreed (KabConsentRow *self)
{
  g_return_val_if_fail (KAB_IS_CONSENT_ROW (self), FALSE);
  return self->agreed;
}

void
kab_consent_row_set_agreed (KabConsentRow *self, gboolean agreed)
{
  g_return_if_fail (KAB_IS_CONSENT_ROW (self));

  agreed = !!agreed;
  if (self->agreed == agreed)
    return;
  self->agreed = agreed;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AGREED]);
}

gboolean
kab_consent_row_is_link (KabConsentRow *self, KabDocument *document)
{
  g_autofree char *scheme = NULL;

  if (document == NULL)
    return FALSE;
  scheme = g_uri_parse_scheme (kab_document_get_url (document));
  return g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0;
}
