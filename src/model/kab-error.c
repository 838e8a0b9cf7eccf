/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "kab-error.h"
#include "kab-json.h"

typedef struct
{
  GHashTable *reasons; /* field → reason; NULL: none */
  GPtrArray *fields;   /* the keys of reasons in the order of adding, NULL-terminated */
  int retry_after;
  unsigned status; /* 0: the code's */
} KabErrorPrivate;

static void
kab_error_private_init (KabErrorPrivate *priv)
{
}

static void
kab_error_private_clear (KabErrorPrivate *priv)
{
  g_clear_pointer (&priv->fields, g_ptr_array_unref);
  g_clear_pointer (&priv->reasons, g_hash_table_unref);
}

static void add_field (KabErrorPrivate *priv, const char *field, const char *reason);

static void
kab_error_private_copy (const KabErrorPrivate *source, KabErrorPrivate *target)
{
  target->retry_after = source->retry_after;
  target->status = source->status;
  for (guint i = 0; source->fields && i + 1 < source->fields->len; i++)
    {
      const char *field = g_ptr_array_index (source->fields, i);

      add_field (target, field, g_hash_table_lookup (source->reasons, field));
    }
}

G_DEFINE_EXTENDED_ERROR (KabError, kab_error)

/* The one table of codes. word and status are the contract's: NULL and 0 where a code never leaves
 * the window. */
static const struct
{
  const char *word;
  unsigned status;
  const char *title;
  gboolean retryable;
  const char *sentence;
} codes[] = {
  [KAB_ERROR_INVALID_INPUT] = { "invalid_input", 422, "Some input is not valid", FALSE,
                                N_ ("Some of what was entered is not right. Check it and try "
                                    "again.") },
  [KAB_ERROR_WRONG_CREDENTIALS] = { "wrong_credentials", 401, "Wrong e-mail or password", FALSE,
                                    N_ ("The e-mail or the password is wrong. Check both and try "
                                        "again.") },
  [KAB_ERROR_SESSION_EXPIRED] = { "session_expired", 401, "The session has ended", FALSE,
                                  N_ ("Your session has ended. Please sign in again.") },
  [KAB_ERROR_CODE_WRONG] = { "code_wrong", 422, "Wrong code", FALSE,
                             N_ (
                               "This code is not right. Check the digits in the latest e-mail.") },
  [KAB_ERROR_CODE_EXPIRED] = { "code_expired", 410, "The code is no longer valid", FALSE,
                               N_ ("This code is no longer valid. Please ask for a new one.") },
  [KAB_ERROR_ACCOUNT_MISMATCH] = { "account_mismatch", 422, "No account has this number and amount",
                                   FALSE,
                                   N_ ("There is no account with this number and amount. Check "
                                       "both against one of the three "
                                       "latest receipts.") },
  [KAB_ERROR_ALREADY_ATTACHED] = { "already_attached", 409, "The account is attached already",
                                   FALSE, N_ ("This account is already among yours.") },
  [KAB_ERROR_NOT_FOUND] = { "not_found", 404, "Not found", FALSE,
                            N_ ("This is no longer there. Refresh the page.") },
  [KAB_ERROR_TOO_MANY_ATTEMPTS] = { "too_many_attempts", 429, "Too many attempts", FALSE,
                                    N_ ("There were too many tries. Please try again later.") },
  [KAB_ERROR_TOO_LARGE] = { "too_large", 413, "The request is too large", FALSE,
                            N_ (
                              "This is more than the service accepts. Shorten it and try again.") },
  [KAB_ERROR_UNSUPPORTED] = { "unsupported", 415, "The request is not supported", FALSE,
                              N_ (
                                "The service did not understand the program. Please update it.") },
  [KAB_ERROR_BILLING_UNAVAILABLE] = { "billing_unavailable", 503,
                                      "The service is not available now", TRUE,
                                      N_ ("The service is not available now. Please try again in a "
                                          "few minutes.") },
  [KAB_ERROR_INTERNAL] = { "internal", 500, "Internal error", TRUE,
                           N_ ("Something went wrong at the service. Please try again a little "
                               "later.") },
  [KAB_ERROR_OFFLINE] = { NULL, 0, "No connection", TRUE,
                          N_ ("There is no connection to the service. Check the network and try "
                              "again.") },
  [KAB_ERROR_TIMED_OUT] = { NULL, 0, "No answer in time", TRUE,
                            N_ ("The service takes too long to answer. Please try again.") },
  [KAB_ERROR_UNTRUSTED] = { NULL, 0, "The server is not trusted", TRUE,
                            N_ ("The service could not prove that it is your operator's, so "
                                "nothing was sent. Check the date "
                                "on this computer or use another network.") },
  [KAB_ERROR_INSECURE] = { NULL, 0, "The connection is not secure", FALSE,
                           N_ ("The address of the service is not protected. Use one that begins "
                               "with https://.") },
  [KAB_ERROR_BAD_REPLY] = { NULL, 0, "The reply does not follow the contract", TRUE,
                            N_ ("The answer of the service could not be read. Try again; if that "
                                "does not help, update "
                                "the program.") },
  [KAB_ERROR_KEYRING] = { NULL, 0, "The keyring is not available", FALSE,
                          N_ ("The keyring is not available. Unlock it, or you will have to sign "
                              "in again next time.") },
  [KAB_ERROR_FILE] = { NULL, 0, "A file cannot be read or written", FALSE,
                       N_ ("The file could not be read or written. Check the free space or choose "
                           "another folder.") },
  [KAB_ERROR_CHECKSUM] = { NULL, 0, "Not what the service said", TRUE,
                           N_ ("The file was not kept because it is not what the service said it "
                               "would be. Please try again.") },
  [KAB_ERROR_FORMAT] = { NULL, 0, "A text is not what it should be", FALSE,
                         N_ ("This does not look right. Check it and try again.") },
  [KAB_ERROR_FAILED] = { NULL, 0, "Failed", TRUE, N_ ("Something went wrong. Please try again.") },
};

/* Domains by the names of their quarks, so that what speaks to a keyring or reads a PDF need not be
 * linked here. The first row that fits counts; ANY fits every code of its domain. */
#define ANY -1
static const struct
{
  const char *domain;
  int foreign;
  KabErrorCode code;
} foreign_codes[] = {
  { "g-io-error-quark", G_IO_ERROR_TIMED_OUT, KAB_ERROR_TIMED_OUT },
  { "g-io-error-quark", G_IO_ERROR_HOST_NOT_FOUND, KAB_ERROR_OFFLINE },
  { "g-io-error-quark", G_IO_ERROR_HOST_UNREACHABLE, KAB_ERROR_OFFLINE },
  { "g-io-error-quark", G_IO_ERROR_NETWORK_UNREACHABLE, KAB_ERROR_OFFLINE },
  { "g-io-error-quark", G_IO_ERROR_CONNECTION_REFUSED, KAB_ERROR_OFFLINE },
  { "g-io-error-quark", G_IO_ERROR_CONNECTION_CLOSED, KAB_ERROR_OFFLINE },
  { "g-io-error-quark", G_IO_ERROR_NOT_CONNECTED, KAB_ERROR_OFFLINE },
  { "g-io-error-quark", G_IO_ERROR_PARTIAL_INPUT, KAB_ERROR_OFFLINE },
  { "g-io-error-quark", G_IO_ERROR_PROXY_FAILED, KAB_ERROR_OFFLINE },
  { "g-io-error-quark", G_IO_ERROR_PROXY_AUTH_FAILED, KAB_ERROR_OFFLINE },
  { "g-io-error-quark", G_IO_ERROR_PROXY_NEED_AUTH, KAB_ERROR_OFFLINE },
  { "g-io-error-quark", G_IO_ERROR_PROXY_NOT_ALLOWED, KAB_ERROR_OFFLINE },
  { "g-io-error-quark", G_IO_ERROR_NOT_FOUND, KAB_ERROR_FILE },
  { "g-io-error-quark", G_IO_ERROR_EXISTS, KAB_ERROR_FILE },
  { "g-io-error-quark", G_IO_ERROR_IS_DIRECTORY, KAB_ERROR_FILE },
  { "g-io-error-quark", G_IO_ERROR_NOT_DIRECTORY, KAB_ERROR_FILE },
  { "g-io-error-quark", G_IO_ERROR_NOT_REGULAR_FILE, KAB_ERROR_FILE },
  { "g-io-error-quark", G_IO_ERROR_FILENAME_TOO_LONG, KAB_ERROR_FILE },
  { "g-io-error-quark", G_IO_ERROR_INVALID_FILENAME, KAB_ERROR_FILE },
  { "g-io-error-quark", G_IO_ERROR_NO_SPACE, KAB_ERROR_FILE },
  { "g-io-error-quark", G_IO_ERROR_PERMISSION_DENIED, KAB_ERROR_FILE },
  { "g-io-error-quark", G_IO_ERROR_READ_ONLY, KAB_ERROR_FILE },
  { "g-io-error-quark", G_IO_ERROR_CANT_CREATE_BACKUP, KAB_ERROR_FILE },
  { "g-io-error-quark", G_IO_ERROR_TOO_MANY_OPEN_FILES, KAB_ERROR_FILE },
  { "g-io-error-quark", G_IO_ERROR_NOT_MOUNTED, KAB_ERROR_FILE },
  { "g-file-error-quark", ANY, KAB_ERROR_FILE },
  { "g-resolver-error-quark", ANY, KAB_ERROR_OFFLINE },
  { "g-tls-error-quark", G_TLS_ERROR_EOF, KAB_ERROR_OFFLINE },
  { "g-tls-error-quark", ANY, KAB_ERROR_UNTRUSTED },
  { "g-key-file-error-quark", ANY, KAB_ERROR_FORMAT },
  { "g-dbus-error-quark", ANY,
    KAB_ERROR_KEYRING }, /* nothing but the keyring is asked over D-Bus */
  { "secret-error", ANY, KAB_ERROR_KEYRING },
  { "soup-session-error-quark", ANY, KAB_ERROR_BAD_REPLY },
  { "json-parser-error-quark", ANY, KAB_ERROR_BAD_REPLY },
  { "poppler-quark", ANY, KAB_ERROR_FILE },
};

static const KabErrorPrivate *
get_private (const GError *error)
{
  /* The generated getter takes a GError that may change; it only looks. */
  return error->domain == KAB_ERROR ? kab_error_get_private ((GError *) error) : NULL;
}

static void
add_field (KabErrorPrivate *priv, const char *field, const char *reason)
{
  char *name;

  if (!priv->reasons)
    {
      priv->reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      priv->fields = g_ptr_array_new ();
      g_ptr_array_add (priv->fields, NULL);
    }
  if (g_hash_table_contains (priv->reasons, field))
    return;

  name = g_strdup (field);
  g_hash_table_insert (priv->reasons, name, g_strdup (reason));
  g_ptr_array_insert (priv->fields, (int) priv->fields->len - 1, name);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What a status says by itself, without a problem of the contract: a proxy, a balancer, another
 * program. */
static KabErrorCode
code_from_status (unsigned status)
{
  switch (status)
    {
    case 413:
      return KAB_ERROR_TOO_LARGE;
    case 429:
      return KAB_ERROR_TOO_MANY_ATTEMPTS;
    case 408:
    case 504:
      return KAB_ERROR_TIMED_OUT;
    case 502:
    case 503:
      return KAB_ERROR_BILLING_UNAVAILABLE;
    default:
      return status >= 500 && status <= 599 ? KAB_ERROR_INTERNAL : KAB_ERROR_BAD_REPLY;
    }
}

/* Rounded up, so that the try after the wait is not refused again. */
static char *
word_wait (int seconds)
{
  int minutes = (seconds - 1) / 60 + 1;
  int hours = (minutes - 1) / 60 + 1;

  if (seconds < 60)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "There were too many tries. Please try again in %d second.",
                   "There were too many tries. Please try again in %d seconds.", (gulong) seconds),
      seconds);
  if (minutes < 60)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "There were too many tries. Please try again in %d minute.",
                   "There were too many tries. Please try again in %d minutes.", (gulong) minutes),
      minutes);

  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "There were too many tries. Please try again in %d hour.",
                 "There were too many tries. Please try again in %d hours.", (gulong) hours),
    hours);
}

GError *
kab_error_new (KabErrorCode code, const char *format, ...)
{
  va_list arguments;
  GError *error;

  va_start (arguments, format);
  error = g_error_new_valist (KAB_ERROR, (int) code, format, arguments);
  va_end (arguments);

  return error;
}

void
kab_error_add_field (GError *error, const char *field, const char *reason)
{
  g_return_if_fail (error && error->domain == KAB_ERROR);
  g_return_if_fail (field && reason);

  add_field (kab_error_get_private (error), field, reason);
}

void
kab_error_set_retry_after (GError *error, int seconds)
{
  g_return_if_fail (error && error->domain == KAB_ERROR);

  kab_error_get_private (error)->retry_after = MAX (seconds, 0);
}

void
kab_error_set_status (GError *error, unsigned status)
{
  g_return_if_fail (error && error->domain == KAB_ERROR);

  kab_error_get_private (error)->status = status;
}

const char *
kab_error_get_field (const GError *error, const char *field)
{
  const KabErrorPrivate *priv = get_private (error);

  return priv && priv->reasons ? g_hash_table_lookup (priv->reasons, field) : NULL;
}

const char *const *
kab_error_get_fields (const GError *error)
{
  const KabErrorPrivate *priv = get_private (error);

  return priv && priv->fields ? (const char *const *) priv->fields->pdata : NULL;
}

int
kab_error_get_retry_after (const GError *error)
{
  const KabErrorPrivate *priv = get_private (error);

  return priv ? priv->retry_after : 0;
}

unsigned
kab_error_get_status (const GError *error)
{
  const KabErrorPrivate *priv = get_private (error);

  if (!priv || !codes[error->code].word)
    return codes[KAB_ERROR_INTERNAL].status;

  return priv->status > 0 ? priv->status : codes[error->code].status;
}

const char *
kab_error_code_to_word (KabErrorCode code)
{
  g_return_val_if_fail (code < G_N_ELEMENTS (codes), NULL);

  return codes[code].word;
}

gboolean
kab_error_code_from_word (const char *word, KabErrorCode *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i].word, word) == 0 && word)
      {
        *code = (KabErrorCode) i;
        return TRUE;
      }

  return FALSE;
}

unsigned
kab_error_code_get_status (KabErrorCode code)
{
  g_return_val_if_fail (code < G_N_ELEMENTS (codes), 0);

  return codes[code].status;
}

const char *
kab_error_code_get_title (KabErrorCode code)
{
  g_return_val_if_fail (code < G_N_ELEMENTS (codes), NULL);

  return codes[code].title;
}

GError *
kab_error_from_foreign (GError *error)
{
  g_autoptr (GError) foreign = error;
  const char *domain;
  KabErrorCode code = KAB_ERROR_FAILED;

  if (!error || error->domain == KAB_ERROR || is_cancelled (error))
    return g_steal_pointer (&foreign);

  domain = g_quark_to_string (error->domain);
  for (gsize i = 0; i < G_N_ELEMENTS (foreign_codes); i++)
    if (g_str_equal (foreign_codes[i].domain, domain) &&
        (foreign_codes[i].foreign == ANY || foreign_codes[i].foreign == error->code))
      {
        code = foreign_codes[i].code;
        break;
      }

  return kab_error_new (code, "%s", error->message);
}

char *
kab_error_to_sentence (const GError *error)
{
  g_autoptr (GError) ours = NULL;

  if (is_cancelled (error))
    return g_strdup (_ ("This was cancelled."));

  ours = kab_error_from_foreign (g_error_copy (error));
  if (ours->code == KAB_ERROR_TOO_MANY_ATTEMPTS && kab_error_get_retry_after (ours) > 0)
    return word_wait (kab_error_get_retry_after (ours));

  return g_strdup (_ (codes[ours->code].sentence));
}

gboolean
kab_error_is_retryable (const GError *error)
{
  g_autoptr (GError) ours = NULL;

  if (is_cancelled (error))
    return FALSE;

  ours = kab_error_from_foreign (g_error_copy (error));

  return codes[ours->code].retryable;
}

gboolean
kab_error_is_out_of_reach (const GError *error)
{
  return g_error_matches (error, KAB_ERROR, KAB_ERROR_OFFLINE) ||
         g_error_matches (error, KAB_ERROR, KAB_ERROR_TIMED_OUT);
}

char *
kab_error_to_problem_json (const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *const *fields = kab_error_get_fields (error);
  KabErrorCode code = KAB_ERROR_INTERNAL;
  g_autofree char *type = NULL;

  /* What has no word of the contract is nobody's business outside. */
  if (error->domain == KAB_ERROR && codes[error->code].word)
    code = (KabErrorCode) error->code;
  type = g_strconcat ("urn:problem-type:kabinet:", codes[code].word, NULL);

  json_builder_begin_object (builder);
  kab_json_add_string (builder, "type", type);
  kab_json_add_string (builder, "title", codes[code].title);
  kab_json_add_int (builder, "status", kab_error_get_status (error));
  kab_json_add_string (builder, "code", codes[code].word);
  kab_json_add_string (builder, "detail", code == KAB_ERROR_INTERNAL ? "" : error->message);
  if (fields)
    {
      json_builder_set_member_name (builder, "fields");
      json_builder_begin_object (builder);
      for (; *fields; fields++)
        kab_json_add_string (builder, *fields, kab_error_get_field (error, *fields));
      json_builder_end_object (builder);
    }
  if (kab_error_get_retry_after (error) > 0)
    kab_json_add_int (builder, "retry_after", kab_error_get_retry_after (error));
  json_builder_end_object (builder);

  return kab_json_to_string (builder);
}

static void
read_fields (KabJson *json, GError *error)
{
  g_auto (GStrv) names = NULL;

  if (!kab_json_has (json, "fields"))
    return;

  kab_json_enter (json, "fields");
  names = kab_json_get_members (json);
  for (gsize i = 0; names[i]; i++)
    {
      g_autofree char *reason = kab_json_get_string (json, names[i]);

      if (reason)
        kab_error_add_field (error, names[i], reason);
    }
  kab_json_leave (json);
}

GError *
kab_error_from_problem_json (const char *data, gssize length, unsigned status)
{
  g_autoptr (KabJson) json = kab_json_new (data, length);
  g_autofree char *word = kab_json_get_string (json, "code");
  g_autofree char *detail = kab_json_get_string_optional (json, "detail");
  g_autoptr (GError) error = NULL;
  KabErrorCode code;

  if (!kab_error_code_from_word (word, &code))
    return kab_error_new (code_from_status (status), "status %u without a known problem", status);

  error = kab_error_new (code, "%s", detail ? detail : codes[code].title);
  read_fields (json, error);
  if (kab_json_has (json, "retry_after"))
    kab_error_set_retry_after (error, (int) kab_json_get_int (json, "retry_after", 0, G_MAXINT));

  return g_steal_pointer (&error);
}
