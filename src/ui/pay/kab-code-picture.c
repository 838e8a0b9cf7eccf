/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <qrencode.h>

#include "kab-code-picture.h"

#define QUIET 4
/* What a camera at arm's length still reads. */
#define MIN_SIDE 240

struct _KabCodePicture
{
  GtkWidget parent_instance;

  char *text;
  QRcode *code; /* NULL: nothing to show */
  int modules;  /* from edge to edge, of the last code there was: the room for the next one */
};

G_DEFINE_FINAL_TYPE (KabCodePicture, kab_code_picture, GTK_TYPE_WIDGET)

enum
{
  PROP_TEXT = 1,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static gboolean
is_dark (const QRcode *code, int row, int column)
{
  return (code->data[row * code->width + column] & 1) != 0;
}

/* A rectangle a run: neighbours that touch must not show a line between them. */
static void
draw_row (GtkSnapshot *snapshot, const QRcode *code, int row, float x, float y, float module)
{
  const GdkRGBA black = { 0, 0, 0, 1 };
  int column = 0;

  while (column < code->width)
    {
      int run = 0;

      while (column + run < code->width && is_dark (code, row, column + run))
        run++;
      if (run > 0)
        gtk_snapshot_append_color (snapshot, &black,
                                   &GRAPHENE_RECT_INIT (x + (float) column * module, y,
                                                        (float) run * module, module));
      column += MAX (run, 1);
    }
}

static GtkSizeRequestMode
kab_code_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* Just as many pixels as make a whole number a module. */
static void
kab_code_picture_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  int modules = KAB_CODE_PICTURE (widget)->modules;

  *minimum = modules > 0 ? (MIN_SIDE + modules - 1) / modules * modules : MIN_SIDE;
  *natural = *minimum;
}

static void
kab_code_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KabCodePicture *self = KAB_CODE_PICTURE (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  int scale = gtk_widget_get_scale_factor (widget);
  int width = gtk_widget_get_width (widget) * scale;
  int height = gtk_widget_get_height (widget) * scale;
  int module, left, top;

  gtk_snapshot_append_color (snapshot, &white,
                             &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                  (float) gtk_widget_get_height (widget)));
  if (self->code == NULL)
    return;

  /* In pixels of the device; what does not divide by the modules widens the quiet zone. */
  module = MIN (width, height) / self->modules;
  left = (width - module * self->code->width) / 2;
  top = (height - module * self->code->width) / 2;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, 1.0f / (float) scale, 1.0f / (float) scale);
  for (int row = 0; row < self->code->width; row++)
    draw_row (snapshot, self->code, row, (float) left, (float) (top + row * module),
              (float) module);
  gtk_snapshot_restore (snapshot);
}

static void
kab_code_picture_finalize (GObject *object)
{
  KabCodePicture *self = KAB_CODE_PICTURE (object);

  g_free (self->text);
  g_clear_pointer (&self->code, QRcode_free);
  G_OBJECT_CLASS (kab_code_picture_parent_class)->finalize (object);
}

static void
kab_code_picture_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, kab_code_picture_get_text (KAB_CODE_PICTURE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_code_picture_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      kab_code_picture_set_text (KAB_CODE_PICTURE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_code_picture_class_init (KabCodePictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = kab_code_picture_finalize;
  object_class->get_property = kab_code_picture_get_property;
  object_class->set_property = kab_code_picture_set_property;
  widget_class->get_request_mode = kab_code_picture_get_request_mode;
  widget_class->measure = kab_code_picture_measure;
  widget_class->snapshot = kab_code_picture_snapshot;

  props[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kab_code_picture_init (KabCodePicture *self)
{
}

GtkWidget *
kab_code_picture_new (void)
{
  return g_object_new (KAB_TYPE_CODE_PICTURE, NULL);
}

const char *
kab_code_picture_get_text (KabCodePicture *self)
{
  g_return_val_if_fail (KAB_IS_CODE_PICTURE (self), NULL);

  return self->text;
}

void
kab_code_picture_set_text (KabCodePicture *self, const char *text)
{
  g_return_if_fail (KAB_IS_CODE_PICTURE (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_pointer (&self->code, QRcode_free);
  if (text != NULL)
    self->code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  if (self->code != NULL)
    self->modules = self->code->width + 2 * QUIET;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}
