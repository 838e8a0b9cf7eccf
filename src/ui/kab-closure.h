/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What templates ask of a value. @instance is the widget that binds and is not looked at. */

/* There is something to read. */
gboolean kab_closure_is_text (gpointer instance, const char *text);
gboolean kab_closure_is_null (gpointer instance, GObject *object);

G_END_DECLS
