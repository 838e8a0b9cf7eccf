/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "kab-statement.h"

G_BEGIN_DECLS

/*
 * The six rows of a month's balance, in the order of the operator's guide: pure functions, bound to
 * the rows by closures. @instance is the widget that binds and is not looked at; NULL stands for
 * "not there yet" and gives "". A debt below zero is an overpayment and is called so. Texts are
 * (transfer full).
 */
char *kab_balance_opening_title (gpointer instance, KabStatement *statement);
char *kab_balance_opening_value (gpointer instance, KabStatement *statement);
char *kab_balance_charged_title (gpointer instance, KabStatement *statement);
char *kab_balance_charged_value (gpointer instance, KabStatement *statement);
char *kab_balance_recalculated_value (gpointer instance, KabStatement *statement);
char *kab_balance_penalty_value (gpointer instance, KabStatement *statement);
char *kab_balance_paid_title (gpointer instance, KabStatement *statement);
char *kab_balance_paid_value (gpointer instance, KabStatement *statement);
char *kab_balance_closing_title (gpointer instance, KabStatement *statement);
char *kab_balance_closing_value (gpointer instance, KabStatement *statement);

G_END_DECLS
