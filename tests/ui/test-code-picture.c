/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <qrencode.h>

#include "kab-code-picture.h"
#include "page-world.h"

#define TEXT                                                                                                     \
  "ST00012|Name=АО «Спецавтохозяйство»|PersonalAcc=40702810000000000000|BankName=Банк|" \
  "BIC=046614000|CorrespAcc=30101810000000000000|Sum=44730|PersAcc=123543566"
#define QUIET 4

static guint32
get_pixel (const guint32 *pixels, int side, int x, int y)
{
  return pixels[y * side + x] & 0xffffff;
}

/* (transfer full) (nullable): NULL until the picture has been drawn once. */
static GskRenderNode *
take_node (GdkPaintable *paintable, int side)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, side, side);
  return gtk_snapshot_to_node (snapshot);
}

/* (transfer full): what the picture draws on a square of @side pixels. */
static guint32 *
draw (GtkWidget *window, GtkWidget *picture, int side)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (picture);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guint32 *pixels = g_new0 (guint32, (gsize) side * (gsize) side);

  WAIT_UNTIL ((node = take_node (paintable, side)) != NULL);
  g_assert_cmpint (gtk_widget_get_width (picture), ==, side);
  g_assert_cmpint (gtk_widget_get_height (picture), ==, side);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) side, (float) side));
  gdk_texture_download (texture, (guchar *) pixels, (gsize) side * sizeof (guint32));
  return pixels;
}

/* Every pixel is what the code says of its module: no edge is blurred, all around is white. */
static void
assert_code (const guint32 *pixels, int side, const char *text)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  int module = side / (code->width + 2 * QUIET);
  int margin = (side - module * code->width) / 2;

  g_assert_cmpint (margin, >=, QUIET * module);
  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      {
        int column = x < margin ? -1 : (x - margin) / module;
        int row = y < margin ? -1 : (y - margin) / module;
        gboolean inside = row >= 0 && row < code->width && column >= 0 && column < code->width;
        gboolean dark = inside && (code->data[row * code->width + column] & 1) != 0;

        g_assert_cmphex (get_pixel (pixels, side, x, y), ==, dark ? 0x000000 : 0xffffff);
      }
  QRcode_free (code);
}

static void
test_picture (gconstpointer data)
{
  int side = GPOINTER_TO_INT (data);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *picture = kab_code_picture_new ();
  g_autofree guint32 *pixels = NULL;

  /* In any style it is black on white. */
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  g_object_set (picture, "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_CENTER, "width-request",
                side, "height-request", side, NULL);
  kab_code_picture_set_text (KAB_CODE_PICTURE (picture), TEXT);
  gtk_window_set_child (GTK_WINDOW (window), picture);
  gtk_window_present (GTK_WINDOW (window));

  pixels = draw (window, picture, side);
  assert_code (pixels, side, TEXT);

  g_object_ref (picture);
  gtk_window_destroy (GTK_WINDOW (window));
  run_until_idle ();
  g_assert_finalize_object (picture);
}

static void
test_size (void)
{
  g_autofree char *long_text = g_strnfill (2000, 'x');
  g_autofree char *endless_text = g_strnfill (5000, 'x');
  const char *texts[] = { NULL, "", "short", TEXT, long_text, endless_text };
  GtkWidget *picture = g_object_ref_sink (kab_code_picture_new ());

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      int width, height;

      kab_code_picture_set_text (KAB_CODE_PICTURE (picture), texts[i]);
      g_assert_cmpstr (kab_code_picture_get_text (KAB_CODE_PICTURE (picture)), ==, texts[i]);
      gtk_widget_measure (picture, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (picture, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      g_assert_cmpint (width, >=, 240);
      g_assert_cmpint (width, <=, 480);
      g_assert_cmpint (height, ==, width);
    }

  g_assert_finalize_object (picture);
}

int
main (int argc, char *argv[])
{
  page_world_init (&argc, &argv);

  g_test_add_data_func ("/code-picture/300", GINT_TO_POINTER (300), test_picture);
  g_test_add_data_func ("/code-picture/333", GINT_TO_POINTER (333), test_picture);
  g_test_add_data_func ("/code-picture/480", GINT_TO_POINTER (480), test_picture);
  g_test_add_func ("/code-picture/size", test_size);

  return g_test_run ();
}
