/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#include "kab-field-error.h"
#include "kab-preferences.h"
#include "page-world.h"

#define SCHEMA  "ru.sah67.Kabinet"
#define ANOTHER "https://lk.example.ru"

typedef struct
{
  PageWorld page;
  char *folder; /* of settings that somebody else has locked; else NULL */
  GSettings *settings;
  KabPreferences *preferences;
  guint n_changes;
} World;

static void
changed_cb (World *self)
{
  self->n_changes++;
}

/* As an administrator does: the address is theirs to set. */
static GSettingsBackend *
make_locked_backend (World *self)
{
  g_autofree char *file = NULL;
  g_autofree char *locks = NULL;
  g_autoptr (GSettingsBackend) first = NULL;

  self->folder = g_dir_make_tmp ("kabinet-settings-XXXXXX", NULL);
  file = g_build_filename (self->folder, "keyfile", NULL);
  locks = g_build_filename (self->folder, "locks", NULL);
  g_assert_true (g_file_set_contents (locks, "/ru/sah67/Kabinet/server\n", -1, NULL));
  /* The function has no way to say where the locks are, but its type has. */
  first = g_keyfile_settings_backend_new (file, "/", NULL);
  return g_object_new (G_OBJECT_TYPE (first), "filename", file, "root-path", "/", "defaults-dir",
                       self->folder, NULL);
}

static void
set_up (World *self, gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = NULL;

  page_world_set_up (&self->page, NULL);
  fake_service_answer_json (self->page.service, "GET /accounts", 200, PAGE_ACCOUNTS (""));
  backend = data != NULL ? make_locked_backend (self) : g_memory_settings_backend_new ();
  self->settings = g_settings_new_with_backend (SCHEMA, backend);
}

static void
show_preferences (World *self, KabCabinet *cabinet, gboolean fixed)
{
  self->preferences = kab_preferences_new (self->settings, cabinet, fixed);
  g_signal_connect_swapped (self->preferences, "server-changed", G_CALLBACK (changed_cb), self);
  gtk_window_present (GTK_WINDOW (self->preferences));
}

static void
remove_file (World *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_unlink (path);
}

static void
tear_down (World *self, gconstpointer data)
{
  GtkWidget *preferences = g_object_ref (GTK_WIDGET (self->preferences));

  gtk_window_destroy (GTK_WINDOW (self->preferences));
  WAIT_UNTIL (G_OBJECT (preferences)->ref_count == 1);
  g_assert_finalize_object (preferences);
  g_object_unref (self->settings);
  if (self->folder != NULL)
    {
      remove_file (self, "locks");
      remove_file (self, "keyfile");
      g_assert_cmpint (g_rmdir (self->folder), ==, 0);
      g_free (self->folder);
    }
  page_world_tear_down (&self->page, NULL);
}

static GtkWidget *
get (World *self, const char *name)
{
  return get_part (GTK_WIDGET (self->preferences), KAB_TYPE_PREFERENCES, name);
}

static const char *
get_address (World *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (get (self, "server_row")));
}

static void
enter (World *self, const char *address)
{
  gtk_editable_set_text (GTK_EDITABLE (get (self, "server_row")), address);
  press (get (self, "apply_button"));
}

static void
assert_kept (World *self, const char *expected, guint n_changes)
{
  g_autofree char *server = g_settings_get_string (self->settings, "server");

  g_assert_cmpstr (server, ==, expected);
  g_assert_cmpuint (self->n_changes, ==, n_changes);
}

static void
answer (const char *button)
{
  KabQuestion *question = find_question ();

  g_assert_nonnull (question);
  press (get_part (GTK_WIDGET (question), KAB_TYPE_QUESTION, button));
}

static void
test_switches (World *self, gconstpointer data)
{
  show_preferences (self, self->page.cabinet, FALSE);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (get (self, "bills_switch"))));
  gtk_switch_set_active (GTK_SWITCH (get (self, "bills_switch")), FALSE);
  g_assert_false (g_settings_get_boolean (self->settings, "notify-bills"));
  g_assert_true (g_settings_get_boolean (self->settings, "notify-payments"));
  g_settings_set_boolean (self->settings, "notify-payments", FALSE);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (get (self, "payments_switch"))));
}

static void
test_wrong_address (World *self, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "", "Enter the address like" },
    { "lk.example.ru", "Enter the address like" },
    { "https://lk.example.ru/cabinet", "Enter the address like" },
    { "http://lk.example.ru", "Without encryption" },
  };
  g_autofree char *before = g_settings_get_string (self->settings, "server");

  show_preferences (self, self->page.cabinet, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      enter (self, cases[i][0]);
      g_assert_true (g_str_has_prefix (
        kab_field_error_get_text (KAB_FIELD_ERROR (get (self, "server_error"))), cases[i][1]));
      g_assert_cmpstr (get_address (self), ==, cases[i][0]);
      assert_kept (self, before, 0);
    }
  gtk_editable_set_text (GTK_EDITABLE (get (self, "server_row")), "https");
  g_assert_null (kab_field_error_get_text (KAB_FIELD_ERROR (get (self, "server_error"))));
}

/* Nobody is signed in: there is nothing to ask. */
static void
test_change (World *self, gconstpointer data)
{
  const char *server = fake_service_get_url (self->page.service);

  show_preferences (self, self->page.cabinet, FALSE);
  g_assert_cmpstr (get_address (self), ==, server);
  g_assert_false (gtk_widget_get_sensitive (get (self, "apply_button")));
  gtk_editable_set_text (GTK_EDITABLE (get (self, "server_row")), " HTTPS://lk.Example.ru:443/ ");
  press (get (self, "apply_button"));
  g_assert_null (find_question ());
  assert_kept (self, ANOTHER, 1);
}

static void
test_usual (World *self, gconstpointer data)
{
  g_autofree char *usual = g_settings_get_string (self->settings, "server");

  show_preferences (self, self->page.cabinet, FALSE);
  g_assert_true (gtk_widget_get_visible (get (self, "usual_button")));
  press (get (self, "usual_button"));
  g_assert_cmpstr (get_address (self), ==, usual);
  g_assert_false (gtk_widget_get_visible (get (self, "usual_button")));
  g_assert_true (gtk_widget_get_sensitive (get (self, "apply_button")));
  assert_kept (self, usual, 0);
}

/* Who is signed in is asked, and told what becomes of the session; no keyring has this one. */
static void
test_signed_in (World *self, gconstpointer data)
{
  g_autofree char *before = g_settings_get_string (self->settings, "server");

  fake_service_answer (self->page.service, "DELETE /sessions/current", 204, NULL, NULL);
  page_world_sign_in (&self->page);
  show_preferences (self, self->page.cabinet, FALSE);
  enter (self, ANOTHER);
  g_assert_nonnull (find_question ());
  g_assert_true (has_text (GTK_WIDGET (find_question ()),
                           "Kabinet opens " ANOTHER
                           ", and you sign in there. Here you are signed out."));
  answer ("cancel_button");
  assert_kept (self, before, 0);
  g_assert_cmpstr (get_address (self), ==, fake_service_get_url (self->page.service));
  g_assert_cmpint (kab_cabinet_get_state (self->page.cabinet), ==, KAB_CABINET_SIGNED_IN);

  enter (self, ANOTHER);
  answer ("agree_button");
  assert_kept (self, ANOTHER, 1);
  WAIT_UNTIL (fake_service_count (self->page.service, "DELETE /sessions/current") == 1);
  g_assert_cmpint (kab_cabinet_get_state (self->page.cabinet), ==, KAB_CABINET_SIGNED_OUT);
}

static void
assert_not_to_be_changed (World *self, const char *why)
{
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (get (self, "server_row"))));
  g_assert_false (gtk_widget_get_visible (get (self, "apply_button")));
  g_assert_false (gtk_widget_get_visible (get (self, "usual_button")));
  g_assert_true (has_text (GTK_WIDGET (self->preferences), why));
  g_assert_cmpstr (get_address (self), ==, fake_service_get_url (self->page.service));
}

static void
test_fixed (World *self, gconstpointer data)
{
  show_preferences (self, self->page.cabinet, TRUE);
  assert_not_to_be_changed (self, "The address of this window was given when it was started.");
}

static void
test_locked (World *self, gconstpointer data)
{
  show_preferences (self, self->page.cabinet, FALSE);
  assert_not_to_be_changed (self, "The address is set by who looks after this computer.");
  g_assert_true (gtk_widget_is_sensitive (get (self, "bills_switch")));
}

static void
test_demo (World *self, gconstpointer data)
{
  show_preferences (self, NULL, FALSE);
  g_assert_false (gtk_widget_get_visible (get (self, "server_group")));
}

#define ADD(name, data, function) \
  g_test_add ("/preferences/" name, World, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);
  ADD ("switches", NULL, test_switches);
  ADD ("wrong-address", NULL, test_wrong_address);
  ADD ("change", NULL, test_change);
  ADD ("usual", NULL, test_usual);
  ADD ("signed-in", NULL, test_signed_in);
  ADD ("fixed", NULL, test_fixed);
  ADD ("locked", GINT_TO_POINTER (TRUE), test_locked);
  ADD ("demo", NULL, test_demo);
  return g_test_run ();
}
