/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kab-frame.h"
#include "kab-window.h"
#include "page-world.h"

G_BEGIN_DECLS

#define WINDOW_ACCOUNTS "GET /accounts"
#define WINDOW_FIRST    PAGE_ACCOUNT ("123543566", "", "44730", "\"2020-02\"")
#define WINDOW_SECOND   PAGE_ACCOUNT ("200417803", "Дача", "-12000", "\"2026-10\"")

/* The program's window, and a service with two accounts. */
typedef struct
{
  PageWorld page;
  GSettings *settings;
  KabWindow *window;
} WindowWorld;

void window_world_init (int *argc, char ***argv);
int window_world_run (void);
void window_world_set_up (WindowWorld *self, gconstpointer data);
/* Nothing is left of the window and of the cabinet. */
void window_world_tear_down (WindowWorld *self, gconstpointer data);

void window_world_answer_accounts (WindowWorld *self, const char *accounts);
/* @demo: nullable. */
void window_world_open_window (WindowWorld *self, KabDemo *demo);
void window_world_sign_in (WindowWorld *self, const char *email);
void window_world_show_page (WindowWorld *self, const char *page);

/* What the window shows: a page by its name, or "welcome", "starting", "failed". */
const char *window_world_get_shown (WindowWorld *self);
KabFrame *window_world_find_frame (WindowWorld *self);
/* Of the navigation. */
GtkWidget *window_world_find_row (WindowWorld *self, int index);

#define WAIT_SHOWN(page) WAIT_UNTIL (g_strcmp0 (window_world_get_shown (self), page) == 0)

G_END_DECLS
