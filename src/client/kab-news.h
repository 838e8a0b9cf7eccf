/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-cabinet.h"

G_BEGIN_DECLS

/**
 * KabNews:
 *
 * What is new on the accounts of a cabinet, told once. The cabinet is refreshed from time to time;
 * whenever its accounts have been loaded, they, and their payments, are held against what was seen
 * before. That is kept in a private file, so that what came meanwhile is told at the next start;
 * the file is gone when its user signs out. It holds what #KabSeen says.
 *
 * Where something fails, nothing is told, and nothing is lost: the next refresh tells it.
 *
 * Properties (read-write), both FALSE at first: bills, payments: what to tell of. What comes while
 * it is not told of will not be told later.
 *
 * Signals: "bill" (#KabAccount): it has the bill of another month. "payment" (#KabAccount): a
 * payment has arrived, or several.
 */
#define KAB_TYPE_NEWS (kab_news_get_type ())
G_DECLARE_FINAL_TYPE (KabNews, kab_news, KAB, NEWS, GObject)

/* @folder: where what was seen is kept, made when needed. @interval: seconds between refreshes. */
KabNews *kab_news_new (KabCabinet *cabinet, const char *folder, guint interval);

G_END_DECLS
