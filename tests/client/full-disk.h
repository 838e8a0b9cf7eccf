/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk on which so many bytes still go into files that are not whole yet (*.part); below zero:
 * as many as one likes. */
void full_disk_set_room (gssize room);
/* How often there was none. */
int full_disk_count_refusals (void);

G_END_DECLS
