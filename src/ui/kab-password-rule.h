/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabPasswordRule:
 *
 * One line of #KabPasswordRules: a mark and a text. Properties: text, met (boolean).
 */
#define KAB_TYPE_PASSWORD_RULE (kab_password_rule_get_type ())
G_DECLARE_FINAL_TYPE (KabPasswordRule, kab_password_rule, KAB, PASSWORD_RULE, AdwBin)

G_END_DECLS
