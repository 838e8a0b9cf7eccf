/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pdf-finder.h"

struct _KabPdfFinder
{
  GObject parent_instance;

  KabPdf *pdf;
  GCancellable *cancellable; /* NULL: nothing is being looked for */
  GArray *matches;           /* of KabPdfMatch */
  int current;
  int page; /* where the reader was */
};

G_DEFINE_FINAL_TYPE (KabPdfFinder, kab_pdf_finder, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
stop (KabPdfFinder *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GArray *matches = kab_pdf_find_finish (KAB_PDF (source), result, &error);
  KabPdfFinder *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = matches;
  self->current = -1;
  if (kab_pdf_finder_count (self) > 0)
    self->current = kab_pdf_finder_get_first_on (self, self->page) % kab_pdf_finder_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
kab_pdf_finder_dispose (GObject *object)
{
  KabPdfFinder *self = KAB_PDF_FINDER (object);

  stop (self);
  g_clear_object (&self->pdf);
  G_OBJECT_CLASS (kab_pdf_finder_parent_class)->dispose (object);
}

static void
kab_pdf_finder_finalize (GObject *object)
{
  g_clear_pointer (&KAB_PDF_FINDER (object)->matches, g_array_unref);
  G_OBJECT_CLASS (kab_pdf_finder_parent_class)->finalize (object);
}

static void
kab_pdf_finder_class_init (KabPdfFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kab_pdf_finder_dispose;
  object_class->finalize = kab_pdf_finder_finalize;

  signals[CHANGED] = g_signal_new ("changed", KAB_TYPE_PDF_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
kab_pdf_finder_init (KabPdfFinder *self)
{
  self->current = -1;
}

KabPdfFinder *
kab_pdf_finder_new (KabPdf *pdf)
{
  KabPdfFinder *self = g_object_new (KAB_TYPE_PDF_FINDER, NULL);

  self->pdf = g_object_ref (pdf);

  return self;
}

void
kab_pdf_finder_search (KabPdfFinder *self, const char *text, int page)
{
  g_return_if_fail (KAB_IS_PDF_FINDER (self));
  g_return_if_fail (text);

  stop (self);
  g_clear_pointer (&self->matches, g_array_unref);
  self->current = -1;
  self->page = page;
  if (text[0] != '\0')
    {
      self->cancellable = g_cancellable_new ();
      kab_pdf_find_async (self->pdf, text, self->cancellable, found_cb, self);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

void
kab_pdf_finder_step (KabPdfFinder *self, int steps)
{
  int count = kab_pdf_finder_count (self);

  if (count == 0)
    return;

  self->current = (self->current + steps % count + count) % count;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
kab_pdf_finder_is_searching (KabPdfFinder *self)
{
  g_return_val_if_fail (KAB_IS_PDF_FINDER (self), FALSE);

  return self->cancellable != NULL;
}

int
kab_pdf_finder_count (KabPdfFinder *self)
{
  g_return_val_if_fail (KAB_IS_PDF_FINDER (self), 0);

  return self->matches ? (int) self->matches->len : 0;
}

const KabPdfMatch *
kab_pdf_finder_get (KabPdfFinder *self, int index)
{
  g_return_val_if_fail (KAB_IS_PDF_FINDER (self), NULL);

  if (index < 0 || index >= kab_pdf_finder_count (self))
    return NULL;

  return &g_array_index (self->matches, KabPdfMatch, index);
}

int
kab_pdf_finder_get_current (KabPdfFinder *self)
{
  g_return_val_if_fail (KAB_IS_PDF_FINDER (self), -1);

  return self->current;
}

int
kab_pdf_finder_get_first_on (KabPdfFinder *self, int page)
{
  int low = 0;
  int high = kab_pdf_finder_count (self);

  while (low < high)
    {
      int middle = (low + high) / 2;

      if (kab_pdf_finder_get (self, middle)->page < page)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}
