/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "receipt-world.h"

KabReceipt *
make_receipt (const char *month, const char *body)
{
  g_autoptr (GDateTime) issued_at = g_date_time_new_utc (2020, 3, 1, 12, 0, 0);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);
  KabMonth parsed;

  g_assert_true (kab_month_parse (month, &parsed, NULL));

  return kab_receipt_new (parsed, 44730, issued_at, (gint64) strlen (body), sha256);
}

char *
make_receipt_json (const char *month, const char *body)
{
  g_autoptr (KabReceipt) receipt = make_receipt (month, body);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kab_receipt_to_json (receipt, builder);

  return kab_json_to_string (builder);
}

void
serve_receipt (World *world, const char *call, const char *body)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", sha256);

  fake_service_answer_document (world->service, call, "application/pdf", etag, body);
}

char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("kabinet-test-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

void
assert_folder (const char *folder, const char *expected)
{
  g_autoptr (GPtrArray) names = list_folder (folder);
  g_autofree char *seen = NULL;

  g_ptr_array_add (names, NULL);
  seen = g_strjoinv (" ", (char **) names->pdata);
  g_assert_cmpstr (seen, ==, expected);
}

void
assert_file (const char *folder, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  GStatBuf info;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

void
put_file (const char *folder, const char *name, const char *contents)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (
    g_file_set_contents_full (path, contents, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

void
remove_folder (const char *folder)
{
  g_autoptr (GPtrArray) names = list_folder (folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}
