/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-preferences.h"

#include "kab-entry-row.h"
#include "kab-field-error.h"
#include "kab-question.h"
#include "kab-speech.h"
#include "kab-web-address.h"

struct _KabPreferences
{
  AdwPreferencesWindow parent_instance;

  GtkSwitch *bills_switch;
  GtkSwitch *payments_switch;
  AdwPreferencesGroup *server_group;
  GtkEditable *server_row;
  KabFieldError *server_error;
  GtkWidget *usual_button;
  GtkWidget *apply_button;

  GSettings *settings;
  KabCabinet *cabinet;
  gboolean writable;
  char *asked; /* the address that the open question is about */
};

G_DEFINE_FINAL_TYPE (KabPreferences, kab_preferences, ADW_TYPE_PREFERENCES_WINDOW)

enum
{
  SERVER_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static char *
get_usual (KabPreferences *self)
{
  g_autoptr (GVariant) value = g_settings_get_default_value (self->settings, "server");

  return g_variant_dup_string (value, NULL);
}

static void
show_server (KabPreferences *self)
{
  gtk_editable_set_text (self->server_row, kab_cabinet_get_server (self->cabinet));
}

static void
server_edited_cb (KabPreferences *self)
{
  g_autofree char *usual = NULL;
  const char *text = gtk_editable_get_text (self->server_row);

  /* The template is being built. */
  if (self->cabinet == NULL)
    return;
  usual = get_usual (self);
  gtk_widget_set_sensitive (self->apply_button,
                            !g_str_equal (text, kab_cabinet_get_server (self->cabinet)));
  gtk_widget_set_visible (self->usual_button, self->writable && !g_str_equal (text, usual));
}

static void
usual_clicked_cb (KabPreferences *self)
{
  g_autofree char *usual = get_usual (self);

  gtk_editable_set_text (self->server_row, usual);
  gtk_widget_grab_focus (GTK_WIDGET (self->server_row));
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Whoever asked has gone to another service. */
  if (!kab_cabinet_sign_out_finish (KAB_CABINET (source), result, &error))
    g_debug ("The session left behind: %s", error->message);
}

static void
change_server (KabPreferences *self, const char *server)
{
  /* A session that no keyring remembers could never be found again. */
  if (kab_cabinet_get_state (self->cabinet) == KAB_CABINET_SIGNED_IN &&
      !kab_cabinet_get_remembered (self->cabinet))
    kab_cabinet_sign_out_async (self->cabinet, NULL, signed_out_cb, NULL);
  g_settings_set_string (self->settings, "server", server);
  g_signal_emit (self, signals[SERVER_CHANGED], 0);
}

static void
answered_cb (KabPreferences *self, gboolean agreed)
{
  g_autofree char *server = g_steal_pointer (&self->asked);

  if (agreed)
    change_server (self, server);
  else
    show_server (self);
}

/* Nobody is signed out by surprise. */
static void
ask (KabPreferences *self, const char *server)
{
  g_autofree char *body = g_strdup_printf (
    kab_cabinet_get_remembered (self->cabinet)
      ? _ ("Kabinet opens %s, and you sign in there. You also stay signed in here: to come back, "
           "enter the address you had before.")
      : _ ("Kabinet opens %s, and you sign in there. Here you are signed out."),
    server);
  KabQuestion *question =
    kab_question_ask (GTK_WIDGET (self), _ ("Change the service?"), body, _ ("Change"));

  g_free (self->asked);
  self->asked = g_strdup (server);
  g_signal_connect_object (question, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
}

static void
apply_cb (KabPreferences *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *server =
    kab_web_address_normalise (gtk_editable_get_text (self->server_row), &error);

  if (server == NULL)
    {
      kab_field_error_set_text (
        self->server_error,
        g_error_matches (error, KAB_ERROR, KAB_ERROR_INSECURE)
          ? _ ("Without encryption (http://) only this computer can be reached. Start the address "
               "with https://.")
          : _ ("Enter the address like https://lk.example.ru, with nothing after the name."));
      gtk_widget_grab_focus (GTK_WIDGET (self->server_row));
      return;
    }
  if (g_str_equal (server, kab_cabinet_get_server (self->cabinet)))
    show_server (self);
  else if (kab_cabinet_get_state (self->cabinet) == KAB_CABINET_SIGNED_IN)
    ask (self, server);
  else
    change_server (self, server);
}

static void
kab_preferences_dispose (GObject *object)
{
  KabPreferences *self = KAB_PREFERENCES (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->cabinet);
  G_OBJECT_CLASS (kab_preferences_parent_class)->dispose (object);
}

static void
kab_preferences_finalize (GObject *object)
{
  KabPreferences *self = KAB_PREFERENCES (object);

  g_free (self->asked);
  G_OBJECT_CLASS (kab_preferences_parent_class)->finalize (object);
}

static void
kab_preferences_class_init (KabPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kab_preferences_dispose;
  object_class->finalize = kab_preferences_finalize;

  signals[SERVER_CHANGED] = g_signal_new ("server-changed", KAB_TYPE_PREFERENCES, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KAB_TYPE_ENTRY_ROW);
  g_type_ensure (KAB_TYPE_FIELD_ERROR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPreferences, bills_switch);
  gtk_widget_class_bind_template_child (widget_class, KabPreferences, payments_switch);
  gtk_widget_class_bind_template_child (widget_class, KabPreferences, server_group);
  gtk_widget_class_bind_template_child (widget_class, KabPreferences, server_row);
  gtk_widget_class_bind_template_child (widget_class, KabPreferences, server_error);
  gtk_widget_class_bind_template_child (widget_class, KabPreferences, usual_button);
  gtk_widget_class_bind_template_child (widget_class, KabPreferences, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, server_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, usual_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
kab_preferences_init (KabPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_speech_name_groups (GTK_WIDGET (self));
}

KabPreferences *
kab_preferences_new (GSettings *settings, KabCabinet *cabinet, gboolean fixed)
{
  KabPreferences *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (cabinet == NULL || KAB_IS_CABINET (cabinet), NULL);

  self = g_object_new (KAB_TYPE_PREFERENCES, NULL);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "notify-bills", self->bills_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "notify-payments", self->payments_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);

  gtk_widget_set_visible (GTK_WIDGET (self->server_group), cabinet != NULL);
  if (cabinet == NULL)
    return self;
  self->cabinet = g_object_ref (cabinet);
  self->writable = !fixed && g_settings_is_writable (settings, "server");
  gtk_editable_set_editable (self->server_row, self->writable);
  gtk_widget_set_visible (self->apply_button, self->writable);
  show_server (self);
  if (fixed)
    adw_preferences_group_set_description (
      self->server_group, _ ("The address of this window was given when it was started."));
  else if (!self->writable)
    adw_preferences_group_set_description (self->server_group,
                                           _ ("The address is set by who looks after this "
                                              "computer."));
  return self;
}
