/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-cabinet-private.h"
#include "kab-file.h"
#include "kab-receipt-saver.h"

#define MAX_AT_ONCE 4
/* Of what is under way, in memory; one alone may be larger. */
#define MAX_BYTES_AT_ONCE (64 * 1024 * 1024)
#define NOTIFY_INTERVAL   100

struct _KabReceiptSaver
{
  GObject parent_instance;

  KabCabinet *cabinet;
  char *number; /* of the account */
  GFile *folder;

  GQueue left; /* of KabReceipt */
  guint n_under_way;
  gint64 bytes_under_way;
  GCancellable *cancellable; /* of this run */
  guint epoch;               /* of the session it was begun in */
  gboolean stopped;          /* nothing more is begun in this run */

  int total;
  int saved;
  int skipped;
  gboolean running;
  GListStore *failures;

  /* What was last notified. */
  int done_shown;
  int saved_shown;
  int skipped_shown;
  guint timer;
};

G_DEFINE_FINAL_TYPE (KabReceiptSaver, kab_receipt_saver, G_TYPE_OBJECT)

enum
{
  PROP_TOTAL = 1,
  PROP_DONE,
  PROP_SAVED,
  PROP_SKIPPED,
  PROP_RUNNING,
  PROP_FAILURES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One receipt under way. */
typedef struct
{
  KabReceiptSaver *saver;
  KabReceipt *receipt;
  GFile *file;
} Job;

static void begin_more (KabReceiptSaver *self);

static void
job_free (Job *job)
{
  g_object_unref (job->saver);
  g_object_unref (job->receipt);
  g_object_unref (job->file);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
show_count (KabReceiptSaver *self, int property, int *shown, int count)
{
  if (*shown == count)
    return;

  *shown = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
show_counts (KabReceiptSaver *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  show_count (self, PROP_DONE, &self->done_shown, kab_receipt_saver_get_done (self));
  show_count (self, PROP_SAVED, &self->saved_shown, self->saved);
  show_count (self, PROP_SKIPPED, &self->skipped_shown, self->skipped);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
show_counts_cb (gpointer user_data)
{
  KabReceiptSaver *self = user_data;

  self->timer = 0;
  show_counts (self);

  return G_SOURCE_REMOVE;
}

static void
set_running (KabReceiptSaver *self, gboolean running)
{
  if (self->running == running)
    return;

  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/* Drops the hold of the run on the saver. */
static void
finish (KabReceiptSaver *self)
{
  g_autoptr (KabReceiptSaver) held = self;

  g_clear_handle_id (&self->timer, g_source_remove);
  show_counts (self);
  set_running (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

/* Takes @job over. */
static void
end_job (Job *owned)
{
  g_autoptr (Job) job = owned;
  KabReceiptSaver *self = job->saver;

  self->n_under_way--;
  self->bytes_under_way -= MIN (kab_receipt_get_size (job->receipt), MAX_BYTES_AT_ONCE);
  if (self->timer == 0)
    self->timer = g_timeout_add (NOTIFY_INTERVAL, show_counts_cb, self);

  begin_more (self);
}

/* Takes @job over. */
static void
fail_job (Job *job, const GError *error, gboolean conflict)
{
  g_autoptr (KabSaveFailure) failure = kab_save_failure_new (job->receipt, error, conflict);

  g_list_store_append (job->saver->failures, failure);
  end_job (job);
}

/* The receipt is left undone, and so are those after it. Takes @job over. */
static void
stop_at_job (Job *job)
{
  job->saver->stopped = TRUE;
  g_queue_push_head (&job->saver->left, g_object_ref (job->receipt));
  end_job (job);
}

/* What each of them would meet is told by the first that does. Takes @job over. */
static void
fail_for_all (Job *job, const GError *error)
{
  if (job->saver->stopped)
    {
      stop_at_job (job);
      return;
    }

  job->saver->stopped = TRUE;
  fail_job (job, error, FALSE);
}

/* Takes @job over. */
static void
conflict_job (Job *job)
{
  g_autoptr (GError) error =
    kab_error_new (KAB_ERROR_FILE, "another file of this name is in the folder");

  fail_job (job, error, TRUE);
}

/* What is wrong with the folder, not with a file in it. */
static gboolean
is_of_folder (const GError *error)
{
  if (error->domain != G_IO_ERROR)
    return FALSE;

  switch (error->code)
    {
    case G_IO_ERROR_NO_SPACE:
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
    case G_IO_ERROR_NOT_MOUNTED:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;

  if (kab_file_write_finish (job->file, result, &error))
    {
      job->saver->saved++;
      end_job (job);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    stop_at_job (job);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    conflict_job (job);
  else
    {
      gboolean of_folder = is_of_folder (error);

      error = kab_file_take_error (g_steal_pointer (&error));
      if (of_folder)
        fail_for_all (job, error);
      else
        fail_job (job, error, FALSE);
    }
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    kab_cabinet_fetch_receipt_finish (KAB_CABINET (source), result, &error);

  if (bytes != NULL)
    kab_file_write_async (job->file, bytes, FALSE, job->saver->cancellable, written_cb, job);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    stop_at_job (job);
  else if (g_error_matches (error, KAB_ERROR, KAB_ERROR_SESSION_EXPIRED))
    fail_for_all (job, error);
  else
    fail_job (job, error, FALSE);
}

static void
matched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  KabReceiptSaver *self = job->saver;
  g_autoptr (GError) error = NULL;
  KabFileMatch match;

  if (!kab_file_match_finish (job->file, result, &match, &error))
    {
      error = kab_file_take_error (g_steal_pointer (&error));
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        stop_at_job (job);
      else
        fail_job (job, error, FALSE);
    }
  else if (self->epoch != self->cabinet->epoch)
    stop_at_job (job);
  else if (match == KAB_FILE_ABSENT)
    kab_cabinet_fetch_receipt_async (self->cabinet, self->number, job->receipt, self->cancellable,
                                     fetched_cb, job);
  else if (match == KAB_FILE_EQUAL)
    {
      self->skipped++;
      end_job (job);
    }
  else
    conflict_job (job);
}

static gboolean
has_room (KabReceiptSaver *self)
{
  KabReceipt *next = g_queue_peek_head (&self->left);
  gint64 size;

  if (self->stopped || next == NULL || self->n_under_way == MAX_AT_ONCE)
    return FALSE;

  size = MIN (kab_receipt_get_size (next), MAX_BYTES_AT_ONCE);

  return self->bytes_under_way + size <= MAX_BYTES_AT_ONCE;
}

static void
begin_more (KabReceiptSaver *self)
{
  while (has_room (self))
    {
      Job *job = g_new (Job, 1);
      g_autofree char *name = NULL;

      job->saver = g_object_ref (self);
      job->receipt = g_queue_pop_head (&self->left);
      name = kab_receipt_saver_make_name (job->receipt, self->number);
      job->file = g_file_get_child (self->folder, name);

      self->n_under_way++;
      self->bytes_under_way += MIN (kab_receipt_get_size (job->receipt), MAX_BYTES_AT_ONCE);
      kab_file_match_async (job->file, kab_receipt_get_size (job->receipt),
                            kab_receipt_get_sha256 (job->receipt), self->cancellable, matched_cb,
                            job);
    }

  if (self->n_under_way == 0)
    finish (self);
}

static gboolean
begin_cb (gpointer user_data)
{
  begin_more (user_data);

  return G_SOURCE_REMOVE;
}

static void
kab_receipt_saver_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabReceiptSaver *self = KAB_RECEIPT_SAVER (object);

  switch (id)
    {
    case PROP_TOTAL:
      g_value_set_int (value, self->total);
      break;
    case PROP_DONE:
      g_value_set_int (value, kab_receipt_saver_get_done (self));
      break;
    case PROP_SAVED:
      g_value_set_int (value, self->saved);
      break;
    case PROP_SKIPPED:
      g_value_set_int (value, self->skipped);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    case PROP_FAILURES:
      g_value_set_object (value, self->failures);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_receipt_saver_finalize (GObject *object)
{
  KabReceiptSaver *self = KAB_RECEIPT_SAVER (object);

  g_queue_clear_full (&self->left, g_object_unref);
  g_clear_object (&self->failures);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->cabinet);
  g_clear_object (&self->folder);
  g_free (self->number);

  G_OBJECT_CLASS (kab_receipt_saver_parent_class)->finalize (object);
}

static void
install_count (int property, const char *name)
{
  properties[property] =
    g_param_spec_int (name, NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
kab_receipt_saver_class_init (KabReceiptSaverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kab_receipt_saver_get_property;
  object_class->finalize = kab_receipt_saver_finalize;

  install_count (PROP_TOTAL, "total");
  install_count (PROP_DONE, "done");
  install_count (PROP_SAVED, "saved");
  install_count (PROP_SKIPPED, "skipped");
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_FAILURES] =
    g_param_spec_object ("failures", NULL, NULL, G_TYPE_LIST_MODEL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kab_receipt_saver_init (KabReceiptSaver *self)
{
  g_queue_init (&self->left);
  self->failures = g_list_store_new (KAB_TYPE_SAVE_FAILURE);
}

char *
kab_receipt_saver_make_name (KabReceipt *receipt, const char *number)
{
  g_autofree char *month = NULL;
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (KAB_IS_RECEIPT (receipt), NULL);
  g_return_val_if_fail (number != NULL, NULL);

  month = kab_month_to_string (kab_receipt_get_month (receipt));
  escaped = g_uri_escape_string (number, NULL, TRUE);

  return g_strdup_printf ("%s %s.pdf", month, escaped);
}

KabReceiptSaver *
kab_receipt_saver_new (KabCabinet *cabinet, GListModel *receipts, GFile *folder)
{
  KabReceiptSaver *self;
  KabAccount *chosen;

  g_return_val_if_fail (KAB_IS_CABINET (cabinet), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (receipts), NULL);
  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  chosen = kab_cabinet_get_chosen (cabinet);
  g_return_val_if_fail (chosen != NULL, NULL);

  self = g_object_new (KAB_TYPE_RECEIPT_SAVER, NULL);
  self->cabinet = g_object_ref (cabinet);
  self->number = g_strdup (kab_account_get_number (chosen));
  self->folder = g_object_ref (folder);
  self->total = (int) g_list_model_get_n_items (receipts);
  for (int i = 0; i < self->total; i++)
    g_queue_push_tail (&self->left, g_list_model_get_item (receipts, (guint) i));

  return self;
}

void
kab_receipt_saver_start (KabReceiptSaver *self)
{
  g_return_if_fail (KAB_IS_RECEIPT_SAVER (self));

  if (self->running)
    return;

  self->stopped = FALSE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->epoch = self->cabinet->epoch;
  set_running (self, TRUE);

  /* Nothing is finished before this returns, not even where there is nothing to do. */
  g_object_ref (self);
  g_idle_add_full (G_PRIORITY_DEFAULT, begin_cb, self, NULL);
}

void
kab_receipt_saver_cancel (KabReceiptSaver *self)
{
  g_return_if_fail (KAB_IS_RECEIPT_SAVER (self));

  if (!self->running)
    return;

  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
}

void
kab_receipt_saver_retry (KabReceiptSaver *self)
{
  GListModel *failures;
  guint n_failures;

  g_return_if_fail (KAB_IS_RECEIPT_SAVER (self));

  if (self->running)
    return;

  failures = G_LIST_MODEL (self->failures);
  n_failures = g_list_model_get_n_items (failures);
  for (guint i = 0; i < n_failures; i++)
    {
      g_autoptr (KabSaveFailure) failure = g_list_model_get_item (failures, n_failures - 1 - i);

      g_queue_push_head (&self->left, g_object_ref (kab_save_failure_get_receipt (failure)));
    }
  g_list_store_remove_all (self->failures);
  show_counts (self);
  kab_receipt_saver_start (self);
}

int
kab_receipt_saver_get_total (KabReceiptSaver *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT_SAVER (self), 0);

  return self->total;
}

int
kab_receipt_saver_get_done (KabReceiptSaver *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT_SAVER (self), 0);

  return self->saved + self->skipped +
         (int) g_list_model_get_n_items (G_LIST_MODEL (self->failures));
}

int
kab_receipt_saver_get_saved (KabReceiptSaver *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT_SAVER (self), 0);

  return self->saved;
}

int
kab_receipt_saver_get_skipped (KabReceiptSaver *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT_SAVER (self), 0);

  return self->skipped;
}

gboolean
kab_receipt_saver_get_running (KabReceiptSaver *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT_SAVER (self), FALSE);

  return self->running;
}

GListModel *
kab_receipt_saver_get_failures (KabReceiptSaver *self)
{
  g_return_val_if_fail (KAB_IS_RECEIPT_SAVER (self), NULL);

  return G_LIST_MODEL (self->failures);
}
