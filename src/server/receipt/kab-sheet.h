/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KabSheet:
 *
 * A4 pages in the making: text, rules and a QR code at a place, as vectors, with embedded fonts.
 * Lengths are points. It stands at a height of the page, and nothing but kab_sheet_move() and
 * kab_sheet_ensure() moves it.
 *
 * The same calls give the same bytes: dates are the caller's, and nothing is read from the clock.
 */
typedef struct _KabSheet KabSheet;

#define KAB_SHEET_LEFT  42.0
#define KAB_SHEET_RIGHT 553.0
#define KAB_SHEET_WIDTH (KAB_SHEET_RIGHT - KAB_SHEET_LEFT)

typedef enum
{
  KAB_SHEET_BODY,
  KAB_SHEET_BOLD,
  KAB_SHEET_DIM, /* captions and small print */
  KAB_SHEET_TITLE,
  KAB_SHEET_AMOUNT, /* the sum to pay */
} KabSheetStyle;

typedef enum
{
  KAB_SHEET_START,
  KAB_SHEET_END,
} KabSheetAlign;

/* @date becomes the document's dates. */
KabSheet *kab_sheet_new (const char *title, const char *author, GDateTime *date);
void kab_sheet_free (KabSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabSheet, kab_sheet_free)

double kab_sheet_get_y (KabSheet *self);
void kab_sheet_set_y (KabSheet *self, double y);
void kab_sheet_move (KabSheet *self, double down);
/* Begins a page when less than @height is left of this one. */
gboolean kab_sheet_ensure (KabSheet *self, double height);

/* Draws at the height it stands at, wrapped to @width; the answer is the height taken. */
double kab_sheet_text (KabSheet *self,
                       double x,
                       double width,
                       KabSheetStyle style,
                       KabSheetAlign align,
                       const char *text);
/* The height that kab_sheet_text() would take. */
double kab_sheet_measure (KabSheet *self, double width, KabSheetStyle style, const char *text);

void kab_sheet_rule (KabSheet *self, double from, double to, gboolean strong);
/* The line to tear along, over the whole width. */
void kab_sheet_cut (KabSheet *self);
/* A QR code of @bytes, @size wide with its quiet zone, its top at the height it stands at.
 * KAB_ERROR_TOO_LARGE when no QR code holds them. */
gboolean kab_sheet_qr (KabSheet *self, double x, double size, GBytes *bytes, GError **error);

/* The document. KAB_ERROR_INTERNAL when cairo could not make it. Nothing can be drawn afterwards.
 */
GBytes *kab_sheet_finish (KabSheet *self, GError **error);

G_END_DECLS
