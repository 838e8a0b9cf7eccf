/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-cabinet-private.h"

/* What the cabinet fetches by itself, a part at a time. A fetch holds the cabinet weakly: it never
 * keeps it alive, and a reply after its end touches nothing. */
typedef struct
{
  GWeakRef cabinet;
  KabPart part;
  guint epoch;
  GCancellable *cancellable;
} Fetch;

static Fetch *
fetch_new (KabCabinet *self, KabPart part)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  g_weak_ref_init (&fetch->cabinet, self);
  fetch->part = part;
  fetch->epoch = self->epoch;
  fetch->cancellable = g_object_ref (self->fetches[part]);

  return fetch;
}

static void
fetch_free (Fetch *fetch)
{
  g_weak_ref_clear (&fetch->cabinet);
  g_object_unref (fetch->cancellable);
  g_free (fetch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

/* (transfer full): the cabinet, when the reply is to be put into it. Takes @user_data over. */
static KabCabinet *
end_fetch (gpointer user_data, const GError *error)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (KabCabinet) self = g_weak_ref_get (&fetch->cabinet);

  if (self == NULL || self->fetches[fetch->part] != fetch->cancellable)
    return NULL;

  g_clear_object (&self->fetches[fetch->part]);
  kab_cabinet_note_outcome (self, fetch->epoch, error);
  if (error == NULL)
    return g_steal_pointer (&self);

  kab_load_fail (self->loads[fetch->part], error);

  return NULL;
}

typedef void (*WriteFunc) (gpointer model, JsonBuilder *builder);

static void
write_operator (gpointer model, JsonBuilder *builder)
{
  kab_operator_to_json (model, builder);
}

static void
write_profile (gpointer model, JsonBuilder *builder)
{
  kab_profile_to_json (model, builder);
}

static void
write_account (gpointer model, JsonBuilder *builder)
{
  kab_account_to_json (model, builder);
}

static void
write_details (gpointer model, JsonBuilder *builder)
{
  kab_account_details_to_json (model, builder);
}

/* Whether the service says the same again. What is as it was stays the same object, so that a
 * refresh that brings nothing new moves nothing on the screen, and nothing that is being typed is
 * lost. */
static gboolean
is_same (gpointer before, gpointer after, WriteFunc write)
{
  g_autoptr (JsonBuilder) first = NULL;
  g_autoptr (JsonBuilder) second = NULL;
  g_autofree char *first_text = NULL;
  g_autofree char *second_text = NULL;

  if (before == NULL)
    return FALSE;

  first = json_builder_new ();
  second = json_builder_new ();
  write (before, first);
  write (after, second);
  first_text = kab_json_to_string (first);
  second_text = kab_json_to_string (second);

  return g_str_equal (first_text, second_text);
}

/* Puts @accounts in place of those there are. */
static void
replace_accounts (KabCabinet *self, GPtrArray *accounts)
{
  GListModel *list = G_LIST_MODEL (self->accounts);
  guint n_before = g_list_model_get_n_items (list);
  gboolean same = n_before == accounts->len;
  g_autoptr (KabAccount) chosen = NULL;
  const char *wanted;
  guint position = 0;

  for (guint i = 0; i < accounts->len; i++)
    {
      KabAccount *account = g_ptr_array_index (accounts, i);
      g_autoptr (KabAccount) before = NULL;

      if (kab_cabinet_find_account (self, kab_account_get_number (account), &position))
        before = g_list_model_get_item (list, position);

      if (is_same (before, account, write_account))
        {
          same = same && position == i;
          accounts->pdata[i] = g_steal_pointer (&before);
          g_object_unref (account);
        }
      else
        same = FALSE;
    }

  if (!same)
    g_list_store_splice (self->accounts, 0, n_before, accounts->pdata, accounts->len);

  wanted = self->chosen != NULL ? kab_account_get_number (self->chosen) : self->preferred;
  if (wanted == NULL || !kab_cabinet_find_account (self, wanted, &position))
    position = 0;
  chosen = g_list_model_get_item (list, position);
  kab_cabinet_set_chosen (self, chosen);
}

static void
got_operator_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabOperator) service_operator =
    kab_client_get_operator_finish (KAB_CLIENT (source), result, &error);
  g_autoptr (KabCabinet) self = end_fetch (user_data, error);

  if (self == NULL)
    return;

  if (!is_same (self->service_operator, service_operator, write_operator))
    kab_cabinet_set_operator (self, service_operator);
  kab_cabinet_loaded (self, KAB_PART_OPERATOR);
}

static void
got_profile_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabProfile) profile =
    kab_client_get_profile_finish (KAB_CLIENT (source), result, &error);
  g_autoptr (KabCabinet) self = end_fetch (user_data, error);

  if (self == NULL)
    return;

  if (!is_same (self->profile, profile, write_profile))
    kab_cabinet_set_profile (self, profile);
  kab_cabinet_loaded (self, KAB_PART_PROFILE);
}

static void
got_accounts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts =
    kab_client_get_accounts_finish (KAB_CLIENT (source), result, &error);
  g_autoptr (KabCabinet) self = end_fetch (user_data, error);

  if (self == NULL)
    return;

  replace_accounts (self, accounts);
  kab_cabinet_loaded (self, KAB_PART_ACCOUNTS);
}

static void
got_details_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KabAccountDetails) details =
    kab_client_get_account_finish (KAB_CLIENT (source), result, &error);
  g_autoptr (KabCabinet) self = end_fetch (user_data, error);

  if (self == NULL)
    return;

  if (!is_same (self->details, details, write_details))
    kab_cabinet_set_details (self, details);
  kab_cabinet_loaded (self, KAB_PART_DETAILS);
}

static void
got_sessions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sessions =
    kab_client_get_sessions_finish (KAB_CLIENT (source), result, &error);
  g_autoptr (KabCabinet) self = end_fetch (user_data, error);

  if (self == NULL)
    return;

  g_list_store_splice (self->sessions, 0, g_list_model_get_n_items (G_LIST_MODEL (self->sessions)),
                       sessions->pdata, sessions->len);
  kab_cabinet_loaded (self, KAB_PART_SESSIONS);
}

static void
got_statements_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) statements =
    kab_client_get_statements_finish (KAB_CLIENT (source), result, &error);
  g_autoptr (KabCabinet) self = end_fetch (user_data, error);

  if (self == NULL)
    return;

  kab_cabinet_put_statements (self, statements);
  kab_cabinet_loaded (self, KAB_PART_STATEMENTS);
}

static void
got_payments_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) payments =
    kab_client_get_payments_finish (KAB_CLIENT (source), result, &error);
  g_autoptr (KabCabinet) self = end_fetch (user_data, error);

  if (self == NULL)
    return;

  kab_cabinet_put_payments (self, payments);
  kab_cabinet_loaded (self, KAB_PART_PAYMENTS);
}

static void
got_receipts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) receipts =
    kab_client_get_receipts_finish (KAB_CLIENT (source), result, &error);
  g_autoptr (KabCabinet) self = end_fetch (user_data, error);

  if (self == NULL)
    return;

  kab_cabinet_put_receipts (self, receipts);
  kab_cabinet_loaded (self, KAB_PART_RECEIPTS);
}

/* Whether there is somebody, and something, to ask for. */
static gboolean
can_load (KabCabinet *self, KabPart part)
{
  if (part == KAB_PART_OPERATOR)
    return TRUE;
  if (part >= KAB_PART_DETAILS && self->chosen == NULL)
    return FALSE;

  return self->state == KAB_CABINET_SIGNED_IN;
}

void
kab_cabinet_start_load (KabCabinet *self, KabPart part)
{
  GCancellable *cancellable;
  const char *number;
  Fetch *fetch;

  if (self->fetches[part] != NULL || !can_load (self, part))
    return;

  cancellable = self->fetches[part] = g_cancellable_new ();
  fetch = fetch_new (self, part);
  number = self->chosen != NULL ? kab_account_get_number (self->chosen) : NULL;
  kab_load_start (self->loads[part]);

  switch (part)
    {
    case KAB_PART_OPERATOR:
      kab_client_get_operator_async (self->client, cancellable, got_operator_cb, fetch);
      break;
    case KAB_PART_PROFILE:
      kab_client_get_profile_async (self->client, cancellable, got_profile_cb, fetch);
      break;
    case KAB_PART_ACCOUNTS:
      kab_client_get_accounts_async (self->client, cancellable, got_accounts_cb, fetch);
      break;
    case KAB_PART_DETAILS:
      kab_client_get_account_async (self->client, number, cancellable, got_details_cb, fetch);
      break;
    case KAB_PART_STATEMENTS:
      kab_client_get_statements_async (self->client, number, KAB_MONTH_NONE, KAB_MONTH_NONE,
                                       cancellable, got_statements_cb, fetch);
      break;
    case KAB_PART_PAYMENTS:
      kab_client_get_payments_async (self->client, number, cancellable, got_payments_cb, fetch);
      break;
    case KAB_PART_RECEIPTS:
      kab_client_get_receipts_async (self->client, number, cancellable, got_receipts_cb, fetch);
      break;
    case KAB_PART_SESSIONS:
      kab_client_get_sessions_async (self->client, cancellable, got_sessions_cb, fetch);
      break;
    case KAB_N_PARTS:
    default:
      g_assert_not_reached ();
    }
}

void
kab_cabinet_reload_lists (KabCabinet *self)
{
  for (int part = KAB_PART_STATEMENTS; part < KAB_N_PARTS; part++)
    if (kab_load_get_state (self->loads[part]) != KAB_LOAD_IDLE)
      kab_cabinet_start_load (self, part);
}

void
kab_cabinet_stop_load (KabCabinet *self, KabPart part)
{
  g_autoptr (GCancellable) cancellable = g_steal_pointer (&self->fetches[part]);
  g_autoptr (GError) cancelled = NULL;

  if (cancellable == NULL)
    return;

  g_cancellable_cancel (cancellable);
  g_cancellable_set_error_if_cancelled (cancellable, &cancelled);
  kab_load_fail (self->loads[part], cancelled);
}

void
kab_cabinet_restart_load_under_way (KabCabinet *self, KabPart part)
{
  if (self->fetches[part] == NULL)
    return;

  kab_cabinet_stop_load (self, part);
  kab_cabinet_start_load (self, part);
}

void
kab_cabinet_loaded (KabCabinet *self, KabPart part)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  kab_load_succeed (self->loads[part], now);
}

gboolean
kab_cabinet_choose (KabCabinet *self, const char *number)
{
  g_autoptr (KabAccount) account = NULL;
  guint position;

  g_return_val_if_fail (KAB_IS_CABINET (self), FALSE);
  g_return_val_if_fail (number != NULL, FALSE);

  if (!kab_cabinet_find_account (self, number, &position))
    return FALSE;

  g_clear_pointer (&self->chosen_before, g_free);
  account = g_list_model_get_item (G_LIST_MODEL (self->accounts), position);
  kab_cabinet_set_chosen (self, account);

  return TRUE;
}

void
kab_cabinet_prefer (KabCabinet *self, const char *number)
{
  g_return_if_fail (KAB_IS_CABINET (self));

  g_free (self->preferred);
  self->preferred = g_strdup (number);
}

void
kab_cabinet_load_operator (KabCabinet *self)
{
  g_return_if_fail (KAB_IS_CABINET (self));

  kab_cabinet_start_load (self, KAB_PART_OPERATOR);
}

void
kab_cabinet_load_sessions (KabCabinet *self)
{
  g_return_if_fail (KAB_IS_CABINET (self));

  kab_cabinet_start_load (self, KAB_PART_SESSIONS);
}

void
kab_cabinet_load_statements (KabCabinet *self)
{
  g_return_if_fail (KAB_IS_CABINET (self));

  kab_cabinet_start_load (self, KAB_PART_STATEMENTS);
}

void
kab_cabinet_load_payments (KabCabinet *self)
{
  g_return_if_fail (KAB_IS_CABINET (self));

  kab_cabinet_start_load (self, KAB_PART_PAYMENTS);
}

void
kab_cabinet_load_receipts (KabCabinet *self)
{
  g_return_if_fail (KAB_IS_CABINET (self));

  kab_cabinet_start_load (self, KAB_PART_RECEIPTS);
}

void
kab_cabinet_refresh (KabCabinet *self)
{
  g_return_if_fail (KAB_IS_CABINET (self));

  kab_cabinet_start_load (self, KAB_PART_OPERATOR);
  kab_cabinet_start_load (self, KAB_PART_PROFILE);
  kab_cabinet_start_load (self, KAB_PART_ACCOUNTS);
  kab_cabinet_start_load (self, KAB_PART_DETAILS);
  kab_cabinet_reload_lists (self);
}
