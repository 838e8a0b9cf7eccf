/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-client.h"

G_BEGIN_DECLS

/* What the files of KabClient share: how any call is made. */

/* What makes a model of the reply; its result is let go of with the destroy function beside it. */
typedef gpointer (*KabClientRead) (KabJson *json, GError **error);

/* What an answer without a model does: it is done, whatever the service has to say about it. */
#define KAB_CLIENT_NO_MODEL ((KabClientRead) NULL)

/* (transfer full): an object of string members: name, value, name, value, ..., NULL. */
JsonBuilder *kab_client_make_body (const char *member, ...) G_GNUC_NULL_TERMINATED;

/* (transfer full): "/accounts/123" of "/accounts/" and "123": @id is one segment, whatever is in
 * it. */
char *kab_client_make_path (const char *before, const char *id, const char *after);

/* (transfer full): a reader of the whole reply. */
KabJson *kab_client_open_document (GBytes *bytes);

/* (transfer full): a GPtrArray of models, of the array @member. */
gpointer kab_client_read_list (KabJson *json,
                               const char *member,
                               KabClientRead read_element,
                               GError **error);

/* @body (nullable). @tag: the async function, by which its finish knows it. */
void kab_client_call_async (KabClient *self,
                            gpointer tag,
                            const char *method,
                            const char *path,
                            JsonBuilder *body,
                            KabClientRead read,
                            GDestroyNotify destroy,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gpointer
kab_client_call_finish (KabClient *self, gpointer tag, GAsyncResult *result, GError **error);
gboolean
kab_client_answer_finish (KabClient *self, gpointer tag, GAsyncResult *result, GError **error);

G_END_DECLS
