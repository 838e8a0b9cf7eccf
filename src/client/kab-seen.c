/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-seen.h"

typedef struct
{
  KabMonth month;       /* KAB_MONTH_NONE: no bill yet */
  GHashTable *payments; /* ids of those accepted; NULL: not looked at */
} SeenAccount;

struct _KabSeen
{
  GHashTable *accounts; /* by number */
};

static void
seen_account_free (SeenAccount *account)
{
  g_clear_pointer (&account->payments, g_hash_table_unref);
  g_free (account);
}

static GHashTable *
make_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer container): the keys, in an order that is always the same. */
static GPtrArray *
sort_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_words);

  return keys;
}

static GHashTable *
read_payments (KabJson *json)
{
  g_autoptr (GHashTable) payments = make_set ();

  if (!kab_json_enter_nullable (json, "payments"))
    return NULL;
  for (guint i = 0; i < kab_json_get_length (json); i++)
    {
      char *id;

      kab_json_enter_element (json, i);
      id = kab_json_get_string (json, NULL);
      if (id != NULL)
        g_hash_table_add (payments, id);
      kab_json_leave (json);
    }
  kab_json_leave (json);

  return g_steal_pointer (&payments);
}

static void
read_account (KabSeen *self, KabJson *json)
{
  char *number = kab_json_get_string (json, "number");
  SeenAccount *account = g_new0 (SeenAccount, 1);

  if (!kab_json_is_null (json, "month"))
    account->month = kab_json_get_month (json, "month");
  account->payments = read_payments (json);
  if (number != NULL)
    g_hash_table_replace (self->accounts, number, account);
  else
    seen_account_free (account);
}

KabSeen *
kab_seen_new (void)
{
  KabSeen *self = g_new0 (KabSeen, 1);

  self->accounts =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) seen_account_free);

  return self;
}

void
kab_seen_free (KabSeen *self)
{
  g_hash_table_unref (self->accounts);
  g_free (self);
}

KabSeen *
kab_seen_new_from_json (KabJson *json, GError **error)
{
  g_autoptr (KabSeen) self = kab_seen_new ();

  kab_json_enter (json, "accounts");
  for (guint i = 0; i < kab_json_get_length (json); i++)
    {
      kab_json_enter_element (json, i);
      read_account (self, json);
      kab_json_leave (json);
    }
  kab_json_leave (json);

  return kab_json_finish (json, error) ? g_steal_pointer (&self) : NULL;
}

static void
write_payments (GHashTable *payments, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) ids = NULL;

  json_builder_set_member_name (builder, "payments");
  if (payments == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  ids = sort_keys (payments);
  json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    kab_json_add_string (builder, NULL, ids->pdata[i]);
  json_builder_end_array (builder);
}

void
kab_seen_to_json (KabSeen *self, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) numbers = sort_keys (self->accounts);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "accounts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < numbers->len; i++)
    {
      SeenAccount *account = g_hash_table_lookup (self->accounts, numbers->pdata[i]);

      json_builder_begin_object (builder);
      kab_json_add_string (builder, "number", numbers->pdata[i]);
      kab_json_add_month (builder, "month", account->month);
      write_payments (account->payments, builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static gboolean
is_gone (gpointer number, gpointer account, gpointer accounts)
{
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (KabAccount) attached = g_list_model_get_item (accounts, i);

      if (g_str_equal (kab_account_get_number (attached), number))
        return FALSE;
    }

  return TRUE;
}

void
kab_seen_keep (KabSeen *self, GListModel *accounts)
{
  g_hash_table_foreach_remove (self->accounts, is_gone, accounts);
}

gboolean
kab_seen_take_bill (KabSeen *self, KabAccount *account)
{
  const char *number = kab_account_get_number (account);
  KabMonth month =
    kab_account_has_statement (account) ? kab_account_get_month (account) : KAB_MONTH_NONE;
  SeenAccount *seen = g_hash_table_lookup (self->accounts, number);
  gboolean first = seen == NULL;

  if (first)
    {
      seen = g_new0 (SeenAccount, 1);
      g_hash_table_insert (self->accounts, g_strdup (number), seen);
    }
  /* "No month" is before all months. */
  if (kab_month_compare (month, seen->month) <= 0)
    return FALSE;
  seen->month = month;

  return !first;
}

gboolean
kab_seen_take_payments (KabSeen *self, const char *number, GPtrArray *payments)
{
  SeenAccount *seen = g_hash_table_lookup (self->accounts, number);
  g_autoptr (GHashTable) accepted = make_set ();
  gboolean news = FALSE;

  if (seen == NULL)
    return FALSE;
  for (guint i = 0; i < payments->len; i++)
    {
      KabPayment *payment = payments->pdata[i];

      if (kab_payment_get_state (payment) != KAB_PAYMENT_ACCEPTED)
        continue;
      if (seen->payments != NULL &&
          !g_hash_table_contains (seen->payments, kab_payment_get_id (payment)))
        news = TRUE;
      g_hash_table_add (accepted, g_strdup (kab_payment_get_id (payment)));
    }
  g_clear_pointer (&seen->payments, g_hash_table_unref);
  seen->payments = g_steal_pointer (&accepted);

  return news;
}

void
kab_seen_forget_payments (KabSeen *self)
{
  GHashTableIter iter;
  gpointer account;

  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, NULL, &account))
    g_clear_pointer (&((SeenAccount *) account)->payments, g_hash_table_unref);
}
