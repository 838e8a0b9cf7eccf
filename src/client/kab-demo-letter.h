/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KabDemoLetter:
 *
 * A letter that the demo's service "mailed": one part of plain text (RFC 5322, 2045, 2047). All is
 * UTF-8; what cannot be decoded stays as it was written. code: the six digits after «Код:», "" when
 * there are none.
 */
typedef struct
{
  char *recipient;
  char *subject;
  char *body;
  char *code;
} KabDemoLetter;

/* (transfer full) (nullable): NULL when it has no header. */
KabDemoLetter *kab_demo_letter_parse (const char *data, gsize length);
void kab_demo_letter_free (KabDemoLetter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabDemoLetter, kab_demo_letter_free)

G_END_DECLS
