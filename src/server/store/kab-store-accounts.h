/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-account.h"
#include "kab-store.h"

G_BEGIN_DECLS

/* Accounts as residents see them: who attached which, and its months. Amounts in kopecks, times in
 * unix seconds. */

/* @id is 0 when there is no such account. @number is normalised. */
gboolean kab_store_find_account (KabStore *self, const char *number, gint64 *id, GError **error);
/* The same, of those that @user attached. */
gboolean kab_store_find_attached (KabStore *self,
                                  gint64 user,
                                  const char *number,
                                  gint64 *id,
                                  GError **error);

typedef struct
{
  KabMonth month;
  gint64 closing;
} KabClosing;
/* The latest first, at most @count; GArray of KabClosing. */
GArray *kab_store_list_closings (KabStore *self, gint64 account, int count, GError **error);

/* @attached: FALSE when @user had attached it already. */
gboolean kab_store_attach (KabStore *self,
                           gint64 user,
                           gint64 account,
                           gint64 now,
                           gboolean *attached,
                           GError **error);
gboolean kab_store_set_label (KabStore *self,
                              gint64 user,
                              gint64 account,
                              const char *label,
                              GError **error);
gboolean kab_store_detach (KabStore *self, gint64 user, gint64 account, GError **error);

GPtrArray *kab_store_list_attached (KabStore *self,
                                    gint64 user,
                                    GError **error); /* of KabAccount, the first attached first */
/* Of what @user attached; NULL without an error when it is not. */
KabAccount *kab_store_get_attached (KabStore *self, gint64 user, gint64 account, GError **error);
KabAccountDetails *
kab_store_get_details (KabStore *self, gint64 user, gint64 account, GError **error);

/* Of KabStatement, oldest first: those from @from to @to (KAB_MONTH_NONE: open), the latest @count
 * months of them. */
GPtrArray *kab_store_list_statements (KabStore *self,
                                      gint64 account,
                                      KabMonth from,
                                      KabMonth to,
                                      int count,
                                      GError **error);

G_END_DECLS
