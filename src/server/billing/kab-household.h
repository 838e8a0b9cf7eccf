/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-intake.h"

G_BEGIN_DECLS

/* That of the operator's guide. */
#define KAB_HOUSEHOLD_ACCOUNT "123543566"

/* The demo household (design: «The demo household»): the figures of the operator's guide, an
 * account to which something happens now and then, and one that waits to be attached. Statements
 * end with the month before @today's. */
gboolean kab_household_add (KabIntake *intake, KabMonth today, GError **error);

G_END_DECLS
