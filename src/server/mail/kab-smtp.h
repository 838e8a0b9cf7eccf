/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-mail-address.h"

G_BEGIN_DECLS

/* What became of a letter. */
typedef enum
{
  KAB_SMTP_SENT,
  KAB_SMTP_LATER,   /* the server is away, busy, not trusted, or refuses us: try again */
  KAB_SMTP_REFUSED, /* the server will never take this letter for this recipient */
} KabSmtpResult;

/**
 * KabSmtp:
 *
 * A mail server. The connection is kept from letter to letter until kab_smtp_close(). One thread at
 * a time.
 *
 * URL: smtp[s]://[user:password@]host[:port][?starttls=required][&ca=FILE]; user and password
 * percent-encoded. The server's certificate is checked against the system's authorities, or those
 * in FILE alone. STARTTLS is required; on loopback, where nothing can listen in between, it is only
 * used when offered and, unless it is required or FILE given, taken with any certificate.
 */
typedef struct _KabSmtp KabSmtp;

/* @helo: how this end names itself; @timeout: seconds a letter may take. KAB_ERROR_FORMAT, without
 * the password. */
KabSmtp *kab_smtp_new (const char *url, const char *helo, int timeout, GError **error);
/* Lets go of the connection. */
void kab_smtp_close (KabSmtp *self);
/* From now on nothing is waited for: a letter whose text is not on its way yet is for later. Any
 * thread. */
void kab_smtp_stop (KabSmtp *self);
void kab_smtp_free (KabSmtp *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabSmtp, kab_smtp_free)

/* @why (out) (transfer full): for the log, without addresses; set unless sent. */
KabSmtpResult kab_smtp_send (KabSmtp *self,
                             const KabMailAddress *sender,
                             const KabMailAddress *recipient,
                             const char *text,
                             char **why);

G_END_DECLS
