/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "kab-closure.h"

gboolean
kab_closure_is_text (gpointer instance, const char *text)
{
  return text != NULL && *text != '\0';
}

gboolean
kab_closure_is_null (gpointer instance, GObject *object)
{
  return object == NULL;
}
