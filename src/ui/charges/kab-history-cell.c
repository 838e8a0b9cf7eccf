/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-history-cell.h"

#include "kab-cell-bin.h"
#include "kab-class.h"
#include "kab-figures.h"
#include "kab-money.h"

/* What a factory knows; it ends with it. */
typedef struct
{
  const KabHistoryColumn *column;
  KabHistoryForm form;
} Known;

/* The parts of a cell: an icon beside a text, a note under it. Most are a text only, and there are
 * many of them: what a column never shows is not made. */
typedef struct
{
  GtkWidget *icon; /* (nullable) */
  GtkWidget *text;
  GtkWidget *note; /* (nullable) */
} Parts;

static Parts
get_parts (GtkListItem *list_item, const KabHistoryColumn *column)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);
  GtkWidget *first;

  if (KAB_IS_CELL_BIN (child))
    child = kab_cell_bin_get_child (KAB_CELL_BIN (child));
  if (column->icon == NULL && column->note == NULL)
    return (Parts){ .text = child };

  first = gtk_widget_get_first_child (child);
  if (column->icon != NULL)
    return (Parts){ .icon = first, .text = gtk_widget_get_next_sibling (first) };

  return (Parts){ .text = first, .note = gtk_widget_get_next_sibling (first) };
}

static GtkWidget *
create_label (const KabHistoryColumn *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->amount != NULL ? 1 : 0);
  if (column->amount == NULL)
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);

  return label;
}

static GtkWidget *
create_box (const KabHistoryColumn *column, GtkWidget *text)
{
  GtkWidget *box;

  if (column->icon != NULL)
    {
      /* The word beside it says the same. */
      GtkWidget *icon =
        g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_box_append (GTK_BOX (box), icon);
      gtk_box_append (GTK_BOX (box), text);
    }
  else
    {
      GtkWidget *note = create_label (column);

      gtk_widget_add_css_class (note, "caption");
      gtk_widget_add_css_class (note, "dim-label");
      box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), text);
      gtk_box_append (GTK_BOX (box), note);
    }

  return box;
}

static void
set_up_cb (GtkListItemFactory *factory, GtkListItem *list_item, Known *known)
{
  GtkWidget *text = create_label (known->column);

  gtk_widget_add_css_class (text, "amount");
  kab_figures_keep (GTK_LABEL (text));
  if (known->column->icon != NULL || known->column->note != NULL)
    text = create_box (known->column, text);
  gtk_list_item_set_child (list_item,
                           known->column->amount == NULL ? kab_cell_bin_new (text) : text);
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
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, Known *known)
{
  const KabHistoryColumn *column = known->column;
  gpointer item = gtk_list_item_get_item (list_item);
  Parts parts = get_parts (list_item, column);
  g_autofree char *text = format_item (column, item);

  gtk_label_set_text (GTK_LABEL (parts.text), text);
  if (parts.icon != NULL)
    {
      const char *icon = column->icon (item);

      gtk_image_set_from_icon_name (GTK_IMAGE (parts.icon), icon);
      gtk_widget_set_visible (parts.icon, icon != NULL);
    }
  if (parts.note != NULL)
    {
      g_autofree char *note = column->note (item, known->form);

      gtk_label_set_text (GTK_LABEL (parts.note), note);
      gtk_widget_set_visible (parts.note, *note != '\0');
    }
  kab_class_set (parts.text, "total", KAB_IS_YEAR_TOTAL (item));
  kab_class_set (parts.text, "dim-label", column->is_dim != NULL && column->is_dim (item));
}

static void
free_known (gpointer known, GClosure *closure)
{
  g_free (known);
}

GtkListItemFactory *
kab_history_cell_factory_new (const KabHistoryColumn *column, KabHistoryForm form)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Known *known = g_new (Known, 1);

  *known = (Known){ column, form };
  g_signal_connect_data (factory, "setup", G_CALLBACK (set_up_cb), known, free_known, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), known);

  return factory;
}

char *
kab_history_describe (const KabHistoryKind *kind, gpointer item)
{
  g_autoptr (GString) row = g_string_new (NULL);

  g_return_val_if_fail (kind != NULL, NULL);

  for (gsize i = 0; i < kind->n_columns; i++)
    {
      g_autofree char *text = format_item (&kind->columns[i], item);

      if (*text == '\0')
        continue;
      if (i > 0)
        g_string_append_printf (row, ", %s ", _ (kind->columns[i].title));
      g_string_append (row, text);
    }

  return g_string_free (g_steal_pointer (&row), FALSE);
}
