/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cabinet-world.h"
#include "kab-news.h"

#define ACCOUNTS   "GET /accounts"
#define PAYMENTS_1 "GET /accounts/123543566/payments"
#define PAYMENTS_2 "GET /accounts/200417803/payments"
#define HOURS      (3 * 60 * 60)

#define ACCOUNT(number, month)                                                                    \
  "{\"number\":\"" number "\",\"label\":\"\",\"attached_at\":\"2020-03-01T09:00:00Z\",\"owner\":" \
  "\"Иванов\",\"address\":\"Смоленск\",\"to_pay\":44730,\"month\":\"" month "\"}"
#define FIRST(month) "{\"accounts\":[" ACCOUNT ("123543566", month) "]}"
#define TWO(month_1, month_2) \
  "{\"accounts\":[" ACCOUNT ("123543566", month_1) "," ACCOUNT ("200417803", month_2) "]}"
#define PAYMENTS(list) "{\"payments\":[" list "]}"
#define PAID(id)       SAMPLE_PAYMENT (id, "2020-02-04", "accepted")

/* A signed-in cabinet, its news, and what these told. */
typedef struct
{
  World world;
  char *folder;
  KabNews *news;
  GString *told;
} NewsWorld;

static void
bill_cb (KabNews *news, KabAccount *account, gpointer user_data)
{
  g_autofree char *month = kab_month_to_string (kab_account_get_month (account));

  g_string_append_printf (user_data, "bill %s %s;", kab_account_get_number (account), month);
}

static void
payment_cb (KabNews *news, KabAccount *account, gpointer user_data)
{
  g_string_append_printf (user_data, "payment %s;", kab_account_get_number (account));
}

static void
start_news (NewsWorld *self, guint interval)
{
  self->news = kab_news_new (self->world.cabinet, self->folder, interval);
  g_object_set (self->news, "bills", TRUE, "payments", TRUE, NULL);
  g_signal_connect (self->news, "bill", G_CALLBACK (bill_cb), self->told);
  g_signal_connect (self->news, "payment", G_CALLBACK (payment_cb), self->told);
}

static void
end_news (NewsWorld *self)
{
  WAIT_UNTIL (G_OBJECT (self->news)->ref_count == 1);
  g_assert_finalize_object (self->news);
}

static void
answer (NewsWorld *self, const char *accounts, const char *payments)
{
  fake_service_answer_json (self->world.service, ACCOUNTS, 200, accounts);
  fake_service_answer_json (self->world.service, PAYMENTS_1, 200, payments);
}

static void
set_up (NewsWorld *self, gconstpointer data)
{
  world_init (&self->world);
  self->folder = g_dir_make_tmp ("kabinet-news-XXXXXX", NULL);
  self->told = g_string_new (NULL);
  answer (self, TWO ("2020-02", "2020-02"), PAYMENTS (PAID ("p1")));
  fake_service_answer_json (self->world.service, PAYMENTS_2, 200, PAYMENTS (""));
  start_news (self, HOURS);
  world_settle (&self->world);
}

static void
tear_down (NewsWorld *self, gconstpointer data)
{
  if (self->news != NULL)
    end_news (self);
  world_clear (&self->world);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_string_free (self->told, TRUE);
}

/* (transfer full) (nullable): the one file in the folder. */
static char *
find_file (NewsWorld *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name = g_dir_read_name (folder);

  if (name == NULL)
    return NULL;
  /* Or a temporary one beside it. */
  if (!g_str_has_prefix (name, "seen-"))
    return NULL;
  return g_build_filename (self->folder, name, NULL);
}

static gboolean
file_says (NewsWorld *self, const char *words)
{
  g_autofree char *path = find_file (self);
  g_autofree char *text = NULL;

  return path != NULL && g_file_get_contents (path, &text, NULL, NULL) &&
         strstr (text, words) != NULL;
}

/* What is new is on the disk only when all has been looked at. */
#define WAIT_KEPT(words) WAIT_UNTIL (file_says (self, words))

static void
remove_file (NewsWorld *self)
{
  g_autofree char *path = find_file (self);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
assert_told (NewsWorld *self, const char *expected)
{
  g_assert_cmpstr (self->told->str, ==, expected);
  g_string_truncate (self->told, 0);
}

static void
test_refresh (NewsWorld *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  GStatBuf status;

  WAIT_KEPT ("\"month\":\"2020-02\",\"payments\":[\"p1\"]");
  assert_told (self, "");
  path = find_file (self);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_false (file_says (self, "44730"));

  answer (self, TWO ("2020-03", "2020-02"), PAYMENTS (PAID ("p1") "," PAID ("p2")));
  kab_cabinet_refresh (self->world.cabinet);
  WAIT_KEPT ("\"month\":\"2020-03\",\"payments\":[\"p1\",\"p2\"]");
  assert_told (self, "bill 123543566 2020-03;payment 123543566;");

  kab_cabinet_refresh (self->world.cabinet);
  WAIT_UNTIL (fake_service_count (self->world.service, PAYMENTS_2) == 3);
  world_wait_loaded (&self->world);
  run_until_idle ();
  assert_told (self, "");
  remove_file (self);
}

/* What comes while nobody looks is told at the next start. */
static void
test_start (NewsWorld *self, gconstpointer data)
{
  WAIT_KEPT ("[\"p1\"]");
  end_news (self);
  answer (self, TWO ("2020-03", "2020-04"), PAYMENTS (PAID ("p1")));
  kab_cabinet_refresh (self->world.cabinet);
  world_wait_loaded (&self->world);
  start_news (self, HOURS);
  WAIT_KEPT ("2020-04");
  assert_told (self, "bill 123543566 2020-03;bill 200417803 2020-04;");
  remove_file (self);
}

static void
test_damaged_file (NewsWorld *self, gconstpointer data)
{
  g_autofree char *path = NULL;

  WAIT_KEPT ("[\"p1\"]");
  end_news (self);
  path = find_file (self);
  g_assert_true (g_file_set_contents (path, "{\"accounts\":[{\"num", -1, NULL));
  answer (self, TWO ("2020-03", "2020-02"), PAYMENTS (PAID ("p1") "," PAID ("p2")));
  kab_cabinet_refresh (self->world.cabinet);
  world_wait_loaded (&self->world);
  start_news (self, HOURS);
  WAIT_KEPT ("\"p2\"");
  assert_told (self, "");
  remove_file (self);
}

static void
test_sign_out (NewsWorld *self, gconstpointer data)
{
  WAIT_KEPT ("[\"p1\"]");
  world_sign_out (&self->world);
  g_assert_null (find_file (self));
  run_until_idle ();
  g_assert_null (find_file (self));

  answer (self, TWO ("2020-03", "2020-02"), PAYMENTS (""));
  world_sign_in (&self->world);
  WAIT_KEPT ("2020-03");
  assert_told (self, "");
  remove_file (self);
}

/* The session ends while the payments are on their way: nothing is told, nothing is written. */
static void
test_sign_out_meanwhile (NewsWorld *self, gconstpointer data)
{
  WAIT_KEPT ("[\"p1\"]");
  fake_service_hold (self->world.service, PAYMENTS_1);
  answer (self, TWO ("2020-02", "2020-02"), PAYMENTS (PAID ("p2")));
  kab_cabinet_refresh (self->world.cabinet);
  WAIT_UNTIL (fake_service_count_held (self->world.service, PAYMENTS_1) == 1);
  world_sign_out (&self->world);
  fake_service_release (self->world.service, PAYMENTS_1);
  run_until_idle ();
  assert_told (self, "");
  g_assert_null (find_file (self));
}

/* After an expiry the same user goes on where they were. */
static void
test_expiry (NewsWorld *self, gconstpointer data)
{
  WAIT_KEPT ("[\"p1\"]");
  fake_service_answer_problem (self->world.service, PAYMENTS_1, 401, "session_expired");
  kab_cabinet_refresh (self->world.cabinet);
  WAIT_UNTIL (kab_cabinet_get_state (self->world.cabinet) == KAB_CABINET_EXPIRED);
  g_assert_true (file_says (self, "[\"p1\"]"));

  answer (self, TWO ("2020-03", "2020-02"), PAYMENTS (PAID ("p1")));
  world_sign_in (&self->world);
  WAIT_KEPT ("2020-03");
  assert_told (self, "bill 123543566 2020-03;");
  remove_file (self);
}

static void
test_failure (NewsWorld *self, gconstpointer data)
{
  WAIT_KEPT ("[\"p1\"]");
  answer (self, TWO ("2020-03", "2020-02"), PAYMENTS (PAID ("p2")));
  fake_service_answer_problem (self->world.service, PAYMENTS_1, 503, "billing_unavailable");
  kab_cabinet_refresh (self->world.cabinet);
  WAIT_KEPT ("2020-03");
  assert_told (self, "bill 123543566 2020-03;");

  answer (self, TWO ("2020-03", "2020-02"), PAYMENTS (PAID ("p1") "," PAID ("p2")));
  kab_cabinet_refresh (self->world.cabinet);
  WAIT_KEPT ("\"p2\"");
  assert_told (self, "payment 123543566;");
  remove_file (self);
}

/* What comes while it is not asked for is old when it is. */
static void
test_switches (NewsWorld *self, gconstpointer data)
{
  guint asked;

  WAIT_KEPT ("[\"p1\"]");
  g_object_set (self->news, "bills", FALSE, "payments", FALSE, NULL);
  WAIT_KEPT ("\"month\":\"2020-02\",\"payments\":null");
  asked = fake_service_count (self->world.service, PAYMENTS_1);
  answer (self, TWO ("2020-03", "2020-02"), PAYMENTS (PAID ("p1") "," PAID ("p2")));
  kab_cabinet_refresh (self->world.cabinet);
  WAIT_KEPT ("2020-03");
  g_assert_cmpuint (fake_service_count (self->world.service, PAYMENTS_1), ==, asked);

  g_object_set (self->news, "bills", TRUE, "payments", TRUE, NULL);
  WAIT_KEPT ("[\"p1\",\"p2\"]");
  assert_told (self, "");
  remove_file (self);
}

static void
test_detached (NewsWorld *self, gconstpointer data)
{
  WAIT_KEPT ("200417803");
  answer (self, FIRST ("2020-02"), PAYMENTS (PAID ("p1")));
  kab_cabinet_refresh (self->world.cabinet);
  WAIT_UNTIL (!file_says (self, "200417803"));
  assert_told (self, "");
  WAIT_KEPT ("123543566");
  remove_file (self);
}

/* A refresh while the one before is being looked at is looked at as well. */
static void
test_again (NewsWorld *self, gconstpointer data)
{
  WAIT_KEPT ("[\"p1\"]");
  fake_service_hold (self->world.service, PAYMENTS_1);
  kab_cabinet_refresh (self->world.cabinet);
  WAIT_UNTIL (fake_service_count_held (self->world.service, PAYMENTS_1) == 1);
  answer (self, TWO ("2020-03", "2020-02"), PAYMENTS (PAID ("p1")));
  world_wait_loaded (&self->world);
  kab_cabinet_refresh (self->world.cabinet);
  WAIT_UNTIL (fake_service_count (self->world.service, ACCOUNTS) == 3);
  world_wait_loaded (&self->world);
  fake_service_release (self->world.service, PAYMENTS_1);
  WAIT_KEPT ("2020-03");
  assert_told (self, "bill 123543566 2020-03;");
  remove_file (self);
}

static void
test_interval (NewsWorld *self, gconstpointer data)
{
  WAIT_KEPT ("[\"p1\"]");
  end_news (self);
  start_news (self, 1);
  answer (self, TWO ("2020-03", "2020-02"), PAYMENTS (PAID ("p1")));
  WAIT_KEPT ("2020-03");
  assert_told (self, "bill 123543566 2020-03;");
  remove_file (self);
}

#define ADD(name, function) g_test_add ("/news/" name, NewsWorld, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("refresh", test_refresh);
  ADD ("start", test_start);
  ADD ("damaged-file", test_damaged_file);
  ADD ("sign-out", test_sign_out);
  ADD ("sign-out-meanwhile", test_sign_out_meanwhile);
  ADD ("expiry", test_expiry);
  ADD ("failure", test_failure);
  ADD ("switches", test_switches);
  ADD ("detached", test_detached);
  ADD ("again", test_again);
  ADD ("interval", test_interval);
  return g_test_run ();
}
