/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-about.h"
#include "kab-speech.h"

/* As the newest release of the metainfo file has it; a test compares them. */
static const char *const news[] = {
  N_ ("Receipts: read, find, print and save them, one or a whole period at once"),
  N_ ("Charges and payments: the current month explained, the history in a table and in a chart"),
  N_ ("Payment by QR code with your bank's app"),
  N_ ("A notification of a new receipt and of a payment that has arrived"),
  N_ ("Help with pictures, and a new icon"),
  N_ ("A Flatpak, which asks for no access to your files"),
};

/* (transfer full): in the markup of AdwAboutWindow. */
static char *
describe_news (void)
{
  GString *text = g_string_new ("<ul>");

  for (gsize i = 0; i < G_N_ELEMENTS (news); i++)
    {
      g_autofree char *item = g_markup_escape_text (_ (news[i]), -1);

      g_string_append_printf (text, "<li>%s</li>", item);
    }
  g_string_append (text, "</ul>");
  return g_string_free (text, FALSE);
}

/* (transfer full): what whoever looks for a fault asks first. Nothing of the user's is in it. */
static char *
describe_system (void)
{
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  return g_strdup_printf ("Kabinet %s (%s)\nGTK %u.%u.%u\nAdwaita %u.%u.%u\nGLib %u.%u.%u\n%s\n",
                          KAB_VERSION, KAB_BUILD_PROFILE, gtk_get_major_version (),
                          gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version (), glib_major_version, glib_minor_version,
                          glib_micro_version, os != NULL ? os : "Linux");
}

void
kab_about_show (GtkWindow *parent)
{
  g_autofree char *notes = describe_news ();
  g_autofree char *system = describe_system ();

  GtkWindow *window =
    g_object_new (ADW_TYPE_ABOUT_WINDOW, "transient-for", parent, "application-name", _ ("Kabinet"),
                  "application-icon", KAB_APPLICATION_ID, "version", KAB_VERSION, "developer-name",
                  _ ("Kabinet developers"), "comments",
                  _ ("The personal cabinet of a household service's client."), "release-notes",
                  notes, "release-notes-version", KAB_VERSION, "copyright",
                  _ ("© 2026 Kabinet developers"), "license-type", GTK_LICENSE_GPL_3_0,
                  "debug-info", system, "debug-info-filename", "kabinet.txt", NULL);

  kab_speech_name_about (ADW_ABOUT_WINDOW (window));
  gtk_window_present (window);
}
