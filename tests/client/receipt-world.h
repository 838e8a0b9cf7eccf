/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-world.h"

G_BEGIN_DECLS

/* "GET /accounts/123543566/receipts/2020-02" */
#define RECEIPT_CALL(month) "GET /accounts/123543566/receipts/" month

/* (transfer full): what the list says of a receipt that is @body. */
KabReceipt *make_receipt (const char *month, const char *body);
/* (transfer full): the same in the reply of the service. */
char *make_receipt_json (const char *month, const char *body);
/* From now on the receipt of this month is @body, and its tag tells so. */
void serve_receipt (World *world, const char *call, const char *body);

/* A folder for one test. */
char *make_folder (void);
/* "2020-01 1.pdf 2020-02 1.pdf": what is in it, hidden or not, in order. */
void assert_folder (const char *folder, const char *expected);
void assert_file (const char *folder, const char *name, const char *expected);
void put_file (const char *folder, const char *name, const char *contents);
/* With the files in it. */
void remove_folder (const char *folder);

G_END_DECLS
