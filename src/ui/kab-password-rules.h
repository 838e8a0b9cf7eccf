/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-operator.h"

G_BEGIN_DECLS

/**
 * KabPasswordRules:
 *
 * The operator's rule of the password as three small lines that tick themselves while it is typed.
 * Properties: operator (#KabOperator, nullable: nothing is shown), password.
 */
#define KAB_TYPE_PASSWORD_RULES (kab_password_rules_get_type ())
G_DECLARE_FINAL_TYPE (KabPasswordRules, kab_password_rules, KAB, PASSWORD_RULES, AdwBin)

/* The closures of the template. */
char *kab_password_rules_describe_min (KabPasswordRules *self, KabOperator *operator_);
char *kab_password_rules_describe_max (KabPasswordRules *self, KabOperator *operator_);
gboolean kab_password_rules_has_alphabet (KabPasswordRules *self, KabOperator *operator_);
/* Nothing is ticked before the first character. */
gboolean kab_password_rules_is_min_met (KabPasswordRules *self,
                                        KabOperator *operator_,
                                        const char *password);
gboolean kab_password_rules_is_max_met (KabPasswordRules *self,
                                        KabOperator *operator_,
                                        const char *password);
gboolean kab_password_rules_is_alphabet_met (KabPasswordRules *self,
                                             KabOperator *operator_,
                                             const char *password);

G_END_DECLS
