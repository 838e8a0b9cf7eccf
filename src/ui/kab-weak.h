/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What an asynchronous call carries for a widget. The call must not hold the widget: it is the
 * widget's end that cancels the call, and a widget that is held does not end. */

/* The user data of a call for @object. */
static inline gpointer
kab_weak_new (gpointer object)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, object);

  return weak;
}

/* To be called once, in the callback. (transfer full) (nullable): the object; NULL when it is gone.
 */
static inline gpointer
kab_weak_take (gpointer user_data)
{
  GWeakRef *weak = user_data;
  gpointer object = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);

  return object;
}

G_END_DECLS
