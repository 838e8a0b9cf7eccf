/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-client-private.h"

struct _KabClient
{
  GObject parent_instance;

  KabTransport *transport;
};

G_DEFINE_FINAL_TYPE (KabClient, kab_client, G_TYPE_OBJECT)

typedef struct
{
  KabClientRead read;
  GDestroyNotify destroy;
} Reader;

static void
got_reply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reader *reader = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kab_transport_send_finish (KAB_TRANSPORT (source), result, &error);
  g_autoptr (KabJson) json = NULL;
  gpointer model;

  if (bytes == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (reader->read == KAB_CLIENT_NO_MODEL)
    {
      g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
      return;
    }

  json = kab_client_open_document (bytes);
  model = reader->read (json, &error);
  if (model != NULL)
    g_task_return_pointer (task, model, reader->destroy);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
kab_client_finalize (GObject *object)
{
  KabClient *self = KAB_CLIENT (object);

  g_clear_object (&self->transport);

  G_OBJECT_CLASS (kab_client_parent_class)->finalize (object);
}

static void
kab_client_class_init (KabClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_client_finalize;
}

static void
kab_client_init (KabClient *self)
{
}

KabClient *
kab_client_new (KabTransport *transport)
{
  KabClient *self;

  g_return_val_if_fail (KAB_IS_TRANSPORT (transport), NULL);

  self = g_object_new (KAB_TYPE_CLIENT, NULL);
  self->transport = g_object_ref (transport);

  return self;
}

KabTransport *
kab_client_get_transport (KabClient *self)
{
  g_return_val_if_fail (KAB_IS_CLIENT (self), NULL);

  return self->transport;
}

JsonBuilder *
kab_client_make_body (const char *member, ...)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  va_list arguments;

  json_builder_begin_object (builder);
  va_start (arguments, member);
  for (; member != NULL; member = va_arg (arguments, const char *))
    kab_json_add_string (builder, member, va_arg (arguments, const char *));
  va_end (arguments);
  json_builder_end_object (builder);

  return g_steal_pointer (&builder);
}

char *
kab_client_make_path (const char *before, const char *id, const char *after)
{
  g_autofree char *segment = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (before, segment, after, NULL);
}

KabJson *
kab_client_open_document (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return kab_json_new (data != NULL ? data : "", (gssize) size);
}

gpointer
kab_client_read_list (KabJson *json, const char *member, KabClientRead read_element, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  guint length;

  kab_json_enter (json, member);
  length = kab_json_get_length (json);
  for (guint i = 0; i < length; i++)
    {
      gpointer element;

      kab_json_enter_element (json, i);
      element = read_element (json, error);
      kab_json_leave (json);
      if (element == NULL)
        return NULL;
      g_ptr_array_add (list, element);
    }
  kab_json_leave (json);

  return kab_json_finish (json, error) ? g_steal_pointer (&list) : NULL;
}

void
kab_client_call_async (KabClient *self,
                       gpointer tag,
                       const char *method,
                       const char *path,
                       JsonBuilder *body,
                       KabClientRead read,
                       GDestroyNotify destroy,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Reader *reader = g_new (Reader, 1);

  reader->read = read;
  reader->destroy = destroy;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, reader, g_free);

  kab_transport_send_async (self->transport, method, path, body, cancellable, got_reply_cb, task);
}

gpointer
kab_client_call_finish (KabClient *self, gpointer tag, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
kab_client_answer_finish (KabClient *self, gpointer tag, GAsyncResult *result, GError **error)
{
  g_autoptr (GBytes) bytes = kab_client_call_finish (self, tag, result, error);

  return bytes != NULL;
}
