/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "kab-store-accounts.h"
#include "kab-store-billing.h"
#include "kab-store-users.h"
#include "mail-world.h"

#define PYTHON "/usr/bin/python3"

G_LOCK_DEFINE_STATIC (logged);
static GString *logged;

static void
message_logged_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  G_LOCK (logged);
  g_string_append_printf (logged, "%s\n", message);
  G_UNLOCK (logged);
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    g_log_default_handler (domain, level, message, data);
}

static void
run_openssl (World *self, const char *arguments)
{
  g_autofree char *line = g_strdup_printf ("openssl req -x509 -newkey ec -pkeyopt "
                                           "ec_paramgen_curve:prime256v1 -nodes -days 2 %s",
                                           arguments);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (self->folder, argv, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* An authority of the test's own, and the server's certificate by it. */
static void
make_certificates (World *self)
{
  if (g_file_test (self->authorities, G_FILE_TEST_EXISTS))
    return;
  run_openssl (self, "-subj /CN=Authority -keyout ca.key -out ca.pem");
  run_openssl (self,
               "-subj /CN=mail.test -CA ca.pem -CAkey ca.key -keyout server.key -out server.pem "
               "-addext basicConstraints=CA:FALSE "
               "-addext subjectAltName=IP:127.0.0.1");
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static int
compare_paths (gconstpointer one, gconstpointer other)
{
  return strcmp (*(const char *const *) one, *(const char *const *) other);
}

static JsonObject *
parse_object (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

World *
world_new (void)
{
  World *self = g_new0 (World, 1);
  g_autoptr (GError) error = NULL;

  logged = g_string_new (NULL);
  g_log_set_default_handler (message_logged_cb, NULL);
  self->folder = g_dir_make_tmp ("kabinet-mail-XXXXXX", &error);
  g_assert_no_error (error);
  self->letters = g_build_filename (self->folder, "letters", NULL);
  g_assert_cmpint (g_mkdir (self->letters, 0700), ==, 0);
  self->authorities = g_build_filename (self->folder, "ca.pem", NULL);
  self->database = g_strdup_printf ("sqlite:%s/test.db", self->folder);
  self->store = kab_store_open (self->database, &error);
  g_assert_no_error (error);
  return self;
}

void
world_free (World *self)
{
  /* Neither an address, nor a subject or a body, nor a password: not in any log. */
  g_assert_false (world_logged ("@"));
  g_assert_false (world_logged ("Код"));
  g_assert_false (world_logged ("secret"));
  world_stop_server (self);
  kab_store_close (self->store);
  remove_folder (self->folder);
  g_log_set_default_handler (g_log_default_handler, NULL);
  g_string_free (g_steal_pointer (&logged), TRUE);
  g_free (self->authorities);
  g_free (self->letters);
  g_free (self->database);
  g_free (self->folder);
  g_free (self);
}

void
world_start_server (World *self, const char *options)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "mail", "smtp-server.py", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (options, " ", -1);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, g_strdup (PYTHON));
  g_ptr_array_add (argv, g_steal_pointer (&script));
  g_ptr_array_add (argv, g_strdup (self->letters));
  g_ptr_array_add (argv, g_strdup_printf ("--port=%d", self->port));
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], "TLS"))
      {
        make_certificates (self);
        g_ptr_array_add (argv, g_strdup_printf ("--certificate=%s/server.pem", self->folder));
        g_ptr_array_add (argv, g_strdup_printf ("--key=%s/server.key", self->folder));
      }
    else if (words[i][0] != '\0')
      g_ptr_array_add (argv, g_strdelimit (g_strdup (words[i]), "_", ' '));
  g_ptr_array_add (argv, NULL);
  self->server =
    g_subprocess_newv ((const char *const *) argv->pdata,
                       G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->server));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  self->port = atoi (line);
  g_assert_cmpint (self->port, >, 0);
}

void
world_stop_server (World *self)
{
  if (self->server == NULL)
    return;
  g_subprocess_force_exit (self->server);
  g_subprocess_wait (self->server, NULL, NULL);
  g_clear_object (&self->server);
}

void
world_add_letter (World *self, const char *recipient, const char *subject)
{
  g_autoptr (GError) error = NULL;

  kab_store_add_letter (self->store, recipient, subject, "Код 123456\n",
                        g_get_real_time () / G_USEC_PER_SEC, 0, &error);
  g_assert_no_error (error);
}

void
world_add_receipt_letters (World *self, int count)
{
  const KabUser user = { .id = 71,
                         .email = (char *) "ann@example.com",
                         .password = (char *) "",
                         .name = (char *) "",
                         .phone = (char *) "",
                         .receipts_by_mail = TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_true (kab_store_add_user (self->store, &user, &error));
  g_assert_true (kab_store_open_staging (self->store, &error));
  for (int i = 1; i <= count; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", i);
      const KabBilledAccount account = { number, "", "", "", "", "", "", 1, 1 };
      gboolean changed;

      g_assert_true (kab_store_put_account (self->store, i, &account, &changed, &error));
      g_assert_true (kab_store_attach (self->store, 71, i, 1000, &changed, &error));
      g_assert_true (kab_store_stage_news (self->store, i, 24242, &error));
    }
  g_assert_true (kab_store_add_receipt_letters (
    self->store, g_get_real_time () / G_USEC_PER_SEC - 1, NULL, &error));
  g_assert_true (kab_store_close_staging (self->store, &error));
  g_assert_no_error (error);
}

gboolean
world_outbox_is_empty (World *self)
{
  g_autoptr (KabLetter) letter = NULL;
  g_autoptr (GError) error = NULL;
  gint64 next_due;

  /* At a time at which nothing is due yet: looking does not claim. */
  letter = kab_store_claim_letter (self->store, 0, 0, &next_due, &error);
  g_assert_no_error (error);
  g_assert_null (letter);
  return next_due == 0;
}

GPtrArray *
world_list_letters (World *self)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (self->letters, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".eml"))
      g_ptr_array_add (paths, g_build_filename (self->letters, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  return g_steal_pointer (&paths);
}

gboolean
world_logged (const char *text)
{
  gboolean found;

  G_LOCK (logged);
  found = strstr (logged->str, text) != NULL;
  G_UNLOCK (logged);
  return found;
}

JsonObject *
world_read_letter (const char *path)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "mail", "read-letter.py", NULL);
  const char *argv[] = { PYTHON, script, path, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return parse_object (output);
}

JsonObject *
world_read_envelope (const char *path)
{
  g_autoptr (GString) json = g_string_new (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_string_replace (json, ".eml", ".json", 0);
  g_file_get_contents (json->str, &text, NULL, &error);
  g_assert_no_error (error);
  return parse_object (text);
}
