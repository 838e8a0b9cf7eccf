/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabFrame:
 *
 * What stands around the pages: the navigation at the side, the account and its amount above, and
 * bars for what concerns every page. Below 720 pixels the navigation is a page of its own, over
 * which the others slide.
 *
 * Pages hold no header bar; everything that knows how the two sides fold is in here, and the rest
 * of the window only names pages: "information", "charges", "receipts", "accounts", "profile".
 *
 * Properties: cabinet (#KabCabinet, construct-only); demo (construct-only): nothing is remembered
 * on purpose, so the frame does not warn of it; page (string, read-only): the page shown.
 */
#define KAB_TYPE_FRAME (kab_frame_get_type ())
G_DECLARE_FINAL_TYPE (KabFrame, kab_frame, KAB, FRAME, AdwBin)

KabFrame *kab_frame_new (KabCabinet *cabinet, gboolean demo);
const char *kab_frame_get_page (KabFrame *self);
void kab_frame_show_page (KabFrame *self, const char *name);
/* Drops the list of accounts down, for the keyboard. */
void kab_frame_open_switcher (KabFrame *self);
/* Opens the main menu, going back to the navigation for it where a page lies over that. */
void kab_frame_open_menu (KabFrame *self);

G_END_DECLS
