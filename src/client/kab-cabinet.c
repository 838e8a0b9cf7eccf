/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-cabinet-private.h"

/* Some hundreds of receipts. */
#define RECEIPT_MEMORY (32 * 1024 * 1024)

G_DEFINE_FINAL_TYPE (KabCabinet, kab_cabinet, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_EMAIL,
  PROP_REMEMBERED,
  PROP_OFFLINE,
  PROP_OPERATOR,
  PROP_OPERATOR_LOAD,
  PROP_PROFILE,
  PROP_PROFILE_LOAD,
  PROP_ACCOUNTS,
  PROP_ACCOUNTS_LOAD,
  PROP_CHOSEN,
  PROP_DETAILS,
  PROP_DETAILS_LOAD,
  PROP_SESSIONS,
  PROP_SESSIONS_LOAD,
  PROP_STATEMENTS,
  PROP_STATEMENTS_LOAD,
  PROP_PAYMENTS,
  PROP_PAYMENTS_LOAD,
  PROP_RECEIPTS,
  PROP_RECEIPTS_LOAD,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

GType
kab_cabinet_state_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { KAB_CABINET_STARTING, "KAB_CABINET_STARTING", "starting" },
        { KAB_CABINET_SIGNED_OUT, "KAB_CABINET_SIGNED_OUT", "signed-out" },
        { KAB_CABINET_SIGNED_IN, "KAB_CABINET_SIGNED_IN", "signed-in" },
        { KAB_CABINET_EXPIRED, "KAB_CABINET_EXPIRED", "expired" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("KabCabinetState", values));
    }

  return type;
}

static void
notify (KabCabinet *self, int property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
kab_cabinet_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabCabinet *self = KAB_CABINET (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_EMAIL:
      g_value_set_string (value, self->email);
      break;
    case PROP_REMEMBERED:
      g_value_set_boolean (value, self->remembered);
      break;
    case PROP_OFFLINE:
      g_value_set_boolean (value, self->offline);
      break;
    case PROP_OPERATOR:
      g_value_set_object (value, self->service_operator);
      break;
    case PROP_OPERATOR_LOAD:
      g_value_set_object (value, self->loads[KAB_PART_OPERATOR]);
      break;
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_PROFILE_LOAD:
      g_value_set_object (value, self->loads[KAB_PART_PROFILE]);
      break;
    case PROP_ACCOUNTS:
      g_value_set_object (value, self->accounts);
      break;
    case PROP_ACCOUNTS_LOAD:
      g_value_set_object (value, self->loads[KAB_PART_ACCOUNTS]);
      break;
    case PROP_CHOSEN:
      g_value_set_object (value, self->chosen);
      break;
    case PROP_DETAILS:
      g_value_set_object (value, self->details);
      break;
    case PROP_DETAILS_LOAD:
      g_value_set_object (value, self->loads[KAB_PART_DETAILS]);
      break;
    case PROP_SESSIONS:
      g_value_set_object (value, self->sessions);
      break;
    case PROP_SESSIONS_LOAD:
      g_value_set_object (value, self->loads[KAB_PART_SESSIONS]);
      break;
    case PROP_STATEMENTS:
      g_value_set_object (value, self->statements);
      break;
    case PROP_STATEMENTS_LOAD:
      g_value_set_object (value, self->loads[KAB_PART_STATEMENTS]);
      break;
    case PROP_PAYMENTS:
      g_value_set_object (value, self->payments);
      break;
    case PROP_PAYMENTS_LOAD:
      g_value_set_object (value, self->loads[KAB_PART_PAYMENTS]);
      break;
    case PROP_RECEIPTS:
      g_value_set_object (value, self->receipts);
      break;
    case PROP_RECEIPTS_LOAD:
      g_value_set_object (value, self->loads[KAB_PART_RECEIPTS]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_cabinet_dispose (GObject *object)
{
  KabCabinet *self = KAB_CABINET (object);

  for (int part = 0; part < KAB_N_PARTS; part++)
    {
      g_cancellable_cancel (self->fetches[part]);
      g_clear_object (&self->fetches[part]);
    }

  G_OBJECT_CLASS (kab_cabinet_parent_class)->dispose (object);
}

static void
kab_cabinet_finalize (GObject *object)
{
  KabCabinet *self = KAB_CABINET (object);

  for (int part = 0; part < KAB_N_PARTS; part++)
    g_clear_object (&self->loads[part]);
  g_clear_object (&self->service_operator);
  g_clear_object (&self->profile);
  g_clear_object (&self->accounts);
  g_clear_object (&self->chosen);
  g_clear_object (&self->details);
  g_clear_object (&self->sessions);
  g_clear_object (&self->statements);
  g_clear_object (&self->payments);
  g_clear_object (&self->receipts);
  kab_receipt_cache_free (self->cache);
  g_clear_object (&self->client);
  g_clear_object (&self->transport);
  g_free (self->chosen_before);
  g_free (self->preferred);
  g_free (self->email);

  G_OBJECT_CLASS (kab_cabinet_parent_class)->finalize (object);
}

static void
install_object (int property, const char *name, GType type)
{
  properties[property] =
    g_param_spec_object (name, NULL, NULL, type,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
kab_cabinet_class_init (KabCabinetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kab_cabinet_get_property;
  object_class->dispose = kab_cabinet_dispose;
  object_class->finalize = kab_cabinet_finalize;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, KAB_TYPE_CABINET_STATE, KAB_CABINET_STARTING, flags);
  properties[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, "", flags);
  properties[PROP_REMEMBERED] = g_param_spec_boolean ("remembered", NULL, NULL, FALSE, flags);
  properties[PROP_OFFLINE] = g_param_spec_boolean ("offline", NULL, NULL, FALSE, flags);
  install_object (PROP_OPERATOR, "operator", KAB_TYPE_OPERATOR);
  install_object (PROP_OPERATOR_LOAD, "operator-load", KAB_TYPE_LOAD);
  install_object (PROP_PROFILE, "profile", KAB_TYPE_PROFILE);
  install_object (PROP_PROFILE_LOAD, "profile-load", KAB_TYPE_LOAD);
  install_object (PROP_ACCOUNTS, "accounts", G_TYPE_LIST_MODEL);
  install_object (PROP_ACCOUNTS_LOAD, "accounts-load", KAB_TYPE_LOAD);
  install_object (PROP_CHOSEN, "chosen", KAB_TYPE_ACCOUNT);
  install_object (PROP_DETAILS, "details", KAB_TYPE_ACCOUNT_DETAILS);
  install_object (PROP_DETAILS_LOAD, "details-load", KAB_TYPE_LOAD);
  install_object (PROP_SESSIONS, "sessions", G_TYPE_LIST_MODEL);
  install_object (PROP_SESSIONS_LOAD, "sessions-load", KAB_TYPE_LOAD);
  install_object (PROP_STATEMENTS, "statements", G_TYPE_LIST_MODEL);
  install_object (PROP_STATEMENTS_LOAD, "statements-load", KAB_TYPE_LOAD);
  install_object (PROP_PAYMENTS, "payments", G_TYPE_LIST_MODEL);
  install_object (PROP_PAYMENTS_LOAD, "payments-load", KAB_TYPE_LOAD);
  install_object (PROP_RECEIPTS, "receipts", G_TYPE_LIST_MODEL);
  install_object (PROP_RECEIPTS_LOAD, "receipts-load", KAB_TYPE_LOAD);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kab_cabinet_init (KabCabinet *self)
{
  self->email = g_strdup ("");
  self->accounts = g_list_store_new (KAB_TYPE_ACCOUNT);
  self->sessions = g_list_store_new (KAB_TYPE_SESSION_INFO);
  self->statements = g_list_store_new (KAB_TYPE_STATEMENT);
  self->payments = g_list_store_new (KAB_TYPE_PAYMENT);
  self->receipts = g_list_store_new (KAB_TYPE_RECEIPT);
  self->cache = kab_receipt_cache_new (RECEIPT_MEMORY);
  for (int part = 0; part < KAB_N_PARTS; part++)
    self->loads[part] = kab_load_new ();
}

void
kab_cabinet_set_state (KabCabinet *self, KabCabinetState state)
{
  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

void
kab_cabinet_set_email (KabCabinet *self, const char *email)
{
  if (g_str_equal (self->email, email))
    return;

  g_free (self->email);
  self->email = g_strdup (email);
  notify (self, PROP_EMAIL);
}

void
kab_cabinet_set_remembered (KabCabinet *self, gboolean remembered)
{
  if (self->remembered == remembered)
    return;

  self->remembered = remembered;
  notify (self, PROP_REMEMBERED);
}

void
kab_cabinet_set_offline (KabCabinet *self, gboolean offline)
{
  if (self->offline == offline)
    return;

  self->offline = offline;
  notify (self, PROP_OFFLINE);
}

void
kab_cabinet_set_operator (KabCabinet *self, KabOperator *service_operator)
{
  if (g_set_object (&self->service_operator, service_operator))
    notify (self, PROP_OPERATOR);
}

void
kab_cabinet_set_profile (KabCabinet *self, KabProfile *profile)
{
  if (g_set_object (&self->profile, profile))
    notify (self, PROP_PROFILE);
}

void
kab_cabinet_set_details (KabCabinet *self, KabAccountDetails *details)
{
  if (g_set_object (&self->details, details))
    notify (self, PROP_DETAILS);
}

void
kab_cabinet_set_chosen (KabCabinet *self, KabAccount *account)
{
  const char *before = self->chosen != NULL ? kab_account_get_number (self->chosen) : NULL;
  const char *after = account != NULL ? kab_account_get_number (account) : NULL;
  gboolean other = g_strcmp0 (before, after) != 0;

  /* Nobody may see one account chosen with the details of another. */
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->chosen, account))
    notify (self, PROP_CHOSEN);
  if (other)
    {
      for (int part = KAB_PART_DETAILS; part < KAB_N_PARTS; part++)
        kab_cabinet_stop_load (self, part);
      kab_cabinet_set_details (self, NULL);
      g_list_store_remove_all (self->statements);
      g_list_store_remove_all (self->payments);
      g_list_store_remove_all (self->receipts);
      for (int part = KAB_PART_DETAILS; part < KAB_N_PARTS; part++)
        kab_load_reset (self->loads[part]);
      kab_cabinet_start_load (self, KAB_PART_DETAILS);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
kab_cabinet_drop_everything (KabCabinet *self)
{
  g_object_freeze_notify (G_OBJECT (self));

  kab_cabinet_set_chosen (self, NULL);
  g_clear_pointer (&self->chosen_before, g_free);
  g_list_store_remove_all (self->accounts);
  g_list_store_remove_all (self->sessions);
  kab_receipt_cache_clear (self->cache);
  kab_cabinet_set_profile (self, NULL);
  for (int part = 0; part < KAB_N_PARTS; part++)
    {
      if (part == KAB_PART_OPERATOR)
        continue;
      kab_cabinet_stop_load (self, part);
      kab_load_reset (self->loads[part]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

KabCabinet *
kab_cabinet_new (const char *server, gboolean remember)
{
  KabCabinet *self;

  g_return_val_if_fail (server != NULL, NULL);

  self = g_object_new (KAB_TYPE_CABINET, NULL);
  self->transport = kab_transport_new (server);
  self->client = kab_client_new (self->transport);
  self->remember = remember;

  return self;
}

const char *
kab_cabinet_get_server (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return kab_transport_get_server (self->transport);
}

KabCabinetState
kab_cabinet_get_state (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), KAB_CABINET_STARTING);

  return self->state;
}

const char *
kab_cabinet_get_email (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->email;
}

gboolean
kab_cabinet_get_remembered (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), FALSE);

  return self->remembered;
}

gboolean
kab_cabinet_get_offline (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), FALSE);

  return self->offline;
}

KabOperator *
kab_cabinet_get_operator (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->service_operator;
}

KabLoad *
kab_cabinet_get_operator_load (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->loads[KAB_PART_OPERATOR];
}

KabProfile *
kab_cabinet_get_profile (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->profile;
}

KabLoad *
kab_cabinet_get_profile_load (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->loads[KAB_PART_PROFILE];
}

GListModel *
kab_cabinet_get_accounts (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return G_LIST_MODEL (self->accounts);
}

KabLoad *
kab_cabinet_get_accounts_load (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->loads[KAB_PART_ACCOUNTS];
}

KabAccount *
kab_cabinet_get_chosen (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->chosen;
}

KabAccountDetails *
kab_cabinet_get_details (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->details;
}

KabLoad *
kab_cabinet_get_details_load (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->loads[KAB_PART_DETAILS];
}

GListModel *
kab_cabinet_get_sessions (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return G_LIST_MODEL (self->sessions);
}

KabLoad *
kab_cabinet_get_sessions_load (KabCabinet *self)
{
  g_return_val_if_fail (KAB_IS_CABINET (self), NULL);

  return self->loads[KAB_PART_SESSIONS];
}
