/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cabinet-world.h"

static void
notified_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  World *self = user_data;

  if (self->notified->len > 0)
    g_string_append_c (self->notified, ' ');
  g_string_append (self->notified, pspec->name);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char **) a, *(const char **) b);
}

void
world_assert_notified (World *self, const char *expected)
{
  g_auto (GStrv) words = g_strsplit (self->notified->str, " ", -1);
  g_autofree char *sorted = NULL;

  qsort (words, g_strv_length (words), sizeof (char *), compare_words);
  sorted = g_strjoinv (" ", words);
  g_assert_cmpstr (sorted, ==, expected);
  g_string_truncate (self->notified, 0);
}

static void
make_cabinet (World *self, gboolean remember)
{
  self->cabinet = kab_cabinet_new (fake_service_get_url (self->service), remember);
  self->notified = g_string_new (NULL);
  g_signal_connect (self->cabinet, "notify", G_CALLBACK (notified_cb), self);
}

static void
make_service (World *self)
{
  self->service = fake_service_new (NULL);
  fake_service_answer_json (self->service, "GET /operator", 200, SAMPLE_OPERATOR);
  fake_service_answer_json (self->service, "POST /sessions", 201, SAMPLE_SESSION);
  fake_service_answer (self->service, "DELETE /sessions/current", 204, NULL, NULL);
  fake_service_answer_json (self->service, "GET /profile", 200, SAMPLE_PROFILE);
  fake_service_answer_json (self->service, "GET /accounts", 200, BOTH);
  fake_service_answer_json (self->service, "GET /accounts/123543566", 200, SAMPLE_DETAILS_1);
  fake_service_answer_json (self->service, "GET /accounts/200417803", 200, SAMPLE_DETAILS_2);
}

void
world_init (World *self)
{
  make_service (self);
  make_cabinet (self, FALSE);
}

void
world_init_remembering (World *self)
{
  make_service (self);
  make_cabinet (self, TRUE);
}

void
world_clear (World *self)
{
  run_until_idle ();
  if (self->cabinet != NULL)
    g_assert_finalize_object (self->cabinet);
  fake_service_free (self->service);
  g_string_free (self->notified, TRUE);
}

gboolean
is_ready (KabLoad *load)
{
  return kab_load_get_state (load) == KAB_LOAD_READY;
}

void
world_open (World *self)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  kab_cabinet_open_async (self->cabinet, NULL, outcome_cb, &outcome);
  g_assert_true (kab_cabinet_open_finish (self->cabinet, outcome_wait (&outcome), &error));
  g_assert_no_error (error);
}

void
world_sign_in (World *self)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  kab_cabinet_sign_in_async (self->cabinet, "a@b.c", "kabinet1", NULL, outcome_cb, &outcome);
  g_assert_true (kab_cabinet_sign_in_finish (self->cabinet, outcome_wait (&outcome), &error));
  g_assert_no_error (error);
}

void
world_wait_loaded (World *self)
{
  WAIT_UNTIL (is_ready (kab_cabinet_get_accounts_load (self->cabinet)));
  if (kab_cabinet_get_chosen (self->cabinet) != NULL)
    WAIT_UNTIL (is_ready (kab_cabinet_get_details_load (self->cabinet)));
}

void
world_settle (World *self)
{
  world_open (self);
  world_sign_in (self);
  world_wait_loaded (self);
  g_string_truncate (self->notified, 0);
}

void
world_assert_accounts (World *self, const char *expected)
{
  g_autoptr (GString) seen = g_string_new (NULL);
  GListModel *accounts = kab_cabinet_get_accounts (self->cabinet);
  KabAccount *chosen = kab_cabinet_get_chosen (self->cabinet);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (KabAccount) account = g_list_model_get_item (accounts, i);

      g_string_append_printf (seen, "%s%s%s", i > 0 ? " " : "", kab_account_get_number (account),
                              account == chosen ? "*" : "");
    }
  g_assert_cmpstr (seen->str, ==, expected);
}

void
world_sign_out (World *self)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  kab_cabinet_sign_out_async (self->cabinet, NULL, outcome_cb, &outcome);
  /* At once: nobody waits at the door. */
  g_assert_cmpint (kab_cabinet_get_state (self->cabinet), ==, KAB_CABINET_SIGNED_OUT);
  g_assert_true (kab_cabinet_sign_out_finish (self->cabinet, outcome_wait (&outcome), &error));
  g_assert_no_error (error);
}

void
world_reopen (World *self)
{
  run_until_idle ();
  g_assert_finalize_object (self->cabinet);
  g_string_free (self->notified, TRUE);
  make_cabinet (self, TRUE);
}
