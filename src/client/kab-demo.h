/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The demo's user, registered already. */
#define KAB_DEMO_EMAIL    "abc@sah67.ru"
#define KAB_DEMO_PASSWORD "kabinet1"

/**
 * KabDemo:
 *
 * `kabinet-server demo` as a child over loopback, in a temporary folder that goes with it. The
 * child ends whatever way this process leaves, kill -9 too.
 *
 * Signal "letter" (KabDemo *self, const char *recipient, const char *subject, const char *body,
 * const char *code): a letter was "mailed"; body is its decoded text, code its six digits or ""
 * when it holds none. Signal "ended" (KabDemo *self): the child ended by itself.
 */
#define KAB_TYPE_DEMO (kab_demo_get_type ())
G_DECLARE_FINAL_TYPE (KabDemo, kab_demo, KAB, DEMO, GObject)

KabDemo *kab_demo_new (void);
/* Starts the child: $KABINET_SERVER, else kabinet-server beside this program, else in PATH. The
 * finish gives the URL of the service, "http://127.0.0.1:PORT", (transfer full). */
void kab_demo_start_async (KabDemo *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
char *kab_demo_start_finish (KabDemo *self, GAsyncResult *result, GError **error);
/* Ends the child and removes its folder; also done by dispose. */
void kab_demo_stop (KabDemo *self);

G_END_DECLS
