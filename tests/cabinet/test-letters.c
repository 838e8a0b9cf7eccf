/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-store-letters.h"
#include "kab-store-receipts.h"
#include "rules-world.h"

/* What a letter about a receipt says when it leaves. */

#define OWN_PDF "%PDF-1.4 the operator's own"

static const KabMonth february = { 2020, 2 };

/* A user who wants letters and has the accounts 100 and 200, and a letter about each month that the
 * outbox is told of. */
static void
prepare (RulesWorld *world, KabVisitor *visitor)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, "ivanov@example.ru", "kabinet1");
  const gboolean wanting = TRUE;
  g_autoptr (GError) error = NULL;

  rules_world_add_accounts (world);
  rules_world_sign_in (world, session, visitor);
  g_autoptr (KabProfile) profile =
    kab_rules_update_profile (world->rules, visitor, NULL, NULL, &wanting, &error);
  g_assert_no_error (error);
  rules_world_run (world, "INSERT INTO attachments SELECT id, 1, '', 0 FROM users;"
                          "INSERT INTO attachments SELECT id, 2, '', 0 FROM users;");
}

/* (transfer full): claimed, as the mailer does it. */
static KabLetter *
claim (RulesWorld *world, int account, int tries)
{
  g_autofree char *sql = g_strdup_printf (
    "DELETE FROM letters; INSERT INTO letters SELECT 9, email, '', '', 0, 0, %d, 0, id, %d, %d "
    "FROM users",
    tries, account, kab_month_index (february));
  g_autoptr (GError) error = NULL;
  gint64 next_due;

  rules_world_run (world, sql);
  KabLetter *letter = kab_store_claim_letter (world->store, world->now, 1, &next_due, &error);
  g_assert_no_error (error);
  g_assert_nonnull (letter);
  return letter;
}

static KabLetter *
write_one (RulesWorld *world, int account)
{
  KabLetter *letter = claim (world, account, 0);
  g_autoptr (GError) error = NULL;
  gboolean wanted;

  kab_rules_write_letter (world->rules, letter, &wanted, &error);
  g_assert_no_error (error);
  g_assert_true (wanted);
  return letter;
}

#define assert_says(letter, text) g_assert_nonnull (strstr ((letter)->body, text))

static void
test_text (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  prepare (world, &visitor);
  g_autoptr (KabLetter) letter = write_one (world, 1);
  g_assert_cmpstr (letter->subject, ==, "Квитанция за февраль 2020");
  g_assert_cmpstr (letter->body, ==,
                   "Здравствуйте!\n"
                   "\n"
                   "Пришла новая квитанция за февраль 2020 года.\n"
                   "\n"
                   "Лицевой счет: 100\n"
                   "К оплате: 447,30\u00a0₽\n"
                   "\n"
                   "Квитанция приложена к этому письму. Она есть и в личном кабинете,\n"
                   "в разделе «Квитанции».\n"
                   "\n"
                   "Если такие письма вам не нужны, откройте в программе «Профиль» →\n"
                   "«Уведомления» и выключите «Квитанции на почту».\n"
                   "\n-- \n"
                   "АО «Спецавтохозяйство»\n"
                   "Телефон: +7 (4812) 00-00-00\n"
                   "https://sah67.ru/\n");
  g_assert_cmpstr (letter->file, ==, "Квитанция 100 2020-02.pdf");
  g_assert_cmpstr (letter->file_ascii, ==, "100 2020-02.pdf");

  /* What is drawn for a letter is not kept, and is what the window gets. */
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM receipts"), ==, 0);
  g_autoptr (KabReceipt) served =
    kab_rules_get_receipt (world->rules, &visitor, "100", february, &pdf, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (pdf, letter->attachment));
}

static void
test_amounts (RulesWorld *world, gconstpointer data)
{
  static const struct
  {
    const char *closing;
    const char *says;
  } cases[] = {
    { "-12000", "\nПереплата: 120,00\u00a0₽\n" },
    { "0", "\nВсе оплачено\n" },
    { "123456789", "\nК оплате: 1\u00a0234\u00a0567,89\u00a0₽\n" },
  };
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;

  prepare (world, &visitor);
  g_autoptr (KabAccount) named =
    kab_rules_set_label (world->rules, &visitor, "200", "Дача у мамы", &error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("UPDATE lines SET closing = %s WHERE account_id = 2", cases[i].closing);

      rules_world_run (world, sql);
      g_autoptr (KabLetter) letter = write_one (world, 2);
      assert_says (letter, cases[i].says);
      assert_says (letter, "\nЛицевой счет: 200 (Дача у мамы)\n");
    }
}

/* An operator's own goes first; too large a one is told of, and stays where it is. */
static void
test_own (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GDateTime) issued_at = kab_time_from_unix (1583020800);
  g_autofree char *sha256 = g_strnfill (64, 'a');

  prepare (world, &visitor);
  for (int large = 0; large < 2; large++)
    {
      gsize size = large ? 8 * 1024 * 1024 : strlen (OWN_PDF);
      g_autofree char *content = g_malloc0 (size);
      g_autoptr (GBytes) own = NULL;
      g_autoptr (KabReceipt) receipt = NULL;
      g_autoptr (GError) error = NULL;
      gboolean changed;

      memcpy (content, OWN_PDF, strlen (OWN_PDF));
      own = g_bytes_new (content, size);
      sha256[0] = (char) ('a' + large);
      receipt = kab_receipt_new (february, 44730, issued_at, (gint64) size, sha256);
      g_assert_true (kab_store_put_own_receipt (world->store, 1, receipt, own, &changed, &error));
      g_autoptr (KabLetter) letter = write_one (world, 1);
      g_assert_cmpint (letter->attachment != NULL, ==, !large);
      assert_says (letter, large ? "\nПриложить квитанцию к этому письму не получилось. Откройте"
                                 : "\nКвитанция приложена к этому письму.");
      assert_says (letter, "\nК оплате: 447,30\u00a0₽\n");
      if (!large)
        g_assert_true (g_bytes_equal (own, letter->attachment));
    }
}

/* Whoever has changed their mind meanwhile gets none. */
static void
test_unwanted (RulesWorld *world, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE users SET receipts_by_mail = 0",
    "DELETE FROM attachments WHERE account_id = 1",
    "DELETE FROM users",
  };
  g_auto (KabVisitor) visitor = { 0 };

  prepare (world, &visitor);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (KabLetter) letter = claim (world, 1, 0);
      g_autoptr (GError) error = NULL;
      gboolean wanted = TRUE;

      rules_world_run (world, changes[i]);
      g_assert_true (kab_rules_write_letter (world->rules, letter, &wanted, &error));
      g_assert_no_error (error);
      g_assert_false (wanted);
      rules_world_run (world, "UPDATE users SET receipts_by_mail = 1;"
                              "INSERT OR IGNORE INTO attachments SELECT id, 1, '', 0 FROM users");
    }
  /* Nor does the outbox keep what was for one who is gone. */
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM letters"), ==, 0);
}

/* Bank details with which no receipt can be drawn: the administrator has some time to mend them,
 * and then the letter goes without. */
static void
test_cannot_be_drawn (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (KabLetter) early = NULL;
  g_autoptr (KabLetter) late = NULL;
  g_autoptr (GError) error = NULL;
  gboolean wanted;

  prepare (world, &visitor);
  rules_world_run (world, "UPDATE accounts SET number = '1\t0' WHERE id = 1");
  early = claim (world, 1, 4);
  g_assert_false (kab_rules_write_letter (world->rules, early, &wanted, &error));
  g_assert_error (error, KAB_ERROR, KAB_ERROR_FORMAT);
  g_assert_null (strstr (error->message, "ivanov"));
  g_clear_error (&error);

  late = claim (world, 1, 5);
  g_assert_true (kab_rules_write_letter (world->rules, late, &wanted, &error));
  g_assert_true (wanted);
  g_assert_null (late->attachment);
  g_assert_null (late->file);
  assert_says (late, "\nПриложить квитанцию к этому письму не получилось.");
  assert_says (late, "\nК оплате: 447,30\u00a0₽\n");
}

/* Whatever step of the database fails, it is tried again, and nothing has changed. */
static void
test_steps (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };

  prepare (world, &visitor);
  for (int step = 1;; step++)
    {
      g_autoptr (KabLetter) letter = claim (world, 1, 0);
      g_autoptr (GError) error = NULL;
      gboolean wanted;
      gboolean done;

      kab_store_fail_after (world->store, step);
      done = kab_rules_write_letter (world->rules, letter, &wanted, &error);
      if (kab_store_fail_after (world->store, 0) > 0)
        {
          g_assert_true (done);
          g_assert_cmpint (step, >, 4);
          break;
        }
      g_assert_false (done);
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (RulesWorld *world, gconstpointer data);
  } tests[] = {
    { "/letters/text", test_text },
    { "/letters/amounts", test_amounts },
    { "/letters/own", test_own },
    { "/letters/unwanted", test_unwanted },
    { "/letters/cannot-be-drawn", test_cannot_be_drawn },
    { "/letters/steps", test_steps },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, RulesWorld, NULL, rules_world_set_up, tests[i].test,
                rules_world_tear_down);
  return g_test_run ();
}
