/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-store.h"
#include "rules-world.h"

/* Every act of the rules, with its first, second, third… step in the database failing: either it is
 * done, or it answers with an error and nothing has changed, and the next time it is done. */

#define EMAIL    "ivanov@example.ru"
#define PASSWORD "kabinet1"
#define STEPS    200 /* no act has so many */

/* What an act needs, made anew for each failing step. */
typedef struct
{
  RulesWorld world;
  KabVisitor visitor;
  char *token;
  char *code;
} Scene;

typedef struct
{
  const char *name;
  void (*prepare) (Scene *scene);
  gboolean (*act) (Scene *scene, GError **error);
} Act;

static void
start_registration (Scene *scene)
{
  g_autoptr (GPtrArray) consents = rules_consents ();
  g_autoptr (GError) error = NULL;
  gint64 expires_at;

  kab_rules_register (scene->world.rules, EMAIL, PASSWORD, consents, &rules_caller, &expires_at,
                      &error);
  g_assert_no_error (error);
  scene->code = rules_world_take_code (&scene->world, EMAIL);
}

static void
add_user (Scene *scene)
{
  g_autoptr (KabSession) session = rules_world_add_user (&scene->world, EMAIL, PASSWORD);

  rules_world_add_accounts (&scene->world);
  rules_world_sign_in (&scene->world, session, &scene->visitor);
  scene->token = g_strdup (kab_session_get_token (session));
}

static void
add_attached (Scene *scene)
{
  g_autoptr (GError) error = NULL;

  add_user (scene);
  g_autoptr (KabAccount) account = kab_rules_attach (scene->world.rules, &scene->visitor, "100",
                                                     44730, KAB_MONTH_NONE, &rules_caller, &error);
  g_assert_no_error (error);
}

static void
start_reset (Scene *scene)
{
  g_autoptr (GError) error = NULL;

  add_user (scene);
  g_assert_true (kab_rules_request_reset (scene->world.rules, EMAIL, &rules_caller, &error));
  scene->code = rules_world_take_code (&scene->world, EMAIL);
}

static gboolean
do_register (Scene *scene, GError **error)
{
  g_autoptr (GPtrArray) consents = rules_consents ();
  gint64 expires_at;

  return kab_rules_register (scene->world.rules, EMAIL, "another2", consents, &rules_caller,
                             &expires_at, error);
}

static gboolean
do_resend (Scene *scene, GError **error)
{
  return kab_rules_resend_code (scene->world.rules, EMAIL, &rules_caller, error);
}

static gboolean
do_confirm (Scene *scene, GError **error)
{
  g_autoptr (KabSession) session =
    kab_rules_confirm (scene->world.rules, EMAIL, scene->code, &rules_caller, error);

  return session != NULL;
}

static gboolean
do_sign_in (Scene *scene, GError **error)
{
  g_autoptr (KabSession) session =
    kab_rules_sign_in (scene->world.rules, EMAIL, PASSWORD, &rules_caller, error);

  return session != NULL;
}

static gboolean
do_authorise (Scene *scene, GError **error)
{
  g_auto (KabVisitor) visitor = { 0 };

  scene->world.now += RULES_HOUR;
  return kab_rules_authorise (scene->world.rules, scene->token, &visitor, error);
}

static gboolean
do_end_session (Scene *scene, GError **error)
{
  return kab_rules_end_session (scene->world.rules, &scene->visitor, NULL, error);
}

static gboolean
do_request_reset (Scene *scene, GError **error)
{
  return kab_rules_request_reset (scene->world.rules, EMAIL, &rules_caller, error);
}

static gboolean
do_confirm_reset (Scene *scene, GError **error)
{
  return kab_rules_confirm_reset (scene->world.rules, EMAIL, scene->code, "another2", &rules_caller,
                                  error);
}

static gboolean
do_update_profile (Scene *scene, GError **error)
{
  const gboolean yes = TRUE;
  g_autoptr (KabProfile) profile =
    kab_rules_update_profile (scene->world.rules, &scene->visitor, "Иван", "8 800", &yes, error);

  return profile != NULL;
}

static gboolean
do_change_password (Scene *scene, GError **error)
{
  return kab_rules_change_password (scene->world.rules, &scene->visitor, PASSWORD, "another2",
                                    &rules_caller, error);
}

static gboolean
do_delete_profile (Scene *scene, GError **error)
{
  return kab_rules_delete_profile (scene->world.rules, &scene->visitor, PASSWORD, &rules_caller,
                                   error);
}

static gboolean
do_attach (Scene *scene, GError **error)
{
  g_autoptr (KabAccount) account = kab_rules_attach (scene->world.rules, &scene->visitor, "100",
                                                     44730, KAB_MONTH_NONE, &rules_caller, error);

  return account != NULL;
}

static gboolean
do_set_label (Scene *scene, GError **error)
{
  g_autoptr (KabAccount) account =
    kab_rules_set_label (scene->world.rules, &scene->visitor, "100", "Бабушка", error);

  return account != NULL;
}

static gboolean
do_detach (Scene *scene, GError **error)
{
  return kab_rules_detach (scene->world.rules, &scene->visitor, "100", error);
}

/* Readers change nothing; they must not answer with a part of what there is. */
static gboolean
do_read (Scene *scene, GError **error)
{
  KabRules *rules = scene->world.rules;
  g_autoptr (GPtrArray) accounts = kab_rules_list_accounts (rules, &scene->visitor, error);
  g_autoptr (KabAccountDetails) details =
    accounts != NULL ? kab_rules_get_account (rules, &scene->visitor, "100", error) : NULL;
  g_autoptr (GPtrArray) statements =
    details != NULL ? kab_rules_list_statements (rules, &scene->visitor, "100", KAB_MONTH_NONE,
                                                 KAB_MONTH_NONE, error)
                    : NULL;
  g_autoptr (GPtrArray) sessions =
    statements != NULL ? kab_rules_list_sessions (rules, &scene->visitor, error) : NULL;
  g_autofree char *text =
    sessions != NULL ? kab_rules_export_data (rules, &scene->visitor, error) : NULL;

  if (text == NULL)
    return FALSE;

  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpuint (statements->len, ==, 4);
  g_assert_cmpuint (sessions->len, ==, 1);
  g_assert_nonnull (kab_account_details_get_balance (details));
  return TRUE;
}

static gboolean
do_add_demo_user (Scene *scene, GError **error)
{
  static const char *const numbers[] = { "100", "200", NULL };

  return kab_rules_add_demo_user (scene->world.rules, "petrov@example.ru", PASSWORD, "Петров",
                                  numbers, error);
}

static void
clear_scene (Scene *scene)
{
  kab_visitor_clear (&scene->visitor);
  g_free (scene->token);
  g_free (scene->code);
  rules_world_tear_down (&scene->world, NULL);
}

/* TRUE when the act was through before the step came. */
static gboolean
fail_at (const Act *act, int step)
{
  Scene scene = { 0 };
  g_autoptr (GError) error = NULL;

  rules_world_set_up (&scene.world, NULL);
  act->prepare (&scene);
  g_autofree char *before = rules_world_dump (&scene.world);

  kab_store_fail_after (scene.world.store, step);
  gboolean done = act->act (&scene, &error);
  gboolean through = kab_store_fail_after (scene.world.store, 0) > 0;
  g_autofree char *after = rules_world_dump (&scene.world);

  g_assert_cmpint (done, ==, through);
  if (!done)
    {
      rules_assert_refused (error, KAB_ERROR_INTERNAL);
      g_assert_cmpstr (after, ==, before);
      act->act (&scene, &error);
      g_assert_no_error (error);
    }

  clear_scene (&scene);
  return through;
}

static void
test_act (gconstpointer data)
{
  const Act *act = data;
  int step = 1;

  while (!fail_at (act, step))
    g_assert_cmpint (step++, <, STEPS);

  /* An act without a step would have tested nothing. */
  g_assert_cmpint (step, >, 1);
}

int
main (int argc, char **argv)
{
  static const Act acts[] = {
    { "register", start_registration, do_register },
    { "register-taken", add_user, do_register },
    { "resend", start_registration, do_resend },
    { "confirm", start_registration, do_confirm },
    { "sign-in", add_user, do_sign_in },
    { "authorise", add_user, do_authorise },
    { "end-session", add_user, do_end_session },
    { "request-reset", add_user, do_request_reset },
    { "confirm-reset", start_reset, do_confirm_reset },
    { "update-profile", add_user, do_update_profile },
    { "change-password", add_user, do_change_password },
    { "delete-profile", add_attached, do_delete_profile },
    { "attach", add_user, do_attach },
    { "set-label", add_attached, do_set_label },
    { "detach", add_attached, do_detach },
    { "read", add_attached, do_read },
    { "add-demo-user", add_user, do_add_demo_user },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *path = g_strconcat ("/cabinet/faults/", acts[i].name, NULL);

      g_test_add_data_func (path, &acts[i], test_act);
    }
  return g_test_run ();
}
