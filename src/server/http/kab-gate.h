/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-connection.h"

G_BEGIN_DECLS

/**
 * KabGate:
 *
 * Accepts connections and gives them to a SoupServer: so many at once and no more, each for as long
 * as it does something. SoupServer's own way of accepting has no bound in number or in time.
 */
typedef struct _KabGate KabGate;

/* @certificate: (nullable): TLS, 1.2 at least. @patience: seconds for a request to come in whole,
 * for a reply to be taken, and for the next request. */
KabGate *kab_gate_new (SoupServer *server,
                       GSocket *socket,
                       GTlsCertificate *certificate,
                       guint most,
                       guint patience,
                       GError **error);
/* (transfer none) (nullable): the connection of a message of this server. */
KabConnection *kab_gate_find (KabGate *self, SoupServerMessage *message);
guint kab_gate_get_patience (KabGate *self);
guint kab_gate_get_count (KabGate *self);
/* Lets nobody in any more. */
void kab_gate_close (KabGate *self);
/* Cuts those that wait for their next request, and, when @reading, those whose request has not come
 * in whole; the others are left to finish. */
void kab_gate_cut_idle (KabGate *self, gboolean reading);
void kab_gate_free (KabGate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabGate, kab_gate_free)

G_END_DECLS
