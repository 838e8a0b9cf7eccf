/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server below HTTP: it says @reply to who asks it, and closes, or keeps silent. */
typedef struct
{
  GSocketService *service;
  char *url;
  const char *reply; /* NULL: silent */
  gboolean eager;    /* it does not wait to be asked */
  gboolean fickle;   /* it keeps a connection, and closes it when it is asked for the second time */
  guint n_requests;  /* that were read */
  GPtrArray *connections;
} RawServer;

void raw_server_init (RawServer *self, const char *reply);
void raw_server_clear (RawServer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RawServer, raw_server_clear)

G_END_DECLS
