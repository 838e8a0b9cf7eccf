/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kab-commands.h"

#include "kab-billing.h"
#include "kab-error.h"
#include "kab-serving.h"

#define WRONG_USE 2

#define USAGE                                                                                    \
  "  kabinet-server serve    --database URL --listen HOST:PORT --operator FILE --mail URL\n"     \
  "                          [--tls-certificate FILE --tls-key FILE] [--idle-timeout SECONDS]\n" \
  "  kabinet-server import   --database URL DIR\n"                                               \
  "  kabinet-server generate --database URL --accounts N --months M [--seed S]\n"                \
  "  kabinet-server demo     [--listen HOST:PORT] [--directory DIR [--discard]]\n"               \
  "                          [--idle-timeout SECONDS]\n"                                         \
  "  kabinet-server --help | --version\n"

typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  const char *wanted[12];
  gboolean (*run) (KabSettings *settings, GError **error);
  guint n_rest; /* how many arguments that are no options */
} Command;

static gboolean
serve (KabSettings *settings, GError **error)
{
  g_autoptr (KabOperator) operator_ = kab_settings_load_operator (settings->operator_, error);

  return operator_ != NULL && kab_serving_run (settings, operator_, error);
}

static gboolean
import (KabSettings *settings, GError **error)
{
  g_autoptr (KabStore) store = kab_store_open (settings->database, error);
  g_autoptr (GFile) directory = g_file_new_for_path (settings->rest[0]);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) fault = NULL;
  KabBillingCount count = { 0 };

  if (store == NULL)
    return FALSE;
  if (kab_billing_import (store, directory, &count, faults, &fault))
    {
      g_print ("imported: accounts %" G_GINT64_FORMAT ", lines %" G_GINT64_FORMAT
               ", payments %" G_GINT64_FORMAT ", receipts %" G_GINT64_FORMAT "\n",
               count.accounts, count.lines, count.payments, count.receipts);
      if (count.letters > 0)
        g_print ("letters to send: %" G_GINT64_FORMAT "\n", count.letters);
      return TRUE;
    }
  for (guint i = 0; i < faults->len; i++)
    g_printerr ("%s\n", (const char *) faults->pdata[i]);
  if (fault == NULL)
    fault = kab_error_new (
      KAB_ERROR_FORMAT, "%s",
      _ ("nothing was imported; correct the lines above and import all files again"));
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

/* The month before this one: the last that has a bill. */
static KabMonth
last_month (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  KabMonth month = { (gint16) g_date_time_get_year (now), (gint8) g_date_time_get_month (now) };

  return kab_month_add (month, -1);
}

static gboolean
generate (KabSettings *settings, GError **error)
{
  g_autoptr (KabStore) store = NULL;
  KabBillingCount count = { 0 };

  if (settings->accounts < 1 || settings->months < 1 || settings->seed < 0 ||
      settings->seed > G_MAXUINT32)
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT,
                                               _ ("--accounts and --months must be 1 or more, and "
                                                  "--seed from 0 to %u"),
                                               G_MAXUINT32));
      return FALSE;
    }
  store = kab_store_open (settings->database, error);
  if (store == NULL ||
      !kab_billing_generate (store, settings->accounts, settings->months, (guint32) settings->seed,
                             last_month (), &count, error))
    return FALSE;
  g_print ("generated: accounts %" G_GINT64_FORMAT ", lines %" G_GINT64_FORMAT
           ", payments %" G_GINT64_FORMAT "\n",
           count.accounts, count.lines, count.payments);
  return TRUE;
}

static const Command commands[] = {
  { "serve",
    NULL,
    N_ ("Serves the residents, until SIGTERM or SIGINT; what is under way is finished then."),
    { "database!", "listen!", "operator!", "mail!", "tls-certificate", "tls-key", "idle-timeout" },
    serve,
    0 },
  { "import",
    "DIR",
    N_ ("Takes accounts.csv, opening.csv, charges.csv and payments.csv of DIR, and the receipts\n"
        "receipts/NUMBER_YYYY-MM.pdf if there are any: all of it or nothing."),
    { "database!" },
    import,
    1 },
  { "generate",
    NULL,
    N_ ("Makes up accounts for trials; the same seed makes up the same ones."),
    { "database!", "accounts!", "months!", "seed" },
    generate,
    0 },
  { "demo",
    NULL,
    N_ ("Serves the demo household on this machine; its letters go into the folder “mail”."),
    { "listen", "directory", "discard", "idle-timeout" },
    kab_serving_run_demo,
    0 },
};

static int
refuse (const char *message)
{
  g_printerr ("kabinet-server: %s\n%s\n", message, _ ("Try “kabinet-server --help”."));
  return WRONG_USE;
}

static int
run_command (const Command *command, int argc, char **argv)
{
  g_auto (KabSettings) settings = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (!kab_settings_parse (&settings, command->name, command->wanted, command->arguments,
                           command->summary, argc, argv, &error))
    return refuse (error->message);
  if ((settings.rest != NULL ? g_strv_length (settings.rest) : 0) != command->n_rest)
    {
      message = command->n_rest > 0
                  ? g_strdup_printf (_ ("%s takes one %s"), command->name, command->arguments)
                  : g_strdup_printf (_ ("%s takes options only, and “%s” is none"), command->name,
                                     settings.rest[0]);
      return refuse (message);
    }
  if (command->run (&settings, &error))
    return 0;
  /* KAB_ERROR_FORMAT is a word on the command line itself, but for the lines of an import. */
  g_printerr ("kabinet-server: %s\n", error->message);
  return g_error_matches (error, KAB_ERROR, KAB_ERROR_FORMAT) && command->n_rest == 0 ? WRONG_USE
                                                                                      : 1;
}

int
kab_commands_run (int argc, char **argv)
{
  g_autofree char *message = NULL;

  if (argc < 2)
    return refuse (_ ("a command is missing: serve, import, generate or demo"));
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    {
      g_print ("%s\n%s\n%s\n%s\n", _ ("Usage:"), USAGE,
               _ ("“kabinet-server COMMAND --help” explains a command."),
               kab_settings_explain_environment ());
      return 0;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("kabinet-server %s\n", KAB_VERSION);
      return 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return run_command (&commands[i], argc - 1, argv + 1);
  message =
    g_strdup_printf (_ ("there is no command “%s”: serve, import, generate or demo"), argv[1]);
  return refuse (message);
}
