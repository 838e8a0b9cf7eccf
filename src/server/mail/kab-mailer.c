/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "kab-error.h"
#include "kab-mailer.h"
#include "kab-mime.h"
#include "kab-smtp.h"
#include "kab-store-letters.h"

/* Seconds a letter may take; a claim outlives it, or two services would send the same one. */
#define TIMEOUT      60
#define LEASE        (TIMEOUT + 30)
#define FOLDER_LEASE 5
/* Another service may have written a letter and ended before it could send it. */
#define LONGEST_REST 60
#define STORE_REST   10

static const int usual_waits[] = { 10, 30, 2 * 60, 10 * 60, 30 * 60, 60 * 60 };

struct _KabMailer
{
  KabStore *store;
  KabMailAddress *sender;
  KabSmtp *smtp; /* or */
  char *folder;
  gint64 last_name; /* of the folder's file: microseconds */
  int *waits;
  int n_waits;
  KabMailerWriteFunc writer; /* nullable */
  gpointer writer_data;

  GThread *thread;
  GMutex lock;
  GCond changed;
  gboolean woken;    /* under the lock */
  gboolean stopping; /* under the lock */
};

static gboolean
is_stopping (KabMailer *self)
{
  gboolean stopping;

  g_mutex_lock (&self->lock);
  stopping = self->stopping;
  g_mutex_unlock (&self->lock);
  return stopping;
}

static gint64
read_clock (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* The file appears under its name when it is whole. Time leads the name, the letter's number keeps
 * services apart. */
static KabSmtpResult
put_into_folder (KabMailer *self, gint64 id, const char *text, char **why)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->last_name = MAX (g_get_real_time (), self->last_name + 1);
  name = g_strdup_printf ("%016" G_GINT64_FORMAT "-%" G_GINT64_MODIFIER "x.eml", self->last_name,
                          (guint64) id);
  path = g_build_filename (self->folder, name, NULL);
  if (g_file_set_contents_full (
        path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &error))
    return KAB_SMTP_SENT;
  *why = g_strdup (error->message);
  return KAB_SMTP_LATER;
}

/* A letter about a receipt is written now. FALSE: it cannot be, @why. */
static gboolean
complete (KabMailer *self, KabLetter *letter, gboolean *wanted, char **why)
{
  g_autoptr (GError) error = NULL;

  *wanted = TRUE;
  if (letter->account == 0)
    return TRUE;
  if (self->writer == NULL)
    *why = g_strdup ("nobody here can write it");
  else if (self->writer (letter, wanted, self->writer_data, &error))
    return TRUE;
  else
    *why = g_strdup (error->message);
  return FALSE;
}

static char *
format_letter (KabMailer *self,
               const KabLetter *letter,
               const KabMailAddress *recipient,
               GError **error)
{
  const KabMimeFile file = { letter->file, letter->file_ascii, "application/pdf",
                             letter->attachment };

  return kab_mime_format (letter->id, letter->created_at, self->sender, recipient, letter->subject,
                          letter->body, letter->attachment != NULL ? &file : NULL, error);
}

static KabSmtpResult
send_letter (KabMailer *self, KabLetter *letter, char **why)
{
  gboolean wanted;
  g_autoptr (KabMailAddress) recipient = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!complete (self, letter, &wanted, why))
    return KAB_SMTP_LATER;
  if (!wanted)
    return KAB_SMTP_SENT;
  recipient = kab_mail_address_new (letter->recipient, &error);
  if (recipient != NULL)
    text = format_letter (self, letter, recipient, &error);
  if (text == NULL)
    {
      *why = g_strdup (error->message);
      return KAB_SMTP_REFUSED;
    }
  if (self->folder != NULL)
    return put_into_folder (self, letter->id, text, why);
  return kab_smtp_send (self->smtp, self->sender, recipient, text, why);
}

static gboolean
settle (KabMailer *self,
        const KabLetter *letter,
        KabSmtpResult result,
        const char *why,
        GError **error)
{
  if (result == KAB_SMTP_LATER)
    {
      int wait = self->waits[MIN (letter->tries, self->n_waits - 1)];

      g_message ("letter %" G_GINT64_MODIFIER "x: try %d failed (%s), the next in %d s",
                 (guint64) letter->id, letter->tries + 1, why, wait);
      return kab_store_letter_failed (self->store, letter->id, read_clock () + wait, error);
    }
  if (result == KAB_SMTP_REFUSED)
    g_message ("letter %" G_GINT64_MODIFIER "x: dropped (%s)", (guint64) letter->id, why);
  return kab_store_letter_sent (self->store, letter->id, error);
}

/* Sends what is due. @next_due: when the next will be, 0 when the outbox is empty. */
static gboolean
empty_outbox (KabMailer *self, gint64 *next_due, GError **error)
{
  int lease = self->folder != NULL ? FOLDER_LEASE : LEASE;
  gint64 expired = 0;

  *next_due = 0;
  if (!kab_store_expire_letters (self->store, read_clock (), &expired, error))
    return FALSE;
  if (expired > 0)
    g_message ("%" G_GINT64_FORMAT " letters were not worth sending any more", expired);
  while (!is_stopping (self))
    {
      g_autoptr (KabLetter) letter = NULL;
      g_autoptr (GError) failure = NULL;
      g_autofree char *why = NULL;
      KabSmtpResult result;

      letter = kab_store_claim_letter (self->store, read_clock (), lease, next_due, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (letter == NULL)
        return TRUE;
      result = send_letter (self, letter, &why);
      if (!settle (self, letter, result, why, error))
        return FALSE;
    }
  return TRUE;
}

/* Sleeps for @seconds or until there is something new. FALSE: it is time to leave. */
static gboolean
rest (KabMailer *self, gint64 seconds)
{
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  gboolean stopping;

  g_mutex_lock (&self->lock);
  while (!self->woken && !self->stopping)
    if (!g_cond_wait_until (&self->changed, &self->lock, end))
      break;
  self->woken = FALSE;
  stopping = self->stopping;
  g_mutex_unlock (&self->lock);
  return !stopping;
}

static gpointer
run_mailer (gpointer data)
{
  KabMailer *self = data;
  gint64 seconds;

  do
    {
      g_autoptr (GError) error = NULL;
      gint64 next_due = 0;

      seconds = LONGEST_REST;
      if (!empty_outbox (self, &next_due, &error))
        {
          g_message ("the outbox cannot be read: %s", error->message);
          seconds = STORE_REST;
        }
      else if (next_due > 0)
        seconds = CLAMP (next_due - read_clock (), 0, LONGEST_REST);
      if (self->smtp != NULL)
        kab_smtp_close (self->smtp);
    }
  while (rest (self, seconds));
  return NULL;
}

static gboolean
read_destination (KabMailer *self, const char *destination, GError **error)
{
  if (g_str_has_prefix (destination, "smtp:") || g_str_has_prefix (destination, "smtps:"))
    {
      self->smtp =
        kab_smtp_new (destination, kab_mail_address_get_domain (self->sender), TIMEOUT, error);
      return self->smtp != NULL;
    }
  if (!g_str_has_prefix (destination, "dir:") || destination[strlen ("dir:")] == '\0')
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT, "%s",
                                               _ ("mail goes to smtp://, smtps:// or dir:PATH")));
      return FALSE;
    }
  self->folder = g_strdup (destination + strlen ("dir:"));
  if (g_mkdir_with_parents (self->folder, 0700) == 0 && g_access (self->folder, W_OK | X_OK) == 0)
    return TRUE;
  g_propagate_error (error, kab_error_new (KAB_ERROR_FILE, _ ("the folder for mail, %s: %s"),
                                           self->folder, g_strerror (errno)));
  return FALSE;
}

KabMailer *
kab_mailer_new (const char *database, const char *destination, const char *sender, GError **error)
{
  g_autoptr (KabMailer) self = g_new0 (KabMailer, 1);

  g_return_val_if_fail (database != NULL && destination != NULL && sender != NULL, NULL);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  kab_mailer_set_waits (self, usual_waits, G_N_ELEMENTS (usual_waits));
  self->sender = kab_mail_address_new (sender, error);
  if (self->sender == NULL)
    {
      g_prefix_error (error, "the sender of mail: ");
      return NULL;
    }
  if (!read_destination (self, destination, error))
    return NULL;
  self->store = kab_store_open (database, error);
  return self->store != NULL ? g_steal_pointer (&self) : NULL;
}

void
kab_mailer_set_waits (KabMailer *self, const int *waits, int n_waits)
{
  g_return_if_fail (self->thread == NULL);
  g_return_if_fail (n_waits > 0);

  g_free (self->waits);
  self->waits = g_memdup2 (waits, sizeof *waits * (gsize) n_waits);
  self->n_waits = n_waits;
}

void
kab_mailer_set_writer (KabMailer *self, KabMailerWriteFunc func, gpointer data)
{
  g_return_if_fail (self->thread == NULL);

  self->writer = func;
  self->writer_data = data;
}

void
kab_mailer_start (KabMailer *self)
{
  g_return_if_fail (self->thread == NULL);

  self->thread = g_thread_new ("mailer", run_mailer, self);
}

void
kab_mailer_wake (KabMailer *self)
{
  g_mutex_lock (&self->lock);
  self->woken = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

void
kab_mailer_free (KabMailer *self)
{
  if (self == NULL)
    return;
  if (self->thread != NULL)
    {
      g_mutex_lock (&self->lock);
      self->stopping = TRUE;
      g_cond_signal (&self->changed);
      g_mutex_unlock (&self->lock);
      if (self->smtp != NULL)
        kab_smtp_stop (self->smtp);
      g_thread_join (self->thread);
    }
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  kab_store_close (self->store);
  kab_mail_address_free (self->sender);
  kab_smtp_free (self->smtp);
  g_free (self->folder);
  g_free (self->waits);
  g_free (self);
}
