/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-class.h"
#include "kab-sides-private.h"

static void kab_sides_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KabSides,
                               kab_sides,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, kab_sides_buildable_init))

static GtkBuildableIface *parent_buildable;

enum
{
  PROP_FOLDED = 1,
  PROP_SIDE_TITLE,
  PROP_CONTENT_TITLE,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

static void
allocate_child (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
fold_changed_cb (KabSides *self)
{
  kab_class_set (GTK_WIDGET (self), "folded", kab_sides_get_folded (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLDED]);
}

/* Until the operator or the page is known a side goes by the name its template gives it. */
static void
set_title (GtkWidget *side, const char *title)
{
  if (title != NULL && *title != '\0')
    kab_sides_set_title (side, title);
}

static void
kab_sides_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  static const struct
  {
    const char *type;
    gboolean content;
    KabSidesPlace place;
  } children[] = {
    { "side-bar", FALSE, KAB_SIDES_BAR },   { "side", FALSE, KAB_SIDES_BODY },
    { "side-foot", FALSE, KAB_SIDES_FOOT }, { "content-bar", TRUE, KAB_SIDES_BAR },
    { "content", TRUE, KAB_SIDES_BODY },
  };
  KabSides *self = KAB_SIDES (buildable);

  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    if (g_strcmp0 (type, children[i].type) == 0)
      {
        kab_sides_put (self, children[i].content ? self->content_pane : self->side_pane,
                       GTK_WIDGET (child), children[i].place);
        return;
      }
  parent_buildable->add_child (buildable, builder, child, type);
}

static void
kab_sides_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = kab_sides_add_child;
}

static void
kab_sides_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabSides *self = KAB_SIDES (object);

  switch (id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, kab_sides_get_folded (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_sides_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabSides *self = KAB_SIDES (object);

  switch (id)
    {
    case PROP_SIDE_TITLE:
      set_title (self->side, g_value_get_string (value));
      break;
    case PROP_CONTENT_TITLE:
      set_title (self->content, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_sides_class_init (KabSidesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kab_sides_get_property;
  object_class->set_property = kab_sides_set_property;

  props[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_SIDE_TITLE] =
    g_param_spec_string ("side-title", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_CONTENT_TITLE] = g_param_spec_string ("content-title", NULL, NULL, NULL,
                                                   G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/ru/sah67/Kabinet/ui/kab-sides.ui");
  gtk_widget_class_bind_template_child (widget_class, KabSides, fold);
  gtk_widget_class_bind_template_child (widget_class, KabSides, side);
  gtk_widget_class_bind_template_child (widget_class, KabSides, side_pane);
  gtk_widget_class_bind_template_child (widget_class, KabSides, content);
  gtk_widget_class_bind_template_child (widget_class, KabSides, content_pane);
  gtk_widget_class_bind_template_callback (widget_class, fold_changed_cb);
}

static void
kab_sides_init (KabSides *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kab_sides_prepare (self);
}

gboolean
kab_sides_get_folded (KabSides *self)
{
  g_return_val_if_fail (KAB_IS_SIDES (self), FALSE);
  return kab_sides_is_folded (self);
}

void
kab_sides_show_side (KabSides *self)
{
  g_return_if_fail (KAB_IS_SIDES (self));
  kab_sides_set_content_shown (self, FALSE);
}

void
kab_sides_show_content (KabSides *self)
{
  g_return_if_fail (KAB_IS_SIDES (self));
  kab_sides_set_content_shown (self, TRUE);
}

void
kab_sides_set_layout (GtkWidget *widget,
                      GtkCustomMeasureFunc measure,
                      GtkCustomAllocateFunc allocate)
{
  gtk_widget_set_layout_manager (widget, gtk_custom_layout_new (get_request_mode, measure,
                                                                allocate != NULL ? allocate
                                                                                 : allocate_child));
}
