/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "fake-service.h"
#include "kab-cabinet.h"
#include "kab-question.h"

G_BEGIN_DECLS

/* What a page lives in: a service with answers written by the test, a cabinet signed in to it, and
 * a window with the toasts and the actions that pages rely on. */
typedef struct
{
  FakeService *service;
  KabCabinet *cabinet;
  GtkWidget *window;
  char *asked_page; /* what the action win.page was last called with */
} PageWorld;

#define PAGE_LONG_ADDRESS \
  "214000, Смоленская область, г. Смоленск, ул. Маршала Соколовского, д. 11Б, корп. 2, кв. 147"

/* The same as it is shown. */
#define PAGE_SHOWN_ADDRESS                                                                                                                      \
  "214000, Смоленская область, г.\u00a0Смоленск, ул.\u00a0Маршала Соколовского, д.\u00a011Б, " \
  "корп.\u00a02, кв.\u00a0147"

/* Documents of the contract. */
#define PAGE_PROFILE                                      \
  "{\"email\":\"abc@sah67.ru\",\"name\":\"Иванов "  \
  "Иван\",\"phone\":\"\",\"receipts_by_mail\":false," \
  "\"registered_at\":\"2019-01-10T08:00:00Z\",\"consents\":[]}"
#define PAGE_ACCOUNT(number, label, to_pay, month)                                               \
  "{\"number\":\"" number "\",\"label\":\"" label "\",\"attached_at\":\"2020-03-01T09:00:00Z\"," \
  "\"owner\":\"Иванов Иван Иванович\",\"address\":\"" PAGE_LONG_ADDRESS "\",\"to_pay\":" to_pay  \
  ",\"month\":" month "}"
#define PAGE_ACCOUNTS(list) "{\"accounts\":[" list "]}"
#define PAGE_DETAILS(number, balance)                                                      \
  "{\"number\":\"" number "\",\"label\":\"\",\"attached_at\":\"2020-03-01T09:00:00Z\","    \
  "\"owner\":\"Иванов Иван Иванович\",\"address\":\"" PAGE_LONG_ADDRESS "\","              \
  "\"delivery_address\":\"\",\"phone\":\"\",\"email\":\"abc@sah67.ru\",\"contract\":\"\"," \
  "\"registered\":5,\"residing\":4,\"balance\":" balance "}"
#define PAGE_LINE(service, charged, closing)                                                   \
  "{\"service\":\"" service "\",\"unit\":\"чел.\",\"quantity\":\"5\",\"tariff\":\"89.46\"," \
  "\"charged\":" charged ",\"recalculated\":0,\"penalty\":0,\"closing\":" closing              \
  ",\"reason\":\"\"}"
#define PAGE_BALANCE(opening, charged, paid, closing, lines)                                   \
  "{\"month\":\"2020-02\",\"opening\":" opening ",\"charged\":" charged ",\"recalculated\":0," \
  "\"penalty\":0,\"paid\":" paid ",\"closing\":" closing ",\"lines\":[" lines "]}"
#define PAGE_FEBRUARY \
  PAGE_BALANCE ("44730", "44730", "44730", "44730", PAGE_LINE ("Обращение с ТКО", "44730", "44730"))

/* First of all in main(): a display that is the test's own, and nobody listening to it. */
void page_world_init (int *argc, char ***argv);

/* For g_test_add(): signed in, with the answers to profile and operator; accounts, details and
 * sessions are the test's to write before page_world_sign_in(). */
void page_world_set_up (PageWorld *self, gconstpointer data);
void page_world_tear_down (PageWorld *self, gconstpointer data);

void page_world_sign_in (PageWorld *self);
/* Shows @page (takes it over) in a window @width wide. */
void page_world_show (PageWorld *self, GtkWidget *page, int width, int height);
/* Closes the window; the page must be gone then, whatever calls are under way. */
void page_world_close (PageWorld *self, GtkWidget *page);

/* The question that is asked; NULL when there is none. */
KabQuestion *find_question (void);

/* The first child of @type below @widget, itself included; NULL when there is none. */
GtkWidget *find_child (GtkWidget *widget, GType type);
/* The first button below @widget that calls @action; NULL when there is none. */
GtkWidget *find_action (GtkWidget *widget, const char *action);
/* The first button below @widget with @label; NULL when there is none. */
GtkWidget *find_label_button (GtkWidget *widget, const char *label);
/* The first button on the screen below @widget with the picture @icon; NULL when there is none. */
GtkWidget *find_icon_button (GtkWidget *widget, const char *icon);
/* The first below @widget with that id in its template; NULL when there is none. */
GtkWidget *find_id (GtkWidget *widget, const char *id);
/* Whether a label that can be seen below @widget says @text. */
gboolean has_text (GtkWidget *widget, const char *text);
/* The state of the first state stack below @widget: "loading", "content", "empty", "failed". */
const char *get_state (GtkWidget *widget);
/* A widget by its id in the template of @type, that of @widget or of one below it. */
GtkWidget *get_part (GtkWidget *widget, GType type, const char *name);
GtkEditable *get_entry (GtkWidget *widget, GType type, const char *name);
/* Presses what a user could press: it must be sensitive. */
void press (GtkWidget *button);

G_END_DECLS
