/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-settings.h"

#include "kab-certificate.h"
#include "kab-error.h"
#include "kab-service.h"

const char *
kab_settings_explain_environment (void)
{
  return _ (
    "--database and --mail may hold a password, and a command line is seen by every user of\n"
    "the machine: KABINET_DATABASE and KABINET_MAIL of the environment stand for them.");
}

void
kab_settings_clear (KabSettings *self)
{
  g_free (self->database);
  g_free (self->listen);
  g_free (self->operator_);
  g_free (self->mail);
  g_free (self->tls_certificate);
  g_free (self->tls_key);
  g_free (self->directory);
  g_strfreev (self->rest);
}

/* How an option is written in a list of wanted ones: "name" or "name!". */
static gboolean
is_wanted (const char *const *wanted, const char *name, gboolean *needed)
{
  g_autofree char *must = g_strconcat (name, "!", NULL);

  *needed = g_strv_contains (wanted, must);
  return *needed || g_strv_contains (wanted, name);
}

static void
take_from_environment (char **value, const char *variable)
{
  if (*value == NULL && g_getenv (variable) != NULL)
    *value = g_strdup (g_getenv (variable));
}

static gboolean
has_value (const GOptionEntry *entry)
{
  if (entry->arg == G_OPTION_ARG_INT)
    return *(int *) entry->arg_data != 0;
  return entry->arg == G_OPTION_ARG_INT64 || *(char **) entry->arg_data != NULL;
}

static gboolean
check_needed (const GOptionEntry *entries, const char *const *wanted, GError **error)
{
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    {
      gboolean needed;

      is_wanted (wanted, entry->long_name, &needed);
      if (needed && !has_value (entry))
        {
          g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT, _ ("--%s %s is missing: %s"),
                                                   entry->long_name, entry->arg_description,
                                                   _ (entry->description)));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
parse (KabSettings *self,
       GOptionContext *context,
       const char *const *wanted,
       int argc,
       char **argv,
       GError **error)
{
  const GOptionEntry all[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &self->database,
      N_ ("where the service keeps its data: sqlite:PATH"), "URL" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &self->listen,
      N_ ("where to listen, such as 0.0.0.0:8080, [::]:8080 or 127.0.0.1:0"), "HOST:PORT" },
    { "operator", 0, 0, G_OPTION_ARG_FILENAME, &self->operator_,
      N_ ("who serves the household; operator.ini beside the program is an example"), "FILE" },
    { "mail", 0, 0, G_OPTION_ARG_STRING, &self->mail,
      N_ ("where letters go: smtp://HOST, smtps://HOST or dir:PATH"), "URL" },
    { "tls-certificate", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_certificate,
      N_ ("answer HTTPS with this certificate and its chain, PEM"), "FILE" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &self->tls_key, N_ ("the certificate's key, PEM"),
      "FILE" },
    { "idle-timeout", 0, 0, G_OPTION_ARG_INT, &self->idle_timeout,
      N_ ("close a connection that does nothing for so long; 30 unless given"), "SECONDS" },
    { "directory", 0, 0, G_OPTION_ARG_FILENAME, &self->directory,
      N_ ("keep database and letters there; else in a temporary folder, removed at the end"),
      "DIR" },
    { "discard", 0, 0, G_OPTION_ARG_NONE, &self->discard,
      N_ ("remove the directory and all that is in it at the end"), NULL },
    { "accounts", 0, 0, G_OPTION_ARG_INT, &self->accounts, N_ ("how many accounts"), "N" },
    { "months", 0, 0, G_OPTION_ARG_INT, &self->months, N_ ("how many months, up to the last one"),
      "M" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &self->seed, N_ ("the same seed gives the same data"),
      "S" },
    { NULL },
  };
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  const GOptionEntry rest = { G_OPTION_REMAINING, 0,    0,   G_OPTION_ARG_FILENAME_ARRAY,
                              &self->rest,        NULL, NULL };
  g_autoptr (GError) fault = NULL;
  gboolean needed;

  for (const GOptionEntry *entry = all; entry->long_name != NULL; entry++)
    if (is_wanted (wanted, entry->long_name, &needed))
      g_array_append_val (entries, *entry);
  g_array_append_val (entries, rest);
  g_option_context_add_main_entries (context, (GOptionEntry *) (gpointer) entries->data, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &fault))
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT, "%s", fault->message));
      return FALSE;
    }
  take_from_environment (&self->database, "KABINET_DATABASE");
  take_from_environment (&self->mail, "KABINET_MAIL");
  return check_needed (all, wanted, error);
}

gboolean
kab_settings_parse (KabSettings *self,
                    const char *command,
                    const char *const *wanted,
                    const char *arguments,
                    const char *summary,
                    int argc,
                    char **argv,
                    GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autofree char *program = g_strconcat ("kabinet-server ", command, NULL);

  /* Its name in the usage line of --help. */
  g_set_prgname (program);
  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, kab_settings_explain_environment ());
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  return parse (self, context, wanted, argc, argv, error);
}

KabOperator *
kab_settings_load_operator (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) fault = NULL;
  g_autoptr (KabOperator) operator_ = NULL;
  g_autoptr (GBytes) own = NULL;
  gboolean loaded;

  if (path != NULL)
    loaded = g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &fault);
  else
    {
      own = kab_service_get_resource ("operator.ini");
      loaded = g_key_file_load_from_bytes (file, own, G_KEY_FILE_NONE, &fault);
    }
  if (loaded)
    operator_ = kab_operator_new_from_key_file (file, &fault);
  if (operator_ == NULL)
    g_propagate_error (error, kab_error_new (KAB_ERROR_FILE, _ ("the operator's file %s: %s"),
                                             path != NULL ? path : "operator.ini", fault->message));
  return g_steal_pointer (&operator_);
}

/* It is served all the same: the clock may be what is wrong. */
static void
warn_of_time (const char *path, GTlsCertificate *certificate)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *trouble = kab_certificate_check_time (certificate, now);

  if (trouble != NULL)
    g_printerr (_ ("kabinet-server: the certificate %s %s\n"), path, trouble);
}

gboolean
kab_settings_load_certificate (KabSettings *self, GTlsCertificate **certificate, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (GTlsCertificate) loaded = NULL;

  *certificate = NULL;
  if (self->tls_certificate == NULL && self->tls_key == NULL)
    return TRUE;
  if (self->tls_certificate == NULL || self->tls_key == NULL)
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT, "%s",
                                               _ ("--tls-certificate and --tls-key go together: "
                                                  "give both, or none for plain HTTP")));
      return FALSE;
    }
  loaded = g_tls_certificate_new_from_files (self->tls_certificate, self->tls_key, &fault);
  if (loaded != NULL && kab_certificate_check (loaded, &fault))
    {
      warn_of_time (self->tls_certificate, loaded);
      *certificate = g_steal_pointer (&loaded);
      return TRUE;
    }
  g_propagate_error (error,
                     kab_error_new (KAB_ERROR_FILE,
                                    _ ("the certificate %s with the key %s: %s; both must be "
                                       "PEM, readable by the service, and belong together"),
                                    self->tls_certificate, self->tls_key, fault->message));
  return FALSE;
}
