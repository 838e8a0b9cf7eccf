/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#include "kab-error.h"
#include "kab-keyring.h"

static const SecretSchema schema = {
  KAB_APPLICATION_ID ".Session",
  SECRET_SCHEMA_NONE,
  {
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "email", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

typedef struct
{
  char *email;
  char *token;
} Found;

static void
wipe (char *token)
{
  if (token != NULL)
    explicit_bzero (token, strlen (token));
  g_free (token);
}

static void
found_free (Found *found)
{
  wipe (found->token);
  g_free (found->email);
  g_free (found);
}

/* Whatever a keyring has to say, there is one thing to do about it: go on without. */
static void
return_error (GTask *task, GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      GError *ours = kab_error_new (KAB_ERROR_KEYRING, "%s", error->message);

      g_error_free (error);
      error = ours;
    }

  g_task_return_error (task, error);
}

static GTask *
begin (gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);

  return task;
}

/* What is asked of the keyring: @token stored, or, when it is NULL, cleared; looked up when there
 * is no @email either. */
typedef struct
{
  char *server;
  char *email;
  char *token;
} Request;

/* Tasks with a Request. libsecret's keyring in a file, which a Flatpak has, takes one at a time: of
 * two writes, one finds the file changed by somebody else, and fails; and from 0.21.8 on whoever
 * asks during another's wait stops the main loop for good. */
static GQueue requests = G_QUEUE_INIT;

static void start_request (void);

static void
request_free (Request *request)
{
  wipe (request->token);
  g_free (request->server);
  g_free (request->email);
  g_free (request);
}

/* That at the head has its answer. */
static void
end_request (void)
{
  g_queue_pop_head (&requests);
  if (!g_queue_is_empty (&requests))
    start_request ();
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (request->token != NULL)
    secret_password_store_finish (result, &error);
  else
    secret_password_clear_finish (result, &error);

  end_request ();
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    return_error (task, error);
}

static void
got_secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SecretRetrievable *item = SECRET_RETRIEVABLE (source);
  GError *error = NULL;
  SecretValue *value = secret_retrievable_retrieve_secret_finish (item, result, &error);
  const char *token = value != NULL ? secret_value_get_text (value) : NULL;
  g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (item);
  const char *email = g_hash_table_lookup (attributes, "email");

  end_request ();
  if (error != NULL)
    return_error (task, error);
  else if (token == NULL || email == NULL)
    g_task_return_error (task,
                         kab_error_new (KAB_ERROR_KEYRING, "the keyring does not give its secret"));
  else
    {
      Found *found = g_new (Found, 1);

      found->email = g_strdup (email);
      found->token = g_strdup (token);
      g_task_return_pointer (task, found, (GDestroyNotify) found_free);
    }

  g_clear_pointer (&value, secret_value_unref);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GList *items = secret_password_search_finish (result, &error);
  SecretRetrievable *latest = NULL;

  for (GList *link = items; link != NULL; link = link->next)
    if (latest == NULL ||
        secret_retrievable_get_modified (link->data) > secret_retrievable_get_modified (latest))
      latest = link->data;

  if (latest == NULL)
    end_request ();
  if (error != NULL)
    return_error (task, error);
  else if (latest == NULL)
    g_task_return_pointer (task, g_new0 (Found, 1), (GDestroyNotify) found_free);
  else
    {
      GCancellable *cancellable = g_task_get_cancellable (task);

      secret_retrievable_retrieve_secret (latest, cancellable, got_secret_cb,
                                          g_steal_pointer (&task));
    }

  g_list_free_full (items, g_object_unref);
}

static void
start_request (void)
{
  GTask *task = g_queue_peek_head (&requests);
  Request *request = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autofree char *label = NULL;

  if (request->email == NULL)
    {
      secret_password_search (&schema, SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK, cancellable,
                              searched_cb, task, "server", request->server, NULL);
      return;
    }
  if (request->token == NULL)
    {
      secret_password_clear (&schema, cancellable, written_cb, task, "server", request->server,
                             "email", request->email, NULL);
      return;
    }

  /* TRANSLATORS: how the item is called in the program that shows the keyring; %s is an e-mail. */
  label = g_strdup_printf (_ ("Kabinet: session of %s"), request->email);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, request->token, cancellable,
                         written_cb, task, "server", request->server, "email", request->email,
                         NULL);
}

/* @task (transfer full). @email and @token (nullable) as in Request. */
static void
queue_request (GTask *task, const char *server, const char *email, const char *token)
{
  Request *request = g_new (Request, 1);

  *request = (Request){ g_strdup (server), g_strdup (email), g_strdup (token) };
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_queue_push_tail (&requests, task);
  if (g_queue_get_length (&requests) == 1)
    start_request ();
}

void
kab_keyring_store_async (const char *server,
                         const char *email,
                         const char *token,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (server != NULL);
  g_return_if_fail (email != NULL);
  g_return_if_fail (token != NULL);

  queue_request (begin (kab_keyring_store_async, cancellable, callback, user_data), server, email,
                 token);
}

gboolean
kab_keyring_store_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_keyring_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
kab_keyring_lookup_async (const char *server,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (server != NULL);

  queue_request (begin (kab_keyring_lookup_async, cancellable, callback, user_data), server, NULL,
                 NULL);
}

gboolean
kab_keyring_lookup_finish (GAsyncResult *result, char **email, char **token, GError **error)
{
  Found *found;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_keyring_lookup_async), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return FALSE;

  *email = g_steal_pointer (&found->email);
  *token = g_steal_pointer (&found->token);
  found_free (found);

  return TRUE;
}

void
kab_keyring_clear_async (const char *server,
                         const char *email,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (server != NULL);
  g_return_if_fail (email != NULL);

  queue_request (begin (kab_keyring_clear_async, cancellable, callback, user_data), server, email,
                 NULL);
}

gboolean
kab_keyring_clear_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, kab_keyring_clear_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
