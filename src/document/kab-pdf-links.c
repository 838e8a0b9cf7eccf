/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pdf-links.h"

/* How far beside a link a click still meets it, in points. */
#define REACH 2.0F

struct _KabPdfLinks
{
  GObject parent_instance;

  KabPdf *pdf;
  GCancellable *life; /* NULL: nothing was asked for yet */
  GPtrArray *links;   /* of KabPdfLink, page after page */
  int listed;         /* how many pages are */
  int current;        /* -1: none */
};

G_DEFINE_FINAL_TYPE (KabPdfLinks, kab_pdf_links, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void list_next_page (KabPdfLinks *self);

static const KabPdfLink *
get_link (KabPdfLinks *self, int index)
{
  return index >= 0 && index < (int) self->links->len ? g_ptr_array_index (self->links, index)
                                                      : NULL;
}

static void
set_current (KabPdfLinks *self, int current)
{
  if (self->current == current)
    return;

  self->current = current;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The index of the nearest link from @page on; one that is none where there is no such link. */
static int
find_nearest (KabPdfLinks *self, int steps, int page)
{
  int index = steps > 0 ? 0 : (int) self->links->len - 1;
  const KabPdfLink *link;

  while ((link = get_link (self, index)) && (steps > 0 ? link->page < page : link->page > page))
    index += steps;

  return index;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = kab_pdf_list_links_finish (KAB_PDF (source), result, &error);
  KabPdfLinks *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* A page that cannot be read has no links. */
  if (links)
    g_ptr_array_extend_and_steal (self->links, g_steal_pointer (&links));
  self->listed++;
  list_next_page (self);
}

static void
list_next_page (KabPdfLinks *self)
{
  if (!kab_pdf_links_is_loaded (self))
    kab_pdf_list_links_async (self->pdf, self->listed, self->life, listed_cb, self);
}

static void
kab_pdf_links_dispose (GObject *object)
{
  KabPdfLinks *self = KAB_PDF_LINKS (object);

  g_cancellable_cancel (self->life);
  g_clear_object (&self->life);
  g_clear_object (&self->pdf);
  G_OBJECT_CLASS (kab_pdf_links_parent_class)->dispose (object);
}

static void
kab_pdf_links_finalize (GObject *object)
{
  g_ptr_array_unref (KAB_PDF_LINKS (object)->links);
  G_OBJECT_CLASS (kab_pdf_links_parent_class)->finalize (object);
}

static void
kab_pdf_links_class_init (KabPdfLinksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kab_pdf_links_dispose;
  object_class->finalize = kab_pdf_links_finalize;

  signals[CHANGED] = g_signal_new ("changed", KAB_TYPE_PDF_LINKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
kab_pdf_links_init (KabPdfLinks *self)
{
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) kab_pdf_link_free);
  self->current = -1;
}

KabPdfLinks *
kab_pdf_links_new (KabPdf *pdf)
{
  KabPdfLinks *self = g_object_new (KAB_TYPE_PDF_LINKS, NULL);

  self->pdf = g_object_ref (pdf);

  return self;
}

void
kab_pdf_links_load (KabPdfLinks *self)
{
  g_return_if_fail (KAB_IS_PDF_LINKS (self));

  if (self->life)
    return;

  self->life = g_cancellable_new ();
  list_next_page (self);
}

gboolean
kab_pdf_links_is_loaded (KabPdfLinks *self)
{
  g_return_val_if_fail (KAB_IS_PDF_LINKS (self), FALSE);

  return self->listed == kab_pdf_get_n_pages (self->pdf);
}

const KabPdfLink *
kab_pdf_links_find (KabPdfLinks *self, int page, const graphene_point_t *point)
{
  const KabPdfLink *link;

  g_return_val_if_fail (KAB_IS_PDF_LINKS (self), NULL);

  for (int i = find_nearest (self, 1, page); (link = get_link (self, i)) && link->page == page; i++)
    {
      graphene_rect_t area;

      graphene_rect_inset_r (&link->area, -REACH, -REACH, &area);
      if (graphene_rect_contains_point (&area, point))
        return link;
    }

  return NULL;
}

gboolean
kab_pdf_links_step (KabPdfLinks *self, int steps, int page)
{
  int next;

  g_return_val_if_fail (KAB_IS_PDF_LINKS (self), FALSE);
  g_return_val_if_fail (steps == 1 || steps == -1, FALSE);

  next = self->current >= 0 ? self->current + steps : find_nearest (self, steps, page);
  set_current (self, get_link (self, next) ? next : -1);

  return self->current >= 0;
}

void
kab_pdf_links_leave (KabPdfLinks *self)
{
  g_return_if_fail (KAB_IS_PDF_LINKS (self));

  set_current (self, -1);
}

const KabPdfLink *
kab_pdf_links_get_current (KabPdfLinks *self)
{
  g_return_val_if_fail (KAB_IS_PDF_LINKS (self), NULL);

  return get_link (self, self->current);
}
