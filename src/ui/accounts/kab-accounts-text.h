/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"

G_BEGIN_DECLS

/*
 * What the page of the accounts says: pure functions. Texts are (transfer full).
 */

/* The account as its row shows it; @instance is not looked at. */
char *kab_binding_title (gpointer instance,
                         KabAccount *account); /* the nickname, else the number */
char *kab_binding_number (gpointer instance,
                          KabAccount *account); /* the number under a nickname, else "" */
char *kab_binding_date (gpointer instance, KabAccount *account);
char *kab_binding_amount (gpointer instance, KabAccount *account);

/* What is wrong with a field as it stands while it is being typed: NULL while it still can become
 * right. */
char *kab_attach_number_fault (const char *text);
char *kab_attach_amount_fault (const char *text);
/* The same when it is to be sent as it is, and cannot be: never NULL. */
char *kab_attach_number_refusal (const char *text);
char *kab_attach_amount_refusal (const char *text);

/* Where the answer to an attaching belongs. */
typedef struct
{
  char *number;  /* under the number, or NULL */
  char *amount;  /* under the amount, or NULL */
  char *form;    /* above the button, or NULL */
  gboolean both; /* it speaks of both fields */
} KabAttachFault;

void kab_attach_fault_clear (KabAttachFault *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KabAttachFault, kab_attach_fault_clear)

/* @error: why kab_cabinet_attach_async() failed; a cancellation gives nothing to show. */
void kab_attach_fault_init (KabAttachFault *self, const GError *error);

G_END_DECLS
