/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rules-world.h"

/* Two services on one database at the same moment: what is counted is counted once, what may happen
 * once happens once. */

#define EMAIL    "ivanov@example.ru"
#define PASSWORD "kabinet1"
#define TRIES    12

typedef struct Crowd Crowd;
typedef void (*Try) (KabRules *rules, Crowd *crowd, int number, GError **error);

struct Crowd
{
  RulesWorld *world;
  Try try;
  const char *code;
  const KabVisitor *visitor;
  int ready;                          /* atomic: threads that stand at the start */
  int outcomes[KAB_ERROR_FAILED + 1]; /* atomic: by code; what went well is under FAILED */
};

typedef struct
{
  Crowd *crowd;
  guint32 seed;
} Member;

static gpointer
run_member (gpointer data)
{
  Member *member = data;
  Crowd *crowd = member->crowd;
  RulesWorld own;
  KabRules *rules = rules_world_add_rules (crowd->world, &own, member->seed);

  g_atomic_int_inc (&crowd->ready);
  while (g_atomic_int_get (&crowd->ready) < 2)
    g_thread_yield ();

  for (int i = 0; i < TRIES; i++)
    {
      g_autoptr (GError) error = NULL;

      crowd->try (rules, crowd, i, &error);
      if (error != NULL)
        g_assert_true (error->domain == KAB_ERROR);
      g_atomic_int_inc (&crowd->outcomes[error != NULL ? error->code : KAB_ERROR_FAILED]);
    }

  rules_world_clear_rules (&own);
  return NULL;
}

static void
run_crowd (Crowd *crowd)
{
  Member members[2] = { { crowd, 1 }, { crowd, 2 } };
  GThread *threads[2];

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("rules", run_member, &members[i]);
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
}

static void
guess_code (KabRules *rules, Crowd *crowd, int number, GError **error)
{
  g_autofree char *wrong = rules_wrong_code (crowd->code);
  g_autoptr (KabSession) session = kab_rules_confirm (rules, EMAIL, wrong, &rules_caller, error);
}

static void
use_code (KabRules *rules, Crowd *crowd, int number, GError **error)
{
  g_autoptr (KabSession) session =
    kab_rules_confirm (rules, EMAIL, crowd->code, &rules_caller, error);
}

static void
guess_password (KabRules *rules, Crowd *crowd, int number, GError **error)
{
  g_autoptr (KabSession) session =
    kab_rules_sign_in (rules, EMAIL, "kabinet2", &rules_caller, error);
}

static void
guess_amount (KabRules *rules, Crowd *crowd, int number, GError **error)
{
  g_autoptr (KabAccount) account =
    kab_rules_attach (rules, crowd->visitor, "100", number, KAB_MONTH_NONE, &rules_caller, error);
}

static void
attach (KabRules *rules, Crowd *crowd, int number, GError **error)
{
  g_autoptr (KabAccount) account =
    kab_rules_attach (rules, crowd->visitor, "100", 44730, KAB_MONTH_NONE, &rules_caller, error);
}

static char *
register_one (RulesWorld *world)
{
  g_autoptr (GPtrArray) consents = rules_consents ();
  g_autoptr (GError) error = NULL;
  gint64 expires_at;

  kab_rules_register (world->rules, EMAIL, PASSWORD, consents, &rules_caller, &expires_at, &error);
  g_assert_no_error (error);
  return rules_world_take_code (world, EMAIL);
}

static void
test_guess_code (RulesWorld *world, gconstpointer data)
{
  g_autofree char *code = register_one (world);
  Crowd crowd = { world, guess_code, code };

  run_crowd (&crowd);
  g_assert_cmpint (crowd.outcomes[KAB_ERROR_CODE_WRONG], ==, 5);
  g_assert_cmpint (crowd.outcomes[KAB_ERROR_CODE_EXPIRED], ==, 2 * TRIES - 5);
}

static void
test_use_code (RulesWorld *world, gconstpointer data)
{
  g_autofree char *code = register_one (world);
  Crowd crowd = { world, use_code, code };

  run_crowd (&crowd);
  g_assert_cmpint (crowd.outcomes[KAB_ERROR_FAILED], ==, 1);
  g_assert_cmpint (crowd.outcomes[KAB_ERROR_CODE_EXPIRED], ==, 2 * TRIES - 1);
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM users"), ==, 1);
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM sessions"), ==, 1);
}

static void
test_guess_password (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  Crowd crowd = { world, guess_password };

  run_crowd (&crowd);
  g_assert_cmpint (crowd.outcomes[KAB_ERROR_WRONG_CREDENTIALS], ==, 5);
  g_assert_cmpint (crowd.outcomes[KAB_ERROR_TOO_MANY_ATTEMPTS], ==, 2 * TRIES - 5);
}

static void
test_guess_amount (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  g_auto (KabVisitor) visitor = { 0 };
  Crowd crowd = { world, guess_amount, NULL, &visitor };

  rules_world_add_accounts (world);
  rules_world_sign_in (world, session, &visitor);
  run_crowd (&crowd);
  g_assert_cmpint (crowd.outcomes[KAB_ERROR_ACCOUNT_MISMATCH], ==, 5);
  g_assert_cmpint (crowd.outcomes[KAB_ERROR_TOO_MANY_ATTEMPTS], ==, 2 * TRIES - 5);
}

static void
test_attach (RulesWorld *world, gconstpointer data)
{
  g_autoptr (KabSession) session = rules_world_add_user (world, EMAIL, PASSWORD);
  g_auto (KabVisitor) visitor = { 0 };
  Crowd crowd = { world, attach, NULL, &visitor };

  rules_world_add_accounts (world);
  rules_world_sign_in (world, session, &visitor);
  run_crowd (&crowd);
  g_assert_cmpint (crowd.outcomes[KAB_ERROR_FAILED], ==, 1);
  g_assert_cmpint (crowd.outcomes[KAB_ERROR_ALREADY_ATTACHED], ==, 2 * TRIES - 1);
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM attachments"), ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (RulesWorld *world, gconstpointer data);
  } tests[] = {
    { "/cabinet/parallel/guess-code", test_guess_code },
    { "/cabinet/parallel/use-code", test_use_code },
    { "/cabinet/parallel/guess-password", test_guess_password },
    { "/cabinet/parallel/guess-amount", test_guess_amount },
    { "/cabinet/parallel/attach", test_attach },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, RulesWorld, NULL, rules_world_set_up, tests[i].test,
                rules_world_tear_down);
  return g_test_run ();
}
