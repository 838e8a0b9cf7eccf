/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "kab-database.h"
#include "kab-store-letters.h"
#include "rules-world.h"

static const char operator_ini[] = "[operator]\n"
                                   "name=АО «Спецавтохозяйство»\n"
                                   "title=Личный кабинет\n"
                                   "[contacts]\n"
                                   "phone=+7 (4812) 00-00-00\n"
                                   "email=abonent@sah67.ru\n"
                                   "site=https://sah67.ru/\n"
                                   "address=г. Смоленск\n"
                                   "hours=пн–пт\n"
                                   "[password]\n"
                                   "min_length=5\n"
                                   "max_length=10\n"
                                   "alphabet=latin_letters_and_digits\n"
                                   "[attach]\n"
                                   "fields=number;receipt_amount\n"
                                   "[payee]\n"
                                   "name=АО «Спецавтохозяйство»\n"
                                   "inn=6700000000\n"
                                   "kpp=670001001\n"
                                   "account=40702810000000000000\n"
                                   "bank=Смоленский банк (образец)\n"
                                   "bic=046614000\n"
                                   "correspondent_account=30101810000000000000\n"
                                   "[document terms]\n"
                                   "title=Соглашение\n"
                                   "url=https://sah67.ru/terms\n"
                                   "version=" RULES_TERMS "\n"
                                   "[document personal_data]\n"
                                   "title=Согласие\n"
                                   "url=https://sah67.ru/personal-data\n"
                                   "version=" RULES_TERMS "\n";

const KabCaller rules_caller = { "192.0.2.1", "test" };

static gint64
get_fake_time (gpointer data)
{
  const RulesWorld *self = data;

  return self->now;
}

static void
fill_fake_random (gpointer data, guint8 *bytes, gsize length)
{
  RulesWorld *self = data;

  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) g_rand_int (self->rand);
}

static void
open_rules (RulesWorld *self, guint32 seed)
{
  const KabWorld world = { get_fake_time, fill_fake_random, self };
  g_autoptr (GError) error = NULL;

  self->rand = g_rand_new_with_seed (seed);
  self->store = kab_store_open (self->url, &error);
  g_assert_no_error (error);
  self->rules = kab_rules_new (self->store, self->operator_, &world);
  kab_rules_set_password_cost (self->rules, crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN);
}

void
rules_world_set_up (RulesWorld *self, gconstpointer data)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_key_file_load_from_data (file, operator_ini, -1, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  self->operator_ = kab_operator_new_from_key_file (file, &error);
  g_assert_no_error (error);
  self->directory = g_dir_make_tmp ("kabinet-rules-XXXXXX", &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("sqlite:%s/kabinet.db", self->directory);
  self->now = RULES_START;
  open_rules (self, 42);
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
  g_rmdir (path);
}

void
rules_world_tear_down (RulesWorld *self, gconstpointer data)
{
  rules_world_clear_rules (self);
  remove_directory (self->directory);
  g_free (self->directory);
  g_free (self->url);
  g_object_unref (self->operator_);
}

KabRules *
rules_world_add_rules (RulesWorld *self, RulesWorld *other, guint32 seed)
{
  *other = (RulesWorld){ .url = self->url, .operator_ = self->operator_, .now = self->now };
  open_rules (other, seed);
  return other->rules;
}

void
rules_world_clear_rules (RulesWorld *other)
{
  kab_rules_free (other->rules);
  kab_store_close (other->store);
  g_rand_free (other->rand);
}

void
rules_world_run (RulesWorld *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabDatabase) database = kab_database_open (self->url, &error);

  g_assert_no_error (error);
  kab_database_run_script (database, sql, &error);
  g_assert_no_error (error);
}

gint64
rules_world_count (RulesWorld *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabDatabase) database = kab_database_open (self->url, &error);
  g_assert_no_error (error);
  g_autoptr (KabRows) rows = kab_database_select (database, sql, "");

  g_assert_true (kab_rows_next (rows, &error));
  return kab_rows_get_int (rows, 0);
}

char *
rules_world_dump (RulesWorld *self)
{
  static const char *const queries[] = {
    "SELECT 'user ' || id || ' ' || email || ' ' || password || ' ' || name || ' ' || phone || ' ' "
    "|| "
    "receipts_by_mail || ' ' || created_at FROM users ORDER BY id",
    "SELECT 'consent ' || user_id || ' ' || kind || ' ' || version || ' ' || accepted_at FROM "
    "consents "
    "ORDER BY user_id, kind, version",
    "SELECT 'registration ' || email || ' ' || password || ' ' || consents || ' ' || created_at "
    "FROM registrations "
    "ORDER BY email",
    "SELECT 'code ' || email || ' ' || purpose || ' ' || code || ' ' || expires_at FROM codes "
    "ORDER BY email, purpose",
    "SELECT 'session ' || id || ' ' || user_id || ' ' || token || ' ' || client || ' ' || "
    "created_at || ' ' || "
    "last_used_at || ' ' || expires_at FROM sessions ORDER BY id",
    "SELECT 'letter ' || id || ' ' || recipient || ' ' || subject FROM letters ORDER BY id",
    "SELECT 'attachment ' || user_id || ' ' || account_id || ' ' || label || ' ' || attached_at "
    "FROM attachments "
    "ORDER BY user_id, account_id",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KabDatabase) database = kab_database_open (self->url, &error);
  GString *dump = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (KabRows) rows = kab_database_select (database, queries[i], "");

      while (kab_rows_next (rows, &error))
        g_string_append_printf (dump, "%s\n", kab_rows_get_text (rows, 0));
      g_assert_no_error (error);
    }

  return g_string_free (dump, FALSE);
}

static void
add_month (GString *sql, int account, KabMonth month, const char *service, int opening, int closing)
{
  g_string_append_printf (
    sql, "INSERT INTO lines VALUES (%d, %d, '%s', 'чел.', '5', '89.46', %d, %d, 0, 0, 0, %d, '');",
    account, kab_month_index (month), service, opening, closing - opening, closing);
}

void
rules_world_add_accounts (RulesWorld *self)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  for (int i = 1; i <= 3; i++)
    g_string_append_printf (
      sql,
      "INSERT INTO accounts VALUES (%d, '%d00', 'Владелец %d', 'Смоленск', 'Смоленск, 1', "
      "'+7 900', 'a@b.ru', 'Д-%d', 5, 4);",
      i, i, i, i);
  add_month (sql, 1, (KabMonth){ 2019, 11 }, "Обращение с ТКО", 0, 20000);
  add_month (sql, 1, (KabMonth){ 2019, 12 }, "Обращение с ТКО", 20000, 30000);
  add_month (sql, 1, (KabMonth){ 2020, 1 }, "Обращение с ТКО", 30000, 40000);
  /* The latest month has two services. */
  add_month (sql, 1, (KabMonth){ 2020, 2 }, "Обращение с ТКО", 40000, 40730);
  add_month (sql, 1, (KabMonth){ 2020, 2 }, "Уборка", 0, 4000);
  add_month (sql, 2, (KabMonth){ 2020, 2 }, "Обращение с ТКО", 0, -12000);
  rules_world_run (self, sql->str);
}

GPtrArray *
rules_consents (void)
{
  GPtrArray *consents = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_consent_free);

  /* The time is the service's to say; this one must show nowhere. */
  g_autoptr (GDateTime) never = kab_time_from_unix (0);

  g_ptr_array_add (consents, kab_consent_new ("terms", RULES_TERMS, never));
  g_ptr_array_add (consents, kab_consent_new ("personal_data", RULES_TERMS, never));
  return consents;
}

char *
rules_world_take_letter (RulesWorld *self, const char *email, int *count)
{
  g_autofree char *body = NULL;
  int taken = 0;

  while (TRUE)
    {
      g_autoptr (GError) error = NULL;
      gint64 next_due;
      g_autoptr (KabLetter) letter =
        kab_store_claim_letter (self->store, self->now, 1, &next_due, &error);

      g_assert_no_error (error);
      if (letter == NULL)
        break;
      if (strcmp (letter->recipient, email) == 0)
        {
          g_free (body);
          body = g_steal_pointer (&letter->body);
          taken++;
        }
      g_assert_true (kab_store_letter_sent (self->store, letter->id, &error));
    }

  if (count != NULL)
    *count = taken;
  return g_steal_pointer (&body);
}

char *
rules_world_take_code (RulesWorld *self, const char *email)
{
  g_autofree char *body = rules_world_take_letter (self, email, NULL);

  g_assert_nonnull (body);
  const char *line = strstr (body, "\nКод: ");
  g_assert_nonnull (line);
  line += strlen ("\nКод: ");
  g_assert_cmpint (line[6], ==, '\n');
  return g_strndup (line, 6);
}

char *
rules_wrong_code (const char *code)
{
  char *wrong = g_strdup (code);

  wrong[5] = wrong[5] == '9' ? '0' : (char) (wrong[5] + 1);
  return wrong;
}

KabSession *
rules_world_add_user (RulesWorld *self, const char *email, const char *password)
{
  g_autoptr (GPtrArray) consents = rules_consents ();
  g_autoptr (GError) error = NULL;
  gint64 expires_at;

  kab_rules_register (self->rules, email, password, consents, &rules_caller, &expires_at, &error);
  g_assert_no_error (error);
  g_autofree char *code = rules_world_take_code (self, email);
  KabSession *session = kab_rules_confirm (self->rules, email, code, &rules_caller, &error);
  g_assert_no_error (error);
  return session;
}

void
rules_world_sign_in (RulesWorld *self, KabSession *session, KabVisitor *visitor)
{
  g_autoptr (GError) error = NULL;

  kab_rules_authorise (self->rules, kab_session_get_token (session), visitor, &error);
  g_assert_no_error (error);
}
