/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Only here newer calls are let in: this file is built where libadwaita has them. */
#undef ADW_VERSION_MAX_ALLOWED
#define ADW_VERSION_MAX_ALLOWED ADW_VERSION_1_4

#include "kab-sides-private.h"

/* The sides as libadwaita has them from 1.4 on. */

#define NARROW "max-width: 719sp"

/* A breakpoint bin takes no notice of how much room its child needs. Beside each other the sides
 * have enough of it, else they fold; folded, either needs its own. */
static void
measure_folded (GtkWidget *widget,
                GtkOrientation orientation,
                int for_size,
                int *minimum,
                int *natural,
                int *minimum_baseline,
                int *natural_baseline)
{
  KabSides *self = KAB_SIDES (widget);
  int side, content;

  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural,
                      NULL, NULL);
  if (!kab_sides_is_folded (self))
    return;
  gtk_widget_measure (self->side, orientation, for_size, &side, NULL, NULL, NULL);
  gtk_widget_measure (self->content, orientation, for_size, &content, NULL, NULL, NULL);
  *minimum = MAX (*minimum, MAX (side, content));
  *natural = MAX (*natural, *minimum);
}

/* A large amount in a long language may need more room beside the navigation than there is. */
static void
fold_below (KabSides *self, int width)
{
  AdwBreakpointCondition *narrow = adw_breakpoint_condition_parse (NARROW);
  AdwBreakpointCondition *short_of_room =
    adw_breakpoint_condition_new_length (ADW_BREAKPOINT_CONDITION_MAX_WIDTH, width - 1,
                                         ADW_LENGTH_UNIT_PX);
  AdwBreakpointCondition *either = adw_breakpoint_condition_new_or (narrow, short_of_room);

  adw_breakpoint_set_condition (ADW_BREAKPOINT (self->breakpoint), either);
  adw_breakpoint_condition_free (either);
}

static void
allocate_bin (GtkWidget *widget, int width, int height, int baseline)
{
  KabSides *self = KAB_SIDES (widget);
  int minimum;

  if (!kab_sides_is_folded (self))
    {
      gtk_widget_measure (self->fold, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (minimum > width)
        fold_below (self, minimum);
    }
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

/* libadwaita 1.7 never lets a view go that has folded or unfolded around the focus: it is taken out
 * meanwhile. */
static void
set_folded (KabSides *self, gboolean folded)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focused = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autoptr (GtkWidget) focus = focused != NULL ? g_object_ref (focused) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->fold))
    gtk_root_set_focus (root, NULL);
  adw_navigation_split_view_set_collapsed (ADW_NAVIGATION_SPLIT_VIEW (self->fold), folded);
  if (focus != NULL && gtk_root_get_focus (root) == NULL)
    gtk_widget_grab_focus (focus);
}

static void
narrow_cb (KabSides *self)
{
  set_folded (self, TRUE);
}

static void
wide_cb (KabSides *self)
{
  set_folded (self, FALSE);
}

/* By signals, not by a setter: the bin keeps a breakpoint that is in force when it goes, and with
 * it whatever that sets. */
static AdwBreakpoint *
make_breakpoint (KabSides *self)
{
  AdwBreakpoint *breakpoint = adw_breakpoint_new (adw_breakpoint_condition_parse (NARROW));

  g_signal_connect_object (breakpoint, "apply", G_CALLBACK (narrow_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (breakpoint, "unapply", G_CALLBACK (wide_cb), self, G_CONNECT_SWAPPED);
  return breakpoint;
}

void
kab_sides_prepare (KabSides *self)
{
  GtkWidget *bin = gtk_widget_get_first_child (GTK_WIDGET (self));

  self->breakpoint = G_OBJECT (make_breakpoint (self));
  adw_breakpoint_bin_add_breakpoint (ADW_BREAKPOINT_BIN (bin), ADW_BREAKPOINT (self->breakpoint));
  kab_sides_set_layout (GTK_WIDGET (self), measure_folded, allocate_bin);
}

gboolean
kab_sides_is_folded (KabSides *self)
{
  /* Asked for while the template is being built. */
  return self->fold != NULL &&
         adw_navigation_split_view_get_collapsed (ADW_NAVIGATION_SPLIT_VIEW (self->fold));
}

gboolean
kab_sides_is_content_shown (KabSides *self)
{
  g_return_val_if_fail (KAB_IS_SIDES (self), FALSE);
  return adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (self->fold));
}

void
kab_sides_set_content_shown (KabSides *self, gboolean shown)
{
  adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (self->fold), shown);
}

void
kab_sides_put (KabSides *self, GtkWidget *pane, GtkWidget *child, KabSidesPlace place)
{
  AdwToolbarView *view = ADW_TOOLBAR_VIEW (pane);

  switch (place)
    {
    case KAB_SIDES_BAR:
      adw_toolbar_view_add_top_bar (view, child);
      break;
    case KAB_SIDES_FOOT:
      adw_toolbar_view_add_bottom_bar (view, child);
      break;
    case KAB_SIDES_BODY:
    default:
      adw_toolbar_view_set_content (view, child);
      break;
    }
}

void
kab_sides_set_title (GtkWidget *side, const char *title)
{
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (side), title);
}
