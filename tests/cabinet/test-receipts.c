/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-database.h"
#include "kab-store-billing.h"
#include "rules-world.h"

#define NONE KAB_MONTH_NONE

static const KabMonth february = { 2020, 2 };

/* Signed in, with the account 100 of four months attached. */
static void
prepare (RulesWorld *world, KabVisitor *visitor)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, "ivanov@example.ru", "kabinet1");

  rules_world_add_accounts (world);
  rules_world_sign_in (world, session, visitor);
  rules_world_run (world, "INSERT INTO attachments SELECT id, 1, '', 0 FROM users;"
                          "INSERT INTO attachments SELECT id, 3, '', 0 FROM users;");
}

static GPtrArray *
list (RulesWorld *world, const KabVisitor *visitor, KabMonth from, KabMonth to)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *receipts = kab_rules_list_receipts (world->rules, visitor, "100", from, to, &error);

  g_assert_no_error (error);
  return receipts;
}

static KabReceipt *
get (RulesWorld *world, const KabVisitor *visitor, KabMonth month, GBytes **pdf)
{
  g_autoptr (GError) error = NULL;
  KabReceipt *receipt = kab_rules_get_receipt (world->rules, visitor, "100", month, pdf, &error);

  g_assert_no_error (error);
  return receipt;
}

static gint64
count_kept (RulesWorld *world)
{
  return rules_world_count (world, "SELECT COUNT(*) FROM receipts");
}

/* One and the same, whichever way it was come by. */
static void
assert_same (KabReceipt *one, KabReceipt *other)
{
  g_assert_cmpint (kab_month_compare (kab_receipt_get_month (one), kab_receipt_get_month (other)),
                   ==, 0);
  g_assert_cmpint (kab_receipt_get_total (one), ==, kab_receipt_get_total (other));
  g_assert_cmpint (kab_receipt_get_size (one), ==, kab_receipt_get_size (other));
  g_assert_cmpstr (kab_receipt_get_sha256 (one), ==, kab_receipt_get_sha256 (other));
  g_assert_true (
    g_date_time_equal (kab_receipt_get_issued_at (one), kab_receipt_get_issued_at (other)));
}

static void
test_list (RulesWorld *world, gconstpointer data)
{
  static const gint64 totals[] = { 20000, 30000, 40000, 44730 };
  g_auto (KabVisitor) visitor = { 0 };

  prepare (world, &visitor);
  g_autoptr (GPtrArray) receipts = list (world, &visitor, NONE, NONE);
  g_assert_cmpuint (receipts->len, ==, G_N_ELEMENTS (totals));
  g_assert_cmpint (count_kept (world), ==, G_N_ELEMENTS (totals));
  for (guint i = 0; i < receipts->len; i++)
    {
      KabReceipt *receipt = receipts->pdata[i];
      KabMonth month = kab_month_add (february, (int) i - 3);
      KabMonth next = kab_month_add (month, 1);
      g_autoptr (GDateTime) issued_at = g_date_time_new_utc (next.year, next.month, 1, 0, 0, 0.0);
      g_autoptr (GBytes) pdf = NULL;
      g_autoptr (KabReceipt) served = get (world, &visitor, month, &pdf);
      g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);

      g_assert_cmpint (kab_receipt_get_total (receipt), ==, totals[i]);
      g_assert_true (g_date_time_equal (kab_receipt_get_issued_at (receipt), issued_at));
      g_assert_cmpstr (kab_receipt_get_sha256 (receipt), ==, sha256);
      g_assert_cmpint (kab_receipt_get_size (receipt), ==, g_bytes_get_size (pdf));
      g_assert_true (g_str_has_prefix (g_bytes_get_data (pdf, NULL), "%PDF-"));
      assert_same (receipt, served);
    }

  g_autoptr (GPtrArray) some =
    list (world, &visitor, (KabMonth){ 2019, 12 }, (KabMonth){ 2020, 1 });
  g_assert_cmpuint (some->len, ==, 2);
  assert_same (some->pdata[0], receipts->pdata[1]);
}

/* What is kept is served, not drawn; and drawn only where it is wanted. */
static void
test_kept (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (GBytes) third = NULL;

  prepare (world, &visitor);
  g_autoptr (KabReceipt) drawn = get (world, &visitor, february, &first);
  g_assert_cmpint (count_kept (world), ==, 1);
  g_autoptr (KabReceipt) again = get (world, &visitor, february, &second);
  assert_same (drawn, again);
  g_assert_true (g_bytes_equal (first, second));
  /* Another owner draws another receipt, but an issued one stays. */
  rules_world_run (world, "UPDATE accounts SET owner = 'Другой'");
  g_autoptr (KabReceipt) later = get (world, &visitor, february, &third);
  g_assert_true (g_bytes_equal (first, third));
  rules_world_run (world, "UPDATE receipts SET pdf = x'25504446'");
  g_clear_pointer (&third, g_bytes_unref);
  g_clear_object (&later);
  later = get (world, &visitor, february, &third);
  g_assert_cmpuint (g_bytes_get_size (third), ==, 4);
}

static void
test_refused (RulesWorld *world, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *number;
    KabMonth month;
  } cases[] = {
    { "a month without a statement", "100", { 2020, 3 } },
    { "an account without months", "300", { 2020, 2 } },
    { "another's account", "200", { 2020, 2 } },
    { "no account", "999", { 2020, 2 } },
    { "no number", "!", { 2020, 2 } },
  };
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;

  prepare (world, &visitor);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) pdf = NULL;

      g_test_message ("%s", cases[i].name);
      g_assert_null (kab_rules_get_receipt (world->rules, &visitor, cases[i].number, cases[i].month,
                                            &pdf, &error));
      g_assert_null (pdf);
      rules_assert_refused (error, KAB_ERROR_NOT_FOUND);
    }
  g_assert_null (kab_rules_list_receipts (world->rules, &visitor, "200", NONE, NONE, &error));
  rules_assert_refused (error, KAB_ERROR_NOT_FOUND);
  g_assert_null (kab_rules_list_receipts (world->rules, &visitor, "100", february,
                                          (KabMonth){ 2020, 1 }, &error));
  rules_assert_refused (error, KAB_ERROR_INVALID_INPUT);
  g_autoptr (GPtrArray) none =
    kab_rules_list_receipts (world->rules, &visitor, "300", NONE, NONE, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpint (count_kept (world), ==, 0);
}

static void
correct_february (KabStore *store, gint64 closing)
{
  g_autoptr (GError) error = NULL;
  KabBilledLine line = { .month = kab_month_index (february),
                         .service = "Обращение с ТКО",
                         .unit = "чел.",
                         .quantity = "5",
                         .tariff = "89.46",
                         .opening = 40000,
                         .charged = closing - 40000,
                         .closing = closing,
                         .reason = "" };
  g_autoptr (KabTransaction) transaction = kab_transaction_begin (store, &error);

  g_assert_no_error (error);
  g_assert_true (kab_store_put_line (store, 1, &line, &error));
  g_assert_true (kab_store_commit (store, &error));
}

/* Withdrawn and issued again. */
static void
test_corrected (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };

  prepare (world, &visitor);
  g_autoptr (GPtrArray) before = list (world, &visitor, NONE, NONE);
  correct_february (world->store, 41000);
  g_assert_cmpint (count_kept (world), ==, 3);
  g_autoptr (GPtrArray) after = list (world, &visitor, NONE, NONE);
  g_assert_cmpint (count_kept (world), ==, 4);
  assert_same (before->pdata[2], after->pdata[2]);
  g_assert_cmpint (kab_receipt_get_total (after->pdata[3]), ==, 45000);
  g_assert_cmpstr (kab_receipt_get_sha256 (before->pdata[3]), !=,
                   kab_receipt_get_sha256 (after->pdata[3]));
  /* Corrected back, it is the former one. */
  correct_february (world->store, 40730);
  g_autoptr (GPtrArray) back = list (world, &visitor, NONE, NONE);
  assert_same (before->pdata[3], back->pdata[3]);
}

static void
put_payment (KabStore *store, const char *date, const char *state)
{
  g_autoptr (GError) error = NULL;
  KabBilledPayment payment = { .id = "p",
                               .service = "Уборка",
                               .date = date,
                               .amount = 100,
                               .channel = "",
                               .document = "",
                               .state = state };

  g_assert_true (kab_store_put_payment (store, 1, &payment, &error));
  g_assert_no_error (error);
}

/* A receipt names the day of the last payment. */
static void
test_paid (RulesWorld *world, gconstpointer data)
{
  static const struct
  {
    const char *date;
    const char *state;
    gboolean shown; /* otherwise than before */
  } steps[] = {
    { "2020-02-07", "processing", FALSE }, { "2020-02-07", "accepted", TRUE },
    { "2020-02-29", "accepted", TRUE },    { "2020-02-29", "accepted", FALSE },
    { "2020-02-29", "returned", TRUE },
  };
  g_auto (KabVisitor) visitor = { 0 };

  prepare (world, &visitor);
  g_autoptr (GPtrArray) before = list (world, &visitor, NONE, NONE);
  g_autofree char *former = g_strdup (kab_receipt_get_sha256 (before->pdata[3]));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GPtrArray) after = NULL;

      g_test_message ("%s %s", steps[i].date, steps[i].state);
      put_payment (world->store, steps[i].date, steps[i].state);
      after = list (world, &visitor, NONE, NONE);
      g_assert_cmpint (g_strcmp0 (former, kab_receipt_get_sha256 (after->pdata[3])) != 0, ==,
                       steps[i].shown);
      for (guint j = 0; j < 3; j++)
        assert_same (before->pdata[j], after->pdata[j]);
      g_free (former);
      former = g_strdup (kab_receipt_get_sha256 (after->pdata[3]));
    }
  g_assert_cmpstr (former, ==, kab_receipt_get_sha256 (before->pdata[3]));
}

/* A long import holds the database: receipts are served, and kept later. */
static void
test_while_written (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GBytes) again = NULL;

  prepare (world, &visitor);
  g_autoptr (KabStore) importing = kab_store_open (world->url, &error);
  g_assert_true (kab_store_begin (importing, &error));
  g_autoptr (KabReceipt) drawn = get (world, &visitor, february, &pdf);
  g_autoptr (GPtrArray) listed = list (world, &visitor, NONE, NONE);
  g_assert_cmpuint (listed->len, ==, 4);
  assert_same (drawn, listed->pdata[3]);
  g_assert_cmpint (count_kept (world), ==, 0);
  kab_store_rollback (importing);
  g_autoptr (KabReceipt) later = get (world, &visitor, february, &again);
  assert_same (drawn, later);
  g_assert_true (g_bytes_equal (pdf, again));
  g_assert_cmpint (count_kept (world), ==, 1);
}

/* Each step of the database fails in turn: a clean error, and what is kept is whole. */
static void
test_fault (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };
  g_autoptr (GError) error = NULL;
  int step = 1;

  prepare (world, &visitor);
  while (TRUE)
    {
      g_autoptr (GPtrArray) receipts = NULL;

      rules_world_run (world, "DELETE FROM receipts");
      kab_store_fail_after (world->store, step++);
      receipts = kab_rules_list_receipts (world->rules, &visitor, "100", NONE, NONE, &error);
      if (kab_store_fail_after (world->store, 0) > 0)
        {
          g_assert_cmpuint (receipts->len, ==, 4);
          break;
        }
      g_assert_null (receipts);
      rules_assert_refused (error, KAB_ERROR_INTERNAL);
      g_assert_cmpint (count_kept (world) % 4, ==, 0);
    }
  g_assert_cmpint (step, >, 10);

  for (step = 1;; step++)
    {
      g_autoptr (GBytes) pdf = NULL;
      g_autoptr (KabReceipt) receipt = NULL;

      rules_world_run (world, "DELETE FROM receipts");
      kab_store_fail_after (world->store, step);
      receipt = kab_rules_get_receipt (world->rules, &visitor, "100", february, &pdf, &error);
      if (kab_store_fail_after (world->store, 0) > 0)
        {
          g_assert_nonnull (receipt);
          break;
        }
      g_assert_null (receipt);
      rules_assert_refused (error, KAB_ERROR_INTERNAL);
    }
  g_assert_cmpint (step, >, 10);
}

typedef struct
{
  RulesWorld *world;
  const KabVisitor *visitor;
  guint32 seed;
  int *ready;   /* atomic: threads that stand at the start */
  int *running; /* atomic: cleared when the import is done; NULL: four rounds */
} Reader;

static gpointer
read_receipts (gpointer data)
{
  Reader *reader = data;
  RulesWorld own;
  int rounds = 0;

  rules_world_add_rules (reader->world, &own, reader->seed);
  g_atomic_int_inc (reader->ready);
  while (g_atomic_int_get (reader->ready) < 2)
    g_thread_yield ();
  do
    {
      g_autoptr (GBytes) pdf = NULL;
      g_autoptr (KabReceipt) receipt = get (&own, reader->visitor, february, &pdf);
      g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);

      g_assert_cmpstr (kab_receipt_get_sha256 (receipt), ==, sha256);
      g_ptr_array_unref (list (&own, reader->visitor, NONE, NONE));
      rounds++;
    }
  while (reader->running != NULL ? g_atomic_int_get (reader->running) != 0 : rounds < 4);
  rules_world_clear_rules (&own);
  return NULL;
}

/* Two services draw the same at once: one row a month, and the same receipt for both. */
static void
test_at_once (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };
  int ready = 0;
  Reader readers[2] = { { world, &visitor, 1, &ready, NULL },
                        { world, &visitor, 2, &ready, NULL } };
  GThread *threads[2];

  prepare (world, &visitor);
  for (int i = 0; i < 2; i++)
    threads[i] = g_thread_new ("reader", read_receipts, &readers[i]);
  for (int i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (count_kept (world), ==, 4);
}

/* Imports change the month while it is being drawn: what is kept in the end is of the last one. */
static void
test_corrected_at_once (RulesWorld *world, gconstpointer data)
{
  g_auto (KabVisitor) visitor = { 0 };
  int ready = 1;
  int running = 1;
  Reader reader = { world, &visitor, 1, &ready, &running };
  GThread *thread = NULL;

  prepare (world, &visitor);
  thread = g_thread_new ("reader", read_receipts, &reader);
  while (g_atomic_int_get (&ready) < 2)
    g_thread_yield ();
  for (int i = 1; i <= 100; i++)
    correct_february (world->store, 41000 + i);
  g_atomic_int_set (&running, 0);
  g_thread_join (thread);

  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (KabReceipt) served = get (world, &visitor, february, &pdf);
  g_assert_cmpint (kab_receipt_get_total (served), ==, 41100 + 4000);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (RulesWorld *world, gconstpointer data);
  } tests[] = {
    { "/cabinet/receipts/list", test_list },
    { "/cabinet/receipts/kept", test_kept },
    { "/cabinet/receipts/refused", test_refused },
    { "/cabinet/receipts/corrected", test_corrected },
    { "/cabinet/receipts/paid", test_paid },
    { "/cabinet/receipts/while-written", test_while_written },
    { "/cabinet/receipts/fault", test_fault },
    { "/cabinet/receipts/at-once", test_at_once },
    { "/cabinet/receipts/corrected-at-once", test_corrected_at_once },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, RulesWorld, NULL, rules_world_set_up, tests[i].test,
                rules_world_tear_down);
  return g_test_run ();
}
