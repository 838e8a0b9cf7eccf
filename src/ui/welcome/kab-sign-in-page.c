/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-sign-in-page.h"

#include "kab-busy-button.h"
#include "kab-closure.h"
#include "kab-error.h"
#include "kab-entry-row.h"
#include "kab-field-error.h"
#include "kab-words.h"

struct _KabSignInPage
{
  KabWelcomePage parent_instance;

  GtkImage *icon;
  GtkWidget *email;
  KabFieldError *email_error;
  KabEntryRow *password;
  KabFieldError *password_error;
  GtkWidget *button;

  char *notice;
};

G_DEFINE_FINAL_TYPE (KabSignInPage, kab_sign_in_page, KAB_TYPE_WELCOME_PAGE)

enum
{
  PROP_NOTICE = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static char *
describe_title (KabSignInPage *self, KabOperator *operator_)
{
  return g_strdup (operator_ != NULL ? kab_operator_get_title (operator_) : _ ("Kabinet"));
}

static char *
describe_name (KabSignInPage *self, KabOperator *operator_)
{
  return g_strdup (operator_ != NULL ? kab_operator_get_name (operator_) : "");
}

static void
show_error (KabSignInPage *self, const GError *error)
{
  g_autofree char *sentence = kab_error_to_sentence (error);

  /* The service does not say which of the two is wrong, so the sentence stands under both. */
  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_WRONG_CREDENTIALS))
    {
      kab_field_error_set_text (self->password_error, sentence);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }
  kab_welcome_page_set_message (KAB_WELCOME_PAGE (self), sentence);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  kab_cabinet_sign_in_finish (KAB_CABINET (source), result, &error);
  if (kab_welcome_page_end (KAB_WELCOME_PAGE (self), error) && error != NULL)
    show_error (self, error);
}

static gboolean
check_fields (KabSignInPage *self)
{
  KabFieldError *errors[] = { self->email_error, self->password_error };
  const char *password = kab_entry_row_get_text (self->password);
  g_autofree char *email_fault = NULL;
  g_autofree char *password_fault = NULL;

  email_fault = kab_words_email_fault (gtk_editable_get_text (GTK_EDITABLE (self->email)));
  /* The rule is for new passwords: an old one may be older than the rule. */
  if (*password == '\0')
    password_fault = kab_words_field_fault (NULL, "password", "empty");
  kab_field_error_set_text (self->email_error, email_fault);
  kab_field_error_set_text (self->password_error, password_fault);
  return !kab_field_error_focus_first (errors, G_N_ELEMENTS (errors));
}

static void
submit (KabSignInPage *self)
{
  KabWelcomePage *page = KAB_WELCOME_PAGE (self);
  g_autofree char *email = NULL;

  if (kab_welcome_page_is_busy (page) || !check_fields (self))
    return;
  email = kab_email_normalise (gtk_editable_get_text (GTK_EDITABLE (self->email)));
  kab_cabinet_sign_in_async (kab_welcome_page_get_cabinet (page), email,
                             kab_entry_row_get_text (self->password), kab_welcome_page_begin (page),
                             signed_in_cb, g_object_ref (self));
}

static void
kab_sign_in_page_clear (KabWelcomePage *page)
{
  KabSignInPage *self = KAB_SIGN_IN_PAGE (page);

  kab_sign_in_page_fill_in (self, "", NULL);
  kab_sign_in_page_set_notice (self, NULL);
}

static void
kab_sign_in_page_focus (KabWelcomePage *page)
{
  KabSignInPage *self = KAB_SIGN_IN_PAGE (page);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->email)) == '\0')
    gtk_widget_grab_focus (self->email);
  else if (*kab_entry_row_get_text (self->password) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
  else
    gtk_widget_grab_focus (self->button);
}

static void
kab_sign_in_page_finalize (GObject *object)
{
  KabSignInPage *self = KAB_SIGN_IN_PAGE (object);

  g_free (self->notice);
  G_OBJECT_CLASS (kab_sign_in_page_parent_class)->finalize (object);
}

static void
kab_sign_in_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabSignInPage *self = KAB_SIGN_IN_PAGE (object);

  switch (id)
    {
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_sign_in_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabSignInPage *self = KAB_SIGN_IN_PAGE (object);

  switch (id)
    {
    case PROP_NOTICE:
      kab_sign_in_page_set_notice (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_sign_in_page_class_init (KabSignInPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KabWelcomePageClass *page_class = KAB_WELCOME_PAGE_CLASS (klass);

  object_class->finalize = kab_sign_in_page_finalize;
  object_class->get_property = kab_sign_in_page_get_property;
  object_class->set_property = kab_sign_in_page_set_property;
  page_class->clear = kab_sign_in_page_clear;
  page_class->focus = kab_sign_in_page_focus;

  props[PROP_NOTICE] =
    g_param_spec_string ("notice", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KAB_TYPE_BUSY_BUTTON);
  g_type_ensure (KAB_TYPE_ENTRY_ROW);
  g_type_ensure (KAB_TYPE_FIELD_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/welcome/kab-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabSignInPage, icon);
  gtk_widget_class_bind_template_child (widget_class, KabSignInPage, email);
  gtk_widget_class_bind_template_child (widget_class, KabSignInPage, email_error);
  gtk_widget_class_bind_template_child (widget_class, KabSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, KabSignInPage, password_error);
  gtk_widget_class_bind_template_child (widget_class, KabSignInPage, button);
  gtk_widget_class_bind_template_callback (widget_class, describe_title);
  gtk_widget_class_bind_template_callback (widget_class, describe_name);
  gtk_widget_class_bind_template_callback (widget_class, kab_closure_is_text);
  gtk_widget_class_bind_template_callback (widget_class, submit);
}

static void
kab_sign_in_page_init (KabSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_image_set_from_icon_name (self->icon, KAB_APPLICATION_ID);
}

void
kab_sign_in_page_fill_in (KabSignInPage *self, const char *email, const char *password)
{
  g_return_if_fail (KAB_IS_SIGN_IN_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->email), email != NULL ? email : "");
  gtk_editable_set_text (GTK_EDITABLE (self->password), password != NULL ? password : "");
  kab_field_error_set_text (self->email_error, NULL);
  kab_field_error_set_text (self->password_error, NULL);
}

void
kab_sign_in_page_set_notice (KabSignInPage *self, const char *notice)
{
  g_return_if_fail (KAB_IS_SIGN_IN_PAGE (self));

  if (g_strcmp0 (self->notice, notice) == 0)
    return;
  g_free (self->notice);
  self->notice = g_strdup (notice);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTICE]);
}
