/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "kab-receipt-outside.h"

#include "kab-dialog.h"
#include "kab-error.h"
#include "kab-question.h"
#include "kab-toast.h"
#include "kab-weak.h"

/* Long enough to reach for the mouse. */
#define OFFER_SECONDS 10

/* What is opened with a yes: by the button of a toast or of a question, which may outlive the page.
 */
typedef struct
{
  GWeakRef widget;
  char *uri;
} Offer;

static Offer *
offer_new (GtkWidget *widget, const char *uri)
{
  Offer *self = g_new0 (Offer, 1);

  g_weak_ref_init (&self->widget, widget);
  self->uri = g_strdup (uri);

  return self;
}

static void
offer_free (gpointer data, GClosure *closure)
{
  Offer *self = data;

  g_weak_ref_clear (&self->widget);
  g_free (self->uri);
  g_free (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = kab_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (source != NULL ? GTK_WINDOW (source) : NULL, result, &error) &&
      widget != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kab_toast_show (widget, _ ("No program was found that opens it"));
}

static void
open_uri (GtkWidget *widget, const char *uri)
{
  gtk_show_uri_full (kab_dialog_find_window (widget), uri, GDK_CURRENT_TIME, NULL, opened_cb,
                     kab_weak_new (widget));
}

static void
take_up (Offer *self)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&self->widget);

  if (widget != NULL)
    open_uri (widget, self->uri);
}

static void
offer_clicked_cb (AdwToast *toast, gpointer user_data)
{
  take_up (user_data);
}

static void
link_answered_cb (KabQuestion *question, gboolean agreed, gpointer user_data)
{
  if (agreed)
    take_up (user_data);
}

void
kab_outside_open (GtkWidget *widget, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  open_uri (widget, uri);
}

void
kab_outside_ask_link (GtkWidget *widget, const char *uri)
{
  KabQuestion *question = kab_question_ask (widget, _ ("Open the link?"), uri, _ ("Open"));

  g_signal_connect_data (question, "answered", G_CALLBACK (link_answered_cb),
                         offer_new (widget, uri), offer_free, 0);
}

void
kab_outside_offer_folder (GtkWidget *widget, const char *text, GFile *folder)
{
  g_autofree char *uri = g_file_get_uri (folder);
  AdwToast *toast = kab_toast_show (widget, text);

  if (toast == NULL)
    return;

  adw_toast_set_button_label (toast, _ ("Open folder"));
  adw_toast_set_timeout (toast, OFFER_SECONDS);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (offer_clicked_cb),
                         offer_new (widget, uri), offer_free, 0);
}

/* In the cache, not among the temporary files: a sandbox shows its cache to the program outside. */
GFile *
kab_outside_make_place (const char *name, GError **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "kabinet", NULL);
  g_autofree char *folder = g_build_filename (parent, "open-XXXXXX", NULL);
  g_autofree char *path = NULL;

  if (g_mkdir_with_parents (parent, 0700) != 0 || g_mkdtemp_full (folder, 0700) == NULL)
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_FILE, "no folder for a copy: %s",
                                               g_strerror (errno)));
      return NULL;
    }

  path = g_build_filename (folder, name, NULL);
  return g_file_new_for_path (path);
}

/* Done at once, not in the main loop: it may be the last thing the window does. */
void
kab_outside_drop_place (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
}
