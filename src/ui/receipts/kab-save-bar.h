/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-receipt-saver.h"

G_BEGIN_DECLS

/**
 * KabSaveBar:
 *
 * How the saving of receipts into a folder goes, at the bottom of the page: how many there are, and
 * a way to stop. What went well ends in a toast that opens the folder; what did not stays in the
 * bar, month by month, and can be tried again.
 *
 * Property: busy (boolean, read-only): saving is under way.
 */
#define KAB_TYPE_SAVE_BAR (kab_save_bar_get_type ())
G_DECLARE_FINAL_TYPE (KabSaveBar, kab_save_bar, KAB, SAVE_BAR, AdwBin)

GtkWidget *kab_save_bar_new (void);
gboolean kab_save_bar_get_busy (KabSaveBar *self);
/* Starts @saver, which saves into @folder. Not while busy. */
void kab_save_bar_start (KabSaveBar *self, KabReceiptSaver *saver, GFile *folder);

G_END_DECLS
