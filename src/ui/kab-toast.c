/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-toast.h"

#include "kab-error.h"
#include "kab-speech.h"
#include "kab-words.h"

/* The title can wrap; the button's word, which newer libadwaita lets be cut for the title, cannot.
 */
static void
title_mapped_cb (GtkWidget *title)
{
  GtkWidget *button = gtk_widget_get_next_sibling (gtk_widget_get_parent (title));

  if (GTK_IS_BUTTON (button) &&
      g_object_class_find_property (G_OBJECT_GET_CLASS (button), "can-shrink") != NULL)
    g_object_set (button, "can-shrink", FALSE, NULL);
}

/* A title of our own: what stands in it is no markup, and a long one wraps. */
static GtkWidget *
create_title (const char *text)
{
  GtkWidget *label =
    g_object_new (GTK_TYPE_LABEL, "label", text, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                  "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);

  gtk_widget_add_css_class (label, "heading");
  g_signal_connect (label, "map", G_CALLBACK (kab_speech_name_toast), NULL);
  g_signal_connect (label, "map", G_CALLBACK (title_mapped_cb), NULL);

  return label;
}

AdwToast *
kab_toast_show (GtkWidget *widget, const char *text)
{
  GtkWidget *overlay;
  AdwToast *toast;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    return NULL;

  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, create_title (text));
  /* Of two announcements at once the first is heard, and libadwaita's says no more than that a
   * toast has come. */
  kab_speech_announce (overlay, text);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  /* What it offers is the page's to do: it goes with it, as after signing out. */
  g_signal_connect_object (widget, "destroy", G_CALLBACK (adw_toast_dismiss), toast,
                           G_CONNECT_SWAPPED);
  return toast;
}

void
kab_toast_show_error (GtkWidget *widget, const GError *error)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (error != NULL);

  if (!kab_words_is_worth_saying (error))
    return;
  sentence = kab_error_to_sentence (error);
  kab_toast_show (widget, sentence);
}
