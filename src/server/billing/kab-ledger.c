/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-date.h"
#include "kab-ledger.h"
#include "kab-money.h"

static const struct
{
  KabMonth from;
  gint64 fee;
} fees[] = {
  { { 2026, 10 }, 15628 }, { { 2026, 1 }, 13953 }, { { 2024, 7 }, 11638 }, { { 2022, 12 }, 10581 },
  { { 2022, 7 }, 9744 },   { { 2021, 7 }, 9363 },  { { 2020, 12 }, 9021 }, { { 2019, 1 }, 9225 },
};

gboolean
kab_ledger_open (KabLedger *self, KabMonth month, gint64 opening, GError **error)
{
  KabBilledOpening row = {
    .line = ++self->line,
    .month = kab_month_index (month),
    .service = self->service,
    .amount = opening,
  };

  self->balance = opening;
  return kab_intake_add_opening (self->intake, self->number, &row, error);
}

gboolean
kab_ledger_charge (KabLedger *self,
                   KabMonth month,
                   const char *unit,
                   const char *quantity,
                   const char *tariff,
                   gint64 recalculated,
                   gint64 penalty,
                   const char *reason,
                   GError **error)
{
  KabDecimal exact_quantity;
  KabDecimal exact_tariff;
  KabBilledLine row = {
    .line = ++self->line,
    .month = kab_month_index (month),
    .service = self->service,
    .unit = unit,
    .quantity = quantity,
    .tariff = tariff,
    .recalculated = recalculated,
    .penalty = penalty,
    .reason = reason,
  };

  if (!kab_decimal_parse (quantity, &exact_quantity, error) ||
      !kab_decimal_parse (tariff, &exact_tariff, error))
    return FALSE;
  g_return_val_if_fail (
    kab_money_multiply (exact_tariff, exact_quantity, KAB_ROUNDING_HALF_UP, &row.charged), FALSE);

  self->balance += row.charged + recalculated + penalty;
  return kab_intake_add_charge (self->intake, self->number, &row, error);
}

gboolean
kab_ledger_pay (KabLedger *self,
                KabMonth month,
                int day,
                gint64 amount,
                const char *channel,
                const char *state,
                GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *document = NULL;
  g_autofree char *date = kab_date_to_string ((KabDate){ month.year, month.month, (gint8) day });

  if (amount <= 0)
    return TRUE;

  id = g_strdup_printf ("%s-%02d%02d%02d", self->number, month.year % 100, month.month, day);
  document = g_strdup_printf ("%s №\302\240%d", "Квитанция",
                              month.year % 100 * 10000 + month.month * 100 + day);
  KabBilledPayment row = {
    .line = ++self->line,
    .id = id,
    .service = self->service,
    .date = date,
    .amount = amount,
    .channel = channel,
    .document = document,
    .state = state,
  };

  if (strcmp (state, "accepted") == 0)
    self->balance -= amount;
  return kab_intake_add_payment (self->intake, self->number, &row, error);
}

gint64
kab_ledger_get_fee (KabMonth month)
{
  for (guint i = 0; i < G_N_ELEMENTS (fees); i++)
    if (kab_month_compare (month, fees[i].from) >= 0)
      return fees[i].fee;

  return fees[G_N_ELEMENTS (fees) - 1].fee;
}
