/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-pdf-canvas-private.h"

/* How long nothing is better than a white sheet, in milliseconds. */
#define HOLD 80

G_DEFINE_FINAL_TYPE_WITH_CODE (KabPdfCanvas,
                               kab_pdf_canvas,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

enum
{
  PROP_ZOOM = 1,
  PROP_FIT_WIDTH,
  N_PROPS,
  /* GtkScrollable's */
  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};
static GParamSpec *props[N_PROPS];

enum
{
  PAGE_DRAWN,
  LINK_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
notify_zoom_cb (gpointer user_data)
{
  KabPdfCanvas *self = user_data;

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);

  return G_SOURCE_REMOVE;
}

/* Fitting happens while sizes are given out, when nobody may ask for another. */
static void
store_zoom (KabPdfCanvas *self, double zoom)
{
  if (G_APPROX_VALUE (self->zoom, zoom, 1e-9))
    return;

  self->zoom = zoom;
  if (!self->notify_id)
    self->notify_id = g_idle_add_full (G_PRIORITY_DEFAULT, notify_zoom_cb, self, NULL);
}

static void
fit (KabPdfCanvas *self)
{
  if (self->fit_width && self->pdf && self->width > 0)
    store_zoom (self, CLAMP (kab_pdf_layout_fit (self->pdf, self->width), KAB_PDF_MIN_ZOOM,
                             KAB_PDF_MAX_ZOOM));
}

static void
scrolled_cb (KabPdfCanvas *self)
{
  if (self->arranging)
    return;

  kab_pdf_canvas_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
painted_cb (KabPdfCanvas *self)
{
  g_autoptr (GArray) drawn = NULL;

  /* What is seen goes before what is read out. */
  if (!self->hold_id)
    {
      kab_pdf_canvas_speak (self);
      if (self->links)
        kab_pdf_links_load (self->links);
    }
  if (self->drawn->len == 0)
    return;

  drawn = g_steal_pointer (&self->drawn);
  self->drawn = g_array_new (FALSE, FALSE, sizeof (int));
  g_object_ref (self);
  for (guint i = 0; i < drawn->len; i++)
    g_signal_emit (self, signals[PAGE_DRAWN], 0, g_array_index (drawn, int, i));
  g_object_unref (self);
}

static void
set_adjustment (KabPdfCanvas *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation] == adjustment)
    return;

  if (self->adjustments[orientation])
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], scrolled_cb, self);
  g_set_object (&self->adjustments[orientation], adjustment);
  if (adjustment)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
end_hold (KabPdfCanvas *self)
{
  g_clear_handle_id (&self->hold_id, g_source_remove);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
held_long_enough_cb (gpointer user_data)
{
  KabPdfCanvas *self = user_data;

  self->hold_id = 0;
  end_hold (self);

  return G_SOURCE_REMOVE;
}

static void
drop_pdf (KabPdfCanvas *self)
{
  /* What a hand has begun here it does not go on with over another document. */
  if (self->pdf)
    gtk_event_controller_reset (self->drag);
  g_clear_handle_id (&self->hold_id, g_source_remove);
  if (self->sheets)
    g_signal_handlers_disconnect_by_data (self->sheets, self);
  if (self->sweep)
    g_signal_handlers_disconnect_by_data (self->sweep, self);
  if (self->finder)
    g_signal_handlers_disconnect_by_data (self->finder, self);
  if (self->links)
    {
      kab_pdf_links_leave (self->links);
      g_signal_handlers_disconnect_by_data (self->links, self);
    }
  g_clear_object (&self->sheets);
  g_clear_object (&self->sweep);
  g_clear_object (&self->finder);
  g_clear_object (&self->links);
  kab_pdf_layout_clear (&self->layout);
  g_hash_table_remove_all (self->announced);
  g_array_set_size (self->drawn, 0);
  g_clear_object (&self->pdf);
}

static void
take_pdf (KabPdfCanvas *self, KabPdf *pdf)
{
  self->pdf = g_object_ref (pdf);
  self->sheets = kab_pdf_sheets_new (pdf);
  self->sweep = kab_pdf_sweep_new (pdf);
  self->finder = kab_pdf_finder_new (pdf);
  self->links = kab_pdf_links_new (pdf);
  /* A page is mostly drawn before an eye would see that it is not there. */
  self->hold_id = g_timeout_add (HOLD, held_long_enough_cb, self);
  g_signal_connect_swapped (self->sheets, "changed", G_CALLBACK (end_hold), self);
  g_signal_connect_swapped (self->sweep, "changed", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (self->finder, "changed", G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_connect_swapped (self->links, "changed", G_CALLBACK (kab_pdf_canvas_show_link), self);
}

static void
kab_pdf_canvas_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = 0;
  *natural = 400;
}

static void
kab_pdf_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KabPdfCanvas *self = KAB_PDF_CANVAS (widget);
  KabPdfAnchor anchor = kab_pdf_canvas_drop_anchor (self, self->width / 2.0, 0);

  self->width = width;
  self->height = height;
  anchor.at_x = width / 2.0;
  fit (self);
  kab_pdf_canvas_arrange (self, &anchor);
}

static void
kab_pdf_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KabPdfCanvas *self = KAB_PDF_CANVAS (widget);

  if (self->pdf)
    kab_pdf_canvas_draw (self, snapshot);
}

static void
kab_pdf_canvas_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kab_pdf_canvas_parent_class)->map (widget);
  kab_pdf_canvas_update (KAB_PDF_CANVAS (widget));
}

static void
kab_pdf_canvas_realize (GtkWidget *widget)
{
  KabPdfCanvas *self = KAB_PDF_CANVAS (widget);

  GTK_WIDGET_CLASS (kab_pdf_canvas_parent_class)->realize (widget);
  self->clock = gtk_widget_get_frame_clock (widget);
  self->painted_id =
    g_signal_connect_swapped (self->clock, "after-paint", G_CALLBACK (painted_cb), self);
}

static void
kab_pdf_canvas_unrealize (GtkWidget *widget)
{
  KabPdfCanvas *self = KAB_PDF_CANVAS (widget);

  g_clear_signal_handler (&self->painted_id, self->clock);
  GTK_WIDGET_CLASS (kab_pdf_canvas_parent_class)->unrealize (widget);
}

static void
kab_pdf_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabPdfCanvas *self = KAB_PDF_CANVAS (object);

  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_FIT_WIDTH:
      g_value_set_boolean (value, self->fit_width);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, (int) self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, (int) self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_pdf_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabPdfCanvas *self = KAB_PDF_CANVAS (object);

  switch (id)
    {
    case PROP_ZOOM:
      kab_pdf_canvas_zoom (self, g_value_get_double (value));
      break;
    case PROP_FIT_WIDTH:
      kab_pdf_canvas_set_fit_width (self, g_value_get_boolean (value));
      break;
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = (GtkScrollablePolicy) g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = (GtkScrollablePolicy) g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_pdf_canvas_dispose (GObject *object)
{
  KabPdfCanvas *self = KAB_PDF_CANVAS (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_cancellable_cancel (self->speaking);
  g_clear_object (&self->speaking);
  drop_pdf (self);
  for (int i = 0; i < 2; i++)
    set_adjustment (self, (GtkOrientation) i, NULL);
  G_OBJECT_CLASS (kab_pdf_canvas_parent_class)->dispose (object);
}

static void
kab_pdf_canvas_finalize (GObject *object)
{
  KabPdfCanvas *self = KAB_PDF_CANVAS (object);

  g_array_unref (self->drawn);
  g_hash_table_unref (self->announced);
  G_OBJECT_CLASS (kab_pdf_canvas_parent_class)->finalize (object);
}

static void
kab_pdf_canvas_class_init (KabPdfCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kab_pdf_canvas_get_property;
  object_class->set_property = kab_pdf_canvas_set_property;
  object_class->dispose = kab_pdf_canvas_dispose;
  object_class->finalize = kab_pdf_canvas_finalize;
  widget_class->measure = kab_pdf_canvas_measure;
  widget_class->size_allocate = kab_pdf_canvas_size_allocate;
  widget_class->snapshot = kab_pdf_canvas_snapshot;
  widget_class->focus = kab_pdf_canvas_focus;
  widget_class->map = kab_pdf_canvas_map;
  widget_class->realize = kab_pdf_canvas_realize;
  widget_class->unrealize = kab_pdf_canvas_unrealize;

  props[PROP_ZOOM] =
    g_param_spec_double ("zoom", NULL, NULL, KAB_PDF_MIN_ZOOM, KAB_PDF_MAX_ZOOM, 1, flags);
  props[PROP_FIT_WIDTH] = g_param_spec_boolean ("fit-width", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[PAGE_DRAWN] = g_signal_new ("page-drawn", KAB_TYPE_PDF_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[LINK_ACTIVATED] = g_signal_new ("link-activated", KAB_TYPE_PDF_CANVAS, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  kab_pdf_canvas_add_bindings (widget_class);
  gtk_widget_class_set_css_name (widget_class, "pdfcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
}

static void
kab_pdf_canvas_init (KabPdfCanvas *self)
{
  self->zoom = 1;
  self->fit_width = TRUE;
  self->spoken_page = -1;
  self->drawn = g_array_new (FALSE, FALSE, sizeof (int));
  self->announced = g_hash_table_new (NULL, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  kab_pdf_canvas_add_controllers (self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scrolled_cb), NULL);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
}

KabPdf *
kab_pdf_canvas_get_pdf (KabPdfCanvas *self)
{
  g_return_val_if_fail (KAB_IS_PDF_CANVAS (self), NULL);

  return self->pdf;
}

void
kab_pdf_canvas_set_pdf (KabPdfCanvas *self, KabPdf *pdf)
{
  g_return_if_fail (KAB_IS_PDF_CANVAS (self));

  if (self->pdf == pdf)
    return;

  drop_pdf (self);
  if (pdf)
    take_pdf (self, pdf);
  else
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->spoken_page = -2;
  fit (self);
  kab_pdf_canvas_arrange (self, NULL);
  if (!pdf)
    kab_pdf_canvas_speak (self);
}

double
kab_pdf_canvas_get_zoom (KabPdfCanvas *self)
{
  g_return_val_if_fail (KAB_IS_PDF_CANVAS (self), 1);

  return self->zoom;
}

gboolean
kab_pdf_canvas_get_fit_width (KabPdfCanvas *self)
{
  g_return_val_if_fail (KAB_IS_PDF_CANVAS (self), FALSE);

  return self->fit_width;
}

void
kab_pdf_canvas_set_fit_width (KabPdfCanvas *self, gboolean fit_width)
{
  KabPdfAnchor anchor;

  g_return_if_fail (KAB_IS_PDF_CANVAS (self));

  fit_width = !!fit_width;
  if (self->fit_width == fit_width)
    return;

  self->fit_width = fit_width;
  anchor = kab_pdf_canvas_drop_anchor (self, self->width / 2.0, 0);
  fit (self);
  kab_pdf_canvas_arrange (self, &anchor);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FIT_WIDTH]);
}

void
kab_pdf_canvas_zoom_at (KabPdfCanvas *self, double zoom, double x, double y)
{
  KabPdfAnchor anchor;

  g_return_if_fail (KAB_IS_PDF_CANVAS (self));

  anchor = kab_pdf_canvas_drop_anchor (self, x, y);
  store_zoom (self, CLAMP (zoom, KAB_PDF_MIN_ZOOM, KAB_PDF_MAX_ZOOM));
  kab_pdf_canvas_arrange (self, &anchor);
  if (self->fit_width)
    {
      self->fit_width = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FIT_WIDTH]);
    }
}

void
kab_pdf_canvas_zoom (KabPdfCanvas *self, double zoom)
{
  kab_pdf_canvas_zoom_at (self, zoom, self->width / 2.0, self->height / 2.0);
}

KabPdfSheets *
kab_pdf_canvas_get_sheets (KabPdfCanvas *self)
{
  g_return_val_if_fail (KAB_IS_PDF_CANVAS (self), NULL);

  return self->sheets;
}

KabPdfSweep *
kab_pdf_canvas_get_sweep (KabPdfCanvas *self)
{
  g_return_val_if_fail (KAB_IS_PDF_CANVAS (self), NULL);

  return self->sweep;
}

KabPdfFinder *
kab_pdf_canvas_get_finder (KabPdfCanvas *self)
{
  g_return_val_if_fail (KAB_IS_PDF_CANVAS (self), NULL);

  return self->finder;
}

KabPdfLinks *
kab_pdf_canvas_get_links (KabPdfCanvas *self)
{
  g_return_val_if_fail (KAB_IS_PDF_CANVAS (self), NULL);

  return self->links;
}
