/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Names for what GTK and Adwaita put into their own widgets and leave without one: a screen reader
 * would say its type instead. */

/* For all widgets, once they are on the screen: the pages of a stack are not called by their type,
 * nor is a button by its picture. Once in a program. */
void kab_speech_init (void);
/* Has @text read aloud wherever the focus is, as what changes by itself on the screen of @widget.
 * Without effect before GTK 4.14, where nothing can. */
void kab_speech_announce (GtkWidget *widget, const char *text);
/* The button that opens @dropdown is called by the list's name and its choice, each row by its
 * text, now and whenever the list opens. */
void kab_speech_name_dropdown (GtkDropDown *dropdown);
/* The header of @view, its titles, and the list of its rows. Once the columns are there. */
void kab_speech_name_table (GtkColumnView *view);
/* The list in each group of @page is called by the group's title, now and when that changes: newer
 * Adwaita has that name the group alone. Once for a group. */
void kab_speech_name_groups (GtkWidget *page);
/* A button with a picture and a tooltip: what this says is the name, and is not said once more as
 * the description. */
void kab_speech_name_by_tooltip (GtkWidget *button);
/* The button that searches in @window; %NULL has none. */
void kab_speech_name_shortcuts (GtkShortcutsWindow *window);
/* The button that closes the toast @part belongs to. */
void kab_speech_name_toast (GtkWidget *part);
/* The lists, pages and buttons of @window. Before it is shown: a picture's role stays afterwards.
 */
void kab_speech_name_about (AdwAboutWindow *window);

G_END_DECLS
