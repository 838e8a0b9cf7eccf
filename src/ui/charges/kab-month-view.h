/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-statement.h"

G_BEGIN_DECLS

/**
 * KabMonthView:
 *
 * The charges of a month, a line a service, with what they come to; in a narrow place a card a
 * service. What no service has, a tariff or a penalty, is left out, as on a receipt. Above them the
 * month, and how it compares with the same month a year before.
 *
 * Property: narrow (boolean).
 */
#define KAB_TYPE_MONTH_VIEW (kab_month_view_get_type ())
G_DECLARE_FINAL_TYPE (KabMonthView, kab_month_view, KAB, MONTH_VIEW, AdwBin)

/* Both nullable: without @statement there is nothing, without @year_before no comparison. */
void kab_month_view_show (KabMonthView *self, KabStatement *statement, KabStatement *year_before);
void kab_month_view_set_narrow (KabMonthView *self, gboolean narrow);

G_END_DECLS
