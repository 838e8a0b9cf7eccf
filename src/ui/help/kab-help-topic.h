/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabHelpTopic:
 *
 * A topic of the help: its steps under each other, and at the end a way on to the next topic.
 *
 * Properties, all construct-only: next (string, nullable): the name of the topic that comes after
 * this one, for the action help.show; next-title (string, nullable): what that one is called.
 *
 * In a template its steps are its children.
 */
#define KAB_TYPE_HELP_TOPIC (kab_help_topic_get_type ())
G_DECLARE_FINAL_TYPE (KabHelpTopic, kab_help_topic, KAB, HELP_TOPIC, AdwBin)

/* To its beginning, with the focus on the first step. */
void kab_help_topic_start (KabHelpTopic *self);

G_END_DECLS
