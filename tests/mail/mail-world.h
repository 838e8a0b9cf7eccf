/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "kab-store-letters.h"

G_BEGIN_DECLS

/* A folder of its own with a database, a folder for letters, and, when asked for, a real mail
 * server on loopback. Everything that is logged is kept; whether it tells what it must not is
 * checked at the end of each test. */
typedef struct
{
  char *folder;
  char *letters;
  char *database; /* URL */
  char *authorities;
  KabStore *store;
  GSubprocess *server;
  int port;
} World;

World *world_new (void);
void world_free (World *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* @options: of smtp-server.py, separated by spaces; "TLS" stands for the certificate. On the former
 * port, when there was one. */
void world_start_server (World *self, const char *options);
void world_stop_server (World *self);

void world_add_letter (World *self, const char *recipient, const char *subject);
/* As many about receipts, which a mailer's writer is to write; of a user and accounts that are put
 * there for them. */
void world_add_receipt_letters (World *self, int count);
gboolean world_outbox_is_empty (World *self);
/* (transfer full): paths of the letters that arrived, in the order of their names. */
GPtrArray *world_list_letters (World *self);
gboolean world_logged (const char *text);

/* What read-letter.py says of a letter; what smtp-server.py says of how it came. */
JsonObject *world_read_letter (const char *path);
JsonObject *world_read_envelope (const char *path);

/* Polls for a condition, for twenty seconds. */
#define wait_for(condition)                                          \
  G_STMT_START                                                       \
  {                                                                  \
    gint64 wait_end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < wait_end)       \
      g_usleep (5000);                                               \
    g_assert_true (condition);                                       \
  }                                                                  \
  G_STMT_END

G_END_DECLS
