/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-code-entry.h"
#include "kab-consent-row.h"
#include "kab-date.h"
#include "kab-password-rules.h"
#include "kab-resend-button.h"
#include "kab-words.h"
#include "language.h"

#define OPERATOR                                                                                      \
  "[operator]\nname=АО «Спецавтохозяйство»\ntitle=Личный кабинет\n" \
  "[contacts]\nphone=\nemail=\nsite=\naddress=\nhours=\n"                                             \
  "[password]\nmin_length=5\nmax_length=10\nalphabet=%s\n"                                            \
  "[attach]\nfields=number;receipt_amount\n"                                                          \
  "[payee]\nname=x\ninn=6700000000\nkpp=670001001\naccount=40702810000000000000\nbank=x\n"            \
  "bic=046614000\ncorrespondent_account=30101810000000000000\n"

static KabOperator *
create_operator (const char *alphabet)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (OPERATOR, alphabet);
  KabOperator *operator_;

  g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  operator_ = kab_operator_new_from_key_file (file, &error);
  g_assert_no_error (error);
  return operator_;
}

static KabAccount *
create_account (const char *label, KabMonth month, gint64 to_pay)
{
  g_autoptr (GDateTime) time = kab_time_from_unix (1583053200);

  return kab_account_new ("123543566", label, time, "", "г. Смоленск", month, to_pay);
}

static void
assert_text (const char *name, char *text, const char *expected)
{
  g_test_message ("%s", name);
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_due (void)
{
  static const struct
  {
    const char *name;
    KabMonth month;
    gint64 to_pay;
    const char *text;
    const char *short_text;
  } cases[] = {
    { "a debt", { 2020, 2 }, 44730, "К" NBSP "оплате: 447,30" NBSP "₽", "447,30" NBSP "₽" },
    { "an overpayment", { 2020, 2 }, -12000, "Переплата: 120,00" NBSP "₽", "−120,00" NBSP "₽" },
    { "nothing", { 2020, 2 }, 0, "Все оплачено", "0,00" NBSP "₽" },
    { "one kopeck", { 2020, 2 }, 1, "К" NBSP "оплате: 0,01" NBSP "₽", "0,01" NBSP "₽" },
    { "no statement", { 0, 0 }, 500, "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabAccount) account = create_account ("", cases[i].month, cases[i].to_pay);

      assert_text (cases[i].name, kab_words_due (account), cases[i].text);
      assert_text (cases[i].name, kab_words_due_short (account), cases[i].short_text);
    }
  assert_text ("no account", kab_words_due (NULL), "");
  assert_text ("no account", kab_words_due_short (NULL), "");
}

static void
test_account (void)
{
  g_autoptr (KabAccount) plain = create_account ("", KAB_MONTH_NONE, 0);
  g_autoptr (KabAccount) named = create_account ("Дача", KAB_MONTH_NONE, 0);

  assert_text ("number", kab_words_account_number (plain), "№" NBSP "123543566");
  assert_text ("no account", kab_words_account_number (NULL), "лицевой счет не привязан");
  assert_text ("address", kab_words_account_name (plain), "г." NBSP "Смоленск");
  assert_text ("nickname", kab_words_account_name (named), "Дача");
  assert_text ("no account", kab_words_account_name (NULL), "");
}

static void
test_offline (void)
{
  g_autoptr (GDateTime) as_of = kab_time_from_unix (1582988640);
  g_autofree char *text = kab_words_offline (as_of);

  assert_text ("nothing there", kab_words_offline (NULL), "Нет сети.");
  g_assert_true (g_str_has_prefix (text, "Нет сети. Данные на" NBSP "29" NBSP "февраля 2020"));
}

static void
test_field_faults (void)
{
  static const struct
  {
    const char *field;
    const char *reason;
    const char *text;
  } cases[] = {
    { "email", "empty", "Введите адрес электронной почты." },
    { "email", "bad_format", "Это не похоже на адрес электронной почты." },
    { "email", "too_long", "Это не похоже на адрес электронной почты." },
    { "password", "empty", "Введите пароль." },
    { "password", "too_short", "Нужно не" NBSP "меньше 5" NBSP "символов." },
    { "password", "too_long", "Нужно не" NBSP "больше 10" NBSP "символов." },
    { "password", "bad_characters",
      "Только латинские буквы и" NBSP "цифры. Проверьте раскладку клавиатуры." },
    { "password", "wrong", "Пароль не подходит. Проверьте правила под ним." },
    { "code", "empty", "Введите шесть цифр из" NBSP "письма." },
    { "code", "bad_format", "В" NBSP "коде шесть цифр." },
    { "code", "wrong", "Код не тот, что в" NBSP "письме. Проверьте цифры." },
    { "consents", "missing", "Без" NBSP "этого согласия зарегистрироваться нельзя." },
    { "shoe_size", "wrong", "Проверьте, что здесь введено." },
  };
  g_autoptr (KabOperator) operator_ = create_operator ("latin_letters_and_digits");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_text (cases[i].field, kab_words_field_fault (operator_, cases[i].field, cases[i].reason),
                 cases[i].text);
}

static void
test_typed (void)
{
  g_autoptr (KabOperator) operator_ = create_operator ("latin_letters_and_digits");

  assert_text ("good", kab_words_email_fault (" ABC@sah67.ru "), NULL);
  assert_text ("spaces", kab_words_email_fault ("  "), "Введите адрес электронной почты.");
  assert_text ("half", kab_words_email_fault ("abc@"), "Это не похоже на адрес электронной почты.");
  assert_text ("good", kab_words_password_fault (operator_, "kabinet1"), NULL);
  assert_text ("none", kab_words_password_fault (operator_, ""), "Введите пароль.");
  assert_text ("short", kab_words_password_fault (operator_, "kab1"),
               "Нужно не" NBSP "меньше 5" NBSP "символов.");
  assert_text ("long", kab_words_password_fault (operator_, "kabinet1234"),
               "Нужно не" NBSP "больше 10" NBSP "символов.");
  assert_text ("short, wrong layout", kab_words_password_fault (operator_, "йцу"),
               "Только латинские буквы и" NBSP "цифры. Проверьте раскладку клавиатуры.");
}

static void
test_password_rules (void)
{
  static const struct
  {
    const char *password;
    gboolean min, max, alphabet;
  } cases[] = {
    { "", FALSE, FALSE, FALSE },          { "kab1", FALSE, TRUE, TRUE },
    { "kabi1", TRUE, TRUE, TRUE },        { "kabinet123", TRUE, TRUE, TRUE },
    { "kabinet1234", TRUE, FALSE, TRUE }, { "кабинет", TRUE, TRUE, FALSE },
    { "kab-1", TRUE, TRUE, FALSE },
  };
  g_autoptr (KabOperator) operator_ = create_operator ("latin_letters_and_digits");
  g_autoptr (KabOperator) lenient = create_operator ("any");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *password = cases[i].password;

      g_test_message ("“%s”", password);
      g_assert_cmpint (kab_password_rules_is_min_met (NULL, operator_, password), ==, cases[i].min);
      g_assert_cmpint (kab_password_rules_is_max_met (NULL, operator_, password), ==, cases[i].max);
      g_assert_cmpint (kab_password_rules_is_alphabet_met (NULL, operator_, password), ==,
                       cases[i].alphabet);
    }
  assert_text ("min", kab_password_rules_describe_min (NULL, operator_),
               "Не" NBSP "короче 5" NBSP "символов");
  assert_text ("max", kab_password_rules_describe_max (NULL, operator_),
               "Не" NBSP "длиннее 10" NBSP "символов");
  assert_text ("not loaded", kab_password_rules_describe_min (NULL, NULL), "");
  g_assert_true (kab_password_rules_has_alphabet (NULL, operator_));
  g_assert_false (kab_password_rules_has_alphabet (NULL, lenient));
  g_assert_false (kab_password_rules_has_alphabet (NULL, NULL));
  g_assert_false (kab_password_rules_is_min_met (NULL, NULL, "kabinet1"));
}

static void
test_code (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    const char *digits;
  } cases[] = {
    { "123456", -1, "123456" },
    { "123 456", -1, "123456" },
    { "12-34-56", -1, "123456" },
    { "Код: 123456.", -1, "123456" },
    { "123" NBSP "456", -1, "123456" },
    { "abc", -1, "" },
    { "123456", 2, "12" },
    { "", -1, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_text (cases[i].text, kab_code_entry_filter (cases[i].text, cases[i].length),
                 cases[i].digits);
}

static void
test_countdown (void)
{
  assert_text ("over", kab_resend_button_describe (0), "Отправить новый код");
  assert_text ("seconds", kab_resend_button_describe (5), "Новый код через" NBSP "0:05");
  assert_text ("a minute", kab_resend_button_describe (60), "Новый код через" NBSP "1:00");
  assert_text ("more", kab_resend_button_describe (754), "Новый код через" NBSP "12:34");
}

static void
test_links (void)
{
  static const struct
  {
    const char *url;
    gboolean is_link;
  } cases[] = {
    { "https://sah67.ru/terms", TRUE },
    { "http://sah67.ru/terms", TRUE },
    { "file:///etc/passwd", FALSE },
    { "javascript:alert(1)", FALSE },
    { "", FALSE },
    { "sah67.ru/terms", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabDocument) document = kab_document_new ("terms", "Terms", cases[i].url, "1");

      g_test_message ("“%s”", cases[i].url);
      g_assert_cmpint (kab_consent_row_is_link (NULL, document), ==, cases[i].is_link);
    }
  g_assert_false (kab_consent_row_is_link (NULL, NULL));
}

static void
test_address (void)
{
  static const struct
  {
    const char *address;
    const char *expected;
  } cases[] = {
    { "", "" },
    { NULL, "" },
    { "214000, г. Смоленск, ул. Ленина, д. 15, кв. 27",
      "214000, г." NBSP "Смоленск, ул." NBSP "Ленина, д." NBSP "15, кв." NBSP "27" },
    { "корп. 2", "корп." NBSP "2" },
    { "Смоленск. Центр", "Смоленск. Центр" },
    { "д. 5. 7", "д." NBSP "5. 7" },
    { ". 1", ". 1" },
    { "д.5 кв.", "д.5 кв." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_text ("address", kab_words_address (cases[i].address), cases[i].expected);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  textdomain ("kabinet");
  set_language ("ru");

  g_test_add_func ("/words/due", test_due);
  g_test_add_func ("/words/account", test_account);
  g_test_add_func ("/words/address", test_address);
  g_test_add_func ("/words/offline", test_offline);
  g_test_add_func ("/words/field-faults", test_field_faults);
  g_test_add_func ("/words/typed", test_typed);
  g_test_add_func ("/words/password-rules", test_password_rules);
  g_test_add_func ("/words/code", test_code);
  g_test_add_func ("/words/countdown", test_countdown);
  g_test_add_func ("/words/links", test_links);

  return g_test_run ();
}
