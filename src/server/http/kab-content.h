/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-reply.h"

G_BEGIN_DECLS

/* What a request says about the document it asks for: header fields as they came, NULL when they
 * did not. */
typedef struct
{
  char *if_none_match;
  char *if_range;
  char *range;
} KabWanted;
void kab_wanted_clear (KabWanted *self);

/**
 * KabContent:
 *
 * An answer that is a document: bytes with a type, a tag that is theirs alone, and a name to save
 * them under. Answered as RFC 9110 has it: 304 to who has it already, 206 with one range of it, 416
 * to a range it has not; several ranges, and what is no range at all, get the whole.
 */
typedef struct _KabContent KabContent;

/* @type: a literal. @tag: without quotes, ASCII. @name: UTF-8; @ascii_name stands in for it with
 * who cannot read it. */
KabContent *kab_content_new (GBytes *bytes,
                             const char *type,
                             const char *tag,
                             const char *name,
                             const char *ascii_name);
/* Many who read slowly have one copy. @shared: tag → GBytes, of g_str_hash and without functions to
 * free: an entry goes with the last who has the bytes. One thread only, and so it is with them. */
void kab_content_share (KabContent *self, GHashTable *shared);
void kab_content_free (KabContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabContent, kab_content_free)

/* Fills @reply, which lives no longer than @self. Once. */
void kab_content_answer (KabContent *self, const KabWanted *wanted, KabReply *reply);

G_END_DECLS
