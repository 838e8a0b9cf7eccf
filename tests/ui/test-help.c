/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-help-step.h"
#include "kab-help-topic.h"
#include "kab-help-window.h"
#include "page-world.h"

#define TOPICS \
  (const char *[]) { "registration", "accounts", "information", "charges", "receipts" }

static GtkApplication *application;

/* (transfer none) (nullable) */
static GtkWindow *
find_help (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (KAB_IS_HELP_WINDOW (window))
        return window;
    }
  return NULL;
}

static GtkWindow *
open_help (void)
{
  GtkWindow *parent = g_object_new (ADW_TYPE_APPLICATION_WINDOW, "application", application, NULL);

  gtk_window_present (parent);
  kab_help_window_open (parent);
  return parent;
}

/* Takes @parent over; the help goes when nobody holds its window any more. */
static void
close_all (GtkWindow *parent)
{
  g_object_add_weak_pointer (G_OBJECT (parent), (gpointer *) &parent);
  gtk_window_destroy (parent);
  WAIT_UNTIL (parent == NULL);
  WAIT_UNTIL (find_help () == NULL);
}

static void
test_goes_with_its_window (void)
{
  GtkWindow *parent = open_help ();
  GtkWindow *help = find_help ();

  g_assert_nonnull (help);
  kab_help_window_open (parent);
  g_assert_true (find_help () == help);
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (help)));
  close_all (parent);
}

static void
test_topics (void)
{
  GtkWindow *parent = open_help ();
  GtkWidget *help = GTK_WIDGET (find_help ());

  for (gsize i = 0; i < G_N_ELEMENTS (TOPICS); i++)
    {
      GtkWidget *topic;

      g_assert_true (gtk_widget_activate_action (help, "help.show", "s", TOPICS[i]));
      topic = find_child (help, KAB_TYPE_HELP_TOPIC);
      g_assert_nonnull (topic);
      /* The focus is on the first step, whatever had it before. */
      g_assert_true (KAB_IS_HELP_STEP (gtk_window_get_focus (GTK_WINDOW (help))));
      gtk_widget_activate_action (help, "help.back", NULL);
    }
  gtk_widget_activate_action (help, "help.back", NULL);
  WAIT_UNTIL (find_help () == NULL);
  close_all (parent);
}

static void
assert_path (const char *path, const char *const *languages)
{
  g_autofree char *found = kab_help_step_find_picture ("registration", languages);

  g_assert_cmpstr (found, ==, path);
}

static void
test_languages (void)
{
  assert_path ("/ru/sah67/Kabinet/help/ru/registration.png",
               (const char *const[]){ "ru_RU.UTF-8", "ru_RU", "ru", "C", NULL });
  assert_path ("/ru/sah67/Kabinet/help/en/registration.png",
               (const char *const[]){ "tt_RU", "tt", "C", NULL });
  assert_path ("/ru/sah67/Kabinet/help/ru/registration.png",
               (const char *const[]){ "tt", "ru", "en", NULL });
  assert_path ("/ru/sah67/Kabinet/help/en/registration.png", (const char *const[]){ NULL });
}

/* A language has all pictures or none: one in another language would be a step that is not
 * understood. */
static void
test_pictures_are_whole (void)
{
  g_auto (GStrv) english = g_resources_enumerate_children ("/ru/sah67/Kabinet/help/en", 0, NULL);
  g_auto (GStrv) russian = g_resources_enumerate_children ("/ru/sah67/Kabinet/help/ru", 0, NULL);

  g_assert_cmpuint (g_strv_length (english), >, 0);
  g_assert_cmpuint (g_strv_length (english), ==, g_strv_length (russian));
  for (char **name = english; *name != NULL; name++)
    g_assert_true (g_strv_contains ((const char *const *) russian, *name));
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);
  application = GTK_APPLICATION (adw_application_new ("ru.sah67.Kabinet.Help", 0));
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_test_add_func ("/help/goes-with-its-window", test_goes_with_its_window);
  g_test_add_func ("/help/topics", test_topics);
  g_test_add_func ("/help/languages", test_languages);
  g_test_add_func ("/help/pictures-are-whole", test_pictures_are_whole);
  return g_test_run ();
}
