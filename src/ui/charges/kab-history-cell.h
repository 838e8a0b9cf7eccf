/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-history-view.h"

G_BEGIN_DECLS

/* Makes the cells of a column: a figure to the right, or a text with what goes with it; a year's
 * total in bold. */
GtkListItemFactory *kab_history_cell_factory_new (const KabHistoryColumn *column,
                                                  KabHistoryForm form);
/* (transfer full): a row in one sentence: the time, then each column's title and what stands there.
 */
char *kab_history_describe (const KabHistoryKind *kind, gpointer item);

G_END_DECLS
