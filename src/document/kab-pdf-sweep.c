/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pdf-sweep.h"

/* More pages than a hand sweeps over. */
#define MAX_PAGES 100

typedef struct
{
  KabPdfSweep *owner;
  int page;
  graphene_point_t from, to;             /* what is to be known */
  graphene_point_t asked_from, asked_to; /* what was asked last */
  gboolean asking;
  GCancellable *life;
  KabPdfSelection *selection; /* NULL: not there yet */
} Piece;

struct _KabPdfSweep
{
  GObject parent_instance;

  KabPdf *pdf;
  int start_page;
  graphene_point_t start;
  GPtrArray *pieces; /* in the order of the pages */
};

G_DEFINE_FINAL_TYPE (KabPdfSweep, kab_pdf_sweep, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void ask (Piece *piece);

static void
free_piece (gpointer data)
{
  Piece *piece = data;

  g_cancellable_cancel (piece->life);
  g_object_unref (piece->life);
  g_clear_pointer (&piece->selection, kab_pdf_selection_free);
  g_free (piece);
}

static void
selected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  KabPdfSelection *selection = kab_pdf_select_finish (KAB_PDF (source), result, &error);
  Piece *piece = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  piece->asking = FALSE;
  g_clear_pointer (&piece->selection, kab_pdf_selection_free);
  piece->selection = selection;
  if (!graphene_point_equal (&piece->from, &piece->asked_from) ||
      !graphene_point_equal (&piece->to, &piece->asked_to))
    ask (piece);
  g_signal_emit (piece->owner, signals[CHANGED], 0);
}

static void
ask (Piece *piece)
{
  piece->asking = TRUE;
  piece->asked_from = piece->from;
  piece->asked_to = piece->to;
  kab_pdf_select_async (piece->owner->pdf, piece->page, &piece->from, &piece->to, piece->life,
                        selected_cb, piece);
}

static Piece *
find_piece (KabPdfSweep *self, int page)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      Piece *piece = g_ptr_array_index (self->pieces, i);

      if (piece->page == page)
        return piece;
    }

  return NULL;
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *first = *(const Piece *const *) a;
  const Piece *second = *(const Piece *const *) b;

  return first->page - second->page;
}

static void
want (KabPdfSweep *self, int page, const graphene_point_t *from, const graphene_point_t *to)
{
  Piece *piece = find_piece (self, page);

  if (piece && graphene_point_equal (&piece->from, from) && graphene_point_equal (&piece->to, to))
    return;

  if (!piece)
    {
      piece = g_new0 (Piece, 1);
      piece->owner = self;
      piece->page = page;
      piece->life = g_cancellable_new ();
      g_ptr_array_add (self->pieces, piece);
      g_ptr_array_sort (self->pieces, compare_pieces);
    }
  piece->from = *from;
  piece->to = *to;
  if (!piece->asking)
    ask (piece);
}

static void
kab_pdf_sweep_dispose (GObject *object)
{
  KabPdfSweep *self = KAB_PDF_SWEEP (object);

  g_ptr_array_set_size (self->pieces, 0);
  g_clear_object (&self->pdf);
  G_OBJECT_CLASS (kab_pdf_sweep_parent_class)->dispose (object);
}

static void
kab_pdf_sweep_finalize (GObject *object)
{
  g_ptr_array_unref (KAB_PDF_SWEEP (object)->pieces);
  G_OBJECT_CLASS (kab_pdf_sweep_parent_class)->finalize (object);
}

static void
kab_pdf_sweep_class_init (KabPdfSweepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kab_pdf_sweep_dispose;
  object_class->finalize = kab_pdf_sweep_finalize;

  signals[CHANGED] = g_signal_new ("changed", KAB_TYPE_PDF_SWEEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
kab_pdf_sweep_init (KabPdfSweep *self)
{
  self->pieces = g_ptr_array_new_with_free_func (free_piece);
  self->start_page = -1;
}

KabPdfSweep *
kab_pdf_sweep_new (KabPdf *pdf)
{
  KabPdfSweep *self = g_object_new (KAB_TYPE_PDF_SWEEP, NULL);

  self->pdf = g_object_ref (pdf);

  return self;
}

void
kab_pdf_sweep_begin (KabPdfSweep *self, int page, const graphene_point_t *point)
{
  g_return_if_fail (KAB_IS_PDF_SWEEP (self));

  kab_pdf_sweep_clear (self);
  self->start_page = page;
  self->start = *point;
}

void
kab_pdf_sweep_extend (KabPdfSweep *self, int page, const graphene_point_t *point)
{
  int first, last;

  g_return_if_fail (KAB_IS_PDF_SWEEP (self));
  g_return_if_fail (self->start_page >= 0);

  page = CLAMP (page, self->start_page - MAX_PAGES, self->start_page + MAX_PAGES);
  first = MIN (page, self->start_page);
  last = MAX (page, self->start_page);
  for (guint i = self->pieces->len; i > 0; i--)
    {
      const Piece *piece = g_ptr_array_index (self->pieces, i - 1);

      if (piece->page < first || piece->page > last)
        g_ptr_array_remove_index (self->pieces, i - 1);
    }

  for (int i = first; i <= last; i++)
    {
      graphene_point_t from = GRAPHENE_POINT_INIT (0, 0);
      graphene_point_t to;
      double width, height;

      kab_pdf_get_page_size (self->pdf, i, &width, &height);
      graphene_point_init (&to, (float) width, (float) height);
      if (i == first)
        from = self->start_page <= page ? self->start : *point;
      if (i == last)
        to = self->start_page <= page ? *point : self->start;
      want (self, i, &from, &to);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

void
kab_pdf_sweep_clear (KabPdfSweep *self)
{
  g_return_if_fail (KAB_IS_PDF_SWEEP (self));

  self->start_page = -1;
  if (self->pieces->len == 0)
    return;

  g_ptr_array_set_size (self->pieces, 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

const GArray *
kab_pdf_sweep_get_areas (KabPdfSweep *self, int page)
{
  const Piece *piece;

  g_return_val_if_fail (KAB_IS_PDF_SWEEP (self), NULL);

  piece = find_piece (self, page);

  return piece && piece->selection ? piece->selection->areas : NULL;
}

gboolean
kab_pdf_sweep_has_text (KabPdfSweep *self)
{
  g_return_val_if_fail (KAB_IS_PDF_SWEEP (self), FALSE);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = g_ptr_array_index (self->pieces, i);

      if (piece->selection && piece->selection->text[0] != '\0')
        return TRUE;
    }

  return FALSE;
}

char *
kab_pdf_sweep_dup_text (KabPdfSweep *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (KAB_IS_PDF_SWEEP (self), NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = g_ptr_array_index (self->pieces, i);

      if (!piece->selection || piece->selection->text[0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, piece->selection->text);
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
