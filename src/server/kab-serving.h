/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-settings.h"

G_BEGIN_DECLS

/* Serves till SIGTERM or SIGINT: says where on standard output, once it answers. @settings:
 * database, mail and listen are given. */
gboolean kab_serving_run (KabSettings *settings, KabOperator *operator_, GError **error);

/* The same with the demo household, in settings->directory or a temporary folder. */
gboolean kab_serving_run_demo (KabSettings *settings, GError **error);

G_END_DECLS
