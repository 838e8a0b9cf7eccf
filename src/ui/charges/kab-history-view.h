/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-history-list.h"

G_BEGIN_DECLS

/* How much room there is: for all columns; in a narrow place; in a narrow place for large text. */
typedef enum
{
  KAB_HISTORY_WIDE,
  KAB_HISTORY_NARROW,
  KAB_HISTORY_NARROWEST,
} KabHistoryForm;

/* A column of a history. The functions are asked about an item and about a #KabYearTotal alike. */
typedef struct
{
  const char *title;
  KabHistoryForm form; /* the narrowest it stands in */
  /* One of the two: a figure in kopecks (FALSE: there is none), or a text (transfer full). */
  gboolean (*amount) (gpointer item, gint64 *kopecks);
  char *(*text) (gpointer item);
  GCompareDataFunc compare; /* NULL: by the figure or by the text */
  /* (nullable): what stands under it, "" for nothing */
  char *(*note) (gpointer item, KabHistoryForm form);
  /* (nullable): beside it, NULL for none; not together with a note */
  const char *(*icon) (gpointer item);
  gboolean (*is_dim) (gpointer item); /* (nullable): it does not count */
} KabHistoryColumn;

/* What a history is of. The first column is that of time. */
typedef struct
{
  const char *name;  /* of the table, for a screen reader */
  const char *empty; /* what is said of a period without any */
  const KabHistoryColumn *columns;
  gsize n_columns;
  gboolean opens; /* whether an item opens to more */
  char *(*summarise) (const KabTotals *totals);
} KabHistoryKind;

extern const KabHistoryKind kab_history_of_charges;  /* of #KabStatement */
extern const KabHistoryKind kab_history_of_payments; /* of #KabPayment */

/**
 * KabHistoryView:
 *
 * A history: the period to choose, the chart of that period, what it comes to, and a table with a
 * line for each year's total. The table makes widgets only for the rows that are seen.
 *
 * Property: narrow (boolean): the columns that matter most only.
 * Signal "opened" (GObject *item): more of an item was asked for.
 */
#define KAB_TYPE_HISTORY_VIEW (kab_history_view_get_type ())
G_DECLARE_FINAL_TYPE (KabHistoryView, kab_history_view, KAB, HISTORY_VIEW, AdwBin)

/* Once: what it shows. @statements: what the chart is of. */
void kab_history_view_set_up (KabHistoryView *self,
                              const KabHistoryKind *kind,
                              GListModel *items,
                              GListModel *statements,
                              KabPeriod *period);
void kab_history_view_set_narrow (KabHistoryView *self, gboolean narrow);

G_END_DECLS
