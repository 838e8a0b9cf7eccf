/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-welcome.h"

#include "kab-code-page.h"
#include "kab-registration-page.h"
#include "kab-reset-page.h"
#include "kab-sign-in-page.h"
#include "kab-state-stack.h"
#include "kab-toast.h"

struct _KabWelcome
{
  AdwBin parent_instance;

  GtkStack *stack;
  KabSignInPage *sign_in;
  KabRegistrationPage *registration;
  KabCodePage *code;
  KabResetPage *reset;

  KabCabinet *cabinet;
};

G_DEFINE_FINAL_TYPE (KabWelcome, kab_welcome, ADW_TYPE_BIN)

enum
{
  PROP_CABINET = 1,
  PROP_PAGE,
  PROP_WANTS_CODE,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static gboolean
has_way_back (KabWelcome *self, const char *page)
{
  return page != NULL && !g_str_equal (page, "sign-in");
}

static void
show_page (KabWelcome *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  kab_welcome_focus (self);
}

static void
visible_child_changed_cb (KabWelcome *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WANTS_CODE]);
}

static void
asks_code_changed_cb (KabWelcome *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WANTS_CODE]);
}

static void
retry_cb (KabWelcome *self)
{
  kab_cabinet_load_operator (self->cabinet);
}

static void
registered_cb (KabWelcome *self, const char *email)
{
  kab_code_page_start (self->code, email);
  show_page (self, "code");
}

static void
reset_done_cb (KabWelcome *self, const char *email)
{
  kab_sign_in_page_fill_in (self->sign_in, email, NULL);
  show_page (self, "sign-in");
  kab_welcome_page_clear (KAB_WELCOME_PAGE (self->reset));
  kab_toast_show (GTK_WIDGET (self), _ ("Sign in with the new password"));
}

static void
show_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_page (KAB_WELCOME (widget), g_variant_get_string (parameter, NULL));
}

static void
back_action_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KabWelcome *self = KAB_WELCOME (widget);
  const char *page = kab_welcome_get_page (self);

  if (g_str_equal (page, "code"))
    show_page (self, "registration");
  else if (!g_str_equal (page, "reset") || !kab_reset_page_go_back (self->reset))
    show_page (self, "sign-in");
}

static void
kab_welcome_map (GtkWidget *widget)
{
  KabWelcome *self = KAB_WELCOME (widget);

  GTK_WIDGET_CLASS (kab_welcome_parent_class)->map (widget);
  kab_welcome_focus (self);
}

static void
kab_welcome_dispose (GObject *object)
{
  KabWelcome *self = KAB_WELCOME (object);

  g_clear_object (&self->cabinet);
  G_OBJECT_CLASS (kab_welcome_parent_class)->dispose (object);
}

static void
kab_welcome_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabWelcome *self = KAB_WELCOME (object);

  switch (id)
    {
    case PROP_CABINET:
      g_value_set_object (value, self->cabinet);
      break;
    case PROP_PAGE:
      g_value_set_string (value, kab_welcome_get_page (self));
      break;
    case PROP_WANTS_CODE:
      g_value_set_boolean (value, kab_welcome_get_wants_code (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_welcome_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabWelcome *self = KAB_WELCOME (object);

  switch (id)
    {
    case PROP_CABINET:
      self->cabinet = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_welcome_class_init (KabWelcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = kab_welcome_dispose;
  object_class->get_property = kab_welcome_get_property;
  object_class->set_property = kab_welcome_set_property;
  widget_class->map = kab_welcome_map;

  props[PROP_CABINET] =
    g_param_spec_object ("cabinet", NULL, NULL, KAB_TYPE_CABINET,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL, flags);
  props[PROP_WANTS_CODE] = g_param_spec_boolean ("wants-code", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "welcome.show", "s", show_action_cb);
  gtk_widget_class_install_action (widget_class, "welcome.back", NULL, back_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "welcome.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "welcome.back",
                                       NULL);

  g_type_ensure (KAB_TYPE_CODE_PAGE);
  g_type_ensure (KAB_TYPE_REGISTRATION_PAGE);
  g_type_ensure (KAB_TYPE_RESET_PAGE);
  g_type_ensure (KAB_TYPE_SIGN_IN_PAGE);
  g_type_ensure (KAB_TYPE_STATE_STACK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/welcome/kab-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, KabWelcome, stack);
  gtk_widget_class_bind_template_child (widget_class, KabWelcome, sign_in);
  gtk_widget_class_bind_template_child (widget_class, KabWelcome, registration);
  gtk_widget_class_bind_template_child (widget_class, KabWelcome, code);
  gtk_widget_class_bind_template_child (widget_class, KabWelcome, reset);
  gtk_widget_class_bind_template_callback (widget_class, has_way_back);
  gtk_widget_class_bind_template_callback (widget_class, visible_child_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, asks_code_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, registered_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_done_cb);
}

static void
kab_welcome_init (KabWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KabWelcome *
kab_welcome_new (KabCabinet *cabinet)
{
  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);
  return g_object_new (KAB_TYPE_WELCOME, "cabinet", cabinet, NULL);
}

const char *
kab_welcome_get_page (KabWelcome *self)
{
  g_return_val_if_fail (KAB_IS_WELCOME (self), NULL);
  /* The template asks while it is being built. */
  return self->stack != NULL ? gtk_stack_get_visible_child_name (self->stack) : NULL;
}

gboolean
kab_welcome_get_wants_code (KabWelcome *self)
{
  const char *page = kab_welcome_get_page (self);

  return g_strcmp0 (page, "code") == 0 ||
         (g_strcmp0 (page, "reset") == 0 && kab_reset_page_get_asks_code (self->reset));
}

void
kab_welcome_clear (KabWelcome *self)
{
  g_return_if_fail (KAB_IS_WELCOME (self));

  kab_welcome_page_clear (KAB_WELCOME_PAGE (self->sign_in));
  kab_welcome_page_clear (KAB_WELCOME_PAGE (self->registration));
  kab_welcome_page_clear (KAB_WELCOME_PAGE (self->code));
  kab_welcome_page_clear (KAB_WELCOME_PAGE (self->reset));
  gtk_stack_set_visible_child_name (self->stack, "sign-in");
}

void
kab_welcome_focus (KabWelcome *self)
{
  g_return_if_fail (KAB_IS_WELCOME (self));

  kab_welcome_page_focus (KAB_WELCOME_PAGE (gtk_stack_get_visible_child (self->stack)));
}

void
kab_welcome_ask_again (KabWelcome *self)
{
  g_return_if_fail (KAB_IS_WELCOME (self));

  kab_welcome_clear (self);
  kab_sign_in_page_fill_in (self->sign_in, kab_cabinet_get_email (self->cabinet), NULL);
  kab_sign_in_page_set_notice (
    self->sign_in, _ ("Your session has ended. Sign in again to return to where you were."));
}

void
kab_welcome_fill_in (KabWelcome *self, const char *email, const char *password)
{
  g_return_if_fail (KAB_IS_WELCOME (self));

  kab_sign_in_page_fill_in (self->sign_in, email, password);
  kab_welcome_page_focus (KAB_WELCOME_PAGE (self->sign_in));
}

gboolean
kab_welcome_insert_code (KabWelcome *self, const char *code)
{
  g_return_val_if_fail (KAB_IS_WELCOME (self), FALSE);
  g_return_val_if_fail (code != NULL, FALSE);

  if (!kab_welcome_get_wants_code (self))
    return FALSE;
  if (g_str_equal (kab_welcome_get_page (self), "code"))
    kab_code_page_insert (self->code, code);
  else
    kab_reset_page_insert (self->reset, code);
  return TRUE;
}
