/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-reset-page.h"

#include "kab-busy-button.h"
#include "kab-code-entry.h"
#include "kab-error.h"
#include "kab-entry-row.h"
#include "kab-field-error.h"
#include "kab-password-rules.h"
#include "kab-resend-button.h"
#include "kab-words.h"

struct _KabResetPage
{
  KabWelcomePage parent_instance;

  GtkStack *stack;
  GtkWidget *address;
  KabFieldError *address_error;
  KabCodeEntry *code;
  KabFieldError *code_error;
  KabEntryRow *password;
  KabFieldError *password_error;
  KabResendButton *resend;

  char *email;
  char *asked_email; /* sent with the call under way */
};

G_DEFINE_FINAL_TYPE (KabResetPage, kab_reset_page, KAB_TYPE_WELCOME_PAGE)

enum
{
  PROP_EMAIL = 1,
  PROP_ASKS_CODE,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static char *
describe_step (KabResetPage *self, const char *email)
{
  if (email == NULL)
    return g_strdup (_ ("Enter the address you registered with, and we will send you a code."));
  return kab_words_code_sent (email);
}

static char *
describe_action (KabResetPage *self, const char *email)
{
  return g_strdup (email == NULL ? _ ("_Send the code") : _ ("_Change the password"));
}

/* The step is known by whether a letter was sent somewhere. */
static void
set_email (KabResetPage *self, const char *email)
{
  if (g_strcmp0 (self->email, email) == 0)
    return;
  g_free (self->email);
  self->email = g_strdup (email);
  gtk_stack_set_visible_child_name (self->stack, email == NULL ? "address" : "code");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EMAIL]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ASKS_CODE]);
}

static void
show_message (KabResetPage *self, const GError *error)
{
  g_autofree char *sentence = kab_error_to_sentence (error);

  kab_welcome_page_set_message (KAB_WELCOME_PAGE (self), sentence);
}

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabResetPage) self = user_data;
  g_autoptr (GError) error = NULL;

  kab_cabinet_request_reset_finish (KAB_CABINET (source), result, &error);
  if (!kab_welcome_page_end (KAB_WELCOME_PAGE (self), error))
    return;
  if (error != NULL)
    {
      kab_resend_button_wait (self->resend, kab_error_get_retry_after (error));
      show_message (self, error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  kab_resend_button_wait (self->resend, KAB_RESEND_WAIT_SECONDS);
  set_email (self, self->asked_email);
  kab_welcome_page_focus (KAB_WELCOME_PAGE (self));
}

static void
request_code (KabResetPage *self)
{
  KabWelcomePage *page = KAB_WELCOME_PAGE (self);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->address));
  g_autofree char *fault = kab_words_email_fault (typed);

  kab_field_error_set_text (self->address_error, fault);
  if (kab_field_error_focus_first (&self->address_error, 1))
    return;
  g_free (self->asked_email);
  self->asked_email = kab_email_normalise (typed);
  kab_cabinet_request_reset_async (kab_welcome_page_get_cabinet (page), self->asked_email,
                                   kab_welcome_page_begin (page), requested_cb,
                                   g_object_ref (self));
}

static void
show_code_error (KabResetPage *self, const GError *error)
{
  KabFieldError *errors[] = { self->code_error, self->password_error };
  KabOperator *operator_ =
    kab_cabinet_get_operator (kab_welcome_page_get_cabinet (KAB_WELCOME_PAGE (self)));
  const char *password = kab_error_get_field (error, "password");
  g_autofree char *code_fault = NULL;
  g_autofree char *password_fault = NULL;

  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_CODE_WRONG) ||
      kab_error_get_field (error, "code") != NULL)
    code_fault = kab_words_field_fault (NULL, "code", "wrong");
  else if (g_error_matches (error, KAB_ERROR, KAB_ERROR_CODE_EXPIRED))
    code_fault = kab_error_to_sentence (error);
  if (password != NULL)
    password_fault = kab_words_field_fault (operator_, "password", password);

  kab_field_error_set_text (self->code_error, code_fault);
  kab_field_error_set_text (self->password_error, password_fault);
  if (!kab_field_error_focus_first (errors, G_N_ELEMENTS (errors)))
    show_message (self, error);
  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_CODE_EXPIRED))
    kab_resend_button_wait (self->resend, 0);
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabResetPage) self = user_data;
  g_autoptr (GError) error = NULL;

  kab_cabinet_confirm_reset_finish (KAB_CABINET (source), result, &error);
  if (!kab_welcome_page_end (KAB_WELCOME_PAGE (self), error))
    return;
  if (error != NULL)
    show_code_error (self, error);
  else
    g_signal_emit (self, signals[DONE], 0, self->email);
}

static void
confirm (KabResetPage *self)
{
  KabFieldError *errors[] = { self->code_error, self->password_error };
  KabWelcomePage *page = KAB_WELCOME_PAGE (self);
  KabCabinet *cabinet = kab_welcome_page_get_cabinet (page);
  const char *code = gtk_editable_get_text (GTK_EDITABLE (self->code));
  const char *password = kab_entry_row_get_text (self->password);
  g_autofree char *code_fault = NULL;
  g_autofree char *password_fault =
    kab_words_password_fault (kab_cabinet_get_operator (cabinet), password);

  if (!kab_code_entry_is_complete (self->code))
    code_fault = kab_words_field_fault (NULL, "code", *code == '\0' ? "empty" : "bad_format");
  kab_field_error_set_text (self->code_error, code_fault);
  kab_field_error_set_text (self->password_error, password_fault);
  if (kab_field_error_focus_first (errors, G_N_ELEMENTS (errors)))
    return;
  kab_cabinet_confirm_reset_async (cabinet, self->email, code, password,
                                   kab_welcome_page_begin (page), confirmed_cb,
                                   g_object_ref (self));
}

static void
submit (KabResetPage *self)
{
  if (kab_welcome_page_is_busy (KAB_WELCOME_PAGE (self)))
    return;
  if (self->email == NULL)
    request_code (self);
  else
    confirm (self);
}

static void
resend_clicked_cb (KabResetPage *self)
{
  if (!kab_welcome_page_is_busy (KAB_WELCOME_PAGE (self)))
    request_code (self);
}

static void
kab_reset_page_clear (KabWelcomePage *page)
{
  KabResetPage *self = KAB_RESET_PAGE (page);

  set_email (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->address), "");
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  kab_field_error_set_text (self->address_error, NULL);
  kab_field_error_set_text (self->code_error, NULL);
  kab_field_error_set_text (self->password_error, NULL);
}

static void
kab_reset_page_focus (KabWelcomePage *page)
{
  KabResetPage *self = KAB_RESET_PAGE (page);

  gtk_widget_grab_focus (self->email == NULL ? self->address : GTK_WIDGET (self->code));
}

static void
kab_reset_page_finalize (GObject *object)
{
  KabResetPage *self = KAB_RESET_PAGE (object);

  g_free (self->email);
  g_free (self->asked_email);
  G_OBJECT_CLASS (kab_reset_page_parent_class)->finalize (object);
}

static void
kab_reset_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabResetPage *self = KAB_RESET_PAGE (object);

  switch (id)
    {
    case PROP_EMAIL:
      g_value_set_string (value, self->email);
      break;
    case PROP_ASKS_CODE:
      g_value_set_boolean (value, kab_reset_page_get_asks_code (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_reset_page_class_init (KabResetPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KabWelcomePageClass *page_class = KAB_WELCOME_PAGE_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = kab_reset_page_finalize;
  object_class->get_property = kab_reset_page_get_property;
  page_class->clear = kab_reset_page_clear;
  page_class->focus = kab_reset_page_focus;

  props[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, NULL, flags);
  props[PROP_ASKS_CODE] = g_param_spec_boolean ("asks-code", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[DONE] = g_signal_new ("done", KAB_TYPE_RESET_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (KAB_TYPE_BUSY_BUTTON);
  g_type_ensure (KAB_TYPE_CODE_ENTRY);
  g_type_ensure (KAB_TYPE_ENTRY_ROW);
  g_type_ensure (KAB_TYPE_FIELD_ERROR);
  g_type_ensure (KAB_TYPE_PASSWORD_RULES);
  g_type_ensure (KAB_TYPE_RESEND_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/welcome/kab-reset-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabResetPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KabResetPage, address);
  gtk_widget_class_bind_template_child (widget_class, KabResetPage, address_error);
  gtk_widget_class_bind_template_child (widget_class, KabResetPage, code);
  gtk_widget_class_bind_template_child (widget_class, KabResetPage, code_error);
  gtk_widget_class_bind_template_child (widget_class, KabResetPage, password);
  gtk_widget_class_bind_template_child (widget_class, KabResetPage, password_error);
  gtk_widget_class_bind_template_child (widget_class, KabResetPage, resend);
  gtk_widget_class_bind_template_callback (widget_class, describe_step);
  gtk_widget_class_bind_template_callback (widget_class, describe_action);
  gtk_widget_class_bind_template_callback (widget_class, submit);
  gtk_widget_class_bind_template_callback (widget_class, resend_clicked_cb);
}

static void
kab_reset_page_init (KabResetPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
kab_reset_page_get_asks_code (KabResetPage *self)
{
  g_return_val_if_fail (KAB_IS_RESET_PAGE (self), FALSE);
  return self->email != NULL;
}

void
kab_reset_page_insert (KabResetPage *self, const char *code)
{
  g_return_if_fail (KAB_IS_RESET_PAGE (self));
  g_return_if_fail (code != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->code), code);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

gboolean
kab_reset_page_go_back (KabResetPage *self)
{
  g_return_val_if_fail (KAB_IS_RESET_PAGE (self), FALSE);

  if (self->email == NULL)
    return FALSE;
  set_email (self, NULL);
  kab_welcome_page_set_message (KAB_WELCOME_PAGE (self), NULL);
  kab_welcome_page_focus (KAB_WELCOME_PAGE (self));
  return TRUE;
}
