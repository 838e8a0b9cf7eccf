/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The files of the billing, in the order in which they are read and their faults are told. */
typedef enum
{
  KAB_FILE_ACCOUNTS,
  KAB_FILE_OPENING,
  KAB_FILE_CHARGES,
  KAB_FILE_PAYMENTS,
} KabFile;

const char *kab_file_get_name (KabFile file); /* "accounts.csv" */

/* How many faults are told one by one. */
#define KAB_FAULTS_MAX 100

/**
 * KabFaults:
 *
 * What is wrong with the billing files, for the operator's administrator. However many there are,
 * the first %KAB_FAULTS_MAX in the order of files and lines are kept. A fault does not repeat what
 * a field holds: it may be anybody's name.
 */
typedef struct _KabFaults KabFaults;

KabFaults *kab_faults_new (void);
void kab_faults_free (KabFaults *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabFaults, kab_faults_free)

void kab_faults_add (KabFaults *self,
                     KabFile file,
                     gint64 line,
                     const char *column,
                     const char *format,
                     ...) G_GNUC_PRINTF (5, 6);
/* Of a file in receipts/, told after the others: "receipts/NAME: what is wrong". @name as the file
 * system has it. */
void kab_faults_add_receipt (KabFaults *self, const char *name, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
guint64 kab_faults_get_count (KabFaults *self);
/* Appends "file:line: column: what is wrong", sorted, then what is wrong with the receipts; a last
 * one says how many more there are. */
void kab_faults_list (KabFaults *self, GPtrArray *texts);

G_END_DECLS
