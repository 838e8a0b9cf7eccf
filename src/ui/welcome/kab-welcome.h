/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabWelcome:
 *
 * What is shown without a session: signing in, registration, the code from the letter, a new
 * password. Going from one page to another cancels what the first had under way. While it is not
 * known whose cabinet it is (the operator does not load), it says so, with a way to try again.
 *
 * Properties: cabinet (#KabCabinet, construct-only); page (string, read-only): "sign-in",
 * "registration", "code" or "reset"; wants-code (boolean, read-only): a field for a code is shown.
 * Actions: welcome.show (s): goes to that page; welcome.back (also Escape).
 */
#define KAB_TYPE_WELCOME (kab_welcome_get_type ())
G_DECLARE_FINAL_TYPE (KabWelcome, kab_welcome, KAB, WELCOME, AdwBin)

KabWelcome *kab_welcome_new (KabCabinet *cabinet);
const char *kab_welcome_get_page (KabWelcome *self);
gboolean kab_welcome_get_wants_code (KabWelcome *self);

/* Puts the focus where this page goes on: the first entry that is still empty. */
void kab_welcome_focus (KabWelcome *self);
/* Forgets what was typed and goes to the first page. */
void kab_welcome_clear (KabWelcome *self);
/* After an expiry: the e-mail is filled in, and the user learns why they are asked. */
void kab_welcome_ask_again (KabWelcome *self);
void kab_welcome_fill_in (KabWelcome *self, const char *email, const char *password);
/* Fills a code field that is shown; FALSE when none is. */
gboolean kab_welcome_insert_code (KabWelcome *self, const char *code);

G_END_DECLS
