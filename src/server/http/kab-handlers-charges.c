/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-handlers.h"

#include "kab-error.h"
#include "kab-payment.h"

/* What the rules list for a period, and how one of them is written. */
typedef GPtrArray *(*List) (KabRules *rules,
                            const KabVisitor *visitor,
                            const char *number,
                            KabMonth from,
                            KabMonth to,
                            GError **error);
typedef void (*Write) (gpointer object, JsonBuilder *builder);

static gboolean
answer_period (KabCall *call, List list, const char *member, Write write, GError **error)
{
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  KabMonth from;
  KabMonth to;

  if (!kab_call_get_query_month (call, "from", &from, error) ||
      !kab_call_get_query_month (call, "to", &to, error))
    return FALSE;
  objects = list (call->rules, &call->visitor, call->parameters[0], from, to, error);
  if (objects == NULL)
    return FALSE;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < objects->len; i++)
    write (objects->pdata[i], builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  kab_call_answer (call, 200, builder);
  return TRUE;
}

static void
write_statement (gpointer object, JsonBuilder *builder)
{
  kab_statement_to_json (object, builder);
}

static void
write_payment (gpointer object, JsonBuilder *builder)
{
  kab_payment_to_json (object, builder);
}

static void
write_receipt (gpointer object, JsonBuilder *builder)
{
  kab_receipt_to_json (object, builder);
}

/* An account number may have letters of any alphabet. */
static char *
make_ascii (const char *text)
{
  char *ascii = g_str_to_ascii (text, "C");

  return g_strcanon (ascii, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .-",
                     '_');
}

gboolean
kab_handle_list_statements (KabCall *call, GError **error)
{
  return answer_period (call, kab_rules_list_statements, "statements", write_statement, error);
}

gboolean
kab_handle_list_payments (KabCall *call, GError **error)
{
  return answer_period (call, kab_rules_list_payments, "payments", write_payment, error);
}

gboolean
kab_handle_list_receipts (KabCall *call, GError **error)
{
  return answer_period (call, kab_rules_list_receipts, "receipts", write_receipt, error);
}

gboolean
kab_handle_get_payment_code (KabCall *call, GError **error)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *text = NULL;
  gint64 amount;
  gint64 sum;

  if (!kab_call_get_query_amount (call, "amount", &amount, error))
    return FALSE;
  text = kab_rules_get_payment_code (call->rules, &call->visitor, call->parameters[0], amount, &sum,
                                     error);
  if (text == NULL)
    return FALSE;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  kab_json_add_string (builder, "text", text);
  kab_json_add_int (builder, "amount", sum);
  json_builder_end_object (builder);
  kab_call_answer (call, 200, builder);
  return TRUE;
}

gboolean
kab_handle_get_receipt (KabCall *call, GError **error)
{
  g_autoptr (KabReceipt) receipt = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *number = kab_account_number_normalise (call->parameters[0], NULL);
  g_autofree char *plain = NULL;
  g_autofree char *ascii = NULL;
  g_autofree char *name = NULL;
  KabMonth month;

  if (!kab_month_parse (call->parameters[1], &month, NULL))
    {
      g_propagate_error (error, kab_error_new (KAB_ERROR_NOT_FOUND, "No such month"));
      return FALSE;
    }
  receipt =
    kab_rules_get_receipt (call->rules, &call->visitor, call->parameters[0], month, &pdf, error);
  if (receipt == NULL)
    return FALSE;
  plain = g_strdup_printf ("%s %s.pdf", call->parameters[1], number);
  ascii = make_ascii (plain);
  /* Russian whatever the language of the service, as the document is. */
  name = g_strdup_printf ("Квитанция %s", plain);
  kab_call_answer_content (call, kab_content_new (pdf, "application/pdf",
                                                  kab_receipt_get_sha256 (receipt), name, ascii));
  return TRUE;
}
