/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabPreferences:
 *
 * What a resident wants to be told, and where the operator's service is. The switches count at
 * once. An address counts when it is one, and when who is signed in has said yes to leaving.
 *
 * Signal "server-changed": the settings hold another address than the one in use.
 */
#define KAB_TYPE_PREFERENCES (kab_preferences_get_type ())
G_DECLARE_FINAL_TYPE (KabPreferences, kab_preferences, KAB, PREFERENCES, AdwPreferencesWindow)

/* @cabinet: the one in use; NULL in a demonstration, whose service cannot be changed. @fixed: its
 * address was given at the start and is not that of @settings: it is shown, and left as it is. */
KabPreferences *kab_preferences_new (GSettings *settings, KabCabinet *cabinet, gboolean fixed);

G_END_DECLS
