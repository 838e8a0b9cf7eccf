/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-resend-button.h"

struct _KabResendButton
{
  GtkButton parent_instance;

  gint64 until; /* monotonic time */
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (KabResendButton, kab_resend_button, GTK_TYPE_BUTTON)

static int
count_seconds_left (KabResendButton *self)
{
  gint64 left = self->until - g_get_monotonic_time ();

  return left > 0 ? (int) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0;
}

/* A tick a second is only for the eye: what counts is the clock. */
static gboolean
tick_cb (gpointer user_data)
{
  KabResendButton *self = user_data;
  int left = count_seconds_left (self);
  g_autofree char *label = kab_resend_button_describe (left);

  gtk_button_set_label (GTK_BUTTON (self), label);
  gtk_widget_set_sensitive (GTK_WIDGET (self), left == 0);
  if (left > 0)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static void
kab_resend_button_dispose (GObject *object)
{
  KabResendButton *self = KAB_RESEND_BUTTON (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  G_OBJECT_CLASS (kab_resend_button_parent_class)->dispose (object);
}

static void
kab_resend_button_class_init (KabResendButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kab_resend_button_dispose;
}

static void
kab_resend_button_init (KabResendButton *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "amount");
  tick_cb (self);
}

void
kab_resend_button_wait (KabResendButton *self, int seconds)
{
  g_return_if_fail (KAB_IS_RESEND_BUTTON (self));
  g_return_if_fail (seconds >= 0);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->until = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  if (seconds > 0)
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
  tick_cb (self);
}

char *
kab_resend_button_describe (int seconds)
{
  if (seconds == 0)
    return g_strdup (_ ("Send a new code"));
  return g_strdup_printf (_ ("A new code in %d:%02d"), seconds / 60, seconds % 60);
}
