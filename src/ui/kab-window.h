/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-application.h"
#include "kab-cabinet.h"
#include "kab-demo.h"

G_BEGIN_DECLS

/**
 * KabWindow:
 *
 * The window on one cabinet: it follows the cabinet's state and shows the welcome pages or the
 * frame with the pages. After an expiry the frame is kept under the welcome page, and the user
 * returns to where they were.
 *
 * Property: page (string, nullable, read-only): the page shown to who is signed in.
 * Actions: win.page (s), win.switch-account, win.refresh, win.sign-out.
 */
#define KAB_TYPE_WINDOW (kab_window_get_type ())
G_DECLARE_FINAL_TYPE (KabWindow, kab_window, KAB, WINDOW, AdwApplicationWindow)

/* @settings keep the size, and until the user signs out the page and the account. Until
 * kab_window_open_cabinet() the window says that it starts. */
KabWindow *kab_window_new (KabApplication *application, GSettings *settings);
/* Once. @demo (nullable): its letters show in a bar, its user is filled in. */
void kab_window_open_cabinet (KabWindow *self, KabCabinet *cabinet, KabDemo *demo);
const char *kab_window_get_page (KabWindow *self);
/* What was asked for from outside: shown now, or as soon as somebody is signed in and the accounts
 * are there. @page: one of KabFrame's; @number (nullable): the account to choose. */
void kab_window_go_to (KabWindow *self, const char *page, const char *number);
/* There will be no cabinet; @reason is a sentence. */
void kab_window_fail (KabWindow *self, const char *reason);

G_END_DECLS
