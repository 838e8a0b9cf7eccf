/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kab-account.h"
#include "kab-csv.h"
#include "kab-date.h"
#include "kab-files.h"
#include "kab-money.h"

/* More people than live in any flat or hostel with one account. */
#define PEOPLE_MAX 10000

enum
{
  ACCOUNTS_NUMBER,
  ACCOUNTS_OWNER,
  ACCOUNTS_ADDRESS,
  ACCOUNTS_DELIVERY_ADDRESS,
  ACCOUNTS_PHONE,
  ACCOUNTS_EMAIL,
  ACCOUNTS_CONTRACT,
  ACCOUNTS_REGISTERED,
  ACCOUNTS_RESIDING,
};
static const char *const accounts_columns[] = {
  [ACCOUNTS_NUMBER] = "number",     [ACCOUNTS_OWNER] = "owner",
  [ACCOUNTS_ADDRESS] = "address",   [ACCOUNTS_DELIVERY_ADDRESS] = "delivery_address",
  [ACCOUNTS_PHONE] = "phone",       [ACCOUNTS_EMAIL] = "email",
  [ACCOUNTS_CONTRACT] = "contract", [ACCOUNTS_REGISTERED] = "registered",
  [ACCOUNTS_RESIDING] = "residing", NULL,
};

enum
{
  OPENING_NUMBER,
  OPENING_MONTH,
  OPENING_SERVICE,
  OPENING_AMOUNT,
};
static const char *const opening_columns[] = {
  [OPENING_NUMBER] = "number",
  [OPENING_MONTH] = "month",
  [OPENING_SERVICE] = "service",
  [OPENING_AMOUNT] = "amount",
  NULL,
};

enum
{
  CHARGES_NUMBER,
  CHARGES_MONTH,
  CHARGES_SERVICE,
  CHARGES_UNIT,
  CHARGES_QUANTITY,
  CHARGES_TARIFF,
  CHARGES_CHARGED,
  CHARGES_RECALCULATED,
  CHARGES_PENALTY,
  CHARGES_REASON,
};
static const char *const charges_columns[] = {
  [CHARGES_NUMBER] = "number",
  [CHARGES_MONTH] = "month",
  [CHARGES_SERVICE] = "service",
  [CHARGES_UNIT] = "unit",
  [CHARGES_QUANTITY] = "quantity",
  [CHARGES_TARIFF] = "tariff",
  [CHARGES_CHARGED] = "charged",
  [CHARGES_RECALCULATED] = "recalculated",
  [CHARGES_PENALTY] = "penalty",
  [CHARGES_REASON] = "reason",
  NULL,
};

enum
{
  PAYMENTS_ID,
  PAYMENTS_NUMBER,
  PAYMENTS_DATE,
  PAYMENTS_AMOUNT,
  PAYMENTS_CHANNEL,
  PAYMENTS_DOCUMENT,
  PAYMENTS_STATE,
  PAYMENTS_SERVICE,
};
static const char *const payments_columns[] = {
  [PAYMENTS_ID] = "id",         [PAYMENTS_NUMBER] = "number",   [PAYMENTS_DATE] = "date",
  [PAYMENTS_AMOUNT] = "amount", [PAYMENTS_CHANNEL] = "channel", [PAYMENTS_DOCUMENT] = "document",
  [PAYMENTS_STATE] = "state",   [PAYMENTS_SERVICE] = "service", NULL,
};

/* "" after a fault. */
static const char *
take_required (KabCsv *csv, guint column)
{
  const char *text = kab_csv_get_field (csv, column);

  if (*text == '\0')
    kab_csv_refuse (csv, column, _ ("it is empty"));
  return text;
}

/* (transfer full): NULL after a fault. */
static char *
take_number (KabCsv *csv, guint column)
{
  char *number = kab_account_number_normalise (kab_csv_get_field (csv, column), NULL);

  if (number == NULL)
    kab_csv_refuse (csv, column,
                    _ ("it is not an account number, which has 1 to 30 letters and digits"));
  return number;
}

static gint64
take_amount (KabCsv *csv, guint column)
{
  gint64 kopecks = 0;

  if (!kab_money_parse (kab_csv_get_field (csv, column), &kopecks, NULL))
    kab_csv_refuse (csv, column, _ ("it is not an amount of roubles with at most two decimals"));
  return kopecks;
}

static int
take_month (KabCsv *csv, guint column)
{
  KabMonth month;

  /* Its receipt is of the month after it. */
  if (kab_month_parse (kab_csv_get_field (csv, column), &month, NULL) &&
      kab_month_is_valid (kab_month_add (month, 1)))
    return kab_month_index (month);

  kab_csv_refuse (csv, column, _ ("it is not a month as in 2020-02"));
  return 0;
}

static const char *
take_date (KabCsv *csv, guint column)
{
  const char *text = kab_csv_get_field (csv, column);
  KabDate date;

  if (!kab_date_parse (text, &date, NULL) || !kab_month_is_valid (kab_date_get_month (date)))
    kab_csv_refuse (csv, column, _ ("it is not a day as in 2020-02-29"));
  return text;
}

/* (transfer full): a quantity or a tariff as the contract writes it, with a point; NULL after a
 * fault. */
static char *
take_decimal (KabCsv *csv, guint column)
{
  g_autofree char *text = g_strdup (kab_csv_get_field (csv, column));
  char *comma = strchr (text, ',');
  KabDecimal decimal;

  if (comma != NULL)
    *comma = '.';
  if (kab_decimal_parse (text, &decimal, NULL) && decimal.digits >= 0)
    return kab_decimal_to_string (decimal);

  kab_csv_refuse (csv, column, _ ("it is not a number of zero or more with at most 9 decimals"));
  return NULL;
}

static gint64
take_people (KabCsv *csv, guint column)
{
  guint64 people = 0;

  if (!g_ascii_string_to_unsigned (kab_csv_get_field (csv, column), 10, 0, PEOPLE_MAX, &people,
                                   NULL))
    kab_csv_refuse (csv, column, _ ("it is not a number of people"));
  return (gint64) people;
}

static const char *
take_state (KabCsv *csv, guint column)
{
  static const char *const states[] = { "accepted", "processing", "returned", NULL };
  const char *text = kab_csv_get_field (csv, column);

  if (!g_strv_contains (states, text))
    kab_csv_refuse (csv, column, _ ("it is none of accepted, processing, returned"));
  return text;
}

static gboolean
take_account (KabCsv *csv, KabIntake *intake, const char *number, GError **error)
{
  KabBilledAccount account = {
    .number = number,
    .owner = kab_csv_get_field (csv, ACCOUNTS_OWNER),
    .address = kab_csv_get_field (csv, ACCOUNTS_ADDRESS),
    .delivery_address = kab_csv_get_field (csv, ACCOUNTS_DELIVERY_ADDRESS),
    .phone = kab_csv_get_field (csv, ACCOUNTS_PHONE),
    .email = kab_csv_get_field (csv, ACCOUNTS_EMAIL),
    .contract = kab_csv_get_field (csv, ACCOUNTS_CONTRACT),
  };

  account.registered = take_people (csv, ACCOUNTS_REGISTERED);
  account.residing = take_people (csv, ACCOUNTS_RESIDING);

  return kab_csv_is_bad (csv) ||
         kab_intake_add_account (intake, kab_csv_get_line (csv), &account, error);
}

static gboolean
take_opening (KabCsv *csv, KabIntake *intake, const char *number, GError **error)
{
  KabBilledOpening opening = {
    .line = kab_csv_get_line (csv),
    .service = kab_csv_get_field (csv, OPENING_SERVICE),
  };

  opening.month = take_month (csv, OPENING_MONTH);
  opening.amount = take_amount (csv, OPENING_AMOUNT);

  return kab_csv_is_bad (csv) || kab_intake_add_opening (intake, number, &opening, error);
}

static gboolean
take_charge (KabCsv *csv, KabIntake *intake, const char *number, GError **error)
{
  g_autofree char *quantity = NULL;
  g_autofree char *tariff = NULL;
  KabBilledLine charge = {
    .line = kab_csv_get_line (csv),
    .unit = kab_csv_get_field (csv, CHARGES_UNIT),
    .reason = kab_csv_get_field (csv, CHARGES_REASON),
  };

  charge.month = take_month (csv, CHARGES_MONTH);
  charge.service = take_required (csv, CHARGES_SERVICE);
  charge.quantity = quantity = take_decimal (csv, CHARGES_QUANTITY);
  charge.tariff = tariff = take_decimal (csv, CHARGES_TARIFF);
  charge.charged = take_amount (csv, CHARGES_CHARGED);
  charge.recalculated = take_amount (csv, CHARGES_RECALCULATED);
  charge.penalty = take_amount (csv, CHARGES_PENALTY);

  return kab_csv_is_bad (csv) || kab_intake_add_charge (intake, number, &charge, error);
}

static gboolean
take_payment (KabCsv *csv, KabIntake *intake, const char *number, GError **error)
{
  KabBilledPayment payment = {
    .line = kab_csv_get_line (csv),
    .channel = kab_csv_get_field (csv, PAYMENTS_CHANNEL),
    .document = kab_csv_get_field (csv, PAYMENTS_DOCUMENT),
    .service = kab_csv_get_field (csv, PAYMENTS_SERVICE),
  };

  payment.id = take_required (csv, PAYMENTS_ID);
  payment.date = take_date (csv, PAYMENTS_DATE);
  payment.amount = take_amount (csv, PAYMENTS_AMOUNT);
  if (!kab_csv_is_bad (csv) && payment.amount <= 0)
    kab_csv_refuse (csv, PAYMENTS_AMOUNT,
                    _ ("a payment is above zero; one that was taken back has the state returned"));
  payment.state = take_state (csv, PAYMENTS_STATE);

  return kab_csv_is_bad (csv) || kab_intake_add_payment (intake, number, &payment, error);
}

static const struct
{
  KabFile file;
  const char *const *columns;
  guint number;
  gboolean (*take) (KabCsv *csv, KabIntake *intake, const char *number, GError **error);
} files[] = {
  /* The accounts first: the others are about them. */
  { KAB_FILE_ACCOUNTS, accounts_columns, ACCOUNTS_NUMBER, take_account },
  { KAB_FILE_OPENING, opening_columns, OPENING_NUMBER, take_opening },
  { KAB_FILE_CHARGES, charges_columns, CHARGES_NUMBER, take_charge },
  { KAB_FILE_PAYMENTS, payments_columns, PAYMENTS_NUMBER, take_payment },
};

static gboolean
read_file (KabCsv *csv, guint index, KabIntake *intake, GError **error)
{
  g_autoptr (GError) local = NULL;

  while (kab_csv_next (csv, &local))
    {
      /* A record that could not be read is bad already; of its fields only the number may be of
       * use. */
      gboolean readable = !kab_csv_is_bad (csv);
      g_autofree char *number =
        readable
          ? take_number (csv, files[index].number)
          : kab_account_number_normalise (kab_csv_get_field (csv, files[index].number), NULL);

      if (readable && number != NULL && !files[index].take (csv, intake, number, error))
        return FALSE;
      if (kab_csv_is_bad (csv) && number != NULL)
        kab_intake_spoil (intake, files[index].file, number);
    }

  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
kab_files_read (GFile *directory,
                KabIntake *intake,
                KabFaults *faults,
                gboolean *whole,
                GError **error)
{
  *whole = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (KabCsv) csv =
        kab_csv_open (directory, files[i].file, files[i].columns, faults, error);

      if (csv == NULL || !read_file (csv, i, intake, error))
        return FALSE;
      *whole = *whole && kab_csv_is_whole (csv);
    }

  return TRUE;
}
