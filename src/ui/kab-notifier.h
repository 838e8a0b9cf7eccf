/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-window.h"

G_BEGIN_DECLS

/**
 * KabNotifier:
 *
 * Tells the desktop what is new in a cabinet, as its user wants it told: a new bill leads to the
 * receipts, a payment to the charges, each with its account chosen. What the user is looking at, or
 * comes to look at, needs no notification: it is withdrawn, though it may be of a run before, for
 * some desktops keep them. Those of who signs out are, too.
 */
#define KAB_TYPE_NOTIFIER (kab_notifier_get_type ())
G_DECLARE_FINAL_TYPE (KabNotifier, kab_notifier, KAB, NOTIFIER, GObject)

/* @application has the action "show" (page, number of the account), and outlives the notifier.
 * @window shows @cabinet; it may go first. */
KabNotifier *kab_notifier_new (GApplication *application,
                               GSettings *settings,
                               KabWindow *window,
                               KabCabinet *cabinet);

G_END_DECLS
