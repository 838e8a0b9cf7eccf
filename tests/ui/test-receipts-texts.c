/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-date.h"
#include "kab-error.h"
#include "kab-pay-text.h"
#include "kab-receipts-text.h"
#include "language.h"

static KabReceipt *
create_receipt (gint64 total)
{
  g_autoptr (GDateTime) issued_at = kab_time_from_unix (1583053200);

  return kab_receipt_new ((KabMonth){ 2020, 2 }, total, issued_at, 10, "");
}

static KabAccount *
create_account (KabMonth month, gint64 to_pay)
{
  g_autoptr (GDateTime) time = kab_time_from_unix (0);

  return kab_account_new ("123543566", "", time, "", "", month, to_pay);
}

static void
assert_text (const char *name, char *text, const char *expected)
{
  g_test_message ("%s", name);
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_receipt (void)
{
  static const struct
  {
    const char *name;
    gint64 total;
    const char *text;
  } cases[] = {
    { "due", 44730, "447,30" NBSP "₽" },
    { "nothing", 0, "0,00" NBSP "₽" },
    { "overpaid", -12000, "Переплата 120,00" NBSP "₽" },
    { "large", 123456789, "1" NBSP "234" NBSP "567,89" NBSP "₽" },
  };
  g_autoptr (KabReceipt) february = create_receipt (44730);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabReceipt) receipt = create_receipt (cases[i].total);

      assert_text (cases[i].name, kab_receipt_total (NULL, receipt), cases[i].text);
    }
  assert_text ("month", kab_receipt_title (NULL, february), "Февраль\u00a02020");
  assert_text ("issued", kab_receipt_issued (NULL, february), "от" NBSP "1" NBSP "марта 2020");
  assert_text ("name", kab_receipt_name (february),
               "Февраль\u00a02020, 447,30" NBSP "₽, от" NBSP "1" NBSP "марта 2020");
  assert_text ("no month", kab_receipt_title (NULL, NULL), "");
  assert_text ("no total", kab_receipt_total (NULL, NULL), "");
  assert_text ("no date", kab_receipt_issued (NULL, NULL), "");
  assert_text ("no name", kab_receipt_name (NULL), "");
}

static void
test_empty (void)
{
  g_autoptr (KabAccount) account = create_account (KAB_MONTH_NONE, 0);

  assert_text ("none", kab_receipts_empty_title (NULL, account), "Квитанций пока нет");
  assert_text ("nobody's", kab_receipts_empty_title (NULL, NULL),
               "Лицевой счет не" NBSP "привязан");
}

static void
test_fault (void)
{
  static const struct
  {
    KabErrorCode code;
    const char *title;
    const char *sentence; /* NULL: that of any error */
  } cases[] = {
    { KAB_ERROR_CHECKSUM, "Квитанция получена с" NBSP "ошибкой",
      "Файл пришел поврежденным, поэтому он не" NBSP "сохранен. Попробуйте еще раз, а" NBSP
      "если не" NBSP "поможет, сообщите оператору." },
    { KAB_ERROR_FILE, "Квитанция не" NBSP "открывается",
      "Файл поврежден или защищен. Попробуйте еще раз, а" NBSP "если не" NBSP
      "поможет, попросите у" NBSP "оператора другой." },
    { KAB_ERROR_TOO_LARGE, "Квитанция слишком велика",
      "Показать ее" NBSP "здесь нельзя. Сохраните ее" NBSP "и" NBSP "откройте в" NBSP
      "другой программе." },
    { KAB_ERROR_NOT_FOUND, "Этой квитанции больше нет",
      "Оператор отозвал квитанцию за" NBSP "февраль\u00a02020. Вместо нее может появиться новая." },
    { KAB_ERROR_OFFLINE, "Нет связи",
      "Проверьте подключение к" NBSP "сети и" NBSP "попробуйте еще раз." },
    { KAB_ERROR_TIMED_OUT, "Нет связи", NULL },
    { KAB_ERROR_INTERNAL, "Не получилось", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = kab_error_new (cases[i].code, "test");
      g_autofree char *any = kab_error_to_sentence (error);

      assert_text ("title", kab_receipt_fault_title (error), cases[i].title);
      assert_text ("sentence", kab_receipt_fault_sentence (error, (KabMonth){ 2020, 2 }),
                   cases[i].sentence != NULL ? cases[i].sentence : any);
    }
}

static void
test_saving (void)
{
  assert_text ("progress", kab_saving_progress (5, 14), "Сохранено 5 из" NBSP "14");
  assert_text ("one", kab_saving_result (1, 0), "Сохранена 1" NBSP "квитанция");
  assert_text ("few", kab_saving_result (3, 0), "Сохранены 3" NBSP "квитанции");
  assert_text ("many", kab_saving_result (14, 0), "Сохранено 14" NBSP "квитанций");
  assert_text ("rest", kab_saving_result (2, 1),
               "Сохранены 2" NBSP "квитанции, 1 уже была в" NBSP "папке");
  assert_text ("nothing new", kab_saving_result (0, 12), "Эти квитанции уже есть в" NBSP "папке");
}

static void
test_amount (void)
{
  static const struct
  {
    const char *text;
    gboolean readable;
    gint64 kopecks;
    const char *fault;
  } cases[] = {
    { "447,30", TRUE, 44730, NULL },
    { " 1 000 ", TRUE, 100000, NULL },
    { "0,01", TRUE, 1, NULL },
    { "10000000000000", TRUE, G_GINT64_CONSTANT (1000000000000000), NULL },
    { "10000000000000,01", FALSE, 0, "Введите сумму цифрами, например 447,30." },
    { "", FALSE, 0, NULL },
    { "0", FALSE, 0, NULL },
    { "0,", FALSE, 0, NULL },
    { "447,", FALSE, 0, NULL },
    { "447,305", FALSE, 0, "Введите сумму цифрами, например 447,30." },
    { "много", FALSE, 0, "Введите сумму цифрами, например 447,30." },
    { "-1", FALSE, 0, "Сумма должна быть больше нуля." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 kopecks = 0;

      assert_text (cases[i].text, kab_pay_amount_fault (cases[i].text), cases[i].fault);
      g_assert_cmpint (kab_pay_read_amount (cases[i].text, FALSE, &kopecks), ==, cases[i].readable);
      g_assert_cmpint (kopecks, ==, cases[i].kopecks);
    }
}

/* Without a debt the payer may leave the amount to the bank's app. */
static void
test_optional_amount (void)
{
  gint64 kopecks = -1;

  g_assert_true (kab_pay_read_amount (" ", TRUE, &kopecks));
  g_assert_cmpint (kopecks, ==, 0);
  g_assert_false (kab_pay_read_amount ("0", TRUE, &kopecks));
  g_assert_true (kab_pay_read_amount ("5", TRUE, &kopecks));
  g_assert_cmpint (kopecks, ==, 500);
}

static void
test_due (void)
{
  static const struct
  {
    const char *name;
    KabMonth month;
    gint64 to_pay;
    gboolean due;
    const char *amount;
  } cases[] = {
    { "due", { 2020, 2 }, 123450, TRUE, "1" NBSP "234,50" },
    { "paid", { 2020, 2 }, 0, FALSE, "" },
    { "overpaid", { 2020, 2 }, -100, FALSE, "" },
    { "no statement", { 0, 0 }, 0, FALSE, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabAccount) account = create_account (cases[i].month, cases[i].to_pay);

      g_assert_cmpint (kab_pay_is_due (NULL, account), ==, cases[i].due);
      assert_text (cases[i].name, kab_pay_initial_amount (account), cases[i].amount);
    }
  g_assert_false (kab_pay_is_due (NULL, NULL));
}

static void
test_code (void)
{
  g_autoptr (KabAccount) account = create_account ((KabMonth){ 2020, 2 }, 44730);

  assert_text ("hint", kab_pay_hint (44730),
               "Отсканируйте код в" NBSP "приложении банка, чтобы оплатить 447,30" NBSP "₽.");
  assert_text ("open hint", kab_pay_hint (0),
               "Отсканируйте код в" NBSP "приложении банка и" NBSP "введите там сумму.");
  assert_text ("name", kab_pay_code_name (account, 44730),
               "QR-код для оплаты 447,30" NBSP "₽ по" NBSP "лицевому счету 123543566");
  assert_text ("open name", kab_pay_code_name (account, 0),
               "QR-код для оплаты по" NBSP "лицевому счету 123543566");
  assert_text ("no operator", kab_pay_detail (NULL, NULL, "inn"), "");
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  textdomain ("kabinet");
  set_language ("ru");

  g_test_add_func ("/texts/receipt", test_receipt);
  g_test_add_func ("/texts/receipts-empty", test_empty);
  g_test_add_func ("/texts/receipt-fault", test_fault);
  g_test_add_func ("/texts/saving", test_saving);
  g_test_add_func ("/texts/pay-amount", test_amount);
  g_test_add_func ("/texts/pay-optional-amount", test_optional_amount);
  g_test_add_func ("/texts/pay-due", test_due);
  g_test_add_func ("/texts/pay-code", test_code);

  return g_test_run ();
}
