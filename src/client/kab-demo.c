/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kab-demo-letter.h"
#include "kab-demo.h"
#include "kab-error.h"

#define LISTENING "listening on "

struct _KabDemo
{
  GObject parent_instance;

  char *folder;
  GSubprocess *process;
  GDataInputStream *output;
  GFileMonitor *monitor;
  GHashTable *seen; /* names of the letters that were shown */
  /* Until the demo is stopped. What is under way with it finds a cancellation then, and does not
   * look at the demo, which may be gone. */
  GCancellable *running;
};

G_DEFINE_FINAL_TYPE (KabDemo, kab_demo, G_TYPE_OBJECT)

enum
{
  LETTER,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void read_line (GTask *task);
static void drain (KabDemo *self);

static char *
find_server (void)
{
  const char *given = g_getenv ("KABINET_SERVER");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *beside = NULL;

  if (given != NULL)
    return g_strdup (given);

  if (folder != NULL)
    beside = g_build_filename (folder, "kabinet-server", NULL);
  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);

  return g_strdup ("kabinet-server");
}

/* Runs in the child between fork and exec. The child is told to end when this process dies,
 * whatever way, and removes the folder then, for here is nobody any more who could; had it died
 * before that was arranged, the child has another parent by now. Until the child listens to the
 * signal, it waits. */
static void
die_with_parent (gpointer user_data)
{
  pid_t parent = GPOINTER_TO_INT (user_data);
  sigset_t end;

  sigemptyset (&end);
  sigaddset (&end, SIGTERM);
  if (sigprocmask (SIG_BLOCK, &end, NULL) != 0 || prctl (PR_SET_PDEATHSIG, SIGTERM) != 0 ||
      getppid () != parent)
    _exit (127);
}

static void
remove_folder (GFile *folder)
{
  g_autoptr (GFileEnumerator) files =
    g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME,
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *file = NULL;

  while (files != NULL && g_file_enumerator_iterate (files, NULL, &file, NULL, NULL) &&
         file != NULL)
    if (!g_file_delete (file, NULL, NULL))
      remove_folder (file);

  g_file_delete (folder, NULL, NULL);
}

static void
got_letter_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GFile *file = G_FILE (source);
  g_autofree char *data = NULL;
  gsize length = 0;
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (KabDemoLetter) letter = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabDemo) self = NULL;

  g_file_load_contents_finish (file, result, &data, &length, NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (KAB_DEMO (user_data));
  if (error == NULL)
    letter = kab_demo_letter_parse (data, length);
  if (letter == NULL || !g_hash_table_add (self->seen, g_steal_pointer (&name)))
    return;

  g_signal_emit (self, signals[LETTER], 0, letter->recipient, letter->subject, letter->body,
                 letter->code);
}

static void
mail_changed_cb (GFileMonitor *monitor,
                 GFile *file,
                 GFile *other,
                 GFileMonitorEvent event,
                 gpointer user_data)
{
  KabDemo *self = KAB_DEMO (user_data);
  GFile *letter = event == G_FILE_MONITOR_EVENT_RENAMED ? other : file;
  g_autofree char *name = g_file_get_basename (letter);

  if (event != G_FILE_MONITOR_EVENT_RENAMED && event != G_FILE_MONITOR_EVENT_MOVED_IN &&
      event != G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT)
    return;

  if (g_str_has_suffix (name, ".eml") && !g_hash_table_contains (self->seen, name))
    g_file_load_contents_async (letter, self->running, got_letter_cb, self);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabDemo) self = NULL;

  if (!g_subprocess_wait_finish (G_SUBPROCESS (source), result, &error))
    return;

  self = g_object_ref (KAB_DEMO (user_data));
  kab_demo_stop (self);
  g_signal_emit (self, signals[ENDED], 0);
}

/* What the service prints later is read and let go of: a full pipe would stop it. */
static void
drained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gssize size = g_input_stream_skip_finish (G_INPUT_STREAM (source), result, &error);

  if (size > 0)
    drain (KAB_DEMO (user_data));
}

static void
drain (KabDemo *self)
{
  g_input_stream_skip_async (G_INPUT_STREAM (self->output), 4096, G_PRIORITY_LOW, self->running,
                             drained_cb, self);
}

static void
got_line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabDemo *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *line =
    g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, &error);

  if (line != NULL && !g_str_has_prefix (line, LISTENING))
    {
      read_line (g_steal_pointer (&task));
      return;
    }

  if (line != NULL && self->output != NULL)
    {
      drain (self);
      g_task_return_pointer (task, g_strdup (line + strlen (LISTENING)), g_free);
      return;
    }

  kab_demo_stop (self);
  if (error == NULL)
    error = kab_error_new (KAB_ERROR_FAILED, "the demo's service ended before it answered");
  g_task_return_error (task, kab_error_from_foreign (g_steal_pointer (&error)));
}

/* Takes @task over. */
static void
read_line (GTask *task)
{
  KabDemo *self = g_task_get_source_object (task);

  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task), got_line_cb, task);
}

/* A folder of nobody else, with mail/ in it under watch. */
static gboolean
make_folder (KabDemo *self, GError **error)
{
  g_autofree char *mail = NULL;
  g_autoptr (GFile) file = NULL;

  self->folder = g_dir_make_tmp ("kabinet-demo-XXXXXX", error);
  if (self->folder == NULL)
    return FALSE;

  mail = g_build_filename (self->folder, "mail", NULL);
  file = g_file_new_for_path (mail);
  if (!g_file_make_directory (file, NULL, error))
    return FALSE;

  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, error);
  if (self->monitor == NULL)
    return FALSE;

  g_file_monitor_set_rate_limit (self->monitor, 0);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (mail_changed_cb), self, 0);

  return TRUE;
}

static gboolean
spawn (KabDemo *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *server = find_server ();

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, GINT_TO_POINTER (getpid ()),
                                         NULL);
  self->process =
    g_subprocess_launcher_spawn (launcher, error, server, "demo", "--listen", "127.0.0.1:0",
                                 "--directory", self->folder, "--discard", NULL);
  if (self->process == NULL)
    return FALSE;

  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_subprocess_wait_async (self->process, self->running, ended_cb, self);

  return TRUE;
}

static void
kab_demo_dispose (GObject *object)
{
  kab_demo_stop (KAB_DEMO (object));

  G_OBJECT_CLASS (kab_demo_parent_class)->dispose (object);
}

static void
kab_demo_finalize (GObject *object)
{
  KabDemo *self = KAB_DEMO (object);

  g_hash_table_unref (self->seen);

  G_OBJECT_CLASS (kab_demo_parent_class)->finalize (object);
}

static void
kab_demo_class_init (KabDemoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kab_demo_dispose;
  object_class->finalize = kab_demo_finalize;

  signals[LETTER] =
    g_signal_new ("letter", KAB_TYPE_DEMO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                  G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[ENDED] =
    g_signal_new ("ended", KAB_TYPE_DEMO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kab_demo_init (KabDemo *self)
{
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

KabDemo *
kab_demo_new (void)
{
  return g_object_new (KAB_TYPE_DEMO, NULL);
}

void
kab_demo_start_async (KabDemo *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (KAB_IS_DEMO (self));
  g_return_if_fail (self->process == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kab_demo_start_async);

  self->running = g_cancellable_new ();
  if (make_folder (self, &error) && spawn (self, &error))
    {
      read_line (g_steal_pointer (&task));
      return;
    }

  kab_demo_stop (self);
  g_task_return_error (task, kab_error_new (KAB_ERROR_FAILED, "%s", error->message));
  g_error_free (error);
}

char *
kab_demo_start_finish (KabDemo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KAB_IS_DEMO (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kab_demo_stop (KabDemo *self)
{
  const char *identifier;
  siginfo_t info;

  g_return_if_fail (KAB_IS_DEMO (self));

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  if (self->process != NULL)
    {
      /* Nothing of it is worth keeping, so it is not asked but killed; that takes no time, and then
       * nobody writes into the folder any more. Its end is left to be collected where it was begun.
       */
      g_subprocess_force_exit (self->process);
      identifier = g_subprocess_get_identifier (self->process);
      if (identifier != NULL)
        waitid (P_PID, (id_t) g_ascii_strtoull (identifier, NULL, 10), &info, WEXITED | WNOWAIT);
    }
  g_clear_object (&self->output);
  g_clear_object (&self->process);

  if (self->folder != NULL)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

      remove_folder (folder);
    }
  g_clear_pointer (&self->folder, g_free);
}
