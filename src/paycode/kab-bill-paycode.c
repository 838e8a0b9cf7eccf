/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-bill-paycode.h"

/* The code of the payments for housing and utilities (GOST R 56042-2014, TechCode). */
#define TECH_CODE_UTILITIES "02"

static const struct
{
  const char *key;
  const char *detail; /* of the operator's payee */
} details[] = {
  { "Name", "name" },
  { "PersonalAcc", "account" },
  { "BankName", "bank" },
  { "BIC", "bic" },
  { "CorrespAcc", "correspondent_account" },
  { "PayeeINN", "inn" },
  { "KPP", "kpp" },
};

KabPaycode *
kab_bill_paycode_new (KabOperator *operator_,
                      const char *number,
                      KabMonth month,
                      gint64 kopecks,
                      GError **error)
{
  g_autoptr (KabPaycode) code = kab_paycode_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    if (!kab_paycode_set (code, details[i].key,
                          kab_operator_get_payee (operator_, details[i].detail), error))
      return NULL;

  if (kopecks > 0 && !kab_paycode_set_sum (code, kopecks, error))
    return NULL;
  if (month.year != 0 && !kab_paycode_set_period (code, month, error))
    return NULL;
  if (!kab_paycode_set (code, "PersAcc", number, error) ||
      !kab_paycode_set (code, "TechCode", TECH_CODE_UTILITIES, error))
    return NULL;

  return g_steal_pointer (&code);
}
