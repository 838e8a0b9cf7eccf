/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinet.h"
#include "kab-client.h"
#include "kab-receipt-cache.h"

G_BEGIN_DECLS

/* What the files of KabCabinet share: its state in kab-cabinet.c, its loads in kab-cabinet-load.c.
 */

typedef enum
{
  KAB_PART_OPERATOR,
  KAB_PART_PROFILE,
  KAB_PART_ACCOUNTS,
  KAB_PART_SESSIONS,
  /* From here on: of the chosen account. */
  KAB_PART_DETAILS,
  KAB_PART_STATEMENTS,
  KAB_PART_PAYMENTS,
  KAB_PART_RECEIPTS,
  KAB_N_PARTS,
} KabPart;

struct _KabCabinet
{
  GObject parent_instance;

  KabTransport *transport;
  KabClient *client;
  gboolean remember;

  KabCabinetState state;
  char *email;
  gboolean remembered;
  gboolean offline;
  /* Another number for each session begun or ended: a reply to a call of another session is stale.
   */
  guint epoch;

  KabOperator *service_operator;
  KabProfile *profile;
  GListStore *accounts;
  KabAccount *chosen;
  KabAccountDetails *details;
  GListStore *sessions;
  GListStore *statements;
  GListStore *payments;
  GListStore *receipts;
  KabReceiptCache *cache;
  /* The number that was chosen when it was detached, until the user chooses for themselves. */
  char *chosen_before;
  /* The number to choose when nothing is chosen yet. */
  char *preferred;

  KabLoad *loads[KAB_N_PARTS];
  /* Of the fetch under way, else NULL. A reply that does not belong to it is stale. */
  GCancellable *fetches[KAB_N_PARTS];
};

/* State; each notifies on a real change. */
void kab_cabinet_set_state (KabCabinet *self, KabCabinetState state);
void kab_cabinet_set_email (KabCabinet *self, const char *email);
void kab_cabinet_set_remembered (KabCabinet *self, gboolean remembered);
void kab_cabinet_set_offline (KabCabinet *self, gboolean offline);
void kab_cabinet_set_operator (KabCabinet *self, KabOperator *service_operator);
void kab_cabinet_set_profile (KabCabinet *self, KabProfile *profile);
void kab_cabinet_set_details (KabCabinet *self, KabAccountDetails *details);
/* Another number drops the details and starts loading those of @account. */
void kab_cabinet_set_chosen (KabCabinet *self, KabAccount *account);
/* FALSE when there is none; @position (out) (optional). */
gboolean kab_cabinet_find_account (KabCabinet *self, const char *number, guint *position);
/* Replaces that of the same number, else appends. */
void kab_cabinet_put_account (KabCabinet *self, KabAccount *account);
void kab_cabinet_remove_account (KabCabinet *self, const char *number);
/* Each puts what the service says (of models, in any order) in place of what is listed; what is as
 * it was stays the same object. */
void kab_cabinet_put_statements (KabCabinet *self, GPtrArray *statements);
void kab_cabinet_put_payments (KabCabinet *self, GPtrArray *payments);
void kab_cabinet_put_receipts (KabCabinet *self, GPtrArray *receipts);
/* Everything of the user: what was loaded, and what is being. */
void kab_cabinet_drop_everything (KabCabinet *self);

/* Loads. */
void kab_cabinet_start_load (KabCabinet *self, KabPart part);
/* Those of the chosen account's lists that somebody has asked for. */
void kab_cabinet_reload_lists (KabCabinet *self);
/* A load under way is left aside, and its reply will touch nothing. */
void kab_cabinet_stop_load (KabCabinet *self, KabPart part);
/* To be called when what is there is no longer what a load under way was asked for. */
void kab_cabinet_restart_load_under_way (KabCabinet *self, KabPart part);
void kab_cabinet_loaded (KabCabinet *self, KabPart part);

/* Every outcome of a call goes through here: it tells whether we are offline, and whether the
 * session of @epoch has expired. */
void kab_cabinet_note_outcome (KabCabinet *self, guint epoch, const GError *error);
/* The session is no more: its token is forgotten, here and in the keyring. */
void kab_cabinet_expire (KabCabinet *self);
/* Signed out, with nothing left. @task (nullable) (transfer full): one of its pending parts is done
 * when the keyring is. */
void kab_cabinet_leave (KabCabinet *self, GTask *task);

/* What an operation keeps in its task. */
typedef struct
{
  guint epoch;
  char *id; /* of an account or a session */
  KabAccount *account;
  KabReceipt *receipt;
  KabDownload *download;
  gint64 amount;
  GFile *file;
  guint pending;
  GError *error;
} KabOperation;

/* (transfer full): a task with a KabOperation of the session in use. */
GTask *kab_cabinet_begin (KabCabinet *self,
                          gpointer tag,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* FALSE when nothing is to be done with the reply: it is a failure, or it is stale. @task has
 * returned then. */
gboolean kab_cabinet_take_reply (GTask *task, const GError *error);
gboolean kab_cabinet_finish (KabCabinet *self, gpointer tag, GAsyncResult *result, GError **error);

/* The receipt of an account that need not be the chosen one any more. */
void kab_cabinet_fetch_receipt_async (KabCabinet *self,
                                      const char *number,
                                      KabReceipt *receipt,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GBytes *kab_cabinet_fetch_receipt_finish (KabCabinet *self, GAsyncResult *result, GError **error);

G_END_DECLS
