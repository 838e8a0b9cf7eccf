/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-navigation-row.h"

#include "kab-part.h"

struct _KabNavigationRow
{
  GtkListBoxRow parent_instance;

  char *page;
  char *title;
  char *icon_name;
  gboolean starts_group;
};

G_DEFINE_FINAL_TYPE (KabNavigationRow, kab_navigation_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  PROP_PAGE = 1,
  PROP_TITLE,
  PROP_ICON_NAME,
  PROP_STARTS_GROUP,
  N_PROPS
};
static GParamSpec *props[N_PROPS];

/* A list selects the row that the focus goes to, and here that shows a page. Tab means to go past
 * the list, not through all pages: it comes to one row and leaves from there; the arrows walk. */
static gboolean
kab_navigation_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *list = gtk_widget_get_parent (widget);
  GtkWidget *focus = kab_part_get_focus (widget);

  if ((direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD) && focus != NULL &&
      gtk_widget_is_ancestor (focus, list))
    return FALSE;
  return GTK_WIDGET_CLASS (kab_navigation_row_parent_class)->focus (widget, direction);
}

static void
kab_navigation_row_finalize (GObject *object)
{
  KabNavigationRow *self = KAB_NAVIGATION_ROW (object);

  g_free (self->page);
  g_free (self->title);
  g_free (self->icon_name);
  G_OBJECT_CLASS (kab_navigation_row_parent_class)->finalize (object);
}

static void
kab_navigation_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KabNavigationRow *self = KAB_NAVIGATION_ROW (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_string (value, self->page);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_STARTS_GROUP:
      g_value_set_boolean (value, self->starts_group);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_navigation_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KabNavigationRow *self = KAB_NAVIGATION_ROW (object);

  switch (id)
    {
    case PROP_PAGE:
      self->page = g_value_dup_string (value);
      break;
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;
    case PROP_ICON_NAME:
      self->icon_name = g_value_dup_string (value);
      break;
    case PROP_STARTS_GROUP:
      self->starts_group = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kab_navigation_row_constructed (GObject *object)
{
  KabNavigationRow *self = KAB_NAVIGATION_ROW (object);

  G_OBJECT_CLASS (kab_navigation_row_parent_class)->constructed (object);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title,
                                  -1);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
kab_navigation_row_class_init (KabNavigationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = kab_navigation_row_finalize;
  object_class->get_property = kab_navigation_row_get_property;
  object_class->set_property = kab_navigation_row_set_property;
  object_class->constructed = kab_navigation_row_constructed;
  widget_class->focus = kab_navigation_row_focus;

  props[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  props[PROP_STARTS_GROUP] = g_param_spec_boolean ("starts-group", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/ru/sah67/Kabinet/ui/kab-navigation-row.ui");
}

static void
kab_navigation_row_init (KabNavigationRow *self)
{
}

const char *
kab_navigation_row_get_page (KabNavigationRow *self)
{
  g_return_val_if_fail (KAB_IS_NAVIGATION_ROW (self), NULL);
  return self->page;
}

const char *
kab_navigation_row_get_title (KabNavigationRow *self)
{
  g_return_val_if_fail (KAB_IS_NAVIGATION_ROW (self), NULL);
  return self->title;
}

gboolean
kab_navigation_row_get_starts_group (KabNavigationRow *self)
{
  g_return_val_if_fail (KAB_IS_NAVIGATION_ROW (self), FALSE);
  return self->starts_group;
}
