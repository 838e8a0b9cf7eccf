/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabWelcomePage:
 *
 * What the pages before the cabinet have in common: one call at a time, cancelled by leaving, and a
 * line above the button for what belongs to no field.
 *
 * Properties: cabinet (#KabCabinet); busy (boolean, read-only): a call is under way; message
 * (string, nullable).
 */
#define KAB_TYPE_WELCOME_PAGE (kab_welcome_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (KabWelcomePage, kab_welcome_page, KAB, WELCOME_PAGE, AdwBin)

struct _KabWelcomePageClass
{
  AdwBinClass parent_class;

  /* What was typed is forgotten. */
  void (*clear) (KabWelcomePage *self);
  /* The focus goes where the typing starts. */
  void (*focus) (KabWelcomePage *self);
};

KabCabinet *kab_welcome_page_get_cabinet (KabWelcomePage *self);
gboolean kab_welcome_page_is_busy (KabWelcomePage *self);
void kab_welcome_page_set_message (KabWelcomePage *self, const char *message);
void kab_welcome_page_clear (KabWelcomePage *self);
void kab_welcome_page_focus (KabWelcomePage *self);

/* (transfer none): busy from here on; the last message is gone. */
GCancellable *kab_welcome_page_begin (KabWelcomePage *self);
/* The call is over, with @error (nullable). FALSE when it was cancelled: the page was left, nothing
 * is to be done. */
gboolean kab_welcome_page_end (KabWelcomePage *self, const GError *error);

G_END_DECLS
