/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabQuestion:
 *
 * A small modal window that asks before something is done. It has two buttons: one says what would
 * be done, the other is “Cancel”, which has the focus and is what Escape and closing mean too, so
 * nobody agrees by accident.
 *
 * Signal "answered" (boolean): whether it is to be done; said once, then the window closes. Not
 * said when the window asked about goes first.
 */
#define KAB_TYPE_QUESTION (kab_question_get_type ())
G_DECLARE_FINAL_TYPE (KabQuestion, kab_question, KAB, QUESTION, AdwWindow)

/* Asks over the window that @widget is in. @title is the question itself, @body (plain text) what
 * there is to know before, @agree_label the button's words. The question belongs to GTK; its answer
 * comes after this returns. */
KabQuestion *
kab_question_ask (GtkWidget *widget, const char *title, const char *body, const char *agree_label);

G_END_DECLS
