/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-profile.h"
#include "kab-store.h"

G_BEGIN_DECLS

/* Who is registered, who is about to be, and what a signed-in program holds. Times are unix
 * seconds; passwords, codes and tokens come here hashed. What looks for one thing answers TRUE and
 * gives NULL when there is none. */

typedef struct
{
  gint64 id;
  char *email;
  char *password;
  char *name;
  char *phone;
  gboolean receipts_by_mail;
  gint64 created_at;
} KabUser;
void kab_user_free (KabUser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabUser, kab_user_free)

gboolean kab_store_find_user (KabStore *self, const char *email, KabUser **user, GError **error);
gboolean kab_store_get_user (KabStore *self, gint64 id, KabUser **user, GError **error);
gboolean kab_store_add_user (KabStore *self, const KabUser *user, GError **error);
/* Name, phone and receipts_by_mail. */
gboolean kab_store_update_user (KabStore *self, const KabUser *user, GError **error);
gboolean kab_store_set_password (KabStore *self, gint64 id, const char *password, GError **error);
/* And all that hangs on the user or on the address: consents, sessions, attachments, a
 * registration, codes, letters. */
gboolean kab_store_delete_user (KabStore *self, const KabUser *user, GError **error);

gboolean kab_store_add_consent (KabStore *self,
                                gint64 user,
                                const char *kind,
                                const char *version,
                                gint64 accepted_at,
                                GError **error);
GPtrArray *
kab_store_list_consents (KabStore *self, gint64 user, GError **error); /* of KabConsent */

/* A registration that waits for its code. */
typedef struct
{
  char *email;
  char *password;
  char *consents; /* JSON */
  gint64 created_at;
} KabRegistration;
void kab_registration_free (KabRegistration *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabRegistration, kab_registration_free)

gboolean kab_store_put_registration (KabStore *self,
                                     const KabRegistration *registration,
                                     GError **error); /* takes another's place */
gboolean kab_store_find_registration (KabStore *self,
                                      const char *email,
                                      KabRegistration **registration,
                                      GError **error);
gboolean kab_store_delete_registration (KabStore *self, const char *email, GError **error);

/* A code that was sent, one an address and purpose. */
typedef struct
{
  char *code;
  gint64 expires_at;
  int tries;
} KabSentCode;
void kab_sent_code_free (KabSentCode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabSentCode, kab_sent_code_free)

/* Takes the former code's place, with no tries counted. */
gboolean kab_store_put_code (KabStore *self,
                             const char *email,
                             const char *purpose,
                             const char *code,
                             gint64 expires_at,
                             GError **error);
gboolean kab_store_find_code (KabStore *self,
                              const char *email,
                              const char *purpose,
                              KabSentCode **code,
                              GError **error);
gboolean
kab_store_count_code_try (KabStore *self, const char *email, const char *purpose, GError **error);
/* @deleted: whether it was still this @code. */
gboolean kab_store_delete_code (KabStore *self,
                                const char *email,
                                const char *purpose,
                                const char *code,
                                gboolean *deleted,
                                GError **error);

G_END_DECLS
