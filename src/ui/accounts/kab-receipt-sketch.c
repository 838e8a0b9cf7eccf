/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-money.h"
#include "kab-receipt-sketch.h"

#define PAPER_WIDTH 264
#define MARGIN      14
#define PADDING     8
#define HEAD        68 /* the operator, and the code */
#define TABLE_LINES 4
#define TABLE_LINE  13
#define GAP         14 /* above and below the table */

struct _KabReceiptSketch
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KabReceiptSketch, kab_receipt_sketch, GTK_TYPE_WIDGET)

/* The demo household's figures, as the operator's own guide has them. */
static PangoLayout *
create_number_layout (GtkWidget *widget)
{
  g_autofree char *text = g_strdup_printf (_ ("Personal account %s"), "123543566");

  return gtk_widget_create_pango_layout (widget, text);
}

static PangoLayout *
create_amount_layout (GtkWidget *widget)
{
  g_autofree char *amount = kab_money_format (44730);
  g_autofree char *text = g_strdup_printf (_ ("To pay: %s"), amount);

  return gtk_widget_create_pango_layout (widget, text);
}

/* Of paper that is wide enough for the text on one line. */
static int
get_paper_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return MAX (width + 2 * PADDING + 2 * MARGIN, PAPER_WIDTH);
}

/* On narrower paper it goes on below. */
static void
wrap (PangoLayout *layout, int paper_width)
{
  pango_layout_set_width (layout, (paper_width - 2 * PADDING - 2 * MARGIN) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
}

static int
get_frame_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height + PADDING;
}

/* A line of small print that is not to be read. */
static void
draw_print (GtkSnapshot *snapshot, const GdkRGBA *ink, int x, int y, int width, int height)
{
  GdkRGBA grey = *ink;

  grey.alpha *= 0.18f;
  gtk_snapshot_append_color (snapshot, &grey, &GRAPHENE_RECT_INIT (x, y, width, height));
}

static void
draw_code (GtkSnapshot *snapshot, const GdkRGBA *ink, int x, int y)
{
  /* Looks like a QR code, and cannot be taken for one. */
  static const char *const rows[] = { "111010111", "101001101", "111011111",
                                      "000110010", "110101011", "010010100",
                                      "111011010", "101000111", "111011001" };
  GdkRGBA grey = *ink;

  grey.alpha *= 0.45f;
  for (int row = 0; row < (int) G_N_ELEMENTS (rows); row++)
    for (int column = 0; rows[row][column] != '\0'; column++)
      if (rows[row][column] == '1')
        gtk_snapshot_append_color (snapshot, &grey,
                                   &GRAPHENE_RECT_INIT (x + column * 5, y + row * 5, 5, 5));
}

static void
draw_frame (GtkSnapshot *snapshot,
            PangoLayout *layout,
            const GdkRGBA *ink,
            const GdkRGBA *accent,
            int x,
            int y)
{
  GskRoundedRect outline;
  GdkRGBA tint = *accent;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gsk_rounded_rect_init_from_rect (
    &outline, &GRAPHENE_RECT_INIT (x, y, width + 2 * PADDING, height + PADDING), 6);

  tint.alpha *= 0.15f;
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &tint, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 2, 2, 2, 2 },
                              (GdkRGBA[4]){ *accent, *accent, *accent, *accent });

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + PADDING, y + PADDING / 2));
  gtk_snapshot_append_layout (snapshot, layout, ink);
  gtk_snapshot_restore (snapshot);
}

static void
draw_paper (GtkSnapshot *snapshot, const GdkRGBA *ink, int table, int width, int height)
{
  GskRoundedRect outline;
  GdkRGBA edge = *ink;

  edge.alpha *= 0.25f;
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height), 6);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 },
                              (GdkRGBA[4]){ edge, edge, edge, edge });

  draw_print (snapshot, ink, MARGIN, 16, 104, 7);
  draw_print (snapshot, ink, MARGIN, 30, 70, 5);
  draw_code (snapshot, ink, width - MARGIN - 45, 14);

  for (int line = 0; line < TABLE_LINES; line++)
    {
      int y = table + line * TABLE_LINE;

      draw_print (snapshot, ink, MARGIN, y, 96 - line * 12, 5);
      draw_print (snapshot, ink, width - MARGIN - 34, y, 34, 5);
    }
}

static GtkSizeRequestMode
kab_receipt_sketch_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kab_receipt_sketch_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  g_autoptr (PangoLayout) number = create_number_layout (widget);
  g_autoptr (PangoLayout) amount = create_amount_layout (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = PAPER_WIDTH;
      *natural = MAX (get_paper_width (number), get_paper_width (amount));
      return;
    }
  if (for_size >= 0)
    {
      wrap (number, for_size);
      wrap (amount, for_size);
    }
  *minimum = *natural = HEAD + get_frame_height (number) + GAP + TABLE_LINES * TABLE_LINE + GAP +
                        get_frame_height (amount) + MARGIN;
}

static void
kab_receipt_sketch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  g_autoptr (PangoLayout) number = create_number_layout (widget);
  g_autoptr (PangoLayout) amount = create_amount_layout (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int amount_width;
  GdkRGBA ink, accent;

  gtk_style_context_get_color (style, &ink);
  if (!gtk_style_context_lookup_color (style, "accent_color", &accent))
    accent = ink;

  wrap (number, width);
  wrap (amount, width);
  pango_layout_get_pixel_size (amount, &amount_width, NULL);
  draw_paper (snapshot, &ink, HEAD + get_frame_height (number) + GAP, width, height);
  draw_frame (snapshot, number, &ink, &accent, MARGIN, HEAD);
  draw_frame (snapshot, amount, &ink, &accent, width - MARGIN - amount_width - 2 * PADDING,
              height - MARGIN - get_frame_height (amount));
}

static void
kab_receipt_sketch_class_init (KabReceiptSketchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = kab_receipt_sketch_get_request_mode;
  widget_class->measure = kab_receipt_sketch_measure;
  widget_class->snapshot = kab_receipt_sketch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kab_receipt_sketch_init (KabReceiptSketch *self)
{
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
    _ ("Drawing of a receipt: the number of the personal account stands above the table, the "
       "amount to pay under it at the right"),
    -1);
}
