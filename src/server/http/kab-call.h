/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-content.h"
#include "kab-json.h"
#include "kab-rules.h"

G_BEGIN_DECLS

typedef struct _KabRoute KabRoute;

/**
 * KabCall:
 *
 * One call of the contract: what was asked, without a word of HTTP that the handlers need not know,
 * and the answer. It is made where the request was read, and run on a worker's thread.
 */
typedef struct
{
  const KabRoute *route;
  GStrv parameters; /* the parts of the path that vary, decoded; NULL when none does */
  char *query;      /* as it came; NULL when there is none */
  char *token;      /* NULL when none came */
  char *address;    /* of the peer */
  char *client;     /* User-Agent, "" when there is none */
  GBytes *body;     /* NULL when the route takes none */
  KabWanted wanted; /* of a document */

  /* While it runs. */
  KabRules *rules;
  KabStore *store;
  KabCaller caller;
  KabVisitor visitor; /* where the route asks to be signed in */
  KabJson *json;      /* where it takes a body */

  guint status;
  char *reply;         /* JSON; NULL: nothing to say, or a document */
  KabContent *content; /* (nullable) */
  gboolean is_problem;
  int retry_after;
} KabCall;

KabCall *kab_call_new (const KabRoute *route);
void kab_call_free (KabCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabCall, kab_call_free)

/* Authorises, reads the body, lets the route's handler answer; an error becomes the answer. Any
 * thread, one at a time. */
void kab_call_run (KabCall *self, KabRules *rules, KabStore *store);

/* The answer. The builder holds a whole document. */
void kab_call_answer (KabCall *self, guint status, JsonBuilder *builder);
void kab_call_answer_text (KabCall *self, guint status, const char *json);
/* A document; takes over @content. */
void kab_call_answer_content (KabCall *self, KabContent *content);
void kab_call_answer_nothing (KabCall *self); /* 204 */
/* What is no business of the caller goes to the log, and not into the answer. */
void kab_call_answer_error (KabCall *self, const GError *error);

/* Whether all that was read of the body was as it should be; else INVALID_INPUT that names the
 * member. */
gboolean kab_call_input_ok (KabCall *self, GError **error);
/* A month of the query; KAB_MONTH_NONE when it is not given. */
gboolean
kab_call_get_query_month (KabCall *self, const char *name, KabMonth *month, GError **error);
/* An amount of the query, kopecks above zero; 0 when it is not given. */
gboolean
kab_call_get_query_amount (KabCall *self, const char *name, gint64 *amount, GError **error);

G_END_DECLS
