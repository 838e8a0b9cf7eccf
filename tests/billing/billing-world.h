/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-billing.h"

#define ACCOUNTS_HEADER \
  "number;owner;address;delivery_address;phone;email;contract;registered;residing\n"
#define OPENING_HEADER "number;month;service;amount\n"
#define CHARGES_HEADER \
  "number;month;service;unit;quantity;tariff;charged;recalculated;penalty;reason\n"
#define PAYMENTS_HEADER "id;number;date;amount;channel;document;state;service\n"

/* A folder for the operator's files and a database of its own. */
typedef struct
{
  char *directory;
  char *database; /* path */
  KabStore *store;
  KabBillingCount count;
  GPtrArray *faults; /* of the last import */
} World;

World *world_new (void);
void world_free (World *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* One of the four files; with @length -1 up to the NUL. */
void world_write (World *self, const char *name, const char *content, gssize length);
/* All four, without their headers. */
void world_write_all (World *self,
                      const char *accounts,
                      const char *opening,
                      const char *charges,
                      const char *payments);
gboolean world_import (World *self, GError **error);
/* The import takes everything. */
void world_import_good (World *self, gint64 accounts, gint64 lines, gint64 payments);
/* The import is refused with just these faults, NULL-terminated, and the database stays as it was.
 */
void world_import_bad (World *self, const char *const *faults);
/* (transfer full): every row of every table, as text. */
char *world_dump (World *self);
/* (transfer full): the rows of one query, "a|b\n" each. */
char *world_query (World *self, const char *sql);
