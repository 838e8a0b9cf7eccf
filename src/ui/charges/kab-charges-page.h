/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabChargesPage:
 *
 * Charges and payments of the chosen account: the current month, the history of charges, the
 * history of payments. They are asked for when the page is seen.
 *
 * Properties: cabinet (#KabCabinet, construct-only); view (string, also as the action
 * "charges.view"): "month", "charges" or "payments".
 */
#define KAB_TYPE_CHARGES_PAGE (kab_charges_page_get_type ())
G_DECLARE_FINAL_TYPE (KabChargesPage, kab_charges_page, KAB, CHARGES_PAGE, AdwBin)

G_END_DECLS
