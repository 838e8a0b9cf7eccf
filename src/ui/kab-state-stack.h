/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-load.h"

G_BEGIN_DECLS

/**
 * KabStateStack:
 *
 * A page's four states as children of one stack: loading (a spinner after 300 ms only, old content
 * stays), content, empty, failed (what happened, what to do, [Retry] where it may help). When a
 * refresh failed and there is old content, a bar above it says so; being without network is left to
 * the window, which says it once for all pages.
 *
 * Properties: load (#KabLoad): what it follows, NULL: the content is shown; content (GtkWidget, the
 * buildable default child); empty-child (GtkWidget, nullable, the buildable child of type "empty"):
 * shown when there is content but it is empty; is-empty (boolean). Signal "retry": [Retry] was
 * pressed.
 */
#define KAB_TYPE_STATE_STACK (kab_state_stack_get_type ())
G_DECLARE_FINAL_TYPE (KabStateStack, kab_state_stack, KAB, STATE_STACK, AdwBin)

KabLoad *kab_state_stack_get_load (KabStateStack *self);
void kab_state_stack_set_load (KabStateStack *self, KabLoad *load);
GtkWidget *kab_state_stack_get_content (KabStateStack *self);
void kab_state_stack_set_content (KabStateStack *self, GtkWidget *content);
void kab_state_stack_set_empty_child (KabStateStack *self, GtkWidget *empty);
void kab_state_stack_set_is_empty (KabStateStack *self, gboolean is_empty);
/* "loading", "content", "empty" or "failed". */
const char *kab_state_stack_get_visible_state (KabStateStack *self);

G_END_DECLS
