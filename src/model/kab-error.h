/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KabErrorCode:
 *
 * What the screen does next. The codes up to %KAB_ERROR_INTERNAL are the problem codes of the
 * contract (`data/openapi.yaml`); the others arise on the resident's side only.
 *
 * A cancelled operation is never one of these: it stays %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  KAB_ERROR_INVALID_INPUT, /* see kab_error_get_field() */
  KAB_ERROR_WRONG_CREDENTIALS,
  KAB_ERROR_SESSION_EXPIRED,
  KAB_ERROR_CODE_WRONG,
  KAB_ERROR_CODE_EXPIRED,
  KAB_ERROR_ACCOUNT_MISMATCH,
  KAB_ERROR_ALREADY_ATTACHED,
  KAB_ERROR_NOT_FOUND,
  KAB_ERROR_TOO_MANY_ATTEMPTS, /* see kab_error_get_retry_after() */
  KAB_ERROR_TOO_LARGE,
  KAB_ERROR_UNSUPPORTED,
  KAB_ERROR_BILLING_UNAVAILABLE,
  KAB_ERROR_INTERNAL,

  KAB_ERROR_OFFLINE, /* no network, no such host, connection refused or lost */
  KAB_ERROR_TIMED_OUT,
  KAB_ERROR_UNTRUSTED, /* TLS: the certificate is not good for this server */
  KAB_ERROR_INSECURE,  /* plain HTTP asked for a host that is not loopback; a redirect away */
  KAB_ERROR_BAD_REPLY, /* the reply does not follow the contract; the message names the member */
  KAB_ERROR_KEYRING,   /* no keyring, or it is locked */
  KAB_ERROR_FILE,      /* a file cannot be read or written */
  KAB_ERROR_CHECKSUM,  /* what came is not what the service said it would be */
  KAB_ERROR_FORMAT,    /* a text is not what it should be: an amount, a month, a number */
  KAB_ERROR_FAILED,    /* anything else */
} KabErrorCode;

#define KAB_ERROR (kab_error_quark ())
GQuark kab_error_quark (void);

/* Constructors. @message is for a developer (a log, a test): plain text, never markup, no personal
 * data. */
GError *kab_error_new (KabErrorCode code, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* A refused input: one sentence a field, added with kab_error_add_field(). */
void kab_error_add_field (GError *error, const char *field, const char *reason);
void kab_error_set_retry_after (GError *error, int seconds);
/* The HTTP status where a code has two: unsupported is 415 unless this says 405. */
void kab_error_set_status (GError *error, unsigned status);

/* The reason given for @field, or %NULL. Reasons are short words, not sentences: "empty",
 * "too_short", "too_long", "bad_characters", "bad_format", "missing", "wrong". */
const char *kab_error_get_field (const GError *error, const char *field);
/* (transfer none): the names of the fields refused, %NULL-terminated, or %NULL. */
const char *const *kab_error_get_fields (const GError *error);
/* Seconds to wait before another try is worth while, or 0. */
int kab_error_get_retry_after (const GError *error);
/* What kab_error_set_status() said, else the code's; 500 for what has no word of the contract. */
unsigned kab_error_get_status (const GError *error);

/* The one table. */
/* "wrong_credentials"; NULL for client-side codes */
const char *kab_error_code_to_word (KabErrorCode code);
gboolean kab_error_code_from_word (const char *word, KabErrorCode *code);
/* the HTTP status; 0 for client-side codes */
unsigned kab_error_code_get_status (KabErrorCode code);
const char *kab_error_code_get_title (KabErrorCode code); /* English, the `title` of problem+json */

/* Turns an error of GIO, GResolver, TLS, libsecret, json-glib or poppler into KAB_ERROR.
 * (transfer full) both ways; a KAB_ERROR or a cancellation passes untouched; %NULL gives %NULL. */
GError *kab_error_from_foreign (GError *error);

/* (transfer full): one sentence or two in the user's language: what happened and what to do.
 * Says the wait for too_many_attempts. Not for fields: a page words these itself. */
char *kab_error_to_sentence (const GError *error);

/* Whether pressing «Retry» may help: offline, timed out, internal, billing_unavailable, bad
 * reply... */
gboolean kab_error_is_retryable (const GError *error);

/* Whether the service was not reached at all, or did not answer in time. */
gboolean kab_error_is_out_of_reach (const GError *error);

/* problem+json, RFC 9457. The writer serves the service, the reader the window. */
char *kab_error_to_problem_json (const GError *error); /* (transfer full) */
/* (transfer full), never NULL */
GError *kab_error_from_problem_json (const char *data, gssize length, unsigned status);

G_END_DECLS
