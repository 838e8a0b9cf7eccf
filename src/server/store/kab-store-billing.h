/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-store.h"

G_BEGIN_DECLS

/* What the operator's billing brings. It is staged row by row in temporary tables, and handed back
 * account by account beside what is stored already: however many lines the files have, one account
 * of them is in memory. All of it happens in the caller's transaction.
 *
 * Months are kab_month_index(), amounts kopecks; line is the line of the file a row came from, 0
 * for what is stored. */

typedef struct
{
  const char *number; /* normalised */
  const char *owner;
  const char *address;
  const char *delivery_address;
  const char *phone;
  const char *email;
  const char *contract;
  gint64 registered;
  gint64 residing;
} KabBilledAccount;

typedef struct
{
  gint64 line;
  int month;
  const char *service; /* "" where the account has one */
  gint64 amount;
} KabBilledOpening;

/* A service of a month. What is staged has no opening, paid and closing yet. */
typedef struct
{
  gint64 line;
  int month;
  const char *service;
  const char *unit;
  const char *quantity;
  const char *tariff;
  gint64 opening;
  gint64 charged;
  gint64 recalculated;
  gint64 penalty;
  gint64 paid;
  gint64 closing;
  const char *reason;
} KabBilledLine;

typedef struct
{
  gint64 line;
  const char *id;
  const char *service; /* staged: "" where the account has one; never so when stored */
  const char *date;    /* kab_date_to_string() */
  gint64 amount;
  const char *channel;
  const char *document;
  const char *state; /* "accepted", "processing", "returned" */
} KabBilledPayment;

/* One account: what the files say, in the order of their lines, and what is stored. */
typedef struct
{
  gint64 account;
  GArray *openings;        /* of KabBilledOpening */
  GArray *charges;         /* of KabBilledLine */
  GArray *payments;        /* of KabBilledPayment */
  GArray *stored_lines;    /* of KabBilledLine */
  GArray *stored_payments; /* of KabBilledPayment */
  GStringChunk *texts;     /* owns every text of the above */
} KabBilled;

KabBilled *kab_billed_new (void);
void kab_billed_free (KabBilled *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabBilled, kab_billed_free)

typedef void (*KabNumberFunc) (gint64 id, const char *number, gpointer data);
gboolean
kab_store_each_account_number (KabStore *self, KabNumberFunc func, gpointer data, GError **error);
/* A new account takes @id, a known one keeps its own. @changed (out): whether a row was written. */
gboolean kab_store_put_account (KabStore *self,
                                gint64 id,
                                const KabBilledAccount *account,
                                gboolean *changed,
                                GError **error);

gboolean kab_store_open_staging (KabStore *self, GError **error);
gboolean kab_store_close_staging (KabStore *self, GError **error);
gboolean kab_store_stage_opening (KabStore *self,
                                  gint64 account,
                                  const KabBilledOpening *opening,
                                  GError **error);
gboolean kab_store_stage_charge (KabStore *self,
                                 gint64 account,
                                 const KabBilledLine *charge,
                                 GError **error);
gboolean kab_store_stage_payment (KabStore *self,
                                  gint64 account,
                                  const KabBilledPayment *payment,
                                  GError **error);

/* The newest month of an account that had months before, and now has a newer one than they are;
 * once an account: what kab_store_add_receipt_letters() tells of. */
gboolean kab_store_stage_news (KabStore *self, gint64 account, int month, GError **error);

/* @func gets each account that has staged rows, by ascending id; it may write that account's lines
 * and payments. FALSE from it ends the round with its error. */
typedef gboolean (*KabBilledFunc) (const KabBilled *billed, gpointer data, GError **error);
gboolean kab_store_each_billed (KabStore *self, KabBilledFunc func, gpointer data, GError **error);

/* Withdraws the drawn receipt of the month, if there is one. */
gboolean
kab_store_put_line (KabStore *self, gint64 account, const KabBilledLine *line, GError **error);
/* Likewise of the month of its date, for a receipt names the day of the last payment. */
gboolean kab_store_put_payment (KabStore *self,
                                gint64 account,
                                const KabBilledPayment *payment,
                                GError **error);
gboolean kab_store_delete_payment (KabStore *self,
                                   gint64 account,
                                   const char *id,
                                   const char *service,
                                   GError **error);

G_END_DECLS
