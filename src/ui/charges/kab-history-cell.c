/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-history-cell.h"

#include "kab-money.h"

/* What a factory knows; it ends with it. */
typedef struct
{
  const KabHistoryColumn *column;
  gboolean narrow;
} Form;

/* The parts of a cell, in the order they stand in its box: an icon, the text, a note under it. */
typedef struct
{
  GtkWidget *icon;
  GtkWidget *text;
  GtkWidget *note;
} Parts;

static Parts
get_parts (GtkListItem *list_item)
{
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *texts = gtk_widget_get_next_sibling (icon);
  GtkWidget *text = gtk_widget_get_first_child (texts);

  return (Parts){ icon, text, gtk_widget_get_next_sibling (text) };
}

static GtkWidget *
create_label (const KabHistoryColumn *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->amount != NULL ? 1 : 0);

  return label;
}

static void
set_up_cb (GtkListItemFactory *factory, GtkListItem *list_item, Form *form)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *text = create_label (form->column);
  GtkWidget *note = create_label (form->column);

  gtk_widget_add_css_class (text, "amount");
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  if (form->column->amount == NULL)
    {
      gtk_label_set_wrap (GTK_LABEL (text), TRUE);
      gtk_label_set_wrap (GTK_LABEL (note), TRUE);
    }
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), text);
  gtk_box_append (GTK_BOX (texts), note);
  /* The word beside it says the same. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_item_set_child (list_item, box);
}

static char *
format_item (const KabHistoryColumn *column, gpointer item)
{
  gint64 kopecks;

  if (column->amount == NULL)
    return column->text (item);

  return column->amount (item, &kopecks) ? kab_money_format_plain (kopecks) : g_strdup ("");
}

static void
set_class (GtkWidget *widget, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, Form *form)
{
  const KabHistoryColumn *column = form->column;
  gpointer item = gtk_list_item_get_item (list_item);
  Parts parts = get_parts (list_item);
  g_autofree char *text = format_item (column, item);
  g_autofree char *note = column->note != NULL ? column->note (item, form->narrow) : g_strdup ("");
  const char *icon = column->icon != NULL ? column->icon (item) : NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (parts.icon), icon);
  gtk_widget_set_visible (parts.icon, icon != NULL);
  gtk_label_set_text (GTK_LABEL (parts.text), text);
  gtk_label_set_text (GTK_LABEL (parts.note), note);
  gtk_widget_set_visible (parts.note, *note != '\0');
  set_class (parts.text, "total", KAB_IS_YEAR_TOTAL (item));
  set_class (parts.text, "dim-label", column->is_dim != NULL && column->is_dim (item));
}

static void
free_form (gpointer form, GClosure *closure)
{
  g_free (form);
}

GtkListItemFactory *
kab_history_cell_factory_new (const KabHistoryColumn *column, gboolean narrow)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Form *form = g_new (Form, 1);

  *form = (Form){ column, narrow };
  g_signal_connect_data (factory, "setup", G_CALLBACK (set_up_cb), form, free_form, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), form);

  return factory;
}
