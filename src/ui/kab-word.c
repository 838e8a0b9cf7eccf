/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-word.h"

struct _KabWord
{
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkWidget *image;
};

G_DEFINE_FINAL_TYPE (KabWord, kab_word, GTK_TYPE_WIDGET)

enum
{
  PROP_LABEL = 1,
  PROP_ICON_NAME,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static int
get_width (GtkWidget *child)
{
  int width;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);

  return width;
}

static gboolean
fits (KabWord *self)
{
  return get_width (self->label) <= gtk_widget_get_width (GTK_WIDGET (self));
}

static void
kab_word_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  KabWord *self = KAB_WORD (widget);
  int label, image;

  gtk_widget_measure (self->label, orientation, -1, &label, NULL, NULL, NULL);
  gtk_widget_measure (self->image, orientation, -1, &image, NULL, NULL, NULL);
  *natural = MAX (label, image);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN (label, image) : *natural;
}

static void
kab_word_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KabWord *self = KAB_WORD (widget);

  gtk_widget_allocate (self->label, MAX (width, get_width (self->label)), height, -1, NULL);
  gtk_widget_allocate (self->image, width, height, -1, NULL);
}

static void
kab_word_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KabWord *self = KAB_WORD (widget);

  gtk_widget_snapshot_child (widget, fits (self) ? self->label : self->image, snapshot);
}

static void
kab_word_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabWord *self = KAB_WORD (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (self->label)));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, gtk_image_get_icon_name (GTK_IMAGE (self->image)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_word_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabWord *self = KAB_WORD (object);

  switch (id)
    {
    case PROP_LABEL:
      gtk_label_set_label (GTK_LABEL (self->label), g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      gtk_image_set_from_icon_name (GTK_IMAGE (self->image), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_word_dispose (GObject *object)
{
  KabWord *self = KAB_WORD (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->image, gtk_widget_unparent);
  G_OBJECT_CLASS (kab_word_parent_class)->dispose (object);
}

static void
kab_word_class_init (KabWordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = kab_word_get_property;
  object_class->set_property = kab_word_set_property;
  object_class->dispose = kab_word_dispose;
  widget_class->measure = kab_word_measure;
  widget_class->size_allocate = kab_word_size_allocate;
  widget_class->snapshot = kab_word_snapshot;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
kab_word_init (KabWord *self)
{
  self->label = gtk_label_new (NULL);
  /* What it means is the word beside it. */
  self->image =
    g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
}
