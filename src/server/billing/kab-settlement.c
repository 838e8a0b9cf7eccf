/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kab-money.h"
#include "kab-month.h"
#include "kab-settlement-private.h"

/* A service as its months go by. */
typedef struct
{
  const char *name;
  int month; /* its last line's */
  gint64 closing;
  gint64 shift;       /* by how much the last opening of opening.csv was wrong */
  gboolean broken;    /* told already: what follows from it is not told again */
  KabFile cause_file; /* what changed its closing last */
  gint64 cause_line;
} Service;

static KabEntry *
entry_at (KabSettlement *self, guint index)
{
  return &g_array_index (self->entries, KabEntry, index);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const KabBilledLine *one = &((const KabEntry *) a)->line;
  const KabBilledLine *other = &((const KabEntry *) b)->line;

  if (one->month != other->month)
    return one->month < other->month ? -1 : 1;

  int order = strcmp (one->service, other->service);
  if (order != 0)
    return order;
  return one->line < other->line ? -1 : one->line > other->line;
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
      KabEntry entry = { .line = *stored, .stored = stored };

      entry.line.paid = 0;
      g_array_append_val (self->entries, entry);
    }
  for (guint i = 0; i < billed->charges->len; i++)
    {
      KabEntry entry = { .line = g_array_index (billed->charges, KabBilledLine, i) };
      g_array_append_val (self->entries, entry);
    }
  g_array_sort (self->entries, compare_entries);

  for (guint i = 0; i < self->entries->len; i++)
    {
      KabEntry *entry = entry_at (self, i);
      KabEntry *former = kept > 0 ? entry_at (self, kept - 1) : NULL;

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

static void
take_openings (KabSettlement *self)
{
  for (guint i = 0; i < self->billed->openings->len; i++)
    {
      const KabBilledOpening *opening =
        &g_array_index (self->billed->openings, KabBilledOpening, i);
      const char *column;
      const char *what;
      KabEntry *entry =
        kab_settlement_find_entry (self, opening->month, opening->service, &column, &what);

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

      kab_settlement_locate (self, month, service->name, &file, &line);
      kab_faults_add (self->faults, file, line, "month",
                      _ ("“%s” has no line for %s, though its balance is %s; give it one, be it "
                         "with nothing charged"),
                      service->name, missing, balance);
      service->broken = TRUE;
    }
}

/* An opening that opening.csv gives for a month that is not the account's first. One wrong sum
 * shifts all openings after it by as much: that is told once. */
static void
check_given_opening (KabSettlement *self, Service *service, const KabBilledOpening *given)
{
  gint64 shift = given->amount - service->closing;
  gboolean told = shift == service->shift;
  g_autofree char *expected = kab_money_to_string (service->closing);

  service->shift = shift;
  if (shift == 0 || told)
    return;

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
refuse_correction (KabSettlement *self, const Service *service, const KabEntry *entry)
{
  g_autofree char *month = month_text (entry->line.month);
  g_autofree char *opening = kab_money_to_string (entry->stored->opening);
  g_autofree char *closing = kab_money_to_string (service->closing);
  KabFile file = service->cause_file;
  gint64 line = service->cause_line;

  if (line == 0)
    kab_settlement_locate (self, entry->line.month, service->name, &file, &line);
  kab_faults_add (self->faults, file, line, file == KAB_FILE_CHARGES ? "charged" : "amount",
                  _ ("with it %s would open with %s, but it was taken earlier with %s; correct "
                     "that month in the same files"),
                  month, closing, opening);
}

/* What the account's first month opens with. */
static void
settle_first_opening (KabSettlement *self, Service *service, KabEntry *entry)
{
  if (entry->opening != NULL)
    entry->line.opening = entry->opening->amount;
  else if (entry->stored != NULL)
    entry->line.opening = entry->stored->opening;
  else
    {
      kab_faults_add (self->faults, KAB_FILE_CHARGES, entry->line.line, "month", "%s",
                      _ ("it is the account's first month, and opening.csv has no opening for it"));
      service->broken = TRUE;
    }
}

static void
settle_later_opening (KabSettlement *self, Service *service, KabEntry *entry)
{
  entry->line.opening = service->closing;
  if (service->broken)
    return;

  if (entry->opening != NULL)
    check_given_opening (self, service, entry->opening);
  if (entry->line.line == 0 && entry->stored->opening != service->closing && service->shift == 0)
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
note_cause (Service *service, const KabEntry *entry)
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
settle_entry (KabSettlement *self, KabEntry *entry, gboolean first)
{
  Service *service = find_service (self, entry->line.service);

  if (first)
    settle_first_opening (self, service, entry);
  else
    settle_later_opening (self, service, entry);
  if (!add_up (&entry->line))
    {
      KabFile file;
      gint64 line;

      kab_settlement_locate (self, entry->line.month, service->name, &file, &line);
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
      KabEntry *entry = entry_at (self, i);

      if (entry->line.month != month)
        {
          month = entry->line.month;
          check_gaps (self, month, month - 1);
        }
      settle_entry (self, entry, month == entry_at (self, 0)->line.month);
    }
  check_gaps (self, month, month);
}

static gboolean
add_line (KabBilledLine *sum, const KabBilledLine *line)
{
  return kab_money_add (sum->opening, line->opening, &sum->opening) &&
         kab_money_add (sum->charged, line->charged, &sum->charged) &&
         kab_money_add (sum->recalculated, line->recalculated, &sum->recalculated) &&
         kab_money_add (sum->penalty, line->penalty, &sum->penalty) &&
         kab_money_add (sum->paid, line->paid, &sum->paid) &&
         kab_money_add (sum->closing, line->closing, &sum->closing);
}

/* The services of a month are one statement, and its sums have the bound of each: what is beyond
 * could be stored but never shown. */
static void
check_sums (KabSettlement *self)
{
  KabBilledLine sum = { 0 };
  int told = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const KabBilledLine *entry = &entry_at (self, i)->line;
      KabFile file;
      gint64 line;

      if (entry->month != sum.month)
        sum = (KabBilledLine){ .month = entry->month };
      if (add_line (&sum, entry) || told == entry->month)
        continue;
      told = entry->month;
      kab_settlement_locate (self, entry->month, entry->service, &file, &line);
      kab_faults_add (self->faults, file, line, file == KAB_FILE_CHARGES ? "charged" : "amount",
                      "%s", _ ("the sums of this month are too large"));
    }
}

guint
kab_settlement_find_month (KabSettlement *self, int month)
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

int
kab_settlement_get_last_month (KabSettlement *self)
{
  return self->entries->len > 0 ? entry_at (self, self->entries->len - 1)->line.month : 0;
}

KabEntry *
kab_settlement_find_entry (KabSettlement *self,
                           int month,
                           const char *service,
                           const char **column,
                           const char **what)
{
  guint first = kab_settlement_find_month (self, month);
  KabEntry *found = NULL;
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

void
kab_settlement_locate (KabSettlement *self,
                       int month,
                       const char *service,
                       KabFile *file,
                       gint64 *line)
{
  const KabEntry *best = NULL;

  for (guint i = kab_settlement_find_month (self, month); i < self->entries->len; i++)
    {
      const KabEntry *entry = entry_at (self, i);

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

KabSettlement *
kab_settlement_new (void)
{
  KabSettlement *self = g_new0 (KabSettlement, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (KabEntry));
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
  kab_settlement_take_payments (self);
  settle_months (self);
  if (kab_faults_get_count (faults) == before)
    check_sums (self);

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
