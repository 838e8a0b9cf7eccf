/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-cabinet-private.h"

/* The list of accounts, attaching and detaching them, and their nicknames. */

/* What the service says now has the last word on the list: a reply to an earlier question does not.
 */
static void
accounts_changed (KabCabinet *self)
{
  if (kab_load_get_state (self->loads[KAB_PART_ACCOUNTS]) == KAB_LOAD_READY)
    kab_cabinet_loaded (self, KAB_PART_ACCOUNTS);
  else
    {
      kab_cabinet_stop_load (self, KAB_PART_ACCOUNTS);
      kab_cabinet_start_load (self, KAB_PART_ACCOUNTS);
    }
}

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabCabinet *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabAccount) account = kab_client_attach_finish (KAB_CLIENT (source), result, &error);

  if (!kab_cabinet_take_reply (task, error))
    return;

  kab_cabinet_put_account (self, account);
  kab_cabinet_set_chosen (self, account);
  accounts_changed (self);
  g_task_return_boolean (task, TRUE);
}

static void
detached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabCabinet *self = g_task_get_source_object (task);
  KabOperation *operation = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* An account that is not there is what was asked for: the answer to an earlier try may have been
   * lost. */
  if (!kab_client_detach_finish (KAB_CLIENT (source), result, &error) &&
      g_error_matches (error, KAB_ERROR, KAB_ERROR_NOT_FOUND))
    g_clear_error (&error);

  if (!kab_cabinet_take_reply (task, error))
    return;

  if (self->chosen != NULL && g_str_equal (kab_account_get_number (self->chosen), operation->id))
    {
      g_free (self->chosen_before);
      self->chosen_before = g_strdup (operation->id);
    }
  kab_cabinet_remove_account (self, operation->id);
  accounts_changed (self);
  g_task_return_boolean (task, TRUE);
}

static void
labelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabCabinet *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabAccount) account =
    kab_client_set_label_finish (KAB_CLIENT (source), result, &error);

  if (!kab_cabinet_take_reply (task, error))
    return;

  kab_cabinet_put_account (self, account);
  accounts_changed (self);
  /* The nickname is in the details as well. */
  if (self->chosen == account)
    {
      kab_cabinet_stop_load (self, KAB_PART_DETAILS);
      kab_cabinet_start_load (self, KAB_PART_DETAILS);
    }
  g_task_return_boolean (task, TRUE);
}

/* The account is back; without its nickname that is said, and it stays attached. */
static void
reattached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KabCabinet *self = g_task_get_source_object (task);
  KabOperation *operation = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (KabAccount) account = kab_client_attach_finish (KAB_CLIENT (source), result, &error);
  const char *label = kab_account_get_label (operation->account);

  if (!kab_cabinet_take_reply (task, error))
    return;

  kab_cabinet_put_account (self, account);
  if (g_strcmp0 (self->chosen_before, kab_account_get_number (account)) == 0 ||
      self->chosen == NULL)
    {
      g_clear_pointer (&self->chosen_before, g_free);
      kab_cabinet_set_chosen (self, account);
    }
  accounts_changed (self);

  if (g_str_equal (label, kab_account_get_label (account)))
    g_task_return_boolean (task, TRUE);
  else
    kab_client_set_label_async (self->client, kab_account_get_number (account), label,
                                g_task_get_cancellable (task), labelled_cb, g_object_ref (task));
}

gboolean
kab_cabinet_find_account (KabCabinet *self, const char *number, guint *position)
{
  guint n_accounts = g_list_model_get_n_items (G_LIST_MODEL (self->accounts));

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr (KabAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (g_str_equal (kab_account_get_number (account), number))
        {
          if (position != NULL)
            *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

void
kab_cabinet_put_account (KabCabinet *self, KabAccount *account)
{
  const char *number = kab_account_get_number (account);
  gpointer additions[] = { account };
  guint position;

  if (kab_cabinet_find_account (self, number, &position))
    g_list_store_splice (self->accounts, position, 1, additions, 1);
  else
    g_list_store_append (self->accounts, account);

  if (self->chosen != NULL && g_str_equal (kab_account_get_number (self->chosen), number))
    kab_cabinet_set_chosen (self, account);
}

void
kab_cabinet_remove_account (KabCabinet *self, const char *number)
{
  g_autoptr (KabAccount) first = NULL;
  guint position;

  if (!kab_cabinet_find_account (self, number, &position))
    return;

  g_list_store_remove (self->accounts, position);
  if (self->chosen == NULL || !g_str_equal (kab_account_get_number (self->chosen), number))
    return;

  first = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);
  kab_cabinet_set_chosen (self, first);
}

void
kab_cabinet_attach_async (KabCabinet *self,
                          const char *number,
                          gint64 receipt_amount,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (number != NULL);

  kab_client_attach_async (self->client, number, receipt_amount, cancellable, attached_cb,
                           kab_cabinet_begin (self, kab_cabinet_attach_async, cancellable, callback,
                                              user_data));
}

gboolean
kab_cabinet_attach_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_attach_async, result, error);
}

void
kab_cabinet_detach_async (KabCabinet *self,
                          const char *number,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  KabOperation *operation;
  GTask *task;

  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (number != NULL);

  task = kab_cabinet_begin (self, kab_cabinet_detach_async, cancellable, callback, user_data);
  operation = g_task_get_task_data (task);
  operation->id = g_strdup (number);
  kab_client_detach_async (self->client, number, cancellable, detached_cb, task);
}

gboolean
kab_cabinet_detach_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_detach_async, result, error);
}

void
kab_cabinet_reattach_async (KabCabinet *self,
                            KabAccount *account,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  KabOperation *operation;
  GTask *task;

  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (KAB_IS_ACCOUNT (account));

  task = kab_cabinet_begin (self, kab_cabinet_reattach_async, cancellable, callback, user_data);
  operation = g_task_get_task_data (task);
  operation->account = g_object_ref (account);
  kab_client_attach_async (self->client, kab_account_get_number (account),
                           kab_account_get_to_pay (account), cancellable, reattached_cb, task);
}

gboolean
kab_cabinet_reattach_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_reattach_async, result, error);
}

void
kab_cabinet_set_label_async (KabCabinet *self,
                             const char *number,
                             const char *label,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (KAB_IS_CABINET (self));
  g_return_if_fail (number != NULL);
  g_return_if_fail (label != NULL);

  kab_client_set_label_async (self->client, number, label, cancellable, labelled_cb,
                              kab_cabinet_begin (self, kab_cabinet_set_label_async, cancellable,
                                                 callback, user_data));
}

gboolean
kab_cabinet_set_label_finish (KabCabinet *self, GAsyncResult *result, GError **error)
{
  return kab_cabinet_finish (self, kab_cabinet_set_label_async, result, error);
}
