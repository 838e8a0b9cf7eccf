/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-store-letters.h"

G_BEGIN_DECLS

/**
 * KabMailer:
 *
 * Empties the outbox on a thread of its own, with a store of its own. Destinations:
 * "smtp://[user:password@]host[:port]" (STARTTLS when offered; ?starttls=required insists, which is
 * the default unless the host is loopback; ?ca=FILE trusts the authorities in FILE alone),
 * "smtps://…", "dir:PATH" (a `.eml` a letter, whole or not at all; the names sort in the order of
 * sending). A letter that is not taken is tried again after growing waits; no letter is lost while
 * a mail server is down.
 */
typedef struct _KabMailer KabMailer;

/* @database: URL; @destination as above; @sender: "Name <address>" or an address. Checks all three;
 * does not send yet. */
KabMailer *
kab_mailer_new (const char *database, const char *destination, const char *sender, GError **error);
/* Seconds between the tries of a letter, in place of the usual 10 s growing to an hour; the last
 * one repeats. Before the start. */
void kab_mailer_set_waits (KabMailer *self, const int *waits, int n_waits);
/* Writes a letter that says only what it is about, and attaches what goes with it; on the mailer's
 * thread, once a try. FALSE with an error, whose message is for the log: the letter waits for its
 * next try. @wanted (out): FALSE when nobody wants it any more; it is dropped then. */
typedef gboolean (*KabMailerWriteFunc) (KabLetter *letter,
                                        gboolean *wanted,
                                        gpointer data,
                                        GError **error);
/* Before the start. Without one such letters stay in the outbox. @data outlives the mailer. */
void kab_mailer_set_writer (KabMailer *self, KabMailerWriteFunc func, gpointer data);
void kab_mailer_start (KabMailer *self);
/* A letter was put into the outbox: look now. Any thread. */
void kab_mailer_wake (KabMailer *self);
/* Finishes the letter under way, if its text is on its way already (bounded by its time-out), and
 * joins the thread; the rest stays in the outbox. */
void kab_mailer_free (KabMailer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabMailer, kab_mailer_free)

G_END_DECLS
