/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabApplication:
 *
 * The command line, the keys, and one window on one cabinet. With `--demo` the cabinet is that of a
 * service started as a child; such a run stands beside the real one, and keeps nothing in the
 * keyring or the settings.
 */
#define KAB_TYPE_APPLICATION (kab_application_get_type ())
G_DECLARE_FINAL_TYPE (KabApplication, kab_application, KAB, APPLICATION, AdwApplication)

KabApplication *kab_application_new (void);

G_END_DECLS
