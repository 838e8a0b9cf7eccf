/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "page-world.h"
#include "samples.h"

/* gtk4-builder-tool knows GTK's classes alone, so it can only say of a template of ours that its
 * class is unknown. Here the classes are at hand: each template is built as the window builds it,
 * and whatever GTK complains of ends the test. */

#define FOLDER "/ru/sah67/Kabinet"

/* (transfer full) (nullable): the class that the template of a resource is for. */
static char *
read_class (const char *path)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("<template[^>]* class=\"(\\w+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;

  g_assert_nonnull (bytes);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_regex_match (regex, text, 0, &match);
  return g_match_info_fetch (match, 1);
}

typedef struct
{
  PageWorld page;
  const char *path; /* of the template */
} World;

static void
set_up (World *self, gconstpointer data)
{
  page_world_set_up (&self->page, NULL);
  fake_service_answer_json (self->page.service, "GET /operator", 200, SAMPLE_OPERATOR);
  fake_service_answer_json (self->page.service, "GET /accounts", 200,
                            PAGE_ACCOUNTS (PAGE_ACCOUNT ("123543566", "", "44730", "\"2020-02\"")));
  fake_service_answer_json (self->page.service, "GET /accounts/123543566", 200,
                            PAGE_DETAILS ("123543566", PAGE_FEBRUARY));
  page_world_sign_in (&self->page);
  WAIT_UNTIL (kab_cabinet_get_chosen (self->page.cabinet) != NULL);
  WAIT_UNTIL (kab_cabinet_get_operator (self->page.cabinet) != NULL);
  self->path = data;
}

static void
tear_down (World *self, gconstpointer data)
{
  page_world_tear_down (&self->page, NULL);
}

/* (transfer full) (nullable): what a property of @type is about, from the cabinet of the test. */
static GObject *
get_subject (World *self, GType type)
{
  KabCabinet *cabinet = self->page.cabinet;

  if (type == KAB_TYPE_CABINET)
    return g_object_ref (G_OBJECT (cabinet));
  if (type == KAB_TYPE_ACCOUNT)
    return g_object_ref (G_OBJECT (kab_cabinet_get_chosen (cabinet)));
  if (type == KAB_TYPE_DOCUMENT)
    return g_list_model_get_item (kab_operator_get_documents (kab_cabinet_get_operator (cabinet)),
                                  0);
  return NULL;
}

/* (transfer full): made as the program makes it, with what it cannot be without. */
static GtkWidget *
create (World *self, GType type)
{
  g_autoptr (GTypeClass) class = g_type_class_ref (type);
  guint n_properties;
  g_autofree GParamSpec **properties =
    g_object_class_list_properties (G_OBJECT_CLASS (class), &n_properties);

  for (guint i = 0; i < n_properties; i++)
    {
      g_autoptr (GObject) subject = NULL;

      if (properties[i]->flags & G_PARAM_WRITABLE)
        subject = get_subject (self, properties[i]->value_type);
      if (subject != NULL)
        return g_object_ref_sink (g_object_new (type, properties[i]->name, subject, NULL));
    }
  return g_object_ref_sink (g_object_new (type, NULL));
}

static void
test_template (World *self, gconstpointer data)
{
  g_autofree char *name = read_class (self->path);
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  GtkWidget *widget;
  GType type;

  if (name == NULL)
    {
      g_test_message ("%s is no template; gtk4-builder-tool looks at it", self->path);
      return;
    }
  /* Finds the type by the name of its function, as it does in a template. */
  type = gtk_builder_get_type_from_name (builder, name);
  g_assert_true (g_type_is_a (type, GTK_TYPE_WIDGET));
  if (G_TYPE_IS_ABSTRACT (type))
    {
      g_test_message ("%s is built in the classes that are made of it", name);
      return;
    }

  widget = create (self, type);
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  WAIT_UNTIL (G_OBJECT (widget)->ref_count == 1);
  g_assert_finalize_object (widget);
}

static void
add_tests (const char *folder, GPtrArray *paths)
{
  g_auto (GStrv) names = g_resources_enumerate_children (folder, 0, NULL);

  g_assert_nonnull (names);
  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *path = g_strconcat (folder, "/", *name, NULL);
      g_autofree char *test_path = g_strconcat ("/templates/", path + strlen (FOLDER) + 1, NULL);

      if (g_str_has_suffix (*name, "/"))
        {
          path[strlen (path) - 1] = '\0';
          add_tests (path, paths);
        }
      else if (g_str_has_suffix (*name, ".ui"))
        {
          g_test_add (test_path, World, path, set_up, test_template, tear_down);
          g_ptr_array_add (paths, g_steal_pointer (&path));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  page_world_init (&argc, &argv);
  add_tests (FOLDER, paths);
  return g_test_run ();
}
