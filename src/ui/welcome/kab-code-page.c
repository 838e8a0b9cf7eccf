/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-code-page.h"

#include "kab-busy-button.h"
#include "kab-code-entry.h"
#include "kab-error.h"
#include "kab-field-error.h"
#include "kab-resend-button.h"
#include "kab-toast.h"
#include "kab-words.h"

struct _KabCodePage
{
  KabWelcomePage parent_instance;

  KabCodeEntry *code;
  KabFieldError *code_error;
  KabResendButton *resend;

  char *email;
};

G_DEFINE_FINAL_TYPE (KabCodePage, kab_code_page, KAB_TYPE_WELCOME_PAGE)

enum
{
  PROP_EMAIL = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static char *
describe_address (KabCodePage *self, const char *email)
{
  return kab_words_code_sent (email);
}

static void
show_error (KabCodePage *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_CODE_WRONG) ||
      kab_error_get_field (error, "code") != NULL)
    sentence = kab_words_field_fault (NULL, "code", "wrong");
  else
    sentence = kab_error_to_sentence (error);

  /* All that can be wrong with the code itself stands under it. */
  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_CODE_WRONG) ||
      g_error_matches (error, KAB_ERROR, KAB_ERROR_CODE_EXPIRED) ||
      g_error_matches (error, KAB_ERROR, KAB_ERROR_INVALID_INPUT))
    {
      kab_field_error_set_text (self->code_error, sentence);
      gtk_widget_grab_focus (GTK_WIDGET (self->code));
    }
  else
    {
      kab_welcome_page_set_message (KAB_WELCOME_PAGE (self), sentence);
    }
  /* An expired code needs a new one now. */
  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_CODE_EXPIRED))
    kab_resend_button_wait (self->resend, 0);
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabCodePage) self = user_data;
  g_autoptr (GError) error = NULL;

  kab_cabinet_confirm_finish (KAB_CABINET (source), result, &error);
  if (kab_welcome_page_end (KAB_WELCOME_PAGE (self), error) && error != NULL)
    show_error (self, error);
}

static void
submit (KabCodePage *self)
{
  KabWelcomePage *page = KAB_WELCOME_PAGE (self);
  const char *code = gtk_editable_get_text (GTK_EDITABLE (self->code));

  if (kab_welcome_page_is_busy (page))
    return;
  if (!kab_code_entry_is_complete (self->code))
    {
      const char *reason = *code == '\0' ? "empty" : "bad_format";
      g_autofree char *fault = kab_words_field_fault (NULL, "code", reason);

      kab_field_error_set_text (self->code_error, fault);
      gtk_widget_grab_focus (GTK_WIDGET (self->code));
      return;
    }
  kab_cabinet_confirm_async (kab_welcome_page_get_cabinet (page), self->email, code,
                             kab_welcome_page_begin (page), confirmed_cb, g_object_ref (self));
}

static void
resent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabCodePage) self = user_data;
  g_autoptr (GError) error = NULL;

  kab_cabinet_resend_code_finish (KAB_CABINET (source), result, &error);
  if (!kab_welcome_page_end (KAB_WELCOME_PAGE (self), error))
    return;
  if (error != NULL)
    {
      g_autofree char *sentence = kab_error_to_sentence (error);

      kab_resend_button_wait (self->resend, kab_error_get_retry_after (error));
      kab_welcome_page_set_message (KAB_WELCOME_PAGE (self), sentence);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  kab_resend_button_wait (self->resend, KAB_RESEND_WAIT_SECONDS);
  kab_toast_show (GTK_WIDGET (self), _ ("A new code is on its way"));
  gtk_widget_grab_focus (GTK_WIDGET (self->code));
}

static void
resend_clicked_cb (KabCodePage *self)
{
  KabWelcomePage *page = KAB_WELCOME_PAGE (self);

  if (kab_welcome_page_is_busy (page))
    return;
  kab_cabinet_resend_code_async (kab_welcome_page_get_cabinet (page), self->email,
                                 kab_welcome_page_begin (page), resent_cb, g_object_ref (self));
}

static void
kab_code_page_clear (KabWelcomePage *page)
{
  KabCodePage *self = KAB_CODE_PAGE (page);

  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  kab_field_error_set_text (self->code_error, NULL);
  kab_resend_button_wait (self->resend, 0);
}

static void
kab_code_page_focus (KabWelcomePage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (KAB_CODE_PAGE (page)->code));
}

static void
kab_code_page_finalize (GObject *object)
{
  KabCodePage *self = KAB_CODE_PAGE (object);

  g_free (self->email);
  G_OBJECT_CLASS (kab_code_page_parent_class)->finalize (object);
}

static void
kab_code_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabCodePage *self = KAB_CODE_PAGE (object);

  switch (id)
    {
    case PROP_EMAIL:
      g_value_set_string (value, self->email);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_code_page_class_init (KabCodePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KabWelcomePageClass *page_class = KAB_WELCOME_PAGE_CLASS (klass);

  object_class->finalize = kab_code_page_finalize;
  object_class->get_property = kab_code_page_get_property;
  page_class->clear = kab_code_page_clear;
  page_class->focus = kab_code_page_focus;

  props[PROP_EMAIL] =
    g_param_spec_string ("email", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KAB_TYPE_BUSY_BUTTON);
  g_type_ensure (KAB_TYPE_CODE_ENTRY);
  g_type_ensure (KAB_TYPE_FIELD_ERROR);
  g_type_ensure (KAB_TYPE_RESEND_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/welcome/kab-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KabCodePage, code);
  gtk_widget_class_bind_template_child (widget_class, KabCodePage, code_error);
  gtk_widget_class_bind_template_child (widget_class, KabCodePage, resend);
  gtk_widget_class_bind_template_callback (widget_class, describe_address);
  gtk_widget_class_bind_template_callback (widget_class, submit);
  gtk_widget_class_bind_template_callback (widget_class, resend_clicked_cb);
}

static void
kab_code_page_init (KabCodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kab_code_page_start (KabCodePage *self, const char *email)
{
  g_return_if_fail (KAB_IS_CODE_PAGE (self));
  g_return_if_fail (email != NULL);

  kab_welcome_page_clear (KAB_WELCOME_PAGE (self));
  kab_resend_button_wait (self->resend, KAB_RESEND_WAIT_SECONDS);
  if (g_strcmp0 (self->email, email) == 0)
    return;
  g_free (self->email);
  self->email = g_strdup (email);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EMAIL]);
}

void
kab_code_page_insert (KabCodePage *self, const char *code)
{
  g_return_if_fail (KAB_IS_CODE_PAGE (self));
  g_return_if_fail (code != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->code), code);
  gtk_widget_grab_focus (GTK_WIDGET (self->code));
  gtk_editable_set_position (GTK_EDITABLE (self->code), -1);
}
