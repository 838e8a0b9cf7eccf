/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-household.h"
#include "kab-ledger.h"
#include "kab-money.h"

#define WASTE "Обращение с ТКО"
#define BULKY "Вывоз крупногабаритных отходов"

/* How many months of statements the two accounts that go on have. */
#define LIVELY_MONTHS  36
#define WAITING_MONTHS 24

/* What the latest receipt of the account to be attached says. */
#define WAITING_CLOSING 34914
#define WAITING_PEOPLE  3

static const KabBilledAccount guide_account = {
  .number = KAB_HOUSEHOLD_ACCOUNT,
  .owner = "Иванов Иван Иванович",
  .address = "214000, г. Смоленск, ул. Ленина, д. 15, кв. 27",
  .delivery_address = "214000, г. Смоленск, ул. Ленина, д. 15, кв. 27",
  .phone = "",
  .email = "",
  .contract = "67-0123543 от 01.01.2019",
  .registered = 5,
  .residing = 5,
};

static const KabBilledAccount lively_account = {
  .number = "200417803",
  .owner = "Петрова Анна Сергеевна",
  .address = "214031, г. Смоленск, ул. Рыленкова, д. 40, кв. 116",
  .delivery_address = "214018, г. Смоленск, пр-т Гагарина, д. 22, кв. 8",
  .phone = "+7 900 000-41-78",
  .email = "petrova@example.org",
  .contract = "67-0417803 от 14.03.2019",
  .registered = 4,
  .residing = 4,
};

static const KabBilledAccount waiting_account = {
  .number = "200417811",
  .owner = "Александрова Екатерина Константиновна",
  .address = "214019, Смоленская область, г. Смоленск, Промышленный район, проезд Маршала Конева, "
             "д. 28, корп. 2, под. 3, кв. 117",
  .delivery_address = "",
  .phone = "",
  .email = "",
  .contract = "67-0417811 от 02.09.2019",
  .registered = 3,
  .residing = 3,
};

static gboolean
charge_people (KabLedger *ledger,
               KabMonth month,
               int people,
               gint64 recalculated,
               gint64 penalty,
               const char *reason,
               GError **error)
{
  g_autofree char *quantity = g_strdup_printf ("%d", people);
  g_autofree char *tariff = kab_money_to_string (kab_ledger_get_fee (month));

  return kab_ledger_charge (ledger, month, "чел.", quantity, tariff, recalculated, penalty, reason,
                            error);
}

/* January 2019 to February 2020. In summer a receipt was forgotten and paid with the next one. */
static gboolean
add_guide (KabIntake *intake, GError **error)
{
  static const char *const channels[] = { "Банк", "Почта", "Касса оператора" };
  KabLedger waste = { intake, guide_account.number, WASTE, 0, 0 };
  KabMonth first = { 2019, 1 };
  const int forgotten = 6;

  if (!kab_intake_add_account (intake, 1, &guide_account, error) ||
      !kab_ledger_open (&waste, first, 0, error))
    return FALSE;

  for (int i = 0; i < 14; i++)
    {
      KabMonth month = kab_month_add (first, i);

      if ((i != forgotten && !kab_ledger_pay (&waste, month, 10 + i % 5, waste.balance,
                                              channels[i % 3], "accepted", error)) ||
          !kab_ledger_charge (&waste, month, "чел.", "5", "89.46", 0, 0, "", error))
        return FALSE;
    }

  return TRUE;
}

/* What happens to the lively account, counted in months before its last. */
enum
{
  LIVELY_PROCESSING = 0, /* the payment is on its way */
  LIVELY_RETURNED = 2,   /* one payment came back, the next was accepted */
  LIVELY_ABSENCE = 4,
  LIVELY_ADVANCE = 9,  /* a round sum, more than was owed */
  LIVELY_PENALTY = 13, /* on what the two months before were not paid */
};

typedef struct
{
  KabLedger waste;
  KabLedger bulky;
} Lively;

/* One payment for both services: @waste and @bulky kopecks. */
static gboolean
pay_both (Lively *self,
          KabMonth month,
          int day,
          gint64 waste,
          gint64 bulky,
          const char *state,
          GError **error)
{
  return kab_ledger_pay (&self->waste, month, day, waste, "Онлайн-банк", state, error) &&
         kab_ledger_pay (&self->bulky, month, day, bulky, "Онлайн-банк", state, error);
}

static gboolean
pay_lively (Lively *self, KabMonth month, int before_last, GError **error)
{
  gint64 waste = self->waste.balance;
  gint64 bulky = self->bulky.balance;

  switch (before_last)
    {
    case LIVELY_PENALTY + 1:
    case LIVELY_PENALTY + 2:
      return TRUE;
    case LIVELY_ADVANCE:
      return pay_both (self, month, 11, waste + 150000, bulky, "accepted", error);
    case LIVELY_RETURNED:
      return pay_both (self, month, 9, waste, bulky, "returned", error) &&
             pay_both (self, month, 13, waste, bulky, "accepted", error);
    case LIVELY_PROCESSING:
      return pay_both (self, month, 28, waste, bulky, "processing", error);
    default:
      return pay_both (self, month, 12, waste, bulky, "accepted", error);
    }
}

/* @owed: for ТКО, before this month's payment. */
static gboolean
charge_lively (Lively *self,
               KabMonth month,
               int before_last,
               KabMonth joined,
               gint64 owed,
               GError **error)
{
  static const char *const bulky_tariffs[] = { "1.70", "1.80", "2.00" };
  gint64 fee = kab_ledger_get_fee (month);
  int people = kab_month_compare (month, joined) > 0 ? 4 : 3;
  gint64 recalculated = 0;
  gint64 penalty = 0;
  g_autofree char *reason = NULL;

  if (kab_month_compare (month, joined) == 0)
    {
      recalculated = fee * 15 / 30;
      reason = g_strdup_printf ("Четвертый проживающий с 16.%02d.%d", month.month, month.year);
    }
  else if (before_last == LIVELY_ABSENCE)
    {
      /* A month's thirty days are near enough for an invented person. */
      recalculated = -fee * 12 / 30;
      reason = g_strdup_printf ("Временное отсутствие одного человека с 05.%02d по 16.%02d.%d",
                                month.month, month.month, month.year);
    }
  /* 1/300 of 9.5 % a day. */
  if (before_last == LIVELY_PENALTY)
    penalty = owed * 95 * 30 / (1000 * 300);

  return charge_people (&self->waste, month, people, recalculated, penalty,
                        reason != NULL ? reason : "", error) &&
         kab_ledger_charge (&self->bulky, month, "м²", "54.3",
                            bulky_tariffs[CLAMP (month.year - 2023, 0, 2)], 0, 0, "", error);
}

static gboolean
add_lively (KabIntake *intake, KabMonth last, GError **error)
{
  Lively self = {
    .waste = { intake, lively_account.number, WASTE, 0, 0 },
    .bulky = { intake, lively_account.number, BULKY, 0, LIVELY_MONTHS * 4 },
  };
  KabMonth first = kab_month_add (last, 1 - LIVELY_MONTHS);
  KabMonth joined = { (gint16) (last.year - 1), 6 };

  if (!kab_intake_add_account (intake, 2, &lively_account, error) ||
      !kab_ledger_open (&self.waste, first, 27675, error) ||
      !kab_ledger_open (&self.bulky, first, 0, error))
    return FALSE;

  for (int i = 0; i < LIVELY_MONTHS; i++)
    {
      KabMonth month = kab_month_add (first, i);
      int before_last = LIVELY_MONTHS - 1 - i;

      gint64 owed = self.waste.balance;

      if (!pay_lively (&self, month, before_last, error) ||
          !charge_lively (&self, month, before_last, joined, owed, error))
        return FALSE;
    }

  return TRUE;
}

/* Pays a month late, and once in advance, so that the last month ends with the sum that is to be
 * typed in. */
static gboolean
add_waiting (KabIntake *intake, KabMonth last, GError **error)
{
  KabLedger waste = { intake, waiting_account.number, WASTE, 0, 0 };
  KabMonth first = kab_month_add (last, 1 - WAITING_MONTHS);
  KabMonth advance = kab_month_add (last, -1);
  gint64 opening = WAITING_CLOSING - WAITING_PEOPLE * kab_ledger_get_fee (last);

  if (!kab_intake_add_account (intake, 3, &waiting_account, error) ||
      !kab_ledger_open (&waste, first, 0, error))
    return FALSE;

  for (int i = 0; i < WAITING_MONTHS - 1; i++)
    {
      KabMonth month = kab_month_add (first, i);

      if (!kab_ledger_pay (&waste, month, 8, waste.balance, "Почта", "accepted", error) ||
          !charge_people (&waste, month, WAITING_PEOPLE, 0, 0, "", error))
        return FALSE;
    }

  return kab_ledger_pay (&waste, advance, 26, waste.balance - opening, "Почта", "accepted",
                         error) &&
         charge_people (&waste, last, WAITING_PEOPLE, 0, 0, "", error);
}

gboolean
kab_household_add (KabIntake *intake, KabMonth today, GError **error)
{
  KabMonth last = kab_month_add (today, -1);

  return add_guide (intake, error) && add_lively (intake, last, error) &&
         add_waiting (intake, last, error);
}
