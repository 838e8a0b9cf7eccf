/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "kab-account.h"
#include "kab-load.h"

G_BEGIN_DECLS

/*
 * What the page of the balance says: pure functions of what it shows, bound to its labels by
 * closures. @instance is the widget that binds and is not looked at; NULL stands for "not there
 * yet" and gives "". Texts are (transfer full).
 */

/* The card on top. */
char *kab_information_card_title (gpointer instance, KabAccountDetails *details);
char *kab_information_card_figure (gpointer instance, KabAccountDetails *details);
char *kab_information_card_period (gpointer instance, KabAccountDetails *details);
char *kab_information_card_name (gpointer instance,
                                 KabAccountDetails *details); /* all of it, for a screen reader */

/* "5" for a count of people. */
char *kab_information_people (gpointer instance, int people);

G_END_DECLS
