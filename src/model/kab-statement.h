/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-json.h"

G_BEGIN_DECLS

/**
 * KabStatementLine:
 *
 * One service of a month: `{service, unit, quantity, tariff, charged, recalculated, penalty,
 * closing, reason}`. Amounts in kopecks; reason ("" when there is none) explains the recalculation.
 */
#define KAB_TYPE_STATEMENT_LINE (kab_statement_line_get_type ())
G_DECLARE_FINAL_TYPE (KabStatementLine, kab_statement_line, KAB, STATEMENT_LINE, GObject)
KabStatementLine *kab_statement_line_new (const char *service,
                                          const char *unit,
                                          KabDecimal quantity,
                                          KabDecimal tariff,
                                          gint64 charged,
                                          gint64 recalculated,
                                          gint64 penalty,
                                          gint64 closing,
                                          const char *reason);
const char *kab_statement_line_get_service (KabStatementLine *self);
const char *kab_statement_line_get_unit (KabStatementLine *self);
KabDecimal kab_statement_line_get_quantity (KabStatementLine *self);
KabDecimal kab_statement_line_get_tariff (KabStatementLine *self);
gint64 kab_statement_line_get_charged (KabStatementLine *self);
gint64 kab_statement_line_get_recalculated (KabStatementLine *self);
gint64 kab_statement_line_get_penalty (KabStatementLine *self);
gint64 kab_statement_line_get_closing (KabStatementLine *self);
const char *kab_statement_line_get_reason (KabStatementLine *self);

/**
 * KabStatement:
 *
 * An account's month: `{month, opening, charged, recalculated, penalty, paid, closing, lines}`,
 * amounts in kopecks. closing = opening + charged + recalculated + penalty − paid; a closing below
 * zero is an overpayment. The reader refuses a document for which that is not so, or whose lines'
 * charged, recalculated, penalty and closing do not add up.
 */
#define KAB_TYPE_STATEMENT (kab_statement_get_type ())
G_DECLARE_FINAL_TYPE (KabStatement, kab_statement, KAB, STATEMENT, GObject)
KabStatement *kab_statement_new (KabMonth month,
                                 gint64 opening,
                                 gint64 charged,
                                 gint64 recalculated,
                                 gint64 penalty,
                                 gint64 paid,
                                 gint64 closing,
                                 GListModel *lines); /* (transfer none): of KabStatementLine */
KabStatement *kab_statement_new_from_json (KabJson *json, GError **error);
void kab_statement_to_json (KabStatement *self, JsonBuilder *builder);
KabMonth kab_statement_get_month (KabStatement *self);
gint64 kab_statement_get_opening (KabStatement *self);
gint64 kab_statement_get_charged (KabStatement *self);
gint64 kab_statement_get_recalculated (KabStatement *self);
gint64 kab_statement_get_penalty (KabStatement *self);
gint64 kab_statement_get_paid (KabStatement *self);
gint64 kab_statement_get_closing (KabStatement *self);
GListModel *kab_statement_get_lines (KabStatement *self);

G_END_DECLS
