/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-error.h"
#include "kab-load.h"
#include "kab-operator.h"
#include "kab-payment.h"
#include "kab-profile.h"
#include "kab-receipt.h"
#include "kab-session.h"
#include "kab-statement.h"

G_BEGIN_DECLS

/**
 * KabCabinet:
 *
 * The one object the window looks at: who is signed in, what is attached, what is chosen, how each
 * kind of data stands. It alone calls the transport, the keyring and the archive. Everything
 * happens on the thread-default main context of the constructor's thread; nothing here blocks.
 *
 * Properties (read-only unless said, notified on a real change only):
 *  - state: #KabCabinetState
 *  - email: the address signed in with, or last signed in with after an expiry; "" when none
 *  - remembered: whether the session was put in the keyring; FALSE while signed in: it lasts until
 * the window closes, and the window says so
 *  - operator: #KabOperator or NULL; operator-load
 *  - profile: #KabProfile or NULL; profile-load
 *  - accounts: GListModel of #KabAccount, in order of attaching, the same object for life;
 * accounts-load
 *  - chosen: #KabAccount or NULL. Read-write by kab_cabinet_choose(); when none is chosen the one
 * preferred is, or the first account; survives a refresh by number
 *  - details: #KabAccountDetails of the chosen account or NULL; details-load (reset when another
 * account is chosen)
 *  - sessions: GListModel of #KabSessionInfo, the same object for life; sessions-load (only loaded
 * when asked)
 *  - statements, payments, receipts: GListModels of #KabStatement, #KabPayment and #KabReceipt of
 * the chosen account, newest first, the same objects for life; emptied when another account is
 * chosen, and only loaded when asked; statements-load, payments-load, receipts-load
 *  - offline: TRUE while the last call failed for want of a network or a service (OFFLINE,
 * TIMED_OUT)
 *
 * Every _finish gives a GError in KAB_ERROR, or G_IO_ERROR_CANCELLED. Any call that meets
 * %KAB_ERROR_SESSION_EXPIRED first moves the state to %KAB_CABINET_EXPIRED (email stays, everything
 * loaded stays), and then fails with it.
 */
typedef enum
{
  KAB_CABINET_STARTING, /* until kab_cabinet_open_async() is done */
  KAB_CABINET_SIGNED_OUT,
  KAB_CABINET_SIGNED_IN,
  KAB_CABINET_EXPIRED, /* must sign in again; what was loaded is kept, so the user returns to where
                          they were */
} KabCabinetState;

#define KAB_TYPE_CABINET_STATE (kab_cabinet_state_get_type ())
GType kab_cabinet_state_get_type (void);

#define KAB_TYPE_CABINET (kab_cabinet_get_type ())
G_DECLARE_FINAL_TYPE (KabCabinet, kab_cabinet, KAB, CABINET, GObject)

/* @server: "https://host[:port]" or, for loopback only, "http://127.0.0.1:port"; a wrong one is
 * reported by every call (KAB_ERROR_INSECURE, KAB_ERROR_FORMAT). @remember: FALSE for the demo:
 * nothing in the keyring. */
KabCabinet *kab_cabinet_new (const char *server, gboolean remember);

const char *kab_cabinet_get_server (KabCabinet *self);
KabCabinetState kab_cabinet_get_state (KabCabinet *self);
const char *kab_cabinet_get_email (KabCabinet *self);
gboolean kab_cabinet_get_remembered (KabCabinet *self);
gboolean kab_cabinet_get_offline (KabCabinet *self);
KabOperator *kab_cabinet_get_operator (KabCabinet *self);
KabLoad *kab_cabinet_get_operator_load (KabCabinet *self);
KabProfile *kab_cabinet_get_profile (KabCabinet *self);
KabLoad *kab_cabinet_get_profile_load (KabCabinet *self);
GListModel *kab_cabinet_get_accounts (KabCabinet *self);
KabLoad *kab_cabinet_get_accounts_load (KabCabinet *self);
KabAccount *kab_cabinet_get_chosen (KabCabinet *self);
KabAccountDetails *kab_cabinet_get_details (KabCabinet *self);
KabLoad *kab_cabinet_get_details_load (KabCabinet *self);
GListModel *kab_cabinet_get_sessions (KabCabinet *self);
KabLoad *kab_cabinet_get_sessions_load (KabCabinet *self);
GListModel *kab_cabinet_get_statements (KabCabinet *self);
KabLoad *kab_cabinet_get_statements_load (KabCabinet *self);
GListModel *kab_cabinet_get_payments (KabCabinet *self);
KabLoad *kab_cabinet_get_payments_load (KabCabinet *self);
GListModel *kab_cabinet_get_receipts (KabCabinet *self);
KabLoad *kab_cabinet_get_receipts_load (KabCabinet *self);

/* Chooses among accounts; FALSE when there is none of that number. Starts loading its details. */
gboolean kab_cabinet_choose (KabCabinet *self, const char *number);

/* Before the accounts are known: that of @number (nullable) is chosen when they come, if it is
 * among them. Forgotten on signing out, and when somebody else signs in. */
void kab_cabinet_prefer (KabCabinet *self, const char *number);

/* Loading that answers through the KabLoad objects, not through a callback. Cheap to call twice: a
 * load under way is left to finish. */
void kab_cabinet_load_operator (KabCabinet *self);
void kab_cabinet_load_sessions (KabCabinet *self);
void kab_cabinet_load_statements (KabCabinet *self);
void kab_cabinet_load_payments (KabCabinet *self);
void kab_cabinet_load_receipts (KabCabinet *self);
/* Operator, profile, accounts, details of the chosen, and those of its three lists that were asked
 * for before: Ctrl+R, [Retry]. */
void kab_cabinet_refresh (KabCabinet *self);

/* Looks into the keyring and resumes what it finds: state becomes SIGNED_IN or SIGNED_OUT. Also
 * starts loading the operator. Fails only by cancellation: a missing keyring means signed out. */
void kab_cabinet_open_async (KabCabinet *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean kab_cabinet_open_finish (KabCabinet *self, GAsyncResult *result, GError **error);

/* On success: SIGNED_IN, profile set, accounts loading. */
void kab_cabinet_sign_in_async (KabCabinet *self,
                                const char *email,
                                const char *password,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean kab_cabinet_sign_in_finish (KabCabinet *self, GAsyncResult *result, GError **error);

/* @consents: GListModel of KabDocument, those ticked. Success: a letter with a code is on its way
 * (the answer is the same for an address that is registered already: the letter says so).
 * @expires_at (out) (transfer full) (optional) of the finish: till when the code is good. */
void kab_cabinet_register_async (KabCabinet *self,
                                 const char *email,
                                 const char *password,
                                 GListModel *consents,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean kab_cabinet_register_finish (KabCabinet *self,
                                      GAsyncResult *result,
                                      GDateTime **expires_at,
                                      GError **error);
void kab_cabinet_resend_code_async (KabCabinet *self,
                                    const char *email,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean kab_cabinet_resend_code_finish (KabCabinet *self, GAsyncResult *result, GError **error);
/* On success: SIGNED_IN, as after sign_in. */
void kab_cabinet_confirm_async (KabCabinet *self,
                                const char *email,
                                const char *code,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean kab_cabinet_confirm_finish (KabCabinet *self, GAsyncResult *result, GError **error);

void kab_cabinet_request_reset_async (KabCabinet *self,
                                      const char *email,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean kab_cabinet_request_reset_finish (KabCabinet *self, GAsyncResult *result, GError **error);
void kab_cabinet_confirm_reset_async (KabCabinet *self,
                                      const char *email,
                                      const char *code,
                                      const char *password,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean kab_cabinet_confirm_reset_finish (KabCabinet *self, GAsyncResult *result, GError **error);

/* Ends the session at the service if it answers, forgets it in the keyring in any case; state is
 * SIGNED_OUT afterwards, everything loaded is dropped. */
void kab_cabinet_sign_out_async (KabCabinet *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean kab_cabinet_sign_out_finish (KabCabinet *self, GAsyncResult *result, GError **error);

/* @receipt_amount in kopecks. On success the account is in accounts and is chosen. */
void kab_cabinet_attach_async (KabCabinet *self,
                               const char *number,
                               gint64 receipt_amount,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean kab_cabinet_attach_finish (KabCabinet *self, GAsyncResult *result, GError **error);
/* On success it is gone from accounts at once; if it was chosen, the first of the others is. */
void kab_cabinet_detach_async (KabCabinet *self,
                               const char *number,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean kab_cabinet_detach_finish (KabCabinet *self, GAsyncResult *result, GError **error);
/* The undo of a detaching: attaches @account again, with its nickname, by the amount it showed. It
 * is chosen again if it was. */
void kab_cabinet_reattach_async (KabCabinet *self,
                                 KabAccount *account,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean kab_cabinet_reattach_finish (KabCabinet *self, GAsyncResult *result, GError **error);
void kab_cabinet_set_label_async (KabCabinet *self,
                                  const char *number,
                                  const char *label,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean kab_cabinet_set_label_finish (KabCabinet *self, GAsyncResult *result, GError **error);

/* The PDF of a month of the chosen account, which is what its list says by size and sha256, else
 * %KAB_ERROR_CHECKSUM. One that was issued anew meanwhile brings the list up to date. It is kept in
 * memory for the session, within a bound, so that showing one again costs no network. */
void kab_cabinet_get_receipt_async (KabCabinet *self,
                                    KabReceipt *receipt,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GBytes *kab_cabinet_get_receipt_finish (KabCabinet *self, GAsyncResult *result, GError **error);
/* The same, written to @file with mode 0600, whole or not at all. A file of that name is replaced:
 * whoever chose it was asked. */
void kab_cabinet_save_receipt_async (KabCabinet *self,
                                     KabReceipt *receipt,
                                     GFile *file,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean kab_cabinet_save_receipt_finish (KabCabinet *self, GAsyncResult *result, GError **error);
/* The text of the payment code of the chosen account for @amount kopecks (0: the amount to pay).
 * @amount (out) (optional) of the finish: what it is for. */
void kab_cabinet_get_payment_code_async (KabCabinet *self,
                                         gint64 amount,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
char *kab_cabinet_get_payment_code_finish (KabCabinet *self,
                                           GAsyncResult *result,
                                           gint64 *amount,
                                           GError **error);

/* NULL leaves a member as it is. */
void kab_cabinet_update_profile_async (KabCabinet *self,
                                       const char *name,
                                       const char *phone,
                                       const gboolean *receipts_by_mail,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean kab_cabinet_update_profile_finish (KabCabinet *self, GAsyncResult *result, GError **error);
void kab_cabinet_change_password_async (KabCabinet *self,
                                        const char *current,
                                        const char *new_password,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
kab_cabinet_change_password_finish (KabCabinet *self, GAsyncResult *result, GError **error);
void kab_cabinet_end_session_async (KabCabinet *self,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean kab_cabinet_end_session_finish (KabCabinet *self, GAsyncResult *result, GError **error);
/* All that the service keeps of the user, JSON, written to @file with mode 0600, whole or not at
 * all. */
void kab_cabinet_save_data_async (KabCabinet *self,
                                  GFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean kab_cabinet_save_data_finish (KabCabinet *self, GAsyncResult *result, GError **error);
/* On success: SIGNED_OUT, and nothing of it is left in the keyring. */
void kab_cabinet_delete_profile_async (KabCabinet *self,
                                       const char *password,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean kab_cabinet_delete_profile_finish (KabCabinet *self, GAsyncResult *result, GError **error);

G_END_DECLS
