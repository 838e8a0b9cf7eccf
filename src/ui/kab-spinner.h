/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How long a wait may be before it is worth saying that it is one. */
#define KAB_SPINNER_DELAY_MS 300

/**
 * KabSpinner:
 *
 * A spinner that keeps its place and stays unseen until what it waits for has lasted
 * %KAB_SPINNER_DELAY_MS: a short wait must not flicker. Properties: active (boolean): something is
 * under way; spinning (boolean, read-only): it is seen.
 */
#define KAB_TYPE_SPINNER (kab_spinner_get_type ())
G_DECLARE_FINAL_TYPE (KabSpinner, kab_spinner, KAB, SPINNER, AdwBin)

GtkWidget *kab_spinner_new (void);
gboolean kab_spinner_get_active (KabSpinner *self);
void kab_spinner_set_active (KabSpinner *self, gboolean active);
/* Whether the delay is over and the spinner is seen. */
gboolean kab_spinner_is_spinning (KabSpinner *self);

G_END_DECLS
