/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fake-service.h"
#include "kab-client.h"
#include "samples.h"

/* One function a call: starts it, and another that finishes it and says whether what came is right.
 */
typedef void (*StartFunc) (KabClient *client, GCancellable *cancellable, Outcome *outcome);
typedef void (*FinishFunc) (KabClient *client, GAsyncResult *result, GError **error);

static void
start_get_operator (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_operator_async (client, cancellable, outcome_cb, outcome);
}

static void
finish_get_operator (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (KabOperator) service_operator = kab_client_get_operator_finish (client, result, error);

  if (service_operator != NULL)
    g_assert_cmpstr (kab_operator_get_title (service_operator), ==, "Личный кабинет");
}

static void
start_register (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  g_autoptr (GListStore) consents = g_list_store_new (KAB_TYPE_DOCUMENT);
  g_autoptr (KabDocument) document =
    kab_document_new ("personal-data", "Согласие", "https://sah67.ru/c", "2025-09-01");

  g_list_store_append (consents, document);
  kab_client_register_async (client, "a@b.c", "kabinet1", G_LIST_MODEL (consents), cancellable,
                             outcome_cb, outcome);
}

static void
finish_register (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (GDateTime) expires_at = kab_client_register_finish (client, result, error);

  if (expires_at != NULL)
    g_assert_cmpint (g_date_time_to_unix (expires_at), ==, 1580558400);
}

static void
start_resend_code (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_resend_code_async (client, "a@b.c", cancellable, outcome_cb, outcome);
}

static void
finish_resend_code (KabClient *client, GAsyncResult *result, GError **error)
{
  kab_client_resend_code_finish (client, result, error);
}

static void
start_confirm (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_confirm_async (client, "a@b.c", "012345", cancellable, outcome_cb, outcome);
}

static void
finish_confirm (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (KabSession) session = kab_client_confirm_finish (client, result, error);

  if (session != NULL)
    g_assert_cmpstr (kab_session_get_token (session), ==, SAMPLE_TOKEN);
}

static void
start_sign_in (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_sign_in_async (client, "a@b.c", "k\"\\1", cancellable, outcome_cb, outcome);
}

static void
finish_sign_in (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (KabSession) session = kab_client_sign_in_finish (client, result, error);

  if (session != NULL)
    g_assert_cmpstr (kab_profile_get_email (kab_session_get_profile (session)), ==, "a@b.c");
}

static void
start_get_sessions (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_sessions_async (client, cancellable, outcome_cb, outcome);
}

static void
finish_get_sessions (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) sessions = kab_client_get_sessions_finish (client, result, error);

  if (sessions == NULL)
    return;

  g_assert_cmpuint (sessions->len, ==, 2);
  g_assert_cmpstr (kab_session_info_get_id (sessions->pdata[1]), ==, "s2");
}

static void
start_end_session (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_end_session_async (client, "a/s 2?", cancellable, outcome_cb, outcome);
}

static void
start_end_current (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_end_session_async (client, NULL, cancellable, outcome_cb, outcome);
}

static void
finish_end_session (KabClient *client, GAsyncResult *result, GError **error)
{
  kab_client_end_session_finish (client, result, error);
}

static void
start_request_reset (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_request_reset_async (client, "a@b.c", cancellable, outcome_cb, outcome);
}

static void
finish_request_reset (KabClient *client, GAsyncResult *result, GError **error)
{
  kab_client_request_reset_finish (client, result, error);
}

static void
start_confirm_reset (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_confirm_reset_async (client, "a@b.c", "012345", "kabinet2", cancellable, outcome_cb,
                                  outcome);
}

static void
finish_confirm_reset (KabClient *client, GAsyncResult *result, GError **error)
{
  kab_client_confirm_reset_finish (client, result, error);
}

static void
start_get_profile (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_profile_async (client, cancellable, outcome_cb, outcome);
}

static void
finish_get_profile (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (KabProfile) profile = kab_client_get_profile_finish (client, result, error);

  if (profile != NULL)
    g_assert_cmpstr (kab_profile_get_name (profile), ==, "Иванов Иван");
}

static void
start_update_profile (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  gboolean receipts_by_mail = FALSE;

  kab_client_update_profile_async (client, "Ёж", "", &receipts_by_mail, cancellable, outcome_cb,
                                   outcome);
}

static void
start_update_phone (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_update_profile_async (client, NULL, "+7 900", NULL, cancellable, outcome_cb, outcome);
}

static void
finish_update_profile (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (KabProfile) profile = kab_client_update_profile_finish (client, result, error);
}

static void
start_change_password (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_change_password_async (client, "kabinet1", "kabinet2", cancellable, outcome_cb,
                                    outcome);
}

static void
finish_change_password (KabClient *client, GAsyncResult *result, GError **error)
{
  kab_client_change_password_finish (client, result, error);
}

static void
start_get_data (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_data_async (client, cancellable, outcome_cb, outcome);
}

static void
finish_get_data (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (GBytes) data = kab_client_get_data_finish (client, result, error);

  if (data != NULL)
    g_assert_cmpuint (g_bytes_get_size (data), ==, strlen (SAMPLE_DATA));
}

static void
start_delete_profile (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_delete_profile_async (client, "kabinet1", cancellable, outcome_cb, outcome);
}

static void
finish_delete_profile (KabClient *client, GAsyncResult *result, GError **error)
{
  kab_client_delete_profile_finish (client, result, error);
}

static void
start_get_accounts (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_accounts_async (client, cancellable, outcome_cb, outcome);
}

static void
finish_get_accounts (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) accounts = kab_client_get_accounts_finish (client, result, error);

  if (accounts == NULL)
    return;

  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_cmpint (kab_account_get_to_pay (accounts->pdata[0]), ==, 44730);
}

static void
start_attach (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_attach_async (client, "12-35 43566", 44730, cancellable, outcome_cb, outcome);
}

static void
finish_attach (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (KabAccount) account = kab_client_attach_finish (client, result, error);

  if (account != NULL)
    g_assert_cmpstr (kab_account_get_number (account), ==, "123543566");
}

static void
start_get_account (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_account_async (client, "Ж/1?x=%41#", cancellable, outcome_cb, outcome);
}

static void
finish_get_account (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (KabAccountDetails) details = kab_client_get_account_finish (client, result, error);

  if (details != NULL)
    g_assert_cmpint (kab_account_details_get_residing (details), ==, 5);
}

static void
start_set_label (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_set_label_async (client, "1", "Дача", cancellable, outcome_cb, outcome);
}

static void
finish_set_label (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (KabAccount) account = kab_client_set_label_finish (client, result, error);
}

static void
start_detach (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_detach_async (client, "123543566", cancellable, outcome_cb, outcome);
}

static void
finish_detach (KabClient *client, GAsyncResult *result, GError **error)
{
  kab_client_detach_finish (client, result, error);
}

static void
start_get_statements (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_statements_async (client, "1", (KabMonth){ 2019, 1 }, (KabMonth){ 2020, 2 },
                                   cancellable, outcome_cb, outcome);
}

static void
start_get_all_statements (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_statements_async (client, "1", KAB_MONTH_NONE, KAB_MONTH_NONE, cancellable,
                                   outcome_cb, outcome);
}

static void
start_get_latest_statements (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_statements_async (client, "1", (KabMonth){ 2019, 1 }, KAB_MONTH_NONE, cancellable,
                                   outcome_cb, outcome);
}

static void
start_get_early_statements (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_statements_async (client, "1", KAB_MONTH_NONE, (KabMonth){ 2020, 2 }, cancellable,
                                   outcome_cb, outcome);
}

static void
finish_get_statements (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) statements = kab_client_get_statements_finish (client, result, error);

  if (statements == NULL)
    return;

  g_assert_cmpuint (statements->len, ==, 1);
  g_assert_cmpint (kab_statement_get_closing (statements->pdata[0]), ==, 44730);
}

static void
start_get_payments (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_payments_async (client, "1", cancellable, outcome_cb, outcome);
}

static void
finish_get_payments (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) payments = kab_client_get_payments_finish (client, result, error);

  if (payments == NULL)
    return;

  g_assert_cmpuint (payments->len, ==, 2);
  g_assert_cmpint (kab_payment_get_state (payments->pdata[1]), ==, KAB_PAYMENT_RETURNED);
}

static void
start_get_receipts (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_receipts_async (client, "a/1", cancellable, outcome_cb, outcome);
}

static void
finish_get_receipts (KabClient *client, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) receipts = kab_client_get_receipts_finish (client, result, error);

  if (receipts == NULL)
    return;

  g_assert_cmpuint (receipts->len, ==, 1);
  g_assert_cmpstr (kab_receipt_get_sha256 (receipts->pdata[0]), ==, SAMPLE_SHA256);
}

static void
start_get_payment_code (KabClient *client, GCancellable *cancellable, Outcome *outcome)
{
  kab_client_get_payment_code_async (client, "1", 0, cancellable, outcome_cb, outcome);
}

static void
finish_get_payment_code (KabClient *client, GAsyncResult *result, GError **error)
{
  gint64 amount = -1;
  g_autofree char *text = kab_client_get_payment_code_finish (client, result, &amount, error);

  if (text == NULL)
    return;

  g_assert_cmpstr (text, ==, "ST00012|Name=А");
  g_assert_cmpint (amount, ==, 100);
}

static const struct
{
  const char *name;
  StartFunc start;
  FinishFunc finish;
  const char *call;
  const char *body; /* of the request; "" when there is none */
  unsigned status;
  const char *reply;    /* NULL: none */
  const char *bad;      /* a reply that is not of the contract... */
  const char *complain; /* ... and the member that the error names; NULL where no reply is read */
} calls[] = {
  { "operator", start_get_operator, finish_get_operator, "GET /operator", "", 200, SAMPLE_OPERATOR,
    "{\"name\":\"A\",\"title\":7}", "title" },
  { "register", start_register, finish_register, "POST /registrations",
    "{\"email\":\"a@b.c\",\"password\":\"kabinet1\",\"consents\":[{\"kind\":\"personal-data\","
    "\"version\":\"2025-09-01\"}]}",
    202, "{\"email\":\"a@b.c\",\"expires_at\":\"2020-02-01T12:00:00Z\"}",
    "{\"email\":\"a@b.c\",\"expires_at\":\"soon\"}", "expires_at" },
  { "resend-code", start_resend_code, finish_resend_code, "POST /registrations/code",
    "{\"email\":\"a@b.c\"}", 202, NULL, NULL, NULL },
  { "confirm", start_confirm, finish_confirm, "POST /registrations/confirmation",
    "{\"email\":\"a@b.c\",\"code\":\"012345\"}", 201, SAMPLE_SESSION,
    "{\"token\":\"x\",\"expires_at\":\"2020-02-01T12:00:00Z\",\"profile\":{\"email\":1}}",
    "profile.email" },
  { "sign-in", start_sign_in, finish_sign_in, "POST /sessions",
    "{\"email\":\"a@b.c\",\"password\":\"k\\\"\\\\1\"}", 201, SAMPLE_SESSION, "{\"token\":null}",
    "token" },
  { "sessions", start_get_sessions, finish_get_sessions, "GET /sessions", "", 200, SAMPLE_SESSIONS,
    "{\"sessions\":[{\"id\":\"1\",\"created_at\":\"2020-02-01T12:00:00Z\","
    "\"last_used_at\":\"2020-02-01T12:00:00Z\",\"client\":\"\",\"current\":1}]}",
    "sessions[0].current" },
  { "end-session", start_end_session, finish_end_session, "DELETE /sessions/a%2Fs%202%3F", "", 204,
    NULL, NULL, NULL },
  { "end-current", start_end_current, finish_end_session, "DELETE /sessions/current", "", 204, NULL,
    NULL, NULL },
  { "request-reset", start_request_reset, finish_request_reset, "POST /password-resets",
    "{\"email\":\"a@b.c\"}", 202, NULL, NULL, NULL },
  { "confirm-reset", start_confirm_reset, finish_confirm_reset,
    "POST /password-resets/confirmation",
    "{\"email\":\"a@b.c\",\"code\":\"012345\",\"password\":\"kabinet2\"}", 204, NULL, NULL, NULL },
  { "profile", start_get_profile, finish_get_profile, "GET /profile", "", 200, SAMPLE_PROFILE, "[]",
    "the document" },
  { "update-profile", start_update_profile, finish_update_profile, "PATCH /profile",
    "{\"name\":\"Ёж\",\"phone\":\"\",\"receipts_by_mail\":false}", 200, SAMPLE_PROFILE, "{}",
    "email" },
  { "update-phone", start_update_phone, finish_update_profile, "PATCH /profile",
    "{\"phone\":\"+7 900\"}", 200, SAMPLE_PROFILE, "7", "the document" },
  { "change-password", start_change_password, finish_change_password, "PUT /profile/password",
    "{\"current\":\"kabinet1\",\"new\":\"kabinet2\"}", 204, NULL, NULL, NULL },
  { "data", start_get_data, finish_get_data, "GET /profile/data", "", 200, SAMPLE_DATA,
    "{\"profile\":", "" },
  { "delete-profile", start_delete_profile, finish_delete_profile, "DELETE /profile",
    "{\"password\":\"kabinet1\"}", 204, NULL, NULL, NULL },
  { "accounts", start_get_accounts, finish_get_accounts, "GET /accounts", "", 200, SAMPLE_ACCOUNTS,
    "{\"accounts\":[" SAMPLE_ACCOUNT_1 ",{\"number\":\"2\",\"label\":\"\","
    "\"attached_at\":\"2020-02-01T12:00:00Z\",\"owner\":\"\",\"address\":\"\","
    "\"to_pay\":447.30,\"month\":\"2020-02\"}]}",
    "accounts[1].to_pay" },
  { "attach", start_attach, finish_attach, "POST /accounts",
    "{\"number\":\"12-35 43566\",\"receipt_amount\":44730}", 201, SAMPLE_ACCOUNT_1, "{}",
    "number" },
  { "account", start_get_account, finish_get_account, "GET /accounts/%D0%96%2F1%3Fx%3D%2541%23", "",
    200, SAMPLE_DETAILS_1, "{\"number\":[]}", "number" },
  { "set-label", start_set_label, finish_set_label, "PATCH /accounts/1", "{\"label\":\"Дача\"}",
    200, SAMPLE_ACCOUNT_1, "{}", "number" },
  { "detach", start_detach, finish_detach, "DELETE /accounts/123543566", "", 204, NULL, NULL,
    NULL },
  { "statements", start_get_statements, finish_get_statements,
    "GET /accounts/1/statements?from=2019-01&to=2020-02", "", 200,
    "{\"statements\":[" SAMPLE_STATEMENT "]}", "{\"statements\":[{\"month\":\"2020-13\"}]}",
    "statements[0].month" },
  { "all-statements", start_get_all_statements, finish_get_statements, "GET /accounts/1/statements",
    "", 200, "{\"statements\":[" SAMPLE_STATEMENT "]}", "{\"statements\":{}}", "statements" },
  { "latest-statements", start_get_latest_statements, finish_get_statements,
    "GET /accounts/1/statements?from=2019-01", "", 200, "{\"statements\":[" SAMPLE_STATEMENT "]}",
    "", "" },
  { "early-statements", start_get_early_statements, finish_get_statements,
    "GET /accounts/1/statements?to=2020-02", "", 200, "{\"statements\":[" SAMPLE_STATEMENT "]}",
    "null", "the document" },
  { "payments", start_get_payments, finish_get_payments, "GET /accounts/1/payments", "", 200,
    "{\"payments\":[" SAMPLE_PAYMENT ("p1", "2020-02-03", "accepted") "," SAMPLE_PAYMENT (
      "p2",
      "2020-02-04",
      "returned") "]}",
    "{\"payments\":[" SAMPLE_PAYMENT ("p1", "2020-02-03", "eaten") "]}", "payments[0].state" },
  { "receipts", start_get_receipts, finish_get_receipts, "GET /accounts/a%2F1/receipts", "", 200,
    "{\"receipts\":[" SAMPLE_RECEIPT ("2020-02") "]}",
    "{\"receipts\":[{\"month\":\"2020-02\",\"total\":1,\"issued_at\":" SAMPLE_TIME ",\"size\":0}]}",
    "receipts[0].size" },
  { "payment-code", start_get_payment_code, finish_get_payment_code, "GET /accounts/1/payment-code",
    "", 200, "{\"text\":\"ST00012|Name=А\",\"amount\":100}",
    "{\"text\":\"ST00012|Name=А\",\"amount\":-1}", "amount" },
};

static void
run (guint i, KabClient *client, GCancellable *cancellable, GError **error)
{
  g_auto (Outcome) outcome = { 0 };

  calls[i].start (client, cancellable, &outcome);
  calls[i].finish (client, outcome_wait (&outcome), error);
}

static KabClient *
make_client (FakeService *service)
{
  g_autoptr (KabTransport) transport = kab_transport_new (fake_service_get_url (service));

  return kab_client_new (transport);
}

static void
test_call (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (FakeService) service = fake_service_new (NULL);
  KabClient *client = make_client (service);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;

  if (calls[i].reply != NULL)
    fake_service_answer_json (service, calls[i].call, calls[i].status, calls[i].reply);
  else
    fake_service_answer (service, calls[i].call, calls[i].status, NULL, NULL);
  run (i, client, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fake_service_count (service, calls[i].call), ==, 1);
  g_assert_cmpstr (fake_service_get_body (service, calls[i].call), ==, calls[i].body);

  fake_service_answer_problem (service, calls[i].call, 429, "too_many_attempts");
  run (i, client, NULL, &problem);
  g_assert_error (problem, KAB_ERROR, KAB_ERROR_TOO_MANY_ATTEMPTS);

  g_assert_finalize_object (client);
}

static void
test_bad_reply (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (FakeService) service = fake_service_new (NULL);
  KabClient *client = make_client (service);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) empty = NULL;

  fake_service_answer_json (service, calls[i].call, calls[i].status, calls[i].bad);
  run (i, client, NULL, &error);
  g_assert_error (error, KAB_ERROR, KAB_ERROR_BAD_REPLY);
  if (strstr (error->message, calls[i].complain) == NULL)
    g_error ("\"%s\" does not name %s", error->message, calls[i].complain);

  /* Nothing, where something is due. */
  fake_service_answer (service, calls[i].call, 204, NULL, NULL);
  run (i, client, NULL, &empty);
  g_assert_error (empty, KAB_ERROR, KAB_ERROR_BAD_REPLY);

  g_assert_finalize_object (client);
}

static void
test_cancelled (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (FakeService) service = fake_service_new (NULL);
  KabClient *client = make_client (service);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  fake_service_hold (service, calls[i].call);
  calls[i].start (client, cancellable, &outcome);
  WAIT_UNTIL (fake_service_count_held (service, calls[i].call) == 1);
  g_cancellable_cancel (cancellable);
  calls[i].finish (client, outcome_wait (&outcome), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  outcome_clear (&outcome);
  g_assert_finalize_object (client);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *call = g_strconcat ("/client/call/", calls[i].name, NULL);
      g_autofree char *bad = g_strconcat ("/client/bad-reply/", calls[i].name, NULL);
      g_autofree char *cancelled = g_strconcat ("/client/cancelled/", calls[i].name, NULL);

      g_test_add_data_func (call, GUINT_TO_POINTER (i), test_call);
      g_test_add_data_func (cancelled, GUINT_TO_POINTER (i), test_cancelled);
      if (calls[i].bad != NULL)
        g_test_add_data_func (bad, GUINT_TO_POINTER (i), test_bad_reply);
    }

  return g_test_run ();
}
