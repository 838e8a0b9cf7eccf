/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KAB_LOAD_IDLE,    /* nothing asked for yet */
  KAB_LOAD_LOADING, /* under way; what was there before may still be shown */
  KAB_LOAD_READY,   /* what is there is what the service last said */
  KAB_LOAD_FAILED,  /* the last try failed: error says why; what was there before may still be shown
                     */
} KabLoadState;

#define KAB_TYPE_LOAD_STATE (kab_load_state_get_type ())
GType kab_load_state_get_type (void);

/**
 * KabLoad:
 *
 * How a kind of data stands: properties state, error (a boxed GError, NULL unless failed), as-of (a
 * GDateTime: when what is there was last got; NULL: there is nothing). Each change is notified
 * once. A page's four states follow from it: nothing there and loading: loading; nothing there and
 * failed: failed; something there: content (with a bar when failed).
 */
#define KAB_TYPE_LOAD (kab_load_get_type ())
G_DECLARE_FINAL_TYPE (KabLoad, kab_load, KAB, LOAD, GObject)

KabLoad *kab_load_new (void);
KabLoadState kab_load_get_state (KabLoad *self);
const GError *kab_load_get_error (KabLoad *self);
GDateTime *kab_load_get_as_of (KabLoad *self);

/* For KabCabinet (and tests of pages) only. */
void kab_load_start (KabLoad *self);
void kab_load_succeed (KabLoad *self, GDateTime *as_of);
void kab_load_fail (
  KabLoad *self,
  const GError *error); /* a cancellation returns it to what it was before kab_load_start() */
void kab_load_reset (KabLoad *self); /* to IDLE, nothing there */

G_END_DECLS
