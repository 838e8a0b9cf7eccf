/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabSessionsGroup:
 *
 * Where the user is signed in, each session with a button that ends it. Loaded when it is first
 * seen, and each time it is seen again.
 *
 * Property: cabinet (#KabCabinet).
 */
#define KAB_TYPE_SESSIONS_GROUP (kab_sessions_group_get_type ())
G_DECLARE_FINAL_TYPE (KabSessionsGroup, kab_sessions_group, KAB, SESSIONS_GROUP, AdwBin)

KabCabinet *kab_sessions_group_get_cabinet (KabSessionsGroup *self);
void kab_sessions_group_set_cabinet (KabSessionsGroup *self, KabCabinet *cabinet);

G_END_DECLS
