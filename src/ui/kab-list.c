/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-list.h"

#include "kab-part.h"

/* What a list remembers while its rows change. */
typedef struct
{
  GtkListBox *list;
  GListModel *model;
  int index;     /* of the row that had the focus and goes; −1: there is none */
  char *action;  /* (nullable): what had it calls this */
  gboolean same; /* there are as many rows as before: that row is made anew */
} Keeper;

static void
before_change_cb (Keeper *self, guint position, guint removed, guint added)
{
  GtkWidget *focus = kab_part_get_focus (GTK_WIDGET (self->list));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  int index;

  self->index = -1;
  if (row == NULL || gtk_widget_get_parent (row) != GTK_WIDGET (self->list))
    return;

  index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  if (index < (int) position || index >= (int) (position + removed))
    return;

  self->index = index;
  self->same = added == removed;
  g_free (self->action);
  self->action = GTK_IS_ACTIONABLE (focus)
                   ? g_strdup (gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)))
                   : NULL;
}

static GtkWidget *
find_action (GtkWidget *widget, const char *action)
{
  if (GTK_IS_ACTIONABLE (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_action (child, action);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Where something was removed, what stands in its place is not asked to go, too. */
static gboolean
focus_same (Keeper *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, self->index);
  GtkWidget *widget = NULL;

  if (row == NULL || !self->same)
    return FALSE;

  if (self->action != NULL)
    widget = find_action (GTK_WIDGET (row), self->action);
  return widget != NULL && gtk_widget_grab_focus (widget);
}

static void
after_change_cb (Keeper *self)
{
  if (self->index < 0 || focus_same (self) || kab_list_focus (self->list, self->index))
    return;

  for (GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self->list)); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    if (gtk_widget_child_focus (parent, GTK_DIR_TAB_FORWARD))
      return;
}

static void
ended_cb (GtkListBox *list, Keeper *self)
{
  g_signal_handlers_disconnect_by_func (list, ended_cb, self);
}

static void
free_keeper (gpointer data, GClosure *closure)
{
  Keeper *self = data;

  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_unref (self->model);
  g_free (self->action);
  g_free (self);
}

void
kab_list_bind (GtkListBox *list,
               GListModel *model,
               GtkListBoxCreateWidgetFunc create,
               gpointer user_data)
{
  Keeper *self;

  g_return_if_fail (GTK_IS_LIST_BOX (list));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  g_signal_handlers_disconnect_matched (list, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, ended_cb, NULL);
  if (model == NULL)
    {
      gtk_list_box_bind_model (list, NULL, NULL, NULL, NULL);
      return;
    }

  self = g_new0 (Keeper, 1);
  self->list = list;
  self->model = g_object_ref (model);
  self->index = -1;
  g_signal_connect_data (list, "destroy", G_CALLBACK (ended_cb), self, free_keeper, 0);
  /* The list itself listens in between. */
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (before_change_cb), self);
  gtk_list_box_bind_model (list, model, create, user_data, NULL);
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (after_change_cb), self);
}

gboolean
kab_list_focus (GtkListBox *list, int index)
{
  GtkListBoxRow *row = NULL;

  g_return_val_if_fail (GTK_IS_LIST_BOX (list), FALSE);

  while (index >= 0 && (row = gtk_list_box_get_row_at_index (list, index)) == NULL)
    index--;
  if (row == NULL)
    return FALSE;

  return gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD) ||
         gtk_widget_child_focus (GTK_WIDGET (list), GTK_DIR_TAB_FORWARD);
}
