/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * KabHelpStep:
 *
 * One thing to do, in a sentence or two, with a picture of what is seen then. It takes the focus,
 * so that Tab leads from step to step and a screen reader says each with its number.
 *
 * Properties: number (int, 0: none); text (string); picture (string, nullable): the name of one of
 * the pictures in the resources, which there are once a language; picture-description (string):
 * what it shows, for who cannot see it.
 */
#define KAB_TYPE_HELP_STEP (kab_help_step_get_type ())
G_DECLARE_FINAL_TYPE (KabHelpStep, kab_help_step, KAB, HELP_STEP, GtkBox)

/**
 * kab_help_step_find_picture:
 * @name: the name of a picture
 * @languages: (array zero-terminated=1): the user's languages, the best first
 *
 * Returns: (transfer full): the path of the picture's resource in the first language that there are
 *   pictures in; English ones when there is none.
 */
char *kab_help_step_find_picture (const char *name, const char *const *languages);

G_END_DECLS
