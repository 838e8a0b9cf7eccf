/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pdf-sheets.h"

/* How long a scale rests before pages are drawn anew, in milliseconds. */
#define REST 120
/* A neighbour larger than this is not worth holding, in bytes of its texture. */
#define MAX_NEIGHBOUR_BYTES (16.0 * 1024 * 1024)

typedef struct
{
  KabPdfSheet sheet;

  KabPdfSheets *owner;
  int page;
  double wanted; /* the scale that is being drawn, or failed; 0: nothing was asked for */
  GCancellable *drawing;
} Held;

struct _KabPdfSheets
{
  GObject parent_instance;

  KabPdf *pdf;
  GHashTable *held; /* page → Held */
  int first;
  int last;
  double scale;
  guint rest_id;
};

G_DEFINE_FINAL_TYPE (KabPdfSheets, kab_pdf_sheets, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void ask_for_missing (KabPdfSheets *self);

static void
stop_drawing (Held *held)
{
  g_cancellable_cancel (held->drawing);
  g_clear_object (&held->drawing);
  held->wanted = 0;
}

static void
free_held (gpointer data)
{
  Held *held = data;

  stop_drawing (held);
  g_clear_pointer (&held->sheet.picture, kab_pdf_picture_free);
  g_free (held);
}

static Held *
hold (KabPdfSheets *self, int page)
{
  Held *held = g_hash_table_lookup (self->held, GINT_TO_POINTER (page));

  if (!held)
    {
      held = g_new0 (Held, 1);
      held->owner = self;
      held->page = page;
      g_hash_table_insert (self->held, GINT_TO_POINTER (page), held);
    }

  return held;
}

static gboolean
is_worth_holding (KabPdfSheets *self, int page)
{
  double width, height;

  if (page >= self->first && page <= self->last)
    return TRUE;
  if (page < self->first - 1 || page > self->last + 1)
    return FALSE;

  kab_pdf_get_page_size (self->pdf, page, &width, &height);

  return width * height * self->scale * self->scale * 4 <= MAX_NEIGHBOUR_BYTES;
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  KabPdfPicture *picture = kab_pdf_render_finish_picture (KAB_PDF (source), result, &error);
  g_autoptr (KabPdfSheets) self = NULL;
  Held *held = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (held->owner);
  g_clear_object (&held->drawing);
  if (error)
    g_debug ("Page %d was not drawn: %s", held->page + 1, error->message);
  else
    {
      g_clear_pointer (&held->sheet.picture, kab_pdf_picture_free);
      held->sheet.picture = picture;
      held->sheet.scale = held->wanted;
    }

  ask_for_missing (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Whether @page has to be drawn; asks for it, unless it only waits for the scale to rest. */
static gboolean
ask_for_page (KabPdfSheets *self, int page)
{
  Held *held = hold (self, page);

  if (G_APPROX_VALUE (held->sheet.scale, self->scale, 1e-9))
    {
      stop_drawing (held);
      return FALSE;
    }
  if (G_APPROX_VALUE (held->wanted, self->scale, 1e-9))
    return held->drawing != NULL;

  stop_drawing (held);
  if (self->rest_id && held->sheet.picture)
    return TRUE;

  held->wanted = self->scale;
  held->drawing = g_cancellable_new ();
  kab_pdf_render_async (self->pdf, page, self->scale, held->drawing, rendered_cb, held);

  return TRUE;
}

static void
ask_for_missing (KabPdfSheets *self)
{
  gboolean missing = FALSE;

  if (self->first < 0)
    return;

  /* The newest goes first, so the topmost is asked for last. */
  for (int page = self->last; page >= self->first; page--)
    missing |= ask_for_page (self, page);
  if (missing)
    return;

  for (int page = self->first - 1; page <= self->last + 1; page += self->last - self->first + 2)
    if (page >= 0 && page < kab_pdf_get_n_pages (self->pdf) && is_worth_holding (self, page))
      ask_for_page (self, page);
}

static gboolean
scale_rested_cb (gpointer user_data)
{
  KabPdfSheets *self = user_data;

  self->rest_id = 0;
  ask_for_missing (self);

  return G_SOURCE_REMOVE;
}

static void
drop_others (KabPdfSheets *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!is_worth_holding (self, GPOINTER_TO_INT (key)))
      g_hash_table_iter_remove (&iter);
}

static void
kab_pdf_sheets_dispose (GObject *object)
{
  KabPdfSheets *self = KAB_PDF_SHEETS (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_hash_table_remove_all (self->held);
  g_clear_object (&self->pdf);
  G_OBJECT_CLASS (kab_pdf_sheets_parent_class)->dispose (object);
}

static void
kab_pdf_sheets_finalize (GObject *object)
{
  KabPdfSheets *self = KAB_PDF_SHEETS (object);

  g_hash_table_unref (self->held);
  G_OBJECT_CLASS (kab_pdf_sheets_parent_class)->finalize (object);
}

static void
kab_pdf_sheets_class_init (KabPdfSheetsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kab_pdf_sheets_dispose;
  object_class->finalize = kab_pdf_sheets_finalize;

  signals[CHANGED] = g_signal_new ("changed", KAB_TYPE_PDF_SHEETS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
kab_pdf_sheets_init (KabPdfSheets *self)
{
  self->held = g_hash_table_new_full (NULL, NULL, NULL, free_held);
  self->first = -1;
}

KabPdfSheets *
kab_pdf_sheets_new (KabPdf *pdf)
{
  KabPdfSheets *self = g_object_new (KAB_TYPE_PDF_SHEETS, NULL);

  self->pdf = g_object_ref (pdf);

  return self;
}

void
kab_pdf_sheets_show (KabPdfSheets *self, int first, int last, double scale)
{
  g_return_if_fail (KAB_IS_PDF_SHEETS (self));
  g_return_if_fail (first >= 0 && last >= first && last < kab_pdf_get_n_pages (self->pdf));

  if (self->first >= 0 && !G_APPROX_VALUE (self->scale, scale, 1e-9))
    {
      g_clear_handle_id (&self->rest_id, g_source_remove);
      self->rest_id = g_timeout_add (REST, scale_rested_cb, self);
    }
  self->first = first;
  self->last = last;
  self->scale = scale;
  drop_others (self);
  ask_for_missing (self);
}

const KabPdfSheet *
kab_pdf_sheets_get (KabPdfSheets *self, int page)
{
  g_return_val_if_fail (KAB_IS_PDF_SHEETS (self), NULL);

  /* Held begins with its sheet. */
  return g_hash_table_lookup (self->held, GINT_TO_POINTER (page));
}

int
kab_pdf_sheets_count (KabPdfSheets *self)
{
  GHashTableIter iter;
  gpointer value;
  int count = 0;

  g_return_val_if_fail (KAB_IS_PDF_SHEETS (self), 0);

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    count += ((const Held *) value)->sheet.picture != NULL;

  return count;
}
