/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "kab-serving.h"

#include "kab-billing.h"
#include "kab-error.h"
#include "kab-listen.h"
#include "kab-rules.h"
#include "kab-service.h"

#define DEMO_EMAIL    "abc@sah67.ru"
#define DEMO_PASSWORD "kabinet1"
#define DEMO_LISTEN   "127.0.0.1:0"

typedef struct
{
  GMainLoop *loop;
  KabService *service;
  gboolean asked;
} Run;

static void
stopped_cb (gpointer data)
{
  Run *run = data;

  g_main_loop_quit (run->loop);
}

/* A second signal does not wait for anybody. */
static gboolean
asked_to_leave_cb (gpointer data)
{
  Run *run = data;

  if (run->asked)
    g_main_loop_quit (run->loop);
  else
    kab_service_stop (run->service, stopped_cb, run);
  run->asked = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
told_again_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Each connection is a descriptor, and the usual limit of 1024 is for interactive programs. */
static void
raise_descriptors (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

/* "Name <address>", the operator's. */
static char *
make_sender (KabOperator *operator_)
{
  return g_strdup_printf ("%s <%s>", kab_operator_get_name (operator_),
                          kab_operator_get_email (operator_));
}

static void
run_until_signal (KabService *service)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { .loop = loop, .service = service };
  guint terminate = g_unix_signal_add (SIGTERM, asked_to_leave_cb, &run);
  guint interrupt = g_unix_signal_add (SIGINT, asked_to_leave_cb, &run);
  sigset_t signals;

  /* Who started this may have made it wait till here. */
  sigemptyset (&signals);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_UNBLOCK, &signals, NULL);

  g_print ("listening on %s\n", kab_service_get_url (service));
  fflush (stdout);
  g_main_loop_run (loop);
  /* What is left to do, such as to remove the demo's folder, is done to its end: the kernel tells
   * of a parent's death once for each thread of the parent, and SIGTERM would end this by itself
   * where nobody listens to it. */
  g_unix_signal_add (SIGTERM, told_again_cb, NULL);
  g_source_remove (terminate);
  g_source_remove (interrupt);
}

static gboolean
write_letter (KabLetter *letter, gboolean *wanted, gpointer data, GError **error)
{
  return kab_rules_write_letter (data, letter, wanted, error);
}

gboolean
kab_serving_run (KabSettings *settings, KabOperator *operator_, GError **error)
{
  g_autofree char *sender = make_sender (operator_);
  g_autoptr (GSocketAddress) address = kab_listen_parse (settings->listen, error);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (KabStore) letters = NULL;
  g_autoptr (KabRules) writer = NULL;
  g_autoptr (KabMailer) mailer = NULL;
  g_autoptr (KabService) service = NULL;
  KabServiceOptions options = { .database = settings->database, .operator_ = operator_ };

  if (address == NULL || !kab_settings_load_certificate (settings, &certificate, error))
    return FALSE;
  umask (0077);
  signal (SIGPIPE, SIG_IGN);
  /* A limit on files is a full disk to the service, and no reason to die. */
  signal (SIGXFSZ, SIG_IGN);
  raise_descriptors ();
  mailer = kab_mailer_new (settings->database, settings->mail, sender, error);
  if (mailer == NULL || (letters = kab_store_open (settings->database, error)) == NULL)
    return FALSE;
  /* Of the mailer's thread, on which letters about receipts are written. */
  writer = kab_rules_new (letters, operator_, &kab_world_real);
  kab_mailer_set_writer (mailer, write_letter, writer);
  options.mailer = mailer;
  options.address = address;
  options.certificate = certificate;
  options.patience =
    settings->idle_timeout > 0 ? (guint) settings->idle_timeout : KAB_SERVICE_PATIENCE;
  service = kab_service_new (&options, error);
  if (service == NULL)
    return FALSE;
  kab_mailer_start (mailer);
  run_until_signal (service);
  return TRUE;
}

/* Best effort, and never through a symbolic link. */
static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children =
    g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME,
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) &&
         child != NULL)
    if (!g_file_delete (child, NULL, NULL))
      remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

static gboolean
add_household (const char *database, KabOperator *operator_, GError **error)
{
  static const char *const numbers[] = { "123543566", "200417803", NULL };
  g_autoptr (KabStore) store = kab_store_open (database, error);
  g_autoptr (KabRules) rules = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  KabMonth today = { (gint16) g_date_time_get_year (now), (gint8) g_date_time_get_month (now) };

  if (store == NULL || !kab_billing_add_demo (store, today, error))
    return FALSE;
  rules = kab_rules_new (store, operator_, &kab_world_real);
  return kab_rules_add_demo_user (rules, DEMO_EMAIL, DEMO_PASSWORD, "", numbers, error);
}

static gboolean
run_demo_in (KabSettings *settings, const char *directory, GError **error)
{
  g_autofree char *file = g_build_filename (directory, "kabinet.sqlite", NULL);
  g_autofree char *letters = g_build_filename (directory, "mail", NULL);
  g_autoptr (KabOperator) operator_ = kab_settings_load_operator (NULL, error);

  if (operator_ == NULL)
    return FALSE;
  if (g_mkdir_with_parents (letters, 0700) != 0)
    {
      int code = errno;

      g_propagate_error (error, kab_error_new (KAB_ERROR_FILE, _ ("cannot make the folder %s: %s"),
                                               letters, g_strerror (code)));
      return FALSE;
    }
  settings->database = g_strconcat ("sqlite:", file, NULL);
  settings->mail = g_strconcat ("dir:", letters, NULL);
  if (settings->listen == NULL)
    settings->listen = g_strdup (DEMO_LISTEN);
  return add_household (settings->database, operator_, error) &&
         kab_serving_run (settings, operator_, error);
}

gboolean
kab_serving_run_demo (KabSettings *settings, GError **error)
{
  g_autofree char *temporary = g_strdup (settings->directory);
  g_autoptr (GError) fault = NULL;
  gboolean done;

  umask (0077);
  if (settings->directory != NULL && !settings->discard)
    return run_demo_in (settings, settings->directory, error);
  if (temporary == NULL)
    temporary = g_dir_make_tmp ("kabinet-demo-XXXXXX", &fault);
  if (temporary == NULL)
    {
      g_propagate_error (error,
                         kab_error_new (KAB_ERROR_FILE, _ ("cannot make a temporary folder: %s"),
                                        fault->message));
      return FALSE;
    }
  done = run_demo_in (settings, temporary, error);
  {
    g_autoptr (GFile) folder = g_file_new_for_path (temporary);

    remove_tree (folder);
  }
  return done;
}
