/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-accounts-text.h"
#include "kab-error.h"
#include "kab-balance-text.h"
#include "kab-information-text.h"
#include "kab-profile-text.h"
#include "language.h"

typedef char *(*StatementText) (gpointer, KabStatement *);

static KabStatement *
create_statement (KabMonth month, gint64 opening, gint64 paid)
{
  g_autoptr (GListStore) lines = g_list_store_new (KAB_TYPE_STATEMENT_LINE);

  return kab_statement_new (month, opening, 44730, 0, 0, paid, opening + 44730 - paid,
                            G_LIST_MODEL (lines));
}

static KabAccountDetails *
create_details (KabStatement *balance)
{
  g_autoptr (GDateTime) time = kab_time_from_unix (0);

  return kab_account_details_new ("123543566", "", time, "", "", "", "", "", "", 5, 5, balance);
}

static KabAccount *
create_account (const char *label, KabMonth month, gint64 to_pay)
{
  g_autoptr (GDateTime) time = kab_time_from_unix (1583053200);

  return kab_account_new ("123543566", label, time, "", "", month, to_pay);
}

static void
assert_text (const char *name, char *text, const char *expected)
{
  g_test_message ("%s", name);
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

/* The guide's words, in each month whose name has a shape of its own. */
static void
test_balance_months (void)
{
  static const struct
  {
    gint8 month;
    const char *opening;
    const char *charged;
    const char *paid;
    const char *closing;
  } cases[] = {
    { 1, "Задолженность на" NBSP "начало января", "Начислено в\u00a0январе",
      "Оплачено в\u00a0январе", "К" NBSP "оплате на" NBSP "конец января" },
    { 2, "Задолженность на" NBSP "начало февраля", "Начислено в\u00a0феврале",
      "Оплачено в\u00a0феврале", "К" NBSP "оплате на" NBSP "конец февраля" },
    { 3, "Задолженность на" NBSP "начало марта", "Начислено в\u00a0марте", "Оплачено в\u00a0марте",
      "К" NBSP "оплате на" NBSP "конец марта" },
    { 5, "Задолженность на" NBSP "начало мая", "Начислено в\u00a0мае", "Оплачено в\u00a0мае",
      "К" NBSP "оплате на" NBSP "конец мая" },
    { 6, "Задолженность на" NBSP "начало июня", "Начислено в\u00a0июне", "Оплачено в\u00a0июне",
      "К" NBSP "оплате на" NBSP "конец июня" },
    { 8, "Задолженность на" NBSP "начало августа", "Начислено в\u00a0августе",
      "Оплачено в\u00a0августе", "К" NBSP "оплате на" NBSP "конец августа" },
    { 12, "Задолженность на" NBSP "начало декабря", "Начислено в\u00a0декабре",
      "Оплачено в\u00a0декабре", "К" NBSP "оплате на" NBSP "конец декабря" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabStatement) statement =
        create_statement ((KabMonth){ 2020, cases[i].month }, 44730, 44730);

      assert_text ("opening", kab_balance_opening_title (NULL, statement), cases[i].opening);
      assert_text ("charged", kab_balance_charged_title (NULL, statement), cases[i].charged);
      assert_text ("paid", kab_balance_paid_title (NULL, statement), cases[i].paid);
      assert_text ("closing", kab_balance_closing_title (NULL, statement), cases[i].closing);
    }
}

static void
test_balance_values (void)
{
  static const struct
  {
    const char *name;
    StatementText text;
    gint64 opening;
    gint64 paid;
    const char *expected;
  } cases[] = {
    { "opening", kab_balance_opening_value, 44730, 44730, "447,30" NBSP "₽" },
    { "overpaid opening", kab_balance_opening_value, -6000, 0, "60,00" NBSP "₽" },
    { "overpaid opening title", kab_balance_opening_title, -6000, 0,
      "Переплата на" NBSP "начало февраля" },
    { "charged", kab_balance_charged_value, 0, 0, "447,30" NBSP "₽" },
    { "recalculated", kab_balance_recalculated_value, 0, 0, "0,00" NBSP "₽" },
    { "penalty", kab_balance_penalty_value, 0, 0, "0,00" NBSP "₽" },
    { "paid", kab_balance_paid_value, 0, 123456789, "1" NBSP "234" NBSP "567,89" NBSP "₽" },
    { "closing", kab_balance_closing_value, 44730, 44730, "447,30" NBSP "₽" },
    { "overpaid closing", kab_balance_closing_value, 0, 56730, "120,00" NBSP "₽" },
    { "overpaid closing title", kab_balance_closing_title, 0, 56730,
      "Переплата на" NBSP "конец февраля" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabStatement) statement =
        create_statement ((KabMonth){ 2020, 2 }, cases[i].opening, cases[i].paid);

      assert_text (cases[i].name, cases[i].text (NULL, statement), cases[i].expected);
      assert_text ("nothing there yet", cases[i].text (NULL, NULL), "");
    }
}

static void
test_card (void)
{
  static const struct
  {
    const char *name;
    gboolean has_balance;
    gint64 paid;
    const char *title;
    const char *figure;
    const char *period;
    const char *spoken;
  } cases[] = {
    { "due", TRUE, 0, "К" NBSP "оплате", "447,30" NBSP "₽", "за" NBSP "февраль\u00a02020",
      "К" NBSP "оплате 447,30" NBSP "₽ за" NBSP "февраль\u00a02020" },
    { "overpaid", TRUE, 56730, "Переплата", "120,00" NBSP "₽", "за" NBSP "февраль\u00a02020",
      "Переплата 120,00" NBSP "₽ за" NBSP "февраль\u00a02020" },
    { "paid", TRUE, 44730, "", "Все оплачено", "за" NBSP "февраль\u00a02020",
      "Все оплачено, за" NBSP "февраль\u00a02020" },
    { "no statement", FALSE, 0, "", "Начислений пока нет",
      "Баланс появится здесь после первого начисления.",
      "Начислений пока нет, Баланс появится здесь после первого начисления." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabStatement) statement =
        create_statement ((KabMonth){ 2020, 2 }, 0, cases[i].paid);
      g_autoptr (KabAccountDetails) details =
        create_details (cases[i].has_balance ? statement : NULL);

      assert_text (cases[i].name, kab_information_card_title (NULL, details), cases[i].title);
      assert_text (cases[i].name, kab_information_card_figure (NULL, details), cases[i].figure);
      assert_text (cases[i].name, kab_information_card_period (NULL, details), cases[i].period);
      assert_text (cases[i].name, kab_information_card_name (NULL, details), cases[i].spoken);
    }

  assert_text ("nothing there yet", kab_information_card_figure (NULL, NULL), "");
}

static void
test_binding (void)
{
  static const struct
  {
    const char *label;
    KabMonth month;
    gint64 to_pay;
    const char *title;
    const char *number;
    const char *amount;
  } cases[] = {
    { "", { 2020, 2 }, 44730, "№" NBSP "123543566", "", "447,30" NBSP "₽" },
    { "Дача", { 2020, 2 }, -12000, "Дача", "№" NBSP "123543566", "Переплата 120,00" NBSP "₽" },
    { "", { 2020, 2 }, 0, "№" NBSP "123543566", "", "Все оплачено" },
    { "", { 0, 0 }, 0, "№" NBSP "123543566", "", "Начислений пока нет" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabAccount) account =
        create_account (cases[i].label, cases[i].month, cases[i].to_pay);

      assert_text ("title", kab_binding_title (NULL, account), cases[i].title);
      assert_text ("number", kab_binding_number (NULL, account), cases[i].number);
      assert_text ("amount", kab_binding_amount (NULL, account), cases[i].amount);
      assert_text ("date", kab_binding_date (NULL, account), "1" NBSP "марта 2020");
    }
}

/* While it is being typed, a text is wrong only when nothing typed after it makes it right. */
static void
test_typing (void)
{
  static const struct
  {
    char *(*fault) (const char *);
    const char *text;
    gboolean wrong;
  } cases[] = {
    { kab_attach_number_fault, "", FALSE },
    { kab_attach_number_fault, " 123 543-566 ", FALSE },
    { kab_attach_number_fault, "77АБВ", FALSE },
    { kab_attach_number_fault, "12/34", TRUE },
    { kab_attach_number_fault, "1234567890123456789012345678901", TRUE },
    { kab_attach_amount_fault, "", FALSE },
    { kab_attach_amount_fault, "4", FALSE },
    { kab_attach_amount_fault, "447,", FALSE },
    { kab_attach_amount_fault, "447.3", FALSE },
    { kab_attach_amount_fault, "1 447,30 ₽", FALSE },
    { kab_attach_amount_fault, "447,30 р", FALSE },
    { kab_attach_amount_fault, "447,30 ру", FALSE },
    { kab_attach_amount_fault, "447,30 руб.", FALSE },
    { kab_attach_amount_fault, "447,305", TRUE },
    { kab_attach_amount_fault, "сто", TRUE },
    { kab_attach_amount_fault, "р", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fault = cases[i].fault (cases[i].text);

      g_test_message ("\"%s\": %s", cases[i].text, fault != NULL ? fault : "fine");
      g_assert_cmpint (fault != NULL, ==, cases[i].wrong);
    }
}

static void
test_attach_fault (void)
{
  g_auto (KabAttachFault) mismatch = { 0 };
  g_auto (KabAttachFault) again = { 0 };
  g_auto (KabAttachFault) fields = { 0 };
  g_auto (KabAttachFault) cancelled = { 0 };
  g_autoptr (GError) mismatch_error = kab_error_new (KAB_ERROR_ACCOUNT_MISMATCH, "test");
  g_autoptr (GError) again_error = kab_error_new (KAB_ERROR_ALREADY_ATTACHED, "test");
  g_autoptr (GError) fields_error = kab_error_new (KAB_ERROR_INVALID_INPUT, "test");
  g_autoptr (GError) cancelled_error = g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "test");

  kab_attach_fault_init (&mismatch, mismatch_error);
  g_assert_true (mismatch.both);
  g_assert_nonnull (mismatch.form);
  g_assert_null (mismatch.number);
  g_assert_null (mismatch.amount);

  kab_attach_fault_init (&again, again_error);
  g_assert_cmpstr (again.number, ==, "Этот лицевой счет уже привязан.");
  g_assert_null (again.form);

  kab_error_add_field (fields_error, "receipt_amount", "missing");
  kab_attach_fault_init (&fields, fields_error);
  g_assert_cmpstr (fields.amount, ==, "Введите сумму к" NBSP "оплате из" NBSP "квитанции.");
  g_assert_null (fields.number);
  g_assert_null (fields.form);

  kab_attach_fault_init (&cancelled, cancelled_error);
  g_assert_null (cancelled.form);
}

static void
test_session (void)
{
  g_autoptr (GDateTime) time = kab_time_from_unix (1583053200);
  g_autoptr (KabSessionInfo) current = kab_session_info_new ("1", time, time, "Kabinet/1", TRUE);
  g_autoptr (KabSessionInfo) other = kab_session_info_new ("2", time, time, "Kabinet/1", FALSE);
  g_autoptr (KabSessionInfo) unknown = kab_session_info_new ("3", time, time, "", FALSE);

  assert_text ("current", kab_session_title (current), "Эта программа");
  assert_text ("other", kab_session_title (other), "Kabinet/1");
  assert_text ("unknown", kab_session_title (unknown), "Неизвестная программа");
}

static void
test_password_fault (void)
{
  g_autoptr (GError) wrong = kab_error_new (KAB_ERROR_WRONG_CREDENTIALS, "test");
  g_autoptr (GError) offline = kab_error_new (KAB_ERROR_OFFLINE, "test");

  assert_text ("current", kab_password_change_fault (NULL, wrong, "current"),
               "Неверный пароль. Попробуйте еще" NBSP "раз.");
  assert_text ("new", kab_password_change_fault (NULL, wrong, "new"), NULL);
  assert_text ("offline", kab_password_change_fault (NULL, offline, "current"), NULL);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  textdomain ("kabinet");
  set_language ("ru");

  g_test_add_func ("/texts/balance-months", test_balance_months);
  g_test_add_func ("/texts/balance-values", test_balance_values);
  g_test_add_func ("/texts/card", test_card);
  g_test_add_func ("/texts/binding", test_binding);
  g_test_add_func ("/texts/typing", test_typing);
  g_test_add_func ("/texts/attach-fault", test_attach_fault);
  g_test_add_func ("/texts/session", test_session);
  g_test_add_func ("/texts/password-fault", test_password_fault);

  return g_test_run ();
}
