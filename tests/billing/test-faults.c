/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "billing-world.h"
#include "kab-error.h"

/* Two accounts; the first has two months and two payments, the second one of them and a second
 * service. */
#define ACCOUNTS                                               \
  "100;Иванов Иван;ул. Ленина, 1;;;;1;2;2\n" \
  "200;Петрова Анна;ул. Ленина, 2;;;;2;1;1\n"
#define OPENING                    \
  "100;2020-01;Мусор;10,00\n" \
  "200;2020-01;Мусор;0\n"     \
  "200;2020-01;Вывоз;-5.5\n"
#define CHARGES                                                             \
  "100;2020-01;Мусор;чел.;2;50,00;100,00;0;0;\n"                    \
  "100;2020-02;Мусор;чел.;2;50,00;100,00;-5,00;1,00;Отъезд\n" \
  "200;2020-01;Мусор;чел.;1;50;50;0;0;\n"                           \
  "200;2020-01;Вывоз;м²;30,5;2;61;0;0;\n"
#define PAYMENTS                                            \
  "p1;100;2020-01-20;10,00;Банк;1;accepted;\n"          \
  "p2;100;2020-02-20;40;Банк;2;processing;\n"           \
  "p3;200;2020-01-31;50;Почта;3;accepted;Мусор\n" \
  "p3;200;2020-01-31;5.50;Почта;3;accepted;Вывоз\n"

/* A line more, or another in the place of one of the good files; the faults are told by their
 * lines. */
typedef struct
{
  const char *name;
  const char *file;
  const char *old; /* NULL: @new is appended */
  const char *new;
  const char *faults[6];
} Case;

static const Case cases[] = {
  { "number-empty",
    "accounts.csv",
    NULL,
    ";Кто-то;;;;;;1;1\n",
    { "accounts.csv:4: number: it is not an account number, which has 1 to 30 letters and "
      "digits" } },
  { "number-twice",
    "accounts.csv",
    NULL,
    "1-00;Кто-то;;;;;;1;1\n",
    { "accounts.csv:4: number: this account is in line 2 already" } },
  { "people",
    "accounts.csv",
    "1;2;2\n",
    "1;двое;-1\n",
    { "accounts.csv:2: registered: it is not a number of people",
      "accounts.csv:2: residing: it is not a number of people" } },
  { "too-few-fields",
    "accounts.csv",
    ";2;1;1\n",
    ";2;1\n",
    { "accounts.csv:3: residing: the line ends before it" } },
  { "too-many-fields",
    "accounts.csv",
    ";2;1;1\n",
    ";2;1;1;\n",
    { "accounts.csv:3: residing: there are more fields after it than columns" } },
  { "control",
    "accounts.csv",
    "Петрова",
    "Пет\001ро\002ва",
    { "accounts.csv:3: owner: there is a control character in it" } },
  { "tab",
    "accounts.csv",
    "Петрова",
    "\tПетрова",
    { "accounts.csv:3: owner: there is a control character in it" } },
  { "lone-cr",
    "accounts.csv",
    "Петрова",
    "Петро\rва",
    { "accounts.csv:3: owner: there is a control character in it" } },
  { "c1-control",
    "accounts.csv",
    "Петрова",
    "Петро\302\205ва",
    { "accounts.csv:3: owner: there is a control character in it" } },
  { "damaged-utf-8",
    "accounts.csv",
    "Петрова",
    "\320Петрова",
    { "accounts.csv:3: owner: there are bytes in it that are not UTF-8, as the file is "
      "otherwise" } },
  { "quote-inside",
    "accounts.csv",
    "Петрова",
    "Пет\"рова",
    { "accounts.csv:3: owner: a quotation mark inside it: put the whole field in quotation marks "
      "and double this one" } },
  { "quote-text-after",
    "accounts.csv",
    "Петрова Анна",
    "\"Петрова\" Анна",
    { "accounts.csv:3: owner: there is text after its closing quotation mark" } },
  { "quote-open",
    "accounts.csv",
    "Петрова",
    "\"Петрова",
    { "accounts.csv:3: owner: its quotation mark is never closed" } },
  { "line-of-a-record",
    "opening.csv",
    NULL,
    "\"10\n\n0\";2020-02;\"Му\nсор\";1\n900;2020-02;Мусор;x\n",
    { "opening.csv:5: service: the account has no such service in this month",
      "opening.csv:9: amount: it is not an amount of roubles with at most two decimals" } },

  { "opening-unknown-account",
    "opening.csv",
    NULL,
    "300;2020-01;Мусор;1\n",
    { "opening.csv:5: number: there is no such account in accounts.csv, nor was there one "
      "before" } },
  { "opening-month",
    "opening.csv",
    "100;2020-01",
    "100;2020-13",
    { "opening.csv:2: month: it is not a month as in 2020-02" } },
  { "opening-last-month",
    "opening.csv",
    "100;2020-01",
    "100;2199-12",
    { "opening.csv:2: month: it is not a month as in 2020-02" } },
  { "opening-three-decimals",
    "opening.csv",
    "10,00",
    "10,001",
    { "opening.csv:2: amount: it is not an amount of roubles with at most two decimals" } },
  { "opening-empty-amount",
    "opening.csv",
    "10,00",
    "",
    { "opening.csv:2: amount: it is not an amount of roubles with at most two decimals" } },
  { "opening-too-large",
    "opening.csv",
    "10,00",
    "100000000000000000000",
    { "opening.csv:2: amount: it is not an amount of roubles with at most two decimals" } },
  { "opening-missing",
    "opening.csv",
    "100;2020-01;Мусор;10,00\n",
    "",
    { "charges.csv:2: month: it is the account's first month, and opening.csv has no opening for "
      "it" } },
  { "opening-twice",
    "opening.csv",
    NULL,
    "100;2020-01;;10,00\n",
    { "opening.csv:5: service: this account, month and service are in line 2 already" } },
  { "opening-without-statement",
    "opening.csv",
    NULL,
    "100;2020-03;Мусор;196\n",
    { "opening.csv:5: month: the account has no statement for this month" } },
  { "opening-other-service",
    "opening.csv",
    NULL,
    "100;2020-02;Вывоз;0\n",
    { "opening.csv:5: service: the account has no such service in this month" } },
  { "opening-which-service",
    "opening.csv",
    "200;2020-01;Мусор;0\n",
    "200;2020-01;;0\n",
    { "opening.csv:3: service: the account has several services in this month: say which",
      "charges.csv:4: month: it is the account's first month, and opening.csv has no opening for "
      "it" } },
  { "opening-kopeck",
    "opening.csv",
    NULL,
    "100;2020-02;Мусор;100,01\n",
    { "opening.csv:5: amount: it must be 100.00, the closing of 2020-01" } },

  { "charge-service",
    "charges.csv",
    "100;2020-01;Мусор;",
    "100;2020-01; ;",
    { "charges.csv:2: service: it is empty" } },
  { "charge-numbers",
    "charges.csv",
    "2;50,00;100,00;0;0;\n",
    "-2;5e1;x;0,;1.234;\n",
    { "charges.csv:2: quantity: it is not a number of zero or more with at most 9 decimals",
      "charges.csv:2: tariff: it is not a number of zero or more with at most 9 decimals",
      "charges.csv:2: charged: it is not an amount of roubles with at most two decimals",
      "charges.csv:2: recalculated: it is not an amount of roubles with at most two decimals",
      "charges.csv:2: penalty: it is not an amount of roubles with at most two decimals" } },
  { "charge-ten-decimals",
    "charges.csv",
    "30,5;",
    "30,0123456789;",
    { "charges.csv:5: quantity: it is not a number of zero or more with at most 9 decimals" } },
  { "charge-twice",
    "charges.csv",
    NULL,
    "100;2020-01;Мусор;;1;1;1;0;0;\n",
    { "charges.csv:6: service: this account, month and service are in line 2 already" } },
  { "charge-overflow",
    "charges.csv",
    "50,00;100,00",
    "50,00;9999999999999.99",
    { "charges.csv:2: charged: the sums of this month are too large" } },
  { "month-too-large",
    "charges.csv",
    "200;2020-01;Мусор;чел.;1;50;50;0;0;\n"
    "200;2020-01;Вывоз;м²;30,5;2;61;0;0;\n",
    "200;2020-01;Мусор;чел.;1;50;6000000000000;0;0;\n"
    "200;2020-01;Вывоз;м²;30,5;2;6000000000000;0;0;\n",
    { "charges.csv:4: charged: the sums of this month are too large" } },
  { "month-missing",
    "charges.csv",
    NULL,
    "100;2020-04;Мусор;;1;1;1;0;0;\n",
    { "charges.csv:6: month: “Мусор” has no line for 2020-03, though its balance is 196.00; give "
      "it one, be it with nothing charged" } },
  { "service-missing",
    "charges.csv",
    NULL,
    "200;2020-02;Мусор;;1;1;1;0;0;\n",
    { "charges.csv:6: month: “Вывоз” has no line for 2020-02, though its balance is 50.00; give "
      "it one, be it with nothing charged" } },
  { "service-begins-with-debt",
    "opening.csv",
    NULL,
    "100;2020-02;Вывоз;3\n",
    { "opening.csv:5: service: the account has no such service in this month" } },

  { "payment-unknown-account",
    "payments.csv",
    NULL,
    "p9;300;2020-01-01;1;;;accepted;\n",
    { "payments.csv:6: number: there is no such account in accounts.csv, nor was there one "
      "before" } },
  { "payment-id", "payments.csv", "p1;", ";", { "payments.csv:2: id: it is empty" } },
  { "payment-date",
    "payments.csv",
    "2020-02-20",
    "2020-02-30",
    { "payments.csv:3: date: it is not a day as in 2020-02-29" } },
  { "payment-zero",
    "payments.csv",
    ";40;",
    ";0;",
    { "payments.csv:3: amount: a payment is above zero; one that was taken back has the state "
      "returned" } },
  { "payment-state",
    "payments.csv",
    "processing",
    "Processing",
    { "payments.csv:3: state: it is none of accepted, processing, returned" } },
  { "payment-before",
    "payments.csv",
    "2020-01-20",
    "2019-12-31",
    { "payments.csv:2: date: the account has no statement for this month" } },
  { "payment-which-service",
    "payments.csv",
    "accepted;Вывоз",
    "accepted;",
    { "payments.csv:5: service: the account has several services in this month: say which" } },
  { "payment-other-service",
    "payments.csv",
    "accepted;Вывоз",
    "accepted;Уборка",
    { "payments.csv:5: service: the account has no such service in this month" } },
  { "payment-twice",
    "payments.csv",
    "accepted;Вывоз",
    "accepted;Мусор",
    { "payments.csv:5: id: this payment and service are in line 4 already" } },
  { "payment-parts",
    "payments.csv",
    "p3;200;2020-01-31;5.50;Почта;3;accepted;Вывоз",
    "p3;200;2020-01-30;5.50;Банк;3;returned;Вывоз",
    { "payments.csv:5: date: it differs from line 4, which is of the same payment",
      "payments.csv:5: channel: it differs from line 4, which is of the same payment",
      "payments.csv:5: state: it differs from line 4, which is of the same payment" } },

  { "header-empty",
    "opening.csv",
    OPENING_HEADER OPENING,
    "",
    { "opening.csv:1: number: the first line must be “number;month;service;amount”" } },
  { "header-none",
    "opening.csv",
    OPENING_HEADER,
    "",
    { "opening.csv:1: number: the first line must be “number;month;service;amount”" } },
  { "header-missing",
    "opening.csv",
    OPENING_HEADER,
    "number;service;amount\n",
    { "opening.csv:1: month: this column is missing" } },
  { "header-twice",
    "opening.csv",
    OPENING_HEADER,
    "number;month;service;month\n",
    { "opening.csv:1: month: this column is there twice",
      "opening.csv:1: amount: this column is missing" } },
  { "header-unknown",
    "opening.csv",
    OPENING_HEADER,
    "number;month;service;amount;sum\n",
    { "opening.csv:1: sum: there is no such column; the columns are "
      "“number;month;service;amount”" } },
};

static void
write_good (World *world)
{
  world_write_all (world, ACCOUNTS, OPENING, CHARGES, PAYMENTS);
}

static void
change_file (World *world, const Case *test)
{
  g_autofree char *path = g_build_filename (world->directory, test->file, NULL);
  g_autofree char *content = NULL;
  g_autofree char *changed = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  if (test->old == NULL)
    changed = g_strconcat (content, test->new, NULL);
  else
    {
      const char *found = strstr (content, test->old);

      g_assert_nonnull (found);
      changed = g_strdup_printf ("%.*s%s%s", (int) (found - content), content, test->new,
                                 found + strlen (test->old));
    }
  world_write (world, test->file, changed, -1);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (World) world = world_new ();

  write_good (world);
  change_file (world, test);
  world_import_bad (world, test->faults);

  /* What was refused leaves nothing behind that stands in the way. */
  write_good (world);
  world_import_good (world, 2, 4, 4);
}

/* A row of a refused account does not bring faults of other rows with it; other accounts are looked
 * at. */
static void
test_all_files (void)
{
  const char *const faults[] = {
    "accounts.csv:3: registered: it is not a number of people",
    "opening.csv:2: amount: it is not an amount of roubles with at most two decimals",
    "opening.csv:5: amount: it must be 105.00, the closing of 2020-01",
    "payments.csv:2: number: there is no such account in accounts.csv, nor was there one before",
    NULL,
  };
  g_autoptr (World) world = world_new ();

  world_write_all (world,
                   "100;А;;;;;;1;1\n"
                   "200;Б;;;;;;x;1\n"
                   "300;В;;;;;;1;1\n",
                   "100;2020-01;Мусор;1,000\n"
                   "200;2020-01;Мусор;1\n"
                   "300;2020-01;Мусор;5\n"
                   "300;2020-02;Мусор;106\n",
                   "100;2020-01;Мусор;чел.;1;1;100;0;0;\n"
                   "100;2020-03;Мусор;чел.;1;1;100;0;0;\n"
                   "200;2020-01;Мусор;чел.;1;1;100;0;0;\n"
                   "300;2020-01;Мусор;чел.;1;1;100;0;0;\n"
                   "300;2020-02;Мусор;чел.;1;1;100;0;0;\n",
                   "p;400;2020-01-01;1;;;accepted;\n");
  world_import_bad (world, faults);
}

static void
test_a_hundred (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1234; i++)
    g_string_append (rows, "900;2020-01;Мусор;1\n");
  write_good (world);
  world_write_all (world, ACCOUNTS, rows->str, "x\n", "");
  g_assert_false (world_import (world, &error));
  g_assert_no_error (error);

  g_assert_cmpuint (world->faults->len, ==, 101);
  g_assert_cmpstr (
    world->faults->pdata[0], ==,
    "opening.csv:2: number: there is no such account in accounts.csv, nor was there one before");
  g_assert_cmpstr (
    world->faults->pdata[99], ==,
    "opening.csv:101: number: there is no such account in accounts.csv, nor was there one before");
  g_assert_cmpstr (world->faults->pdata[100], ==, "and 1135 more faults");
}

static void
test_missing_file (void)
{
  g_autoptr (World) world = world_new ();
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/at/all");
  g_autoptr (GError) error = NULL;
  KabBillingCount count;

  g_assert_false (kab_billing_import (world->store, nowhere, &count, world->faults, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_FILE);
  g_assert_cmpuint (world->faults->len, ==, 0);

  /* Without payments.csv everybody would owe what was paid. */
  g_clear_error (&error);
  world_write (world, "accounts.csv", ACCOUNTS_HEADER, -1);
  world_write (world, "opening.csv", OPENING_HEADER, -1);
  world_write (world, "charges.csv", CHARGES_HEADER, -1);
  g_assert_false (world_import (world, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "payments.csv"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/faults/line/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/faults/all-files", test_all_files);
  g_test_add_func ("/faults/a-hundred", test_a_hundred);
  g_test_add_func ("/faults/missing-file", test_missing_file);

  return g_test_run ();
}
