/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The session's token in the user's keyring: one item for a server and an e-mail, of the schema
 * ru.sah67.Kabinet.Session (a development build has another). A keyring that is absent, locked or
 * broken is %KAB_ERROR_KEYRING. What is stored and cleared is written in the order it was asked
 * for. */

void kab_keyring_store_async (const char *server,
                              const char *email,
                              const char *token,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean kab_keyring_store_finish (GAsyncResult *result, GError **error);

/* What was last stored for @server. The finish gives TRUE with both NULL when nothing is there.
 * @token (out) (transfer full): to be wiped by the caller. */
void kab_keyring_lookup_async (const char *server,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean
kab_keyring_lookup_finish (GAsyncResult *result, char **email, char **token, GError **error);

/* Success also when there was nothing. */
void kab_keyring_clear_async (const char *server,
                              const char *email,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean kab_keyring_clear_finish (GAsyncResult *result, GError **error);

G_END_DECLS
