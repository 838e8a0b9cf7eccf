/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kab-date.h"
#include "kab-money.h"
#include "kab-month.h"
#include "kab-settlement.h"

/* A service of a month, stored or in the files or both. */
typedef struct
{
  KabBilledLine line; /* its line: of charges.csv, 0 when it is stored only */
  const KabBilledLine *stored;
  const KabBilledOpening *opening;
  gint64 payment_line; /* of payments.csv: the last that changes what is paid here */
} Entry;

/* A service as its months go by. */
typedef struct
{
  const char *name;
  int month; /* its last line's */
  gint64 closing;
  gboolean broken;    /* told already: what follows from it is not told again */
  KabFile cause_file; /* what changed its closing last */
  gint64 cause_line;
} Service;

struct _KabSettlement
{
  GArray *entries;  /* of Entry, by month and service */
  GArray *services; /* of Service */
  GArray *taken;    /* of KabBilledPayment: those of the files, services filled in */

  GArray *lines;
  GArray *payments;
  GArray *dropped;

  const KabBilled *billed;
  KabFaults *faults;
};

static Entry *
entry_at (KabSettlement *self, guint index)
{
  return &g_array_index (self->entries, Entry, index);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const KabBilledLine *one = &((const Entry *) a)->line;
  const KabBilledLine *other = &((const Entry *) b)->line;

  if (one->month != other->month)
    return one->month < other->month ? -1 : 1;

  int order = strcmp (one->service, other->service);
  if (order != 0)
    return order;
  return one->line < other->line ? -1 : one->line > other->line;
}

static int
compare_payments (gconstpointer a, gconstpointer b)
{
  const KabBilledPayment *one = a;
  const KabBilledPayment *other = b;
  int order = strcmp (one->id, other->id);

  if (order == 0)
    order = strcmp (one->service, other->service);
  if (order != 0)
    return order;
  return one->line < other->line ? -1 : one->line > other->line;
}

static int
payment_month (const KabBilledPayment *payment)
{
  KabDate date;

  /* A date that was never checked cannot come here. */
  g_return_val_if_fail (kab_date_parse (payment->date, &date, NULL), 0);
  return kab_month_index (kab_date_get_month (date));
}

static gboolean
is_accepted (const KabBilledPayment *payment)
{
  return strcmp (payment->state, "accepted") == 0;
}

static char *
month_text (int month)
{
  return kab_month_to_string (kab_month_from_index (month));
}

/* Puts what is stored and what the files charge together, one entry a month and service. */
static void
collect_entries (KabSettlement *self)
{
  const KabBilled *billed = self->billed;
  guint kept = 0;

  g_array_set_size (self->entries, 0);
  for (guint i = 0; i < billed->stored_lines->len; i++)
    {
      const KabBilledLine *stored = &g_array_index (billed->stored_lines, KabBilledLine, i);
      Entry entry = { .line = *stored, .stored = stored };

      entry.line.paid = 0;
      g_array_append_val (self->entries, entry);
    }
  for (guint i = 0; i < billed->charges->len; i++)
    {
      Entry entry = { .line = g_array_index (billed->charges, KabBilledLine, i) };
      g_array_append_val (self->entries, entry);
    }
  g_array_sort (self->entries, compare_entries);

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = entry_at (self, i);
      Entry *former = kept > 0 ? entry_at (self, kept - 1) : NULL;

      if (former == NULL || former->line.month != entry->line.month ||
          strcmp (former->line.service, entry->line.service) != 0)
        {
          *entry_at (self, kept++) = *entry;
          continue;
        }
      if (former->line.line != 0)
        kab_faults_add (self->faults, KAB_FILE_CHARGES, entry->line.line, "service",
                        _ ("this account, month and service are in line %d already"),
                        (int) former->line.line);
      former->line = entry->line;
    }
  g_array_set_size (self->entries, kept);
}

/* The index of the first entry not before @month. */
static guint
find_month (KabSettlement *self, int month)
{
  guint low = 0;
  guint high = self->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (entry_at (self, middle)->line.month < month)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static int
last_month (KabSettlement *self)
{
  return self->entries->len > 0 ? entry_at (self, self->entries->len - 1)->line.month : 0;
}

/* The entry of a month and service, "" being the only one; NULL with @what is wrong, and with which
 * @column. */
static Entry *
find_entry (KabSettlement *self,
            int month,
            const char *service,
            const char **column,
            const char **what)
{
  guint first = find_month (self, month);
  Entry *found = NULL;
  guint count = 0;

  for (guint i = first; i < self->entries->len && entry_at (self, i)->line.month == month; i++)
    {
      count++;
      if (*service == '\0' || strcmp (entry_at (self, i)->line.service, service) == 0)
        found = entry_at (self, i);
    }

  *column = count == 0 ? NULL : "service";
  if (count == 0)
    *what = _ ("the account has no statement for this month");
  else if (found == NULL)
    *what = _ ("the account has no such service in this month");
  else if (*service == '\0' && count > 1)
    *what = _ ("the account has several services in this month: say which");
  else
    return found;
  return NULL;
}

static void
take_openings (KabSettlement *self)
{
  for (guint i = 0; i < self->billed->openings->len; i++)
    {
      const KabBilledOpening *opening =
        &g_array_index (self->billed->openings, KabBilledOpening, i);
      const char *column;
      const char *what;
      Entry *entry = find_entry (self, opening->month, opening->service, &column, &what);

      if (entry == NULL)
        kab_faults_add (self->faults, KAB_FILE_OPENING, opening->line,
                        column != NULL ? column : "month", "%s", what);
      else if (entry->opening != NULL)
        kab_faults_add (self->faults, KAB_FILE_OPENING, opening->line, "service",
                        _ ("this account, month and service are in line %d already"),
                        (int) entry->opening->line);
      else
        entry->opening = opening;
    }
}

static void
refuse_payment (KabSettlement *self,
                const KabBilledPayment *payment,
                const char *column,
                const char *what)
{
  kab_faults_add (self->faults, KAB_FILE_PAYMENTS, payment->line, column, "%s", what);
}

/* Fills in the service of a payment, and counts it into its month. A payment that waits for its
 * month is looked at with the services of the last one. */
static void
take_payment (KabSettlement *self, KabBilledPayment *payment)
{
  int month = payment_month (payment);
  gboolean waits = self->entries->len > 0 && month > last_month (self);
  const char *column;
  const char *what;

  if (waits && *payment->service != '\0')
    return;

  Entry *entry =
    find_entry (self, waits ? last_month (self) : month, payment->service, &column, &what);
  if (entry == NULL)
    {
      refuse_payment (self, payment, column != NULL ? column : "date", what);
      return;
    }

  payment->service = entry->line.service;
  if (waits)
    return;
  entry->payment_line = payment->line;
  if (is_accepted (payment) &&
      !kab_money_add (entry->line.paid, payment->amount, &entry->line.paid))
    refuse_payment (self, payment, "amount", _ ("the sums of this month are too large"));
}

/* The parts of one payment, one a service, are alike in all but service and amount. */
static void
compare_parts (KabSettlement *self, const KabBilledPayment *a, const KabBilledPayment *b)
{
  const KabBilledPayment *first = a->line < b->line ? a : b;
  const KabBilledPayment *part = a->line < b->line ? b : a;
  const struct
  {
    const char *column;
    const char *one;
    const char *other;
  } fields[] = {
    { "date", first->date, part->date },
    { "channel", first->channel, part->channel },
    { "document", first->document, part->document },
    { "state", first->state, part->state },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].one, fields[i].other) != 0)
      kab_faults_add (self->faults, KAB_FILE_PAYMENTS, part->line, fields[i].column,
                      _ ("it differs from line %d, which is of the same payment"),
                      (int) first->line);
}

static void
take_payments (KabSettlement *self)
{
  const KabBilledPayment *first = NULL;
  const KabBilledPayment *former = NULL;

  g_array_set_size (self->taken, 0);
  g_array_append_vals (self->taken, self->billed->payments->data, self->billed->payments->len);
  for (guint i = 0; i < self->taken->len; i++)
    take_payment (self, &g_array_index (self->taken, KabBilledPayment, i));
  g_array_sort (self->taken, compare_payments);

  for (guint i = 0; i < self->taken->len; i++)
    {
      const KabBilledPayment *payment = &g_array_index (self->taken, KabBilledPayment, i);

      if (first == NULL || strcmp (first->id, payment->id) != 0)
        first = payment;
      else if (strcmp (former->service, payment->service) == 0)
        kab_faults_add (self->faults, KAB_FILE_PAYMENTS, payment->line, "id",
                        _ ("this payment and service are in line %d already"), (int) former->line);
      else
        compare_parts (self, first, payment);
      former = payment;
    }
}

/* The part of a payment that the files have; with @service NULL any part. */
static const KabBilledPayment *
find_taken (KabSettlement *self, const char *id, const char *service)
{
  guint low = 0;
  guint high = self->taken->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const KabBilledPayment *payment = &g_array_index (self->taken, KabBilledPayment, middle);
      int order = strcmp (payment->id, id);

      if (order == 0 && service != NULL)
        order = strcmp (payment->service, service);
      if (order == 0)
        return payment;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

static gboolean
payments_equal (const KabBilledPayment *a, const KabBilledPayment *b)
{
  return strcmp (a->date, b->date) == 0 && a->amount == b->amount &&
         strcmp (a->channel, b->channel) == 0 && strcmp (a->document, b->document) == 0 &&
         strcmp (a->state, b->state) == 0;
}

/* A line of the files to tell a fault by that is nobody's own: of charges.csv, of the month if it
 * can be. */
static void
locate (KabSettlement *self, int month, const char *service, KabFile *file, gint64 *line)
{
  const Entry *best = NULL;

  for (guint i = find_month (self, month); i < self->entries->len; i++)
    {
      const Entry *entry = entry_at (self, i);

      if (best != NULL && entry->line.month > month)
        break;
      if (entry->line.line != 0 && (best == NULL || strcmp (entry->line.service, service) == 0))
        best = entry;
    }

  *file = KAB_FILE_CHARGES;
  if (best != NULL)
    *line = best->line.line;
  else if (self->billed->charges->len > 0)
    *line = g_array_index (self->billed->charges, KabBilledLine, 0).line;
  else if (self->billed->payments->len > 0)
    {
      *file = KAB_FILE_PAYMENTS;
      *line = g_array_index (self->billed->payments, KabBilledPayment, 0).line;
    }
  else
    {
      *file = KAB_FILE_OPENING;
      *line = g_array_index (self->billed->openings, KabBilledOpening, 0).line;
    }
}

/* Counts a stored payment that the files do not have. */
static void
keep_stored_payment (KabSettlement *self, const KabBilledPayment *stored)
{
  int month = payment_month (stored);
  const char *column;
  const char *what;
  KabFile file;
  gint64 line;

  if (month > last_month (self))
    return;

  Entry *entry = find_entry (self, month, stored->service, &column, &what);
  if (entry == NULL)
    {
      g_autofree char *text = month_text (month);

      locate (self, month, stored->service, &file, &line);
      kab_faults_add (self->faults, file, line, "service",
                      _ ("a payment for “%s” that was taken earlier falls in %s, which has no line "
                         "of this service"),
                      stored->service, text);
    }
  else if (is_accepted (stored) &&
           !kab_money_add (entry->line.paid, stored->amount, &entry->line.paid))
    {
      locate (self, month, stored->service, &file, &line);
      kab_faults_add (self->faults, file, line, "month", "%s",
                      _ ("the sums of this month are too large"));
    }
}

/* Compares the payments of the files with the stored ones. What of a payment the files have stands
 * for all of it. */
static void
take_stored_payments (KabSettlement *self)
{
  for (guint i = 0; i < self->billed->stored_payments->len; i++)
    {
      const KabBilledPayment *stored =
        &g_array_index (self->billed->stored_payments, KabBilledPayment, i);
      const KabBilledPayment *any = find_taken (self, stored->id, NULL);
      const KabBilledPayment *same = find_taken (self, stored->id, stored->service);
      const char *column;
      const char *what;

      if (any == NULL)
        keep_stored_payment (self, stored);
      else if (same == NULL || !payments_equal (same, stored))
        {
          Entry *entry = find_entry (self, payment_month (stored), stored->service, &column, &what);

          /* It no longer counts where it did. */
          if (entry != NULL)
            entry->payment_line = same != NULL ? same->line : any->line;
          if (same == NULL)
            g_array_append_val (self->dropped, *stored);
        }
    }
}

static Service *
find_service (KabSettlement *self, const char *name)
{
  for (guint i = 0; i < self->services->len; i++)
    if (strcmp (g_array_index (self->services, Service, i).name, name) == 0)
      return &g_array_index (self->services, Service, i);

  Service service = { .name = name };
  g_array_append_val (self->services, service);
  return &g_array_index (self->services, Service, self->services->len - 1);
}

/* A service whose balance is not zero must have a line in every month up to @until. */
static void
check_gaps (KabSettlement *self, int month, int until)
{
  for (guint i = 0; i < self->services->len; i++)
    {
      Service *service = &g_array_index (self->services, Service, i);
      KabFile file;
      gint64 line;

      if (service->broken || service->closing == 0 || service->month >= until)
        continue;

      g_autofree char *missing = month_text (service->month + 1);
      g_autofree char *balance = kab_money_to_string (service->closing);

      locate (self, month, service->name, &file, &line);
      kab_faults_add (self->faults, file, line, "month",
                      _ ("“%s” has no line for %s, though its balance is %s; give it one, be it "
                         "with nothing charged"),
                      service->name, missing, balance);
      service->broken = TRUE;
    }
}

/* An opening that opening.csv gives for a month that is not the account's first. */
static void
check_given_opening (KabSettlement *self, const Service *service, const KabBilledOpening *given)
{
  g_autofree char *expected = kab_money_to_string (service->closing);

  if (service->month == 0)
    kab_faults_add (self->faults, KAB_FILE_OPENING, given->line, "amount",
                    _ ("it must be %s: the service begins in this month"), expected);
  else
    {
      g_autofree char *former = month_text (service->month);

      kab_faults_add (self->faults, KAB_FILE_OPENING, given->line, "amount",
                      _ ("it must be %s, the closing of %s"), expected, former);
    }
}

/* A stored month that the files leave alone would open with another balance. */
static void
refuse_correction (KabSettlement *self, const Service *service, const Entry *entry)
{
  g_autofree char *month = month_text (entry->line.month);
  g_autofree char *opening = kab_money_to_string (entry->stored->opening);
  g_autofree char *closing = kab_money_to_string (service->closing);
  KabFile file = service->cause_file;
  gint64 line = service->cause_line;

  if (line == 0)
    locate (self, entry->line.month, service->name, &file, &line);
  kab_faults_add (self->faults, file, line, file == KAB_FILE_CHARGES ? "charged" : "amount",
                  _ ("with it %s would open with %s, but it was taken earlier with %s; correct "
                     "that month in the same files"),
                  month, closing, opening);
}

static void
settle_opening (KabSettlement *self, Service *service, Entry *entry, gboolean first)
{
  const KabBilledOpening *given = entry->opening;

  entry->line.opening = service->closing;
  if (first && given != NULL)
    entry->line.opening = given->amount;
  else if (first && entry->stored != NULL)
    entry->line.opening = entry->stored->opening;
  else if (first)
    {
      kab_faults_add (self->faults, KAB_FILE_CHARGES, entry->line.line, "month", "%s",
                      _ ("it is the account's first month, and opening.csv has no opening for it"));
      service->broken = TRUE;
    }
  else if (service->broken)
    return;
  else if (given != NULL && given->amount != service->closing)
    check_given_opening (self, service, given);
  else if (entry->line.line == 0 && entry->stored->opening != service->closing)
    {
      refuse_correction (self, service, entry);
      service->broken = TRUE;
    }
}

static gboolean
add_up (KabBilledLine *line)
{
  gint64 sum;

  return kab_money_add (line->opening, line->charged, &sum) &&
         kab_money_add (sum, line->recalculated, &sum) &&
         kab_money_add (sum, line->penalty, &sum) &&
         kab_money_add (sum, -line->paid, &line->closing);
}

static gboolean
lines_equal (const KabBilledLine *a, const KabBilledLine *b)
{
  return a->opening == b->opening && a->charged == b->charged &&
         a->recalculated == b->recalculated && a->penalty == b->penalty && a->paid == b->paid &&
         a->closing == b->closing && strcmp (a->unit, b->unit) == 0 &&
         strcmp (a->quantity, b->quantity) == 0 && strcmp (a->tariff, b->tariff) == 0 &&
         strcmp (a->reason, b->reason) == 0;
}

/* Remembers which line of the files changes what comes after. */
static void
note_cause (Service *service, const Entry *entry)
{
  const KabBilledLine *line = &entry->line;
  const KabBilledLine *stored = entry->stored;

  if (line->line != 0 &&
      (stored == NULL || line->charged != stored->charged ||
       line->recalculated != stored->recalculated || line->penalty != stored->penalty))
    {
      service->cause_file = KAB_FILE_CHARGES;
      service->cause_line = line->line;
    }
  else if (entry->payment_line != 0 && line->paid != stored->paid)
    {
      service->cause_file = KAB_FILE_PAYMENTS;
      service->cause_line = entry->payment_line;
    }
  else if (entry->opening != NULL && line->opening != stored->opening && service->cause_line == 0)
    {
      service->cause_file = KAB_FILE_OPENING;
      service->cause_line = entry->opening->line;
    }
}

static void
settle_entry (KabSettlement *self, Entry *entry, gboolean first)
{
  Service *service = find_service (self, entry->line.service);

  settle_opening (self, service, entry, first);
  if (!add_up (&entry->line))
    {
      KabFile file;
      gint64 line;

      locate (self, entry->line.month, service->name, &file, &line);
      kab_faults_add (self->faults, file, line, "charged", "%s",
                      _ ("the sums of this month are too large"));
      service->broken = TRUE;
    }
  note_cause (service, entry);
  service->closing = entry->line.closing;
  service->month = entry->line.month;

  if (entry->stored == NULL || !lines_equal (&entry->line, entry->stored))
    g_array_append_val (self->lines, entry->line);
}

static void
settle_months (KabSettlement *self)
{
  int month = 0;

  g_array_set_size (self->services, 0);
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = entry_at (self, i);

      if (entry->line.month != month)
        {
          month = entry->line.month;
          check_gaps (self, month, month - 1);
        }
      settle_entry (self, entry, month == entry_at (self, 0)->line.month);
    }
  check_gaps (self, month, month);
}

static const KabBilledPayment *
find_stored_payment (KabSettlement *self, const KabBilledPayment *payment)
{
  for (guint i = 0; i < self->billed->stored_payments->len; i++)
    {
      const KabBilledPayment *stored =
        &g_array_index (self->billed->stored_payments, KabBilledPayment, i);

      if (strcmp (stored->id, payment->id) == 0 && strcmp (stored->service, payment->service) == 0)
        return stored;
    }

  return NULL;
}

static void
collect_payments (KabSettlement *self)
{
  for (guint i = 0; i < self->taken->len; i++)
    {
      const KabBilledPayment *payment = &g_array_index (self->taken, KabBilledPayment, i);
      const KabBilledPayment *stored = find_stored_payment (self, payment);

      if (stored == NULL || !payments_equal (payment, stored))
        g_array_append_val (self->payments, *payment);
    }
}

KabSettlement *
kab_settlement_new (void)
{
  KabSettlement *self = g_new0 (KabSettlement, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->services = g_array_new (FALSE, FALSE, sizeof (Service));
  self->taken = g_array_new (FALSE, FALSE, sizeof (KabBilledPayment));
  self->lines = g_array_new (FALSE, FALSE, sizeof (KabBilledLine));
  self->payments = g_array_new (FALSE, FALSE, sizeof (KabBilledPayment));
  self->dropped = g_array_new (FALSE, FALSE, sizeof (KabBilledPayment));
  return self;
}

void
kab_settlement_free (KabSettlement *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->entries);
  g_array_unref (self->services);
  g_array_unref (self->taken);
  g_array_unref (self->lines);
  g_array_unref (self->payments);
  g_array_unref (self->dropped);
  g_free (self);
}

gboolean
kab_settlement_run (KabSettlement *self, const KabBilled *billed, KabFaults *faults)
{
  guint64 before = kab_faults_get_count (faults);

  self->billed = billed;
  self->faults = faults;
  g_array_set_size (self->lines, 0);
  g_array_set_size (self->payments, 0);
  g_array_set_size (self->dropped, 0);

  collect_entries (self);
  take_openings (self);
  take_payments (self);
  take_stored_payments (self);
  settle_months (self);
  collect_payments (self);

  return kab_faults_get_count (faults) == before;
}

GArray *
kab_settlement_get_lines (KabSettlement *self)
{
  return self->lines;
}

GArray *
kab_settlement_get_payments (KabSettlement *self)
{
  return self->payments;
}

GArray *
kab_settlement_get_dropped (KabSettlement *self)
{
  return self->dropped;
}
