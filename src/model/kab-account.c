/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "kab-account.h"
#include "kab-error.h"

#define MAX_NUMBER 30

struct _KabAccount
{
  GObject parent_instance;

  char *number;
  char *label;
  GDateTime *attached_at;
  char *owner;
  char *address;
  KabMonth month;
  gint64 to_pay;
};

G_DEFINE_FINAL_TYPE (KabAccount, kab_account, G_TYPE_OBJECT)

static void
kab_account_finalize (GObject *object)
{
  KabAccount *self = KAB_ACCOUNT (object);

  g_free (self->number);
  g_free (self->label);
  g_clear_pointer (&self->attached_at, g_date_time_unref);
  g_free (self->owner);
  g_free (self->address);

  G_OBJECT_CLASS (kab_account_parent_class)->finalize (object);
}

static void
kab_account_class_init (KabAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_account_finalize;
}

static void
kab_account_init (KabAccount *self)
{
}

/* A number as the service keeps it: what an address of a call is made of. */
static char *
read_number (KabJson *json)
{
  g_autofree char *number = kab_json_get_string (json, "number");
  g_autofree char *normal = number ? kab_account_number_normalise (number, NULL) : NULL;

  if (number && g_strcmp0 (number, normal) != 0)
    kab_json_fail (json, "number", "must be 1 to %d letters and digits", MAX_NUMBER);

  return g_steal_pointer (&number);
}

KabAccount *
kab_account_new (const char *number,
                 const char *label,
                 GDateTime *attached_at,
                 const char *owner,
                 const char *address,
                 KabMonth month,
                 gint64 to_pay)
{
  KabAccount *self = g_object_new (KAB_TYPE_ACCOUNT, NULL);

  self->number = g_strdup (number);
  self->label = g_strdup (label);
  self->attached_at = g_date_time_ref (attached_at);
  self->owner = g_strdup (owner);
  self->address = g_strdup (address);
  self->month = month;
  self->to_pay = kab_month_is_valid (month) ? to_pay : 0;

  return self;
}

KabAccount *
kab_account_new_from_json (KabJson *json, GError **error)
{
  g_autofree char *number = read_number (json);
  g_autofree char *label = kab_json_get_string (json, "label");
  g_autoptr (GDateTime) attached_at = kab_json_get_time (json, "attached_at");
  g_autofree char *owner = kab_json_get_string (json, "owner");
  g_autofree char *address = kab_json_get_string (json, "address");
  KabMonth month = KAB_MONTH_NONE;
  gint64 to_pay = 0;

  if (!kab_json_is_null (json, "month"))
    {
      month = kab_json_get_month (json, "month");
      to_pay = kab_json_get_kopecks (json, "to_pay");
    }
  else if (!kab_json_is_null (json, "to_pay"))
    kab_json_fail (json, "to_pay", "must be null, as the month is");
  if (!kab_json_finish (json, error))
    return NULL;

  return kab_account_new (number, label, attached_at, owner, address, month, to_pay);
}

void
kab_account_to_json (KabAccount *self, JsonBuilder *builder)
{
  g_return_if_fail (KAB_IS_ACCOUNT (self));

  json_builder_begin_object (builder);
  kab_json_add_string (builder, "number", self->number);
  kab_json_add_string (builder, "label", self->label);
  kab_json_add_time (builder, "attached_at", self->attached_at);
  kab_json_add_string (builder, "owner", self->owner);
  kab_json_add_string (builder, "address", self->address);
  if (kab_account_has_statement (self))
    kab_json_add_int (builder, "to_pay", self->to_pay);
  else
    kab_json_add_string (builder, "to_pay", NULL);
  kab_json_add_month (builder, "month", self->month);
  json_builder_end_object (builder);
}

const char *
kab_account_get_number (KabAccount *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT (self), NULL);

  return self->number;
}

const char *
kab_account_get_label (KabAccount *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT (self), NULL);

  return self->label;
}

GDateTime *
kab_account_get_attached_at (KabAccount *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT (self), NULL);

  return self->attached_at;
}

const char *
kab_account_get_owner (KabAccount *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT (self), NULL);

  return self->owner;
}

const char *
kab_account_get_address (KabAccount *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT (self), NULL);

  return self->address;
}

gboolean
kab_account_has_statement (KabAccount *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT (self), FALSE);

  return kab_month_is_valid (self->month);
}

KabMonth
kab_account_get_month (KabAccount *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT (self), KAB_MONTH_NONE);

  return self->month;
}

gint64
kab_account_get_to_pay (KabAccount *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT (self), 0);

  return self->to_pay;
}

char *
kab_account_number_normalise (const char *text, GError **error)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) number = g_string_new (NULL);

  for (const char *at = composed; at && *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212)
        continue;
      if (!g_unichar_isalpha (c) && !(c < 0x80 && g_ascii_isdigit ((char) c)))
        goto refused;
      g_string_append_unichar (number, g_unichar_toupper (c));
    }
  if (number->len == 0 || g_utf8_strlen (number->str, -1) > MAX_NUMBER)
    goto refused;

  return g_string_free (g_steal_pointer (&number), FALSE);

refused:
  g_propagate_error (error, kab_error_new (KAB_ERROR_FORMAT,
                                           "not an account number: 1 to %d letters and digits",
                                           MAX_NUMBER));

  return NULL;
}

struct _KabAccountDetails
{
  GObject parent_instance;

  char *number;
  char *label;
  GDateTime *attached_at;
  char *owner;
  char *address;
  char *delivery_address;
  char *phone;
  char *email;
  char *contract;
  int registered;
  int residing;
  KabStatement *balance;
};

G_DEFINE_FINAL_TYPE (KabAccountDetails, kab_account_details, G_TYPE_OBJECT)

static void
kab_account_details_finalize (GObject *object)
{
  KabAccountDetails *self = KAB_ACCOUNT_DETAILS (object);

  g_free (self->number);
  g_free (self->label);
  g_clear_pointer (&self->attached_at, g_date_time_unref);
  g_free (self->owner);
  g_free (self->address);
  g_free (self->delivery_address);
  g_free (self->phone);
  g_free (self->email);
  g_free (self->contract);
  g_clear_object (&self->balance);

  G_OBJECT_CLASS (kab_account_details_parent_class)->finalize (object);
}

static void
kab_account_details_class_init (KabAccountDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_account_details_finalize;
}

static void
kab_account_details_init (KabAccountDetails *self)
{
}

KabAccountDetails *
kab_account_details_new (const char *number,
                         const char *label,
                         GDateTime *attached_at,
                         const char *owner,
                         const char *address,
                         const char *delivery_address,
                         const char *phone,
                         const char *email,
                         const char *contract,
                         int registered,
                         int residing,
                         KabStatement *balance)
{
  KabAccountDetails *self = g_object_new (KAB_TYPE_ACCOUNT_DETAILS, NULL);

  self->number = g_strdup (number);
  self->label = g_strdup (label);
  self->attached_at = g_date_time_ref (attached_at);
  self->owner = g_strdup (owner);
  self->address = g_strdup (address);
  self->delivery_address = g_strdup (delivery_address);
  self->phone = g_strdup (phone);
  self->email = g_strdup (email);
  self->contract = g_strdup (contract);
  self->registered = registered;
  self->residing = residing;
  g_set_object (&self->balance, balance);

  return self;
}

KabAccountDetails *
kab_account_details_new_from_json (KabJson *json, GError **error)
{
  g_autofree char *number = read_number (json);
  g_autofree char *label = kab_json_get_string (json, "label");
  g_autoptr (GDateTime) attached_at = kab_json_get_time (json, "attached_at");
  g_autofree char *owner = kab_json_get_string (json, "owner");
  g_autofree char *address = kab_json_get_string (json, "address");
  g_autofree char *delivery_address = kab_json_get_string (json, "delivery_address");
  g_autofree char *phone = kab_json_get_string (json, "phone");
  g_autofree char *email = kab_json_get_string (json, "email");
  g_autofree char *contract = kab_json_get_string (json, "contract");
  int registered = (int) kab_json_get_int (json, "registered", 0, G_MAXINT);
  int residing = (int) kab_json_get_int (json, "residing", 0, G_MAXINT);
  g_autoptr (KabStatement) balance = NULL;

  if (kab_json_enter_nullable (json, "balance"))
    {
      balance = kab_statement_new_from_json (json, NULL);
      kab_json_leave (json);
    }
  if (!kab_json_finish (json, error))
    return NULL;

  return kab_account_details_new (number, label, attached_at, owner, address, delivery_address,
                                  phone, email, contract, registered, residing, balance);
}

void
kab_account_details_to_json (KabAccountDetails *self, JsonBuilder *builder)
{
  g_return_if_fail (KAB_IS_ACCOUNT_DETAILS (self));

  json_builder_begin_object (builder);
  kab_json_add_string (builder, "number", self->number);
  kab_json_add_string (builder, "label", self->label);
  kab_json_add_time (builder, "attached_at", self->attached_at);
  kab_json_add_string (builder, "owner", self->owner);
  kab_json_add_string (builder, "address", self->address);
  kab_json_add_string (builder, "delivery_address", self->delivery_address);
  kab_json_add_string (builder, "phone", self->phone);
  kab_json_add_string (builder, "email", self->email);
  kab_json_add_string (builder, "contract", self->contract);
  kab_json_add_int (builder, "registered", self->registered);
  kab_json_add_int (builder, "residing", self->residing);
  if (self->balance)
    {
      json_builder_set_member_name (builder, "balance");
      kab_statement_to_json (self->balance, builder);
    }
  else
    kab_json_add_string (builder, "balance", NULL);
  json_builder_end_object (builder);
}

const char *
kab_account_details_get_number (KabAccountDetails *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_DETAILS (self), NULL);

  return self->number;
}

const char *
kab_account_details_get_label (KabAccountDetails *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_DETAILS (self), NULL);

  return self->label;
}

GDateTime *
kab_account_details_get_attached_at (KabAccountDetails *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_DETAILS (self), NULL);

  return self->attached_at;
}

const char *
kab_account_details_get_owner (KabAccountDetails *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_DETAILS (self), NULL);

  return self->owner;
}

const char *
kab_account_details_get_address (KabAccountDetails *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_DETAILS (self), NULL);

  return self->address;
}

const char *
kab_account_details_get_delivery_address (KabAccountDetails *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_DETAILS (self), NULL);

  return self->delivery_address;
}

const char *
kab_account_details_get_phone (KabAccountDetails *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_DETAILS (self), NULL);

  return self->phone;
}

const char *
kab_account_details_get_email (KabAccountDetails *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_DETAILS (self), NULL);

  return self->email;
}

const char *
kab_account_details_get_contract (KabAccountDetails *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_DETAILS (self), NULL);

  return self->contract;
}

int
kab_account_details_get_registered (KabAccountDetails *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_DETAILS (self), 0);

  return self->registered;
}

int
kab_account_details_get_residing (KabAccountDetails *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_DETAILS (self), 0);

  return self->residing;
}

KabStatement *
kab_account_details_get_balance (KabAccountDetails *self)
{
  g_return_val_if_fail (KAB_IS_ACCOUNT_DETAILS (self), NULL);

  return self->balance;
}
