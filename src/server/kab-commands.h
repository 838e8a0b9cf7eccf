/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* kabinet-server's command line. The exit status: 0, 1 when it did not go well, 2 when it was asked
 * wrongly. */
int kab_commands_run (int argc, char **argv);

G_END_DECLS
