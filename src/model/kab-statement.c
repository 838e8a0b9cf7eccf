/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-money.h"
#include "kab-statement.h"

struct _KabStatementLine
{
  GObject parent_instance;

  char *service;
  char *unit;
  KabDecimal quantity;
  KabDecimal tariff;
  gint64 charged;
  gint64 recalculated;
  gint64 penalty;
  gint64 closing;
  char *reason;
};

G_DEFINE_FINAL_TYPE (KabStatementLine, kab_statement_line, G_TYPE_OBJECT)

static void
kab_statement_line_finalize (GObject *object)
{
  KabStatementLine *self = KAB_STATEMENT_LINE (object);

  g_free (self->service);
  g_free (self->unit);
  g_free (self->reason);

  G_OBJECT_CLASS (kab_statement_line_parent_class)->finalize (object);
}

static void
kab_statement_line_class_init (KabStatementLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_statement_line_finalize;
}

static void
kab_statement_line_init (KabStatementLine *self)
{
}

static KabStatementLine *
read_line (KabJson *json)
{
  g_autofree char *service = kab_json_get_string (json, "service");
  g_autofree char *unit = kab_json_get_string (json, "unit");
  KabDecimal quantity = kab_json_get_decimal (json, "quantity");
  KabDecimal tariff = kab_json_get_decimal (json, "tariff");
  gint64 charged = kab_json_get_kopecks (json, "charged");
  gint64 recalculated = kab_json_get_kopecks (json, "recalculated");
  gint64 penalty = kab_json_get_kopecks (json, "penalty");
  gint64 closing = kab_json_get_kopecks (json, "closing");
  g_autofree char *reason = kab_json_get_string (json, "reason");

  if (kab_json_failed (json))
    return NULL;

  return kab_statement_line_new (service, unit, quantity, tariff, charged, recalculated, penalty,
                                 closing, reason);
}

static void
write_line (KabStatementLine *self, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  kab_json_add_string (builder, "service", self->service);
  kab_json_add_string (builder, "unit", self->unit);
  kab_json_add_decimal (builder, "quantity", self->quantity);
  kab_json_add_decimal (builder, "tariff", self->tariff);
  kab_json_add_int (builder, "charged", self->charged);
  kab_json_add_int (builder, "recalculated", self->recalculated);
  kab_json_add_int (builder, "penalty", self->penalty);
  kab_json_add_int (builder, "closing", self->closing);
  kab_json_add_string (builder, "reason", self->reason);
  json_builder_end_object (builder);
}

KabStatementLine *
kab_statement_line_new (const char *service,
                        const char *unit,
                        KabDecimal quantity,
                        KabDecimal tariff,
                        gint64 charged,
                        gint64 recalculated,
                        gint64 penalty,
                        gint64 closing,
                        const char *reason)
{
  KabStatementLine *self = g_object_new (KAB_TYPE_STATEMENT_LINE, NULL);

  self->service = g_strdup (service);
  self->unit = g_strdup (unit);
  self->quantity = quantity;
  self->tariff = tariff;
  self->charged = charged;
  self->recalculated = recalculated;
  self->penalty = penalty;
  self->closing = closing;
  self->reason = g_strdup (reason);

  return self;
}

const char *
kab_statement_line_get_service (KabStatementLine *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT_LINE (self), NULL);

  return self->service;
}

const char *
kab_statement_line_get_unit (KabStatementLine *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT_LINE (self), NULL);

  return self->unit;
}

KabDecimal
kab_statement_line_get_quantity (KabStatementLine *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT_LINE (self), ((KabDecimal){ 0, 0 }));

  return self->quantity;
}

KabDecimal
kab_statement_line_get_tariff (KabStatementLine *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT_LINE (self), ((KabDecimal){ 0, 0 }));

  return self->tariff;
}

gint64
kab_statement_line_get_charged (KabStatementLine *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT_LINE (self), 0);

  return self->charged;
}

gint64
kab_statement_line_get_recalculated (KabStatementLine *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT_LINE (self), 0);

  return self->recalculated;
}

gint64
kab_statement_line_get_penalty (KabStatementLine *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT_LINE (self), 0);

  return self->penalty;
}

gint64
kab_statement_line_get_closing (KabStatementLine *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT_LINE (self), 0);

  return self->closing;
}

const char *
kab_statement_line_get_reason (KabStatementLine *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT_LINE (self), NULL);

  return self->reason;
}

struct _KabStatement
{
  GObject parent_instance;

  KabMonth month;
  gint64 opening;
  gint64 charged;
  gint64 recalculated;
  gint64 penalty;
  gint64 paid;
  gint64 closing;
  GListModel *lines;
};

G_DEFINE_FINAL_TYPE (KabStatement, kab_statement, G_TYPE_OBJECT)

static void
kab_statement_finalize (GObject *object)
{
  KabStatement *self = KAB_STATEMENT (object);

  g_clear_object (&self->lines);

  G_OBJECT_CLASS (kab_statement_parent_class)->finalize (object);
}

static void
kab_statement_class_init (KabStatementClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kab_statement_finalize;
}

static void
kab_statement_init (KabStatement *self)
{
}

static GListModel *
read_lines (KabJson *json)
{
  g_autoptr (GListStore) lines = g_list_store_new (KAB_TYPE_STATEMENT_LINE);

  kab_json_enter (json, "lines");
  for (guint i = 0; i < kab_json_get_length (json); i++)
    {
      g_autoptr (KabStatementLine) line = NULL;

      kab_json_enter_element (json, i);
      line = read_line (json);
      kab_json_leave (json);
      if (line)
        g_list_store_append (lines, line);
    }
  kab_json_leave (json);

  return G_LIST_MODEL (g_steal_pointer (&lines));
}

/* Whether @total is the sum of what @get says of each line. */
static void
check_lines (KabStatement *self,
             KabJson *json,
             const char *member,
             gint64 total,
             gint64 (*get) (KabStatementLine *line))
{
  gint64 sum = 0;
  gboolean fits = TRUE;

  for (guint i = 0; fits && i < g_list_model_get_n_items (self->lines); i++)
    {
      g_autoptr (KabStatementLine) line = g_list_model_get_item (self->lines, i);

      fits = kab_money_add (sum, get (line), &sum);
    }
  if (!fits || sum != total)
    kab_json_fail (json, member, "is not the sum of the lines");
}

static void
check_sums (KabStatement *self, KabJson *json)
{
  /* Each is within KAB_MONEY_MAX, so five of them do not overflow. */
  if (self->closing !=
      self->opening + self->charged + self->recalculated + self->penalty - self->paid)
    kab_json_fail (json, "closing", "is not what opening, the charges and the payments give");

  check_lines (self, json, "charged", self->charged, kab_statement_line_get_charged);
  check_lines (self, json, "recalculated", self->recalculated, kab_statement_line_get_recalculated);
  check_lines (self, json, "penalty", self->penalty, kab_statement_line_get_penalty);
  check_lines (self, json, "closing", self->closing, kab_statement_line_get_closing);
}

KabStatement *
kab_statement_new (KabMonth month,
                   gint64 opening,
                   gint64 charged,
                   gint64 recalculated,
                   gint64 penalty,
                   gint64 paid,
                   gint64 closing,
                   GListModel *lines)
{
  KabStatement *self = g_object_new (KAB_TYPE_STATEMENT, NULL);

  self->month = month;
  self->opening = opening;
  self->charged = charged;
  self->recalculated = recalculated;
  self->penalty = penalty;
  self->paid = paid;
  self->closing = closing;
  self->lines = g_object_ref (lines);

  return self;
}

KabStatement *
kab_statement_new_from_json (KabJson *json, GError **error)
{
  KabMonth month = kab_json_get_month (json, "month");
  gint64 opening = kab_json_get_kopecks (json, "opening");
  gint64 charged = kab_json_get_kopecks (json, "charged");
  gint64 recalculated = kab_json_get_kopecks (json, "recalculated");
  gint64 penalty = kab_json_get_kopecks (json, "penalty");
  gint64 paid = kab_json_get_kopecks (json, "paid");
  gint64 closing = kab_json_get_kopecks (json, "closing");
  g_autoptr (GListModel) lines = read_lines (json);
  g_autoptr (KabStatement) self =
    kab_statement_new (month, opening, charged, recalculated, penalty, paid, closing, lines);

  check_sums (self, json);
  if (!kab_json_finish (json, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
kab_statement_to_json (KabStatement *self, JsonBuilder *builder)
{
  g_return_if_fail (KAB_IS_STATEMENT (self));

  json_builder_begin_object (builder);
  kab_json_add_month (builder, "month", self->month);
  kab_json_add_int (builder, "opening", self->opening);
  kab_json_add_int (builder, "charged", self->charged);
  kab_json_add_int (builder, "recalculated", self->recalculated);
  kab_json_add_int (builder, "penalty", self->penalty);
  kab_json_add_int (builder, "paid", self->paid);
  kab_json_add_int (builder, "closing", self->closing);
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (self->lines); i++)
    {
      g_autoptr (KabStatementLine) line = g_list_model_get_item (self->lines, i);

      write_line (line, builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

KabMonth
kab_statement_get_month (KabStatement *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT (self), KAB_MONTH_NONE);

  return self->month;
}

gint64
kab_statement_get_opening (KabStatement *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT (self), 0);

  return self->opening;
}

gint64
kab_statement_get_charged (KabStatement *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT (self), 0);

  return self->charged;
}

gint64
kab_statement_get_recalculated (KabStatement *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT (self), 0);

  return self->recalculated;
}

gint64
kab_statement_get_penalty (KabStatement *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT (self), 0);

  return self->penalty;
}

gint64
kab_statement_get_paid (KabStatement *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT (self), 0);

  return self->paid;
}

gint64
kab_statement_get_closing (KabStatement *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT (self), 0);

  return self->closing;
}

GListModel *
kab_statement_get_lines (KabStatement *self)
{
  g_return_val_if_fail (KAB_IS_STATEMENT (self), NULL);

  return self->lines;
}
