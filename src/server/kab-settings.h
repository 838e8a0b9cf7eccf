/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kab-operator.h"

G_BEGIN_DECLS

/* What a command is told: options, and the two that may hold a password also as variables of the
 * environment, for a command line is seen by every user of the machine. */
typedef struct
{
  char *database;
  char *listen;
  char *operator_;
  char *mail;
  char *tls_certificate;
  char *tls_key;
  char *directory;
  gboolean discard;
  int idle_timeout;
  int accounts;
  int months;
  gint64 seed;
  char **rest; /* what is no option */
} KabSettings;

/* How to give --database and --mail so that others do not see them: what --help says of it. */
const char *kab_settings_explain_environment (void);

void kab_settings_clear (KabSettings *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KabSettings, kab_settings_clear)

/* @argv: of the command, its name first. @wanted: the options it takes, NULL-terminated; those that
 * end in "!" must be given. KAB_ERROR_FORMAT is a sentence for who typed it; --help prints and ends
 * the program. */
gboolean kab_settings_parse (KabSettings *self,
                             const char *command,
                             const char *const *wanted,
                             const char *arguments,
                             const char *summary,
                             int argc,
                             char **argv,
                             GError **error);

/* The operator of a file; of the file the program carries in itself when @path is NULL. */
KabOperator *kab_settings_load_operator (const char *path, GError **error);
/* NULL without an error: no TLS was asked for. */
gboolean
kab_settings_load_certificate (KabSettings *self, GTlsCertificate **certificate, GError **error);

G_END_DECLS
