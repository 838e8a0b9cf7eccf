/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "fake-service.h"
#include "kab-client.h"
#include "kab-demo.h"

/* With the real service as the child. As its own parent it is run with this word: it starts the
 * demo, says where, and waits to be killed. */
#define VICTIM "victim"

/* Where demos make their temporary folders. */
static char *folder;

typedef struct
{
  KabDemo *demo;
  char *url;

  guint n_ended;
  char *recipient;
  char *subject;
  char *body;
  char *code;
} World;

static void
letter_cb (KabDemo *demo,
           const char *recipient,
           const char *subject,
           const char *body,
           const char *code,
           gpointer user_data)
{
  World *self = user_data;

  g_assert_null (self->recipient);
  self->recipient = g_strdup (recipient);
  self->subject = g_strdup (subject);
  self->body = g_strdup (body);
  self->code = g_strdup (code);
}

static void
ended_cb (KabDemo *demo, gpointer user_data)
{
  World *self = user_data;

  self->n_ended++;
}

static void
world_init (World *self)
{
  self->demo = kab_demo_new ();
  g_signal_connect (self->demo, "letter", G_CALLBACK (letter_cb), self);
  g_signal_connect (self->demo, "ended", G_CALLBACK (ended_cb), self);
}

static gboolean
is_empty (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}

/* Nothing is left of the demo, on the disk neither. */
static void
world_clear (World *self)
{
  run_until_idle ();
  g_assert_finalize_object (self->demo);
  g_assert_true (is_empty ());
  g_free (self->url);
  g_free (self->recipient);
  g_free (self->subject);
  g_free (self->body);
  g_free (self->code);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static void
start (World *self)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  kab_demo_start_async (self->demo, NULL, outcome_cb, &outcome);
  self->url = kab_demo_start_finish (self->demo, outcome_wait (&outcome), &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (self->url, "http://127.0.0.1:"));
}

static void
assert_start_fails (World *self, const char *program)
{
  g_autofree char *usual = g_strdup (g_getenv ("KABINET_SERVER"));
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  g_setenv ("KABINET_SERVER", program, TRUE);
  kab_demo_start_async (self->demo, NULL, outcome_cb, &outcome);
  g_assert_null (kab_demo_start_finish (self->demo, outcome_wait (&outcome), &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_FAILED);
  g_setenv ("KABINET_SERVER", usual, TRUE);
}

static gboolean
answers (const char *url)
{
  g_autoptr (KabTransport) transport = kab_transport_new (url);
  g_autoptr (KabClient) client = kab_client_new (transport);
  g_autoptr (KabOperator) service_operator = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) outcome = { 0 };

  kab_client_get_operator_async (client, NULL, outcome_cb, &outcome);
  service_operator = kab_client_get_operator_finish (client, outcome_wait (&outcome), &error);
  if (service_operator == NULL)
    g_assert_error (error, KAB_ERROR, KAB_ERROR_OFFLINE);

  return service_operator != NULL;
}

static void
test_stop (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  start (&world);
  g_assert_true (answers (world.url));
  g_assert_false (is_empty ());

  kab_demo_stop (world.demo);
  g_assert_true (is_empty ());
  g_assert_false (answers (world.url));
  kab_demo_stop (world.demo);
  run_until_idle ();
  /* It did not end by itself. */
  g_assert_cmpuint (world.n_ended, ==, 0);

  g_clear_pointer (&world.url, g_free);
  start (&world);
  g_assert_true (answers (world.url));
}

static void
test_disposed (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  start (&world);
  g_object_run_dispose (G_OBJECT (world.demo));
  g_assert_true (is_empty ());
  g_assert_false (answers (world.url));
}

static void
test_letter (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KabTransport) transport = NULL;
  g_autoptr (KabClient) client = NULL;
  g_autoptr (KabOperator) service_operator = NULL;
  g_autoptr (GDateTime) expires_at = NULL;
  g_autoptr (KabSession) session = NULL;
  g_autoptr (KabSession) demo_session = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Outcome) asking = { 0 };
  g_auto (Outcome) registering = { 0 };
  g_auto (Outcome) confirming = { 0 };
  g_auto (Outcome) signing_in = { 0 };

  world_init (&world);
  start (&world);
  transport = kab_transport_new (world.url);
  client = kab_client_new (transport);

  kab_client_get_operator_async (client, NULL, outcome_cb, &asking);
  service_operator = kab_client_get_operator_finish (client, outcome_wait (&asking), &error);
  g_assert_no_error (error);
  kab_client_register_async (client, "new@example.org", "kabinet2",
                             kab_operator_get_documents (service_operator), NULL, outcome_cb,
                             &registering);
  expires_at = kab_client_register_finish (client, outcome_wait (&registering), &error);
  g_assert_no_error (error);

  WAIT_UNTIL (world.code != NULL);
  g_assert_cmpstr (world.recipient, ==, "new@example.org");
  g_assert_true (g_regex_match_simple ("^[0-9]{6}$", world.code, 0, 0));
  g_assert_nonnull (strstr (world.body, world.code));
  g_assert_null (strstr (world.subject, "=?"));

  kab_client_confirm_async (client, "new@example.org", world.code, NULL, outcome_cb, &confirming);
  session = kab_client_confirm_finish (client, outcome_wait (&confirming), &error);
  g_assert_no_error (error);

  kab_client_sign_in_async (client, KAB_DEMO_EMAIL, KAB_DEMO_PASSWORD, NULL, outcome_cb,
                            &signing_in);
  demo_session = kab_client_sign_in_finish (client, outcome_wait (&signing_in), &error);
  g_assert_no_error (error);
}

static void
test_no_service (void)
{
  g_auto (World) world = { 0 };

  world_init (&world);
  assert_start_fails (&world, "/nowhere/kabinet-server");
  assert_start_fails (&world, "/bin/false");
  g_assert_true (is_empty ());
}

/* At each turn of the main loop, till it has started first. */
static void
test_cancelled (void)
{
  gboolean started = FALSE;

  for (int turns = 0; !started; turns++)
    {
      g_auto (World) world = { 0 };
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_auto (Outcome) outcome = { 0 };

      world_init (&world);
      kab_demo_start_async (world.demo, cancellable, outcome_cb, &outcome);
      for (int turn = 0; turn < turns && outcome.n_results == 0; turn++)
        g_main_context_iteration (NULL, TRUE);
      started = outcome.n_results > 0;
      g_cancellable_cancel (cancellable);
      world.url = kab_demo_start_finish (world.demo, outcome_wait (&outcome), &error);
      g_assert_null (world.url);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* The only child of the process @pid. */
static pid_t
find_child (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", pid, pid);
  g_autofree char *children = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &children, NULL, &error);
  g_assert_no_error (error);

  return (pid_t) g_ascii_strtoll (children, NULL, 10);
}

static void
test_ended (void)
{
  g_auto (World) world = { 0 };
  pid_t child;

  world_init (&world);
  start (&world);
  child = find_child (getpid ());
  g_assert_cmpint (child, >, 0);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  WAIT_UNTIL (world.n_ended > 0);
  g_assert_true (is_empty ());
  run_until_idle ();
  g_assert_cmpuint (world.n_ended, ==, 1);
}

/* kill -9 of the parent, which has no time to clean up. */
static void
test_parent_killed (void)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) parent = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  parent = g_subprocess_launcher_spawn (launcher, &error, "/proc/self/exe", VICTIM, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (parent));
  url = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (answers (url));

  g_subprocess_force_exit (parent);
  g_assert_true (g_subprocess_wait (parent, NULL, NULL));
  WAIT_UNTIL (!answers (url));
}

static void
be_victim (void)
{
  g_autoptr (KabDemo) demo = kab_demo_new ();
  g_auto (Outcome) outcome = { 0 };
  g_autofree char *url = NULL;

  kab_demo_start_async (demo, NULL, outcome_cb, &outcome);
  url = kab_demo_start_finish (demo, outcome_wait (&outcome), NULL);
  g_print ("%s\n", url);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  const char *remove[] = { "rm", "-r", NULL, NULL };
  int result;

  if (argc > 1 && g_str_equal (argv[1], VICTIM))
    be_victim ();

  g_test_init (&argc, &argv, NULL);

  folder = g_mkdtemp (g_strdup ("/tmp/kabinet-test-XXXXXX"));
  g_assert_nonnull (folder);
  g_setenv ("TMPDIR", folder, TRUE);
  remove[2] = folder;

  g_test_add_func ("/demo/stop", test_stop);
  g_test_add_func ("/demo/disposed", test_disposed);
  g_test_add_func ("/demo/letter", test_letter);
  g_test_add_func ("/demo/no-service", test_no_service);
  g_test_add_func ("/demo/cancelled", test_cancelled);
  g_test_add_func ("/demo/ended", test_ended);
  g_test_add_func ("/demo/parent-killed", test_parent_killed);

  result = g_test_run ();

  /* One that was killed has left its folder. */
  g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  g_free (folder);

  return result;
}
