/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-sides.h"

G_BEGIN_DECLS

/* What the templates of kab-sides-leaflet.c and kab-sides-split.c hold. */

struct _KabSides
{
  AdwBin parent_instance;

  GObject *breakpoint; /* of the split view, whose bin owns it; NULL with a leaflet */
  int least_beside;    /* with a leaflet: how wide the content was at least beside the side */

  GtkWidget *fold;      /* the widget that has the sides, and folds */
  GtkWidget *side;      /* a side as @fold has it */
  GtkWidget *side_pane; /* within it: what takes bars, a body and a foot */
  GtkWidget *content;   /* the same of the other side */
  GtkWidget *content_pane;
};

typedef enum
{
  KAB_SIDES_BAR,
  KAB_SIDES_BODY,
  KAB_SIDES_FOOT,
} KabSidesPlace;

/* Lets @measure say how much room @widget wants for its only child. @allocate (nullable): gives it
 * to the child; NULL: the child takes it all. */
void kab_sides_set_layout (GtkWidget *widget,
                           GtkCustomMeasureFunc measure,
                           GtkCustomAllocateFunc allocate);

/* What kab-sides.c asks of the one or the other. First: the template stands. */
void kab_sides_prepare (KabSides *self);
gboolean kab_sides_is_folded (KabSides *self);
void kab_sides_set_content_shown (KabSides *self, gboolean shown);
/* Puts @child into @pane, after what is in the same place already. */
void kab_sides_put (KabSides *self, GtkWidget *pane, GtkWidget *child, KabSidesPlace place);
/* What @side, one of the two, is called. */
void kab_sides_set_title (GtkWidget *side, const char *title);

G_END_DECLS
