/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-error.h"
#include "kab-rules.h"

G_BEGIN_DECLS

/* The rules in a world of the test's own: a database in a temporary folder, a clock that stands
 * until it is moved, randomness from a seed, and argon2id at its least cost. */

#define RULES_START  G_GINT64_CONSTANT (1583064000) /* 2020-03-01T12:00:00Z */
#define RULES_MINUTE 60
#define RULES_HOUR   (60 * 60)
#define RULES_DAY    (24 * 60 * 60)
#define RULES_TERMS  "2025-09-01"

typedef struct
{
  char *directory;
  char *url;
  KabOperator *operator_;
  gint64 now; /* seconds since 1970 */
  GRand *rand;
  KabStore *store;
  KabRules *rules;
} RulesWorld;

void rules_world_set_up (RulesWorld *self, gconstpointer data);
void rules_world_tear_down (RulesWorld *self, gconstpointer data);

/* Another service on the same database: rules for another thread. */
KabRules *rules_world_add_rules (RulesWorld *self, RulesWorld *other, guint32 seed);
void rules_world_clear_rules (RulesWorld *other);

/* SQL in the database, past the rules. */
void rules_world_run (RulesWorld *self, const char *sql);
gint64 rules_world_count (RulesWorld *self, const char *sql);
/* (transfer full): all that the database keeps, but for counted tries. */
char *rules_world_dump (RulesWorld *self);

/* Accounts "100" (three latest receipts: 447.30, 400.00, 300.00; before them 200.00), "200"
 * (overpaid: −120.00) and "300" (no months). */
void rules_world_add_accounts (RulesWorld *self);

extern const KabCaller rules_caller;
/* (transfer full): what the operator asks for, in its present version. */
GPtrArray *rules_consents (void);

/* (transfer full): the body of the letters put out since the last call, or NULL: the latest; @count
 * (out) (optional). */
char *rules_world_take_letter (RulesWorld *self, const char *email, int *count);
/* (transfer full): its code. */
char *rules_world_take_code (RulesWorld *self, const char *email);
/* (transfer full): six digits that are not @code. */
char *rules_wrong_code (const char *code);

/* Registers and confirms; fails the test when it cannot. */
KabSession *rules_world_add_user (RulesWorld *self, const char *email, const char *password);
void rules_world_sign_in (RulesWorld *self, KabSession *session, KabVisitor *visitor);

#define rules_assert_refused(error, code_)            \
  G_STMT_START                                        \
  {                                                   \
    g_assert_error (error, KAB_ERROR, (int) (code_)); \
    g_clear_error (&error);                           \
  }                                                   \
  G_STMT_END

G_END_DECLS
