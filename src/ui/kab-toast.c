/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-toast.h"

#include "kab-error.h"

AdwToast *
kab_toast_show (GtkWidget *widget, const char *text)
{
  g_autofree char *title = NULL;
  GtkWidget *overlay;
  AdwToast *toast;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return NULL;

  /* A toast reads its title as markup; what is shown here comes from files and from people. */
  title = g_markup_escape_text (text, -1);
  toast = adw_toast_new (title);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  return toast;
}

void
kab_toast_show_error (GtkWidget *widget, const GError *error)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (error != NULL);

  /* After an expiry the window asks to sign in again and says why there. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, KAB_ERROR, KAB_ERROR_SESSION_EXPIRED))
    return;
  sentence = kab_error_to_sentence (error);
  kab_toast_show (widget, sentence);
}
