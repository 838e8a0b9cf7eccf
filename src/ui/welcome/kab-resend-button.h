/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How long a letter may take before another is worth asking for. */
#define KAB_RESEND_WAIT_SECONDS 60

/**
 * KabResendButton:
 *
 * Asks for a new code, once the time for the last one to come is over; it counts the seconds until
 * then.
 */
#define KAB_TYPE_RESEND_BUTTON (kab_resend_button_get_type ())
G_DECLARE_FINAL_TYPE (KabResendButton, kab_resend_button, KAB, RESEND_BUTTON, GtkButton)

/* Cannot be pressed for @seconds; 0: can be at once. */
void kab_resend_button_wait (KabResendButton *self, int seconds);
/* (transfer full): the button's text with @seconds left, "Новый код через 0:45". */
char *kab_resend_button_describe (int seconds);

G_END_DECLS
