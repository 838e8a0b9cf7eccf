/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-paycode-fields.h"

G_BEGIN_DECLS

typedef struct
{
  char *key;
  char *value;
} KabPaycodePair;

struct _KabPaycode
{
  GPtrArray *pairs; /* of KabPaycodePair, in the order they came */
};

KabPaycodePair *kab_paycode_find (KabPaycode *self, const char *key);
void kab_paycode_append (KabPaycode *self, const char *key, const char *value);

G_END_DECLS
