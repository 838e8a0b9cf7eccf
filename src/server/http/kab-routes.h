/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-call.h"

G_BEGIN_DECLS

typedef enum
{
  KAB_ROUTE_SIGNED_IN = 1 << 0, /* asks for a token */
  KAB_ROUTE_BODY = 1 << 1,      /* takes a JSON body */
  KAB_ROUTE_SLOW =
    1 << 2, /* hashes a password: has threads of its own, so that it holds up nobody else */
  KAB_ROUTE_FIXED = 1 << 3, /* answers what does not change while the service runs; no handler */
} KabRouteFlags;

typedef gboolean (*KabHandler) (KabCall *call, GError **error);

/* A row of the one table. Each part of the pattern in braces takes what stands there in the
 * path. */
struct _KabRoute
{
  const char *method;
  const char *pattern;
  KabRouteFlags flags;
  KabHandler handler;
};

/* Ends with a row whose method is NULL. */
extern const KabRoute kab_routes[];

/* The row of a method and a path as it came, not decoded. HEAD finds the row of GET. NULL: there is
 * none;
 * @allow (out) (transfer full) is then "GET, HEAD, OPTIONS" where the path has other methods, and
 * NULL where there is no such path.
 * @parameters (out) (transfer full): what the parts in braces took; NULL when there is no row. */
const KabRoute *
kab_routes_find (const char *method, const char *path, GStrv *parameters, char **allow);

G_END_DECLS
