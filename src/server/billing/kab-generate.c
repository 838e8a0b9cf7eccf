/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error.h"
#include "kab-generate.h"
#include "kab-ledger.h"
#include "kab-money.h"

#define WASTE        "Обращение с ТКО"
#define MAX_ACCOUNTS 10000000
#define MAX_MONTHS   600

/* Nine digits of an account's number: none of them is the demo household's. */
#define FIRST_NUMBER 310000000

static const char *const surnames[][2] = {
  { "Алексеев", "Алексеева" },     { "Белов", "Белова" },         { "Васильев", "Васильева" },
  { "Виноградов", "Виноградова" }, { "Волков", "Волкова" },       { "Воробьев", "Воробьева" },
  { "Голубев", "Голубева" },       { "Григорьев", "Григорьева" }, { "Егоров", "Егорова" },
  { "Зайцев", "Зайцева" },         { "Захаров", "Захарова" },     { "Ковалев", "Ковалева" },
  { "Козлов", "Козлова" },         { "Королев", "Королева" },     { "Крылов", "Крылова" },
  { "Кузнецов", "Кузнецова" },     { "Лебедев", "Лебедева" },     { "Макаров", "Макарова" },
  { "Медведев", "Медведева" },     { "Михайлов", "Михайлова" },   { "Морозов", "Морозова" },
  { "Никитин", "Никитина" },       { "Новиков", "Новикова" },     { "Осипов", "Осипова" },
  { "Павлов", "Павлова" },         { "Подъячев", "Подъячева" },   { "Романов", "Романова" },
  { "Семенов", "Семенова" },       { "Соловьев", "Соловьева" },   { "Тарасов", "Тарасова" },
  { "Федоров", "Федорова" },       { "Филиппов", "Филиппова" },   { "Фролов", "Фролова" },
  { "Щукин", "Щукина" },           { "Юдин", "Юдина" },           { "Яковлев", "Яковлева" },
};
static const char *const names[][2] = {
  { "Александр", "Александра" }, { "Алексей", "Алена" },     { "Андрей", "Анна" },
  { "Борис", "Валентина" },      { "Виктор", "Вера" },       { "Владимир", "Галина" },
  { "Геннадий", "Дарья" },       { "Дмитрий", "Екатерина" }, { "Евгений", "Елена" },
  { "Иван", "Ирина" },           { "Константин", "Лариса" }, { "Михаил", "Людмила" },
  { "Николай", "Мария" },        { "Олег", "Наталья" },      { "Павел", "Ольга" },
  { "Сергей", "Светлана" },      { "Федор", "Татьяна" },     { "Юрий", "Юлия" },
};
static const char *const patronymics[][2] = {
  { "Александрович", "Александровна" }, { "Алексеевич", "Алексеевна" },
  { "Андреевич", "Андреевна" },         { "Борисович", "Борисовна" },
  { "Васильевич", "Васильевна" },       { "Викторович", "Викторовна" },
  { "Владимирович", "Владимировна" },   { "Дмитриевич", "Дмитриевна" },
  { "Евгеньевич", "Евгеньевна" },       { "Иванович", "Ивановна" },
  { "Михайлович", "Михайловна" },       { "Николаевич", "Николаевна" },
  { "Петрович", "Петровна" },           { "Сергеевич", "Сергеевна" },
};
static const char *const streets[] = {
  "214000, г. Смоленск, ул. Ленина",          "214000, г. Смоленск, ул. Большая Советская",
  "214000, г. Смоленск, ул. Дзержинского",    "214004, г. Смоленск, ул. Николаева",
  "214006, г. Смоленск, ул. Фрунзе",          "214012, г. Смоленск, ул. Кашена",
  "214013, г. Смоленск, ул. Воробьева",       "214013, г. Смоленск, ул. Кирова",
  "214014, г. Смоленск, ул. Твардовского",    "214018, г. Смоленск, пр-т Гагарина",
  "214019, г. Смоленск, ул. Крупской",        "214020, г. Смоленск, ул. Шевченко",
  "214025, г. Смоленск, ул. Нормандия-Неман", "214030, г. Смоленск, Краснинское шоссе",
  "214031, г. Смоленск, ул. Рыленкова",       "214031, г. Смоленск, ул. Попова",
  "214036, г. Смоленск, ул. 25 Сентября",     "214038, г. Смоленск, ул. Петра Алексеева",
};
static const char *const channels[] = { "Банк", "Онлайн-банк", "Почта", "Касса оператора" };

/* An account's own stream of numbers (splitmix64): it does not depend on how many accounts are
 * made. */
typedef struct
{
  guint64 state;
} Dice;

static int
roll (Dice *dice, int sides)
{
  guint64 mixed = dice->state += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);

  mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  mixed ^= mixed >> 31;
  return (int) (mixed % (guint64) sides);
}

static Dice
throw_dice (guint32 seed, int index)
{
  Dice dice = { ((guint64) seed << 32) ^ (guint64) index };

  roll (&dice, 2);
  return dice;
}

/* One account in forty has letters in its number. */
static char *
make_number (int index)
{
  return g_strdup_printf ("%s%d", index % 40 == 39 ? "СМ" : "", FIRST_NUMBER + index);
}

static gboolean
add_account (KabIntake *intake,
             int index,
             Dice *dice,
             const char *number,
             int people,
             GError **error)
{
  int sex = roll (dice, 2);
  const char *surname = surnames[roll (dice, G_N_ELEMENTS (surnames))][sex];
  const char *name = names[roll (dice, G_N_ELEMENTS (names))][sex];
  const char *patronymic = patronymics[roll (dice, G_N_ELEMENTS (patronymics))][sex];
  const char *street = streets[roll (dice, G_N_ELEMENTS (streets))];
  g_autofree char *owner = g_strdup_printf ("%s %s %s", surname, name, patronymic);
  g_autofree char *address =
    g_strdup_printf ("%s, д. %d, кв. %d", street, 1 + roll (dice, 90), 1 + roll (dice, 180));
  g_autofree char *phone =
    g_strdup_printf ("+7 900 %03d-%02d-%02d", index / 10000 % 1000, index / 100 % 100, index % 100);
  g_autofree char *email = g_strdup_printf ("resident%d@example.org", index + 1);
  g_autofree char *contract = g_strdup_printf ("67-%07d от 01.01.2019", index + 1);
  KabBilledAccount account = {
    .number = number,
    .owner = owner,
    .address = address,
    .delivery_address = roll (dice, 5) == 0 ? "" : address,
    .phone = roll (dice, 3) == 0 ? "" : phone,
    .email = roll (dice, 2) == 0 ? "" : email,
    .contract = contract,
    .registered = people,
    .residing = MAX (1, people - roll (dice, 6) / 5),
  };

  return kab_intake_add_account (intake, index + 1, &account, error);
}

/* How somebody pays. */
static gboolean
pay (KabLedger *waste, Dice *dice, KabMonth month, GError **error)
{
  const char *channel = channels[roll (dice, G_N_ELEMENTS (channels))];
  int day = 1 + roll (dice, 24);
  gint64 owed = waste->balance;

  switch (roll (dice, 24))
    {
    case 0: /* forgotten */
    case 1:
      return TRUE;
    case 2: /* twice */
      return kab_ledger_pay (waste, month, day, owed, channel, "accepted", error) &&
             kab_ledger_pay (waste, month, day + 1, owed, channel, "accepted", error);
    case 3: /* came back, then was made again */
      return kab_ledger_pay (waste, month, day, owed, channel, "returned", error) &&
             kab_ledger_pay (waste, month, day + 3, owed, channel, "accepted", error);
    case 4: /* a round sum */
      return kab_ledger_pay (waste, month, day, owed / 10000 * 10000 + 10000, channel, "accepted",
                             error);
    default:
      return kab_ledger_pay (waste, month, day, owed, channel, "accepted", error);
    }
}

static gboolean
charge (KabLedger *waste, Dice *dice, KabMonth month, int *people, gint64 overdue, GError **error)
{
  gint64 fee = kab_ledger_get_fee (month);
  g_autofree char *quantity = g_strdup_printf ("%d", *people);
  g_autofree char *tariff = kab_money_to_string (fee);
  /* 1/300 of 9.5 % a day. */
  gint64 penalty = overdue > 0 ? overdue * 95 * 30 / (1000 * 300) : 0;
  gint64 recalculated = 0;
  const char *reason = "";
  int event = roll (dice, 60);
  int days = 6 + roll (dice, 20);

  if (event == 0)
    {
      recalculated = -fee * days / 30;
      reason = "Временное отсутствие по заявлению";
    }
  else if (event == 1)
    {
      recalculated = fee * days / 30;
      reason = "Въехал еще один проживающий";
      (*people)++;
    }
  else if (event == 2 && *people > 1)
    {
      recalculated = -fee * days / 30;
      reason = "Выехал один проживающий";
      (*people)--;
    }

  return kab_ledger_charge (waste, month, "чел.", quantity, tariff, recalculated, penalty, reason,
                            error);
}

static gboolean
add_months (KabLedger *waste, Dice *dice, KabMonth first, int months, int people, GError **error)
{
  gint64 former = 0;

  if (!kab_ledger_open (waste, first, (gint64) roll (dice, 3) * kab_ledger_get_fee (first), error))
    return FALSE;

  for (int i = 0; i < months; i++)
    {
      KabMonth month = kab_month_add (first, i);
      gint64 overdue = MIN (former, waste->balance);

      former = waste->balance;
      if (!pay (waste, dice, month, error) || !charge (waste, dice, month, &people, overdue, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
kab_generate (KabIntake *intake,
              int accounts,
              int months,
              guint32 seed,
              KabMonth last,
              GError **error)
{
  if (accounts < 0 || accounts > MAX_ACCOUNTS || months < 1 || months > MAX_MONTHS)
    {
      g_propagate_error (error,
                         kab_error_new (KAB_ERROR_INVALID_INPUT,
                                        _ ("there can be up to %d accounts and 1 to %d months"),
                                        MAX_ACCOUNTS, MAX_MONTHS));
      return FALSE;
    }

  for (int i = 0; i < accounts; i++)
    {
      Dice dice = throw_dice (seed, i);
      g_autofree char *number = make_number (i);
      int people = 1 + roll (&dice, 5);
      /* One account in fifty was closed half a year ago. */
      int closed = roll (&dice, 50) == 0 && months > 12 ? 6 : 0;
      KabLedger waste = { intake, number, WASTE, 0, 0 };

      if (!add_account (intake, i, &dice, number, people, error) ||
          !add_months (&waste, &dice, kab_month_add (last, 1 - months), months - closed, people,
                       error))
        return FALSE;
    }

  return TRUE;
}
