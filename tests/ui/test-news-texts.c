/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-date.h"
#include "kab-news-text.h"
#include "language.h"

static KabAccount *
create_account (const char *label, KabMonth month)
{
  g_autoptr (GDateTime) time = kab_time_from_unix (1583053200);

  return kab_account_new ("123543566", label, time, "Иванов", "Смоленск", month, 44730);
}

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_bill (void)
{
  g_autoptr (KabAccount) march = create_account ("", (KabMonth){ 2020, 3 });
  g_autoptr (KabAccount) may = create_account ("Дача", (KabMonth){ 2026, 5 });

  assert_text (kab_news_text_bill (march), "Новая квитанция за"
                                           "\u00a0"
                                           "март\u00a02020");
  assert_text (kab_news_text_bill (may), "Новая квитанция за"
                                         "\u00a0"
                                         "май\u00a02026");
}

static void
test_account (void)
{
  g_autoptr (KabAccount) plain = create_account ("", KAB_MONTH_NONE);
  g_autoptr (KabAccount) named = create_account ("Дача", KAB_MONTH_NONE);

  assert_text (kab_news_text_payment (), "Поступила оплата");
  assert_text (kab_news_text_account (plain, FALSE), "№" NBSP "123543566");
  assert_text (kab_news_text_account (named, FALSE), "Дача");
  assert_text (kab_news_text_account (named, TRUE), NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  textdomain ("kabinet");
  set_language ("ru");

  g_test_add_func ("/news-texts/bill", test_bill);
  g_test_add_func ("/news-texts/account", test_account);

  return g_test_run ();
}
