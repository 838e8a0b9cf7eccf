/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "page-world.h"

/* Names of icons as they stand in a template or between quotes in the code. */
#define NAMES "[\">]([a-z0-9-]+-symbolic)[\"<]"

typedef struct
{
  GtkIconTheme *theme;
  GRegex *names;
  guint n_found;
} Search;

static void
check_text (Search *search, const char *path, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (search->names, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      search->n_found++;
      if (!gtk_icon_theme_has_icon (search->theme, name))
        {
          g_test_message ("%s: neither Adwaita nor Kabinet has %s", path, name);
          g_test_fail ();
        }
    }
}

static void
check_folder (Search *search, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          check_folder (search, path);
        }
      else if (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".ui"))
        {
          g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
          check_text (search, path, text);
        }
    }
}

static GtkIconTheme *
create_theme (void)
{
  GtkIconTheme *theme = gtk_icon_theme_new ();
  const char *const paths[] = { "/org/gtk/libgtk/icons", "/org/gnome/Adwaita/icons",
                                "/ru/sah67/Kabinet/icons", NULL };

  gtk_icon_theme_set_theme_name (theme, "Adwaita");
  gtk_icon_theme_set_resource_path (theme, paths);
  return theme;
}

static void
test_every_name_is_drawn (void)
{
  g_autoptr (GtkIconTheme) theme = create_theme ();
  g_autoptr (GRegex) names = g_regex_new (NAMES, 0, 0, NULL);
  Search search = { theme, names, 0 };

  check_folder (&search, SOURCES);
  g_assert_cmpuint (search.n_found, >, 20);
}

/* The theme of whoever runs the program need not have been told of an icon that lies in the
 * program. */
static void
test_own_icons (void)
{
  g_autoptr (GtkIconTheme) theme = create_theme ();

  g_assert_true (gtk_icon_theme_has_icon (theme, "ru.sah67.Kabinet"));
  g_assert_true (gtk_icon_theme_has_icon (theme, "ru.sah67.Kabinet.Devel"));
  g_assert_true (gtk_icon_theme_has_icon (theme, KAB_APPLICATION_ID));
  g_assert_false (gtk_icon_theme_has_icon (theme, "kab-nothing-symbolic"));
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);
  g_test_add_func ("/icons/every-name-is-drawn", test_every_name_is_drawn);
  g_test_add_func ("/icons/own-icons", test_own_icons);
  return g_test_run ();
}
