/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-pdf-canvas.h"
#include "kab-pdf-layout.h"

G_BEGIN_DECLS

struct _KabPdfCanvas
{
  GtkWidget parent_instance;

  KabPdf *pdf;
  KabPdfSheets *sheets;
  KabPdfSweep *sweep;
  KabPdfFinder *finder;
  KabPdfLinks *links;

  KabPdfLayout layout;
  double zoom;
  gboolean fit_width;

  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GtkScrollablePolicy policies[2];
  int width; /* as last allocated */
  int height;
  gboolean arranging;
  guint notify_id;
  guint hold_id; /* while the former document's picture stays */

  GArray *drawn;         /* of int: pages on screen since the last frame */
  GHashTable *announced; /* set of pages, at announced_scale */
  double announced_scale;
  GdkFrameClock *clock;
  gulong painted_id;

  int spoken_page; /* whose text the screen reader has */
  GCancellable *speaking;

  GtkEventController *drag; /* the widget's: it sweeps over the text */
  double pinch_zoom;        /* when the pinch began */
  double pointer_x;
  double pointer_y;
};

/* Pixels of the texture a point of the page. */
double kab_pdf_canvas_get_scale (KabPdfCanvas *self);
/* Where @page lies on the widget, on whole pixels of the device. */
KabPdfBox kab_pdf_canvas_get_box (KabPdfCanvas *self, int page);
/* The page at @y of the widget, or the nearest. */
int kab_pdf_canvas_find_page (KabPdfCanvas *self, double y);
/* FALSE: nothing is seen. */
gboolean kab_pdf_canvas_get_visible (KabPdfCanvas *self, int *first, int *last);

/* kab-pdf-canvas-layout.c */
typedef struct
{
  int page; /* -1: none */
  double x; /* points of the page */
  double y;
  double above; /* pixels above the page: margins do not grow with it */
  double at_x;
  double at_y;
} KabPdfAnchor;
/* What lies at a point of the widget. */
KabPdfAnchor kab_pdf_canvas_drop_anchor (KabPdfCanvas *self, double x, double y);
/* Lays the pages out at the present zoom, with what @anchor holds where it was; NULL: from the
 * beginning. */
void kab_pdf_canvas_arrange (KabPdfCanvas *self, const KabPdfAnchor *anchor);
/* Asks for the pages on screen. */
void kab_pdf_canvas_update (KabPdfCanvas *self);

/* kab-pdf-canvas-draw.c */
void kab_pdf_canvas_draw (KabPdfCanvas *self, GtkSnapshot *snapshot);

/* kab-pdf-canvas-input.c */
void kab_pdf_canvas_add_bindings (GtkWidgetClass *widget_class);
void kab_pdf_canvas_add_controllers (KabPdfCanvas *self);

/* kab-pdf-canvas-links.c: what the keyboard does with links. */
void kab_pdf_canvas_add_link_bindings (GtkWidgetClass *widget_class);
gboolean kab_pdf_canvas_focus (GtkWidget *widget, GtkDirectionType direction);
void kab_pdf_canvas_activate_link (KabPdfCanvas *self, const KabPdfLink *link);
/* Brings the link the keyboard is at into sight, and says where it leads. */
void kab_pdf_canvas_show_link (KabPdfCanvas *self);

/* kab-pdf-canvas-speech.c: what a screen reader says of the page in the middle. */
void kab_pdf_canvas_speak (KabPdfCanvas *self);

G_END_DECLS
