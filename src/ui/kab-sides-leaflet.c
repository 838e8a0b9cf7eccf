/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-sides-private.h"

#include "kab-speech.h"
#include "kab-text-scale.h"

/* The sides as libadwaita before 1.4 has them. */

/* With the line between them the two stand beside each other from 720 on, at the usual size of
 * text. */
#define SIDE_WIDTH    240
#define CONTENT_WIDTH 479

static int
scale (GtkWidget *widget, int width)
{
  return (int) (width * kab_text_scale_get (widget));
}

/* A leaflet folds by natural widths, and those of texts and pages come and go with their contents.
 * While it is folded the side's header bar has the window's buttons, which it gives away when it
 * unfolds: it asks for no room for them. */
static void
measure_side (GtkWidget *side,
              GtkOrientation orientation,
              int for_size,
              int *minimum,
              int *natural,
              int *minimum_baseline,
              int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (side), orientation, for_size, minimum, natural,
                      NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = scale (side, SIDE_WIDTH);
      *minimum = MIN (*minimum, *natural);
    }
}

/* The account and what is to be paid may need more beside the side than alone: for as little room
 * as they need alone it would unfold, and fold again at once. */
static void
measure_content (GtkWidget *content,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  KabSides *self = KAB_SIDES (gtk_widget_get_ancestor (content, KAB_TYPE_SIDES));

  gtk_widget_measure (gtk_widget_get_first_child (content), orientation, for_size, minimum, natural,
                      NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      if (!kab_sides_is_folded (self))
        self->least_beside = *minimum;
      *natural = MAX (MAX (*minimum, self->least_beside), scale (content, CONTENT_WIDTH));
    }
}

static void
back_clicked_cb (KabSides *self)
{
  adw_leaflet_navigate (ADW_LEAFLET (self->fold), ADW_NAVIGATION_DIRECTION_BACK);
}

static gboolean
resize_cb (gpointer fold)
{
  gtk_widget_queue_resize (fold);

  return G_SOURCE_REMOVE;
}

/* A leaflet folds while it gives out sizes, and goes on with those it asked for before; the header
 * bars have other buttons since, and are narrower or wider. */
static void
folded_cb (GtkWidget *fold)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, resize_cb, g_object_ref (fold), g_object_unref);
}

/* The window's buttons are at its ends, whichever header bar is there. */
static void
prepare_header_bar (KabSides *self, GtkWidget *pane, AdwHeaderBar *bar)
{
  GtkWidget *back;

  if (pane == self->side_pane)
    {
      g_object_bind_property (self, "folded", bar, "show-end-title-buttons", G_BINDING_SYNC_CREATE);
      return;
    }

  back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_set_tooltip_text (back, _ ("Back"));
  kab_speech_name_by_tooltip (back);
  g_signal_connect_object (back, "clicked", G_CALLBACK (back_clicked_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self, "folded", back, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "folded", bar, "show-start-title-buttons", G_BINDING_SYNC_CREATE);
  adw_header_bar_pack_start (bar, back);
}

void
kab_sides_prepare (KabSides *self)
{
  kab_sides_set_layout (self->side, measure_side, NULL);
  kab_sides_set_layout (self->content, measure_content, NULL);
  g_signal_connect (self->fold, "notify::folded", G_CALLBACK (folded_cb), NULL);
}

gboolean
kab_sides_is_folded (KabSides *self)
{
  /* Asked for while the template is being built. */
  return self->fold != NULL && adw_leaflet_get_folded (ADW_LEAFLET (self->fold));
}

gboolean
kab_sides_is_content_shown (KabSides *self)
{
  g_return_val_if_fail (KAB_IS_SIDES (self), FALSE);
  return adw_leaflet_get_visible_child (ADW_LEAFLET (self->fold)) == self->content;
}

void
kab_sides_set_content_shown (KabSides *self, gboolean shown)
{
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->fold), shown ? self->content : self->side);
}

void
kab_sides_put (KabSides *self, GtkWidget *pane, GtkWidget *child, KabSidesPlace place)
{
  if (ADW_IS_HEADER_BAR (child))
    prepare_header_bar (self, pane, ADW_HEADER_BAR (child));
  if (place == KAB_SIDES_BODY)
    gtk_widget_set_vexpand (child, TRUE);
  gtk_box_append (GTK_BOX (pane), child);
}

void
kab_sides_set_title (GtkWidget *side, const char *title)
{
  /* Nothing shows it: the header bars say it themselves. */
}
