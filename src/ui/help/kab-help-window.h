/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabHelpWindow:
 *
 * What the operator's guide says, in a window beside the cabinet: a list of topics, and a page of
 * steps with pictures for each, from which one goes back or on to the next.
 */
#define KAB_TYPE_HELP_WINDOW (kab_help_window_get_type ())
G_DECLARE_FINAL_TYPE (KabHelpWindow, kab_help_window, KAB, HELP_WINDOW, AdwWindow)

/**
 * kab_help_window_open:
 * @parent: the window it belongs to, and is closed with
 *
 * Shows the help, or brings it to the front when it is open already.
 */
void kab_help_window_open (GtkWindow *parent);

G_END_DECLS
