/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-cell-bin.h"

struct _KabCellBin
{
  GtkWidget parent_instance;

  int width; /* that it had in the last frame; 0: none yet */
  guint idle;
};

G_DEFINE_FINAL_TYPE (KabCellBin, kab_cell_bin, GTK_TYPE_WIDGET)

static gboolean
width_changed_cb (gpointer user_data)
{
  KabCellBin *self = user_data;

  self->idle = 0;
  self->width = gtk_widget_get_width (GTK_WIDGET (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

/* A row of newer GTK never says a width, but asks a cell that could take one how wide it is for the
 * height that the row has; it then complains of a height that was right until the window became
 * narrower. */
static GtkSizeRequestMode
kab_cell_bin_get_request_mode (GtkWidget *widget)
{
  return gtk_check_version (4, 12, 0) == NULL ? GTK_SIZE_REQUEST_CONSTANT_SIZE
                                              : GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure (KabCellBin *self, GtkOrientation orientation, int for_size, int *natural)
{
  int minimum;

  gtk_widget_measure (kab_cell_bin_get_child (self), orientation, for_size, &minimum, natural, NULL,
                      NULL);

  return minimum;
}

/* The least width does not depend on the height: lines are broken, not cut. */
static void
kab_cell_bin_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  KabCellBin *self = KAB_CELL_BIN (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = measure (self, orientation, -1, natural);
      return;
    }

  if (for_size < 0 && self->width > 0)
    for_size = MAX (self->width, measure (self, GTK_ORIENTATION_HORIZONTAL, -1, natural));
  *minimum = measure (self, orientation, for_size, natural);
}

static void
kab_cell_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KabCellBin *self = KAB_CELL_BIN (widget);

  gtk_widget_allocate (kab_cell_bin_get_child (self), width, height, baseline, NULL);
  /* Not at once: while sizes are given out, what was answered before stands. */
  if (self->width != width && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, width_changed_cb, self, NULL);
}

static void
kab_cell_bin_dispose (GObject *object)
{
  KabCellBin *self = KAB_CELL_BIN (object);
  GtkWidget *child = kab_cell_bin_get_child (self);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kab_cell_bin_parent_class)->dispose (object);
}

static void
kab_cell_bin_class_init (KabCellBinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kab_cell_bin_dispose;
  widget_class->get_request_mode = kab_cell_bin_get_request_mode;
  widget_class->measure = kab_cell_bin_measure;
  widget_class->size_allocate = kab_cell_bin_size_allocate;
}

static void
kab_cell_bin_init (KabCellBin *self)
{
}

GtkWidget *
kab_cell_bin_new (GtkWidget *child)
{
  GtkWidget *self;

  g_return_val_if_fail (GTK_IS_WIDGET (child), NULL);

  self = g_object_new (KAB_TYPE_CELL_BIN, NULL);
  gtk_widget_set_parent (child, self);

  return self;
}

GtkWidget *
kab_cell_bin_get_child (KabCellBin *self)
{
  g_return_val_if_fail (KAB_IS_CELL_BIN (self), NULL);

  return gtk_widget_get_first_child (GTK_WIDGET (self));
}
