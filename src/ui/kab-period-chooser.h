/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-period.h"

G_BEGIN_DECLS

/**
 * KabPeriodChooser:
 *
 * Chooses a #KabPeriod: one of those that are usual, or from a month to a month.
 *
 * Properties: period (#KabPeriod, nullable); narrow (boolean): the months go under each other.
 */
#define KAB_TYPE_PERIOD_CHOOSER (kab_period_chooser_get_type ())
G_DECLARE_FINAL_TYPE (KabPeriodChooser, kab_period_chooser, KAB, PERIOD_CHOOSER, AdwBin)

KabPeriod *kab_period_chooser_get_period (KabPeriodChooser *self);
void kab_period_chooser_set_period (KabPeriodChooser *self, KabPeriod *period);

G_END_DECLS
