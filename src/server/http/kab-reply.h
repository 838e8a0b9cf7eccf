/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* How an answer is put on the wire. */
typedef struct
{
  guint status;
  const char *content_type; /* NULL: there is no body */
  GBytes *body;             /* (nullable) */
  const char *allow;        /* (nullable): with 405 and OPTIONS */
  int retry_after;          /* 0: not said */
  const char *cache;        /* (nullable): Cache-Control, where it is not "no-store" */
  const char *etag;         /* (nullable): of a document; and so the next two */
  const char *disposition;
  const char *range; /* (nullable): Content-Range */
  gboolean close;    /* the last of its connection */
} KabReply;

void kab_reply_set (const KabReply *self, SoupServerMessage *message);
/* The same as bytes, for a connection that is not SoupServer's any more; closes it. (transfer
 * full). */
GBytes *kab_reply_to_bytes (const KabReply *self);

G_END_DECLS
