/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-operator.h"
#include "kab-payment.h"
#include "kab-profile.h"
#include "kab-receipt.h"
#include "kab-session.h"
#include "kab-transport.h"

G_BEGIN_DECLS

/**
 * KabClient:
 *
 * The calls of the contract (`data/openapi.yaml`): their paths and their meaning. Models come out.
 * Nothing is kept here but the transport: who is signed in, and what has been loaded, is
 * KabCabinet's.
 *
 * Errors are those of #KabTransport; a reply that is not of the contract is %KAB_ERROR_BAD_REPLY,
 * and its message names the member.
 */
#define KAB_TYPE_CLIENT (kab_client_get_type ())
G_DECLARE_FINAL_TYPE (KabClient, kab_client, KAB, CLIENT, GObject)

KabClient *kab_client_new (KabTransport *transport);
KabTransport *kab_client_get_transport (KabClient *self);

/* `GET /operator` */
void kab_client_get_operator_async (KabClient *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
KabOperator *kab_client_get_operator_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `POST /registrations`. @consents: of #KabDocument. The finish gives the time till which the code
 * is good. */
void kab_client_register_async (KabClient *self,
                                const char *email,
                                const char *password,
                                GListModel *consents,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GDateTime *kab_client_register_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `POST /registrations/code` */
void kab_client_resend_code_async (KabClient *self,
                                   const char *email,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean kab_client_resend_code_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `POST /registrations/confirmation` */
void kab_client_confirm_async (KabClient *self,
                               const char *email,
                               const char *code,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
KabSession *kab_client_confirm_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `POST /sessions` */
void kab_client_sign_in_async (KabClient *self,
                               const char *email,
                               const char *password,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
KabSession *kab_client_sign_in_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `GET /sessions`: of #KabSessionInfo. */
void kab_client_get_sessions_async (KabClient *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *kab_client_get_sessions_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `DELETE /sessions/{id}`; @id NULL: `DELETE /sessions/current` */
void kab_client_end_session_async (KabClient *self,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean kab_client_end_session_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `POST /password-resets` */
void kab_client_request_reset_async (KabClient *self,
                                     const char *email,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean kab_client_request_reset_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `POST /password-resets/confirmation` */
void kab_client_confirm_reset_async (KabClient *self,
                                     const char *email,
                                     const char *code,
                                     const char *password,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean kab_client_confirm_reset_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `GET /profile` */
void kab_client_get_profile_async (KabClient *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
KabProfile *kab_client_get_profile_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `PATCH /profile`; NULL leaves a member as it is. */
void kab_client_update_profile_async (KabClient *self,
                                      const char *name,
                                      const char *phone,
                                      const gboolean *receipts_by_mail,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
KabProfile *
kab_client_update_profile_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `PUT /profile/password` */
void kab_client_change_password_async (KabClient *self,
                                       const char *current,
                                       const char *new_password,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean kab_client_change_password_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `GET /profile/data`: the JSON text as the service gave it. */
void kab_client_get_data_async (KabClient *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GBytes *kab_client_get_data_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `DELETE /profile` */
void kab_client_delete_profile_async (KabClient *self,
                                      const char *password,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean kab_client_delete_profile_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `GET /accounts`: of #KabAccount. */
void kab_client_get_accounts_async (KabClient *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *kab_client_get_accounts_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `POST /accounts`; @receipt_amount in kopecks. */
void kab_client_attach_async (KabClient *self,
                              const char *number,
                              gint64 receipt_amount,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
KabAccount *kab_client_attach_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `GET /accounts/{number}` */
void kab_client_get_account_async (KabClient *self,
                                   const char *number,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
KabAccountDetails *
kab_client_get_account_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `PATCH /accounts/{number}` */
void kab_client_set_label_async (KabClient *self,
                                 const char *number,
                                 const char *label,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
KabAccount *kab_client_set_label_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `DELETE /accounts/{number}` */
void kab_client_detach_async (KabClient *self,
                              const char *number,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean kab_client_detach_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `GET /accounts/{number}/statements`: of #KabStatement; @from and @to are both included, and
 * either may be %KAB_MONTH_NONE. */
void kab_client_get_statements_async (KabClient *self,
                                      const char *number,
                                      KabMonth from,
                                      KabMonth to,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *kab_client_get_statements_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `GET /accounts/{number}/payments`: of #KabPayment, all of them. */
void kab_client_get_payments_async (KabClient *self,
                                    const char *number,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *kab_client_get_payments_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `GET /accounts/{number}/receipts`: of #KabReceipt, all of them. */
void kab_client_get_receipts_async (KabClient *self,
                                    const char *number,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *kab_client_get_receipts_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `GET /accounts/{number}/receipts/{month}`: a PDF of at most @limit bytes. */
void kab_client_get_receipt_async (KabClient *self,
                                   const char *number,
                                   KabMonth month,
                                   gsize limit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
KabDownload *kab_client_get_receipt_finish (KabClient *self, GAsyncResult *result, GError **error);

/* `GET /accounts/{number}/payment-code`; @amount in kopecks, 0: the amount to pay. The finish gives
 * the text, and what it is for (out). */
void kab_client_get_payment_code_async (KabClient *self,
                                        const char *number,
                                        gint64 amount,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
char *kab_client_get_payment_code_finish (KabClient *self,
                                          GAsyncResult *result,
                                          gint64 *amount,
                                          GError **error);

G_END_DECLS
