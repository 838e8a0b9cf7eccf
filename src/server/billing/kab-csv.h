/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kab-faults.h"

G_BEGIN_DECLS

/**
 * KabCsv:
 *
 * One file of the billing, read record by record: RFC 4180 with `;` between fields and a header
 * line, UTF-8 or Windows-1251. The header has the named columns, each once, in any order. Blank
 * lines are passed over. Control characters are faults, but for line breaks within quotation marks;
 * these and runs of spaces become one space, and a field has none at its ends.
 *
 * What is wrong with a record goes to the KabFaults given, under the line at which the record
 * begins.
 */
typedef struct _KabCsv KabCsv;

/* @columns: %NULL-terminated, outlives the object. NULL with @error: there is no such file, or it
 * cannot be read. A header that is not as it should be is a fault, and the file then has no
 * records. */
KabCsv *kab_csv_open (GFile *directory,
                      KabFile file,
                      const char *const *columns,
                      KabFaults *faults,
                      GError **error);
void kab_csv_free (KabCsv *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabCsv, kab_csv_free)

/* TRUE: stands on a record, be it a bad one. FALSE: no more (@error untouched), or not readable
 * (@error set). */
gboolean kab_csv_next (KabCsv *self, GError **error);
/* The record has a fault. The fields that could be read are there, the others are "". */
gboolean kab_csv_is_bad (KabCsv *self);
/* Whether every line so far was read as part of a record: not so after a bad header or a broken
 * quotation, which hides lines. */
gboolean kab_csv_is_whole (KabCsv *self);

gint64 kab_csv_get_line (KabCsv *self);
/* The field of the @column-th of the columns given; valid until the next record. */
const char *kab_csv_get_field (KabCsv *self, guint column);
/* Says what is wrong with a field: the record is bad then. */
void kab_csv_refuse (KabCsv *self, guint column, const char *what);

G_END_DECLS
