/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-service.h"
#include "kab-cabinet.h"
#include "samples.h"

G_BEGIN_DECLS

#define BOTH "{\"accounts\":[" SAMPLE_ACCOUNT_1 "," SAMPLE_ACCOUNT_2 "]}"
#define ONE  "{\"accounts\":[" SAMPLE_ACCOUNT_1 "]}"
#define NONE "{\"accounts\":[]}"

/* A cabinet at a service that answers what is asked in passing. What the cabinet notifies is
 * written down. */
typedef struct
{
  FakeService *service;
  KabCabinet *cabinet;
  GString *notified;
} World;

void world_init (World *self); /* as the demo: nothing goes into the keyring */
void world_init_remembering (World *self);
/* Nothing is left of the cabinet. */
void world_clear (World *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

void world_open (World *self);
void world_reopen (World *self); /* as the next window will; to be opened then */
void world_sign_in (World *self);
void world_sign_out (World *self);
void world_wait_loaded (World *self);
/* Signed in, with everything loaded. */
void world_settle (World *self);

/* The properties notified since the last look, in the order of the alphabet. */
void world_assert_notified (World *self, const char *expected);
/* "123543566* 200417803": the accounts, a star at the one chosen. */
void world_assert_accounts (World *self, const char *expected);

gboolean is_ready (KabLoad *load);

G_END_DECLS
