/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "kab-application.h"

int
main (int argc, char *argv[])
{
  /* `meson devenv` points at the translations of the build folder. */
  const char *localedir = g_getenv ("KABINET_LOCALEDIR");
  g_autoptr (KabApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Kabinet"));

  application = kab_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
