/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-mailer.h"
#include "kab-operator.h"

G_BEGIN_DECLS

/**
 * KabService:
 *
 * The contract over HTTP. The main loop reads and writes; what is asked is done on a few threads,
 * each with a database connection of its own, and passwords are hashed on threads of their own.
 * More calls than the queues hold are answered 503 `billing_unavailable` with `retry_after` at
 * once: it is the service that is busy, and not the caller who tried too often.
 */
typedef struct _KabService KabService;

typedef struct
{
  const char *database; /* URL, as for kab_store_open() */
  KabOperator *operator_;
  KabMailer *mailer;            /* outlives the service */
  GSocketAddress *address;      /* to listen on */
  GTlsCertificate *certificate; /* (nullable): HTTPS */
  guint patience;               /* seconds: see kab_gate_new() */
} KabServiceOptions;

#define KAB_SERVICE_PATIENCE 30

/* Answers from here on, in the main context of the calling thread. Errors say what to mend. */
KabService *kab_service_new (const KabServiceOptions *options, GError **error);
/* (transfer none): "http://127.0.0.1:8080". */
const char *kab_service_get_url (KabService *self);
/* Lets nobody in any more, finishes what is under way, ten seconds at most; @callback then. Once.
 */
void kab_service_stop (KabService *self, GSourceOnceFunc callback, gpointer data);
void kab_service_free (KabService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabService, kab_service_free)

/* (transfer full): a file the program carries in itself, "openapi.yaml" or "operator.ini". */
GBytes *kab_service_get_resource (const char *name);

G_END_DECLS
