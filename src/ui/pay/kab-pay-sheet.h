/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabPaySheet:
 *
 * The payment code of the chosen account, for a phone's camera, and the bank details beside it, to
 * copy. The amount can be changed, and the code follows: no code is shown for another amount than
 * the one that stands there. It closes by itself when the account or the session goes.
 *
 * Property: cabinet (#KabCabinet, construct-only).
 */
#define KAB_TYPE_PAY_SHEET (kab_pay_sheet_get_type ())
G_DECLARE_FINAL_TYPE (KabPaySheet, kab_pay_sheet, KAB, PAY_SHEET, AdwWindow)

/* Over @parent (nullable). Does nothing when no account is chosen. */
void kab_pay_sheet_present (GtkWindow *parent, KabCabinet *cabinet);

G_END_DECLS
