/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabProfilePage:
 *
 * Who is signed in: personal data, letters, password and sessions, and what is kept of the user: to
 * save, or to delete.
 *
 * Property: cabinet (#KabCabinet, construct-only).
 */
#define KAB_TYPE_PROFILE_PAGE (kab_profile_page_get_type ())
G_DECLARE_FINAL_TYPE (KabProfilePage, kab_profile_page, KAB, PROFILE_PAGE, AdwBin)

KabProfilePage *kab_profile_page_new (KabCabinet *cabinet);

G_END_DECLS
