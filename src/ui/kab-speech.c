/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-speech.h"

#include "kab-part.h"

typedef void (*Visit) (GtkWidget *widget);

static void
visit (GtkWidget *widget, Visit function)
{
  function (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    visit (child, function);
}

/* Newer Adwaita has its lists named by titles, which stand above a name, also where they are empty.
 */
static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* What has no title is no place of its own. */
static void
name_stack_pages (GtkStack *stack)
{
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (stack);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (pages));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (G_LIST_MODEL (pages), i);

      if (gtk_stack_page_get_title (GTK_STACK_PAGE (page)) == NULL)
        gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL, "",
                                        -1);
    }
}

static gboolean
mapped_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GObject *widget = g_value_get_object (values);

  if (GTK_IS_STACK (widget))
    name_stack_pages (GTK_STACK (widget));
  else if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL)
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);

  return TRUE;
}

void
kab_speech_init (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_hook, NULL, NULL);
}

void
kab_speech_announce (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

#if GTK_CHECK_VERSION(4, 14, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}

/* By relation, for a row of a list is used again with another text. */
static void
name_by_text (GtkWidget *widget)
{
  GtkWidget *label = kab_part_find (widget, GTK_TYPE_LABEL);

  if (label != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    label, NULL, -1);
}

/* A row of GTK's own is of a class that is in no header of it. */
static void
name_row (GtkWidget *widget)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget"))
    name_by_text (widget);
  else if (GTK_IS_LIST_VIEW (widget))
    set_name (widget, _ ("Choices"));
  else if (GTK_IS_SCROLLED_WINDOW (widget))
    gtk_widget_set_focusable (widget, FALSE);
}

/* The button has two labels, one for where nothing is chosen. */
static GtkWidget *
find_choice (GtkWidget *button)
{
  GtkWidget *stack = kab_part_find (button, GTK_TYPE_STACK);
  GtkWidget *shown = stack != NULL ? gtk_stack_get_visible_child (GTK_STACK (stack)) : button;

  return shown != NULL ? kab_part_find (shown, GTK_TYPE_LABEL) : NULL;
}

static void
dropdown_mapped_cb (GtkWidget *part, GtkWidget *dropdown)
{
  GtkWidget *button = gtk_widget_get_first_child (dropdown);
  GtkWidget *label = find_choice (button);

  visit (part, name_row);
  if (label != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    dropdown, label, NULL, -1);
}

void
kab_speech_name_dropdown (GtkDropDown *dropdown)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (dropdown));

  /* Newer GTK calls a list by its choice alone, whatever it is called here. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (dropdown), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  g_signal_connect (dropdown, "map", G_CALLBACK (dropdown_mapped_cb), dropdown);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (dropdown)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      g_signal_connect_object (child, "map", G_CALLBACK (dropdown_mapped_cb), dropdown, 0);
}

void
kab_speech_name_table (GtkColumnView *view)
{
  GtkWidget *header;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  header = gtk_widget_get_first_child (GTK_WIDGET (view));
  if (header == NULL)
    return;
  set_name (header, _ ("Column titles"));
  for (GtkWidget *title = gtk_widget_get_first_child (header); title != NULL;
       title = gtk_widget_get_next_sibling (title))
    if (*gtk_label_get_text (GTK_LABEL (kab_part_find (title, GTK_TYPE_LABEL))) == '\0')
      set_name (title, _ ("Actions"));
    else
      name_by_text (title);
  for (GtkWidget *list = gtk_widget_get_next_sibling (header); list != NULL;
       list = gtk_widget_get_next_sibling (list))
    set_name (list, _ ("Rows"));
}

static void
group_titled_cb (GtkWidget *group)
{
  GtkWidget *list = kab_part_find (group, GTK_TYPE_LIST_BOX);

  if (list != NULL)
    set_name (list, adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)));
}

static void
name_group (GtkWidget *widget)
{
  if (!ADW_IS_PREFERENCES_GROUP (widget))
    return;
  group_titled_cb (widget);
  g_signal_connect (widget, "notify::title", G_CALLBACK (group_titled_cb), NULL);
}

void
kab_speech_name_groups (GtkWidget *page)
{
  g_return_if_fail (GTK_IS_WIDGET (page));

  visit (page, name_group);
}

void
kab_speech_name_by_tooltip (GtkWidget *button)
{
  g_return_if_fail (GTK_IS_BUTTON (button));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_widget_get_tooltip_text (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "", -1);
}

/* What stands on a button of theirs that has neither text nor tooltip. */
static void
name_by_icon (GtkWidget *widget)
{
  const char *icon = GTK_IS_BUTTON (widget) ? gtk_button_get_icon_name (GTK_BUTTON (widget)) : NULL;

  if (g_strcmp0 (icon, "window-close-symbolic") == 0)
    set_name (widget, _ ("Close"));
  else if (g_strcmp0 (icon, "edit-find-symbolic") == 0)
    set_name (widget, _ ("Search"));
}

void
kab_speech_name_shortcuts (GtkShortcutsWindow *window)
{
  g_return_if_fail (window == NULL || GTK_IS_SHORTCUTS_WINDOW (window));
  if (window != NULL)
    visit (GTK_WIDGET (window), name_by_icon);
}

void
kab_speech_name_toast (GtkWidget *part)
{
  GtkWidget *toast = part;

  g_return_if_fail (GTK_IS_WIDGET (part));

  while (toast != NULL && !ADW_IS_TOAST_OVERLAY (gtk_widget_get_parent (toast)))
    toast = gtk_widget_get_parent (toast);
  if (toast != NULL)
    visit (toast, name_by_icon);
}

/* Arrows and the icon say nothing that is not said. */
static void
name_about_part (GtkWidget *widget)
{
  GtkWidget *label = GTK_IS_BUTTON (widget) ? kab_part_find (widget, GTK_TYPE_LABEL) : NULL;

  if (GTK_IS_IMAGE (widget))
    g_object_set (widget, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  else if (GTK_IS_LIST_BOX (widget) || GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_TEXT_VIEW (widget))
    set_name (widget, _ ("About Kabinet"));
  else if (label != NULL)
    set_name (widget, gtk_label_get_text (GTK_LABEL (label)));
  else if (GTK_IS_BUTTON (widget) && gtk_widget_get_tooltip_text (widget) != NULL)
    kab_speech_name_by_tooltip (widget);
}

void
kab_speech_name_about (AdwAboutWindow *window)
{
  g_return_if_fail (ADW_IS_ABOUT_WINDOW (window));
  visit (GTK_WIDGET (window), name_about_part);
}
