/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-registration-page.h"

#include "kab-busy-button.h"
#include "kab-consent-row.h"
#include "kab-error.h"
#include "kab-entry-row.h"
#include "kab-field-error.h"
#include "kab-password-rules.h"
#include "kab-words.h"

struct _KabRegistrationPage
{
  KabWelcomePage parent_instance;

  GtkWidget *email;
  KabFieldError *email_error;
  KabEntryRow *password;
  KabFieldError *password_error;
  GtkListBox *consents;

  KabOperator *operator_;    /* whose documents the rows are of */
  GPtrArray *consent_rows;   /* of KabConsentRow */
  GPtrArray *consent_errors; /* of KabFieldError, one a row */
  char *address;             /* sent with the call under way */
};

G_DEFINE_FINAL_TYPE (KabRegistrationPage, kab_registration_page, KAB_TYPE_WELCOME_PAGE)

enum
{
  REGISTERED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
consent_agreed_cb (KabConsentRow *row, GParamSpec *pspec, KabFieldError *error)
{
  kab_field_error_set_text (error, NULL);
}

static void
add_consent (KabRegistrationPage *self, KabDocument *document)
{
  KabConsentRow *row = kab_consent_row_new (document);
  KabFieldError *error =
    g_object_new (KAB_TYPE_FIELD_ERROR, "field", kab_consent_row_get_check (row), NULL);

  g_signal_connect_object (row, "notify::agreed", G_CALLBACK (consent_agreed_cb), error, 0);
  gtk_list_box_append (self->consents, GTK_WIDGET (row));
  gtk_list_box_append (self->consents, GTK_WIDGET (error));
  g_ptr_array_add (self->consent_rows, row);
  g_ptr_array_add (self->consent_errors, error);
}

/* A refresh brings the same documents as new objects; the ticks are for these very ones, so only a
 * changed list starts anew. */
static gboolean
shows_documents (KabRegistrationPage *self, GListModel *documents)
{
  if (g_list_model_get_n_items (documents) != self->consent_rows->len)
    return FALSE;
  for (guint i = 0; i < self->consent_rows->len; i++)
    {
      g_autoptr (KabDocument) document = g_list_model_get_item (documents, i);
      KabDocument *shown = kab_consent_row_get_document (self->consent_rows->pdata[i]);

      if (g_strcmp0 (kab_document_get_kind (document), kab_document_get_kind (shown)) != 0 ||
          g_strcmp0 (kab_document_get_version (document), kab_document_get_version (shown)) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
show_documents (KabRegistrationPage *self)
{
  KabCabinet *cabinet = kab_welcome_page_get_cabinet (KAB_WELCOME_PAGE (self));
  KabOperator *operator_ = cabinet != NULL ? kab_cabinet_get_operator (cabinet) : NULL;
  GListModel *documents;
  GtkListBoxRow *row;

  if (!g_set_object (&self->operator_, operator_) || operator_ == NULL)
    return;
  documents = kab_operator_get_documents (operator_);
  if (shows_documents (self, documents))
    return;

  g_ptr_array_set_size (self->consent_rows, 0);
  g_ptr_array_set_size (self->consent_errors, 0);
  while ((row = gtk_list_box_get_row_at_index (self->consents, 0)) != NULL)
    gtk_list_box_remove (self->consents, GTK_WIDGET (row));
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (KabDocument) document = g_list_model_get_item (documents, i);

      add_consent (self, document);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->consents), self->consent_rows->len > 0);
}

static void
cabinet_changed_cb (KabRegistrationPage *self)
{
  KabCabinet *cabinet = kab_welcome_page_get_cabinet (KAB_WELCOME_PAGE (self));

  if (cabinet == NULL)
    return;
  g_signal_connect_object (cabinet, "notify::operator", G_CALLBACK (show_documents), self,
                           G_CONNECT_SWAPPED);
  show_documents (self);
}

static gboolean
check_fields (KabRegistrationPage *self)
{
  KabFieldError *errors[] = { self->email_error, self->password_error };
  g_autofree char *email_fault =
    kab_words_email_fault (gtk_editable_get_text (GTK_EDITABLE (self->email)));
  g_autofree char *password_fault =
    kab_words_password_fault (self->operator_, kab_entry_row_get_text (self->password));
  g_autofree char *consent_fault = kab_words_field_fault (NULL, "consents", "missing");
  gboolean focused;

  kab_field_error_set_text (self->email_error, email_fault);
  kab_field_error_set_text (self->password_error, password_fault);
  for (guint i = 0; i < self->consent_rows->len; i++)
    {
      gboolean agreed = kab_consent_row_get_agreed (self->consent_rows->pdata[i]);

      kab_field_error_set_text (self->consent_errors->pdata[i], agreed ? NULL : consent_fault);
    }
  focused = kab_field_error_focus_first (errors, G_N_ELEMENTS (errors));
  return !focused && !kab_field_error_focus_first ((KabFieldError **) self->consent_errors->pdata,
                                                   self->consent_errors->len);
}

static void
show_error (KabRegistrationPage *self, const GError *error)
{
  const char *email = kab_error_get_field (error, "email");
  const char *password = kab_error_get_field (error, "password");
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_INVALID_INPUT) &&
      (email != NULL || password != NULL))
    {
      KabFieldError *errors[] = { self->email_error, self->password_error };
      g_autofree char *email_fault =
        email != NULL ? kab_words_field_fault (NULL, "email", email) : NULL;
      g_autofree char *password_fault =
        password != NULL ? kab_words_field_fault (self->operator_, "password", password) : NULL;

      kab_field_error_set_text (self->email_error, email_fault);
      kab_field_error_set_text (self->password_error, password_fault);
      kab_field_error_focus_first (errors, G_N_ELEMENTS (errors));
      return;
    }
  sentence = kab_error_to_sentence (error);
  kab_welcome_page_set_message (KAB_WELCOME_PAGE (self), sentence);
}

static void
registered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabRegistrationPage) self = user_data;
  g_autoptr (GError) error = NULL;

  kab_cabinet_register_finish (KAB_CABINET (source), result, NULL, &error);
  if (!kab_welcome_page_end (KAB_WELCOME_PAGE (self), error))
    return;
  if (error != NULL)
    show_error (self, error);
  else
    g_signal_emit (self, signals[REGISTERED], 0, self->address);
}

static void
submit (KabRegistrationPage *self)
{
  KabWelcomePage *page = KAB_WELCOME_PAGE (self);
  g_autoptr (GListStore) agreed = NULL;

  if (kab_welcome_page_is_busy (page) || self->operator_ == NULL || !check_fields (self))
    return;

  agreed = g_list_store_new (KAB_TYPE_DOCUMENT);
  for (guint i = 0; i < self->consent_rows->len; i++)
    g_list_store_append (agreed, kab_consent_row_get_document (self->consent_rows->pdata[i]));
  g_free (self->address);
  self->address = kab_email_normalise (gtk_editable_get_text (GTK_EDITABLE (self->email)));
  kab_cabinet_register_async (kab_welcome_page_get_cabinet (page), self->address,
                              kab_entry_row_get_text (self->password), G_LIST_MODEL (agreed),
                              kab_welcome_page_begin (page), registered_cb, g_object_ref (self));
}

static void
kab_registration_page_clear (KabWelcomePage *page)
{
  KabRegistrationPage *self = KAB_REGISTRATION_PAGE (page);

  gtk_editable_set_text (GTK_EDITABLE (self->email), "");
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  kab_field_error_set_text (self->email_error, NULL);
  kab_field_error_set_text (self->password_error, NULL);
  for (guint i = 0; i < self->consent_rows->len; i++)
    {
      kab_consent_row_set_agreed (self->consent_rows->pdata[i], FALSE);
      kab_field_error_set_text (self->consent_errors->pdata[i], NULL);
    }
}

static void
kab_registration_page_focus (KabWelcomePage *page)
{
  gtk_widget_grab_focus (KAB_REGISTRATION_PAGE (page)->email);
}

static void
kab_registration_page_dispose (GObject *object)
{
  KabRegistrationPage *self = KAB_REGISTRATION_PAGE (object);

  g_clear_object (&self->operator_);
  G_OBJECT_CLASS (kab_registration_page_parent_class)->dispose (object);
}

static void
kab_registration_page_finalize (GObject *object)
{
  KabRegistrationPage *self = KAB_REGISTRATION_PAGE (object);

  g_ptr_array_unref (self->consent_rows);
  g_ptr_array_unref (self->consent_errors);
  g_free (self->address);
  G_OBJECT_CLASS (kab_registration_page_parent_class)->finalize (object);
}

static void
kab_registration_page_class_init (KabRegistrationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KabWelcomePageClass *page_class = KAB_WELCOME_PAGE_CLASS (klass);

  object_class->dispose = kab_registration_page_dispose;
  object_class->finalize = kab_registration_page_finalize;
  page_class->clear = kab_registration_page_clear;
  page_class->focus = kab_registration_page_focus;

  signals[REGISTERED] = g_signal_new ("registered", KAB_TYPE_REGISTRATION_PAGE, G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (KAB_TYPE_BUSY_BUTTON);
  g_type_ensure (KAB_TYPE_ENTRY_ROW);
  g_type_ensure (KAB_TYPE_FIELD_ERROR);
  g_type_ensure (KAB_TYPE_PASSWORD_RULES);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/ru/sah67/Kabinet/ui/welcome/kab-registration-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, email);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, email_error);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, password);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, password_error);
  gtk_widget_class_bind_template_child (widget_class, KabRegistrationPage, consents);
  gtk_widget_class_bind_template_callback (widget_class, submit);
}

static void
kab_registration_page_init (KabRegistrationPage *self)
{
  self->consent_rows = g_ptr_array_new ();
  self->consent_errors = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::cabinet", G_CALLBACK (cabinet_changed_cb), NULL);
}
