/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-document.h"
#include "kab-json.h"

G_BEGIN_DECLS

/**
 * KabOperator:
 *
 * Who serves the household: `GET /operator`. Read-only string properties, "" where not known:
 * name ("АО «Спецавтохозяйство»"), title ("Личный кабинет"), phone, email, site, address, hours,
 * payee-name, payee-inn, payee-kpp, payee-account, payee-bank, payee-bic,
 * payee-correspondent-account.
 */
#define KAB_TYPE_OPERATOR (kab_operator_get_type ())
G_DECLARE_FINAL_TYPE (KabOperator, kab_operator, KAB, OPERATOR, GObject)

KabOperator *kab_operator_new_from_json (KabJson *json, GError **error);
void kab_operator_to_json (KabOperator *self, JsonBuilder *builder);
/* The service's file (data/operator.ini): groups [operator], [contacts], [password], [attach],
 * [payee], [document KIND].
 * @key_file is read already: the model does no I/O. KAB_ERROR_FORMAT names group and key. */
KabOperator *kab_operator_new_from_key_file (GKeyFile *key_file, GError **error);

const char *kab_operator_get_name (KabOperator *self);
const char *kab_operator_get_title (KabOperator *self);
const char *kab_operator_get_phone (KabOperator *self);
const char *kab_operator_get_email (KabOperator *self);
const char *kab_operator_get_site (KabOperator *self);
const char *kab_operator_get_address (KabOperator *self);
const char *kab_operator_get_hours (KabOperator *self);
/* "name", "inn", "kpp", "account", "bank", "bic", "correspondent_account" */
const char *kab_operator_get_payee (KabOperator *self, const char *key);

/* The rule of the password is the operator's, so it is served and not compiled in. */
int kab_operator_get_password_min_length (KabOperator *self);
int kab_operator_get_password_max_length (KabOperator *self);
/* "latin_letters_and_digits" or "any" */
const char *kab_operator_get_password_alphabet (KabOperator *self);
/* Each part by itself, for the three lines that tick themselves; an alphabet not known counts as
 * met. */
typedef enum
{
  KAB_PASSWORD_TOO_SHORT = 1 << 0,
  KAB_PASSWORD_TOO_LONG = 1 << 1,
  KAB_PASSWORD_BAD_CHARACTERS = 1 << 2,
} KabPasswordFault;
KabPasswordFault kab_operator_check_password (KabOperator *self, const char *password);

/* (transfer none): names of the fields that attaching asks for: "number", "receipt_amount". */
const char *const *kab_operator_get_attach_fields (KabOperator *self);
/* (transfer none): a GListModel of KabDocument. */
GListModel *kab_operator_get_documents (KabOperator *self);

G_END_DECLS
