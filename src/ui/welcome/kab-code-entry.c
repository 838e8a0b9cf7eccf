/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-code-entry.h"

struct _KabCodeEntry
{
  GtkEntry parent_instance;
};

G_DEFINE_FINAL_TYPE (KabCodeEntry, kab_code_entry, GTK_TYPE_ENTRY)

static void
insert_text_cb (KabCodeEntry *self,
                const char *text,
                int length,
                int *position,
                GtkEditable *delegate)
{
  g_autofree char *digits = kab_code_entry_filter (text, length);
  gsize there = strlen (gtk_editable_get_text (delegate));
  gsize room = there < KAB_CODE_LENGTH ? KAB_CODE_LENGTH - there : 0;

  if (strlen (digits) > room)
    digits[room] = '\0';
  g_signal_stop_emission_by_name (delegate, "insert-text");
  g_signal_handlers_block_by_func (delegate, insert_text_cb, self);
  gtk_editable_insert_text (delegate, digits, -1, position);
  g_signal_handlers_unblock_by_func (delegate, insert_text_cb, self);
}

static void
kab_code_entry_class_init (KabCodeEntryClass *klass)
{
}

static void
kab_code_entry_init (KabCodeEntry *self)
{
  GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (self));

  g_signal_connect_object (delegate, "insert-text", G_CALLBACK (insert_text_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_entry_set_input_purpose (GTK_ENTRY (self), GTK_INPUT_PURPOSE_DIGITS);
  gtk_editable_set_alignment (GTK_EDITABLE (self), 0.5);
  gtk_editable_set_width_chars (GTK_EDITABLE (self), KAB_CODE_LENGTH);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self), KAB_CODE_LENGTH);
  gtk_widget_add_css_class (GTK_WIDGET (self), "code");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Code from the e-mail"), -1);
}

char *
kab_code_entry_filter (const char *text, gssize length)
{
  GString *digits = g_string_new (NULL);
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);

  for (const char *c = text; c < end; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
  return g_string_free (digits, FALSE);
}

gboolean
kab_code_entry_is_complete (KabCodeEntry *self)
{
  g_return_val_if_fail (KAB_IS_CODE_ENTRY (self), FALSE);
  return strlen (gtk_editable_get_text (GTK_EDITABLE (self))) == KAB_CODE_LENGTH;
}
