/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-statement.h"

G_BEGIN_DECLS

/**
 * KabAccount:
 *
 * An attached personal account as the table and the switcher show it:
 * `{number, label, attached_at, owner, address, to_pay, month}`. label is the resident's nickname,
 * "" when none. to_pay (kopecks, below zero: overpaid) and month are null together while the
 * account has no statement.
 */
#define KAB_TYPE_ACCOUNT (kab_account_get_type ())
G_DECLARE_FINAL_TYPE (KabAccount, kab_account, KAB, ACCOUNT, GObject)
KabAccount *
kab_account_new (const char *number,
                 const char *label,
                 GDateTime *attached_at,
                 const char *owner,
                 const char *address,
                 KabMonth month, /* KAB_MONTH_NONE: no statement; to_pay is not looked at */
                 gint64 to_pay);
KabAccount *kab_account_new_from_json (KabJson *json, GError **error);
void kab_account_to_json (KabAccount *self, JsonBuilder *builder);
const char *kab_account_get_number (KabAccount *self);
const char *kab_account_get_label (KabAccount *self);
GDateTime *kab_account_get_attached_at (KabAccount *self);
const char *kab_account_get_owner (KabAccount *self);
const char *kab_account_get_address (KabAccount *self);
gboolean kab_account_has_statement (KabAccount *self);
KabMonth kab_account_get_month (KabAccount *self);
gint64 kab_account_get_to_pay (KabAccount *self);

/* (transfer full): the form in which numbers are compared: spaces of any kind and dashes removed,
 * letters upper case, leading zeros kept; NULL and KAB_ERROR_FORMAT unless 1..30 letters and digits
 * are left (schema of ГИС ЖКХ). */
char *kab_account_number_normalise (const char *text, GError **error);

/**
 * KabAccountDetails:
 *
 * `GET /accounts/{number}`: `{number, label, attached_at, owner, address, delivery_address, phone,
 * email, contract, registered, residing, balance}`. Texts are "" when the billing does not know
 * them; registered and residing are counts of people; balance is the latest month's statement or
 * null.
 */
#define KAB_TYPE_ACCOUNT_DETAILS (kab_account_details_get_type ())
G_DECLARE_FINAL_TYPE (KabAccountDetails, kab_account_details, KAB, ACCOUNT_DETAILS, GObject)
KabAccountDetails *kab_account_details_new (const char *number,
                                            const char *label,
                                            GDateTime *attached_at,
                                            const char *owner,
                                            const char *address,
                                            const char *delivery_address,
                                            const char *phone,
                                            const char *email,
                                            const char *contract,
                                            int registered,
                                            int residing,
                                            KabStatement *balance); /* (nullable) */
KabAccountDetails *kab_account_details_new_from_json (KabJson *json, GError **error);
void kab_account_details_to_json (KabAccountDetails *self, JsonBuilder *builder);
const char *kab_account_details_get_number (KabAccountDetails *self);
const char *kab_account_details_get_label (KabAccountDetails *self);
GDateTime *kab_account_details_get_attached_at (KabAccountDetails *self);
const char *kab_account_details_get_owner (KabAccountDetails *self);
const char *kab_account_details_get_address (KabAccountDetails *self);
const char *kab_account_details_get_delivery_address (KabAccountDetails *self);
const char *kab_account_details_get_phone (KabAccountDetails *self);
const char *kab_account_details_get_email (KabAccountDetails *self);
const char *kab_account_details_get_contract (KabAccountDetails *self);
int kab_account_details_get_registered (KabAccountDetails *self);
int kab_account_details_get_residing (KabAccountDetails *self);
KabStatement *kab_account_details_get_balance (KabAccountDetails *self);

G_END_DECLS
