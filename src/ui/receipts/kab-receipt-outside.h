/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Where a receipt leaves the window: for another program or for a folder. */

/* Opens @file in the program that is meant for it; a toast on @widget's window when there is none.
 */
void kab_outside_open (GtkWidget *widget, GFile *file);
/* Opens @uri, a link of a receipt, if the user wants to go where it really leads. */
void kab_outside_ask_link (GtkWidget *widget, const char *uri);
/* A toast on @widget's window that says @text, with a button that opens @folder. */
void kab_outside_offer_folder (GtkWidget *widget, const char *text, GFile *folder);

/* A place for a copy called @name that another program is to open: in a folder of its own that only
 * this user may look into. It is there until kab_outside_drop_place(). %KAB_ERROR_FILE. */
GFile *kab_outside_make_place (const char *name, GError **error);
void kab_outside_drop_place (GFile *file);

G_END_DECLS
