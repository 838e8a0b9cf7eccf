/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As gtk_list_box_bind_model(), and the focus is not lost with a row: made anew, the row has it
 * where it was; gone, the one in its place has it, or else what comes before the list. @model
 * (nullable) */
void kab_list_bind (GtkListBox *list,
                    GListModel *model,
                    GtkListBoxCreateWidgetFunc create,
                    gpointer user_data);

/* Gives the focus to the first that takes it in the row at @index, or in the last row before; FALSE
 * when nothing in the list takes it. */
gboolean kab_list_focus (GtkListBox *list, int index);

G_END_DECLS
