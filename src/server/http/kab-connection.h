/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * KabConnection:
 *
 * A client's connection as SoupServer sees it: a stream over the socket's, or over TLS, that knows
 * how long each part of an exchange may take.
 *
 * It also mends what libsoup 3.2 gets wrong: a connection that ends while it waits for its next
 * request is never let go of there. So an end that comes then is kept from libsoup, and the
 * connection is taken back from it instead.
 */
#define KAB_TYPE_CONNECTION (kab_connection_get_type ())
G_DECLARE_FINAL_TYPE (KabConnection, kab_connection, KAB, CONNECTION, GIOStream)

typedef enum
{
  KAB_CONNECTION_READING, /* accepted, or a request has begun */
  KAB_CONNECTION_WORKING, /* the request is being answered: as long as it takes */
  KAB_CONNECTION_WRITING,
  KAB_CONNECTION_IDLE, /* kept alive for the next request */
} KabConnectionState;

/* Signal "closed" (KabConnection *self): once, whichever side closed it. */
KabConnection *kab_connection_new (GSocket *socket, GIOStream *stream);

/* @message is that of the request; @seconds from now the connection is cut unless the state has
 * changed (0: never). */
void kab_connection_set_state (KabConnection *self,
                               KabConnectionState state,
                               SoupServerMessage *message,
                               guint seconds);
KabConnectionState kab_connection_get_state (KabConnection *self);
/* Cuts it when its time is over. */
void kab_connection_check (KabConnection *self, gint64 now);
/* Ends it; whoever reads or writes notices. */
void kab_connection_cut (KabConnection *self);
/* Takes the connection back from SoupServer before the request was read, writes @reply, and closes.
 * For a body that is not worth reading. The message must be paused, and is not looked at
 * afterwards. */
void kab_connection_refuse (KabConnection *self, GBytes *reply, guint seconds);

G_END_DECLS
