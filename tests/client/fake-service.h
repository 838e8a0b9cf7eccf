/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A real HTTP server in the main context of the test, with answers written by the test. A call is
 * named by its method and what follows /api/v1, "GET /accounts/1?from=2020-01", as it came over the
 * wire. */
typedef struct _FakeService FakeService;

FakeService *fake_service_new (GTlsCertificate *certificate); /* (nullable): HTTPS with it */
void fake_service_free (FakeService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeService, fake_service_free)

const char *fake_service_get_url (FakeService *self);
/* From now on nobody answers there: connections are refused. */
void fake_service_stop (FakeService *self);

/* From now on; a call without an answer is a failure of the test. @type and @body nullable. */
void fake_service_answer (FakeService *self,
                          const char *call,
                          unsigned status,
                          const char *type,
                          const char *body);
void
fake_service_answer_json (FakeService *self, const char *call, unsigned status, const char *json);
void fake_service_answer_problem (FakeService *self,
                                  const char *call,
                                  unsigned status,
                                  const char *code);
void
fake_service_redirect (FakeService *self, const char *call, unsigned status, const char *target);
/* @etag (nullable): with its quotes. */
void fake_service_answer_document (FakeService *self,
                                   const char *call,
                                   const char *type,
                                   const char *etag,
                                   const char *body);

/* Calls of this name are not answered until they are released, in the order they came. */
void fake_service_hold (FakeService *self, const char *call);
void fake_service_release (FakeService *self, const char *call);
guint fake_service_count_held (FakeService *self, const char *call);

/* How often it came, and the last of it: NULL when it did not. */
guint fake_service_count (FakeService *self, const char *call);
guint fake_service_count_all (FakeService *self);
const char *fake_service_get_body (FakeService *self, const char *call);
const char *fake_service_get_header (FakeService *self, const char *call, const char *header);

/* Waiting for what an asynchronous function has to say, once. */
typedef struct
{
  GAsyncResult *result;
  guint n_results;
} Outcome;

void outcome_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* (transfer none): ends the test when it takes too long. */
GAsyncResult *outcome_wait (Outcome *self);
void outcome_clear (Outcome *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* Runs the main context until the condition holds; ends the test when it takes too long. */
#define WAIT_UNTIL(condition)                      \
  G_STMT_START                                     \
  {                                                \
    guint wait_deadline = wait_begin (#condition); \
    while (!(condition))                           \
      g_main_context_iteration (NULL, TRUE);       \
    g_source_remove (wait_deadline);               \
  }                                                \
  G_STMT_END
guint wait_begin (const char *condition);

/* Whatever is due is done. */
void run_until_idle (void);

G_END_DECLS
