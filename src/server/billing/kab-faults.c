/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-faults.h"

/* After every file that has lines. */
#define RECEIPTS (KAB_FILE_PAYMENTS + 1)

typedef struct
{
  guint file; /* KabFile, or RECEIPTS */
  gint64 line;
  guint64 order; /* of finding: keeps a line's faults in the order of its columns */
  char *text;    /* whole */
} Fault;

struct _KabFaults
{
  GArray *faults; /* of Fault; sorted and cut now and then */
  guint64 count;
};

static void
fault_clear (Fault *fault)
{
  g_free (fault->text);
}

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const Fault *one = a;
  const Fault *other = b;

  if (one->file != other->file)
    return one->file < other->file ? -1 : 1;
  if (one->line != other->line)
    return one->line < other->line ? -1 : 1;
  return one->order < other->order ? -1 : one->order > other->order;
}

static void
cut (KabFaults *self)
{
  g_array_sort (self->faults, compare_faults);
  if (self->faults->len > KAB_FAULTS_MAX)
    g_array_set_size (self->faults, KAB_FAULTS_MAX);
}

static void
keep (KabFaults *self, const Fault *fault)
{
  g_array_append_vals (self->faults, fault, 1);
  self->count++;

  if (self->faults->len > 4 * KAB_FAULTS_MAX)
    cut (self);
}

const char *
kab_file_get_name (KabFile file)
{
  switch (file)
    {
    case KAB_FILE_ACCOUNTS:
      return "accounts.csv";
    case KAB_FILE_OPENING:
      return "opening.csv";
    case KAB_FILE_CHARGES:
      return "charges.csv";
    case KAB_FILE_PAYMENTS:
      return "payments.csv";
    default:
      g_return_val_if_reached (NULL);
    }
}

KabFaults *
kab_faults_new (void)
{
  KabFaults *self = g_new0 (KabFaults, 1);

  self->faults = g_array_new (FALSE, FALSE, sizeof (Fault));
  g_array_set_clear_func (self->faults, (GDestroyNotify) fault_clear);
  return self;
}

void
kab_faults_free (KabFaults *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->faults);
  g_free (self);
}

void
kab_faults_add (KabFaults *self,
                KabFile file,
                gint64 line,
                const char *column,
                const char *format,
                ...)
{
  g_autofree char *what = NULL;
  Fault fault = { .file = file, .line = line, .order = self->count };
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  fault.text = g_strdup_printf ("%s:%" G_GINT64_FORMAT ": %s: %s", kab_file_get_name (file), line,
                                column, what);
  keep (self, &fault);
}

void
kab_faults_add_receipt (KabFaults *self, const char *name, const char *format, ...)
{
  /* A name may hold anything but a slash: it is to stay on its line. */
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *what = NULL;
  Fault fault = { .file = RECEIPTS, .order = self->count };
  va_list arguments;

  for (char *at = shown; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = '?';

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  fault.text = g_strdup_printf ("receipts/%s: %s", shown, what);
  keep (self, &fault);
}

guint64
kab_faults_get_count (KabFaults *self)
{
  return self->count;
}

void
kab_faults_list (KabFaults *self, GPtrArray *texts)
{
  cut (self);

  for (guint i = 0; i < self->faults->len; i++)
    g_ptr_array_add (texts, g_strdup (g_array_index (self->faults, Fault, i).text));

  if (self->count > self->faults->len)
    {
      guint more = (guint) MIN (self->count - self->faults->len, G_MAXUINT);

      g_ptr_array_add (
        texts, g_strdup_printf (ngettext ("and %u more fault", "and %u more faults", more), more));
    }
}
