/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-window.h"

#include "kab-bar.h"
#include "kab-frame.h"
#include "kab-pay-sheet.h"
#include "kab-speech.h"
#include "kab-spinner.h"
#include "kab-text-scale.h"
#include "kab-toast.h"
#include "kab-welcome.h"

struct _KabWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *stack;
  AdwStatusPage *failed_page;
  KabBar *letter_bar;
  KabWelcome *welcome;
  KabFrame *frame; /* NULL until signed in; kept while expired */

  GSettings *settings;
  KabCabinet *cabinet;
  KabDemo *demo;
  GCancellable *cancellable;
  char *frame_email; /* whose data the frame shows */
  char *letter_code;
  /* Asked for, and not yet shown; else NULL. */
  char *wanted_page;
  char *wanted_number;
};

G_DEFINE_FINAL_TYPE (KabWindow, kab_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_PAGE = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
enable_actions (KabWindow *self, gboolean enabled)
{
  static const char *const names[] = { "page", "switch-account", "menu",
                                       "pay",  "refresh",        "sign-out" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), names[i]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
    }
}

static void
page_changed_cb (KabWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
}

static void
follow_wish (KabWindow *self)
{
  g_autofree char *number = NULL;

  if (self->frame == NULL || kab_cabinet_get_state (self->cabinet) != KAB_CABINET_SIGNED_IN)
    return;
  if (self->wanted_page != NULL)
    kab_frame_show_page (self->frame, self->wanted_page);
  g_clear_pointer (&self->wanted_page, g_free);

  if (self->wanted_number == NULL ||
      kab_load_get_as_of (kab_cabinet_get_accounts_load (self->cabinet)) == NULL)
    return;
  number = g_steal_pointer (&self->wanted_number);
  kab_cabinet_choose (self->cabinet, number);
}

/* Where somebody was is nobody else's business. */
static void
forget_place (KabWindow *self)
{
  g_settings_reset (self->settings, "last-page");
  g_settings_reset (self->settings, "last-account");
}

static void
frame_page_changed_cb (KabWindow *self)
{
  g_settings_set_string (self->settings, "last-page", kab_frame_get_page (self->frame));
  page_changed_cb (self);
}

static void
chosen_changed_cb (KabWindow *self)
{
  KabAccount *chosen = kab_cabinet_get_chosen (self->cabinet);

  if (chosen != NULL)
    g_settings_set_string (self->settings, "last-account", kab_account_get_number (chosen));
}

static void
drop_frame (KabWindow *self)
{
  if (self->frame == NULL)
    return;
  g_clear_pointer (&self->wanted_number, g_free);
  gtk_stack_remove (self->stack, GTK_WIDGET (self->frame));
  self->frame = NULL;
  g_clear_pointer (&self->frame_email, g_free);
}

static void
show_frame (KabWindow *self)
{
  const char *email = kab_cabinet_get_email (self->cabinet);

  /* Somebody else signed in after an expiry: nothing of the one before is theirs to see. */
  if (self->frame != NULL && g_strcmp0 (self->frame_email, email) != 0)
    {
      drop_frame (self);
      forget_place (self);
    }
  if (self->frame == NULL)
    {
      g_autofree char *page = g_settings_get_string (self->settings, "last-page");

      self->frame = kab_frame_new (self->cabinet, self->demo != NULL);
      self->frame_email = g_strdup (email);
      /* Its pages say where one is. */
      gtk_stack_add_titled (self->stack, GTK_WIDGET (self->frame), "frame", "");
      kab_frame_show_page (self->frame, page);
      g_signal_connect_object (self->frame, "notify::page", G_CALLBACK (frame_page_changed_cb),
                               self, G_CONNECT_SWAPPED);
    }
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->frame));
  kab_welcome_clear (self->welcome);
}

static void
show_welcome (KabWindow *self)
{
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->welcome));
  /* The stack gives the focus back to what had it here last: the button. */
  kab_welcome_focus (self->welcome);
}

static void
cabinet_state_changed_cb (KabWindow *self)
{
  KabCabinetState state = kab_cabinet_get_state (self->cabinet);

  enable_actions (self, state == KAB_CABINET_SIGNED_IN);
  switch (state)
    {
    case KAB_CABINET_STARTING:
      gtk_stack_set_visible_child_name (self->stack, "starting");
      break;
    case KAB_CABINET_SIGNED_OUT:
      kab_welcome_clear (self->welcome);
      show_welcome (self);
      if (self->frame != NULL)
        forget_place (self);
      drop_frame (self);
      break;
    case KAB_CABINET_EXPIRED:
      kab_welcome_ask_again (self->welcome);
      show_welcome (self);
      break;
    case KAB_CABINET_SIGNED_IN:
    default:
      show_frame (self);
      follow_wish (self);
      break;
    }
  page_changed_cb (self);
}

static void
opened_cabinet_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  /* It fails by cancellation only, and then the window is gone. */
  if (!kab_cabinet_open_finish (KAB_CABINET (source), result, &error))
    return;
  if (self->demo != NULL)
    kab_welcome_fill_in (self->welcome, KAB_DEMO_EMAIL, KAB_DEMO_PASSWORD);
}

static void
demo_letter_cb (KabWindow *self,
                const char *recipient,
                const char *subject,
                const char *body,
                const char *code)
{
  g_autofree char *text = NULL;

  if (*code != '\0')
    text = g_strdup_printf (_ ("An e-mail for %s: “%s”, the code is %s"), recipient, subject, code);
  else
    text = g_strdup_printf (_ ("An e-mail for %s: “%s”"), recipient, subject);

  g_free (self->letter_code);
  self->letter_code = g_strdup (code);
  kab_bar_set_text (self->letter_bar, text);
  kab_bar_set_action_label (self->letter_bar, *code != '\0' ? _ ("Insert the code") : NULL);
  kab_bar_set_revealed (self->letter_bar, TRUE);
}

static void
demo_ended_cb (KabWindow *self)
{
  kab_toast_show (GTK_WIDGET (self->stack),
                  _ ("The demonstration's service has stopped. Start the program again."));
}

static void
letter_bar_activated_cb (KabWindow *self)
{
  if (kab_welcome_insert_code (self->welcome, self->letter_code))
    kab_bar_set_revealed (self->letter_bar, FALSE);
}

static void
page_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KabWindow *self = user_data;

  kab_frame_show_page (self->frame, g_variant_get_string (parameter, NULL));
}

static void
switch_account_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KabWindow *self = user_data;

  kab_frame_open_switcher (self->frame);
}

static void
menu_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KabWindow *self = user_data;

  kab_frame_open_menu (self->frame);
}

static void
pay_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KabWindow *self = user_data;

  kab_pay_sheet_present (GTK_WINDOW (self), self->cabinet);
}

static void
refresh_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KabWindow *self = user_data;

  kab_cabinet_refresh (self->cabinet);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!kab_cabinet_sign_out_finish (KAB_CABINET (source), result, &error) && self->cabinet != NULL)
    kab_toast_show_error (GTK_WIDGET (self->stack), error);
}

static void
sign_out_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KabWindow *self = user_data;

  kab_cabinet_sign_out_async (self->cabinet, self->cancellable, signed_out_cb, g_object_ref (self));
}

static void
kab_window_dispose (GObject *object)
{
  KabWindow *self = KAB_WINDOW (object);

  /* The focus holds its widget, which would outlive the page that its bindings look at. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->cabinet);
  g_clear_object (&self->demo);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (kab_window_parent_class)->dispose (object);
}

static void
kab_window_finalize (GObject *object)
{
  KabWindow *self = KAB_WINDOW (object);

  g_free (self->frame_email);
  g_free (self->letter_code);
  g_free (self->wanted_page);
  g_free (self->wanted_number);
  G_OBJECT_CLASS (kab_window_parent_class)->finalize (object);
}

static void
kab_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PAGE:
      g_value_set_string (value, kab_window_get_page (KAB_WINDOW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_window_class_init (KabWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kab_window_dispose;
  object_class->finalize = kab_window_finalize;
  object_class->get_property = kab_window_get_property;

  props[PROP_PAGE] =
    g_param_spec_string ("page", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (KAB_TYPE_BAR);
  g_type_ensure (KAB_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/ru/sah67/Kabinet/ui/kab-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KabWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, KabWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, KabWindow, letter_bar);
  gtk_widget_class_bind_template_callback (widget_class, letter_bar_activated_cb);
}

static void
kab_window_init (KabWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "page", .parameter_type = "s", .activate = page_activated_cb },
    { .name = "switch-account", .activate = switch_account_activated_cb },
    { .name = "menu", .activate = menu_activated_cb },
    { .name = "pay", .activate = pay_activated_cb },
    { .name = "refresh", .activate = refresh_activated_cb },
    { .name = "sign-out", .activate = sign_out_activated_cb },
  };

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_text_scale_mark (GTK_WIDGET (self));
  /* Adwaita stripes the header bar of what is not for everyday use. */
  if (g_str_equal (KAB_BUILD_PROFILE, "development"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  enable_actions (self, FALSE);
}

KabWindow *
kab_window_new (KabApplication *application, GSettings *settings)
{
  KabWindow *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (KAB_TYPE_WINDOW, "application", application, NULL);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  kab_speech_name_shortcuts (
    gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self)));
  return self;
}

void
kab_window_open_cabinet (KabWindow *self, KabCabinet *cabinet, KabDemo *demo)
{
  g_autofree char *account = NULL;

  g_return_if_fail (KAB_IS_WINDOW (self));
  g_return_if_fail (KAB_IS_CABINET (cabinet));
  g_return_if_fail (demo == NULL || KAB_IS_DEMO (demo));
  g_return_if_fail (self->cabinet == NULL);

  self->cabinet = g_object_ref (cabinet);
  if (demo != NULL)
    {
      self->demo = g_object_ref (demo);
      g_signal_connect_object (demo, "letter", G_CALLBACK (demo_letter_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (demo, "ended", G_CALLBACK (demo_ended_cb), self, G_CONNECT_SWAPPED);
    }

  account = g_settings_get_string (self->settings, "last-account");
  kab_cabinet_prefer (cabinet, *account != '\0' ? account : NULL);
  g_signal_connect_object (cabinet, "notify::chosen", G_CALLBACK (chosen_changed_cb), self,
                           G_CONNECT_SWAPPED);

  self->welcome = kab_welcome_new (cabinet);
  kab_text_scale_wrap (GTK_WIDGET (self->welcome));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->welcome), "welcome");
  g_object_bind_property (self->welcome, "wants-code", self->letter_bar, "action-sensitive",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (cabinet, "notify::state", G_CALLBACK (cabinet_state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kab_cabinet_get_accounts_load (cabinet), "notify::as-of",
                           G_CALLBACK (follow_wish), self, G_CONNECT_SWAPPED);
  cabinet_state_changed_cb (self);
  kab_cabinet_open_async (cabinet, self->cancellable, opened_cabinet_cb, g_object_ref (self));
}

const char *
kab_window_get_page (KabWindow *self)
{
  g_return_val_if_fail (KAB_IS_WINDOW (self), NULL);

  if (self->frame == NULL || kab_cabinet_get_state (self->cabinet) != KAB_CABINET_SIGNED_IN)
    return NULL;
  return kab_frame_get_page (self->frame);
}

void
kab_window_go_to (KabWindow *self, const char *page, const char *number)
{
  g_return_if_fail (KAB_IS_WINDOW (self));
  g_return_if_fail (page != NULL);

  g_free (self->wanted_page);
  self->wanted_page = g_strdup (page);
  g_free (self->wanted_number);
  self->wanted_number = g_strdup (number);
  follow_wish (self);
}

void
kab_window_fail (KabWindow *self, const char *reason)
{
  g_autofree char *description = NULL;

  g_return_if_fail (KAB_IS_WINDOW (self));
  g_return_if_fail (reason != NULL);

  description = g_markup_escape_text (reason, -1);
  adw_status_page_set_description (self->failed_page, description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->failed_page), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  reason, -1);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}
