/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What this program is, what is new in it, and what it runs on, in a window over @parent
 * (nullable). */
void kab_about_show (GtkWindow *parent);

G_END_DECLS
