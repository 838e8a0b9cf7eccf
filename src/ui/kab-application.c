/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <gio/gsettingsbackend.h>
#include <glib/gi18n.h>

#include "kab-application.h"

#include "kab-about.h"
#include "kab-cabinet.h"
#include "kab-demo.h"
#include "kab-dialog.h"
#include "kab-help-window.h"
#include "kab-notifier.h"
#include "kab-preferences.h"
#include "kab-speech.h"
#include "kab-window.h"

#define SCHEMA_ID     "ru.sah67.Kabinet"
#define RESOURCE_PATH "/ru/sah67/Kabinet"

/* Each is an action as well: the desktop entry has some of them. */
static const char *const pages[] = { "information", "charges", "receipts",
                                     "accounts",    "profile", NULL };

struct _KabApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  GCancellable *cancellable;
  /* Of an operator's service; NULL in a demonstration. */
  KabCabinet *cabinet;
  KabNotifier *notifier;
  KabDemo *demo;
  gboolean is_demo;
  char *server; /* from the command line; NULL: from the settings */
};

G_DEFINE_FINAL_TYPE (KabApplication, kab_application, ADW_TYPE_APPLICATION)

static gpointer
find_window_of (KabApplication *self, GType type)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type))
      return l->data;
  return NULL;
}

static KabWindow *
find_window (KabApplication *self)
{
  return find_window_of (self, KAB_TYPE_WINDOW);
}

static void
demo_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KabApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *server = kab_demo_start_finish (KAB_DEMO (source), result, &error);
  g_autoptr (KabCabinet) cabinet = NULL;
  KabWindow *window = find_window (self);

  if (window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (server == NULL)
    {
      g_printerr ("kabinet: %s\n", error->message);
      kab_window_fail (window,
                       _ ("It needs the program kabinet-server, which is not installed here "
                          "or does not start."));
      return;
    }
  cabinet = kab_cabinet_new (server, FALSE);
  kab_window_open_cabinet (window, cabinet, self->demo);
}

static void
open_demo (KabApplication *self)
{
  self->demo = kab_demo_new ();
  kab_demo_start_async (self->demo, self->cancellable, demo_started_cb, g_object_ref (self));
}

static void
open_server (KabApplication *self, KabWindow *window)
{
  g_autofree char *server = self->server != NULL ? g_strdup (self->server)
                                                 : g_settings_get_string (self->settings, "server");

  g_clear_object (&self->notifier);
  g_clear_object (&self->cabinet);
  self->cabinet = kab_cabinet_new (server, TRUE);
  self->notifier = kab_notifier_new (G_APPLICATION (self), self->settings, window, self->cabinet);
  kab_window_open_cabinet (window, self->cabinet, NULL);
}

static gboolean
leave_window_cb (gpointer window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

/* Another service is another cabinet, and that has a window of its own. The one before goes with
 * its dialogs, when these have done what they are at. */
static void
server_changed_cb (KabApplication *self)
{
  KabWindow *before = find_window (self);
  KabWindow *window = kab_window_new (self, self->settings);

  open_server (self, window);
  gtk_window_present (GTK_WINDOW (window));
  g_idle_add_full (G_PRIORITY_DEFAULT, leave_window_cb, g_object_ref (before), g_object_unref);
}

static void
preferences_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KabApplication *self = user_data;
  KabWindow *window = find_window (self);
  KabPreferences *preferences;

  if (window == NULL || find_window_of (self, KAB_TYPE_PREFERENCES) != NULL)
    return;
  preferences = kab_preferences_new (self->settings, self->cabinet, self->server != NULL);
  g_signal_connect_object (preferences, "server-changed", G_CALLBACK (server_changed_cb), self,
                           G_CONNECT_SWAPPED);
  kab_dialog_set_parent (GTK_WINDOW (preferences), GTK_WIDGET (window));
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
about_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kab_about_show (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

/* The window, made when there is none. */
static KabWindow *
show_window (KabApplication *self)
{
  KabWindow *window = find_window (self);

  if (window == NULL)
    {
      window = kab_window_new (self, self->settings);
      if (self->is_demo)
        open_demo (self);
      else
        open_server (self, window);
    }
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
page_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  kab_window_go_to (show_window (user_data), g_action_get_name (G_ACTION (action)), NULL);
}

/* What a notification is about. */
static void
show_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *page, *number;

  g_variant_get (parameter, "(&s&s)", &page, &number);
  kab_window_go_to (show_window (user_data), page, number);
}

static void
help_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  /* Whoever asks by way of the bus may do so before there is a window. */
  if (window == NULL)
    window = GTK_WINDOW (show_window (user_data));
  kab_help_window_open (window);
}

static void
quit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KabWindow *window = find_window (user_data);

  /* Closing lets the window keep its size; the application ends with its last window. */
  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
}

static void
add_actions (KabApplication *self)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_activated_cb },
    { .name = "help", .activate = help_activated_cb },
    { .name = "preferences", .activate = preferences_activated_cb },
    { .name = "quit", .activate = quit_activated_cb },
    { .name = "show", .parameter_type = "(ss)", .activate = show_activated_cb },
  };
  static const struct
  {
    const char *action;
    const char *accels[3];
  } keys[] = {
    { "win.page('information')", { "<Control>1" } },
    { "win.page('charges')", { "<Control>2" } },
    { "win.page('receipts')", { "<Control>3" } },
    { "win.page('accounts')", { "<Control>4" } },
    { "win.page('profile')", { "<Control>5" } },
    { "win.switch-account", { "<Control>k" } },
    { "win.menu", { "F10" } },
    { "win.refresh", { "<Control>r", "F5" } },
    { "win.show-help-overlay", { "<Control>question", "<Control>slash" } },
    { "app.help", { "F1" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.quit", { "<Control>q" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (gsize i = 0; pages[i] != NULL; i++)
    {
      const GActionEntry page = { .name = pages[i], .activate = page_activated_cb };

      g_action_map_add_action_entries (G_ACTION_MAP (self), &page, 1, self);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, keys[i].accels);
}

static void
kab_application_startup (GApplication *application)
{
  KabApplication *self = KAB_APPLICATION (application);

  /* The class of its windows on X11: by that a panel finds the entry with their name and icon. */
  g_set_prgname (KAB_APPLICATION_ID);
  G_APPLICATION_CLASS (kab_application_parent_class)->startup (application);
  kab_speech_init ();

  gtk_window_set_default_icon_name (KAB_APPLICATION_ID);
  if (self->is_demo)
    {
      g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

      self->settings = g_settings_new_with_backend (SCHEMA_ID, backend);
    }
  else
    {
      self->settings = g_settings_new (SCHEMA_ID);
    }
  add_actions (self);
}

static void
kab_application_activate (GApplication *application)
{
  show_window (KAB_APPLICATION (application));
}

/* A start, this one or another that found this one before it and waits for its answer: whoever only
 * left word and went would, in a sandbox, at times be gone before the word was passed on. */
static int
kab_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  KabWindow *window = show_window (KAB_APPLICATION (application));
  const char *page;

  if (g_variant_dict_lookup (options, "page", "&s", &page))
    kab_window_go_to (window, page, NULL);
  return 0;
}

static int
kab_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  KabApplication *self = KAB_APPLICATION (application);
  const char *page;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("kabinet %s\n", KAB_VERSION);
      return 0;
    }
  self->is_demo = g_variant_dict_contains (options, "demo");
  g_variant_dict_lookup (options, "server", "s", &self->server);
  if (self->is_demo && self->server != NULL)
    {
      g_printerr ("%s\n", _ ("kabinet: --demo brings its own service; leave out --server"));
      return 2;
    }
  if (g_variant_dict_lookup (options, "page", "&s", &page) && !g_strv_contains (pages, page))
    {
      g_printerr (_ ("kabinet: there is no page “%s”\n"), page);
      return 2;
    }
  /* Another cabinet than the usual one is not the business of a window that is open already. */
  if (self->is_demo || self->server != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
kab_application_shutdown (GApplication *application)
{
  KabApplication *self = KAB_APPLICATION (application);

  g_cancellable_cancel (self->cancellable);
  if (self->demo != NULL)
    kab_demo_stop (self->demo);
  G_APPLICATION_CLASS (kab_application_parent_class)->shutdown (application);
}

static void
kab_application_dispose (GObject *object)
{
  KabApplication *self = KAB_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->notifier);
  g_clear_object (&self->cabinet);
  g_clear_object (&self->demo);
  G_OBJECT_CLASS (kab_application_parent_class)->dispose (object);
}

static void
kab_application_finalize (GObject *object)
{
  KabApplication *self = KAB_APPLICATION (object);

  g_free (self->server);
  G_OBJECT_CLASS (kab_application_parent_class)->finalize (object);
}

static void
kab_application_class_init (KabApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = kab_application_dispose;
  object_class->finalize = kab_application_finalize;
  application_class->startup = kab_application_startup;
  application_class->activate = kab_application_activate;
  application_class->command_line = kab_application_command_line;
  application_class->handle_local_options = kab_application_handle_local_options;
  application_class->shutdown = kab_application_shutdown;
}

static void
kab_application_init (KabApplication *self)
{
  static const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Show an example with made-up data on this computer"), NULL },
    { "server", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Use the operator's service at URL"), "URL" },
    { "page", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Show PAGE: information, charges, receipts, accounts or profile"), "PAGE" },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and exit"), NULL },
    { NULL }
  };

  self->cancellable = g_cancellable_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

KabApplication *
kab_application_new (void)
{
  return g_object_new (KAB_TYPE_APPLICATION, "application-id", KAB_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path", RESOURCE_PATH,
                       NULL);
}
