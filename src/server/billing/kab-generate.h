/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-intake.h"

G_BEGIN_DECLS

/* Made-up accounts of Smolensk with what happens to accounts: tariffs that change, people who move,
 * absences, late, doubled, returned and advance payments, penalties, accounts that are closed,
 * numbers with letters. Account i is the same for a seed, however many are made. */
gboolean kab_generate (KabIntake *intake,
                       int accounts,
                       int months,
                       guint32 seed,
                       KabMonth last,
                       GError **error);

G_END_DECLS
