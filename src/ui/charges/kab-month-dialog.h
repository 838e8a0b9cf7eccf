/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-statement.h"

G_BEGIN_DECLS

/**
 * KabMonthDialog:
 *
 * A month of the history in full, in a window of its own: its lines and its balance.
 */
#define KAB_TYPE_MONTH_DIALOG (kab_month_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KabMonthDialog, kab_month_dialog, KAB, MONTH_DIALOG, AdwWindow)

/* @statement with the one it is compared with, @year_before (nullable); @parent: any widget of the
 * window it belongs to. */
KabMonthDialog *
kab_month_dialog_new (KabStatement *statement, KabStatement *year_before, GtkWidget *parent);

G_END_DECLS
