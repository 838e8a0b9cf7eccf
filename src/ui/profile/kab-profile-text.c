/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "kab-error.h"
#include "kab-profile-text.h"
#include "kab-words.h"

char *
kab_session_title (KabSessionInfo *session)
{
  const char *client = kab_session_info_get_client (session);

  if (kab_session_info_get_current (session))
    return g_strdup (_ ("This program"));
  if (client[0] == '\0')
    return g_strdup (_ ("Unknown program"));

  return g_strdup (client);
}

char *
kab_session_subtitle (KabSessionInfo *session)
{
  g_autofree char *time = kab_time_format (kab_session_info_get_last_used_at (session));

  return g_strdup_printf (_ ("Last used %s"), time);
}

char *
kab_password_change_fault (KabOperator *service_operator, const GError *error, const char *field)
{
  const char *reason;

  if (g_error_matches (error, KAB_ERROR, KAB_ERROR_WRONG_CREDENTIALS))
    return g_str_equal (field, "current") ? g_strdup (_ ("The password is wrong. Try again."))
                                          : NULL;
  if (!g_error_matches (error, KAB_ERROR, KAB_ERROR_INVALID_INPUT))
    return NULL;

  reason = kab_error_get_field (error, field);

  return reason != NULL ? kab_words_field_fault (service_operator, "password", reason) : NULL;
}
