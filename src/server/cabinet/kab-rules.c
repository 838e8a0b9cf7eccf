/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>

#include "kab-attempts.h"
#include "kab-rules-private.h"
#include "kab-store-sessions.h"

#define SWEEP_INTERVAL (60 * 60)
/* A registration that nobody confirmed; longer than any code, which may be asked for again. */
#define REGISTRATION_LIFE (24 * 60 * 60)

static gint64
get_real_time (gpointer data)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
fill_random (gpointer data, guint8 *bytes, gsize length)
{
  randombytes_buf (bytes, length);
}

const KabWorld kab_world_real = { get_real_time, fill_random, NULL };

/* A GListStore remembers where it was read last, so even reading it is not safe from several
 * threads, and the operator is shared by the workers' rules. Each takes its own list, one after
 * another. */
static GPtrArray *
copy_documents (KabOperator *operator_)
{
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  GListModel *documents = kab_operator_get_documents (operator_);
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    g_ptr_array_add (copy, g_list_model_get_item (documents, i));

  return copy;
}

KabRules *
kab_rules_new (KabStore *store, KabOperator *operator_, const KabWorld *world)
{
  g_return_val_if_fail (store != NULL && KAB_IS_OPERATOR (operator_) && world != NULL, NULL);

  /* It fails only where the system has no randomness at all. */
  if (sodium_init () < 0)
    g_error ("libsodium cannot be initialised");

  KabRules *self = g_new0 (KabRules, 1);
  self->store = store;
  self->operator_ = g_object_ref (operator_);
  self->documents = copy_documents (operator_);
  self->world = *world;
  kab_rules_set_password_cost (self, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                               crypto_pwhash_MEMLIMIT_INTERACTIVE);
  return self;
}

void
kab_rules_free (KabRules *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->documents);
  g_object_unref (self->operator_);
  g_free (self->decoy);
  g_free (self);
}

KabOperator *
kab_rules_get_operator (KabRules *self)
{
  return self->operator_;
}

void
kab_rules_set_password_cost (KabRules *self, guint64 operations, gsize memory)
{
  self->password_cost = (KabCost){ operations, memory };
  g_free (self->decoy);
  self->decoy = kab_secret_make_decoy (self->password_cost);
}

void
kab_visitor_clear (KabVisitor *self)
{
  g_clear_pointer (&self->session, g_free);
}

gint64
kab_rules_now (KabRules *self)
{
  return self->world.now (self->world.data);
}

static gboolean
sweep (KabRules *self, GError **error)
{
  gint64 now = kab_rules_now (self);
  g_autoptr (KabTransaction) transaction = kab_transaction_begin (self->store, error);

  if (transaction == NULL ||
      !kab_store_sweep (self->store, now, now - KAB_LIMIT_LONGEST_WINDOW, now - REGISTRATION_LIFE,
                        error) ||
      !kab_store_commit (self->store, error))
    return FALSE;

  self->next_sweep = now + SWEEP_INTERVAL;
  return TRUE;
}

gboolean
kab_rules_refuse (KabErrorCode code, const char *message, GError **error)
{
  g_propagate_error (error, kab_error_new (code, "%s", message));
  return FALSE;
}

gboolean
kab_rules_do_without (GError *failure, const char *what, GError **error)
{
  g_autoptr (GError) own = failure;

  if (!g_error_matches (own, KAB_ERROR, KAB_ERROR_BILLING_UNAVAILABLE))
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
  g_message ("%s (%s)", what, own->message);
  return TRUE;
}

KabTransaction *
kab_rules_begin (KabRules *self, GError **error)
{
  gint64 now = kab_rules_now (self);

  /* Also when the clock was set back: the next would be far. */
  if ((now >= self->next_sweep || now < self->next_sweep - SWEEP_INTERVAL) && !sweep (self, error))
    return NULL;

  return kab_transaction_begin (self->store, error);
}
