/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-rules.h"

G_BEGIN_DECLS

/* Passwords, tokens and codes: how they are made and in what form they are kept. */

/* argon2id's limits, as libsodium counts them. */
typedef struct
{
  guint64 operations;
  gsize memory; /* bytes */
} KabCost;

/* (transfer full): a hash with its salt and its cost in it. */
char *kab_secret_hash (const char *secret, KabCost cost, GError **error);
/* In constant time but for the cost that is in @hash. */
gboolean kab_secret_verify (const char *hash, const char *secret);
/* A hash of this cost that no secret fits: what an unknown address is verified against, so that it
 * takes the time of a known one. */
char *kab_secret_make_decoy (KabCost cost);

/* 256 random bits in base64url, and what is kept of them. A token cannot be guessed, so a fast hash
 * protects it. */
char *kab_token_new (const KabWorld *world);
char *kab_token_hash (const char *token);
/* A name in the database that says nothing: 128 random bits in base64url; and one that is a number
 * above 0. */
char *kab_id_new (const KabWorld *world);
gint64 kab_id_new_number (const KabWorld *world);

/* Six digits, each code as likely as another. */
char *kab_code_new (const KabWorld *world);
char *kab_code_hash (const char *code, GError **error);

/* A short digest that tells counted subjects (addresses, numbers) apart without naming them. */
char *kab_subject_hash (const char *kind, const char *subject);

G_END_DECLS
