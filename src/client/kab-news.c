/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "kab-cabinet-private.h"
#include "kab-file.h"
#include "kab-news.h"
#include "kab-seen.h"
#include "kab-sha256.h"

struct _KabNews
{
  GObject parent_instance;

  KabCabinet *cabinet;
  char *folder;
  guint interval;
  gboolean bills;
  gboolean payments;

  guint timer;
  GFile *file;   /* of who is signed in, or was before an expiry */
  KabSeen *seen; /* NULL while it is being read */
  char *saved;   /* what the file holds, as far as is known */
  gboolean saving;
  /* Of the session. What is under way in it finds a cancellation when it is over, and does not look
   * at the news, which may be gone. */
  GCancellable *session;
  guint n_asked; /* accounts whose payments are on their way */
  gboolean again;
};

G_DEFINE_FINAL_TYPE (KabNews, kab_news, G_TYPE_OBJECT)

enum
{
  PROP_BILLS = 1,
  PROP_PAYMENTS,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

enum
{
  BILL,
  PAYMENT,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* A question for the payments of an account. */
typedef struct
{
  KabNews *news;
  char *number;
  guint epoch;
} Question;

static void
question_free (Question *question)
{
  g_free (question->number);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void check (KabNews *self);
static void save (KabNews *self);

/* The name says nothing of whose it is. */
static GFile *
make_file (KabNews *self)
{
  g_autoptr (KabSha256) hash = kab_sha256_new ();
  const char *server = kab_cabinet_get_server (self->cabinet);
  const char *email = kab_cabinet_get_email (self->cabinet);
  g_autofree char *sum = NULL;
  g_autofree char *name = NULL;

  kab_sha256_update (hash, server, strlen (server) + 1);
  kab_sha256_update (hash, email, strlen (email));
  sum = kab_sha256_end (hash);
  name = g_strdup_printf ("seen-%.16s.json", sum);

  return g_file_new_build_filename (self->folder, name, NULL);
}

typedef struct
{
  KabNews *news;
  GFile *file;
  char *text;
} Saving;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr (KabNews) self = saving->news;
  g_autoptr (GFile) file = saving->file;
  g_autofree char *text = saving->text;
  g_autoptr (GError) error = NULL;
  gboolean saved = kab_file_write_finish (file, result, &error);

  self->saving = FALSE;
  if (!saved)
    g_debug ("What was seen is not kept: %s", error->message);
  if (self->file == NULL || !g_file_equal (self->file, file))
    {
      /* Whose it was has signed out meanwhile. */
      g_unlink (g_file_peek_path (file));
      save (self);
    }
  else if (saved)
    {
      g_free (self->saved);
      self->saved = g_steal_pointer (&text);
      save (self);
    }
}

static void
save (KabNews *self)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  Saving *saving;

  if (self->seen == NULL || self->saving)
    return;
  builder = json_builder_new ();
  kab_seen_to_json (self->seen, builder);
  text = kab_json_to_string (builder);
  if (g_strcmp0 (text, self->saved) == 0)
    return;

  g_mkdir_with_parents (self->folder, 0700);
  self->saving = TRUE;
  bytes = g_bytes_new (text, strlen (text));
  saving = g_new0 (Saving, 1);
  saving->news = g_object_ref (self);
  saving->file = g_object_ref (self->file);
  saving->text = g_steal_pointer (&text);
  kab_file_write_async (self->file, bytes, TRUE, NULL, saved_cb, saving);
}

static void
checked (KabNews *self)
{
  gboolean again = self->again;

  self->again = FALSE;
  save (self);
  if (again)
    check (self);
}

static void
got_payments_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) payments =
    kab_client_get_payments_finish (KAB_CLIENT (source), result, &error);
  g_autoptr (KabNews) self = NULL;
  g_autoptr (KabAccount) account = NULL;
  guint position;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (question->news);
  self->n_asked--;
  kab_cabinet_note_outcome (self->cabinet, question->epoch, error);
  if (error == NULL && self->seen != NULL &&
      kab_seen_take_payments (self->seen, question->number, payments) && self->payments &&
      kab_cabinet_find_account (self->cabinet, question->number, &position))
    {
      account = g_list_model_get_item (kab_cabinet_get_accounts (self->cabinet), position);
      g_signal_emit (self, signals[PAYMENT], 0, account);
    }
  if (self->n_asked == 0)
    checked (self);
}

static void
ask_payments (KabNews *self, const char *number)
{
  Question *question = g_new0 (Question, 1);

  question->news = self;
  question->number = g_strdup (number);
  question->epoch = self->cabinet->epoch;
  self->n_asked++;
  kab_client_get_payments_async (self->cabinet->client, number, self->session, got_payments_cb,
                                 question);
}

static void
check (KabNews *self)
{
  GListModel *accounts = kab_cabinet_get_accounts (self->cabinet);
  guint n = g_list_model_get_n_items (accounts);

  if (self->session == NULL || self->seen == NULL ||
      kab_load_get_as_of (kab_cabinet_get_accounts_load (self->cabinet)) == NULL)
    return;
  if (self->n_asked > 0)
    {
      self->again = TRUE;
      return;
    }

  kab_seen_keep (self->seen, accounts);
  if (!self->payments)
    kab_seen_forget_payments (self->seen);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KabAccount) account = g_list_model_get_item (accounts, i);

      if (kab_seen_take_bill (self->seen, account) && self->bills)
        g_signal_emit (self, signals[BILL], 0, account);
      if (self->payments)
        ask_payments (self, kab_account_get_number (account));
    }
  if (self->n_asked == 0)
    checked (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (KabJson) json = NULL;
  KabNews *self;

  g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = KAB_NEWS (user_data);
  if (error == NULL)
    {
      json = kab_json_new (text, (gssize) length);
      self->seen = kab_seen_new_from_json (json, &error);
      self->saved = g_steal_pointer (&text);
    }
  if (self->seen == NULL)
    {
      g_debug ("What was seen before is not known: %s", error->message);
      self->seen = kab_seen_new ();
    }
  check (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  KabNews *self = KAB_NEWS (user_data);

  kab_cabinet_refresh (self->cabinet);

  return G_SOURCE_CONTINUE;
}

static void
end_session (KabNews *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->session);
  g_clear_object (&self->session);
  self->n_asked = 0;
  self->again = FALSE;
}

static void
drop_seen (KabNews *self)
{
  g_clear_object (&self->file);
  g_clear_pointer (&self->seen, kab_seen_free);
  g_clear_pointer (&self->saved, g_free);
}

static void
begin_session (KabNews *self)
{
  g_autoptr (GFile) file = make_file (self);

  end_session (self);
  self->session = g_cancellable_new ();
  self->timer = g_timeout_add_seconds (self->interval, refresh_cb, self);
  /* After an expiry the same user goes on where they were. */
  if (self->seen != NULL && g_file_equal (self->file, file))
    return;
  drop_seen (self);
  self->file = g_steal_pointer (&file);
  g_file_load_contents_async (self->file, self->session, read_cb, self);
}

static void
state_changed_cb (KabNews *self)
{
  KabCabinetState state = kab_cabinet_get_state (self->cabinet);

  if (state == KAB_CABINET_SIGNED_IN)
    {
      begin_session (self);
      return;
    }
  end_session (self);
  if (state != KAB_CABINET_SIGNED_OUT)
    return;
  if (self->file != NULL)
    g_unlink (g_file_peek_path (self->file));
  drop_seen (self);
}

static void
kab_news_dispose (GObject *object)
{
  KabNews *self = KAB_NEWS (object);

  end_session (self);
  drop_seen (self);
  g_clear_object (&self->cabinet);

  G_OBJECT_CLASS (kab_news_parent_class)->dispose (object);
}

static void
kab_news_finalize (GObject *object)
{
  KabNews *self = KAB_NEWS (object);

  g_free (self->folder);

  G_OBJECT_CLASS (kab_news_parent_class)->finalize (object);
}

static void
kab_news_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabNews *self = KAB_NEWS (object);

  switch (id)
    {
    case PROP_BILLS:
      g_value_set_boolean (value, self->bills);
      break;
    case PROP_PAYMENTS:
      g_value_set_boolean (value, self->payments);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_news_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabNews *self = KAB_NEWS (object);
  gboolean wanted = g_value_get_boolean (value);
  gboolean *field;

  switch (id)
    {
    case PROP_BILLS:
      field = &self->bills;
      break;
    case PROP_PAYMENTS:
      field = &self->payments;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (*field == wanted)
    return;
  *field = wanted;
  g_object_notify_by_pspec (object, pspec);
  /* What there is by now is old. */
  if (field == &self->payments)
    check (self);
}

static void
kab_news_class_init (KabNewsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = kab_news_dispose;
  object_class->finalize = kab_news_finalize;
  object_class->get_property = kab_news_get_property;
  object_class->set_property = kab_news_set_property;

  properties[PROP_BILLS] = g_param_spec_boolean ("bills", NULL, NULL, FALSE, flags);
  properties[PROP_PAYMENTS] = g_param_spec_boolean ("payments", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[BILL] = g_signal_new ("bill", KAB_TYPE_NEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, KAB_TYPE_ACCOUNT);
  signals[PAYMENT] = g_signal_new ("payment", KAB_TYPE_NEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, KAB_TYPE_ACCOUNT);
}

static void
kab_news_init (KabNews *self)
{
}

KabNews *
kab_news_new (KabCabinet *cabinet, const char *folder, guint interval)
{
  KabNews *self;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);
  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (interval > 0, NULL);

  self = g_object_new (KAB_TYPE_NEWS, NULL);
  self->cabinet = g_object_ref (cabinet);
  self->folder = g_strdup (folder);
  self->interval = interval;
  g_signal_connect_object (cabinet, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kab_cabinet_get_accounts_load (cabinet), "notify::as-of",
                           G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  if (kab_cabinet_get_state (cabinet) == KAB_CABINET_SIGNED_IN)
    begin_session (self);

  return self;
}
