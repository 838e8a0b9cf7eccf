/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "kab-document-resources.h"
#include "kab-pdf-canvas.h"
#include "kab-pdf-view.h"

#define RESOURCES "/ru/sah67/Kabinet/document"

struct _KabPdfView
{
  GtkWidget parent_instance;

  GtkSearchBar *find_bar;
  GtkSearchEntry *find_entry;
  GtkLabel *find_label;
  KabPdfCanvas *canvas;
  GtkWidget *zoom_box;
  GtkLabel *zoom_label;
};

G_DEFINE_FINAL_TYPE (KabPdfView, kab_pdf_view, GTK_TYPE_WIDGET)

enum
{
  PROP_PDF = 1,
  PROP_ZOOM,
  PROP_FIT_WIDTH,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

enum
{
  PAGE_DRAWN,
  LINK_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const double zoom_steps[] = { 0.25, 0.33, 0.5,  0.67, 0.75, 0.9, 1, 1.1,
                                     1.25, 1.5,  1.75, 2,    2.5,  3,   4 };

static void
show_zoom (KabPdfView *self)
{
  double zoom = kab_pdf_canvas_get_zoom (self->canvas);
  g_autofree char *text = g_strdup_printf (_ ("%d%%"), (int) round (zoom * 100));
  gsize last = G_N_ELEMENTS (zoom_steps) - 1;

  gtk_label_set_label (self->zoom_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf.zoom-out", zoom > zoom_steps[0] + 0.001);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf.zoom-in", zoom < zoom_steps[last] - 0.001);
}

static void
show_matches (KabPdfView *self)
{
  KabPdfFinder *finder = kab_pdf_canvas_get_finder (self->canvas);
  int count = finder ? kab_pdf_finder_count (finder) : 0;
  gboolean is_empty = gtk_editable_get_text (GTK_EDITABLE (self->find_entry))[0] == '\0';
  g_autofree char *text = NULL;

  if (count > 0)
    /* Translators: the first number is the match the reader is at, the second how many there are.
     */
    text = g_strdup_printf (_ ("%d of %d"), kab_pdf_finder_get_current (finder) + 1, count);
  else if (!is_empty && finder && !kab_pdf_finder_is_searching (finder))
    text = g_strdup (_ ("Not found"));

  gtk_label_set_label (self->find_label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->find_label), text != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf.find-next", count > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf.find-previous", count > 0);
}

static void
found_cb (KabPdfView *self, KabPdfFinder *finder)
{
  const KabPdfMatch *match = kab_pdf_finder_get (finder, kab_pdf_finder_get_current (finder));

  show_matches (self);
  if (match)
    kab_pdf_canvas_scroll_to (self->canvas, match->page, &match->area);
}

static void
swept_cb (KabPdfView *self, KabPdfSweep *sweep)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf.copy", kab_pdf_sweep_has_text (sweep));
}

static void
search (KabPdfView *self)
{
  KabPdfFinder *finder = kab_pdf_canvas_get_finder (self->canvas);
  gboolean is_open = gtk_search_bar_get_search_mode (self->find_bar);

  if (finder)
    kab_pdf_finder_search (finder,
                           is_open ? gtk_editable_get_text (GTK_EDITABLE (self->find_entry)) : "",
                           MAX (0, kab_pdf_canvas_get_page (self->canvas)));
}

static void
step (KabPdfView *self, int steps)
{
  KabPdfFinder *finder = kab_pdf_canvas_get_finder (self->canvas);

  if (finder)
    kab_pdf_finder_step (finder, steps);
}

static void
zoom_by_step (KabPdfView *self, int direction)
{
  double zoom = kab_pdf_canvas_get_zoom (self->canvas);

  for (gsize i = 0; i < G_N_ELEMENTS (zoom_steps); i++)
    {
      double next = zoom_steps[direction > 0 ? i : G_N_ELEMENTS (zoom_steps) - 1 - i];

      if ((next - zoom) * direction > 0.001)
        {
          kab_pdf_canvas_zoom (self->canvas, next);
          return;
        }
    }
}

static void
text_changed_cb (KabPdfView *self)
{
  search (self);
}

static void
next_asked_cb (KabPdfView *self)
{
  step (self, 1);
}

static void
previous_asked_cb (KabPdfView *self)
{
  step (self, -1);
}

static void
close_clicked_cb (KabPdfView *self)
{
  gtk_search_bar_set_search_mode (self->find_bar, FALSE);
}

static void
find_bar_toggled_cb (KabPdfView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  search (self);
  if (!gtk_search_bar_get_search_mode (self->find_bar) && focus &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->find_bar)))
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
zoom_changed_cb (KabPdfView *self)
{
  show_zoom (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
}

static void
fit_width_changed_cb (KabPdfView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FIT_WIDTH]);
}

static void
page_drawn_cb (KabPdfView *self, int page)
{
  g_signal_emit (self, signals[PAGE_DRAWN], 0, page);
}

static void
link_activated_cb (KabPdfView *self, const char *uri)
{
  g_signal_emit (self, signals[LINK_ACTIVATED], 0, uri);
}

static void
zoom_in_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  zoom_by_step (KAB_PDF_VIEW (widget), 1);
}

static void
zoom_out_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  zoom_by_step (KAB_PDF_VIEW (widget), -1);
}

static void
zoom_fit_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  kab_pdf_canvas_set_fit_width (KAB_PDF_VIEW (widget)->canvas, TRUE);
}

static void
find_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KabPdfView *self = KAB_PDF_VIEW (widget);

  gtk_search_bar_set_search_mode (self->find_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->find_entry), 0, -1);
}

static void
find_next_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  step (KAB_PDF_VIEW (widget), 1);
}

static void
find_previous_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  step (KAB_PDF_VIEW (widget), -1);
}

static void
copy_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KabPdfSweep *sweep = kab_pdf_canvas_get_sweep (KAB_PDF_VIEW (widget)->canvas);
  g_autofree char *text = sweep ? kab_pdf_sweep_dup_text (sweep) : NULL;

  if (text)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
kab_pdf_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabPdfView *self = KAB_PDF_VIEW (object);

  switch (id)
    {
    case PROP_PDF:
      g_value_set_object (value, kab_pdf_view_get_pdf (self));
      break;
    case PROP_ZOOM:
      g_value_set_double (value, kab_pdf_canvas_get_zoom (self->canvas));
      break;
    case PROP_FIT_WIDTH:
      g_value_set_boolean (value, kab_pdf_canvas_get_fit_width (self->canvas));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_pdf_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabPdfView *self = KAB_PDF_VIEW (object);

  switch (id)
    {
    case PROP_PDF:
      kab_pdf_view_set_pdf (self, g_value_get_object (value));
      break;
    case PROP_ZOOM:
      kab_pdf_canvas_zoom (self->canvas, g_value_get_double (value));
      break;
    case PROP_FIT_WIDTH:
      kab_pdf_canvas_set_fit_width (self->canvas, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
kab_pdf_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KAB_PDF_VIEW (widget)->canvas));
}

static void
kab_pdf_view_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kab_pdf_view_parent_class)->dispose (object);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, RESOURCES "/kab-pdf.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } bindings[] = {
    { GDK_KEY_plus, GDK_CONTROL_MASK, "pdf.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "pdf.zoom-in" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "pdf.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "pdf.zoom-out" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "pdf.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "pdf.zoom-fit" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "pdf.zoom-fit" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "pdf.find" },
    { GDK_KEY_F3, 0, "pdf.find-next" },
    { GDK_KEY_F3, GDK_SHIFT_MASK, "pdf.find-previous" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "pdf.copy" },
    { GDK_KEY_Insert, GDK_CONTROL_MASK, "pdf.copy" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, bindings[i].modifiers,
                                         bindings[i].action, NULL);
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activated;
  } actions[] = {
    { "pdf.zoom-in", zoom_in_activated_cb },
    { "pdf.zoom-out", zoom_out_activated_cb },
    { "pdf.zoom-fit", zoom_fit_activated_cb },
    { "pdf.find", find_activated_cb },
    { "pdf.find-next", find_next_activated_cb },
    { "pdf.find-previous", find_previous_activated_cb },
    { "pdf.copy", copy_activated_cb },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activated);
}

static void
kab_pdf_view_class_init (KabPdfViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kab_pdf_view_get_property;
  object_class->set_property = kab_pdf_view_set_property;
  object_class->dispose = kab_pdf_view_dispose;
  widget_class->grab_focus = kab_pdf_view_grab_focus;

  props[PROP_PDF] = g_param_spec_object ("pdf", NULL, NULL, KAB_TYPE_PDF, flags);
  props[PROP_ZOOM] =
    g_param_spec_double ("zoom", NULL, NULL, KAB_PDF_MIN_ZOOM, KAB_PDF_MAX_ZOOM, 1, flags);
  props[PROP_FIT_WIDTH] = g_param_spec_boolean ("fit-width", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[PAGE_DRAWN] = g_signal_new ("page-drawn", KAB_TYPE_PDF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[LINK_ACTIVATED] = g_signal_new ("link-activated", KAB_TYPE_PDF_VIEW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /* To name it is to link it, and it registers itself. */
  kab_document_get_resource ();
  load_style ();
  g_type_ensure (KAB_TYPE_PDF_CANVAS);
  gtk_widget_class_set_css_name (widget_class, "pdfview");
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/kab-pdf-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KabPdfView, find_bar);
  gtk_widget_class_bind_template_child (widget_class, KabPdfView, find_entry);
  gtk_widget_class_bind_template_child (widget_class, KabPdfView, find_label);
  gtk_widget_class_bind_template_child (widget_class, KabPdfView, canvas);
  gtk_widget_class_bind_template_child (widget_class, KabPdfView, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, KabPdfView, zoom_label);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_bar_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, fit_width_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_drawn_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_activated_cb);

  add_actions (widget_class);
  add_bindings (widget_class);
}

static void
kab_pdf_view_init (KabPdfView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* "70 %" in any direction of the window. */
  gtk_widget_set_direction (GTK_WIDGET (self->zoom_label), GTK_TEXT_DIR_LTR);
  gtk_search_bar_connect_entry (self->find_bar, GTK_EDITABLE (self->find_entry));
  show_zoom (self);
  show_matches (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf.copy", FALSE);
}

GtkWidget *
kab_pdf_view_new (void)
{
  return g_object_new (KAB_TYPE_PDF_VIEW, NULL);
}

KabPdf *
kab_pdf_view_get_pdf (KabPdfView *self)
{
  g_return_val_if_fail (KAB_IS_PDF_VIEW (self), NULL);

  return kab_pdf_canvas_get_pdf (self->canvas);
}

void
kab_pdf_view_set_pdf (KabPdfView *self, KabPdf *pdf)
{
  g_return_if_fail (KAB_IS_PDF_VIEW (self));
  g_return_if_fail (!pdf || KAB_IS_PDF (pdf));

  if (kab_pdf_view_get_pdf (self) == pdf)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf.copy", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pdf.find", pdf != NULL);
  kab_pdf_canvas_set_pdf (self->canvas, pdf);
  gtk_widget_set_visible (self->zoom_box, pdf != NULL);
  if (pdf)
    {
      g_signal_connect_object (kab_pdf_canvas_get_finder (self->canvas), "changed",
                               G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (kab_pdf_canvas_get_sweep (self->canvas), "changed",
                               G_CALLBACK (swept_cb), self, G_CONNECT_SWAPPED);
      if (gtk_search_bar_get_search_mode (self->find_bar))
        search (self);
    }
  else
    {
      gtk_search_bar_set_search_mode (self->find_bar, FALSE);
    }
  show_zoom (self);
  show_matches (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PDF]);
}
