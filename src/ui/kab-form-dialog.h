/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabFormDialog:
 *
 * A small modal window that asks for something and hands it to the service. It stays open with what
 * was typed until the service has taken it: what is wrong is said in it, and closing it cancels
 * what is under way.
 *
 * Property: ready (boolean): what is typed can be sent; the button follows it.
 * Signal "done": the service has taken it; the dialog closes.
 */
#define KAB_TYPE_FORM_DIALOG (kab_form_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (KabFormDialog, kab_form_dialog, KAB, FORM_DIALOG, AdwWindow)

struct _KabFormDialogClass
{
  AdwWindowClass parent_class;

  /* Sends it. Ends with kab_form_dialog_succeed() or kab_form_dialog_fail(), also when cancelled.
   */
  void (*submit) (KabFormDialog *self, GCancellable *cancellable);
};

/* For those that derive from it, in their init. @description may be NULL; plain text. */
void kab_form_dialog_set_up (KabFormDialog *self,
                             const char *title,
                             const char *description,
                             const char *submit_label,
                             GtkWidget *content);
void kab_form_dialog_set_destructive (KabFormDialog *self);
gboolean kab_form_dialog_get_ready (KabFormDialog *self);
void kab_form_dialog_set_ready (KabFormDialog *self, gboolean ready);
gboolean kab_form_dialog_is_busy (KabFormDialog *self);
void kab_form_dialog_submit (
  KabFormDialog *self); /* Enter in an entry; nothing when it is not ready or under way */

void kab_form_dialog_succeed (KabFormDialog *self); /* says so, and closes */
/* @sentence NULL: was cancelled, or is said elsewhere. */
void kab_form_dialog_fail (KabFormDialog *self, const char *sentence);

/* Opens it over the window that @widget is in. */
void kab_form_dialog_open (KabFormDialog *self, GtkWidget *widget);

G_END_DECLS
