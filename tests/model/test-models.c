/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-account.h"
#include "kab-error.h"
#include "kab-operator.h"
#include "kab-payment.h"
#include "kab-receipt.h"
#include "kab-session.h"

/* One way in, one way out, for every object of the contract. */
typedef gpointer (*FromJson) (KabJson *json, GError **error);
typedef void (*ToJson) (gpointer object, JsonBuilder *builder);

#define CONSENTS \
  "[{\"kind\":\"personal_data\",\"version\":\"2\",\"accepted_at\":\"2025-09-01T00:00:00Z\"}]"
#define PROFILE                                                           \
  "{\"email\":\"abc@sah67.ru\",\"name\":\"Иванов\",\"phone\":\"\"," \
  "\"receipts_by_mail\":true,\"registered_at\":\"2020-02-29T12:00:00Z\"," \
  "\"consents\":" CONSENTS "}"
#define LINE(charged, closing)                                                             \
  "{\"service\":\"Обращение с ТКО\",\"unit\":\"чел.\",\"quantity\":\"5\"," \
  "\"tariff\":\"89.46\",\"charged\":" charged ",\"recalculated\":-100,"                    \
  "\"penalty\":7,\"closing\":" closing ",\"reason\":\"отсутствие\"}"
#define STATEMENT(opening, charged, closing, lines)                         \
  "{\"month\":\"2020-02\",\"opening\":" opening ",\"charged\":" charged "," \
  "\"recalculated\":-200,\"penalty\":14,\"paid\":44730,"                    \
  "\"closing\":" closing ",\"lines\":[" lines "]}"
#define GOOD_STATEMENT \
  STATEMENT ("44730", "50000", "49814", LINE ("44730", "44637") "," LINE ("5270", "5177"))
#define ACCOUNT(to_pay, month)                                                                     \
  "{\"number\":\"123543566\",\"label\":\"дача\","                                              \
  "\"attached_at\":\"2020-02-29T12:00:00Z\",\"owner\":\"Иванов Иван Иванович\"," \
  "\"address\":\"г. Смоленск\",\"to_pay\":" to_pay ",\"month\":" month "}"
#define DETAILS(balance)                                                                           \
  "{\"number\":\"123543566\",\"label\":\"\","                                                      \
  "\"attached_at\":\"2020-02-29T12:00:00Z\",\"owner\":\"Иванов Иван Иванович\"," \
  "\"address\":\"г. Смоленск\",\"delivery_address\":\"\",\"phone\":\"\",\"email\":\"\","  \
  "\"contract\":\"№ 7\",\"registered\":5,\"residing\":4,\"balance\":" balance "}"
#define OPERATOR(url)                                                                                    \
  "{\"name\":\"АО «Спецавтохозяйство»\",\"title\":\"Личный кабинет\"," \
  "\"contacts\":{\"phone\":\"+7\",\"email\":\"a@b.ru\",\"site\":\"b.ru\","                               \
  "\"address\":\"г. Смоленск\",\"hours\":\"\"},"                                                \
  "\"payee\":{\"name\":\"АО\",\"inn\":\"6700000000\","                                                 \
  "\"kpp\":\"\",\"account\":\"\","                                                                       \
  "\"bank\":\"\",\"bic\":\"\",\"correspondent_account\":\"\"},"                                          \
  "\"password\":{\"min_length\":5,\"max_length\":10,"                                                    \
  "\"alphabet\":\"latin_letters_and_digits\"},"                                                          \
  "\"attach\":{\"fields\":[\"number\",\"receipt_amount\"]},"                                             \
  "\"documents\":[{\"kind\":\"terms\",\"title\":\"Условия\","                                     \
  "\"url\":" url ",\"version\":\"1\"}]}"

#define PAYMENT(state)                                                                 \
  "{\"id\":\"p-1\",\"date\":\"2020-02-29\",\"amount\":44730,\"channel\":\"Банк\"," \
  "\"document\":\"\",\"state\":\"" state "\"}"
#define SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define RECEIPT(total)                                                                            \
  "{\"month\":\"2020-02\",\"total\":" total ",\"issued_at\":\"2020-03-01T00:00:00Z\",\"size\":1," \
  "\"sha256\":\"" SHA256 "\"}"

#define READ_WRITE(name) \
  (FromJson) kab_##name##_new_from_json, (ToJson) (void (*) (void)) kab_##name##_to_json

static void
test_round_trip (void)
{
  static const struct
  {
    const char *name;
    FromJson read;
    ToJson write;
    const char *text;
  } cases[] = {
    { "profile", READ_WRITE (profile), PROFILE },
    { "session", READ_WRITE (session),
      "{\"token\":\"t0k\",\"expires_at\":\"2020-03-29T12:00:00Z\",\"profile\":" PROFILE "}" },
    { "session info", READ_WRITE (session_info),
      "{\"id\":\"s1\",\"created_at\":\"2020-02-29T12:00:00Z\","
      "\"last_used_at\":\"2020-03-01T00:00:00Z\",\"client\":\"\",\"current\":false}" },
    { "statement", READ_WRITE (statement), GOOD_STATEMENT },
    { "account", READ_WRITE (account), ACCOUNT ("-12000", "\"2020-02\"") },
    { "account without a statement", READ_WRITE (account), ACCOUNT ("null", "null") },
    { "details", READ_WRITE (account_details), DETAILS (GOOD_STATEMENT) },
    { "details without a balance", READ_WRITE (account_details), DETAILS ("null") },
    { "operator", READ_WRITE (operator), OPERATOR ("\"https://b.ru/terms\"") },
    { "payment", READ_WRITE (payment), PAYMENT ("accepted") },
    { "payment on its way", READ_WRITE (payment), PAYMENT ("processing") },
    { "payment that came back", READ_WRITE (payment), PAYMENT ("returned") },
    { "receipt", READ_WRITE (receipt), RECEIPT ("44730") },
    { "receipt of an overpayment", READ_WRITE (receipt), RECEIPT ("-120000") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabJson) json = kab_json_new (cases[i].text, -1);
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      GObject *object = cases[i].read (json, &error);

      g_test_message ("%s", cases[i].name);
      g_assert_no_error (error);
      cases[i].write (object, builder);
      text = kab_json_to_string (builder);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_finalize_object (object);
    }
}

/* Each member left out in turn, at every depth, is an error that names it. */
static void
drop_each (JsonNode *root, JsonNode *at, const char *path, FromJson read, int *dropped)
{
  if (JSON_NODE_HOLDS_ARRAY (at))
    {
      JsonArray *array = json_node_get_array (at);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *inner = g_strdup_printf ("%s[%u]", path, i);

          drop_each (root, json_array_get_element (array, i), inner, read, dropped);
        }
    }
  else if (JSON_NODE_HOLDS_OBJECT (at))
    {
      JsonObject *object = json_node_get_object (at);
      g_autoptr (GList) members = json_object_get_members (object);

      for (GList *member = members; member; member = member->next)
        {
          g_autofree char *name = g_strdup (member->data);
          g_autofree char *inner = g_strjoin (*path ? "." : "", path, name, NULL);
          JsonNode *kept = json_object_dup_member (object, name);
          g_autofree char *text = NULL;
          g_autoptr (KabJson) json = NULL;

          drop_each (root, json_object_get_member (object, name), inner, read, dropped);
          json_object_remove_member (object, name);
          text = json_to_string (root, FALSE);
          json = kab_json_new (text, -1);
          g_assert_null (read (json, NULL));
          g_assert_cmpstr (kab_json_get_failed_member (json), ==, inner);
          json_object_set_member (object, name, kept);
          (*dropped)++;
          /* The list points into the object, where the name was just written anew. */
          member->data = (gpointer) "";
        }
    }
}

static void
test_missing (void)
{
  static const struct
  {
    FromJson read;
    const char *text;
    int members;
  } cases[] = {
    { (FromJson) kab_profile_new_from_json, PROFILE, 9 },
    { (FromJson) kab_statement_new_from_json, GOOD_STATEMENT, 26 },
    { (FromJson) kab_account_new_from_json, ACCOUNT ("1", "\"2020-02\""), 7 },
    { (FromJson) kab_account_details_new_from_json, DETAILS (GOOD_STATEMENT), 38 },
    { (FromJson) kab_operator_new_from_json, OPERATOR ("\"https://b.ru/\""), 27 },
    { (FromJson) kab_payment_new_from_json, PAYMENT ("accepted"), 6 },
    { (FromJson) kab_receipt_new_from_json, RECEIPT ("44730"), 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) root = json_from_string (cases[i].text, NULL);
      int dropped = 0;

      drop_each (root, root, "", cases[i].read, &dropped);
      g_assert_cmpint (dropped, ==, cases[i].members);
    }
}

static void
test_refuse (void)
{
  static const struct
  {
    const char *name;
    FromJson read;
    const char *text;
    const char *member;
  } cases[] = {
    { "a closing that is a kopeck off", (FromJson) kab_statement_new_from_json,
      STATEMENT ("44730", "50000", "49815", LINE ("44730", "44637") "," LINE ("5270", "5178")),
      "closing" },
    { "lines whose charges do not add up", (FromJson) kab_statement_new_from_json,
      STATEMENT ("44730", "50000", "49814", LINE ("44730", "44637") "," LINE ("5271", "5177")),
      "charged" },
    { "lines whose debts do not add up", (FromJson) kab_statement_new_from_json,
      STATEMENT ("44730", "50000", "49814", LINE ("44730", "44638") "," LINE ("5270", "5177")),
      "closing" },
    { "a month without lines", (FromJson) kab_statement_new_from_json,
      STATEMENT ("44730", "50000", "49814", ""), "charged" },
    { "a balance that is off", (FromJson) kab_account_details_new_from_json,
      DETAILS (STATEMENT ("0", "50000", "49814", "")), "balance.closing" },
    { "an amount without its month", (FromJson) kab_account_new_from_json, ACCOUNT ("100", "null"),
      "to_pay" },
    { "a month without its amount", (FromJson) kab_account_new_from_json,
      ACCOUNT ("null", "\"2020-02\""), "to_pay" },
    { "a document that opens a file", (FromJson) kab_operator_new_from_json,
      OPERATOR ("\"file:///etc/passwd\""), "documents[0].url" },
    { "a document that is no address", (FromJson) kab_operator_new_from_json,
      OPERATOR ("\"terms.html\""), "documents[0].url" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KabJson) json = kab_json_new (cases[i].text, -1);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].name);
      g_assert_null (cases[i].read (json, &error));
      g_assert_error (error, KAB_ERROR, KAB_ERROR_BAD_REPLY);
      g_assert_cmpstr (kab_json_get_failed_member (json), ==, cases[i].member);
    }
}

/* One change each to a good object. */
static void
test_refuse_changed (void)
{
  static const struct
  {
    FromJson read;
    const char *text;
    const char *from;
    const char *to;
    const char *member;
  } cases[] = {
    { (FromJson) kab_profile_new_from_json, PROFILE, "abc@sah67.ru", "abc", "email" },
    { (FromJson) kab_account_new_from_json, ACCOUNT ("1", "\"2020-02\""), "123543566", "12-3",
      "number" },
    { (FromJson) kab_account_new_from_json, ACCOUNT ("1", "\"2020-02\""), "123543566", "../x",
      "number" },
    { (FromJson) kab_account_details_new_from_json, DETAILS ("null"), ":5,", ":-1,", "registered" },
    { (FromJson) kab_account_details_new_from_json, DETAILS ("null"), ":4,", ":9999999999,",
      "residing" },
    { (FromJson) kab_operator_new_from_json, OPERATOR ("\"https://b.ru/\""), "Личный кабинет", "",
      "title" },
    { (FromJson) kab_operator_new_from_json, OPERATOR ("\"https://b.ru/\""), ":5,", ":11,",
      "password.max_length" },
    { (FromJson) kab_operator_new_from_json, OPERATOR ("\"https://b.ru/\""), ":5,", ":0,",
      "password.min_length" },
    { (FromJson) kab_operator_new_from_json, OPERATOR ("\"https://b.ru/\""),
      "[\"number\",\"receipt_amount\"]", "[]", "attach.fields" },
    { (FromJson) kab_operator_new_from_json, OPERATOR ("\"https://b.ru/\""), "\"receipt_amount\"",
      "7", "attach.fields[1]" },
    { (FromJson) kab_payment_new_from_json, PAYMENT ("lost"), "p-1", "p-1", "state" },
    { (FromJson) kab_payment_new_from_json, PAYMENT ("Accepted"), "p-1", "p-1", "state" },
    { (FromJson) kab_payment_new_from_json, PAYMENT (""), "p-1", "p-1", "state" },
    { (FromJson) kab_payment_new_from_json, PAYMENT ("accepted"), "p-1", "", "id" },
    { (FromJson) kab_payment_new_from_json, PAYMENT ("accepted"), "02-29", "02-30", "date" },
    { (FromJson) kab_payment_new_from_json, PAYMENT ("accepted"), ":44730,", ":0,", "amount" },
    { (FromJson) kab_payment_new_from_json, PAYMENT ("accepted"), ":44730,", ":-1,", "amount" },
    { (FromJson) kab_payment_new_from_json, PAYMENT ("accepted"), ":44730,", ":447.30,", "amount" },
    { (FromJson) kab_payment_new_from_json, PAYMENT ("accepted"), ":44730,", ":1000000000000001,",
      "amount" },
    { (FromJson) kab_payment_new_from_json, PAYMENT ("accepted"), "\"Банк\"", "null", "channel" },
    { (FromJson) kab_receipt_new_from_json, RECEIPT ("1"), "2020-02\"", "2020-13\"", "month" },
    { (FromJson) kab_receipt_new_from_json, RECEIPT ("1"), "\"size\":1", "\"size\":0", "size" },
    { (FromJson) kab_receipt_new_from_json, RECEIPT ("1"), "\"size\":1", "\"size\":-1", "size" },
    { (FromJson) kab_receipt_new_from_json, RECEIPT ("1"), "T00:00:00Z", "", "issued_at" },
    { (FromJson) kab_receipt_new_from_json, RECEIPT ("1"), "e3b0", "E3b0", "sha256" },
    { (FromJson) kab_receipt_new_from_json, RECEIPT ("1"), "e3b0", "g3b0", "sha256" },
    { (FromJson) kab_receipt_new_from_json, RECEIPT ("1"), "e3b0", "e3b", "sha256" },
    { (FromJson) kab_receipt_new_from_json, RECEIPT ("1"), "e3b0", "e3b0e", "sha256" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (cases[i].text);
      g_autoptr (KabJson) json = NULL;

      g_test_message ("%s for %s", cases[i].to, cases[i].from);
      g_assert_cmpuint (g_string_replace (text, cases[i].from, cases[i].to, 1), ==, 1);
      json = kab_json_new (text->str, -1);
      g_assert_null (cases[i].read (json, NULL));
      g_assert_cmpstr (kab_json_get_failed_member (json), ==, cases[i].member);
    }
}

static void
test_getters (void)
{
  g_autoptr (KabJson) json = kab_json_new (DETAILS (GOOD_STATEMENT), -1);
  g_autoptr (KabAccountDetails) details = kab_account_details_new_from_json (json, NULL);
  KabStatement *balance = kab_account_details_get_balance (details);
  g_autoptr (KabStatementLine) line = g_list_model_get_item (kab_statement_get_lines (balance), 1);

  g_assert_cmpstr (kab_account_details_get_contract (details), ==, "№ 7");
  g_assert_cmpint (kab_account_details_get_registered (details), ==, 5);
  g_assert_cmpint (kab_account_details_get_residing (details), ==, 4);
  g_assert_cmpint (kab_statement_get_opening (balance), ==, 44730);
  g_assert_cmpint (kab_statement_get_charged (balance), ==, 50000);
  g_assert_cmpint (kab_statement_get_recalculated (balance), ==, -200);
  g_assert_cmpint (kab_statement_get_penalty (balance), ==, 14);
  g_assert_cmpint (kab_statement_get_paid (balance), ==, 44730);
  g_assert_cmpint (kab_statement_get_closing (balance), ==, 49814);
  g_assert_cmpint (kab_statement_get_month (balance).month, ==, 2);
  g_assert_cmpstr (kab_statement_line_get_service (line), ==, "Обращение с ТКО");
  g_assert_cmpstr (kab_statement_line_get_unit (line), ==, "чел.");
  g_assert_cmpint (kab_statement_line_get_quantity (line).digits, ==, 5);
  g_assert_cmpint (kab_statement_line_get_tariff (line).digits, ==, 8946);
  g_assert_cmpint (kab_statement_line_get_charged (line), ==, 5270);
  g_assert_cmpint (kab_statement_line_get_recalculated (line), ==, -100);
  g_assert_cmpint (kab_statement_line_get_penalty (line), ==, 7);
  g_assert_cmpint (kab_statement_line_get_closing (line), ==, 5177);
  g_assert_cmpstr (kab_statement_line_get_reason (line), ==, "отсутствие");
}

static void
test_payment_and_receipt (void)
{
  g_autoptr (KabJson) payment_json = kab_json_new (PAYMENT ("processing"), -1);
  g_autoptr (KabPayment) payment = kab_payment_new_from_json (payment_json, NULL);
  g_autoptr (KabJson) receipt_json = kab_json_new (RECEIPT ("-5"), -1);
  g_autoptr (KabReceipt) receipt = kab_receipt_new_from_json (receipt_json, NULL);

  g_assert_cmpstr (kab_payment_get_id (payment), ==, "p-1");
  g_assert_cmpint (kab_payment_get_date (payment).day, ==, 29);
  g_assert_cmpint (kab_payment_get_amount (payment), ==, 44730);
  g_assert_cmpstr (kab_payment_get_channel (payment), ==, "Банк");
  g_assert_cmpstr (kab_payment_get_document (payment), ==, "");
  g_assert_cmpint (kab_payment_get_state (payment), ==, KAB_PAYMENT_PROCESSING);
  g_assert_cmpint (kab_receipt_get_month (receipt).month, ==, 2);
  g_assert_cmpint (kab_receipt_get_total (receipt), ==, -5);
  g_assert_cmpint (g_date_time_to_unix (kab_receipt_get_issued_at (receipt)), ==, 1583020800);
  g_assert_cmpint (kab_receipt_get_size (receipt), ==, 1);
  g_assert_cmpstr (kab_receipt_get_sha256 (receipt), ==, SHA256);
}

static void
test_properties (void)
{
  g_autoptr (KabJson) profile_json = kab_json_new (PROFILE, -1);
  g_autoptr (KabProfile) profile = kab_profile_new_from_json (profile_json, NULL);
  g_autoptr (KabJson) operator_json = kab_json_new (OPERATOR ("\"https://b.ru/\""), -1);
  g_autoptr (KabOperator) served = kab_operator_new_from_json (operator_json, NULL);
  g_autoptr (KabDocument) document = g_list_model_get_item (kab_operator_get_documents (served), 0);
  g_autofree char *email = NULL;
  g_autofree char *name = NULL;
  g_autofree char *phone = NULL;
  g_autofree char *inn = NULL;
  g_autofree char *url = NULL;
  gboolean by_mail;
  g_autoptr (GDateTime) registered_at = NULL;

  g_object_get (profile, "email", &email, "name", &name, "phone", &phone, "receipts-by-mail",
                &by_mail, "registered-at", &registered_at, NULL);
  g_assert_cmpstr (email, ==, "abc@sah67.ru");
  g_assert_cmpstr (name, ==, "Иванов");
  g_assert_cmpstr (phone, ==, "");
  g_assert_true (by_mail);
  g_assert_cmpint (g_date_time_to_unix (registered_at), ==, 1582977600);
  g_object_get (served, "payee-inn", &inn, NULL);
  g_assert_cmpstr (inn, ==, "6700000000");
  g_assert_cmpstr (kab_operator_get_payee (served, "inn"), ==, inn);
  g_object_get (document, "url", &url, NULL);
  g_assert_cmpstr (url, ==, "https://b.ru/");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/round-trip", test_round_trip);
  g_test_add_func ("/models/missing", test_missing);
  g_test_add_func ("/models/refuse", test_refuse);
  g_test_add_func ("/models/refuse-changed", test_refuse_changed);
  g_test_add_func ("/models/getters", test_getters);
  g_test_add_func ("/models/payment-and-receipt", test_payment_and_receipt);
  g_test_add_func ("/models/properties", test_properties);

  return g_test_run ();
}
