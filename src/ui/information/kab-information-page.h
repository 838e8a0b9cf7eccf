/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabInformationPage:
 *
 * How the chosen account stands: what is to pay first, then the month's balance, the account and
 * its owner.
 *
 * Property: cabinet (#KabCabinet, construct-only).
 */
#define KAB_TYPE_INFORMATION_PAGE (kab_information_page_get_type ())
G_DECLARE_FINAL_TYPE (KabInformationPage, kab_information_page, KAB, INFORMATION_PAGE, AdwBin)

KabInformationPage *kab_information_page_new (KabCabinet *cabinet);

G_END_DECLS
