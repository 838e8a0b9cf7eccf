/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-error.h"
#include "kab-json.h"

G_BEGIN_DECLS

/**
 * KabTransport:
 *
 * The way to one service: it knows the URL, the token, JSON and what can go wrong, and nothing of
 * what the calls mean. Everything is asynchronous, on the main context that was the thread's
 * default when it was made.
 *
 * HTTPS is required, but for a loopback host. Certificates are checked; a redirect is followed only
 * within the same scheme, host and port. A JSON reply is at most 16 MiB.
 *
 * Errors are in KAB_ERROR, or %G_IO_ERROR_CANCELLED: a problem of the contract by its code, else
 * OFFLINE, TIMED_OUT, UNTRUSTED, INSECURE, BAD_REPLY, and FORMAT for a server that is no such URL.
 */
#define KAB_TYPE_TRANSPORT (kab_transport_get_type ())
G_DECLARE_FINAL_TYPE (KabTransport, kab_transport, KAB, TRANSPORT, GObject)

/* @server: "https://host[:port]", for loopback "http://host[:port]" too. A wrong one is reported by
 * every call, before any connection. */
KabTransport *kab_transport_new (const char *server);

const char *kab_transport_get_server (KabTransport *self);
gboolean kab_transport_has_token (KabTransport *self);
/* @token (nullable): goes into the Authorization header of the calls sent from now on, and nowhere
 * else. */
void kab_transport_set_token (KabTransport *self, const char *token);
/* Seconds without a byte, while connecting or later, after which a call has failed: 20. */
void kab_transport_set_timeout (KabTransport *self, guint seconds);

/* @path: what follows "/api/v1", escaped. @body (nullable): becomes the JSON of the request. */
void kab_transport_send_async (KabTransport *self,
                               const char *method,
                               const char *path,
                               JsonBuilder *body,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full): the JSON text of the reply; empty when the service had nothing to say (204). */
GBytes *kab_transport_send_finish (KabTransport *self, GAsyncResult *result, GError **error);

/* A file of the service. */
typedef struct
{
  GBytes *bytes;
  char *sha256; /* of the bytes, in lower-case hexadecimal */
  char *etag;   /* what the service calls it, without quotes; NULL when it does not say */
} KabDownload;

void kab_download_free (KabDownload *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabDownload, kab_download_free)

/* GET of what is no JSON. @type: what it must be, "application/pdf"; @limit: bytes, of which one
 * more is %KAB_ERROR_BAD_REPLY. */
void kab_transport_download_async (KabTransport *self,
                                   const char *path,
                                   const char *type,
                                   gsize limit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
KabDownload *
kab_transport_download_finish (KabTransport *self, GAsyncResult *result, GError **error);

G_END_DECLS
