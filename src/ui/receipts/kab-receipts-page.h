/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabReceiptsPage:
 *
 * The receipts of the chosen account. Property: cabinet (#KabCabinet, construct-only).
 */
#define KAB_TYPE_RECEIPTS_PAGE (kab_receipts_page_get_type ())
G_DECLARE_FINAL_TYPE (KabReceiptsPage, kab_receipts_page, KAB, RECEIPTS_PAGE, AdwBin)

G_END_DECLS
