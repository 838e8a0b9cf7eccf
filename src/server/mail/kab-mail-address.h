/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KabMailAddress:
 *
 * One mailbox of RFC 5322, as far as a service needs it: a display name in UTF-8 and an address of
 * ASCII. Whatever could end a header line or an SMTP command early is refused, so an address that
 * was made can be written anywhere in a letter.
 */
typedef struct
{
  char *name;    /* "" when there is none */
  char *address; /* local@domain; the domain in its ASCII form */
} KabMailAddress;

/* @text: "Name <address>", "\"Name\" <address>" or an address alone. KAB_ERROR_FORMAT, whose
 * message does not repeat @text. */
KabMailAddress *kab_mail_address_new (const char *text, GError **error);
void kab_mail_address_free (KabMailAddress *self);
const char *kab_mail_address_get_domain (const KabMailAddress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabMailAddress, kab_mail_address_free)

G_END_DECLS
