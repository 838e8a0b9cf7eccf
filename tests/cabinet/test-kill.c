/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rules-world.h"

/* A process that registers people and attaches accounts is killed in the midst of it; what it
 * leaves is whole. */

#define PASSWORD "kabinet1"
#define ROUNDS   40
#define PEOPLE   50 /* in one life, if it were let live */

/* Tells the parent that one more step was begun. */
static void
tell (int pipe_end)
{
  if (write (pipe_end, ".", 1) != 1)
    _exit (1);
}

G_NORETURN static void
live (RulesWorld *world, guint32 seed, int pipe_end)
{
  RulesWorld own;
  KabRules *rules = rules_world_add_rules (world, &own, seed);
  g_autofree char *address = g_strdup_printf ("192.0.2.%u", seed);
  const KabCaller caller = { address, "" };

  /* Within the life of a code, so that nothing is swept; from an address of its own each time. */
  own.now += seed;
  for (int i = 0; i < PEOPLE; i++)
    {
      g_autofree char *email = g_strdup_printf ("user%u-%d@example.ru", seed, i);
      g_autoptr (GPtrArray) consents = rules_consents ();
      g_auto (KabVisitor) visitor = { 0 };
      gint64 expires_at;

      tell (pipe_end);
      kab_rules_register (rules, email, PASSWORD, consents, &caller, &expires_at, NULL);
      g_autofree char *code = rules_world_take_code (&own, email);
      tell (pipe_end);
      g_autoptr (KabSession) session = kab_rules_confirm (rules, email, code, &caller, NULL);
      kab_rules_authorise (rules, kab_session_get_token (session), &visitor, NULL);
      tell (pipe_end);
      g_autoptr (KabAccount) account =
        kab_rules_attach (rules, &visitor, "100", 44730, KAB_MONTH_NONE, &caller, NULL);
    }

  while (TRUE)
    pause ();
}

static void
kill_one (RulesWorld *world, guint32 seed, int steps)
{
  int ends[2];
  char byte;
  int status;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid_t child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      live (world, seed, ends[1]);
    }

  close (ends[1]);
  for (int i = 0; i < steps; i++)
    g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  close (ends[0]);
}

static void
assert_whole (RulesWorld *world)
{
  static const char *const halves[] = {
    /* A user without consents, without a session, or still waiting. */
    "SELECT COUNT(*) FROM users u WHERE (SELECT COUNT(*) FROM consents c WHERE c.user_id = u.id) "
    "<> 2",
    "SELECT COUNT(*) FROM users u WHERE NOT EXISTS (SELECT 1 FROM sessions s WHERE s.user_id = "
    "u.id)",
    "SELECT COUNT(*) FROM users u JOIN registrations r ON r.email = u.email",
    "SELECT COUNT(*) FROM users u JOIN codes c ON c.email = u.email",
    /* Somebody who waits for a code that was never made; a code for nobody. */
    "SELECT COUNT(*) FROM registrations r WHERE NOT EXISTS (SELECT 1 FROM codes c WHERE c.email = "
    "r.email) "
    "AND r.created_at + 900 > (SELECT MAX(created_at) FROM registrations)",
    "SELECT COUNT(*) FROM codes c WHERE NOT EXISTS (SELECT 1 FROM registrations r WHERE r.email = "
    "c.email)",
    "SELECT COUNT(*) FROM attachments t WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id = "
    "t.user_id)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    g_assert_cmpint (rules_world_count (world, halves[i]), ==, 0);
}

static void
test_kill (RulesWorld *world, gconstpointer data)
{
  rules_world_add_accounts (world);
  for (guint32 i = 1; i <= ROUNDS; i++)
    {
      kill_one (world, i, g_test_rand_int_range (1, 12));
      assert_whole (world);
    }
  g_assert_cmpint (rules_world_count (world, "SELECT COUNT(*) FROM users"), >, 0);

  /* And it goes on from there. */
  g_autoptr (KabSession) session = rules_world_add_user (world, "ivanov@example.ru", PASSWORD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cabinet/kill", RulesWorld, NULL, rules_world_set_up, test_kill,
              rules_world_tear_down);
  return g_test_run ();
}
